import CaseModel
import CaseService
import Projections
import Testing

@testable import Simulation

// What would break: a department head who is told that 300 came and 200 went, of a number that
// did not rise by 100; or nights that are counted twice where one month meets the next.
@Suite struct `Who came and who went` {
  /// Random files of the social services.
  private func lives(_ seed: UInt64) throws -> Telling {
    Telling(try Played.bergen(seed: seed, divisor: 45))
  }

  private static let turnovers = Balance.all
    .filter { !$0.opening.description.hasSuffix("-open-before") }
    .map { ($0.opening, $0.incoming[0], $0.outgoing[0], $0.closing) }

  @Test(arguments: `Flow and stock reconcile`.lives)
  func `those before and in, less those out, are those now`(seed: UInt64) throws {
    let told = try lives(seed)
    for (before, new, left, now) in Self.turnovers {
      for split in [nil, Report.Split.month, .quarter] {
        let figures = try told.figures([before, new, left, now], 2008, by: split)
        func row(_ id: StaticString) throws -> [Int64] {
          try #require(figures[id.description]).map { try #require($0).scaled }
        }
        let (opening, came, went, closing) = try (row(before), row(new), row(left), row(now))
        for place in closing.indices {
          #expect(
            opening[place] + came[place] - went[place] == closing[place], "\(now) \(place)")
        }
        // Of the same year, what one period closes with the next one opens with.
        #expect(Array(opening.dropFirst()) == Array(closing.dropLast()))
        #expect(came.contains { $0 > 0 } && went.contains { $0 > 0 })
      }
    }
  }

  @Test(arguments: `Flow and stock reconcile`.lives)
  func `and so in every group`(seed: UInt64) throws {
    let told = try lives(seed)
    let (before, new, left, now) = Self.turnovers[0]
    for dimension: StaticString in ["person-age", "person-sex", "main-income"] {
      let report = Report(
        "law", version: 1,
        rows: [before, new, left, now].map { .init($0, $0, $0, by: .dimension(dimension)) },
        columns: .period(.quarter))
      let cells = try told.cells(report, Statistics.Question(year: 2008))
      let all = cells.compactMap(\.value?.scaled)
      #expect(all.count == cells.count)
      let part = all.count / 4
      for place in 0..<part {
        #expect(
          all[place] + all[part + place] - all[2 * part + place] == all[3 * part + place],
          "\(dimension) \(cells[place].row) \(cells[place].column)")
      }
    }
  }

  @Test(arguments: `Flow and stock reconcile`.lives)
  func `they are those whom the payments name`(seed: UInt64) throws {
    let told = try lives(seed)
    var months: [Int: Set<Subject>] = [:]
    for recorded in told.events where recorded.event.type == .paymentMade {
      let event = recorded.event
      let kind = event.fields.text(.benefitKind)
      guard kind != "qualification-benefit", kind != "introduction-benefit" else { continue }
      months[event.effective.year * 12 + event.effective.month, default: []].insert(event.subject)
    }
    let names: [StaticString] = [
      "recipients-new", "recipients-left", "recipients-first-time", "recipients-returned",
    ]
    let figures = try told.figures(names, 2008, by: .month)
    for month in 1...12 {
      let this = 2008 * 12 + month
      let (now, then) = (months[this] ?? [], months[this - 1] ?? [])
      let ever = months.filter { $0.key < this }.reduce(into: Set()) { $0.formUnion($1.value) }
      let counted = [
        now.subtracting(then), then.subtracting(now), now.subtracting(ever),
        now.subtracting(then).intersection(ever),
      ]
      for (name, persons) in zip(names, counted) {
        let found = try #require(figures[name.description])[month - 1]
        #expect(found?.scaled == Int64(persons.count), "\(name) \(month)")
      }
    }
  }

  @Test(arguments: `Flow and stock reconcile`.lives)
  func `a night is counted once, in its month and with its kind`(seed: UInt64) throws {
    let told = try lives(seed)
    let year = try #require(try told.figures(["stays-nights"], 2008)["stays-nights"]?[0])
    for split in [Report.Split.month, .quarter] {
      let parts = try #require(
        try told.figures(["stays-nights"], 2008, by: split)["stays-nights"])
      #expect(parts.compactMap(\.self).reduce(Fixed(0), +) == year)
    }
    let kinds = Report(
      "law", version: 1,
      rows: [.init("", "", "stays-nights", by: .dimension("stay-kind"))], columns: .period(nil))
    let cells = try told.cells(kinds, Statistics.Question(year: 2008))
    #expect(cells.compactMap(\.value).reduce(Fixed(0), +) == year)
    #expect(year.scaled == nights(of: told, in: 2008))
    #expect(year.scaled > 0)
  }

  /// Day by day, from the acts themselves.
  private func nights(of told: Telling, in year: Int) -> Int64 {
    var (starts, ends): ([RecordID: Day], [RecordID: Day]) = ([:], [:])
    for recorded in told.events {
      guard let stay = recorded.event.fields.id(.stay) else { continue }
      if recorded.event.type == .stayStarted { starts[stay] = recorded.event.effective }
      if recorded.event.type == .stayEnded { ends[stay] = recorded.event.effective }
    }
    let days = Day.first(of: year).number...Day.last(of: year).number
    return starts.reduce(0) { sum, stay in
      let end = ends[stay.key]?.number ?? .max
      return sum + Int64(days.count { stay.value.number <= $0 && $0 < end })
    }
  }

  @Test(arguments: Played.seeds)
  func `Folk i arbeid is left by outcomes, and the others are still in`(seed: UInt64) throws {
    let told = Telling(try Played.drafts(.bergen2008, seed: seed))
    let names: [StaticString] = [
      "fia-participants-before", "fia-entered", "fia-left", "fia-participants-at",
      "fia-participants",
    ]
    let found = try told.figures(names, 2008).mapValues { $0[0]?.scaled ?? -1 }
    let all = names.map { found[$0.description] ?? -1 }
    #expect(all[0] + all[1] - all[2] == all[3])
    #expect(all[2] + all[3] == all[4])
    #expect(all[3] > 0)
    let outcomes = Report(
      "law", version: 1, rows: [.init("", "", "fia-left", by: .dimension("programme-outcome"))],
      columns: .period(nil))
    let cells = try told.cells(outcomes, Statistics.Question(year: 2008))
    #expect(cells.compactMap(\.value?.scaled).reduce(0, +) == all[2])
    let table = try Played.log(.bergen2008, seed: seed).cells("bergen-2008-work-measures")
    #expect(table["FIA: still in at 31.12.|2008"] == String(all[3]))
  }

  @Test(arguments: Played.seeds)
  func `users with a decision are those without refugees and the refugees`(seed: UInt64) throws {
    let told = Telling(try Played.drafts(.flesbergRollag2006, seed: seed))
    let report = try #require(Report.named("social-services-year"))
    let cells = try told.cells(report, Statistics.Question(year: 2006))
    func row(_ id: String) throws -> Int64 {
      try #require(cells.first { $0.id == id }?.value).scaled
    }
    let refugees = ["refugee", "family"].map { "persons-aid-decided.refugee-status.\($0)" }
    let sum = try refugees.map(row).reduce(0, +)
    #expect(try row("persons-aid-decided-without-refugees") + sum == row("persons-aid-decided"))
    #expect(sum > 0)
  }
}
