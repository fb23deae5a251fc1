import CaseModel
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
  /// How many events were there already, from an import that was interrupted.
  public let resumedAt: UInt64
}

extension CaseLog {
  /// Takes over another log's lines, with the same bytes and so the same root.
  ///
  /// The log is empty, or holds the beginning of the lines byte for byte, from an import that was
  /// interrupted: then this one goes on after it. Every line is read and every sealed part's digest
  /// compared before anything of its batch is stored. What was stored before an error stays.
  /// - Parameters:
  ///   - lines: gives the next line, without its line break; nil at the end.
  ///   - sealed: gives the next line of sealed parts, in the form of `exportSealed`.
  /// - Throws: `ServiceError.logDiffers` when the log holds something else, `.originDiffers`,
  ///   `.importInvalid` naming the line; `LogError`.
  public func importLines(
    _ lines: () throws -> [UInt8]?, sealed: () throws -> String? = { nil }
  ) throws -> LineImport {
    let resumedAt = try size
    var taking = try LineTaking(isSimulated: isSimulated, sealed: sealed)
    while taking.position < resumedAt {
      let position = taking.position
      guard let line = try lines() else {
        throw ServiceError(
          .logDiffers, "\(path) holds \(resumedAt) events, the lines are only \(position)",
          remedy: "Import lines into a new log, or into one that holds the beginning of them")
      }
      guard try log.read({ try $0.line(at: position) }) == line else {
        throw ServiceError(
          .logDiffers, "event \(position) of \(path) is not line \(position + 1)",
          remedy: "Import lines into a new log, or into one that holds the beginning of them")
      }
      try passStored(try taking.event(line, next: sealed), at: position)
    }
    while true {
      let start = taking.position
      let batch = try taking.batch(lines, sealed)
      guard !batch.isEmpty else { break }
      try log.append { snapshot in
        guard snapshot.size == start else {
          throw ServiceError(
            .logDiffers, "something else was added to \(path) during the import",
            remedy: "Import lines into a new log that nobody else uses")
        }
        return batch
      }
    }
    try taking.requireEnd()
    return LineImport(
      size: taking.position, root: try root(), withoutSealed: taking.withoutSealed,
      resumedAt: resumedAt)
  }

  /// An event that is in already has the same line; it must have its sealed parts too, since they
  /// cannot be added later.
  private func passStored(_ event: NewEvent, at position: UInt64) throws {
    guard !event.sealed.isEmpty else { return }
    guard try log.read({ try $0.sealed(at: position) }).isEmpty else { return }
    throw ServiceError(
      .logDiffers, "event \(position) is in \(path) without the sealed parts that are given now",
      remedy: "Import the lines and the sealed parts together into a new log")
  }
}

/// Lines and sealed parts on their way into a log.
private struct LineTaking {
  /// The most bytes of a batch, unless its first event alone has more.
  static let batchBytes = 32 << 20

  let isSimulated: Bool
  /// The position of the next line.
  private(set) var position: UInt64 = 0
  private(set) var withoutSealed: UInt64 = 0
  private var waiting: SealedLine?
  private var sealedNumber = 0

  init(isSimulated: Bool, sealed: () throws -> String?) throws {
    self.isSimulated = isSimulated
    try nextSealed(sealed)
  }

  /// The next events, enough for one append.
  mutating func batch(
    _ lines: () throws -> [UInt8]?, _ sealed: () throws -> String?
  ) throws -> [NewEvent] {
    var batch: [NewEvent] = []
    var bytes = 0
    while batch.count < Int(Layout.bundleEntries), bytes < Self.batchBytes,
      let line = try lines()
    {
      let event = try event(line, next: sealed)
      bytes += line.count + event.sealed.reduce(0) { $0 + $1.count }
      batch.append(event)
    }
    return batch
  }

  /// The event of the next line, checked, with its sealed parts.
  mutating func event(_ line: [UInt8], next sealed: () throws -> String?) throws -> NewEvent {
    let decoded = try decode(line)
    var parts: [[UInt8]] = []
    if let next = waiting, next.position == position {
      parts = next.parts
      guard parts.map({ Digest(hashing: $0.span).hex }) == decoded.sealed.map(\.digest) else {
        throw invalidSealed("they are cut short, or not those of event \(position)")
      }
      try nextSealed(sealed)
    }
    withoutSealed += parts.isEmpty && !decoded.sealed.isEmpty ? 1 : 0
    position += 1
    return NewEvent(line: line, sealed: parts, externalKeys: Self.externalKeys(of: decoded.event))
  }

  /// Throws if sealed parts are left over.
  func requireEnd() throws {
    guard let waiting else { return }
    throw invalidSealed("they are of event \(waiting.position), and there is no such event")
  }

  private func decode(_ line: [UInt8]) throws -> DecodedLine {
    let decoded: DecodedLine
    do {
      decoded = try EventLine.decode(line)
    } catch {
      throw ServiceError(
        .importInvalid, "line \(position + 1) is not an event's: \(error.description)",
        remedy: "Import the file as it was exported")
    }
    guard decoded.isSimulated == isSimulated else {
      let what = decoded.isSimulated ? "made up, and the log is real" : "real, and the log is not"
      throw ServiceError(
        .originDiffers, "the event of line \(position + 1) is \(what)",
        remedy: "Import it into a log made \(isSimulated ? "without" : "with") --simulated")
    }
    return decoded
  }

  private mutating func nextSealed(_ sealed: () throws -> String?) throws {
    guard let text = try sealed() else {
      waiting = nil
      return
    }
    sealedNumber += 1
    guard let next = SealedLine(text) else {
      throw invalidSealed("they are cut short, or not a position and hex digits")
    }
    // Those of a log's beginning may be left out, but they come in the order of the events.
    guard next.position >= (waiting.map { $0.position + 1 } ?? position) else {
      throw invalidSealed("they are of event \(next.position), which comes too late")
    }
    waiting = next
  }

  private func invalidSealed(_ what: String) -> ServiceError {
    ServiceError(
      .importInvalid, "the sealed parts in line \(sealedNumber) of their file: \(what)",
      remedy: "Import the sealed file of the same export as the lines")
  }

  /// The portal's message ids and the register's case ids, so that both stay known in the copy.
  private static func externalKeys(of event: Event) -> [String] {
    if event.type == .caseOpened, let id = event.fields.id(.caseId) {
      return [ExternalKey.registerCase(id)]
    }
    guard let message = event.fields.id(.message), event.fields.number(.child) ?? 0 == 0 else {
      return []
    }
    return [ExternalKey.message(message)]
  }
}

/// One line of a sealed export.
private struct SealedLine {
  let position: UInt64
  let parts: [[UInt8]]

  /// nil for anything else than a position and hex digits.
  init?(_ text: String) {
    let words = text.split(separator: " ")
    let parts = words.dropFirst().map { Self.bytes($0) }
    guard let first = words.first, let position = UInt64(first), !parts.isEmpty,
      !parts.contains(where: { $0 == nil })
    else { return nil }
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
