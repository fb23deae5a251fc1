import CaseModel
import Projections
import Testing

// What would break: a table that does not add up, or a nought where nobody counted.
@Suite struct StatisticsTests {
  private func table(
    _ report: Report, _ histories: [History], _ question: Statistics.Question = .init(),
    offices: [String] = ["3005", "3006"], today: String = "2018-12-31"
  ) throws -> [Statistics.Cell] {
    let days = try #require(Day("2016-01-01"))...(try #require(Day(today)))
    let known = offices.compactMap { Office($0) }
    var statistics = try Statistics(
      report, question, coverage: Statistics.Coverage(offices: known, days: days),
      label: { ($1, $1) })
    for history in histories { statistics.add(history.subject, history.events) }
    return statistics.cells
  }

  private func report(
    _ indicators: StaticString..., columns: Report.Columns = .period(nil)
  ) -> Report {
    Report("test", version: 1, rows: indicators.map { .init($0, $0, $0) }, columns: columns)
  }

  private func spread() throws -> [History] {
    [
      try .investigated(1, opened: "2016-11-01", ended: "2017-01-01"),
      try .investigated(2, opened: "2016-12-31", ended: "2016-12-31"),
      try .investigated(3, opened: "2017-01-01", ended: "2017-12-31"),
      try .investigated(4, office: "3006", opened: "2017-12-31", ended: nil),
      try .investigated(5, office: "3006", opened: "2016-06-01", ended: nil),
    ]
  }

  @Test func `opening and in, less out, is closing`() throws {
    let histories = try spread()
    func open(_ day: String) throws -> Int64 {
      let question = Statistics.Question(at: Day(day))
      let cells = try table(
        report("investigations-running", columns: .day), histories, question)
      return try #require(cells.first?.value?.scaled)
    }
    let flow = try table(
      report("investigations-opened", "investigations-concluded"), histories,
      Statistics.Question(year: 2017))
    let moved = try #require(flow[0].value).scaled - (try #require(flow[1].value).scaled)
    #expect(try open("2016-12-31") + moved == open("2017-12-31"))
    #expect(try open("2016-12-31") == 2)
  }

  @Test func `the offices add up to the whole`() throws {
    let histories = try spread()
    let whole = try table(
      report("investigations-opened"), histories, Statistics.Question(year: 2017))
    let parts = try table(
      report("investigations-opened", columns: .period(.office)), histories,
      Statistics.Question(year: 2017), offices: ["3005", "3006"])
    #expect(parts.compactMap { $0.value?.scaled }.reduce(0, +) == whole.first?.value?.scaled)
    #expect(parts.map(\.column) == ["3005", "3006"])
  }

  @Test func `the months add up to the year, and the rows with unknown to the total`() throws {
    var histories = try spread()
    var bare = try History("case/9")
    try bare.add(CaseOpened(journal: "9"), "2017-05-01")
    try bare.add(ReportReceived(report: .random()), "2017-05-01")
    histories.append(bare)
    let question = Statistics.Question(year: 2017)
    let total = try table(report("reports"), histories, question).first?.value?.scaled
    let months = try table(report("reports", columns: .period(.month)), histories, question)
    #expect(months.count == 12)
    #expect(months.compactMap { $0.value?.scaled }.reduce(0, +) == total)
    let byReporter = Report(
      "test", version: 1,
      rows: [.init("", "", "reports", by: .codes(.reporters, .melder))], columns: .period(nil))
    let rows = try table(byReporter, histories, question)
    #expect(rows.last?.row == "Ukjent")
    #expect(rows.last?.value?.scaled == 1)
    #expect(rows.compactMap { $0.value?.scaled }.reduce(0, +) == total)
  }

  @Test func `what an office does not count is missing, and what it counts may be nought`() throws {
    var unit = try History("unit/3005")
    try unit.add(UnitEstablished(name: "Barneverntjenesten"), "2016-01-01")
    let question = Statistics.Question(year: 2017)
    #expect(try table(report("referrals"), [unit], question).first?.value?.scaled == 0)
    try unit.add(CountingSet(counts: "referrals", counted: false), "2017-01-01")
    #expect(try table(report("referrals"), [unit], question).first?.value == nil)
    #expect(try table(report("consultations"), [unit], question).first?.value?.scaled == 0)
  }

