// What would break: figures that depend on when somebody last asked.

import CaseModel
import CaseService
import Projections
import Testing

@testable import Simulation

@Suite struct RebuildTests {
  private func answers(_ log: CaseLog, at day: Day) throws -> [String] {
    var answers = try log.caseload(by: .worker, at: day).map { "\($0)" }
    answers += try log.deadlines(at: day).map { "\($0)" }
    for name in ["land-2017-deviations", "land-2017-orders", "child-welfare-now"] {
      let report = try #require(Report.named(name))
      answers += try log.statistics(report, Statistics.Question(at: day)).cells.map { "\($0)" }
    }
    return answers
  }

  @Test(arguments: [UInt64(1), 20_260_114])
  func `facts that grew between questions are those of a rebuild`(seed: UInt64) throws {
    let folder = try Folder()
    let grown = try CaseLog.create(at: folder("grown"), simulated: true)
    let drafts = try Scenario.drafts(of: [.land2017], seed: seed)
    let days = ["2016-12-31", "2017-09-30"].compactMap { Day($0) }
    var random = Seeded(seed)
    var rest = drafts[...]
    while !rest.isEmpty {
      var batch = Array(rest.prefix(Int.random(in: 1...120, using: &random)))
      while batch.last?.type == .eventAnnulled, batch.count < rest.count {
        batch.append(rest[rest.startIndex + batch.count])
      }
      rest = rest.dropFirst(batch.count)
      guard case .recorded = try grown.record(batch) else {
        Issue.record("not recorded")
        return
      }
      switch Int.random(in: 0..<8, using: &random) {
      case 0: _ = try grown.caseload(by: .office, at: days[0])
      case 1: try grown.replay()
      default: break
      }
    }
    let before = try days.map { try answers(grown, at: $0) }
    let report = try grown.replay()
    #expect(report.events == UInt64(drafts.count))
    #expect(report.replaced == report.digest)
    #expect(try days.map { try answers(grown, at: $0) } == before)
    #expect(try grown.check().isEmpty)

    // Another log of the same lines, that was never asked before, gives the same.
    let fresh = try CaseLog.create(at: folder("fresh"), simulated: true)
    var lines = try grown.allLines().makeIterator()
    _ = try fresh.importLines({ lines.next() })
    #expect(try days.map { try answers(fresh, at: $0) } == before)
    #expect(try fresh.replay().digest == report.digest)
  }
}
