import Glibc

/// When an event was recorded (registreringstidspunkt): UTC, to the millisecond.
///
/// Written `2017-03-14T08:12:33.123Z`, always 24 characters, so that the order of the text is the
/// order of time.
public struct EventTime: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The fields in one number: year, month, day, hour, minute, second, millisecond, each in its own
  /// radix.
  ///
  /// Larger is later.
  public let packed: UInt64

  private static let radices: [UInt64] = [13, 32, 24, 60, 60, 1000]

  /// Reads the 24-character form; `nil` for anything else.
  public init?(_ text: String) { self.init(Array(text.utf8).span) }

  /// Takes back a stored number.
  init(packed: UInt64) { self.packed = packed }

  /// Reads the 24-character form from bytes.
  init?(_ bytes: Span<UInt8>) {
    guard bytes.count == 24 else { return nil }
    for (place, mark) in Self.marks where bytes[place] != mark { return nil }
    guard let year = Self.number(bytes, 0..<4), let month = Self.number(bytes, 5..<7),
      let day = Self.number(bytes, 8..<10), let hour = Self.number(bytes, 11..<13),
      let minute = Self.number(bytes, 14..<16), let second = Self.number(bytes, 17..<19),
      let millisecond = Self.number(bytes, 20..<23),
      1...12 ~= month, 1...31 ~= day, hour < 24, minute < 60, second < 60
    else { return nil }
    self.init(year, month, day, hour, minute, second, millisecond)
  }

  private init(
    _ year: UInt64, _ month: UInt64, _ day: UInt64, _ hour: UInt64, _ minute: UInt64,
    _ second: UInt64, _ millisecond: UInt64
  ) {
    var packed = year
    packed = packed * 13 + month
    packed = packed * 32 + day
    packed = packed * 24 + hour
    packed = packed * 60 + minute
    packed = packed * 60 + second
    self.packed = packed * 1000 + millisecond
  }

  /// The machine's clock.
  ///
  /// The corresponding C function is `clock_gettime` with `CLOCK_REALTIME`.
  public static func now() -> EventTime {
    var clock = timespec()
    var fields = tm()
    clock_gettime(CLOCK_REALTIME, &clock)
    gmtime_r(&clock.tv_sec, &fields)
    return EventTime(
      UInt64(clamping: fields.tm_year + 1900), UInt64(clamping: fields.tm_mon + 1),
      UInt64(clamping: fields.tm_mday), UInt64(clamping: fields.tm_hour),
      UInt64(clamping: fields.tm_min), UInt64(clamping: min(fields.tm_sec, 59)),
      UInt64(clamping: clock.tv_nsec / 1_000_000))
  }

  /// The 24-character form.
  public var description: String {
    var rest = packed
    var fields: [UInt64] = []
    for radix in Self.radices.reversed() {
      fields.append(rest % radix)
      rest /= radix
    }
    func text(_ value: UInt64, _ width: Int) -> String {
      let digits = String(value)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let date = "\(text(rest, 4))-\(text(fields[5], 2))-\(text(fields[4], 2))"
    let time = "\(text(fields[3], 2)):\(text(fields[2], 2)):\(text(fields[1], 2))"
    return "\(date)T\(time).\(text(fields[0], 3))Z"
  }

  /// Whether `a` is earlier.
  public static func < (a: EventTime, b: EventTime) -> Bool { a.packed < b.packed }

  private static let marks: [(Int, UInt8)] = [
    (4, UInt8(ascii: "-")), (7, UInt8(ascii: "-")), (10, UInt8(ascii: "T")),
    (13, UInt8(ascii: ":")), (16, UInt8(ascii: ":")), (19, UInt8(ascii: ".")),
    (23, UInt8(ascii: "Z")),
  ]

  private static func number(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64? {
    var value: UInt64 = 0
    for index in range {
      guard 0x30...0x39 ~= bytes[index] else { return nil }
      value = value * 10 + UInt64(bytes[index] - 0x30)
    }
    return value
  }
}
