import CLMDB

/// Whether a scan goes on after an entry.
public enum ScanStep: Sendable {
  /// Go on with the next entry.
  case next
  /// Leave the scan here.
  case stop
}

/// One unchanging state of an environment, inside `Environment.read`.
///
/// Values are lent, not copied: a `Span` straight into the map, which cannot leave its closure.
/// A transaction that is kept past its scope is harmless: every call gives `MDB_BAD_TXN`.
///
/// A class and not a `~Copyable` value: it must be reachable from the views built on it, and a
/// check at run time that it still lives costs nothing beside the call.
@safe public class ReadTransaction {
  /// Held so that the environment cannot be closed under an open transaction.
  let environment: Environment
  /// LMDB's transaction; `nil` when the scope has ended.
  private var pointer: OpaquePointer?
  /// Values lent out now; no change may happen while there are any.
  private(set) final var lent = 0

  init(_ environment: Environment, flags: Int32 = MDB_RDONLY) throws(LMDBError) {
    self.environment = environment
    var code = unsafe mdb_txn_begin(environment.pointer, nil, UInt32(flags), &pointer)
    if code == MDB_READERS_FULL {
      try environment.clearStaleReaders()
      code = unsafe mdb_txn_begin(environment.pointer, nil, UInt32(flags), &pointer)
    }
    try check(code, "mdb_txn_begin")
  }

  /// The transaction's pointer, or `MDB_BAD_TXN` when its scope has ended.
  final func live() throws(LMDBError) -> OpaquePointer {
    guard let pointer = unsafe pointer else { throw LMDBError(.badTransaction, call: "mdb_txn") }
    return unsafe pointer
  }

  /// The number of the state that it sees.
  ///
  /// The corresponding C function is `mdb_txn_id`.
  final func number() throws(LMDBError) -> Int {
    let pointer = try unsafe live()
    return unsafe mdb_txn_id(pointer)
  }

  /// Ends the transaction without effect; the second time does nothing.
  final func abort() {
    guard let open = unsafe pointer else { return }
    unsafe pointer = nil
    unsafe mdb_txn_abort(open)
  }

  /// Ends the transaction with effect.
  ///
  /// LMDB frees it also when it fails.
  final func commit() throws(LMDBError) {
    let open = try unsafe live()
    unsafe pointer = nil
    try check(unsafe mdb_txn_commit(open), "mdb_txn_commit")
  }

  /// Lends the value of a key, or returns `nil` when there is none.
  ///
  /// The corresponding C function is `mdb_get`.
  public final func get<R>(
    _ key: UInt64, in keyspace: IntegerKeyspace, _ body: (Span<UInt8>) throws -> R
  ) throws -> R? {
    try unsafe withValue(of: key) { try unsafe get(&$0, keyspace.number, body) }
  }

  /// Lends the value of a key, or returns `nil` when there is none.
  ///
  /// The corresponding C function is `mdb_get`.
  public final func get<R>(
    _ key: [UInt8], in keyspace: ByteKeyspace, _ body: (Span<UInt8>) throws -> R
  ) throws -> R? {
    try unsafe withValue(of: key.span) { try unsafe get(&$0, keyspace.number, body) }
  }

  /// Lends the entries whose keys lie in a range, in order.
  ///
  /// The corresponding C functions are `mdb_cursor_open` and `mdb_cursor_get` with
  /// `MDB_SET_RANGE` and `MDB_NEXT`.
  public final func scan(
    _ keyspace: IntegerKeyspace, _ range: Range<UInt64>,
    _ body: (UInt64, Span<UInt8>) throws -> ScanStep
  ) throws {
    try unsafe withValue(of: range.lowerBound) { start in
      try unsafe walk(keyspace.number, from: start) { key, value in
        let number = unsafe integer(key)
        guard number < range.upperBound else { return .stop }
        return try unsafe lend(value) { try body(number, $0) }
      }
    }
  }

  /// Lends the entries whose keys begin with `prefix`, in order; all of them for an empty prefix.
  ///
  /// The corresponding C functions are `mdb_cursor_open` and `mdb_cursor_get` with
  /// `MDB_SET_RANGE` (or `MDB_FIRST`) and `MDB_NEXT`.
  /// - Parameter start: the first key to lend, or one that stands before it; nil for the prefix.
  public final func scan(
    _ keyspace: ByteKeyspace, prefix: [UInt8], from start: [UInt8]? = nil,
    _ body: (Span<UInt8>, Span<UInt8>) throws -> ScanStep
  ) throws {
    let first = start ?? prefix
    try unsafe withValue(of: first.span) { start in
      try unsafe walk(keyspace.number, from: start) { key, value in
        try unsafe lend(key) { key in
          guard key.starts(with: prefix) else { return .stop }
          return try unsafe lend(value) { try body(key, $0) }
        }
      }
    }
  }

