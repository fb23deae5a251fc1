import CaseModel
import Projections
import Testing

// What would break: a unit that is told that it missed a goal nobody set, or a year's goal held
// against a month.
@Suite struct `A scorecard says whether a goal was reached` {
  private typealias Cells = [String: Statistics.Cell]

  private let target: Report.Target = .init("target-persons", item: "x", atLeast: true)

  /// Persons of an office with a payment on those days, one each.
  private func paid(_ days: [String], office: String = "3005") throws -> [History] {
    try days.enumerated().map { number, day in
      var history = try History("person/\(office)-\(number)", office: office)
      try history.add(PersonOpened(birthYear: 1980, sex: number == 0 ? "1" : "2"), "2007-01-02")
      try history.add(
        PaymentMade(
          payment: .random(), decision: .random(), benefitKind: "rent", aidForm: "grant",
          amount: 100), day)
      return history
    }
  }

  private func unit(
    _ targets: [(item: String, value: Int64, decimals: Int64, day: String?)],
    office: String = "3005"
  ) throws -> History {
    var unit = try History("unit/\(office)", office: office)
    try unit.add(UnitEstablished(name: "Sosialtjenesten"), "2007-01-02")
    for (item, value, decimals, day) in targets {
      try unit.add(
        ReferenceFigureSet(
          figure: "target", year: 2008, item: item, day: day.flatMap { Day($0) }, value: value,
          decimals: decimals), "2008-01-02")
    }
    return unit
  }

