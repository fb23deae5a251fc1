import CaseModel
import CaseService
import Projections
import Testing

@testable import Simulation

/// An indicator of what was open when a period began, and what came, went and is open at its end.
private struct Balance: Sendable {
  let before: StaticString
  let began: StaticString
  let ended: StaticString
  let open: StaticString
  /// What was closed and opened again; nil where no type does that.
  var again: StaticString?

  var all: [StaticString] { [before, began, ended, open] + [again].compactMap(\.self) }

  /// Every pair of flow and stock of the catalogue.
  static let every = [
    Balance(
      before: "investigations-open-before", began: "investigations-opened",
      ended: "investigations-concluded", open: "investigations-running"),
    Balance(
      before: "cases-open-before", began: "cases-began", ended: "cases-ended", open: "cases-open",
      again: "cases-reopened"),
    Balance(
      before: "measures-open-before", began: "measures-began", ended: "measures-ended",
      open: "measures-open"),
    Balance(
      before: "placements-open-before", began: "placements-began", ended: "placements-ended",
      open: "placements-open"),
    Balance(
      before: "plans-open-before", began: "plans-began", ended: "plans-ended", open: "plans-open"),
    Balance(
      before: "supervisions-open-before", began: "supervisions-began",
      ended: "supervisions-ended", open: "supervisions-open"),
    Balance(
      before: "waits-open-before", began: "waits-began", ended: "waits-ended", open: "waits-open"),
    Balance(
      before: "files-open-before", began: "files-began", ended: "files-ended", open: "files-open",
      again: "files-reopened"),
    Balance(
      before: "debt-cases-open-before", began: "debt-cases-began", ended: "debt-cases-ended",
      open: "debt-cases-open"),
    Balance(
      before: "allowances-open-before", began: "allowances-began", ended: "allowances-ended",
      open: "allowances-open"),
    Balance(
      before: "applications-open-before", began: "applications-began",
      ended: "applications-ended", open: "applications-open"),
    Balance(
      before: "enrolments-open-before", began: "enrolments-began", ended: "enrolments-ended",
      open: "enrolments-open"),
    Balance(
      before: "qualifications-open-before", began: "qualifications-began",
      ended: "qualifications-ended", open: "qualifications-open"),
    Balance(
      before: "housing-stays-open-before", began: "housing-stays-began",
      ended: "housing-stays-ended", open: "housing-stays-open"),
    Balance(
      before: "accounts-managed-open-before", began: "accounts-managed-began",
      ended: "accounts-managed-ended", open: "accounts-managed-open"),
    Balance(
      before: "housing-follow-ups-open-before", began: "housing-follow-ups-began",
      ended: "housing-follow-ups-ended", open: "housing-follow-ups-open"),
    Balance(
      before: "leases-open-before", began: "leases-began", ended: "leases-ended",
      open: "leases-open"),
    Balance(
      before: "orders-stock-open-before", began: "orders-stock-began",
      ended: "orders-stock-ended", open: "orders-stock-open"),
    Balance(
      before: "deviations-stock-open-before", began: "deviations-stock-began",
      ended: "deviations-stock-ended", open: "deviations-stock-open"),
  ]
}

/// What holds of the figures of any log: the scenarios', and those of made-up lives.
@Suite struct `Flow and stock reconcile` {
  /// Random lives: cases of child welfare, and persons of the social services.
  static let lives: [UInt64] = [3, 41, 592, 65_358]

  @Test func `every pair of the catalogue is tried`() {
    let stocks = Indicator.all.map(\.id.description).filter { $0.hasSuffix("-open-before") }
    #expect(Set(stocks) == Set(Balance.every.map(\.before.description)))
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
    let balances = Balance.every.filter { balance in
      let counted = Indicator.named(balance.open.description)?.measure.queries ?? []
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
    let quarters = try told.figures(balances.flatMap(\.all), year, by: .quarter)
    func figures(_ name: StaticString) throws -> [Fixed] {
      try #require(quarters[name.description]).compactMap(\.self)
    }
    for balance in balances {
      let (before, open) = try (figures(balance.before), figures(balance.open))
      let (began, ended) = try (figures(balance.began), figures(balance.ended))
      let again = try balance.again.map(figures)
      for quarter in open.indices {
        let came = began[quarter] + (again?[quarter] ?? Fixed(0))
        let sum = before[quarter] + came + -ended[quarter]
        #expect(sum == open[quarter], "\(balance.open) \(year) \(quarter + 1)")
        guard quarter > 0 else { continue }
        #expect(before[quarter] == open[quarter - 1], "\(balance.before) \(year) \(quarter + 1)")
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
      balances.flatMap { [$0.began, $0.ended, $0.open] } + [
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
