import CaseModel
import Projections
import Testing

// What would break: a case counted with a team that did not have it that day, or in none of the
// rows; an act counted as somebody's of another employment.
@Suite struct UnitTableTests {
  /// A service of two teams, the second of which comes under another department in October.
  private func units() throws -> Units {
    var units = Units()
    try units.add(UnitEstablished(name: "Drammen"), to: "3005", "2010-01-01", office: "3005")
    for department in ["service", "school"] {
      try units.add(
        UnitEstablished(name: department, parent: "unit/3005"), to: department, "2010-01-01",
        office: "3005")
    }
    for team in ["intake", "measures"] {
      try units.add(
        UnitEstablished(name: team, parent: "unit/service"), to: team, "2010-01-01", office: "3005")
    }
    try units.add(UnitChanged(parent: "unit/school"), to: "measures", "2017-10-01")
    return units
  }

  private func filled(
    _ histories: [History], _ units: Units, _ dimension: StaticString,
    _ indicator: StaticString = "cases-active", year: Int = 2017, of unit: String? = nil
  ) throws -> [String: Int64] {
    let report = Report(
      "law", version: 1,
      rows: [
        .init("whole", "whole", indicator),
        .init("part", "part", indicator, by: .dimension(dimension)),
      ], columns: .period(nil))
    let days = try #require(Day("2000-01-01"))...(try #require(Day("2030-12-31")))
    var question = Statistics.Question(year: year)
    question.unit = unit.flatMap { Subject(.unit, $0) }
    var statistics = try Statistics(
      report, question,
      coverage: Statistics.Coverage(
        offices: [try #require(Office("3005"))], days: days, organisation: units.organisation),
      label: { ($1, $1) })
    for history in histories { statistics.add(history.subject, history.events) }
    for (unit, events) in units.all { statistics.add(unit, events) }
    var found: [String: Int64] = [:]
    for cell in statistics.cells {
      let row = cell.id.split(separator: ".").dropFirst(2).joined(separator: ".")
      found[row.isEmpty ? "whole" : row] = cell.value?.scaled
    }
    return found
  }

  private func assigned(_ turns: [(team: String?, worker: String, day: String)]) throws -> History {
    var history = try History("case/\(Int.random(in: 1...1_000_000_000))")
    try history.add(CaseOpened(journal: "1"), "2017-03-01")
    for turn in turns {
      try history.add(CaseAssigned(worker: turn.worker, team: turn.team), turn.day)
    }
    return history
  }

  @Test func `a case is with the team that had it that day, under the department of that day`()
    throws
  {
    let history = try assigned([
      ("intake", "w1", "2017-03-01"), ("measures", "w2", "2017-09-01"),
    ])
    let units = try units()
    #expect(try filled([history], units, "unit-at-start")["intake"] == 1)
    #expect(try filled([history], units, "unit-at-end")["measures"] == 1)
    #expect(try filled([history], units, "department-at-start")["service"] == 1)
    #expect(try filled([history], units, "department-at-end")["school"] == 1)
    #expect(try filled([history], units, "department-at-end")["measures"] == nil)
  }

  @Test func `without a team it is with the one unit where its worker had a post`() throws {
    var units = try units()
    for (post, unit) in [("w1", "intake"), ("w2", "measures"), ("w2", "intake")] {
      try units.add(
        PostFilled(post: .random(), worker: post, staffRole: "adviser"), to: unit, "2015-01-01")
    }
    let one = try filled([try assigned([(nil, "w1", "2017-03-01")])], units, "unit-at-start")
    #expect(one["intake"] == 1)
    // A worker of two units, a team that is no unit, and a day before anybody had it.
    for turn in [
      (nil, "w2", "2017-03-01"), ("other", "w9", "2017-03-01"), (nil, "w1", "2017-03-02"),
    ] {
      let table = try filled([try assigned([turn])], units, "unit-at-start")
      #expect(table["unknown"] == 1, "\(turn)")
    }
  }

  @Test(arguments: [7, 40, 1234] as [UInt64])
  func `the units' rows and unknown add up to the total, whatever the assignments`(
    seed: UInt64
  ) throws {
    var dice = Dice(seed: seed)
    let units = try units()
    let histories = try (0..<60).map { _ in
      try assigned(
        (0..<Int.random(in: 0...3, using: &dice)).map { turn in
          let team = ["intake", "measures", "service", "3005", "none", nil]
            .randomElement(using: &dice).flatMap(\.self)
          return (team, "w1", "2017-0\(turn + 3)-01")
        })
    }
    for dimension in [
      "unit-at-start", "unit-at-end", "department-at-start", "department-at-end",
    ] as [StaticString] {
      let table = try filled(histories, units, dimension)
      let parts = table.filter { $0.key != "whole" }.values.reduce(0, +)
      #expect(table["whole"] == 60)
      #expect(parts == 60, "\(dimension)")
      #expect(table.count > 4)
    }
  }

  @Test(arguments: [3, 55, 4321] as [UInt64])
  func `a table of one unit has what its row and those below it have, whatever the assignments`(
    seed: UInt64
  ) throws {
    var dice = Dice(seed: seed)
    let units = try units()
    let histories = try (0..<60).map { _ in
      try assigned(
        (0..<Int.random(in: 0...3, using: &dice)).map { turn in
          let team = ["intake", "measures", "service", "school", nil]
            .randomElement(using: &dice).flatMap(\.self)
          return (team, "w1", "2017-0\(turn + 3)-01")
        })
    }
    let rows = try filled(histories, units, "unit-at-end")
    // By the tree of December.
    let trees = [
      "intake": ["intake"], "measures": ["measures"], "service": ["service", "intake"],
      "school": ["school", "measures"],
    ]
    for (unit, below) in trees {
      let table = try filled(histories, units, "unit-at-end", of: unit)
      let sum = below.reduce(0) { $0 + (rows[$1] ?? 0) }
      #expect(sum > 0 && table["whole"] == sum, "\(unit)")
      let shown = table.filter { $0.key != "whole" && $0.value > 0 }
      #expect(Set(shown.keys) == Set(below), "\(unit)")
    }
  }

  @Test func `a case that moved is in the table of the unit that had it last in the period`() throws
  {
    let history = try assigned([
      ("intake", "w1", "2017-03-01"), ("measures", "w2", "2018-02-01"),
    ])
    let units = try units()
    func cases(_ unit: String, _ year: Int) throws -> Int64? {
      try filled([history], units, "unit-at-end", year: year, of: unit)["whole"]
    }
    #expect(try (cases("intake", 2017), cases("measures", 2017)) == (1, 0))
    #expect(try (cases("intake", 2018), cases("measures", 2018)) == (0, 1))
  }

  @Test func `a municipality is no unit to ask for, nor is one that the log does not know`() throws
  {
    for key in ["3005", "elsewhere"] {
      let unit = try #require(Subject(.unit, key))
      #expect(throws: Statistics.Refusal.unitUnknown(unit)) {
        try filled([], try units(), "unit-at-end", of: key)
      }
    }
  }

  @Test func `a figure given of a team is the team's, and not its municipality's`() throws {
    var units = try units()
    func give(_ value: Int64, to key: String) throws {
      try units.add(
        ReferenceFigureSet(figure: "budget", year: 2017, value: value), to: key,
        "2017-12-31")
    }
    func budget(of unit: String? = nil) throws -> Int64? {
      try filled([], units, "unit-at-end", "budget-original", of: unit)["whole"]
    }
    try give(30, to: "intake")
    #expect(try budget() == 30, "the only one that was given")
    try give(20, to: "measures")
    #expect(try budget() == nil, "neither is the municipality's")
    try give(100, to: "3005")
    #expect(try (budget(), budget(of: "intake"), budget(of: "service")) == (100, 30, nil))
  }

  @Test func `an act is counted by the post that who did it had that day`() throws {
    var units = try units()
    let post = RecordID.random()
    try units.add(
      PostFilled(post: post, worker: "w01", staffRole: "adviser", staffKind: "consultant"),
      to: "intake", "2017-02-01")
    try units.add(PostChanged(post: post, staffKind: "permanent"), to: "intake", "2017-06-01")
    try units.add(PostVacated(post: post, staffEnd: "resigned"), to: "intake", "2017-09-30")
    var history = try History()
    let days = ["2017-01-31", "2017-02-01", "2017-05-31", "2017-06-01", "2017-09-30", "2017-10-01"]
    try history.add(CaseOpened(journal: "1"), days[0])
    for day in days.dropFirst() { try history.add(CaseAssigned(worker: "w9"), day) }
    try history.add(
      ViewRecorded(view: .random(), party: "mother", viewContext: "history"), "2017-03-01")
    let table = try filled([history], units, "staff-kind", "acts-child-welfare")
    #expect(table["whole"] == 6)
    #expect(table["consultant"] == 2)
    #expect(table["permanent"] == 2)
    #expect(table["unknown"] == 2)
  }
}
