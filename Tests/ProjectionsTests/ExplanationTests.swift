import CaseModel
import Projections
import Testing

// What would break: a figure that cannot name its events, or names others than it counts.
@Suite struct `A figure names what it counts` {
  private func late() throws -> History {
    var history = try History()
    let (report, investigation) = (RecordID.random(), RecordID.random())
    try history.add(CaseOpened(journal: "1", birthYear: 2010), "2017-01-02")
    try history.add(ReportReceived(report: report), "2017-01-02")
    try history.add(
      InvestigationOpened(investigation: investigation, reports: [report]), "2017-01-03")
    try history.add(
      InvestigationConcluded(investigation: investigation, conclusion: "3", reason: "no-grounds"),
      "2018-01-01")
    return history
  }

  private func explained(_ row: String, _ table: Filled) throws -> Explanation {
    try #require(table.explanations.first { $0.cell.id == row })
  }

  @Test func `the events are those of the episode, as far as the period sees`() throws {
    let table = try Filled("tilstandsrapport", [try late()], year: 2017)
    let running = try explained("investigations-running", table)
    #expect(running.parts.first?.things.map(\.positions) == [[2]])
    let next = try Filled("tilstandsrapport", [try late()], year: 2018)
    let concluded = try explained("investigations-concluded", next)
    #expect(concluded.parts.first?.things.map(\.positions) == [[2, 3]])
  }

  @Test func `a verdict brings the report it is counted from, a group the fact that it rests on`()
    throws
  {
    let table = try Filled("tilstandsrapport", [try late()], year: 2017)
    let overdue = try explained("investigations-overdue-in-days", table)
    #expect(overdue.parts.first?.things.map(\.positions) == [[1, 2]])
    let age = try explained("reports.age.6-12", table)
    #expect(age.parts.first?.things.map(\.positions) == [[0, 1]])
  }

  @Test func `every cell counts what it lists`() throws {
    var unit = try History("unit/3005")
    try unit.add(UnitEstablished(name: "Barneverntjenesten"), "2016-01-01")
    for value: Int64 in [90, 100] {
      try unit.add(
        ReferenceFigureSet(figure: "population-0-17", year: 2017, value: value), "2017-02-01")
    }
    for report in Report.all {
      let year: Int? = if case .fixed = report.columns { nil } else { 2017 }
      let table = try Filled(
        report.id.description, [try late(), unit], year: year, at: "2017-12-31")
      for explanation in table.explanations {
        // A sum of nothing has no decimals of its own.
        let (again, value) = (explanation.recounted, explanation.cell.value)
        #expect(
          again == value || again?.scaled == 0 && value?.scaled == 0,
          "\(report.id) \(explanation.cell.id) \(explanation.cell.column)")
      }
    }
  }

  @Test func `a cell is found by label in either language or by id, in any case of letters`()
    throws
  {
    let report = try #require(Report.named("tilstandsrapport"))
    let day = try #require(Day("2017-12-31"))
    func kept(_ row: String, _ column: String?) throws -> String? {
      var statistics = try Statistics(
        report, Statistics.Question(year: 2017),
        coverage: Statistics.Coverage(offices: [], days: day...day), label: { ($1, $1) })
      try statistics.keep(only: Statistics.Place(row: row, column: column))
      return statistics.cells.count == 1 ? statistics.cells.first?.id : nil
    }
    for row in ["reports", "meldinger", "Reports"] {
      #expect(try kept(row, "2017") == "reports")
      #expect(try kept(row, nil) == "reports")
    }
    #expect(try kept("Reports by sex of the child: unknown", nil) == "reports.sex.unknown")
    #expect(throws: Statistics.Refusal.columnUnknown("2016", ["2017"])) {
      try kept("reports", "2016")
    }
    #expect {
      try kept("nothing", nil)
    } throws: { error in
      guard case Statistics.Refusal.rowUnknown("nothing", let rows) = error else { return false }
      return rows.contains("reports.age.0-2") && Set(rows).count == rows.count
    }
  }
}
