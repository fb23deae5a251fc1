#if canImport(Glibc)
  import Glibc
#else
  import Musl
#endif

/// A file that could not be written; nothing stands under its name that did not before.
public struct FileNotWritten: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file.
  public let path: String
  /// What the system says.
  public let reason: String
  /// Whether it could not even be made.
  public let isUnmade: Bool

  /// The file and the reason.
  public var description: String { "\(path): \(reason)" }
}

/// Writing a file that must never be seen half-written.
enum DeliveredFile {
  /// Writes beside the place, waits until it is on disk, and gives it its name.
  ///
  /// Only its owner may read it: it holds what is sealed in the log. A file of the name is
  /// replaced; a folder or a device of the name is not. The corresponding C functions are `open`,
  /// `write`, `fsync` and `rename`.
  static func write(_ bytes: [UInt8], to path: String) throws(FileNotWritten) {
    try refuseOther(path)
    let temporary = path + ".new-\(getpid())"
    let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw failed(path, isUnmade: true) }
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw withdraw(file, temporary, path) }
      written += count
    }
    guard fsync(file) == 0 else { throw withdraw(file, temporary, path) }
    close(file)
    guard rename(temporary, path) == 0 else {
      let error = failed(path)
      unlink(temporary)
      throw error
    }
    try syncFolder(of: path)
  }

  /// What is there and is no plain file is never replaced: `rename` would put a file in the place
  /// of a device.
  private static func refuseOther(_ path: String) throws(FileNotWritten) {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG else { return }
    errno = status.st_mode & S_IFMT == S_IFDIR ? EISDIR : EEXIST
    throw failed(path, isUnmade: true)
  }

  private static func syncFolder(of path: String) throws(FileNotWritten) {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    let handle = open(folder.isEmpty ? "/" : folder, O_RDONLY | O_CLOEXEC)
    guard handle >= 0 else { throw failed(path) }
    defer { close(handle) }
    guard fsync(handle) == 0 else { throw failed(path) }
  }

  private static func withdraw(
    _ file: Int32, _ temporary: String, _ path: String
  ) -> FileNotWritten {
    let error = failed(path)
    close(file)
    unlink(temporary)
    return error
  }

  private static func failed(_ path: String, isUnmade: Bool = false) -> FileNotWritten {
    FileNotWritten(path: path, reason: String(cString: strerror(errno)), isUnmade: isUnmade)
  }
}