  /// The largest key, or `nil` when there is none.
  ///
  /// The corresponding C function is `mdb_cursor_get` with `MDB_LAST`.
  public final func lastKey(_ keyspace: IntegerKeyspace) throws -> UInt64? {
    try unsafe withCursor(keyspace.number) { cursor in
      var (key, value) = unsafe (MDB_val(), MDB_val())
      let code = unsafe mdb_cursor_get(cursor, &key, &value, MDB_LAST)
      if code == MDB_NOTFOUND { return nil }
      try check(code, "mdb_cursor_get")
      return unsafe integer(key)
    }
  }

  /// How much a keyspace holds.
  ///
  /// The corresponding C function is `mdb_stat`.
  public final func info(_ keyspace: IntegerKeyspace) throws(LMDBError) -> KeyspaceInfo {
    try info(keyspace.number)
  }

  /// How much a keyspace holds.
  ///
  /// The corresponding C function is `mdb_stat`.
  public final func info(_ keyspace: ByteKeyspace) throws(LMDBError) -> KeyspaceInfo {
    try info(keyspace.number)
  }
}

// MARK: - The C side

extension ReadTransaction {
  private func info(_ number: MDB_dbi) throws(LMDBError) -> KeyspaceInfo {
    var stat = MDB_stat()
    let pointer = try unsafe live()
    try check(unsafe mdb_stat(pointer, number, &stat), "mdb_stat")
    let pages = stat.ms_branch_pages + stat.ms_leaf_pages + stat.ms_overflow_pages
    return KeyspaceInfo(
      entries: stat.ms_entries, bytes: pages * Int(stat.ms_psize), depth: Int(stat.ms_depth))
  }

  private func get<R>(
    _ key: inout MDB_val, _ number: MDB_dbi, _ body: (Span<UInt8>) throws -> R
  ) throws -> R? {
    var value = unsafe MDB_val()
    let pointer = try unsafe live()
    let code = unsafe mdb_get(pointer, number, &key, &value)
    if code == MDB_NOTFOUND { return nil }
    try check(code, "mdb_get")
    return try unsafe lend(value, body)
  }

  /// Lends bytes of the map for the time of a closure.
  private func lend<R>(_ value: MDB_val, _ body: (Span<UInt8>) throws -> R) throws -> R {
    lent += 1
    defer { lent -= 1 }
    let bytes = unsafe UnsafeRawBufferPointer(start: value.mv_data, count: value.mv_size)
    return try unsafe bytes.withMemoryRebound(to: UInt8.self) { try unsafe body($0.span) }
  }

  final func withCursor<R>(
    _ number: MDB_dbi, _ body: (OpaquePointer) throws -> R
  ) throws -> R {
    var opened: OpaquePointer?
    let pointer = try unsafe live()
    try check(unsafe mdb_cursor_open(pointer, number, &opened), "mdb_cursor_open")
    guard let cursor = unsafe opened else { throw LMDBError(.noMemory, call: "mdb_cursor_open") }
    defer { unsafe mdb_cursor_close(cursor) }
    return try unsafe body(cursor)
  }

  /// Visits entries from the first key not below `start`, or from the first of all.
  final func walk(
    _ number: MDB_dbi, from start: MDB_val, _ visit: (MDB_val, MDB_val) throws -> ScanStep
  ) throws {
    try unsafe withCursor(number) { cursor in
      var key = unsafe start
      var value = unsafe MDB_val()
      var code = unsafe mdb_cursor_get(
        cursor, &key, &value, start.mv_size == 0 ? MDB_FIRST : MDB_SET_RANGE)
      while code == MDB_SUCCESS {
        if try unsafe visit(key, value) == .stop { return }
        code = unsafe mdb_cursor_get(cursor, &key, &value, MDB_NEXT)
      }
      if code != MDB_NOTFOUND { try check(code, "mdb_cursor_get") }
    }
  }
}

/// Gives an integer the form of a C value for the time of a closure.
func withValue<R>(of key: UInt64, _ body: (inout MDB_val) throws -> R) throws -> R {
  var key = key
  return try unsafe withUnsafeMutableBytes(of: &key) { bytes in
    var value = unsafe MDB_val(mv_size: bytes.count, mv_data: bytes.baseAddress)
    return try unsafe body(&value)
  }
}

/// Gives bytes the form of a C value for the time of a closure.
///
/// LMDB does not write through it.
func withValue<R>(of bytes: Span<UInt8>, _ body: (inout MDB_val) throws -> R) throws -> R {
  try unsafe bytes.withUnsafeBufferPointer { bytes in
    let start = unsafe UnsafeMutableRawPointer(mutating: bytes.baseAddress)
    var value = unsafe MDB_val(mv_size: bytes.count, mv_data: start)
    return try unsafe body(&value)
  }
}

/// The integer in a key of an integer keyspace.
///
/// Keys in the map are not aligned.
private func integer(_ value: MDB_val) -> UInt64 {
  guard unsafe value.mv_size == 8, let start = unsafe value.mv_data else { return .max }
  return unsafe start.loadUnaligned(as: UInt64.self)
}

extension Span<UInt8> {
  /// Whether the bytes begin with `prefix`.
  func starts(with prefix: [UInt8]) -> Bool {
    guard count >= prefix.count else { return false }
    for index in prefix.indices where self[index] != prefix[index] { return false }
    return true
  }
}
