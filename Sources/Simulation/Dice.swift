import CaseModel

/// SplitMix64 (Steele, Lea and Flood 2014): small, and the same on every machine.
public struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// A generator that always gives the same numbers for the same seed.
  public init(seed: UInt64) { state = seed }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return SplitMix64.mix(state)
  }

  /// The finishing step: spreads every bit of a number over all 64.
  static func mix(_ value: UInt64) -> UInt64 {
    var mixed = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Seeded choices.
///
/// The library's own `shuffled` and `random` may change from one Swift to the next,
/// and a seed must give the same log for ever.
struct Dice {
  private var generator: SplitMix64

  init(seed: UInt64) { generator = SplitMix64(seed: seed) }

  /// A number from 0 up to, but not, `limit`; 0 if there is no room.
  mutating func below(_ limit: Int) -> Int {
    let (high, _) = generator.next().multipliedFullWidth(by: UInt64(max(limit, 1)))
    return Int(high)
  }

  /// A number in a range, both ends included.
  mutating func number(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.count)
  }

  /// True so many times of a hundred.
  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  /// One of the values, of which there is at least one.
  mutating func pick<Value>(_ values: [Value]) -> Value { values[below(values.count)] }

  /// Different values, in no order; all of them if there are fewer.
  mutating func pick<Value>(_ count: Int, of values: [Value]) -> [Value] {
    Array(shuffled(values).prefix(count))
  }

  /// The values in another order (Fisher and Yates).
  mutating func shuffled<Value>(_ values: [Value]) -> [Value] {
    var shuffled = values
    for last in stride(from: shuffled.count - 1, to: 0, by: -1) {
      shuffled.swapAt(last, below(last + 1))
    }
    return shuffled
  }

  /// So many parts that add up to the whole; the largest is about three times the smallest.
  mutating func split(_ whole: Int64, into count: Int) -> [Int64] {
    guard count > 0 else { return [] }
    let weights = (0..<count).map { _ in Int64(number(50...150)) }
    let sum = weights.reduce(0, +)
    var parts = weights.map { whole * $0 / sum }
    parts[0] += whole - parts.reduce(0, +)
    return parts
  }

  /// How many each of so many gets, at least one each, of a number of things.
  mutating func share(_ things: Int, among count: Int) -> [Int] {
    var parts = Array(repeating: 1, count: count)
    for _ in 0..<max(0, things - count) { parts[below(count)] += 1 }
    return parts
  }

  /// A day of the range, a working day if it holds one near.
  mutating func day(_ range: ClosedRange<Day>) -> Day {
    let days = range.upperBound.days(since: range.lowerBound)
    let day = range.lowerBound.adding(days: below(days + 1))
    for candidate in [day, day.onWorkday, day.adding(days: -2)]
    where range.contains(candidate) && candidate.isWorkday {
      return candidate
    }
    return day
  }

  /// A new record's id: a UUID of version 4, as the register wants.
  mutating func recordID() -> RecordID { .random(using: &generator) }

  /// A new event's id: a UUID of version 7.
  mutating func eventID(at time: Instant) -> RecordID { .event(at: time, using: &generator) }
}

extension Day {
  /// A day by numbers that are known to make one; a day too many runs into the next month.
  static func of(_ year: Int, _ month: Int, _ day: Int) -> Day {
    Day.first(of: year).adding(months: month - 1).adding(days: day - 1)
  }

  /// Whether it is Monday to Friday; public holidays are not known here.
  var isWorkday: Bool { weekday <= 5 }

  /// The day itself, or the Monday after it.
  var onWorkday: Day { isWorkday ? self : adding(days: 8 - weekday) }

  /// The last of the days.
  func notBefore(_ other: Day) -> Day { max(self, other) }

  /// The first of the days.
  func notAfter(_ other: Day) -> Day { min(self, other) }
}
