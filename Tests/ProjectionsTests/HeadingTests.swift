import CaseModel
import Projections
import Testing

// What would break: a published table whose columns are several figures, of which one says
// something else than the figure asked alone, or a rate per inhabitants of another age.
@Suite struct `Figures beside each other` {
  private typealias Cells = [String: Statistics.Cell]

  /// A child of that age at the year's end with a measure from one day to another.
  private func child(_ number: Int, age: Int, _ from: String, to: String? = nil) throws -> History {
    var history = try History("case/\(number)")
    try history.add(
      CaseOpened(
        journal: "\(number)", birthYear: Int64(2017 - age), sex: number % 2 == 0 ? "1" : "2"),
      "2015-01-01")
    let measure = RecordID.random()
    try history.add(
      MeasureStarted(measure: measure, category: "4.1", class: "change", basis: "assistance"), from)
    if let to { try history.add(MeasureEnded(measure: measure), to) }
    return history
  }

  private func children() throws -> [History] {
    [
      try child(1, age: 1, "2017-02-01"), try child(2, age: 1, "2016-05-01"),
      try child(3, age: 4, "2017-03-01", to: "2017-06-30"), try child(4, age: 15, "2016-01-01"),
      try child(5, age: 15, "2015-03-01", to: "2015-09-01"), try child(6, age: 20, "2017-12-31"),
    ]
  }

  private func population(_ item: String?, _ value: Int64) throws -> ReferenceFigureSet {
    ReferenceFigureSet(
      figure: "population-0-22", year: 2017, item: item, value: value, decimals: 0)
  }

  private func cells(
    _ rows: [Report.Row], _ columns: Report.Columns, _ histories: [History],
    _ periods: [String] = ["2017"], suppressBelow: Int = 0
  ) throws -> Cells {
    var question = Statistics.Question(suppressBelow: suppressBelow)
    question.periods = periods.compactMap { AskedPeriod($0) }
    var statistics = try Statistics(
      Report("test", version: 1, rows: rows, columns: columns), question,
      coverage: Statistics.Coverage(
        offices: [try #require(Office("3005"))],
        days: try #require(Day("2015-01-01"))...(try #require(Day("2018-12-31")))),
      label: { ($1, $1) })
    for history in histories { statistics.add(history.subject, history.events) }
    return Dictionary(
      uniqueKeysWithValues: statistics.cells.map { ("\($0.id) \($0.columnID)", $0) })
  }

  private let figures: [StaticString] = [
    "children-with-measure", "children-with-measure-at", "children-new", "measures-began",
  ]

  @Test(arguments: [nil, "sex", "age"])
  func `each says what it says alone, for the whole and in every group`(
    _ dimension: StaticString?
  ) throws {
    let by = dimension.map { Report.Breakdown.dimension($0) }
    let headings = figures.map { Report.Heading($0, $0, $0, indicator: $0) }
    let beside = try cells(
      [.init("", "", figures[0], by: by)], .figures(headings), try children())
    var compared = 0
    for figure in figures {
      let alone = try cells([.init("", "", figure, by: by)], .period(nil), try children())
      for cell in alone.values {
        let group = cell.id.dropFirst(figure.description.count)
        let found = beside["\(figures[0])\(group) \(figure)"]
        #expect(found?.value == cell.value, "\(cell.id)")
        #expect(found?.unit == cell.unit)
        compared += 1
      }
    }
    #expect(beside.count == compared)
    if by == nil {
      let values = figures.map { beside["\(figures[0]) \($0)"]?.value?.scaled }
      #expect(values == [5, 4, 3, 3])
    }
  }

  @Test func `a column without an indicator shows the row's, and a row only the columns it names`()
    throws
  {
    let found = try cells(
      [
        .init("", "", "children-with-measure"),
        .init("", "", "measures-began", only: ["own"]),
      ],
      .figures([
        .init("own", "", ""), .init("new", "", "", indicator: "children-new"),
      ]), try children(), ["2016", "2017"])
    #expect(
      found.mapValues { $0.value?.scaled } == [
        "children-with-measure 2016.own": 2, "children-with-measure 2016.new": 2,
        "children-with-measure 2017.own": 5, "children-with-measure 2017.new": 3,
        "measures-began 2016.own": 2, "measures-began 2017.own": 3,
      ])
  }

  @Test func `a rate by group is of the group's own inhabitants, and never of everybody's`() throws
  {
    var unit = try History("unit/3005")
    try unit.add(UnitEstablished(name: "Barnevernet"), "2015-01-02")
    for (item, value) in [(nil, 1000), ("age.0-2", 100), ("age.13-17", 250), ("sex.1", 500)] {
      try unit.add(try population(item, Int64(value)), "2017-01-02")
    }
    let rate = Report.Rate("population-0-22", times: 1000, decimals: 1, byGroup: true)
    let found = try cells(
      [
        .init("", "", "children-with-measure"),
        .init("", "", "children-with-measure", by: .dimension("age")),
        .init("", "", "children-with-measure", by: .dimension("sex")),
      ], .figures([.init("rate", "", "", per: rate)]), try children() + [unit])
    func shown(_ row: String) -> String? {
      found["children-with-measure\(row) rate"]?.value?.description
    }
    #expect(shown("") == "5.0")
    #expect(shown(".age.0-2") == "20.0")
    #expect(shown(".age.13-17") == "4.0")
    #expect(shown(".sex.1") == "6.0")
    // Nobody gave the inhabitants of that age: no rate of everybody's instead.
    for row in [".age.3-5", ".age.unknown", ".sex.2"] {
      #expect(found["children-with-measure\(row) rate"]?.missing == .notGiven, "\(row)")
    }
  }

  @Test func `a small figure is hidden in its rate and its percentage too`() throws {
    let found = try cells(
      [
        .init("", "", "children-with-measure"),
        .init("", "", "children-with-measure", by: .dimension("age")),
      ],
      .figures([
        .init("number", "", ""),
        .init("percent", "", "", base: .init(knownOnly: false, decimals: 1)),
      ]), try children(), suppressBelow: 3)
    for column in ["number", "percent"] {
      #expect(
        found["children-with-measure.age.0-2 \(column)"]?.missing == .suppressed, "\(column)")
    }
    #expect(found["children-with-measure number"]?.value?.scaled == 5)
  }

