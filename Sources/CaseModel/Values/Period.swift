/// A length of time in calendar months and days; never converted from one to the other.
public struct Period: Hashable, Sendable, CustomStringConvertible {
  /// Calendar months.
  public let months: Int
  /// Days.
  public let days: Int

  /// A period of months and days.
  public init(months: Int = 0, days: Int = 0) { (self.months, self.days) = (months, days) }

  /// The ISO 8601 form: `P3M`, `P7D`.
  public var description: String {
    if months == 0 { return "P\(days)D" }
    return "P\(months)M" + (days == 0 ? "" : "\(days)D")
  }
}

extension Day {
  /// The last day of a period that is counted from this day: months first, then days; the starting
  /// day is not counted (domstolloven § 148; law tables CAL-01 and CAL-02).
  public func adding(_ period: Period) -> Day {
    let moved = period.months == 0 ? self : adding(months: period.months)
    return moved.adding(days: period.days)
  }
}
