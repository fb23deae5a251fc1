import TransparencyLog

/// Reads the log's own records, front to back.
///
/// A record that ends too early is damage, not a trap.
///
/// Holds only the place; the bytes are given with each call, since a `Span` cannot be kept.
struct ByteReader {
  private(set) var at = 0

  mutating func take(_ count: Int, _ bytes: Span<UInt8>) throws -> Range<Int> {
    guard count >= 0, count <= bytes.count - at else {
      throw LogError(
        .damaged, "a stored record ends after \(bytes.count) bytes; more were expected")
    }
    defer { at += count }
    return at..<at + count
  }

  mutating func uint32(_ bytes: Span<UInt8>) throws -> UInt32 {
    var value: UInt32 = 0
    for index in try take(4, bytes).reversed() { value = value << 8 | UInt32(bytes[index]) }
    return value
  }

  mutating func uint64(_ bytes: Span<UInt8>) throws -> UInt64 {
    var value: UInt64 = 0
    for index in try take(8, bytes).reversed() { value = value << 8 | UInt64(bytes[index]) }
    return value
  }

  mutating func uint16(_ bytes: Span<UInt8>) throws -> UInt16 {
    let place = try take(2, bytes)
    return UInt16(bytes[place.lowerBound]) | UInt16(bytes[place.lowerBound + 1]) << 8
  }

  mutating func varint(_ bytes: Span<UInt8>) throws -> UInt64 {
    var (value, shift): (UInt64, UInt64) = (0, 0)
    while true {
      let byte = bytes[try take(1, bytes).lowerBound]
      guard shift < 63 || (shift == 63 && byte <= 1) else {
        throw LogError(.damaged, "a stored number has more than 64 bits")
      }
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
  }

  mutating func digest(_ bytes: Span<UInt8>) throws -> Digest {
    let place = try take(Digest.byteCount, bytes)
    guard let digest = Digest(bytes: bytes.extracting(place)) else {
      throw LogError(.damaged, "a stored hash is not 32 bytes")
    }
    return digest
  }

  mutating func string(_ bytes: Span<UInt8>) throws -> String {
    let count = try varint(bytes)
    let place = try take(Int(clamping: count), bytes)
    return String(bytes.extracting(place))
  }
}

extension [UInt8] {
  mutating func append(uint16 value: UInt16) {
    append(UInt8(truncatingIfNeeded: value))
    append(UInt8(truncatingIfNeeded: value >> 8))
  }

  mutating func append(uint32 value: UInt32) {
    for shift in stride(from: UInt32(0), to: 32, by: 8) {
      append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }

  mutating func append(uint64 value: UInt64) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }

  mutating func append(bigEndian value: UInt32) {
    for shift in stride(from: UInt32(24), through: 0, by: -8) {
      append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }

  mutating func append(bigEndian value: UInt64) {
    append(bigEndian: UInt32(truncatingIfNeeded: value >> 32))
    append(bigEndian: UInt32(truncatingIfNeeded: value))
  }

  mutating func append(varint value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(rest))
  }

  mutating func append(text: String) {
    append(varint: UInt64(text.utf8.count))
    append(contentsOf: text.utf8)
  }

  /// A copy of lent bytes.
  init(_ bytes: Span<UInt8>) {
    self.init()
    append(span: bytes)
  }

  /// Appends lent bytes.
  mutating func append(span bytes: Span<UInt8>) {
    bytes.withUnsafeBufferPointer { append(contentsOf: $0) }
  }
}

extension String {
  /// Text of lent bytes; what is not UTF-8 becomes the replacement character.
  init(_ bytes: Span<UInt8>) {
    self = bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }
}

extension Span<UInt8> {
  /// Whether the bytes are the same.
  func equals(_ other: [UInt8]) -> Bool {
    guard count == other.count else { return false }
    for index in other.indices where self[index] != other[index] { return false }
    return true
  }
}
