import CLMDB
import Glibc
import Synchronization

/// One LMDB environment: a folder with `data.mdb` and `lock.mdb`, mapped into memory.
///
/// # Rules of the C library, and how they are kept
/// - Never open the same environment twice in one process (POSIX file locks would be lost on the
///   first close): a process-wide registry refuses it, by device and inode of the folder.
/// - A write transaction belongs to the thread that began it, and one thread cannot begin a second:
///   transactions live only inside the closures of `read` and `write`, which cannot suspend.
/// - Readers sign in to `lock.mdb`, so that nothing they read is written over. Who may only read
///   the folder cannot: then the environment is opened without the file if nobody has it open, and
///   what was read while somebody changed it all the same is an error and never an answer.
/// - Readers of a process that died keep pages from being reused: they are cleared on opening.
/// - The map is as large as the file may ever become. It is address space, not memory or disk.
///
/// Syncing is LMDB's default: when `write` has returned, the change is on disk. None of the flags
/// that weaken this (`MDB_NOSYNC`, `MDB_NOMETASYNC`, `MDB_WRITEMAP`) is ever set; nor is
/// `MDB_NORDAHEAD`, which makes cold scans thirty times slower.
///
/// A class, closed when the last reference goes; transactions hold one, so none outlives it.
@safe public final class Environment: @unchecked Sendable {
  /// How an environment is opened.
  public struct Options: Sendable {
    /// Open for reading only (`MDB_RDONLY`).
    public var isReadOnly = false
    /// Bytes of address space; halved until the system agrees.
    ///
    /// The default is 1 TiB.
    public var mapSizeBytes = 1 << 40
    /// The number of keyspaces that may be open.
    public var keyspacesMax: UInt32 = 32
    /// The number of simultaneous read transactions, over all processes.
    public var readersMax: UInt32 = 510

    /// The defaults.
    public init() {}
  }

  /// The folder's path as it was given.
  public let path: String
  /// Whether it was opened for reading only.
  public let isReadOnly: Bool
  /// Whether it was opened without its lock file; only possible for reading.
  public let isUnlocked: Bool
  /// The environment that LMDB made.
  ///
  /// Only LMDB's own locks guard what is behind it.
  let pointer: OpaquePointer
  /// Device and inode of the folder, for the registry of open environments.
  private let identity: FolderIdentity
  /// The thread that holds the write transaction of this process, or 0.
  private let writer = Atomic<UInt>(0)

  /// Opens the environment in an existing folder; makes its two files (mode 0600) when missing.
  ///
  /// The corresponding C functions are `mdb_env_create`, `mdb_env_open` and `mdb_reader_check`.
  public init(opening path: String, options: Options = Options()) throws(LMDBError) {
    let identity = try FolderIdentity(of: path)
    guard openFolders.withLock({ $0.insert(identity).inserted }) else {
      close(identity.descriptor)
      throw LMDBError(.alreadyOpen, call: "mdb_env_open")
    }
    let opensUnlocked: Bool
    do {
      (unsafe self.pointer, opensUnlocked) = try unsafe openForUse(path, options)
    } catch {
      openFolders.withLock { _ = $0.remove(identity) }
      close(identity.descriptor)
      throw error
    }
    self.path = path
    self.identity = identity
    self.isReadOnly = options.isReadOnly
    isUnlocked = opensUnlocked
    try clearStaleReaders()
  }

  deinit {
    unsafe mdb_env_close(pointer)
    openFolders.withLock { [identity] in _ = $0.remove(identity) }
    close(identity.descriptor)
  }

  /// Runs `body` on one unchanging state of the environment.
  ///
  /// The corresponding C functions are `mdb_txn_begin` with `MDB_RDONLY` and `mdb_txn_abort`.
  public func read<R>(_ body: (ReadTransaction) throws -> R) throws -> R {
    let transaction = try ReadTransaction(self)
    defer { transaction.abort() }
    guard isUnlocked else { return try body(transaction) }
    let result = Result { try body(transaction) }
    // Whatever was read, an error too, counts only if nobody has written meanwhile.
    guard try info.lastTransaction == transaction.number() else {
      throw LMDBError(.changedUnlocked, call: "mdb_txn_begin")
    }
    return try result.get()
  }

  /// Runs `body` as the only writer: all of its changes are on disk when this returns, or none is.
  ///
  /// Waits for other writers, also of other processes. An error thrown by `body` undoes everything.
  /// The corresponding C functions are `mdb_txn_begin`, `mdb_txn_commit` and `mdb_txn_abort`.
  public func write<R>(_ body: (WriteTransaction) throws -> R) throws -> R {
    let thread = UInt(pthread_self())
    guard writer.load(ordering: .acquiring) != thread else {
      throw LMDBError(.wrongUse, call: "mdb_txn_begin")
    }
    let transaction = try WriteTransaction(self)
    writer.store(thread, ordering: .releasing)
    defer {
      // Cleared before the lock is given up, so that the next writer's mark is never overwritten.
      transaction.abort()
    }
    do {
      let result = try body(transaction)
      writer.store(0, ordering: .releasing)
      try transaction.commit()
      return result
    } catch {
      writer.store(0, ordering: .releasing)
      throw error
    }
  }

  /// Copies a consistent state into an existing, empty folder, while others read and write.
  ///
  /// Not synced: the caller must fsync the file and its folder. The corresponding C function is
  /// `mdb_env_copy`.
  public func copy(to folder: String) throws(LMDBError) {
    try check(unsafe mdb_env_copy(pointer, folder), "mdb_env_copy")
  }

