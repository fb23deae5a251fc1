/// A UUID (RFC 9562): the identity of an event, a register record or a data key.
///
/// Register records use versions 1-5, which is all that the national register's schema accepts;
/// event ids are version 7, so that they sort by time.
public struct RecordID: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The first eight bytes, big-endian.
  public var high: UInt64
  /// The last eight bytes, big-endian.
  public var low: UInt64

  /// A UUID by its two halves.
  public init(high: UInt64, low: UInt64) { (self.high, self.low) = (high, low) }

  /// Reads 8-4-4-4-12 hexadecimal digits in either case; nil for anything else.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 36 else { return nil }
    var halves: (UInt64, UInt64) = (0, 0)
    var digits = 0
    for (offset, byte) in bytes.enumerated() {
      if offset == 8 || offset == 13 || offset == 18 || offset == 23 {
        guard byte == UInt8(ascii: "-") else { return nil }
        continue
      }
      let digit: UInt8
      switch byte {
      case 48...57: digit = byte - 48
      case 97...102: digit = byte - 87
      case 65...70: digit = byte - 55
      default: return nil
      }
      if digits < 16 {
        halves.0 = halves.0 << 4 | UInt64(digit)
      } else {
        halves.1 = halves.1 << 4 | UInt64(digit)
      }
      digits += 1
    }
    self.init(high: halves.0, low: halves.1)
  }

  /// A random UUID of version 4.
  public static func random(using generator: inout some RandomNumberGenerator) -> RecordID {
    RecordID(high: generator.next(), low: generator.next()).with(version: 4)
  }

  /// A random UUID of version 4 from the system's generator.
  public static func random() -> RecordID {
    var generator = SystemRandomNumberGenerator()
    return random(using: &generator)
  }

  /// A UUID of version 7: the moment first, then random bits.
  public static func event(
    at time: Instant, using generator: inout some RandomNumberGenerator
  ) -> RecordID {
    let milliseconds = UInt64(clamping: time.milliseconds) & 0xFFFF_FFFF_FFFF
    let high = milliseconds << 16 | generator.next() & 0xFFFF
    return RecordID(high: high, low: generator.next()).with(version: 7)
  }

  /// The version digit.
  public var version: Int { Int(high >> 12 & 0xF) }

  /// Whether the register's schema takes it: version 1-5 and the RFC's variant.
  public var isRegisterID: Bool { (1...5).contains(version) && low >> 62 == 0b10 }

  /// Lower-case 8-4-4-4-12 form.
  public var description: String {
    let hex = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(36)
    for index in 0..<32 {
      if index == 8 || index == 12 || index == 16 || index == 20 { text.append(45) }
      let half = index < 16 ? high : low
      text.append(hex[Int(half >> UInt64(60 - 4 * (index & 15)) & 0xF)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Whether the left one comes before the right one.
  public static func < (left: RecordID, right: RecordID) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }

  private func with(version: UInt64) -> RecordID {
    RecordID(
      high: high & 0xFFFF_FFFF_FFFF_0FFF | version << 12,
      low: low & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000)
  }
}
