import CaseModel
import Projections
import Testing

// What would break: a leader who is told that one was there, none came and none went, and that none
// is left: the file had moved to another municipality, or from team to team.
@Suite struct MovedTests {
  private let offices = ["3005", "3201", "0301"].compactMap { Office($0) }
  private let teams = ["north", "south"]

  private func units() throws -> Units {
    var units = Units()
    for office in offices {
      try units.add(
        UnitEstablished(name: "\(office)"), to: office.description, "2010-01-01")
    }
    for team in teams {
      try units.add(
        UnitEstablished(name: team, parent: "unit/3005"), to: team, "2010-01-01", office: "3005")
    }
    return units
  }

  /// A child's file and a person's that begin, end and move at random days of three years.
  private func lives(_ dice: inout Dice) throws -> [History] {
    func day(_ number: Int) -> String { Day.first(of: 2016).adding(days: number).description }
    return try (0..<40).map { number in
      let start = Int.random(in: 0..<900, using: &dice)
      var turns = (0..<Int.random(in: 0...4, using: &dice)).map { _ in
        start + Int.random(in: 1...400, using: &dice)
      }.sorted()
      let end = Bool.random(using: &dice) ? turns.popLast() : nil
      let office = offices.randomElement(using: &dice)?.description ?? "3005"
      var history = try History(
        number % 2 == 0 ? "case/\(number)" : "person/\(number)", office: office)
      let isCase = history.subject.kind == .case
      let stay = RecordID.random()
      if isCase {
        try history.add(CaseOpened(journal: "1"), day(start))
      } else {
        try history.add(PersonOpened(), day(start))
        try history.add(StayStarted(stay: stay, stayKind: "other"), day(start))
      }
      for turn in turns {
        let team = teams.randomElement(using: &dice)
        let toOffice = try #require(offices.randomElement(using: &dice))
        switch (isCase, Bool.random(using: &dice)) {
        case (true, true): try history.add(CaseTransferred(toOffice: toOffice), day(turn))
        case (true, false): try history.add(CaseAssigned(worker: "w1", team: team), day(turn))
        case (false, true): try history.add(PersonTransferred(toOffice: toOffice), day(turn))
        case (false, false): try history.add(PersonAssigned(worker: "w1", team: team), day(turn))
        }
      }
      if let end {
        if !isCase { try history.add(StayEnded(stay: stay, stayOutcome: "own-home"), day(end)) }
        try isCase
          ? history.add(CaseClosed(reason: "other"), day(end))
          : history.add(PersonClosed(reason: "other"), day(end))
      }
      return history
    }
  }

  @Test(arguments: [2, 71, 828, 5151] as [UInt64])
  func `opening, what came, went and moved is the closing, in every municipality and team`(
    seed: UInt64
  ) throws {
    var dice = Dice(seed: seed)
    let (units, histories) = (try units(), try lives(&dice))
    var moved: Int64 = 0
    for stem in ["cases", "files", "housing-stays"] {
      let balance = try #require(
        Balance.all.first { $0.opening.description == "\(stem)-open-before" })
      for place in offices.map(\.description) + teams {
        let figures = try figures(balance, place, histories, units)
        for (period, found) in figures.enumerated() {
          let sum =
            found.opening + found.came.reduce(0, +) - found.went.reduce(0, +)
          #expect(sum == found.closing, "\(stem) \(place) \(period)")
          moved += found.came.last ?? 0
        }
      }
      // Nothing moves in all of the log.
      for found in try figures(balance, nil, histories, units) {
        #expect(found.came.last == 0 && found.went.last == 0)
        #expect(found.opening + found.came.reduce(0, +) - found.went.reduce(0, +) == found.closing)
      }
    }
    #expect(moved > 20)
  }

  private struct Found {
    let opening: Int64
    let came: [Int64]
    let went: [Int64]
    let closing: Int64
  }

  /// A balance's figures in each quarter of 2017, in a municipality, a team, or everywhere.
  private func figures(
    _ balance: Balance, _ place: String?, _ histories: [History], _ units: Units
  ) throws -> [Found] {
    let ids = [balance.opening] + balance.incoming + balance.outgoing + [balance.closing]
    let report = Report(
      "law", version: 1, rows: ids.map { .init($0, $0, $0) }, columns: .period(.quarter))
    var question = Statistics.Question(year: 2017)
    if let place, let office = Office(place) {
      question.offices = [office]
    } else {
      question.unit = place.flatMap { Subject(.unit, $0) }
    }
    let days = try #require(Day("2010-01-01"))...(try #require(Day("2030-12-31")))
    var statistics = try Statistics(
      report, question,
      coverage: Statistics.Coverage(
        offices: offices, days: days, organisation: units.organisation), label: { ($1, $1) })
    for (unit, events) in units.all { statistics.add(unit, events) }
    for history in histories { statistics.add(history.subject, history.events) }
    let byRow = Dictionary(grouping: statistics.cells, by: \.id)
    func row(_ id: StaticString) throws -> [Int64] {
      try #require(byRow[id.description]).map { try #require($0.value).scaled }
    }
    let came = try balance.incoming.map(row)
    let went = try balance.outgoing.map(row)
    let (opening, closing) = try (row(balance.opening), row(balance.closing))
    return closing.indices.map { place in
      Found(
        opening: opening[place], came: came.map { $0[place] }, went: went.map { $0[place] },
        closing: closing[place])
    }
  }
}
