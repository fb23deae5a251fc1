import LMDB

/// What a derived table (avledet tabell) says of itself.
///
/// A table is bytes that a projection has made of the events: it can be dropped and made again. The
/// log keeps it, and changes it only together with its head, so that the two always fit.
public struct TableHead: Equatable, Sendable {
  /// The version of the code that made it; another one begins anew.
  public var version: String
  /// The number of events it covers.
  public var position: UInt64
  /// The projection's own digest of its content; 100 bytes at most.
  public var digest: [UInt8]
  /// The number of its rows, as the projection counts them.
  public var rows: UInt64

  /// Makes a head.
  public init(version: String, position: UInt64, digest: [UInt8] = [], rows: UInt64) {
    self.version = version
    self.position = position
    self.digest = digest
    self.rows = rows
  }
}

/// Which copy of a derived table is meant.
public enum TableCopy: Sendable {
  /// The one that questions are answered from.
  case live
  /// The one that is being made beside it.
  case building
}

extension Snapshot {
  /// The head of a derived table; `nil` when there is no such table or copy.
  public func table(_ name: String, _ copy: TableCopy = .live) throws -> TableHead? {
    try tableRecord(name)?[copy]?.head
  }

  /// The names of the derived tables that have a live copy or one being made.
  public func tables() throws -> [String] {
    var names: [String] = []
    try transaction.scan(spaces.projections, prefix: [TableKey.head]) { key, _ in
      names.append(String(key.extracting(1..<key.count)))
      return .next
    }
    return names
  }

  /// Lends a derived table's bytes, in the order they were added.
  ///
  /// A span holds one or several of the additions, each whole.
  public func scan(
    table name: String, _ copy: TableCopy = .live, _ body: (Span<UInt8>) throws -> Void
  ) throws {
    guard let part = try tableRecord(name)?[copy] else { return }
    var count: UInt64 = 0
    let prefix = TableKey.chunks(of: name, part.generation)
    try transaction.scan(spaces.projections, prefix: prefix) { _, bytes in
      count += 1
      try body(bytes)
      return .next
    }
    guard count == part.chunks else {
      throw LogError(
        .damaged,
        "table \(name) has \(count) chunks instead of \(part.chunks). "
          + "Drop it and have it made again")
    }
  }

  func tableRecord(_ name: String) throws -> TableRecord? {
    try transaction.get(TableKey.record(of: name), in: spaces.projections) { try TableRecord($0) }
  }
}

extension EventLog {
  /// Adds bytes to a derived table and gives it a new head, in one transaction.
  ///
  /// - Parameters:
  ///   - name: the table, of 1 to 100 bytes without NUL.
  ///   - copy: the live copy, or the one being made.
  ///   - expected: the head the caller has built upon; `nil`: the copy does not exist yet.
  ///   - bytes: what to add; may be empty.
  ///   - head: the head from now on.
  /// - Throws: `LogError` `.tableMoved` when the head is another, `.notFound` for a head that
  ///   covers more events than there are, `.full`, `.notWritable`.
  public func extend(
    table name: String, _ copy: TableCopy = .live, expecting expected: TableHead?,
    with bytes: [UInt8], head: TableHead
  ) throws {
    try TableKey.check(name, head)
    try write { transaction in
      let snapshot = try Snapshot(transaction, spaces, places)
      guard head.position <= snapshot.size else {
        throw LogError(
          .notFound,
          "table \(name) cannot cover \(head.position) events: there are only "
            + "\(snapshot.size)")
      }
      var record = try snapshot.tableRecord(name) ?? TableRecord()
      guard record[copy]?.head == expected else {
        throw LogError(
          .tableMoved, "table \(name) was changed by another process; read its head again")
      }
      var part = record[copy] ?? record.newPart(head)
      part.head = head
      try add(bytes, to: &part, name, transaction)
      record[copy] = part
      let key = TableKey.record(of: name)
      try transaction.put(record.encoded.span, at: key, in: spaces.projections)
    }
  }

  /// Makes the copy that was being made the live one, and drops the other, in one transaction.
  public func switchTable(_ name: String) throws {
    try write { transaction in
      guard var record = try Snapshot(transaction, spaces, places).tableRecord(name),
        let built = record.building
      else { throw LogError(.notFound, "table \(name) has no copy being made") }
      if let old = record.live { try dropChunks(of: old, name, transaction) }
      record.live = built
      record.building = nil
      let key = TableKey.record(of: name)
      try transaction.put(record.encoded.span, at: key, in: spaces.projections)
    }
  }

  /// Drops a copy of a derived table; does nothing when there is none.
  public func drop(table name: String, _ copy: TableCopy = .live) throws {
    try write { transaction in
      guard var record = try Snapshot(transaction, spaces, places).tableRecord(name),
        let part = record[copy]
      else { return }
      try dropChunks(of: part, name, transaction)
      record[copy] = nil
      let key = TableKey.record(of: name)
      if record.live == nil, record.building == nil {
        try transaction.delete(key, in: spaces.projections)
      } else {
        try transaction.put(record.encoded.span, at: key, in: spaces.projections)
      }
    }
  }

  private func dropChunks(
    of part: TableRecord.Part, _ name: String, _ transaction: WriteTransaction
  ) throws {
    let prefix = TableKey.chunks(of: name, part.generation)
    try transaction.delete(prefix: prefix, in: spaces.projections)
  }

  private func add(
    _ bytes: [UInt8], to part: inout TableRecord.Part, _ name: String,
    _ transaction: WriteTransaction
  ) throws {
    guard !bytes.isEmpty else { return }
    var chunk: [UInt8] = []
    if part.chunks > 0 {
      let last = TableKey.chunk(of: name, part.generation, part.chunks - 1)
      let joined = try transaction.get(last, in: spaces.projections) { stored in
        stored.count + bytes.count <= Layout.tableChunkBytes ? Array(stored) : []
      }
      chunk = joined ?? []
    }
    if chunk.isEmpty { part.chunks += 1 }
    chunk += bytes
    let key = TableKey.chunk(of: name, part.generation, part.chunks - 1)
    try transaction.put(chunk.span, at: key, in: spaces.projections)
  }
}
