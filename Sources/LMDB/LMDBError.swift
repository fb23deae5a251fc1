import CLMDB

/// An error of the storage library: which C call gave which code.
///
/// Errors compare by code only, so that tests and callers match on what happened and not on where.
public struct LMDBError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A return code of LMDB, or an `errno` value that LMDB passed on.
  ///
  /// A structure and not an enumeration: a code that has no name here survives.
  public struct Code: RawRepresentable, Hashable, Sendable {
    /// The C value: negative for LMDB's own codes, positive for `errno`.
    public let rawValue: Int32

    /// Wraps a C value.
    public init(rawValue: Int32) { self.rawValue = rawValue }
  }

  /// What happened.
  public let code: Code
  /// The C function that reported it, such as `mdb_put`.
  public let call: String

  /// Makes an error of a code and the name of the C function that gave it.
  public init(_ code: Code, call: String) {
    self.code = code
    self.call = call
  }

  /// Call, C name and LMDB's own words, as in
  /// `mdb_put: MDB_MAP_FULL: Environment mapsize limit reached`.
  public var description: String {
    let words = code.isOfLMDB ? "\(code.words)" : ""
    let text = words.hasPrefix(code.name) ? words : "\(code.name): \(words)"
    return "\(call): \(words.isEmpty ? code.name : text)"
  }

  /// Errors are equal when their codes are.
  public static func == (a: LMDBError, b: LMDBError) -> Bool { a.code == b.code }
}

extension LMDBError.Code {
  /// `MDB_KEYEXIST`: the key is there already.
  public static let keyExists = Self(rawValue: MDB_KEYEXIST)
  /// `MDB_NOTFOUND`: no such key or keyspace.
  public static let notFound = Self(rawValue: MDB_NOTFOUND)
  /// `MDB_PAGE_NOTFOUND`: a page is missing; the file is damaged.
  public static let pageNotFound = Self(rawValue: MDB_PAGE_NOTFOUND)
  /// `MDB_CORRUPTED`: a page is of the wrong kind; the file is damaged.
  public static let corrupted = Self(rawValue: MDB_CORRUPTED)
  /// `MDB_PANIC`: an earlier write failed half-way; open the environment anew.
  public static let panic = Self(rawValue: MDB_PANIC)
  /// `MDB_VERSION_MISMATCH`: the file was written by another version of LMDB.
  public static let versionMismatch = Self(rawValue: MDB_VERSION_MISMATCH)
  /// `MDB_INVALID`: the file is not an LMDB file.
  public static let invalid = Self(rawValue: MDB_INVALID)
  /// `MDB_MAP_FULL`: the map has no room left.
  public static let mapFull = Self(rawValue: MDB_MAP_FULL)
  /// `MDB_DBS_FULL`: more keyspaces than the environment was opened for.
  public static let keyspacesFull = Self(rawValue: MDB_DBS_FULL)
  /// `MDB_READERS_FULL`: every place in the reader table is taken.
  public static let readersFull = Self(rawValue: MDB_READERS_FULL)
  /// `MDB_TXN_FULL`: the transaction has changed too many pages.
  public static let transactionFull = Self(rawValue: MDB_TXN_FULL)
  /// `MDB_MAP_RESIZED`: another process has let the file grow past our map.
  public static let mapResized = Self(rawValue: MDB_MAP_RESIZED)
  /// `MDB_INCOMPATIBLE`: the keyspace is of another kind than asked for.
  public static let incompatible = Self(rawValue: MDB_INCOMPATIBLE)
  /// `MDB_BAD_RSLOT`: the thread's place in the reader table is in use.
  public static let badReaderSlot = Self(rawValue: MDB_BAD_RSLOT)
  /// `MDB_BAD_TXN`: the transaction is over, or cannot go on.
  public static let badTransaction = Self(rawValue: MDB_BAD_TXN)
  /// `MDB_BAD_VALSIZE`: a key that is empty or too long (limit: 511 bytes).
  public static let badValueSize = Self(rawValue: MDB_BAD_VALSIZE)
  /// `EACCES`: the file system refuses us.
  public static let accessDenied = Self(rawValue: 13)
  /// `ENOENT`: no such file or folder.
  public static let noSuchFile = Self(rawValue: 2)
  /// `EPERM`: the operation is not permitted.
  public static let notPermitted = Self(rawValue: 1)
  /// `EROFS`: the file system is read-only.
  public static let readOnlyFileSystem = Self(rawValue: 30)
  /// `ENOSPC`: the disk is full.
  public static let diskFull = Self(rawValue: 28)
  /// `EDQUOT`: the user's share of the disk is full.
  public static let quotaExceeded = Self(rawValue: 122)
  /// `EFBIG`: the file would become larger than is allowed.
  public static let fileTooLarge = Self(rawValue: 27)
  /// `EIO`: the disk failed.
  public static let inputOutput = Self(rawValue: 5)
  /// `ENOMEM`: the system would not give the memory or the address space.
  public static let noMemory = Self(rawValue: 12)
  /// `EINVAL`: an argument LMDB does not take.
  public static let invalidArgument = Self(rawValue: 22)
  /// Not of LMDB: this process has the environment open already.
  public static let alreadyOpen = Self(rawValue: -1)
  /// Not of LMDB: a change while a value is lent out, or a write inside a write.
  public static let wrongUse = Self(rawValue: -2)
  /// Not of LMDB: opened without its lock file, and somebody has it open or has changed it.
  public static let changedUnlocked = Self(rawValue: -3)

