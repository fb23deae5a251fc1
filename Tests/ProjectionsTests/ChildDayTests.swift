import CaseModel
import Projections
import Testing

// What would break: a child's day counted twice, or in both of KOSTRA's functions, or in none.
@Suite struct `Child-days by function` {
  private static let placed: Set<String> = [
    "1.1", "1.2", "1.99", "2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "2.99", "8.2",
  ]
  private static let first = Day(number: 17_167)

  /// A child with some measures, of which several run at a time, and who may move to another
  /// municipality in the year.
  private func child(_ number: Int, _ dice: inout Dice) throws -> History {
    var history = try History("case/\(number)")
    try history.add(CaseOpened(journal: "\(number)"), "2016-01-01")
    if Bool.random(using: &dice) {
      let moved = Self.first.adding(days: Int.random(in: 0...364, using: &dice))
      try history.add(CaseTransferred(toOffice: try office("3006")), moved.description)
    }
    for _ in 0..<Int.random(in: 0...5, using: &dice) {
      let measure = RecordID.random()
      let category = try #require(
        ["1.1", "2.3", "4.5", "3.1", "8.2", "8.4"].randomElement(using: &dice))
      let start = try day("2016-02-01").adding(days: Int.random(in: 0...720, using: &dice))
      try history.add(
        MeasureStarted(measure: measure, category: category, class: "change"), start.description)
      if Bool.random(using: &dice) {
        let end = start.adding(days: Int.random(in: 0...300, using: &dice))
        try history.add(MeasureEnded(measure: measure), end.description)
      }
    }
    return history
  }

  private func cells(_ histories: [History], _ offices: [String]) throws -> [Int] {
    let report = Report(
      "law", version: 1,
      rows: [
        .init("whole", "whole", "child-days"),
        .init("part", "part", "child-days", by: .dimension("kostra-function")),
      ], columns: .period(nil))
    var statistics = try Statistics(
      report, Statistics.Question(offices: offices.compactMap { Office($0) }, year: 2017),
      coverage: Statistics.Coverage(
        offices: ["3005", "3006"].compactMap { Office($0) },
        days: try day("2010-01-01")...(try day("2030-12-31"))),
      label: { ($1, $1) })
    for history in histories { statistics.add(history.subject, history.events) }
    return statistics.cells.map { Int($0.value?.scaled ?? -1) }
  }

  /// Day by day, child by child: with a measure, placed, and with measures of both functions.
  private func recount(
    _ histories: [History], _ office: String?
  ) throws -> (any: Int, placed: Int, both: Int) {
    var (any, placed, both) = (0, 0, 0)
    for history in histories {
      let file = try history.file(at: "2017-12-31")
      let moved = file.own?.marks(.caseTransferred).first?.day
      for place in 0..<365 {
        let day = Self.first.adding(days: place)
        let now = moved.map { $0 <= day } == true ? "3006" : "3005"
        guard office == nil || office == now else { continue }
        let running = file.episodes(.measure).filter { measure in
          measure.start <= day && (measure.end.map { $0 >= day } ?? true)
        }
        let kinds = Set(running.map { Self.placed.contains($0.given.text(.category) ?? "") })
        any += running.isEmpty ? 0 : 1
        placed += kinds.contains(true) ? 1 : 0
        both += kinds.count == 2 ? 1 : 0
      }
    }
    return (any, placed, both)
  }

  @Test(arguments: [3, 41, 592] as [UInt64])
  func `252 and 251 make the days with a measure, each day of a child in one of them`(
    seed: UInt64
  ) throws {
    var dice = Dice(seed: seed)
    let histories = try (1...30).map { try child($0, &dice) }
    var parts = [0, 0, 0, 0]
    for office in ["3005", "3006"] {
      let found = try cells(histories, [office])
      let counted = try recount(histories, office)
      #expect(found == [counted.any, counted.placed, counted.any - counted.placed, 0])
      parts = zip(parts, found).map { $0.0 + $0.1 }
    }
    let whole = try recount(histories, nil)
    #expect(try cells(histories, []) == parts)
    // Or the law would not try which function wins.
    #expect(whole.both > 0)
    #expect(whole.any > whole.placed)
  }

  @Test func `what a function costs is divided by its own children and days`() throws {
    var histories: [History] = []
    for (number, category, start) in [(1, "4.5", "2017-12-22"), (2, "2.1", "2017-12-27")] {
      var history = try History("case/\(number)")
      try history.add(CaseOpened(journal: "\(number)"), "2017-01-01")
      try history.add(
        MeasureStarted(measure: .random(), category: category, class: "change"), start)
      histories.append(history)
    }
    var accounts = try History("unit/3005")
    try accounts.add(UnitEstablished(name: "Drammen"), "2010-01-01")
    for (item, value) in [("244", 9), ("251", 42), ("252", 60)] as [(String, Int64)] {
      try accounts.add(
        ReferenceFigureSet(figure: "accounts", year: 2017, item: item, value: value), "2017-12-31")
    }
    let filled = try Filled("kostra-functions", histories + [accounts], year: 2017)
    #expect(filled["child-days"] == "15")
    #expect(filled["cost-per-child-day.kostra-function.not-placed"] == "4200")
    #expect(filled["cost-per-child-day.kostra-function.placed"] == "12000")
    #expect(filled["cost-per-child.kostra-function.placed"] == "60000")
    #expect(filled["cost-per-child.244"] == "4500")
  }
}