  /// Frees the places of readers whose process is gone, and returns how many there were.
  ///
  /// The corresponding C function is `mdb_reader_check`.
  @discardableResult
  public func clearStaleReaders() throws(LMDBError) -> Int {
    var dead: Int32 = 0
    try check(unsafe mdb_reader_check(pointer, &dead), "mdb_reader_check")
    return Int(dead)
  }

  /// Size and use of the environment.
  ///
  /// The corresponding C function is `mdb_env_info`.
  public var info: EnvironmentInfo {
    get throws(LMDBError) {
      var info = unsafe MDB_envinfo()
      var stat = MDB_stat()
      try check(unsafe mdb_env_info(pointer, &info), "mdb_env_info")
      try check(unsafe mdb_env_stat(pointer, &stat), "mdb_env_stat")
      return unsafe EnvironmentInfo(
        mapSizeBytes: info.me_mapsize, usedBytes: (info.me_last_pgno + 1) * Int(stat.ms_psize),
        lastTransaction: info.me_last_txnid, readers: Int(info.me_numreaders),
        readersMax: Int(info.me_maxreaders))
    }
  }
}

/// Size and use of an environment.
public struct EnvironmentInfo: Equatable, Sendable {
  /// The size of the map: as large as the file may become.
  public var mapSizeBytes: Int
  /// Pages in use or waiting to be reused, in bytes: the size of the file.
  public var usedBytes: Int
  /// The number of the last committed write transaction.
  public var lastTransaction: Int
  /// Places taken in the reader table, over all processes.
  public var readers: Int
  /// Places in the reader table.
  public var readersMax: Int
}

/// A folder as the file system knows it, whatever path led to it.
///
/// The folder is held open: a folder that is removed while its environment is still open would
/// else give its inode to the next one made, which would then look as if it were open already.
private struct FolderIdentity: Hashable {
  let device: UInt
  let inode: UInt
  /// The open folder; whoever made the identity closes it.
  let descriptor: Int32

  /// The corresponding C functions are `open` and `fstat`.
  init(of path: String) throws(LMDBError) {
    let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw LMDBError(LMDBError.Code(rawValue: errno), call: "open")
    }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      let code = LMDBError.Code(rawValue: errno)
      close(descriptor)
      throw LMDBError(code, call: "fstat")
    }
    device = UInt(status.st_dev)
    inode = UInt(status.st_ino)
    self.descriptor = descriptor
  }

  static func == (left: FolderIdentity, right: FolderIdentity) -> Bool {
    left.device == right.device && left.inode == right.inode
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(device)
    hasher.combine(inode)
  }
}

/// The environments this process has open.
private let openFolders = Mutex<Set<FolderIdentity>>([])

/// The smallest map worth trying when the system refuses larger ones.
private let mapSizeBytesMin = 1 << 26

/// Opens with the lock file, or for reading without it where it cannot be written and nobody has
/// the environment open.
private func openForUse(
  _ path: String, _ options: Environment.Options
) throws(LMDBError) -> (pointer: OpaquePointer, isUnlocked: Bool) {
  do throws(LMDBError) {
    let environment = try unsafe openLargest(path, options, flags: 0)
    // LMDB itself leaves the lock file out on a file system that is read-only.
    guard options.isReadOnly, try unsafe !hasLockFile(environment) else {
      return unsafe (environment, false)
    }
    if try LockFile.isHeld(in: path) {
      unsafe mdb_env_close(environment)
      throw LMDBError(.changedUnlocked, call: "mdb_env_open")
    }
    return unsafe (environment, true)
  } catch  where options.isReadOnly && error.isOfPermission {
    guard try !LockFile.isHeld(in: path) else {
      throw LMDBError(.changedUnlocked, call: "mdb_env_open")
    }
    return unsafe (try openLargest(path, options, flags: MDB_NOLOCK), true)
  }
}

/// Opens with the largest map the system agrees to, halving from what was asked for.
private func openLargest(
  _ path: String, _ options: Environment.Options, flags: Int32
) throws(LMDBError) -> OpaquePointer {
  var mapSizeBytes = options.mapSizeBytes
  while true {
    do {
      return try unsafe open(path, options, flags, mapSizeBytes: mapSizeBytes)
    } catch  where error.code == .noMemory && mapSizeBytes > mapSizeBytesMin {
      mapSizeBytes /= 2
    }
  }
}

private func open(
  _ path: String, _ options: Environment.Options, _ extra: Int32, mapSizeBytes: Int
) throws(LMDBError) -> OpaquePointer {
  var created: OpaquePointer?
  try check(unsafe mdb_env_create(&created), "mdb_env_create")
  guard let environment = unsafe created else { throw LMDBError(.noMemory, call: "mdb_env_create") }
  do {
    try check(unsafe mdb_env_set_mapsize(environment, mapSizeBytes), "mdb_env_set_mapsize")
    try check(unsafe mdb_env_set_maxdbs(environment, options.keyspacesMax), "mdb_env_set_maxdbs")
    try check(
      unsafe mdb_env_set_maxreaders(environment, options.readersMax), "mdb_env_set_maxreaders")
    let flags = MDB_NOTLS | (options.isReadOnly ? MDB_RDONLY : 0) | extra
    try check(unsafe mdb_env_open(environment, path, UInt32(flags), 0o600), "mdb_env_open")
  } catch {
    unsafe mdb_env_close(environment)
    throw error
  }
  return unsafe environment
}
