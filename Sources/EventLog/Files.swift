import Glibc

/// What the log asks of the file system.
enum Files {
  /// Whether there is something at a path.
  ///
  /// The corresponding C function is `access`.
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Makes a folder for its owner alone.
  ///
  /// The corresponding C function is `mkdir`.
  static func makeFolder(_ path: String) throws {
    guard mkdir(path, 0o700) == 0 else { throw failure("mkdir", path) }
  }

  /// Gives a file to its owner alone.
  ///
  /// The corresponding C function is `chmod`.
  static func makePrivate(_ path: String) throws {
    guard chmod(path, 0o600) == 0 else { throw failure("chmod", path) }
  }

  /// Moves a folder to a place that is free or an empty folder.
  ///
  /// The corresponding C function is `rename`.
  static func move(_ from: String, to: String) throws {
    guard rename(from, to) == 0 else { throw failure("rename", to) }
  }

  /// Waits until a file's content, or a folder's list of names, is on disk.
  ///
  /// The corresponding C function is `fsync`.
  static func sync(_ path: String) throws {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw failure("open", path) }
    defer { close(file) }
    guard fsync(file) == 0 else { throw failure("fsync", path) }
  }

  /// Syncs the files of a log's folder, the folder itself, and the folder it stands in.
  static func syncLog(_ path: String) throws {
    try sync(path + "/data.mdb")
    try sync(path)
    try sync(parent(of: path))
  }

  /// Removes a log's two files and its folder, as far as they are there.
  static func removeLog(_ path: String) {
    unlink(path + "/data.mdb")
    unlink(path + "/lock.mdb")
    rmdir(path)
  }

  /// Removes a file if it is there.
  ///
  /// The corresponding C function is `unlink`.
  static func remove(_ path: String) { unlink(path) }

  /// Removes what crashed processes left of a log that was to be made at a path: folders
  /// `PATH.new-PROCESS-NUMBER` whose process is gone.
  static func sweepDrafts(of path: String) {
    let folder = parent(of: path)
    let prefix = (path.split(separator: "/").last.map(String.init) ?? path) + ".new-"
    for name in names(in: folder) where name.hasPrefix(prefix) {
      let numbers = name.dropFirst(prefix.count).split(separator: "-")
      guard numbers.count == 2, let process = pid_t(numbers[0]), process > 0,
        UInt32(numbers[1]) != nil, kill(process, 0) != 0, errno == ESRCH
      else { continue }
      removeLog(folder + "/" + name)
    }
  }

  /// The names in a folder; none for one that cannot be read.
  ///
  /// The corresponding C functions are `opendir` and `readdir`.
  private static func names(in folder: String) -> [String] {
    guard let handle = opendir(folder) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      names.append(name)
    }
    return names
  }

  /// The size of a file, in bytes.
  ///
  /// The corresponding C function is `stat`.
  static func size(of path: String) throws -> Int {
    var status = stat()
    guard stat(path, &status) == 0 else { throw failure("stat", path) }
    return Int(status.st_size)
  }

  /// A path without the slashes at its end.
  static func trimmed(_ path: String) -> String {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path
  }

  /// The folder that something stands in.
  static func parent(of path: String) -> String {
    let path = trimmed(path)
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func failure(_ call: String, _ path: String) -> LogError {
    let code = errno
    let reason = String(cString: strerror(code))
    let text = "\(path): \(reason) (\(call))"
    return switch code {
    case ENOENT, ENOTDIR:
      LogError(.notFound, text + ". Make the folder above it first, or check the path")
    case EEXIST, ENOTEMPTY: LogError(.exists, text + ". Choose a path where there is nothing yet")
    case EACCES, EPERM, EROFS: LogError(.notWritable, text + ". Ask for write permission there")
    case ENOSPC, EDQUOT, EFBIG: LogError(.full, text + ". Free some space and try again")
    default: LogError(.inputOutput, text)
    }
  }
}
