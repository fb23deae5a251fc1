import CaseModel
import CaseService
import Projections
import Testing

// What would break: figures from facts that are not those of the log.
@Suite struct ReplayTests {
  /// A log that grew in steps, with questions between them so that the facts caught up each time.
  private func grown(cases: Int, step: Int) throws -> TemporaryLog {
    let temporary = try TemporaryLog(simulated: true)
    for number in 0..<cases {
      try temporary.record([
        temporary.draft(
          CaseOpened(journal: "\(number)"), "2017-01-02", on: "case/\(number)",
          time: "2017-01-02T08:00:00Z"),
        temporary.draft(
          ReportReceived(report: .random(), reporters: ["11"], contents: ["3"]), "2017-01-02",
          on: "case/\(number)", time: "2017-01-02T09:00:00Z"),
      ])
      if number % step == 0 { _ = try temporary.log.caseload(by: .office, at: day("2017-02-01")) }
    }
    return temporary
  }

  private func day(_ text: String) throws -> Day { try #require(Day(text)) }

  @Test func `rebuilding equals growing, byte for byte`() throws {
    let temporary = try grown(cases: 40, step: 7)
    _ = try temporary.log.caseload(by: .office, at: day("2017-02-01"))
    let report = try temporary.log.replay()
    #expect(report.events == 80)
    #expect(report.replaced == report.digest)
    #expect(try temporary.log.check().isEmpty)
    #expect(try temporary.log.replay().digest == report.digest)
  }

  @Test func `an answer is the same before and after a rebuild`() throws {
    let temporary = try grown(cases: 20, step: 3)
    let before = try temporary.log.deadlines(at: day("2017-02-01")).map(\.due)
    try temporary.log.replay()
    #expect(try temporary.log.deadlines(at: day("2017-02-01")).map(\.due) == before)
    #expect(before.count == 20 * 3)
  }

  @Test(arguments: [
    ("0", 1), ("3", 4), ("2017-01-02T07:59:59Z", 0), ("2017-01-02T08:00:00Z", 1),
    ("2017-01-03", 3), ("2017-01-02", 2), ("2017-01-01", 0),
  ])
  func `what names a state of knowledge is itself known`(_ text: String, _ count: UInt64) throws {
    let temporary = try TemporaryLog(simulated: true)
    for (number, time) in ["02T08", "02T22", "03T08", "04T08"].enumerated() {
      try temporary.record([
        temporary.draft(
          CaseOpened(journal: "1"), "2017-01-02", on: "case/\(number)",
          time: "2017-01-\(time):00:00Z")
      ])
    }
    #expect(try temporary.log.knownBefore(text) == count)
  }

  @Test func `what was known then leaves out what came later`() throws {
    let temporary = try grown(cases: 5, step: 1)
    let load = try temporary.log.caseload(by: .office, at: day("2017-02-01"), knownBefore: 4)
    #expect(load.first?.load.cases == 2)
  }
}
