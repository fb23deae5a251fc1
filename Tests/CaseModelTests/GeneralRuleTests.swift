import CaseModel
import Testing

// What would break: an act in the air, before its time, in a closed case, or under a code that the
// law had not yet given.
@Suite struct GeneralRuleTests {
  let received = ReportReceived(report: .random(), reporters: ["11"], contents: ["3"])

  @Test func `an unknown subject takes nothing, and a known one is not opened again`() throws {
    let unknown = try Given()
    #expect(unknown.refusals(received, "2017-01-02") == ["subject-unknown"])
    let open = try Given.openCase()
    #expect(open.refusals(CaseOpened(journal: "1"), "2017-01-03") == ["subject-exists"])
  }

  @Test func `an event is about the kinds of subject its schema names`() throws {
    let order = try Given("order/1")
    #expect(order.refusals(received, "2017-01-02") == ["subject-kind"])
  }

  @Test func `nothing is true in the future, before the case, or a lifetime away`() throws {
    let given = try Given.openCase(on: "2017-01-02", today: "2017-06-30")
    #expect(given.refusals(received, "2017-06-30").isEmpty)
    #expect(given.refusals(received, "2017-07-01") == ["date-future"])
    #expect(given.refusals(received, "2017-01-01") == ["before-subject"])
    let old = try Given("case/2", today: "2017-06-30")
    #expect(old.refusals(CaseOpened(journal: "2"), "1991-01-01").isEmpty)
    #expect(old.refusals(CaseOpened(journal: "2"), "1990-12-31") == ["BVR-Sak-1"])
  }

  @Test func `nobody is born later than next year`() throws {
    let given = try Given(today: "2017-06-30")
    let born = { CaseOpened(journal: "1", birthYear: $0) }
    #expect(given.refusals(born(2018), "2017-06-30").isEmpty)
    #expect(given.refusals(born(2019), "2017-06-30") == ["birth-year-future"])
    let open = try Given.openCase(today: "2017-06-30")
    let later = IdentityRecorded(details: .random(), birthYear: 2099)
    #expect(open.refusals(later, "2017-06-30") == ["birth-year-future"])
  }

  @Test func `a record's id is used once, exists when it is named, and is one the register takes`()
    throws
  {
    var given = try Given.openCase()
    try given.happened(received, "2017-01-02")
    #expect(given.refusals(received, "2017-01-03") == ["record-exists"])
    let stranger = ReportAssessed(report: .random(), conclusion: "2")
    #expect(given.refusals(stranger, "2017-01-03") == ["record-unknown"])
    var generator = SystemRandomNumberGenerator()
    let seven = ReportReceived(report: .event(at: Instant(milliseconds: 0), using: &generator))
    #expect(given.refusals(seven, "2017-01-03") == ["record-id-version"])
  }

  @Test func `a record ends once, and not before it began`() throws {
    var given = try Given.openCase()
    try given.happened(received, "2017-01-10")
    let assessed = ReportAssessed(report: received.report, conclusion: "2")
    #expect(given.refusals(assessed, "2017-01-09") == ["before-start"])
    try given.happened(assessed, "2017-01-10")
    #expect(given.refusals(assessed, "2017-01-11") == ["record-ended"])
  }

  @Test func `a closed case takes late entries from its time, and nothing from after it`() throws {
    var given = try Given.openCase()
    try given.happened(CaseClosed(reason: "no-further-need"), "2017-03-01")
    #expect(given.refusals(received, "2017-02-01").isEmpty)
    #expect(given.refusals(received, "2017-03-02") == ["subject-closed"])
    #expect(given.refusals(CaseClosed(reason: "moved"), "2017-03-01") == ["subject-closed"])
    try given.happened(CaseReopened(reopenReason: "new-need"), "2017-04-01")
    #expect(given.refusals(received, "2017-04-02").isEmpty)
    #expect(
      given.refusals(CaseReopened(reopenReason: "new-need"), "2017-04-02") == ["subject-open"])
  }

  @Test func `a case does not end before what is recorded of it`() throws {
    var given = try Given.openCase()
    try given.happened(received, "2017-02-10")
    try given.happened(ReportAssessed(report: received.report, conclusion: "2"), "2017-02-12")
    #expect(given.refusals(CaseClosed(reason: "moved"), "2017-02-11") == ["end-before-records"])
    #expect(given.refusals(CaseClosed(reason: "moved"), "2017-02-12").isEmpty)
  }

  @Test func `codes are of their list and of their time`() throws {
    let given = try Given.openCase(on: "2024-01-02", today: "2026-06-30")
    func report(_ reporter: String) -> ReportReceived {
      ReportReceived(report: .random(), reporters: [reporter], contents: [])
    }
    #expect(given.refusals(report("99"), "2024-02-01") == ["code-unknown"])
    #expect(given.refusals(report("15"), "2024-12-31").isEmpty)
    #expect(given.refusals(report("15"), "2025-01-01") == ["code-outside-dates"])
    #expect(given.refusals(report("24"), "2024-12-31") == ["code-outside-dates"])
    #expect(given.refusals(report("24"), "2025-01-01").isEmpty)
  }

  @Test func `all are refused when one is, and each reason says which`() throws {
    let given = try Given.openCase()
    let good = try given.event(received, "2017-01-02")
    let bad = try given.event(ReportAssessed(report: .random(), conclusion: "2"), "2017-01-03")
    guard case .refused(let reasons) = given.decide([good, bad]) else {
      Issue.record("accepted")
      return
    }
    #expect(reasons.map(\.index) == [1])
  }

  @Test func `an event may rest on one before it in the same append`() throws {
    let given = try Given.openCase()
    let first = try given.event(received, "2017-01-02")
    let second = try given.event(
      ReportAssessed(report: received.report, conclusion: "2"), "2017-01-03")
    guard case .accepted(let events, _) = given.decide([first, second]) else {
      Issue.record("refused")
      return
    }
    #expect(events == [first, second])
  }
}
