import CaseModel
import CaseService
import Projections
import Testing

@testable import Simulation

/// Whatever is played, and in whatever order independent acts are recorded, these hold.
@Suite struct `Laws of every scenario` {
  /// Two seeds, each in two orders besides its own.
  static let plays = Scenario.allCases.flatMap { scenario in
    Played.seeds.map { (scenario, $0) }
  }
  private static let shuffles: [UInt64] = [7, 20_251_125]

  private func reports(_ scenario: Scenario) -> [Report] {
    scenario.reports.compactMap { Report.named($0) }
  }

  @Test(arguments: plays)
  func `the same acts in another order give the same tables`(
    scenario: Scenario, seed: UInt64
  ) throws {
    let told = try Played.drafts(scenario, seed: seed)
    let first = Telling(told)
    let tables = try reports(scenario).map { try first.cells($0) }
    for shuffle in Self.shuffles {
      let other = try Played.drafts(scenario, seed: seed, shuffle: shuffle)
      #expect(other.map(\.subject) != told.map(\.subject))
      #expect(acts(other) == acts(told))
      let shuffled = Telling(other)
      for (report, cells) in zip(reports(scenario), tables) {
        #expect(try shuffled.cells(report) == cells, "\(report.id)")
      }
    }
  }

  /// What is told, whatever its moment within the day.
  private func acts(_ drafts: [Draft]) -> [String] {
    drafts.map { draft in
      let fields = draft.fields.entries.filter { $0.0 != .event && $0.0 != .replacement }
        .map { "\($0.0)=\($0.1.plain)" }.sorted()
      let day = draft.time.map { $0.dayInOslo.description } ?? ""
      return "\(draft.subject) \(draft.type.name) \(draft.effective) \(day) \(fields)"
    }.sorted()
  }

  @Test(arguments: Scenario.allCases)
  func `replayed from nothing, the tables are those of the log`(scenario: Scenario) throws {
    // The log was recorded in another order than what is told here.
    let seed = Played.seeds[1]
    let log = try Played.log(scenario, seed: seed)
    let told = Telling(try Played.drafts(scenario, seed: seed))
    for report in reports(scenario) {
      let cells = try log.statistics(report, Statistics.Question()).cells
      #expect(try told.cells(report) == cells, "\(report.id)")
    }
  }

  @Test(arguments: plays)
  func `at a date, a table is that of the acts that were true by then`(
    scenario: Scenario, seed: UInt64
  ) throws {
    let told = Telling(try Played.drafts(scenario, seed: seed))
    let middle = told.events[told.events.count / 2].event.effective
    let report = try #require(Report.named("child-welfare-now"))
    let then = Telling(trueBy(middle, told.events))
    // What the log covers is told apart: a table may be asked of any day of it.
    let question = Statistics.Question(offices: then.offices, at: middle)
    #expect(try told.cells(report, question) == then.cells(report, question), "\(middle)")
  }

  /// What was true by a day, with what says of it that it was not.
  private func trueBy(_ day: Day, _ events: [RecordedEvent]) -> [RecordedEvent] {
    let early = Set(events.filter { $0.event.effective <= day }.map(\.event.id))
    return events.filter { recorded in
      early.contains(recorded.event.id)
        || recorded.event.fields.id(.event).map(early.contains) == true
    }
  }
}

/// A late entry and a correction of it, in any scenario.
@Suite struct `Late entries and corrections` {
  /// An act that is counted, in a file that is open still.
  private struct Late {
    let event: Event
    let indicator: StaticString
  }

  private func late(_ told: Telling, on day: (Day) -> Day) throws -> Late {
    if let subject = told.openSubject(.case) {
      let own = try #require(told.history(of: subject).first?.event)
      let event = ReportReceived(report: .random(), reporters: ["11"], contents: ["3"])
      return Late(
        event: Event(
          id: .random(), type: ReportReceived.type, subject: subject,
          effective: day(own.effective), office: own.office, actor: "w01", fields: event.fields),
        indicator: "reports")
    }
    let subject = try #require(told.openSubject(.person))
    let own = try #require(told.history(of: subject).first?.event)
    let event = CounsellingGiven(counselling: .random(), counsellingKind: "general")
    return Late(
      event: Event(
        id: .random(), type: CounsellingGiven.type, subject: subject,
        effective: day(own.effective), office: own.office, actor: "w01", fields: event.fields),
      indicator: "counselling-given")
  }

  @Test(arguments: `Laws of every scenario`.plays)
  func `a late entry changes the year it was true in, and not what was known of it`(
    scenario: Scenario, seed: UInt64
  ) throws {
    let told = Telling(try Played.drafts(scenario, seed: seed))
    let late = try late(told) { $0.adding(days: 1) }
    let (year, known) = (late.event.effective.year, UInt64(told.events.count))
    expectAccepted(late.event, told)
    let more = told.telling([late.event])
    let before = try #require(try told.figure(late.indicator, year))
    #expect(try more.figure(late.indicator, year) == before + Fixed(1))
    #expect(try more.figure(late.indicator, year, knownBefore: known) == before)
    #expect(
      try more.figure(late.indicator, year + 1) == told.figure(late.indicator, year + 1))
  }

  @Test(arguments: `Laws of every scenario`.plays)
  func `a correction is a new event that moves the figure, and both stay in the history`(
    scenario: Scenario, seed: UInt64
  ) throws {
    let told = Telling(try Played.drafts(scenario, seed: seed))
    let late = try late(told) { $0.adding(days: 1) }
    let year = late.event.effective.year
    let more = told.telling([late.event])
    let right = Event(
      id: .random(), type: late.event.type, subject: late.event.subject,
      effective: Day.first(of: year + 1).adding(days: 9), office: late.event.office,
      actor: "w01", fields: late.event.fields)
    let found = try #require(told.events.last?.time.dayInOslo)
    guard right.effective <= found else { return }
    let annulment = EventAnnulled(
      event: late.event.id, reason: "wrong-data", replacement: right.id)
    let correction = Event(
      id: .random(), type: EventAnnulled.type, subject: late.event.subject, effective: found,
      office: late.event.office, actor: "w01", fields: annulment.fields)
    let corrected = more.telling([correction, right])
    let (first, second) = try (
      told.figure(late.indicator, year), told.figure(late.indicator, year + 1)
    )
    #expect(try corrected.figure(late.indicator, year) == first)
    #expect(try corrected.figure(late.indicator, year + 1) == second.map { $0 + Fixed(1) })
    let ids = corrected.history(of: late.event.subject).map(\.event.id)
    #expect(ids.suffix(3) == [late.event.id, correction.id, right.id])
  }

  private func expectAccepted(_ event: Event, _ told: Telling) {
    let today = told.events.last?.time.dayInOslo ?? event.effective
    let decision = decide(
      [event], on: event.subject, after: told.history(of: event.subject), today: today)
    if case .refused(let reasons) = decision { Issue.record("\(reasons)") }
  }
}
