import CLMDB

/// The one writer of an environment, inside `Environment.write`.
///
/// It reads its own changes.
///
/// A change ends the life of every value lent out, so a change inside a lending closure is refused.
@safe public final class WriteTransaction: ReadTransaction {
  init(_ environment: Environment) throws(LMDBError) {
    try super.init(environment, flags: 0)
  }

  /// Sets the value of a key.
  ///
  /// The corresponding C function is `mdb_put`.
  public func put(_ value: Span<UInt8>, at key: UInt64, in keyspace: IntegerKeyspace) throws {
    try unsafe withValue(of: key) { try unsafe put(value, &$0, keyspace.number, flags: 0) }
  }

  /// Sets the value of a key.
  ///
  /// The corresponding C function is `mdb_put`.
  public func put(_ value: Span<UInt8>, at key: [UInt8], in keyspace: ByteKeyspace) throws {
    try unsafe withValue(of: key.span) { try unsafe put(value, &$0, keyspace.number, flags: 0) }
  }

  /// Adds an entry after all others, which fills pages better; a key that is not larger gives
  /// `MDB_KEYEXIST`.
  ///
  /// The corresponding C function is `mdb_put` with `MDB_APPEND`.
  public func append(_ value: Span<UInt8>, at key: UInt64, in keyspace: IntegerKeyspace) throws {
    try unsafe withValue(of: key) {
      try unsafe put(value, &$0, keyspace.number, flags: MDB_APPEND)
    }
  }

  /// Adds an entry; a key that is there already gives `MDB_KEYEXIST`.
  ///
  /// The corresponding C function is `mdb_put` with `MDB_NOOVERWRITE`.
  public func insert(_ value: Span<UInt8>, at key: [UInt8], in keyspace: ByteKeyspace) throws {
    try unsafe withValue(of: key.span) {
      try unsafe put(value, &$0, keyspace.number, flags: MDB_NOOVERWRITE)
    }
  }

  /// Removes an entry, and says whether it was there.
  ///
  /// The corresponding C function is `mdb_del`.
  @discardableResult
  public func delete(_ key: UInt64, in keyspace: IntegerKeyspace) throws -> Bool {
    try unsafe withValue(of: key) { try unsafe delete(&$0, keyspace.number) }
  }

  /// Removes an entry, and says whether it was there.
  ///
  /// The corresponding C function is `mdb_del`.
  @discardableResult
  public func delete(_ key: [UInt8], in keyspace: ByteKeyspace) throws -> Bool {
    try unsafe withValue(of: key.span) { try unsafe delete(&$0, keyspace.number) }
  }

  /// Removes every entry whose key begins with `prefix`, and says how many.
  ///
  /// The corresponding C functions are `mdb_cursor_get` with `MDB_SET_RANGE` and `mdb_cursor_del`.
  @discardableResult
  public func delete(prefix: [UInt8], in keyspace: ByteKeyspace) throws -> Int {
    try requireNothingLent("mdb_cursor_del")
    return try unsafe withCursor(keyspace.number) { cursor in
      var removed = 0
      while try unsafe deleteFirst(prefix, cursor) { removed += 1 }
      return removed
    }
  }

  /// Removes all entries.
  ///
  /// The corresponding C function is `mdb_drop`.
  public func removeAll(_ keyspace: IntegerKeyspace) throws {
    try requireNothingLent("mdb_drop")
    let pointer = try unsafe live()
    try check(unsafe mdb_drop(pointer, keyspace.number, 0), "mdb_drop")
  }

  private func requireNothingLent(_ call: StaticString) throws(LMDBError) {
    if lent > 0 { throw LMDBError(.wrongUse, call: "\(call)") }
  }

  private func put(
    _ bytes: Span<UInt8>, _ key: inout MDB_val, _ number: MDB_dbi, flags: Int32
  ) throws {
    try requireNothingLent("mdb_put")
    let pointer = try unsafe live()
    try unsafe withValue(of: bytes) { value in
      try check(unsafe mdb_put(pointer, number, &key, &value, UInt32(flags)), "mdb_put")
    }
  }

  private func delete(_ key: inout MDB_val, _ number: MDB_dbi) throws -> Bool {
    try requireNothingLent("mdb_del")
    let pointer = try unsafe live()
    let code = unsafe mdb_del(pointer, number, &key, nil)
    if code == MDB_NOTFOUND { return false }
    try check(code, "mdb_del")
    return true
  }

  private func deleteFirst(_ prefix: [UInt8], _ cursor: OpaquePointer) throws -> Bool {
    try unsafe withValue(of: prefix.span) { start in
      var key = unsafe start
      var value = unsafe MDB_val()
      let operation = prefix.isEmpty ? MDB_FIRST : MDB_SET_RANGE
      let code = unsafe mdb_cursor_get(cursor, &key, &value, operation)
      if code == MDB_NOTFOUND { return false }
      try check(code, "mdb_cursor_get")
      let found = unsafe UnsafeRawBufferPointer(start: key.mv_data, count: key.mv_size)
      guard unsafe found.starts(with: prefix) else { return false }
      try check(unsafe mdb_cursor_del(cursor, 0), "mdb_cursor_del")
      return true
    }
  }
}
