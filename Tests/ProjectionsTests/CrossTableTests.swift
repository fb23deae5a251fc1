import CaseModel
import Projections
import Testing

// What would break: a table of two breakdowns whose margins are not its sums.
@Suite struct CrossTableTests {
  private func cells(_ report: Report, _ histories: [History]) throws -> [Statistics.Cell] {
    let days = try #require(Day("2016-01-01"))...(try #require(Day("2018-12-31")))
    var statistics = try Statistics(
      report, Statistics.Question(year: 2017),
      coverage: Statistics.Coverage(offices: [try #require(Office("3005"))], days: days),
      label: { ($1, $1) })
    for history in histories { statistics.add(history.subject, history.events) }
    return statistics.cells
  }

  /// A child with several measures, each on a basis of its own.
  private func child(_ number: Int, _ bases: String?...) throws -> History {
    var history = try History("case/\(number)")
    try history.add(
      CaseOpened(journal: "\(number)", sex: number % 2 == 0 ? "1" : "2"), "2017-01-01")
    for basis in bases {
      try history.add(
        MeasureStarted(measure: .random(), category: "4.1", class: "change", basis: basis),
        "2017-02-01")
    }
    return history
  }

  @Test func `a child lies in one row and in one column, and both margins are the sums`() throws {
    let histories = [
      try child(1, "care-order", "assistance"), try child(2, "assistance"),
      try child(3, nil, "care-order"), try child(4, "assistance", nil),
    ]
    let dimension: StaticString = "measure-kind"
    let report = Report(
      "test", version: 1,
      rows: [
        .init("", "", "children-with-measure"),
        .init("", "", "children-with-measure", by: .dimension(dimension)),
      ], columns: .groups(.dimension(dimension)))
    let cells = try cells(report, histories)
    func count(_ row: String, _ column: String) -> Int64? {
      cells.first { $0.id == row && $0.columnID == column }?.value?.scaled
    }
    let columns = cells.filter { $0.id == "children-with-measure" }.map(\.columnID)
    let rows = Array(Set(cells.map(\.id)))
    #expect(count("children-with-measure", "total") == 4)
    for row in rows {
      let sum = columns.filter { $0 != "total" }.compactMap { count(row, $0) }.reduce(0, +)
      #expect(count(row, "total") == sum, "\(row)")
    }
    for column in columns {
      let parts = rows.filter { $0 != "children-with-measure" }
      let sum = parts.compactMap { count($0, column) }.reduce(0, +)
      #expect(count("children-with-measure", column) == sum, "\(column)")
    }
    // By the same breakdown twice, everybody stands on the diagonal.
    for row in rows where row.contains(".") {
      for column in columns where column != "total" && !row.hasSuffix(".\(column)") {
        #expect(count(row, column) == 0, "\(row) \(column)")
      }
    }
  }

  @Test func `a printed column may be one group, one code, or what is unknown`() throws {
    func column(_ name: StaticString, _ by: Report.Breakdown?, _ group: StaticString)
      -> Report.Column
    {
      .init(name, offices: [], from: 17167, to: 17531, group: by.map { ($0, group) })
    }
    let sex = Report.Breakdown.dimension("sex")
    let report = Report(
      "test", version: 1, rows: [.init("", "", "children-with-measure")],
      columns: .fixed([
        column("girls", sex, "2"), column("known", sex, "known"), column("unknown", sex, "unknown"),
        column("care", .codes(.basis, .measureBasis), "care-order"),
      ]))
    let histories = [
      try child(1, "care-order", nil), try child(2, nil), try child(3, "care-order"),
    ]
    var statistics = try Statistics(
      report, Statistics.Question(),
      coverage: Statistics.Coverage(
        offices: [try #require(Office("3005"))],
        days: try #require(Day("2016-01-01"))...(try #require(Day("2018-12-31")))),
      label: { ($1, $1) })
    for history in histories { statistics.add(history.subject, history.events) }
    #expect(statistics.cells.map(\.value?.scaled) == [2, 3, 0, 2])
  }

  @Test func `a group that is not there is refused`() throws {
    let report = Report(
      "test", version: 1, rows: [.init("", "", "reports")],
      columns: .fixed([
        .init(
          "x", offices: [], from: 17167, to: 17531, group: (of: .dimension("sex"), id: "nobody"))
      ]))
    #expect(throws: Statistics.Refusal.indicatorUnknown("sex.nobody")) {
      try Statistics(
        report, Statistics.Question(),
        coverage: Statistics.Coverage(
          offices: [], days: try #require(Day("2016-01-01"))...(try #require(Day("2018-12-31")))),
        label: { ($1, $1) })
    }
  }
}
