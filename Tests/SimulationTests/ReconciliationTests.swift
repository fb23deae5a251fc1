import CaseModel
import CaseService
import Projections
import Testing

@testable import Simulation

@Suite struct `Figures of a scenario reconcile` {
  private let offices = ["0602", "0625", "0711"].compactMap { Office($0) }

  @Test func `the sum over municipalities is the joint figure`() throws {
    let log = try Played.log(.drammen2017, seed: Played.seeds[0])
    let joint = try log.cells("child-welfare-year", offices: offices, year: 2017)
    let parts = try offices.map {
      try log.cells("child-welfare-year", offices: [$0], year: 2017)
    }
    #expect(joint.count > 10)
    for (cell, value) in joint {
      let values = parts.map { $0[cell].flatMap(\.self) }
      // Where one does not count, the joint figure is missing: never a sum of the others.
      let counts = values.compactMap { $0.flatMap { Int($0) } }
      let sum = counts.count < values.count ? nil : counts.reduce(0, +)
      #expect(value.flatMap { Int($0) } == sum, "\(cell)")
    }
  }

  @Test func `opening stock and openings less conclusions is the closing stock`() throws {
    let log = try Played.log(.drammen2017, seed: Played.seeds[1])
    let expected = [(64, 864, 837), (80, 316, 389), (9, 50, 57)]
    for (office, (opening, opened, completed)) in zip(offices, expected) {
      let year = try log.cells("child-welfare-year", offices: [office], year: 2017)
      let before = try running(log, office, at: .of(2016, 12, 31))
      let after = try running(log, office, at: .of(2017, 12, 31))
      #expect(before == opening)
      #expect(year["Investigations opened|2017"] == String(opened))
      #expect(year["Investigations completed|2017"] == String(completed))
      #expect(after == opening + opened - completed)
    }
  }

  private func running(_ log: CaseLog, _ office: Office, at day: Day) throws -> Int? {
    let cells = try log.cells("child-welfare-now", offices: [office], at: day)
    return cells["Running investigations|\(day)"].flatMap(\.self).flatMap { Int($0) }
  }

  @Test(arguments: Played.seeds)
  func `children are fewer than measures, and acts on the edges are in the year`(
    seed: UInt64
  ) throws {
    let log = try Played.log(.drammen2017, seed: seed)
    let drafts = try Scenario.drafts(of: [.drammen2017], seed: seed)
    let first = Day.of(2017, 1, 1)
    let last = Day.of(2017, 12, 31)
    let around = [first.adding(days: -1), last.adding(days: 1)]
    for type in [EventType.reportReceived, .investigationConcluded, .measureEnded] {
      #expect(drafts.contains { $0.type == type && $0.effective == first }, "\(type.name)")
      #expect(drafts.contains { $0.type == type && $0.effective == last }, "\(type.name)")
    }
    for day in around {
      #expect(drafts.contains { $0.type == .reportReceived && $0.effective == day })
    }
    let children = try log.cells("drammen-2017-key-figures")
    let measures = drafts.count { draft in
      draft.type == .measureStarted && draft.office == Office("0602")
        && draft.fields.text(.basis) == "assistance"
    }
    let counted = children["Children with assistance measures during the year|Antall Drammen"]
    #expect(measures > Int(counted.flatMap(\.self) ?? "") ?? 0)
  }

  @Test(arguments: Played.seeds)
  func `the deviation on reports was closed when no report was unhandled`(seed: UInt64) throws {
    let log = try Played.log(.land2017, seed: seed)
    let deviation = try #require(Subject("deviation/land-2016-1"))
    let closed = try #require(try log.file(deviation)?.own?.end)
    let cells = try log.cells("child-welfare-now", at: closed)
    #expect(cells["Unhandled reports|\(closed)"] == "0")
    for number in 2...3 {
      let open = try #require(Subject("deviation/land-2016-\(number)"))
      #expect(try log.file(open)?.own?.end == nil)
    }
  }
}
