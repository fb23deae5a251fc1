import CaseModel
import Projections
import Testing

// What would break: a case counted with a team that did not have it that day, or in none of the
// rows; an act counted as somebody's of another employment.
@Suite struct UnitTableTests {
  /// A service of two teams, the second of which comes under another department in October.
  private func units() throws -> Units {
    var units = Units()
    try units.add(UnitEstablished(name: "Drammen"), to: "3005", "2010-01-01")
    for department in ["service", "school"] {
      try units.add(
        UnitEstablished(name: department, parent: "unit/3005"), to: department, "2010-01-01")
    }
    for team in ["intake", "measures"] {
      try units.add(
        UnitEstablished(name: team, parent: "unit/service"), to: team, "2010-01-01")
    }
    try units.add(UnitChanged(parent: "unit/school"), to: "measures", "2017-10-01")
    return units
  }

  private func filled(
    _ histories: [History], _ units: Units, _ dimension: StaticString,
    _ indicator: StaticString = "cases-active", year: Int = 2017
  ) throws -> [String: Int64] {
    let report = Report(
      "law", version: 1,
      rows: [
        .init("whole", "whole", indicator),
        .init("part", "part", indicator, by: .dimension(dimension)),
      ], columns: .period(nil))
    let days = try #require(Day("2000-01-01"))...(try #require(Day("2030-12-31")))
    var statistics = try Statistics(
      report, Statistics.Question(year: year),
      coverage: Statistics.Coverage(
        offices: [try #require(Office("3005"))], days: days, organisation: units.organisation),
      label: { ($1, $1) })
    for history in histories { statistics.add(history.subject, history.events) }
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
