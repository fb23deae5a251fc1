import CLMDB
import Glibc

/// A process in the reader table: it has a read transaction open.
public struct ReaderInfo: Equatable, Sendable {
  /// The process.
  public var process: Int
  /// The transaction whose state it reads; nil between two readings.
  public var transaction: Int?
}

extension Environment {
  /// The readers signed in to the lock file, over all processes; empty without a lock file.
  ///
  /// The corresponding C function is `mdb_reader_list`.
  public var openReaders: [ReaderInfo] {
    get throws(LMDBError) {
      // A heading, then for each place taken: process, thread (hex), transaction or a hyphen.
      try unsafe readerLines(pointer).dropFirst().compactMap { line in
        let words = line.split(separator: " ")
        guard words.count == 3, let process = Int(words[0]) else { return nil }
        return ReaderInfo(process: process, transaction: Int(words[2]))
      }
    }
  }

}

/// Whether readers of an environment sign in: without a lock file nobody would know of them.
func hasLockFile(_ environment: OpaquePointer) throws(LMDBError) -> Bool {
  try unsafe readerLines(environment).first?.hasPrefix("(no reader locks)") != true
}

private func readerLines(_ environment: OpaquePointer) throws(LMDBError) -> [String] {
  var text = ""
  let code = unsafe withUnsafeMutablePointer(to: &text) { text in
    unsafe mdb_reader_list(
      environment,
      { message, context in
        guard let message = unsafe message, let context = unsafe context else { return 0 }
        unsafe context.assumingMemoryBound(to: String.self).pointee += String(cString: message)
        return 0
      }, text)
  }
  if code < 0 { throw LMDBError(LMDBError.Code(rawValue: code), call: "mdb_reader_list") }
  return text.split(separator: "\n").map(String.init)
}

/// The file in which the processes that use an environment sign in.
enum LockFile {
  /// Whether some process has the environment in a folder open, or may have.
  ///
  /// Every process that opens it with its lock file holds a shared lock on that file's first byte;
  /// asking for it needs no more than the right to read. The corresponding C function is `fcntl`
  /// with `F_GETLK`.
  static func isHeld(in folder: String) throws(LMDBError) -> Bool {
    let file = unsafe open(folder + "/lock.mdb", O_RDONLY | O_CLOEXEC)
    if file < 0, errno == ENOENT { return false }
    guard file >= 0 else { throw LMDBError(LMDBError.Code(rawValue: errno), call: "open") }
    defer { close(file) }
    var lock = flock()
    lock.l_type = Int16(F_WRLCK)
    lock.l_whence = Int16(SEEK_SET)
    lock.l_len = 1
    guard unsafe fcntl(file, F_GETLK, &lock) == 0 else {
      throw LMDBError(LMDBError.Code(rawValue: errno), call: "fcntl")
    }
    return lock.l_type != Int16(F_UNLCK)
  }
}
