// The days on which Norway does not work: weekends, fixed holidays, and those that follow Easter
// (helligdager). A deadline that rolls over ends on the next working day (domstolloven § 149).

extension Day {
  /// Easter Sunday of a year (første påskedag), by the Gregorian rule.
  public static func easter(of year: Int) -> Day? {
    let golden = year % 19
    let (century, rest) = (year / 100, year % 100)
    let correction = (century - (century + 8) / 25 + 1) / 3
    let epact = (19 * golden + century - century / 4 - correction + 15) % 30
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7
    let shift = (golden + 11 * epact + 22 * weekday) / 451
    let count = epact + weekday - 7 * shift + 114
    return Day(year: year, month: count / 31, day: count % 31 + 1)
  }

  /// Whether it is a public holiday in Norway (helligdag), Sundays not counted as such.
  public var isHoliday: Bool {
    let (year, month, day) = components
    switch (month, day) {
    case (1, 1), (5, 1), (5, 17), (12, 25), (12, 26): return true
    default: break
    }
    guard let easter = Day.easter(of: year) else { return false }
    // Maundy Thursday, Good Friday, Easter, Ascension, Whitsun.
    return [-3, -2, 0, 1, 39, 49, 50].contains(days(since: easter))
  }

  /// Whether it is neither Saturday, Sunday nor a holiday (virkedag).
  public var isWorkday: Bool { weekday < 6 && !isHoliday }

  /// The day itself if it is a working day, or else the first one after it (law table CAL-03).
  public var nextWorkday: Day {
    var day = self
    while !day.isWorkday { day = day.adding(days: 1) }
    return day
  }
}
