import CaseModel
import CaseService
import Projections
import Testing

@testable import Simulation

extension Balance {
  fileprivate var figures: [StaticString] { [opening, closing] + incoming + outgoing }

  /// Those of what is open: persons who came and went are tried in `TurnoverTests`.
  fileprivate static let stocks = all.filter { $0.opening.description.hasSuffix("-open-before") }
}

/// What holds of the figures of any log: the scenarios', and those of made-up lives.
@Suite struct `Flow and stock reconcile` {
  /// Random lives: cases of child welfare, and persons of the social services.
  static let lives: [UInt64] = [3, 41, 592, 65_358]

  @Test func `every pair of the catalogue is tried`() {
    let stocks = Indicator.all.map(\.id.description).filter { $0.hasSuffix("-open-before") }
    #expect(Set(stocks) == Set(Balance.stocks.map(\.opening.description)))
  }

  @Test(arguments: `Laws of every scenario`.plays)
  func `in a scenario`(scenario: Scenario, seed: UInt64) throws {
    try expectLaws(Telling(try Played.drafts(scenario, seed: seed)))
  }

  @Test(arguments: lives)
  func `in random cases of child welfare`(seed: UInt64) throws {
    var load = try Load(cases: 40, seed: seed, shuffle: seed)
    var drafts: [Draft] = []
    while let day = try load.nextDay() { drafts += day }
    try expectLaws(Telling(drafts))
  }

  @Test(arguments: lives)
  func `in random files of the social services`(seed: UInt64) throws {
    try expectLaws(Telling(try Played.bergen(seed: seed, divisor: 45)))
  }

  /// In the year in which most is told.
  private func expectLaws(_ told: Telling) throws {
    let years = Dictionary(grouping: told.events, by: \.event.effective.year)
    let year = try #require(years.max { $0.value.count < $1.value.count }?.key)
    let kinds = Set(told.events.map(\.event.type.shape.episode.kind))
    let balances = Balance.stocks.filter { balance in
      let counted = Indicator.named(balance.closing.description)?.measure.queries ?? []
      return counted.contains { kinds.contains($0.kind) }
    }
    #expect(balances.count > 2)
    try expectBalances(told, balances, year)
    try expectJoint(told, balances, year)
    try expectWhole(told, year)
  }

  /// Opening stock, and what came and came again, less what went, is the closing stock, and that of
  /// one quarter is the opening stock of the next.
  private func expectBalances(_ told: Telling, _ balances: [Balance], _ year: Int) throws {
    let quarters = try told.figures(balances.flatMap(\.figures), year, by: .quarter)
    func figures(_ name: StaticString) throws -> [Fixed] {
      try #require(quarters[name.description]).compactMap(\.self)
    }
    for balance in balances {
      let (opening, closing) = try (figures(balance.opening), figures(balance.closing))
      let came = try balance.incoming.map(figures)
      let went = try balance.outgoing.map(figures)
      for quarter in closing.indices {
        let with = came.reduce(opening[quarter]) { $0 + $1[quarter] }
        let sum = went.reduce(with) { $0 + -$1[quarter] }
        #expect(sum == closing[quarter], "\(balance.closing) \(year) \(quarter + 1)")
        guard quarter > 0 else { continue }
        #expect(
          opening[quarter] == closing[quarter - 1], "\(balance.opening) \(year) \(quarter + 1)")
      }
    }
  }

  @Test func `some are opened again`() throws {
    let told = Telling(try Played.bergen(seed: Self.lives[0], divisor: 45))
    let again = try told.years.compactMap { try told.figure("files-reopened", $0)?.scaled }
    #expect(again.reduce(0, +) > 0)
  }

  /// The municipalities' figures add up to the joint one.
  private func expectJoint(_ told: Telling, _ balances: [Balance], _ year: Int) throws {
    let names: [StaticString] =
      balances.flatMap { [$0.closing] + $0.incoming + $0.outgoing } + [
        "reports", "aid-gross", "aid-refunded", "aid-decisions", "child-welfare-decisions",
        "consultations", "referrals", "children-with-measure", "recipients",
      ]
    let joint = try told.figures(names, year, offices: told.offices)
    let parts = try told.figures(names, year, by: .office, offices: told.offices)
    for (name, whole) in joint {
      guard let whole = whole[0] else { continue }
      let sum = try #require(parts[name]).compactMap(\.self).reduce(Fixed(0), +)
      #expect((sum + -whole).scaled == 0, "\(name) \(year)")
    }
  }

  /// The groups of a breakdown and unknown add up to the total.
  private func expectWhole(_ told: Telling, _ year: Int) throws {
    let breakdowns: [(StaticString, StaticString)] = [
      ("cases-active", "age"), ("cases-active", "sex"), ("reports", "report-conclusion"),
      ("recipients", "person-age"), ("recipients", "marital-status"),
      ("recipients", "main-income"), ("aid-paid", "person-sex"),
    ]
    for (indicator, dimension) in breakdowns {
      let report = Report(
        "law", version: 1,
        rows: [
          .init("whole", "whole", indicator),
          .init("part", "part", indicator, by: .dimension(dimension)),
        ], columns: .period(nil))
      let cells = try told.cells(report, Statistics.Question(year: year))
      let parts = cells.dropFirst().compactMap(\.value).reduce(Fixed(0), +)
      #expect((parts + -(cells.first?.value ?? Fixed(0))).scaled == 0, "\(indicator) \(dimension)")
    }
  }
}
