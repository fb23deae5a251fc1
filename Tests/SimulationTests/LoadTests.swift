import CaseModel
import CaseService
import Testing

@testable import Simulation

@Suite struct `Load gives any number of cases` {
  @Test func `in a realistic mix, over municipalities and years`() throws {
    let folder = Folder()
    let log = try folder.newLog()
    var reported: [Int] = []
    let events = try Simulator(into: log) { reported.append($0.events) }.load(cases: 400, seed: 7)
    #expect(try log.size == UInt64(events))
    let subjects = try log.subjects(.case)
    #expect(subjects.count == 400)
    #expect((15...25).contains(events / 400), "\(events)")
    #expect(Set(subjects.map { $0.key.prefix(4) }).count == 5)
    #expect(Set(subjects.map { $0.key.dropFirst(5).prefix(4) }).count == 10)
    #expect(reported.last == events)
    #expect(reported == reported.sorted())
  }

  @Test func `the same for the same seed, whatever the batches`() throws {
    let folder = Folder()
    let roots = try [50, 333].map { batch in
      let log = try folder.newLog("log\(batch)")
      try Simulator(into: log, batch: batch).load(cases: 60, seed: 8)
      return try log.root()
    }
    #expect(roots[0] == roots[1])
  }

  @Test func `holds only what open cases will still write`() throws {
    var load = try Load(cases: 2000, seed: 9)
    var most = 0
    var total = 0
    while let drafts = try load.nextDay() {
      total += drafts.count
      most = max(most, load.waiting)
    }
    #expect(most < total / 4, "\(most) of \(total)")
    #expect(load.waiting == 0)
  }

  /// `Tools/scale` holds the same of a hundred thousand events and ten million.
  @Test func `with the figures of a smaller log scaled, whatever its size`() throws {
    let times = 10
    let folder = Folder()
    let large = try folder.newLog()
    try Simulator(into: large).load(cases: 150 * times, seed: 6)
    let (few, many) = try (
      sums(Played.load(seed: Played.seeds[0])), sums(large)
    )
    #expect(few.count > 8 && few.keys == many.keys)
    for (row, few) in few {
      let many = many[row] ?? 0
      let spread = (Double(many + times * times * max(few, 1))).squareRoot()
      #expect(abs(Double(many - times * few)) <= 5 * spread, "\(row): \(few), \(many)")
    }
  }

  /// Each row's counts of ten years, added up.
  private func sums(_ log: CaseLog) throws -> [String: Int] {
    var sums: [String: Int] = [:]
    for year in 2014...2023 {
      for (cell, value) in try log.cells("child-welfare-year", year: year) {
        sums[String(cell.split(separator: "|")[0]), default: 0] += value.flatMap { Int($0) } ?? 0
      }
    }
    return sums
  }

  @Test func `none, for no cases`() throws {
    let folder = Folder()
    let log = try folder.newLog()
    try Simulator(into: log).load(cases: 0, seed: 1)
    #expect(try log.subjects(.case).isEmpty)
  }
}

@Suite struct `A simulation refuses` {
  @Test func `a log of real events`() throws {
    let folder = Folder()
    _ = try folder.newLog("other")
    let log = try CaseLog.create(at: folder.path + "/real")
    #expect {
      try Simulator(into: log).play([.land2017], seed: 1)
    } throws: { error in
      if case SimulationError.logIsReal = error { true } else { false }
    }
    #expect(try log.size == 0)
  }

  @Test func `a log that is later than its own beginning`() throws {
    let folder = Folder()
    let log = try folder.newLog()
    try Simulator(into: log).load(cases: 3, seed: 1)
    let size = try log.size
    #expect {
      try Simulator(into: log).play([.flesbergRollag2006], seed: 1)
    } throws: { error in
      if case SimulationError.logIsLater = error { true } else { false }
    }
    #expect(try log.size == size)
  }

  @Test func `an act that the rules refuse, naming it and the rule`() throws {
    let folder = Folder()
    let log = try folder.newLog()
    let drafts = try Scenario.drafts(of: [.flesbergRollag2006], seed: 1)
    let index = try #require(drafts.firstIndex { $0.type == .reportReceived })
    var broken = Array(drafts.prefix(index + 40))
    let report = broken.remove(at: index)
    do {
      try Simulator(into: log, batch: index + 5).record(broken)
      Issue.record("a case without its report was accepted")
    } catch SimulationError.refused(let draft, let finding) {
      #expect(draft.subject == report.subject)
      #expect(finding.rule == "record-unknown")
      let text = SimulationError.refused(draft: draft, finding: finding).description
      #expect(text.contains(report.subject.description) && text.contains("record-unknown"))
    }
  }
}
