public import CaseModel
import EventLog
public import TransparencyLog

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
