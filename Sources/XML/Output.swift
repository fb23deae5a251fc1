import Glibc

/// Where written bytes go: a new file, or memory.
final class Output {
  /// The bytes, when they go to memory.
  private(set) var bytes: [UInt8] = []
  /// The system's error (`errno`) that ended the writing, or 0.
  private(set) var fault: Int32 = 0

  let path: String?
  private var file: Int32

  /// Memory.
  init() { (path, file) = (nil, -1) }

  /// A new file, which only its owner may read; refuses one that is there.
  ///
  /// The corresponding C function is `open` with `O_EXCL`.
  init(path: String) throws(XMLError) {
    file = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw Self.failure(path, errno) }
    self.path = path
  }

  deinit { discard() }

  /// Takes bytes; the corresponding C function is `write`.
  func take(_ piece: UnsafeRawBufferPointer) -> Bool {
    guard fault == 0 else { return false }
    guard path != nil else {
      unsafe bytes += piece
      return true
    }
    var done = 0
    while done < piece.count {
      let count = unsafe write(file, piece.baseAddress?.advanced(by: done), piece.count - done)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else {
        fault = count < 0 ? errno : EIO
        return false
      }
      done += count
    }
    return true
  }

  /// Puts the file on disk; the corresponding C functions are `fsync` and `close`.
  func finish() throws(XMLError) {
    guard let path, file >= 0 else { return }
    if fault == 0, fsync(file) != 0, errno != EINVAL { fault = errno }
    guard fault == 0 else {
      discard()
      throw Self.failure(path, fault)
    }
    let closed = close(file)
    file = -1
    guard closed == 0 else {
      fault = errno
      unsafe unlink(path)
      throw Self.failure(path, fault)
    }
  }

  /// Removes a file that is not whole.
  func discard() {
    guard let path, file >= 0 else { return }
    close(file)
    file = -1
    unsafe unlink(path)
  }

  private static func failure(_ path: String, _ code: Int32) -> XMLError {
    XMLError(.unwritable, unsafe String(cString: strerror(code)), file: path)
  }
}
