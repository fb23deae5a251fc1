import CaseModel
import CaseService
import Projections
import Testing

@testable import Simulation

private enum Loaded {
  static let offices = ["0301", "1103", "1201", "1601", "0536"].compactMap { Office($0) }

  /// The council's report by row id.
  static func council(
    _ log: CaseLog, _ year: Int, offices: [Office] = [], knownBefore: UInt64? = nil
  ) throws -> [String: String?] {
    let report = try #require(Report.named("tilstandsrapport"))
    let table = try log.statistics(
      report, Statistics.Question(offices: offices, year: year), knownBefore: knownBefore)
    return Dictionary(
      uniqueKeysWithValues: table.cells.map { ($0.id, $0.value?.description) })
  }
}

@Suite struct `The yearly report adds up` {
  private let years = 2016...2022

  private func number(_ table: [String: String?], _ row: String) throws -> Int {
    try #require(table[row].flatMap(\.self).flatMap { Int($0) }, "\(row)")
  }

  private func isCount(_ row: String) -> Bool { !row.hasPrefix("share-") }

  @Test(arguments: Played.seeds)
  func `the sum over municipalities is the joint figure`(seed: UInt64) throws {
    let log = try Played.load(seed: seed)
    for year in years {
      let joint = try Loaded.council(log, year, offices: Loaded.offices)
      let parts = try Loaded.offices.map { try Loaded.council(log, year, offices: [$0]) }
      #expect(try joint == Loaded.council(log, year))
      for row in joint.keys where isCount(row) {
        let sum = try parts.map { try number($0, row) }.reduce(0, +)
        #expect(try number(joint, row) == sum, "\(year) \(row)")
      }
    }
  }

  @Test(arguments: Played.seeds)
  func `the rows of a breakdown and unknown are the total`(seed: UInt64) throws {
    let log = try Played.load(seed: seed)
    for year in years {
      let table = try Loaded.council(log, year)
      var sums: [String: Int] = [:]
      for row in table.keys {
        let words = row.split(separator: ".")
        guard words.count > 2 else { continue }
        sums["\(words[0]).\(words[1])", default: 0] += try number(table, row)
      }
      #expect(sums.count == 7)
      for (breakdown, sum) in sums {
        let total = String(breakdown.prefix { $0 != "." })
        #expect(try number(table, total) == sum, "\(year) \(breakdown)")
      }
    }
  }

  @Test(arguments: Played.seeds)
  func `what was open, and what was opened, less what was concluded, is open at the end`(
    seed: UInt64
  ) throws {
    let log = try Played.load(seed: seed)
    var before: Int?
    for year in years {
      let table = try Loaded.council(log, year)
      let opening = try number(table, "investigations-open-before")
      if let before { #expect(opening == before) }
      let moved =
        try number(table, "investigations-opened") - number(table, "investigations-concluded")
      let closing = try number(table, "investigations-running")
      #expect(opening + moved == closing, "\(year)")
      before = closing
    }
  }

  @Test(arguments: Played.seeds)
  func `a part is no more than its whole, and every child has a plan or has none`(
    seed: UInt64
  ) throws {
    let log = try Played.load(seed: seed)
    for year in years {
      let report = try #require(Report.named("tilstandsrapport"))
      let found = try log.explanations(report, Statistics.Question(year: year), of: nil)
      for cell in found.cells where cell.parts.count == 2 {
        let (part, whole) = (cell.parts[0].things.map(\.key), cell.parts[1].things.map(\.key))
        #expect(Set(part).isSubset(of: Set(whole)), "\(year) \(cell.cell.id)")
      }
      let table = try Loaded.council(log, year)
      let (with, without) = (
        try number(table, "children-with-plan-at"), try number(table, "children-without-plan-at")
      )
      #expect(try number(table, "children-owed-plan-at") == with + without)
    }
  }

  @Test(arguments: Played.seeds)
  func `a late entry changes the year it was true in, not what was known then`(
    seed: UInt64
  ) throws {
    let folder = Folder()
    let log = try folder.newLog()
    try Simulator(into: log).load(cases: 20, seed: seed)
    let known = try log.size
    let subject = try #require(try log.subjects(.case).first)
    let day = try #require(try log.file(subject)?.own?.start)
    let years = [day.year, day.year + 1]
    let before = try years.map { try Loaded.council(log, $0) }
    let last = try log.event(at: log.size - 1).time
    let late = Draft(
      ReportReceived(report: .random(), reporters: ["11"], contents: ["3"]), on: subject,
      effective: day, actor: "w01", time: Instant(milliseconds: last.milliseconds + 1))
    try Simulator(into: log).record([late])
    let after = try years.map { try Loaded.council(log, $0) }
    #expect(try number(after[0], "reports") == number(before[0], "reports") + 1)
    #expect(try number(after[1], "reports") == number(before[1], "reports"))
    for (year, table) in zip(years, before) {
      #expect(try Loaded.council(log, year, knownBefore: known) == table)
    }
  }
}

@Suite struct `Every figure counts what it names` {
  @Test(arguments: Scenario.allCases)
  func `in every cell of every report of a scenario`(scenario: Scenario) throws {
    let log = try Played.log(scenario, seed: Played.seeds[1])
    let year =
      switch scenario {
      case .flesbergRollag2006: 2006
      case .drammen2016: 2016
      case .land2017, .drammen2017, .drammenQuality2017, .drammenMeasures2017: 2017
      case .bergen2008: 2008
      }
    // Each thing of each figure with its events is much: the large logs show their own tables and
    // the yearly report, and the small ones every report that can be asked of any log.
    let isSmall =
      switch scenario {
      case .flesbergRollag2006, .land2017, .drammenMeasures2017, .bergen2008: true
      case .drammen2016, .drammen2017, .drammenQuality2017: false
      }
    let council = "tilstandsrapport"
    for report in Report.all
    where scenario.gives(report) || report.isOpen && (isSmall || report.id.description == council) {
      try expectWhole(log, report, year)
    }
  }

