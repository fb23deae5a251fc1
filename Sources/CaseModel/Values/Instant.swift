/// A moment in time with milliseconds, in UTC (tidspunkt).
public struct Instant: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Milliseconds since 1970-01-01T00:00:00Z.
  public var milliseconds: Int64

  /// A moment by its milliseconds since 1970-01-01T00:00:00Z.
  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// The moment a clock in Oslo shows `hour:minute` on that day.
  public init(_ day: Day, hour: Int = 0, minute: Int = 0, second: Int = 0) {
    let local = (Int64(day.number) * 86_400 + Int64(hour * 3600 + minute * 60 + second)) * 1000
    let winter = Instant(milliseconds: local - 3_600_000)
    let summer = Instant(milliseconds: local - 7_200_000)
    self = summer.isSummerInOslo ? summer : winter
  }

  /// Reads RFC 3339 with `Z` or an offset and 0-9 decimals; nil for anything else.
  public init?(_ text: some StringProtocol) {
    guard let (seconds, milliseconds, rest) = Instant.local(text) else { return nil }
    var offset = 0
    if rest == [UInt8(ascii: "Z")] || rest == [UInt8(ascii: "z")] {
      offset = 0
    } else {
      guard rest.count == 6, rest[3] == UInt8(ascii: ":"), let hours = decimal(rest[1..<3]),
        let minutes = decimal(rest[4..<6]), hours < 24, minutes < 60
      else { return nil }
      switch rest[0] {
      case UInt8(ascii: "+"): offset = hours * 60 + minutes
      case UInt8(ascii: "-"): offset = -(hours * 60 + minutes)
      default: return nil
      }
    }
    self.milliseconds = (seconds - Int64(offset) * 60) * 1000 + milliseconds
  }

  /// Reads a date and time without an offset as a clock in Oslo; nil if it has one or is malformed.
  public init?(oslo text: some StringProtocol) {
    guard let (seconds, milliseconds, rest) = Instant.local(text), rest.isEmpty else { return nil }
    let day = Day(number: Int32(seconds.floorDivided(by: 86_400)))
    let second = Int(seconds - Int64(day.number) * 86_400)
    self.init(day, second: second)
    self.milliseconds += milliseconds
  }

  /// `YYYY-MM-DDTHH:MM:SS.mmmZ`.
  public var description: String {
    let seconds = milliseconds.floorDivided(by: 1000)
    let day = Day(number: Int32(clamping: seconds.floorDivided(by: 86_400)))
    let second = Int(seconds - Int64(day.number) * 86_400)
    let clock = [second / 3600, second / 60 % 60, second % 60].map { padded($0, 2) }
    let fraction = padded(Int(milliseconds - seconds * 1000), 3)
    return "\(day)T\(clock[0]):\(clock[1]):\(clock[2]).\(fraction)Z"
  }

  /// What a clock in Oslo shows, with its offset: `YYYY-MM-DDTHH:MM:SS.mmm+01:00`.
  public var osloDescription: String {
    let hours = isSummerInOslo ? 2 : 1
    let local = Instant(milliseconds: milliseconds + Int64(hours) * 3_600_000)
    return local.description.dropLast() + "+0\(hours):00"
  }

  /// The calendar day a clock in Oslo shows.
  public var dayInOslo: Day {
    Day(number: Int32(clamping: osloMilliseconds.floorDivided(by: 86_400_000)))
  }

  /// Hour and minute a clock in Oslo shows.
  public var clockInOslo: (hour: Int, minute: Int) {
    let minutes = Int(osloMilliseconds.floorDivided(by: 60_000) - Int64(dayInOslo.number) * 1440)
    return (minutes / 60, minutes % 60)
  }

  /// Whether the left one comes before the right one.
  public static func < (left: Instant, right: Instant) -> Bool {
    left.milliseconds < right.milliseconds
  }

  private var osloMilliseconds: Int64 { milliseconds + (isSummerInOslo ? 7_200_000 : 3_600_000) }

  /// Summer time in Norway: from the last Sunday of March to the last Sunday of October (September
  /// before 1996), 01:00 UTC; none before 1980.
  private var isSummerInOslo: Bool {
    let year = Day(number: Int32(clamping: milliseconds.floorDivided(by: 86_400_000))).year
    guard year >= 1980 else { return false }
    let begin = Instant.lastSunday(month: 3, of: year)
    let end = Instant.lastSunday(month: year < 1996 ? 9 : 10, of: year)
    return milliseconds >= begin && milliseconds < end
  }

  private static func lastSunday(month: Int, of year: Int) -> Int64 {
    let next = Day.first(of: year).adding(months: month)
    let last = next.adding(days: -1)
    return Int64(last.adding(days: -(last.weekday % 7)).number) * 86_400_000 + 3_600_000
  }

  /// Seconds, milliseconds and the unread rest (offset) of a written date and time.
  private static func local(_ text: some StringProtocol) -> (Int64, Int64, [UInt8])? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 19, let day = Day(String(decoding: bytes[0..<10], as: UTF8.self)),
      bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: "t"),
      bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
      let hour = decimal(bytes[11..<13]), let minute = decimal(bytes[14..<16]),
      let second = decimal(bytes[17..<19]), hour < 24, minute < 60, second < 60
    else { return nil }
    var rest = Array(bytes[19...])
    var milliseconds = 0
    if rest.first == UInt8(ascii: ".") {
      let digits = Array(rest.dropFirst().prefix { $0 >= 48 && $0 <= 57 })
      guard (1...9).contains(digits.count) else { return nil }
      milliseconds = decimal((digits + [48, 48]).prefix(3)) ?? 0
      rest.removeFirst(digits.count + 1)
    }
    let seconds = Int64(day.number) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
    return (seconds, Int64(milliseconds), rest)
  }
}

extension Int64 {
  /// Division that rounds down, also for moments before 1970.
  fileprivate func floorDivided(by divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}
