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
  /// The social services of Bergen in 2007 and 2008.
  case bergen2008 = "bergen-2008"

  /// The reports whose cells it gives.
  public var reports: [String] {
    switch self {
    case .flesbergRollag2006: ["flesberg-rollag-2006-barnevern"]
    case .land2017: ["land-2017-deviations", "land-2017-orders"]
    case .drammen2017: ["drammen-2017-key-figures"]
    case .bergen2008: Bergen2008.reports
    }
  }

  /// The years that it can be told of instead of its own, under the law, the codes and the
  /// municipality's number of that time; nil for one that belongs to its year.
  public var movableYears: ClosedRange<Int>? {
    switch self {
    case .flesbergRollag2006, .land2017, .drammen2017: nil
    // From when the Act of 2009 and the work assessment allowance hold for both its years.
    case .bergen2008: 2012...2098
    }
  }

  /// Everything that is recorded in the scenarios, in order, each with its moment and its id.
  /// - Parameter year: told of this year instead of its own (the last one, where it is of several),
  ///   one of the movable years of each.
  /// - Throws: `SimulationError.nameInvalid` for a mistake in a recipe, `notMovable`.
  public static func drafts(
    of scenarios: [Scenario], seed: UInt64, movedTo year: Int? = nil
  ) throws -> [Draft] {
    let diary = Diary(seed: seed)
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
    case .bergen2008: try Bergen2008(diary: diary, year: year ?? 2008).write()
    }
  }
}