  @Test(arguments: Played.seeds)
  func `in every cell of the yearly report of a load`(seed: UInt64) throws {
    let log = try Played.load(seed: seed)
    let report = try #require(Report.named("tilstandsrapport"))
    for year in 2014...2024 { try expectWhole(log, report, year) }
  }

  private func expectWhole(_ log: CaseLog, _ report: Report, _ year: Int) throws {
    var question = Statistics.Question()
    switch report.columns {
    case .fixed: break
    case .day: question.at = Day.last(of: year)
    case .period, .groups, .figures: question.periods = [AskedPeriod(year: year)]
    }
    let found = try log.explanations(report, question, of: nil)
    let table = try log.statistics(report, question)
    #expect(found.cells.map(\.cell) == table.cells)
    for cell in found.cells {
      let name = "\(report.id) \(cell.cell.id) \(cell.cell.column)"
      let difference = cell.recounted.flatMap { one in cell.cell.value.map { one + -$0 } }
      #expect((cell.recounted == nil) == (cell.cell.value == nil), "\(name)")
      #expect((difference?.scaled ?? 0) == 0, "\(name)")
      for thing in cell.parts.flatMap(\.things) {
        // Every thing has its events, all of its own subject.
        let events = thing.positions.map { found.events[$0] }
        #expect(!events.isEmpty && events.allSatisfy { $0?.event.subject == thing.subject })
      }
    }
  }

  @Test func `one cell asked alone is the cell of the whole table`() throws {
    let log = try Played.load(seed: Played.seeds[0])
    let report = try #require(Report.named("reports-by-reporter-and-month"))
    let question = Statistics.Question(year: 2019)
    let whole = try log.explanations(report, question, of: nil)
    for cell in whole.cells.filter({ $0.cell.value != Fixed(0) }).prefix(5) {
      let place = Statistics.Place(row: cell.cell.id, column: cell.cell.column)
      let alone = try log.explanations(report, question, of: place)
      #expect(alone.cells.map(\.cell) == [cell.cell])
      let things = cell.parts.map { $0.things.map(\.key) }
      #expect(alone.cells.first?.parts.map { $0.things.map(\.key) } == things)
    }
  }
}

extension Report {
  /// Whether its time and offices are the asker's to say.
  fileprivate var isOpen: Bool { if case .fixed = columns { false } else { true } }
}

extension Scenario {
  /// Whether the report is one of the published tables that the scenario gives.
  fileprivate func gives(_ report: Report) -> Bool { reports.contains(report.id.description) }
}
