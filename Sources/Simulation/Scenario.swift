import CaseModel
public import CaseService

/// The published years that can be played; each gives its tables from any seed (scenario).
public enum Scenario: String, CaseIterable, Sendable {
  /// Child welfare in Flesberg and Rollag in 2006.
  case flesbergRollag2006 = "flesberg-rollag-2006"
  /// The deviations and orders of the Land service, 2016 to September 2017.
  case land2017 = "land-2017"
  /// The key figures of Drammen, Nedre Eiker and Svelvik in 2017.
  case drammen2017 = "drammen-2017"
  /// The national statistics of the same three for 2016.
  case drammen2016 = "drammen-2016"
  /// The quality of their work in 2017, by the law's deadlines.
  case drammenQuality2017 = "drammen-quality-2017"
  /// The measures and tasks of Drammen in 2017.
  case drammenMeasures2017 = "drammen-measures-2017"
  /// The social services of Bergen in 2007 and 2008.
  case bergen2008 = "bergen-2008"

  /// The municipalities whose years it plays: two scenarios with the same one need a log each.
  public var municipalities: Set<String> {
    switch self {
    case .flesbergRollag2006: ["0631", "0632"]
    case .land2017: ["0536", "0538"]
    case .drammen2017, .drammen2016, .drammenQuality2017, .drammenMeasures2017:
      ["0602", "0625", "0711"]
    case .bergen2008: ["1201"]
    }
  }

  /// The reports whose cells it gives.
  public var reports: [String] {
    switch self {
    case .flesbergRollag2006: FlesbergRollag2006.reports
    case .land2017: ["land-2017-deviations", "land-2017-orders", "land-2017-resources"]
    case .drammen2017: ["drammen-2017-key-figures"]
    case .drammen2016: Drammen2016.reports
    case .drammenQuality2017: ["drammen-2017-quality"]
    case .drammenMeasures2017: DrammenMeasures2017.reports
    case .bergen2008: Bergen2008.reports
    }
  }

  /// The years that it can be told of instead of its own, under the law, the codes and the
  /// municipality's number of that time; nil for one that belongs to its year.
  public var movableYears: ClosedRange<Int>? {
    switch self {
    case .flesbergRollag2006, .land2017, .drammen2017, .drammen2016, .drammenQuality2017,
      .drammenMeasures2017:
      nil
    // From when the Act of 2009 and the work assessment allowance hold for both its years.
    case .bergen2008: 2012...2098
    }
  }

  /// Everything that is recorded in the scenarios, in order, each with its moment and its id.
  /// - Parameters:
  ///   - scenarios: which to play side by side.
  ///   - seed: decides what happens.
  ///   - shuffle: decides the order in which acts of one day that do not depend on each other are
  ///     recorded.
  ///   - year: told of this year instead of its own (the last one, where it is of several), one of
  ///     the movable years of each.
  /// - Throws: `SimulationError.nameInvalid` for a mistake in a recipe, `notMovable`.
  public static func drafts(
    of scenarios: [Scenario], seed: UInt64, shuffle: UInt64 = 0, movedTo year: Int? = nil
  ) throws -> [Draft] {
    let diary = Diary(seed: seed, shuffle: shuffle)
    for scenario in scenarios { try scenario.write(in: diary, movedTo: year) }
    guard let days = diary.days else { return [] }
    return (days.lowerBound.number...days.upperBound.number).flatMap {
      diary.tear(Day(number: $0))
    }
  }

  private func write(in diary: Diary, movedTo year: Int?) throws {
    if let year, movableYears?.contains(year) != true {
      throw SimulationError.notMovable(self, year)
    }
    switch self {
    case .flesbergRollag2006: try FlesbergRollag2006(diary: diary).write()
    case .land2017: try Land2017(diary: diary).write()
    case .drammen2017: try Drammen2017(diary: diary).write()
    case .drammen2016: try Drammen2016(diary: diary).write()
    case .drammenQuality2017: try DrammenQuality2017(diary: diary).write()
    case .drammenMeasures2017: try DrammenMeasures2017(diary: diary).write()
    case .bergen2008: try Bergen2008(diary: diary, year: year ?? 2008).write()
    }
  }
}
