import CaseModel
import EventLog

/// How far a rebuild has come.
public struct ReplayProgress: Sendable {
  /// Events done.
  public let done: UInt64
  /// Of how many.
  public let total: UInt64
  /// Events done before this run began: an interrupted rebuild goes on where it was.
  public let resumedAt: UInt64
  /// Seconds left at this run's pace; nil while nothing is done.
  public let secondsLeft: Int?
}

/// What a rebuild made.
public struct ReplayReport: Hashable, Sendable {
  /// The number of events.
  public let events: UInt64
  /// The digest of the rebuilt table, in hex.
  public let digest: String
  /// The digest of the table it replaced; nil if there was none of this version and length.
  public let replaced: String?
  /// Where an earlier, interrupted rebuild had stopped.
  public let resumedAt: UInt64
}

extension CaseLog {
  /// Rebuilds the stored facts beside the live ones, and puts them in their place in one
  /// transaction. An interrupted rebuild goes on where it stopped.
  /// - Throws: `ServiceError.unreadableTypes` after all has been read, naming how many events
  ///   cannot be; the live table stays then.
  @discardableResult
  public func replay(progress: (ReplayProgress) -> Void = { _ in }) throws -> ReplayReport {
    // Made anew from the events when it is next needed, which takes the keys.
    try log.drop(table: ChildIndex.table)
    let live = try log.read { try $0.table(Facts.table) }
    var head = try log.read { try $0.table(Facts.table, .building) }
    if let stale = head, stale.version != Facts.version {
      try log.drop(table: Facts.table, .building)
      head = nil
    }
    let resumedAt = head?.position ?? 0
    let started = clock.now
    var unreadable: [UnreadableEvent] = []
    repeat {
      let (step, size) = try log.read { snapshot in
        (try Facts.step(from: head, in: snapshot, unreadable: &unreadable), snapshot.size)
      }
      // Nothing is kept from the first unreadable event on: a rebuild that is interrupted here
      // must meet it again.
      if unreadable.isEmpty {
        try log.extend(
          table: Facts.table, .building, expecting: head, with: step.rows, head: step.head)
      }
      head = step.head
      progress(
        Self.progress(
          step.head.position, of: size, from: resumedAt,
          milliseconds: clock.now.milliseconds - started.milliseconds))
    } while try head?.position ?? 0 < log.read({ $0.size })
    if !unreadable.isEmpty { try log.drop(table: Facts.table, .building) }
    try Self.refuse(unreadable)
    try log.switchTable(Facts.table)
    let same = live?.version == Facts.version && live?.position == head?.position
    return ReplayReport(
      events: head?.position ?? 0, digest: Self.hex(head?.digest ?? []),
      replaced: same ? live.map { Self.hex($0.digest) } : nil, resumedAt: resumedAt)
  }

  private static func progress(
    _ done: UInt64, of total: UInt64, from start: UInt64, milliseconds: Int64
  ) -> ReplayProgress {
    let made = Int64(clamping: done - start)
    let left = made > 0 ? Int64(clamping: total - done) * milliseconds / made / 1000 : nil
    return ReplayProgress(
      done: done, total: total, resumedAt: start, secondsLeft: left.map { Int(clamping: $0) })
  }

  static func hex(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
