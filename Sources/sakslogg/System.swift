import Glibc

/// An environment variable; nil if it is not set or empty.
func variable(_ name: String) -> String? {
  guard let value = getenv(name), value[0] != 0 else { return nil }
  return String(cString: value)
}

/// A file descriptor of the three that every program has.
enum Stream: Int32 {
  case input = 0
  case output = 1
  case error = 2

  /// Whether a person sits at the other end.
  var isTerminal: Bool { isatty(rawValue) == 1 }

  /// The height of the terminal in lines.
  var terminalHeight: Int {
    var size = winsize()
    guard ioctl(rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0 else { return 24 }
    return Int(size.ws_row)
  }

  /// How many columns a table may take: COLUMNS if it is set, else the terminal's; nil where
  /// neither is, since a file has no edge.
  var tableWidth: Int? {
    if let columns = variable("COLUMNS").flatMap({ Int($0) }), columns > 0 { return columns }
    var size = winsize()
    guard isTerminal, ioctl(rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return nil
    }
    return Int(size.ws_col)
  }

  /// Writes every byte; the error's words if the system refuses.
  func write(_ bytes: [UInt8]) -> String? { writeAll(bytes, to: rawValue) }
}

/// Says something to the person: a diagnostic on standard error.
func tell(_ text: String) { _ = Stream.error.write(Array((text + "\n").utf8)) }

/// Questions about a path.
enum Path {
  /// Whether there is something.
  static func exists(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0
  }

  /// Whether something can be made in a folder.
  static func isWritable(_ folder: String) -> Bool { access(folder, W_OK) == 0 }

  /// Requires that there is a folder in which something can be made at the path.
  static func requireParent(of path: String) throws(Failure) {
    let folder = parent(of: path)
    guard exists(folder) else { throw Failure(.cannotCreate, "folder-missing", at: folder) }
    guard isWritable(folder) else { throw Failure(.permission, "folder-not-writable", at: folder) }
  }

  /// Whether a path is a folder's own or lies in it, as far as the two are written the same way.
  static func isInside(_ path: String, _ folder: String) -> Bool {
    let (path, folder) = (parts(path), parts(folder))
    return !folder.isEmpty && path.starts(with: folder)
  }

  private static func parts(_ path: String) -> [Substring] {
    (path.hasPrefix("/") ? ["/"] : []) + path.split(separator: "/").filter { $0 != "." }
  }

  /// The folder that it lies in.
  static func parent(of path: String) -> String {
    var path = path[...]
    while path.count > 1, path.last == "/" { path.removeLast() }
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}

/// An open file that is read from its beginning; `-` is standard input.
struct InputFile: ~Copyable {
  private let descriptor: Int32
  private let path: String

  /// Opens a file for reading.
  init(_ path: String) throws(Failure) {
    self.path = path
    guard path != "-" else {
      descriptor = 0
      return
    }
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      let reason = String(cString: strerror(errno))
      throw errno == EACCES
        ? Failure(.permission, "file-permission", at: path, reason)
        : Failure(.noInput, "file-missing", at: path, reason)
    }
  }

  /// The next bytes; empty at the end.
  func next(upTo count: Int = 1 << 16) throws(Failure) -> [UInt8] {
    // A terminal by itself drops what a line has beyond 4095 bytes.
    if descriptor == 0, Stream.input.isTerminal { return Keyboard.shared.lineOfFile() ?? [] }
    var failed: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      var got = read(descriptor, buffer.baseAddress, count)
      while got < 0, errno == EINTR { got = read(descriptor, buffer.baseAddress, count) }
      if got < 0 { failed = errno }
      filled = max(0, got)
    }
    guard failed == 0 else {
      throw Failure(
        failed == EISDIR ? .noInput : .inputOutput, "file-unreadable", at: path,
        String(cString: strerror(failed)))
    }
    return bytes
  }

  /// Everything up to a limit.
  func all(limit: Int) throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
      let more = try next()
      if more.isEmpty { return bytes }
      bytes += more
      guard bytes.count <= limit else {
        throw Failure(.badData, "file-too-large", at: path, String(limit))
      }
    }
  }

  deinit { if descriptor > 0 { close(descriptor) } }
}

/// Reads a stream of bytes line by line, none longer than a limit.
struct LineReader: ~Copyable {
  private let file: InputFile
  private let limit: Int
  private let path: String
  private var buffer: [UInt8] = []
  private var start = 0
  private var ended = false
  /// The number of the line read last, from 1.
  private(set) var number = 0

  /// Reads the lines of a file; `-` is standard input.
  init(_ path: String, limit: Int = 1 << 24) throws(Failure) {
    file = try InputFile(path)
    self.limit = limit
    self.path = path
  }

  /// The next line without its line break; nil at the end.
  mutating func next() throws(Failure) -> [UInt8]? {
    var searched = start
    while true {
      if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { start = end + 1 }
        number += 1
        try check(end - start)
        return Array(buffer[start..<end])
      }
      if ended {
        guard start < buffer.count else { return nil }
        defer { start = buffer.count }
        number += 1
        try check(buffer.count - start)
        return Array(buffer[start...])
      }
      number += 1
      try check(buffer.count - start)
      number -= 1
      buffer.removeFirst(start)
      start = 0
      searched = buffer.count
      let more = try file.next()
      if more.isEmpty { ended = true } else { buffer += more }
    }
  }

  /// Throws for a line, the one of `number`, that is longer than the limit.
  private func check(_ count: Int) throws(Failure) {
    guard count <= limit else {
      throw Failure(.badData, "line-too-long", at: "\(path):\(number)", String(limit))
    }
  }
}

/// A new file that is written from its beginning; never one that is there already.
final class OutputFile {
  private let path: String
  private var descriptor: Int32
  private var buffer: [UInt8] = []

  /// Makes a file that only its owner can read.
  init(_ path: String) throws(Failure) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw Failure(
        errno == EACCES ? .permission : .cannotCreate, "file-not-created", at: path,
        String(cString: strerror(errno)))
    }
  }

  /// Adds bytes.
  func write(_ bytes: [UInt8]) throws(Failure) {
    buffer += bytes
    if buffer.count > 1 << 16 { try flush() }
  }

  /// Makes what was written durable.
  func close() throws(Failure) {
    try flush()
    let failed = fsync(descriptor) != 0
    let reason = String(cString: strerror(errno))
    Glibc.close(descriptor)
    descriptor = -1
    if failed { throw Failure(.inputOutput, "output-failed", at: path, reason) }
  }

  deinit { if descriptor >= 0 { Glibc.close(descriptor) } }

  private func flush() throws(Failure) {
    defer { buffer.removeAll(keepingCapacity: true) }
    if let reason = writeAll(buffer, to: descriptor) {
      throw Failure(.inputOutput, "output-failed", at: path, reason)
    }
  }
}

/// Writes every byte to a descriptor; the error's words if the system refuses.
private func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> String? {
  var written = 0
  while written < bytes.count {
    let count = bytes[written...].withUnsafeBytes {
      Glibc.write(descriptor, $0.baseAddress, $0.count)
    }
    if count < 0 {
      if errno == EINTR { continue }
      return String(cString: strerror(errno))
    }
    written += count
  }
  return nil
}
