import Glibc

/// A file descriptor that closes itself.
///
/// The corresponding C function stands by each method.
final class OpenFile: Sendable {
  let path: String
  private let descriptor: Int32

  /// `open(2)`, with mode 0600 for a file it makes.
  init(_ path: String, _ flags: Int32) throws(FileError) {
    let descriptor = try FileError.check("open", path) { open(path, flags | O_CLOEXEC, 0o600) }
    self.path = path
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// `fstat(2)`.
  func status() throws(FileError) -> stat {
    var status = stat()
    _ = try FileError.check("fstat", path) { fstat(descriptor, &status) }
    return status
  }

  /// `pread(2)` until the end of the file.
  func bytes(from start: Int) throws(FileError) -> [UInt8] {
    var out: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = try FileError.check("pread", path) {
        pread(descriptor, &buffer, buffer.count, start + out.count)
      }
      if count == 0 { return out }
      out.append(contentsOf: buffer[..<count])
    }
  }

  /// `pwrite(2)` until all is written.
  func write(_ bytes: [UInt8], at start: Int) throws(FileError) {
    var written = 0
    while written < bytes.count {
      written += try FileError.check("pwrite", path) {
        bytes.withUnsafeBytes { raw in
          pwrite(
            descriptor, raw.baseAddress.map { $0 + written }, raw.count - written, start + written)
        }
      }
    }
  }

  /// `ftruncate(2)`.
  func cut(to size: Int) throws(FileError) {
    _ = try FileError.check("ftruncate", path) { ftruncate(descriptor, size) }
  }

  /// `fsync(2)`.
  func sync() throws(FileError) {
    _ = try FileError.check("fsync", path) { fsync(descriptor) }
  }

  /// `flock(2)`: waits until no other process holds the file.
  ///
  /// Released when the file is closed.
  func lock() throws(FileError) {
    _ = try FileError.check("flock", path) { flock(descriptor, LOCK_EX) }
  }
}

/// A system call that failed: the call, the path, the system's code.
struct FileError: Error {
  let call: String
  let path: String
  let errorNumber: Int32

  var isMissing: Bool { errorNumber == ENOENT || errorNumber == ENOTDIR }
  var isExisting: Bool { errorNumber == EEXIST }

  /// The place, the call and the system's own words.
  var reason: String { "\(path): \(call): \(String(cString: strerror(errorNumber)))" }

  /// Whether the system forbids it to this user, or to everyone.
  private var isForbidden: Bool { [EACCES, EPERM, EROFS].contains(errorNumber) }

  var reading: KeyStoreError {
    KeyStoreError(
      isForbidden ? .notPermitted : .cannotRead,
      "cannot read \(reason); check the path and its permissions")
  }

  var writing: KeyStoreError {
    KeyStoreError(
      isForbidden ? .notPermitted : .cannotWrite,
      "cannot write \(reason); nothing was added: check permissions and free space, and try again")
  }

  /// Calls until it is not interrupted; throws what the system says when it returns -1.
  static func check<Result: SignedInteger>(
    _ call: String, _ path: String, _ body: () -> Result
  ) throws(FileError) -> Result {
    while true {
      let result = body()
      if result != -1 { return result }
      let code = errno
      if code != EINTR { throw FileError(call: call, path: path, errorNumber: code) }
    }
  }
}

/// What is done with whole files.
enum Files {
  /// `mkdir(2)` with mode 0700; a folder that is there already is left as it is.
  static func makeFolder(_ path: String) throws(FileError) {
    do {
      _ = try FileError.check("mkdir", path) { mkdir(path, 0o700) }
    } catch  where error.isExisting {
      return
    }
    try syncFolder(of: path)
  }

  /// Puts a file with these bytes in `path`'s place, whole or not at all: temporary file, fsync,
  /// `rename(2)`, fsync of the folder.
  static func replace(_ path: String, with bytes: [UInt8]) throws(FileError) {
    let temporary = path + ".new"
    do {
      let file = try OpenFile(temporary, O_WRONLY | O_CREAT | O_TRUNC)
      try file.write(bytes, at: 0)
      try file.sync()
      _ = try FileError.check("rename", path) { rename(temporary, path) }
    } catch {
      unlink(temporary)
      throw error
    }
    try syncFolder(of: path)
  }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// `fsync(2)` of the folder that holds `path`.
  static func syncFolder(of path: String) throws(FileError) {
    try OpenFile(folder(of: path), O_RDONLY | O_DIRECTORY).sync()
  }

  static func folder(of path: String) -> String {
    var path = path[...]
    while path.count > 1, path.last == "/" { path.removeLast() }
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
