public import CaseModel
import EventCoding
import EventLog
public import TransparencyLog

/// What an import of lines took in.
public struct LineImport: Hashable, Sendable {
  /// The number of events in the log now.
  public let size: UInt64
  /// The root hash, to compare with the exporting log's.
  public let root: Digest
  /// How many events have sealed parts that were not given.
  public let withoutSealed: UInt64
}

extension CaseLog {
  /// Lends lines, exactly the hashed bytes, in order.
  public func exportLines(
    from start: UInt64 = 0, to end: UInt64 = .max,
    _ body: (_ position: UInt64, _ line: Span<UInt8>) throws -> Void
  ) throws {
    try log.catchUp(from: start, to: min(end, size), body)
  }

  /// The sealed parts beside a line as one line of text: position, then each part in hex.
  ///
  /// nil for an event without sealed parts, or whose parts are not in this copy of the log.
  public func exportSealed(at position: UInt64) throws -> String? {
    let parts = try log.read { try $0.sealed(at: position) }
    guard !parts.isEmpty else { return nil }
    return "\(position) " + parts.map(Self.hex).joined(separator: " ")
  }

  /// Takes over another log's lines into this empty one, with the same bytes and so the same root.
  ///
  /// Every line is read and every sealed part's digest compared before anything of its batch is
  /// stored. What was stored before an error stays, and a new log is the remedy.
  /// - Parameters:
  ///   - lines: gives the next line, without its line break; nil at the end.
  ///   - sealed: gives the next line of sealed parts, in the form of `exportSealed`.
  public func importLines(
    _ lines: () throws -> [UInt8]?, sealed: () throws -> String? = { nil }
  ) throws -> LineImport {
    guard try size == 0 else {
      throw ServiceError(
        .logNotEmpty, "\(path) holds \(try size) events", remedy: "Import lines into a new log")
    }
    var waiting = try sealed().map { try SealedLine($0) }
    var position: UInt64 = 0
    var withoutSealed: UInt64 = 0
    while true {
      var batch: [NewEvent] = []
      while batch.count < Int(Layout.bundleEntries), let line = try lines() {
        let references = try Self.read(line, at: position)
        var parts: [[UInt8]] = []
        if let next = waiting, next.position == position {
          parts = next.parts
          waiting = try sealed().map { try SealedLine($0) }
        }
        try Self.compare(parts, with: references, at: position)
        withoutSealed += parts.isEmpty && !references.isEmpty ? 1 : 0
        batch.append(
          NewEvent(line: line, sealed: parts, externalKeys: try Self.externalKeys(of: line)))
        position += 1
      }
      guard !batch.isEmpty else { break }
      try log.append { _ in batch }
    }
    if let waiting {
      throw ServiceError(
        .importInvalid, "there are sealed parts for event \(waiting.position), and no such event",
        remedy: "Import the sealed file of the same export as the lines")
    }
    return LineImport(size: position, root: try root(), withoutSealed: withoutSealed)
  }

  private static func read(_ line: [UInt8], at position: UInt64) throws -> [SealedReference] {
    do {
      return try EventLine.decode(line).sealed
    } catch {
      throw ServiceError(
        .importInvalid, "line \(position + 1) is not an event's: \(error.description)",
        remedy: "Import the file as it was exported")
    }
  }

  private static func compare(
    _ parts: [[UInt8]], with references: [SealedReference], at position: UInt64
  ) throws {
    guard !parts.isEmpty else { return }
    guard parts.map({ Digest(hashing: $0.span).hex }) == references.map(\.digest) else {
      throw ServiceError(
        .importInvalid, "the sealed parts of event \(position) are not those its line names",
        remedy: "Import the sealed file of the same export as the lines")
    }
  }

  /// The portal's message ids, so that a message stays known in the copy.
  private static func externalKeys(of line: [UInt8]) throws -> [String] {
    let event = try EventLine.decode(line).event
    if event.type == .caseOpened, let id = event.fields.id(.caseId) {
      return [ExternalKey.registerCase(id)]
    }
    guard let message = event.fields.id(.message), event.fields.number(.child) ?? 0 == 0 else {
      return []
    }
    return [ExternalKey.message(message)]
  }

  /// Copies the log to a new folder while others read and append. The keys are not copied.
  /// - Returns: the number of events and the root of the copy, read back from it.
  public func backup(to folder: String) throws -> (size: UInt64, root: Digest) {
    let backup = try log.backup(to: folder)
    return (backup.size, backup.root)
  }

  /// Makes a log from a backup, after reading and checking every line of it.
  /// - Throws: `LogError.damaged` naming the first fault.
  public static func restore(
    _ backup: String, to path: String
  ) throws -> (size: UInt64, root: Digest) {
    let copy = try EventLog(opening: backup, access: .readWrite)
    let report = try copy.check()
    if let fault = report.faults.first {
      throw LogError(
        .damaged, "\(backup): \(fault), \(report.faults.count) faults in all; take another backup")
    }
    let restored = try copy.backup(to: path)
    return (restored.size, restored.root)
  }
}

/// The ids given elsewhere by which the log knows what it has taken in.
public enum ExternalKey {
  /// A message of the national portal (Fiks).
  public static func message(_ id: RecordID) -> String { "fiks/\(id)" }

  /// A case of the national child welfare register (Sak).
  public static func registerCase(_ id: RecordID) -> String { "register/case/\(id)" }
}

/// One line of a sealed export.
private struct SealedLine {
  let position: UInt64
  let parts: [[UInt8]]

  init(_ text: String) throws {
    let words = text.split(separator: " ")
    let parts = words.dropFirst().map { Self.bytes($0) }
    guard let first = words.first, let position = UInt64(first), !parts.isEmpty,
      !parts.contains(where: { $0 == nil })
    else {
      throw ServiceError(
        .importInvalid, "a line of the sealed file is not a position and hex digits",
        remedy: "Import the sealed file as it was exported")
    }
    self.position = position
    self.parts = parts.compactMap(\.self)
  }

  private static func bytes(_ hex: Substring) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(hex.utf8.count / 2)
    var high: UInt8?
    for digit in hex.utf8 {
      let value: UInt8
      switch digit {
      case 48...57: value = digit - 48
      case 97...102: value = digit - 87
      default: return nil
      }
      if let first = high {
        bytes.append(first << 4 | value)
        high = nil
      } else {
        high = value
      }
    }
    return high == nil ? bytes : nil
  }
}