  @Test func `outside what the log covers a figure is missing, not nought`() throws {
    let histories = try spread()
    func values(_ year: Int, at day: String? = nil) throws -> [Int64?] {
      try table(
        report("reports", columns: .period(.month)), histories,
        Statistics.Question(year: year, at: day.flatMap { Day($0) }), today: "2017-12-31"
      ).map { $0.value?.scaled }
    }
    #expect(try values(2015) == Array(repeating: nil, count: 12))
    #expect(try values(2018) == Array(repeating: nil, count: 12))
    #expect(try values(2017).allSatisfy { $0 != nil })
    #expect(try values(2017, at: "2017-06-15").map { $0 != nil } == (1...12).map { $0 <= 6 })
  }

  @Test func `an office the log does not know is refused, and a fixed table takes none`() throws {
    let stranger = Statistics.Question(offices: [try #require(Office("9999"))], year: 2017)
    #expect { try table(report("reports"), [], stranger) } throws: {
      $0 as? Statistics.Refusal == Office("9999").map(Statistics.Refusal.officeUnknown)
    }
    let fixed = Report.Columns.fixed([.init("2017", offices: [3005], from: 17167, to: 17531)])
    #expect(throws: Statistics.Refusal.columnsFixed) {
      try table(report("reports", columns: fixed), [], Statistics.Question(year: 2017))
    }
    #expect(try table(report("reports", columns: fixed), [], offices: []).first?.value == nil)
  }

  @Test func `reference figures of several offices add up, and a missing one makes it missing`()
    throws
  {
    var units: [History] = []
    for (office, value) in [("3005", Int64(100)), ("3006", Int64(44))] {
      var unit = try History("unit/\(office)", office: office)
      try unit.add(UnitEstablished(name: "Barneverntjenesten"), "2017-01-01")
      try unit.add(
        ReferenceFigureSet(figure: "population-0-17", year: 2017, value: value), "2017-01-02")
      units.append(unit)
    }
    let both = Statistics.Question(
      offices: ["3005", "3006"].compactMap { Office($0) }, year: 2017)
    #expect(try table(report("population-0-17"), units, both).first?.value?.scaled == 144)
    #expect(try table(report("population-0-17"), [units[0]], both).first?.value == nil)
  }

  @Test func `a figure nobody gave is missing, and the last one given is shown`() throws {
    var unit = try History("unit/3005")
    try unit.add(UnitEstablished(name: "Barneverntjenesten"), "2016-01-01")
    let question = Statistics.Question(year: 2017)
    #expect(try table(report("population-0-17"), [unit], question).first?.value == nil)
    for value: Int64 in [100, 144] {
      try unit.add(
        ReferenceFigureSet(
          figure: "population-0-17", year: 2017, value: value, decimals: 1), "2017-02-01")
    }
    let cell = try table(report("population-0-17"), [unit], question).first
    #expect(cell?.value?.description == "14.4")
  }

  @Test(arguments: [
    (837, 14410, 1, "58.1"), (22, 1275, 1, "17.3"), (1, 3, 1, "333.3"), (0, 5, 1, "0.0"),
    (1, 8, 2, "125.00"), (5, 10_000, 0, "1"),
  ])
  func `a rate is rounded half up`(count: Int64, base: Int64, decimals: Int, text: String) throws {
    let rate = try #require(
      Fixed(Fixed(count), per: Fixed(base), times: 1000, decimals: decimals))
    #expect(rate.description == text)
  }

  @Test func `a rate without a base is missing`() {
    #expect(Fixed(Fixed(1), per: Fixed(0), times: 1000, decimals: 1) == nil)
  }

  @Test func `a child with two measures is one child`() throws {
    var history = try History()
    try history.add(CaseOpened(journal: "1"), "2017-01-02")
    let decision = RecordID.random()
    try history.add(
      DecisionMade(decision: decision, act: "BVL", chapter: "4", section: "4", status: "1"),
      "2017-01-02")
    for category in ["3.1", "4.1"] {
      try history.add(
        MeasureStarted(
          measure: .random(), category: category, class: "change", decision: decision,
          basis: "assistance"), "2017-02-01")
    }
    let cells = try table(report("children-assistance"), [history], .init(year: 2017))
    #expect(cells.first?.value?.scaled == 1)
  }

  @Test func `a report that leaves its period open must be asked for one`() throws {
    #expect(throws: Statistics.Refusal.periodMissing) { try table(report("reports"), []) }
  }
}
