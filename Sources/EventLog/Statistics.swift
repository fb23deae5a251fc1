import LMDB

/// How large a log is, and how it is used.
public struct LogStatistics: Equatable, Sendable {
  /// What one keyspace takes.
  public struct Part: Equatable, Sendable {
    /// Its name; `Layout.swift` says what it holds.
    public var name: String
    /// The number of its entries.
    public var entries: Int
    /// The bytes of its pages.
    public var bytes: Int
  }

  /// A reading that is going on.
  public struct Reader: Equatable, Sendable {
    /// The process.
    public var process: Int
    /// How many changes were written since the state that it reads: their space in the file cannot
    /// be used again before it is done.
    public var behind: Int
  }

  /// The number of events.
  public var size: UInt64
  /// The number of streams.
  public var streams: UInt64
  /// The size of `data.mdb`, in bytes.
  public var fileBytes: Int
  /// The bytes of all keyspaces; the rest of the file is free for reuse.
  public var usedBytes: Int
  /// As large as the file may become.
  public var mapSizeBytes: Int
  /// Places taken in the reader table, over all processes.
  public var readers: Int
  /// Places in the reader table.
  public var readersMax: Int
  /// The readings going on, of this moment's own none.
  public var openReaders: [Reader]
  /// Whether it was opened without `lock.mdb`, so that readers cannot be seen.
  public var isUnlocked: Bool
  /// Each keyspace.
  public var parts: [Part]
}

extension EventLog {
  /// Measures the log.
  public func statistics() throws -> LogStatistics {
    let info = try inWordsOfTheLog(path) { try environment.info }
    let readers = try inWordsOfTheLog(path) { try environment.openReaders }
    let fileBytes = try Files.size(of: path + "/data.mdb")
    return try read { snapshot in
      var parts: [LogStatistics.Part] = []
      for space in spaces.integers {
        let info = try snapshot.transaction.info(space)
        parts.append(.init(name: space.name, entries: info.entries, bytes: info.bytes))
      }
      for space in spaces.bytes {
        let info = try snapshot.transaction.info(space)
        parts.append(.init(name: space.name, entries: info.entries, bytes: info.bytes))
      }
      return LogStatistics(
        size: snapshot.size, streams: snapshot.streamCount, fileBytes: fileBytes,
        usedBytes: parts.reduce(0) { $0 + $1.bytes }, mapSizeBytes: info.mapSizeBytes,
        readers: info.readers, readersMax: info.readersMax,
        openReaders: readers.compactMap { reader in
          reader.transaction.map {
            .init(process: reader.process, behind: max(0, info.lastTransaction - $0))
          }
        }, isUnlocked: environment.isUnlocked, parts: parts)
    }
  }

  /// Frees the places of readers whose process is gone, and says how many there were.
  @discardableResult
  public func clearStaleReaders() throws -> Int {
    try inWordsOfTheLog(path) { try environment.clearStaleReaders() }
  }
}
