import CaseModel
import CaseService
import Projections
import Testing

@testable import Simulation

@Suite struct `A simulated log's history holds` {
  @Test(arguments: Scenario.allCases)
  func `the same seed gives the same root, another seed another`(scenario: Scenario) throws {
    let folder = Folder()
    guard ![.drammen2017, .bergen2008].contains(scenario) else {
      // The large ones are compared draft by draft: their lines follow from their drafts.
      let drafts = try Played.drafts(scenario, seed: 5)
      let again = try Played.drafts(scenario, seed: 5)
      #expect(drafts.map(\.id) == again.map(\.id))
      #expect(drafts.map(\.fields) == again.map(\.fields))
      #expect(drafts.map(\.time) == again.map(\.time))
      return
    }
    let roots = try [5, 5, 6].enumerated().map { place, seed in
      let log = try folder.newLog("log\(place)")
      try Simulator(into: log).play([scenario], seed: UInt64(seed))
      return try log.root()
    }
    #expect(roots[0] == roots[1])
    #expect(roots[1] != roots[2])
  }

  @Test(arguments: Scenario.allCases)
  func `times increase strictly, and nothing is true later than it is recorded`(
    scenario: Scenario
  ) throws {
    let drafts = try Played.drafts(scenario, seed: Played.seeds[0])
    var last: Instant?
    for draft in drafts {
      let time = try #require(draft.time)
      if let last { #expect(last < time) }
      #expect(draft.effective <= time.dayInOslo)
      last = time
    }
    let log = try Played.log(scenario, seed: Played.seeds[0])
    #expect(try log.size == UInt64(drafts.count))
    let final = try log.event(at: log.size - 1)
    #expect(final.time == last)
  }

  @Test func `scenarios played side by side give the tables they give alone`() throws {
    let folder = Folder()
    let log = try folder.newLog()
    let scenarios: [Scenario] = [.land2017, .flesbergRollag2006]
    try Simulator(into: log).play(scenarios, seed: 9)
    for scenario in scenarios {
      let alone = try Played.log(scenario, seed: Played.seeds[0])
      for report in scenario.reports {
        #expect(try log.cells(report) == alone.cells(report), "\(report)")
      }
    }
  }

  @Test func `asked at the position it names, a table is the same, whatever came later`() throws {
    let folder = Folder()
    let log = try folder.newLog()
    let drafts = try Scenario.drafts(of: [.flesbergRollag2006], seed: 3)
    let report = try #require(Report.named("flesberg-rollag-2006-barnevern"))
    #expect(try log.statistics(report, Statistics.Question()).position == nil)
    _ = try Simulator(into: log).record(Array(drafts.prefix(400)))
    let table = try log.statistics(report, Statistics.Question())
    let position = try #require(table.position)
    #expect(position == 399)
    _ = try Simulator(into: log).record(Array(drafts.dropFirst(400)))
    let again = try log.statistics(
      report, Statistics.Question(), knownBefore: log.knownBefore("\(position)"))
    #expect(again.position == position && again.cells == table.cells)
  }

  @Test func `a late entry changes the year and not what was known of it`() throws {
    let log = try Played.log(.flesbergRollag2006, seed: Played.seeds[0])
    let table = "flesberg-rollag-2006-barnevern"
    let then = try log.cells(table, knownBefore: log.knownBefore("2006-12-31"))
    let now = try log.cells(table)
    #expect(then["New reports of concern|Flesberg 2006"] == "25")
    #expect(now["New reports of concern|Flesberg 2006"] == "26")
    #expect(then["New reports of concern|Rollag 2006"] == "12")
    #expect(now["New reports of concern|Rollag 2006"] == "13")

    let land = try Played.log(.land2017, seed: Played.seeds[0])
    let reported = try land.cells(
      "land-2017-deviations", knownBefore: land.knownBefore("2017-09-25"))
    #expect(reported["Children lacking an evaluation|25.09.17"] == "4")

    let drammen = try Played.log(.drammen2017, seed: Played.seeds[0])
    let known = try drammen.cells(
      "drammen-2017-key-figures", knownBefore: drammen.knownBefore("2017-12-31"))
    #expect(known["Of these dismissed|Antall Svelvik"] == "30")
  }

  @Test func `one more report makes one more report, and nothing else`() throws {
    let folder = Folder()
    let log = try folder.newLog()
    try Simulator(into: log).play([.flesbergRollag2006], seed: 3)
    let table = "flesberg-rollag-2006-barnevern"
    let before = try log.cells(table)
    let last = try log.event(at: log.size - 1).time
    let open = try log.subjects(.case).first { subject in
      try subject.key.hasPrefix("0631-2005") && log.file(subject)?.own?.end == nil
    }
    let subject = try #require(open)
    let report = Draft(
      ReportReceived(report: RecordID.random(), reporters: ["11"], contents: ["3"]), on: subject,
      effective: .of(2006, 7, 1), actor: "w01",
      time: Instant(milliseconds: last.milliseconds + 1))
    try Simulator(into: log).record([report])
    var expected = before
    expected["New reports of concern|Flesberg 2006"] = "27"
    #expect(try log.cells(table) == expected)
  }

  @Test func `one conclusion less makes one dismissal less`() throws {
    let folder = Folder()
    let log = try folder.newLog()
    try Simulator(into: log).play([.flesbergRollag2006], seed: 3)
    let conclusion = try #require(
      try Scenario.drafts(of: [.flesbergRollag2006], seed: 3).first {
        $0.type == .investigationConcluded && $0.fields.text(.reason) == "no-grounds"
          && $0.office == Office("0632")
      })
    let last = try log.event(at: log.size - 1).time
    let annulment = Draft(
      EventAnnulled(event: try #require(conclusion.id), reason: "did-not-happen"),
      on: conclusion.subject, effective: last.dayInOslo, actor: "w05",
      time: Instant(milliseconds: last.milliseconds + 1))
    try Simulator(into: log).record([annulment])
    let cells = try log.cells("flesberg-rollag-2006-barnevern")
    #expect(cells["Investigations dismissed (no measure)|Rollag 2006"] == "7")
    #expect(cells["Investigations dismissed (no measure)|Flesberg 2006"] == "9")
    #expect(cells["New reports of concern|Rollag 2006"] == "13")
  }

  @Test func `a correction leaves both acts in the case's history`() throws {
    let log = try Played.log(.flesbergRollag2006, seed: Played.seeds[0])
    var corrections = 0
    for subject in try log.subjects(.case) {
      let history = try log.history(of: subject)
      for event in history where event.event.type == .eventAnnulled {
        let wrong = event.event.fields.id(.event)
        #expect(history.contains { $0.event.id == wrong && $0.position < event.position })
        guard let right = event.event.fields.id(.replacement) else { continue }
        // Nothing stands between the withdrawal and what replaces it.
        #expect(history.contains { $0.event.id == right && $0.position == event.position + 1 })
        corrections += 1
      }
    }
    #expect(corrections >= 1)
  }

  @Test(arguments: Scenario.allCases)
  func `no act is recorded over a warning that it could have heeded`(
    scenario: Scenario
  ) throws {
    let log = try Played.log(scenario, seed: Played.seeds[1])
    var warnings: [String: Int] = [:]
    for subject in try log.subjects(.case) + log.subjects(.deviation) + log.subjects(.person) {
      for event in try log.history(of: subject) {
        for warning in event.event.warnings { warnings[warning, default: 0] += 1 }
      }
    }
    #expect(warnings.isEmpty, "\(warnings)")
  }
}
