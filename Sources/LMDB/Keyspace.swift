import CLMDB

/// A named database whose keys are unsigned integers, kept in order (`MDB_INTEGERKEY`).
///
/// On disk the key has the machine's byte order: the file belongs to one kind of machine.
public struct IntegerKeyspace: Hashable, Sendable {
  /// The name in the environment.
  public let name: String
  let number: MDB_dbi
}

/// A named database whose keys are bytes, kept in the order of the bytes.
///
/// # Limits
/// A key has 1 to 511 bytes.
public struct ByteKeyspace: Hashable, Sendable {
  /// The name in the environment.
  public let name: String
  let number: MDB_dbi
}

/// How much a keyspace holds.
///
/// The corresponding C structure is `MDB_stat`.
public struct KeyspaceInfo: Equatable, Sendable {
  /// The number of entries.
  public var entries: Int
  /// The bytes of all its pages.
  public var bytes: Int
  /// The levels of its tree.
  public var depth: Int
}

extension Environment {
  /// Opens keyspaces that exist, for the lifetime of the environment.
  ///
  /// Call it before other threads use the environment. The corresponding C function is
  /// `mdb_dbi_open`; a missing keyspace gives `MDB_NOTFOUND`.
  public func openKeyspaces(
    integers: [String], bytes: [String]
  ) throws -> (integers: [IntegerKeyspace], bytes: [ByteKeyspace]) {
    let transaction = try ReadTransaction(self)
    defer { transaction.abort() }
    let found = try (
      integers.map { try transaction.openInteger($0, flags: MDB_INTEGERKEY) },
      bytes.map { try transaction.openBytes($0, flags: 0) }
    )
    // Handles opened by an aborted transaction are lost, so this read is committed.
    try transaction.commit()
    return found
  }

  /// Makes the keyspaces that are missing, in one transaction.
  ///
  /// The corresponding C function is `mdb_dbi_open` with `MDB_CREATE`.
  public func createKeyspaces(integers: [String], bytes: [String]) throws {
    try write { transaction in
      for name in integers {
        _ = try transaction.openInteger(name, flags: MDB_INTEGERKEY | MDB_CREATE)
      }
      for name in bytes { _ = try transaction.openBytes(name, flags: MDB_CREATE) }
    }
  }
}

extension ReadTransaction {
  fileprivate func openInteger(_ name: String, flags: Int32) throws(LMDBError) -> IntegerKeyspace {
    IntegerKeyspace(name: name, number: try open(name, flags))
  }

  fileprivate func openBytes(_ name: String, flags: Int32) throws(LMDBError) -> ByteKeyspace {
    ByteKeyspace(name: name, number: try open(name, flags))
  }

  private func open(_ name: String, _ flags: Int32) throws(LMDBError) -> MDB_dbi {
    var number: MDB_dbi = 0
    let pointer = try unsafe live()
    try check(unsafe mdb_dbi_open(pointer, name, UInt32(flags), &number), "mdb_dbi_open")
    return number
  }
}
