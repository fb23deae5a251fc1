#if canImport(Glibc)
  import Glibc
#else
  import Musl
#endif

/// Reading a file from others, whole and within a limit.
enum InputFile {
  /// The bytes of a file.
  ///
  /// The corresponding C functions are `open` and `read`.
  /// - Throws: `FiksRefusal` when it cannot be read or is larger than the limit.
  static func read(_ path: String, bytesMax: Int) throws(FiksRefusal) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw failure("open", path) }
    defer { close(file) }
    var bytes: [UInt8] = []
    let step = 1 << 16
    while bytes.count <= bytesMax {
      var count = 0
      bytes += [UInt8](unsafeUninitializedCapacity: step) { buffer, initialized in
        repeat { count = readSome(file, buffer, step) } while count < 0 && errno == EINTR
        initialized = max(0, count)
      }
      guard count >= 0 else { throw failure("read", path) }
      if count == 0 { return bytes }
    }
    throw FiksRefusal(
      .beyondLimit, "\(path) is larger than \(bytesMax) bytes, the most that can be stored",
      remedy: "Keep the file, and see with the sender what it is")
  }

  private static func failure(_ call: String, _ path: String) -> FiksRefusal {
    FiksRefusal(
      .unreadable, "\(path): \(String(cString: strerror(errno))) (\(call))",
      remedy: "Check the path and the right to read it")
  }
}

/// The C function `read`, which the type's own name hides.
private func readSome(_ file: Int32, _ buffer: UnsafeMutableBufferPointer<UInt8>, _ count: Int)
  -> Int
{
  read(file, buffer.baseAddress, count)
}
