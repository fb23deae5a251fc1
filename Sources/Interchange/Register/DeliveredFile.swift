#if canImport(Glibc)
  import Glibc
#else
  import Musl
#endif

/// Writing a file that must never be seen half-written.
enum DeliveredFile {
  /// A file that could not be written.
  struct Failed: Error, CustomStringConvertible {
    let path: String
    let reason: String
    var description: String { "\(path): \(reason)" }
  }

  /// Writes beside the place, waits until it is on disk, and gives it its name.
  ///
  /// Only its owner may read it: a folder holds what is sealed in the log. The corresponding C
  /// functions are `open`, `write`, `fsync` and `rename`.
  static func write(_ bytes: [UInt8], to path: String) throws(Failed) {
    let temporary = path + ".new-\(getpid())"
    let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw failed(path) }
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

  private static func syncFolder(of path: String) throws(Failed) {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    let handle = open(folder.isEmpty ? "/" : folder, O_RDONLY | O_CLOEXEC)
    guard handle >= 0 else { throw failed(path) }
    defer { close(handle) }
    guard fsync(handle) == 0 else { throw failed(path) }
  }

  private static func withdraw(_ file: Int32, _ temporary: String, _ path: String) -> Failed {
    let error = failed(path)
    close(file)
    unlink(temporary)
    return error
  }

  private static func failed(_ path: String) -> Failed {
    Failed(path: path, reason: String(cString: strerror(errno)))
  }
}