  @Test func `what is empty is left out, unless it is asked for by name`() throws {
    let row = Report.Row(
      "Kind", "Kind", "children-with-measure", by: .codes(.category, .tiltakKategori),
      leavesOutEmpty: true)
    let report = Report(
      "test", version: 1, rows: [.init("", "", "children-with-measure"), row],
      columns: .figures([
        .init("number", "", ""),
        .init("percent", "", "", base: .init(knownOnly: false, decimals: 1)),
      ]))
    var statistics = try Statistics(
      report, Statistics.Question(year: 2017),
      coverage: Statistics.Coverage(
        offices: [try #require(Office("3005"))],
        days: try #require(Day("2015-01-01"))...(try #require(Day("2018-12-31")))),
      label: { ($1, $1) })
    var one = statistics
    try one.keep(
      only: Statistics.Place(row: "children-with-measure.category.2.1", column: "number"))
    for history in try children() {
      statistics.add(history.subject, history.events)
      one.add(history.subject, history.events)
    }
    let rows = Set(statistics.cells.map(\.id))
    #expect(rows == ["children-with-measure", "children-with-measure.category.4.1"])
    #expect(one.cells.map(\.value?.scaled) == [0])
  }

  @Test func `codes say whose they are where several rows are broken down`() throws {
    func labels(_ rows: Report.Row...) throws -> Set<String> {
      Set(try cells(rows, .period(nil), try children()).values.map(\.rowInEnglish))
    }
    let kind = Report.Row(
      "K", "Kind", "children-with-measure", by: .codes(.category, .tiltakKategori))
    let basis = Report.Row(
      "B", "Basis", "children-with-measure", by: .codes(.basis, .measureBasis))
    #expect(try labels(kind).isSuperset(of: ["4.1", "Unknown"]))
    #expect(
      try labels(kind, basis).isSuperset(of: ["Kind: 4.1", "Kind: unknown", "Basis: unknown"]))
  }
}
