import CaseModel

/// Figures and short facts of Flesberg and Rollag that are given, not counted.
///
/// Texts are short facts in our own words, never the document's sentences.
enum FlesbergRollagGiven {
  /// Gives a municipality's figures, each in the year that it is about.
  static func give(_ number: String, on unit: Ledger) {
    let isHost = number == "0631"
    let source = "Årsmelding 2006"
    unit.give(
      inhabitants(isHost, 2005) + rates(isHost, 2005) + (isHost ? staffing(2005) : []),
      for: 2005, on: .of(2005, 12, 30), source: source)
    unit.give(
      inhabitants(isHost, 2006) + rates(isHost, 2006) + accounts(isHost) + groups(isHost)
        + organisation(isHost) + (isHost ? staffing(2006) + facts : []),
      for: 2006, on: .of(2006, 12, 29), source: source)
  }

  /// Inhabitants by age: the shares fix the intervals, in which these are chosen.
  private static func inhabitants(_ isHost: Bool, _ year: Int) -> [GivenFigure] {
    let (grown, children): (Int64, Int64) =
      switch (isHost, year) {
      case (true, 2005): (1651, 549)
      case (true, _): (1617, 551)
      case (false, 2005): (867, 350)
      case (false, _): (857, 348)
      }
    return [
      GivenFigure(figure: "population-20-66", value: grown),
      GivenFigure(figure: "population-0-17", value: children),
    ]
  }

  /// Net expenditure in kroner per inhabitant of the age group.
  private static func rates(_ isHost: Bool, _ year: Int) -> [GivenFigure] {
    let (social, child): (Int64, Int64) =
      switch (isHost, year) {
      case (true, 2005): (1299, 3205)
      case (true, _): (2137, 4028)
      case (false, 2005): (1455, 3259)
      case (false, _): (1425, 4055)
      }
    return [
      GivenFigure(figure: "key-figure", item: "social-cost", value: social),
      GivenFigure(figure: "key-figure", item: "child-cost", value: child),
    ]
  }

  /// Averages of the municipality group: the host is in group 2, the other in group 3.
  private static func groups(_ isHost: Bool) -> [GivenFigure] {
    func compared(_ item: String, _ value: Int64, _ decimals: Int64 = 0) -> GivenFigure {
      GivenFigure(figure: "comparison", item: item, value: value, decimals: decimals)
    }
    let group = isHost ? "group-2" : "group-3"
    let figures = [
      compared("social-share.\(group)", isHost ? 39 : 44, 1),
      compared("social-share-text.\(group)", isHost ? 39 : 44, 1),
      compared("child-share.\(group)", isHost ? 40 : 47, 1),
      compared("social-cost.\(group)", isHost ? 3614 : 4165),
      compared("child-cost.\(group)", isHost ? 3545 : 4567),
    ]
    return figures + (isHost ? [compared("social-share-text.national", 41, 1)] : [])
  }

  /// In thousand kroner.
  ///
  /// The net budget was adjusted by as much as the expenditure: the document leaves that out of its
  /// net row, and so prints a net deviation of 63 instead of 34.
  private static func accounts(_ isHost: Bool) -> [GivenFigure] {
    let lines: [(String, budget: Int64, adjustment: Int64, accounts: Int64)] =
      isHost
      ? [
        ("expenditure", 6267, 29, 6685), ("income", 2330, 0, 2685), ("net", 3937, 29, 4000),
      ] : [("expenditure", 2227, 0, 2438), ("net", 2227, 0, 2438)]
    let deficit = GivenFigure(
      figure: "accounts", item: "deficit", value: isHost ? 16 : 87, decimals: 1)
    return lines.flatMap { item, budget, adjustment, accounts in
      [
        GivenFigure(figure: "budget", item: item, value: budget),
        GivenFigure(figure: "budget-adjustment", item: item, value: adjustment),
        GivenFigure(figure: "accounts", item: item, value: accounts),
      ]
    } + [deficit]
  }

  private static func staffing(_ year: Int) -> [GivenFigure] {
    let groups: [(String, Int64)] = [
      ("leaders", 2), ("professionals", year == 2005 ? 38 : 43), ("clerks", 10),
      ("sum", year == 2005 ? 50 : 55),
    ]
    let vacancy = GivenFigure(figure: "vacancy", value: 60)
    return groups.map {
      GivenFigure(figure: "staffing", item: $0, value: $1, decimals: 1)
    } + (year == 2006 ? [vacancy] : [])
  }

  /// The joint service as it was agreed.
  private static func organisation(_ isHost: Bool) -> [GivenFigure] {
    func fact(_ item: String, _ value: Int64) -> GivenFigure {
      GivenFigure(figure: "organisation", item: item, value: value)
    }
    func milestone(_ item: String, _ text: String) -> GivenFigure {
      GivenFigure(figure: "milestone", item: item, text: text)
    }
    let shared = [
      GivenFigure(figure: "population", value: isHost ? 2500 : 1500),
      fact("cost-share", isHost ? 60 : 40),
    ]
    guard isHost else { return shared + [fact("days-branch", 3)] }
    return shared + [
      fact("days-main", 5), fact("licences", 4), fact("ministry-months", 6),
      GivenFigure(figure: "staffing", item: "project-post", value: 20),
      GivenFigure(figure: "staffing", item: "posts-each", value: 2),
      milestone("talks", "høsten 2000"), milestone("political", "1 mars 2001"),
      milestone("chosen", "mars 2001"),
    ]
  }

  private static var facts: [GivenFigure] {
    let days = [
      ("start", "2003-01-01"), ("extension", "2007-12-31"), ("nav-gap", "2008-01-01"),
      ("supervisors", "2006-09-01"), ("foster-post", "2006-07-01"),
      ("internal-control", "2006-01-01"),
    ].map { GivenFigure(figure: "milestone", item: $0, text: $1) }
    let numbers: [(String, Int64)] = [
      ("project-years", 3), ("foster-municipalities", 3), ("foster-years", 2), ("trend-years", 3),
    ]
    return days + numbers.map { GivenFigure(figure: "milestone", item: $0, value: $1) }
      + FlesbergRollagGoals.given
  }
}
