import Glibc

/// The bytes of a file or of memory, decoded and within a limit, asked for piece by piece.
final class ByteSource {
  /// The name for errors.
  let name: String?
  /// The encoding, known from the first bytes.
  let encoding: TextEncoding
  /// The most bytes that may be read.
  let bytesMax: Int
  /// How many decoded bytes have been handed out.
  private(set) var handedOut = 0
  /// Why reading stopped before the end.
  private(set) var failure: XMLError?

  /// The file, or -1 for memory.
  private let file: Int32
  private var raw: [UInt8]
  private var decoder: TextDecoder
  private var ready: ArraySlice<UInt8> = []
  private var total = 0
  private var isAtEnd = false

  /// Opens a file; refuses one that is too large before reading it.
  ///
  /// The corresponding C functions are `open` and `fstat`.
  convenience init(path: String, bytesMax: Int) throws(XMLError) {
    let file = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw Self.unreadable(path) }
    do throws(XMLError) {
      var status = stat()
      guard unsafe fstat(file, &status) == 0 else { throw Self.unreadable(path) }
      if status.st_mode & S_IFMT == S_IFREG, status.st_size > bytesMax {
        throw Self.tooLarge(path, bytesMax)
      }
      try self.init(file: file, memory: [], name: path, bytesMax: bytesMax)
    } catch {
      Glibc.close(file)
      throw error
    }
  }

  /// Takes bytes in memory.
  convenience init(bytes: [UInt8], name: String?, bytesMax: Int) throws(XMLError) {
    guard bytes.count <= bytesMax else { throw Self.tooLarge(name, bytesMax) }
    try self.init(file: -1, memory: bytes, name: name, bytesMax: bytesMax)
  }

  private init(file: Int32, memory: [UInt8], name: String?, bytesMax: Int) throws(XMLError) {
    var head = memory
    while file >= 0, head.count < Self.headBytes {
      let piece = try Self.read(file, name)
      if piece.isEmpty { break }
      head += piece
    }
    guard head.count <= bytesMax else { throw Self.tooLarge(name, bytesMax) }
    let signs = EncodingSigns(head)
    guard let encoding = signs.encoding else {
      throw XMLError(
        .encodingUnknown, "The encoding that the file declares is not read", file: name, line: 1)
    }
    guard !signs.isContradictory else {
      throw XMLError(
        .encodingViolated, "The file declares another encoding than it is written in", file: name,
        line: 1)
    }
    self.name = name
    self.encoding = encoding
    self.bytesMax = bytesMax
    self.decoder = TextDecoder(encoding)
    self.file = file
    self.raw = head
    self.total = head.count
    self.ready = decoder.decode(head.dropFirst(signs.markLength))[...]
    self.raw = []
    if file < 0 { end() }
  }

  /// Closes the file.
  ///
  /// Not in a `deinit`: an `init` that throws closes it too.
  func close() {
    if file >= 0 { Glibc.close(file) }
  }

  /// The next bytes, at most so many; none at the end, `nil` when reading fails.
  func next(_ countMax: Int) -> ArraySlice<UInt8>? {
    while ready.isEmpty, failure == nil, !isAtEnd { refill() }
    guard failure == nil else { return nil }
    let piece = ready.prefix(countMax)
    ready = ready.dropFirst(piece.count)
    handedOut += piece.count
    return piece
  }

  private func refill() {
    do throws(XMLError) {
      let piece = try Self.read(file, name)
      total += piece.count
      guard total <= bytesMax else { throw Self.tooLarge(name, bytesMax) }
      if piece.isEmpty { end() } else { ready = decoder.decode(piece[...])[...] }
    } catch {
      failure = error
    }
  }

  private func end() {
    isAtEnd = true
    ready += decoder.finish()
  }

  private static let headBytes = 1024
  private static let pieceBytes = 1 << 16

  /// The corresponding C function is `read`.
  private static func read(_ file: Int32, _ name: String?) throws(XMLError) -> [UInt8] {
    var count = 0
    let piece = unsafe [UInt8](unsafeUninitializedCapacity: pieceBytes) { buffer, initialized in
      repeat {
        count = unsafe Glibc.read(file, buffer.baseAddress, pieceBytes)
      } while count < 0 && errno == EINTR
      initialized = max(0, count)
    }
    guard count >= 0 else { throw unreadable(name) }
    return piece
  }

  private static func unreadable(_ name: String?) -> XMLError {
    XMLError(.unreadable, unsafe String(cString: strerror(errno)), file: name)
  }

  private static func tooLarge(_ name: String?, _ bytesMax: Int) -> XMLError {
    XMLError(.tooLarge, "The file is larger than \(bytesMax) bytes", file: name)
  }
}