  private func cells(
    _ row: Report.Row, _ histories: [History], _ period: String = "2008",
    offices: [String] = [], by split: Report.Split? = nil, today: String = "2009-12-31",
    suppressBelow: Int = 0
  ) throws -> Cells {
    let report = Report(
      "test", version: 1, rows: [row], columns: .period(nil),
      shows: [.target, .actual, .reached])
    let question = Statistics.Question(
      offices: offices.compactMap { Office($0) }, period: AskedPeriod(period), by: split,
      suppressBelow: suppressBelow)
    var statistics = try Statistics(
      report, question,
      coverage: Statistics.Coverage(
        offices: ["3005", "3006"].compactMap { Office($0) },
        days: (try #require(Day("2007-01-01")))...(try #require(Day(today)))),
      label: { ($1, $1) })
    for history in histories { statistics.add(history.subject, history.events) }
    return Dictionary(
      uniqueKeysWithValues: statistics.cells.map { ("\($0.id) \($0.columnID)", $0) })
  }

  private func recipients(_ target: Report.Target) -> Report.Row {
    .init("", "", "recipients", target: target)
  }

  @Test(arguments: [
    (true, 1, true), (true, 2, true), (true, 3, false), (false, 1, false), (false, 2, true),
    (false, 3, true),
  ])
  func `at least and at most both take in the target itself`(
    atLeast: Bool, value: Int64, reached: Bool
  ) throws {
    let found = try cells(
      recipients(.init("target-persons", item: "x", atLeast: atLeast)),
      paid(["2008-02-01", "2008-03-01"]) + [unit([("x", value, 0, nil)])])
    #expect(found["recipients 2008.target"]?.value?.scaled == value)
    #expect(found["recipients 2008.actual"]?.value?.scaled == 2)
    #expect(found["recipients 2008.reached"]?.reached == reached)
    #expect(found["recipients 2008.reached"]?.value == nil)
  }

  @Test(arguments: [(19, true), (20, true), (21, false)])
  func `decimals count`(tenths: Int64, reached: Bool) throws {
    let found = try cells(
      recipients(target),
      paid(["2008-02-01", "2008-03-01"]) + [unit([("x", tenths, 1, nil)])])
    #expect(found["recipients 2008.reached"]?.reached == reached)
  }

  @Test func `without a target, or without a figure, there is no answer`() throws {
    let bare = try cells(recipients(target), paid(["2008-02-01"]) + [unit([])])
    #expect(bare["recipients 2008.actual"]?.value?.scaled == 1)
    #expect(bare["recipients 2008.target"]?.missing == .notGiven)
    #expect(bare["recipients 2008.reached"]?.reached == nil)
    #expect(bare["recipients 2008.reached"]?.missing == .notGiven)
    // A share of nobody is no share of 0.
    let share = Report.Row(
      "", "", "recipients-young-share",
      target: .init("target-percent", item: "x", atLeast: false, anyPeriod: true))
    let none = try cells(share, [unit([("x", 10, 0, nil)])])
    #expect(none["recipients-young-share 2008.target"]?.value?.scaled == 10)
    #expect(none["recipients-young-share 2008.reached"]?.missing == .noWhole)
  }

  @Test func `a period that is not over has no answer yet`() throws {
    let histories = try paid(["2008-02-01"]) + [unit([("x", 1, 0, nil)])]
    for (today, isOver) in [("2008-12-30", false), ("2008-12-31", true)] {
      let cell = try cells(recipients(target), histories, today: today)["recipients 2008.reached"]
      #expect(cell?.reached == (isOver ? true : nil))
      #expect(cell?.missing == (isOver ? nil : .notOver))
    }
  }

  @Test func `a year's target is not held against a month, nor a month's against a year`() throws {
    let histories =
      try paid(["2008-02-01"])
      + [unit([("x", 5, 0, nil), ("x.month", 1, 0, nil), ("x.quarter", 2, 0, nil)])]
    for (period, reached) in [("2008", false), ("2008-02", true), ("2008-Q1", false)] {
      let cell = try cells(recipients(target), histories, period)["recipients \(period).reached"]
      #expect(cell?.reached == reached, "\(period)")
    }
    let days = "2008-02-01..2008-02-14"
    let none = try cells(recipients(target), histories, days)["recipients \(days).reached"]
    #expect(none?.missing == .notGiven)
    let named = try cells(
      recipients(target), histories + [unit([("x.\(days)", 1, 0, nil)])], days)
    #expect(named["recipients \(days).reached"]?.reached == true)
    let any = Report.Target("target-persons", item: "x", atLeast: true, anyPeriod: true)
    let held = try cells(recipients(any), histories, "2008-02")
    #expect(held["recipients 2008-02.target"]?.value?.scaled == 5)
  }

  @Test func `a month of its own has its own target`() throws {
    let histories = [
      try unit([("x.month", 9, 0, "2008-02-29"), ("x.month", 1, 0, nil)])
    ]
    let found = try cells(recipients(target), histories, "2008-Q1", by: .month)
    let values = ["2008-01", "2008-02", "2008-03"].map {
      found["recipients \($0).target"]?.value?.scaled
    }
    #expect(values == [1, 9, 1])
  }

  @Test func `the targets of persons add up, and those of shares do not`() throws {
    let units = [
      try unit([("x", 2, 0, nil), ("y", 90, 0, nil), ("z", 80, 0, nil)]),
      try unit([("x", 3, 0, nil), ("y", 90, 0, nil), ("z", 70, 0, nil)], office: "3006"),
    ]
    let both = ["3005", "3006"]
    let sum = try cells(recipients(target), units, offices: both)
    #expect(sum["recipients 2008.target"]?.value?.scaled == 5)
    for (item, expected) in [("y", Int64(90)), ("z", nil)] {
      let target = Report.Target(
        "target-percent", item: item == "y" ? "y" : "z", atLeast: true, anyPeriod: true)
      let row = Report.Row("", "", "recipients-young-share", target: target)
      let found = try cells(row, units, offices: both)
      #expect(found["recipients-young-share 2008.target"]?.value?.scaled == expected)
      let alone = try cells(row, units, by: .office)
      #expect(alone["recipients-young-share 3006.target"]?.value?.scaled == expected ?? 70)
    }
  }

  @Test func `a group has a target of its own`() throws {
    let row = Report.Row("", "", "recipients", by: .dimension("person-sex"), target: target)
    let found = try cells(
      row,
      paid(["2008-02-01", "2008-03-01", "2008-04-01"])
        + [unit([("x", 1, 0, nil), ("x.1", 2, 0, nil), ("x.2", 2, 0, nil)])])
    #expect(found["recipients.person-sex.1 2008.reached"]?.reached == false)
    #expect(found["recipients.person-sex.2 2008.reached"]?.reached == true)
    #expect(found["recipients.person-sex.unknown 2008.reached"]?.missing == .notGiven)
  }

  @Test func `an answer does not tell what is hidden`() throws {
    let found = try cells(
      recipients(target), paid(["2008-02-01"]) + [unit([("x", 1, 0, nil)])], suppressBelow: 4)
    #expect(found["recipients 2008.actual"]?.missing == .suppressed)
    #expect(found["recipients 2008.reached"]?.missing == .suppressed)
    #expect(found["recipients 2008.target"]?.value?.scaled == 1)
  }

  @Test func `columns of one's own can show it too`() throws {
    let year = try #require(Day("2008-01-01")).number
    let last = try #require(Day("2008-12-31")).number
    let report = Report(
      "test", version: 1, rows: [recipients(target), .init("", "", "aid-months")],
      columns: .fixed([
        .init("goal", offices: [3005], from: year, to: last, show: .target),
        .init("2008", offices: [3005], from: year, to: last),
        .init("ok", offices: [3005], from: year, to: last, show: .reached),
      ]))
    var statistics = try Statistics(
      report, .init(),
      coverage: Statistics.Coverage(
        offices: [try #require(Office("3005"))], days: Day(number: year)...Day(number: last)),
      label: { ($1, $1) })
    for history in try paid(["2008-02-01"]) + [unit([("x", 2, 0, nil)])] {
      statistics.add(history.subject, history.events)
    }
    let cells = statistics.cells
    // A row without a goal has no cell where goals stand.
    #expect(cells.map(\.column) == ["goal", "2008", "ok", "2008"])
    #expect(cells[0].value?.scaled == 2)
    #expect(cells[1].value?.scaled == 1)
    #expect(cells[2].reached == false)
  }
}

// What would break: a district that gets no money for those it has, or gets it twice.
@Suite struct `Clients are in one district, or in none` {
  private func person(
    _ number: Int, _ districts: [(String, String)], paid day: String = "2008-03-01"
  ) throws -> History {
    var history = try History("person/\(number)")
    try history.add(PersonOpened(birthYear: 1980), "2007-01-02")
    for (district, from) in districts {
      try history.add(PersonDistrictSet(district: district), from)
    }
    try history.add(
      PaymentMade(
        payment: .random(), decision: .random(), benefitKind: "rent", aidForm: "grant",
        amount: 100_00), day)
    return history
  }

  private func clients(_ histories: [History], _ period: String) throws -> [String: Int64] {
    var coverage = Statistics.Coverage(
      offices: [try #require(Office("3005"))],
      days: (try #require(Day("2007-01-01")))...(try #require(Day("2009-12-31"))))
    coverage.values = [.district: ["01", "02"].map { .init($0, name: "Bydel \($0)") }]
    var statistics = try Statistics(
      try #require(Report.named("clients-by-district")),
      Statistics.Question(period: AskedPeriod(period)), coverage: coverage, label: { ($1, $1) })
    for history in histories { statistics.add(history.subject, history.events) }
    return Dictionary(
      uniqueKeysWithValues: statistics.cells.map { ($0.id, $0.value?.scaled ?? -1) })
  }

  @Test func `the districts and unknown are all of them, each once`() throws {
    var child = try History("case/1")
    try child.add(CaseOpened(journal: "1"), "2007-05-01")
    try child.add(CaseDistrictSet(district: "02"), "2007-06-01")
    let histories = [
      try person(1, [("01", "2007-01-02")]), try person(2, []),
      try person(3, [("01", "2007-01-02"), ("02", "2008-07-01")]),
      try person(4, [("01", "2007-01-02"), ("02", "2009-01-01")]), child,
    ]
    let year = try clients(histories, "2008")
    #expect(year["recipients"] == 4)
    #expect(year["recipients.district.01"] == 2)
    #expect(year["recipients.district.02"] == 1)
    #expect(year["recipients.district.unknown"] == 1)
    #expect(year["cases-active.district.02"] == 1)
    #expect(year["cases-active.district.unknown"] == 0)
    #expect(year["aid-gross.district.01"] == 200)
    // As it stood: before the move, the one who moved in July was in the first district.
    let quarter = try clients(histories, "2008-Q1")
    #expect(quarter["recipients.district.01"] == 3)
    #expect(quarter["recipients.district.02"] == 0)
  }
}
