import Crypto

/// A SHA-256 digest (fingeravtrykk): 32 bytes, never more and never fewer.
///
/// Ordered as its bytes are. Held as four words because a digest is compared and copied far more
/// often than it is printed.
public struct Digest: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The number of bytes in a digest.
  public static let byteCount = 32

  /// The digest's bytes, eight to a word, most significant first.
  private var word0, word1, word2, word3: UInt64

  /// The SHA-256 of `bytes`, read where they lie.
  public init(hashing bytes: Span<UInt8>) {
    var hasher = SHA256()
    bytes.withUnsafeBytes { hasher.update(bufferPointer: $0) }
    self.init(hasher.finalize())
  }

  /// The digest with exactly these 32 bytes; nil for any other number of bytes.
  public init?(bytes: Span<UInt8>) {
    guard bytes.count == Self.byteCount else { return nil }
    self = bytes.withUnsafeBytes { Digest(loading: $0) }
  }

  /// The digest written as 64 hexadecimal digits, of either case; nil for anything else.
  public init?(hex: String) {
    let digits = Array(hex.utf8)
    guard digits.count == 2 * Self.byteCount else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Self.byteCount)
    for at in stride(from: 0, to: digits.count, by: 2) {
      guard let high = Self.value(of: digits[at]), let low = Self.value(of: digits[at + 1]) else {
        return nil
      }
      bytes.append(high << 4 | low)
    }
    self.init(bytes: bytes.span)
  }

  init(_ digest: SHA256.Digest) {
    self = digest.withUnsafeBytes { Digest(loading: $0) }
  }

  private init(loading raw: UnsafeRawBufferPointer) {
    word0 = UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 0, as: UInt64.self))
    word1 = UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    word2 = UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 16, as: UInt64.self))
    word3 = UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 24, as: UInt64.self))
  }

  /// The digest as 64 lowercase hexadecimal digits.
  public var hex: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(unsafeUninitializedCapacity: 2 * Self.byteCount) { out in
      var at = 0
      forEachByte { byte in
        out[at] = digits[Int(byte >> 4)]
        out[at + 1] = digits[Int(byte & 15)]
        at += 2
      }
      return at
    }
  }

  /// The digest's 32 bytes.
  public var bytes: [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(Self.byteCount)
    append(to: &out)
    return out
  }

  /// Adds the digest's 32 bytes to the end of `out`.
  public func append(to out: inout [UInt8]) {
    forEachByte { out.append($0) }
  }

  /// The digest as 64 lowercase hexadecimal digits.
  public var description: String { hex }

  /// Whether the first digest's bytes come before the second's.
  public static func < (left: Digest, right: Digest) -> Bool {
    (left.word0, left.word1, left.word2, left.word3)
      < (right.word0, right.word1, right.word2, right.word3)
  }

  private func forEachByte(_ body: (UInt8) -> Void) {
    for word in [word0, word1, word2, word3] {
      for shift in stride(from: 56, through: 0, by: -8) {
        body(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
      }
    }
  }

  private static func value(of digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}

extension Digest {
  /// The digest's four words in memory order, for hashing without an array.
  func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    let words: InlineArray<4, UInt64> = [
      word0.bigEndian, word1.bigEndian, word2.bigEndian, word3.bigEndian,
    ]
    return words.span.withUnsafeBytes(body)
  }
}