  /// The C name, or `errno N` and `code N` for values that have no name here.
  public var name: String {
    if let name = Self.names[rawValue] { return name }
    return rawValue > 0 ? "errno \(rawValue)" : "code \(rawValue)"
  }

  /// LMDB's own explanation.
  ///
  /// The corresponding C function is `mdb_strerror`.
  public var words: String {
    guard let text = unsafe mdb_strerror(rawValue) else { return name }
    return unsafe String(cString: text)
  }

  /// Whether LMDB or the system knows the code.
  var isOfLMDB: Bool { ![Self.alreadyOpen, .wrongUse, .changedUnlocked].contains(self) }

  private static let names: [Int32: String] = [
    MDB_KEYEXIST: "MDB_KEYEXIST", MDB_NOTFOUND: "MDB_NOTFOUND",
    MDB_PAGE_NOTFOUND: "MDB_PAGE_NOTFOUND", MDB_CORRUPTED: "MDB_CORRUPTED",
    MDB_PANIC: "MDB_PANIC", MDB_VERSION_MISMATCH: "MDB_VERSION_MISMATCH",
    MDB_INVALID: "MDB_INVALID", MDB_MAP_FULL: "MDB_MAP_FULL", MDB_DBS_FULL: "MDB_DBS_FULL",
    MDB_READERS_FULL: "MDB_READERS_FULL", MDB_TXN_FULL: "MDB_TXN_FULL",
    MDB_MAP_RESIZED: "MDB_MAP_RESIZED", MDB_INCOMPATIBLE: "MDB_INCOMPATIBLE",
    MDB_BAD_RSLOT: "MDB_BAD_RSLOT", MDB_BAD_TXN: "MDB_BAD_TXN",
    MDB_BAD_VALSIZE: "MDB_BAD_VALSIZE", 13: "EACCES", 2: "ENOENT", 1: "EPERM", 30: "EROFS",
    28: "ENOSPC", 122: "EDQUOT", 27: "EFBIG", 5: "EIO", 12: "ENOMEM", 22: "EINVAL",
    -1: "the environment is already open in this process",
    -3: "read without the lock file, and in use or changed meanwhile",
    -2: "a change while a value is lent out, or a write inside a write",
  ]
}

extension LMDBError {
  /// Whether the file system forbids it.
  var isOfPermission: Bool {
    [.accessDenied, .notPermitted, .readOnlyFileSystem].contains(code)
  }
}

/// Turns a C return code into an error that names the call.
func check(_ code: Int32, _ call: StaticString) throws(LMDBError) {
  if code != MDB_SUCCESS { throw LMDBError(LMDBError.Code(rawValue: code), call: "\(call)") }
}
