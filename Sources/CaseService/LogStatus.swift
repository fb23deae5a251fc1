public import CaseModel
public import EventLog
public import TransparencyLog

/// What an operator asks of a log: how large it is, how it is used, what it is (status).
public struct LogStatus: Sendable {
  /// What the log says of itself.
  public let identity: LogIdentity
  /// Its size and use.
  public let statistics: LogStatistics
  /// The root hash over all its events.
  public let root: Digest
  /// When its last event was recorded; nil for an empty log.
  public let lastTime: Instant?
  /// How many events the stored facts cover; the next question brings them up to the end.
  public let factsSize: UInt64
}

extension CaseLog {
  /// Measures the log; nothing is changed.
  public func status() throws -> LogStatus {
    let statistics = try log.statistics()
    return try log.read { snapshot in
      LogStatus(
        identity: log.identity, statistics: statistics,
        root: try snapshot.root(at: statistics.size),
        lastTime: snapshot.lastTime.flatMap { Instant($0.description) },
        factsSize: try snapshot.table(Facts.table)?.position ?? 0)
    }
  }
}
