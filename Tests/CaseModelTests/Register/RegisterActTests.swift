import CaseModel
import Testing

// What would break: a caseworker who is refused an act for something that was wrong before it, or
// told things they can do nothing about yet.
@Suite struct RegisterActTests {
  /// A case with a report assessed without a reporter, as another system delivered it.
  private func broken() throws -> Given {
    var given = try Given.openCase()
    let report = RecordID.random()
    given.record([
      try given.event(ReportReceived(report: report, contents: ["7"]), "2017-01-03"),
      try given.event(ReportAssessed(report: report, conclusion: "2"), "2017-01-04"),
    ])
    return given
  }

  @Test func `what was broken before does not refuse an unrelated act`() throws {
    let given = try broken()
    #expect(given.refusals(PlanAdopted.some, "2017-02-01").isEmpty)
    let again = ReportReceived(report: .random(), reporters: ["22"])
    #expect(given.refusals(again, "2017-02-01") == ["BVR-Melder-2"])
  }

  @Test func `findings that stood say the same after an unrelated act`() throws {
    for example in RegisterExample.all {
      let folder = try example.folder(isBroken: true)
      let subject = try #require(Subject("case/1"))
      let assigned = Event(
        id: .random(), type: .caseAssigned, subject: subject, effective: folder.day,
        office: try #require(Office("3005")), actor: "w01",
        fields: CaseAssigned(worker: "w02").fields)
      let recorded = RecordedEvent(
        position: UInt64(folder.history.count), time: Instant(folder.day), event: assigned)
      let after = CaseFile(subject: subject, folding: folder.history + [recorded])
      #expect(
        try folder.examined(withTexts: false).findings()
          == RegisterCase(after, on: folder.day).findings(), "\(example.rule)")
    }
  }

  @Test func `an empty case without a known child is opened in peace`() throws {
    let given = try Given(today: "2017-12-31")
    let opened = CaseOpened(journal: "1")
    #expect(given.warnings(opened, "2017-01-02").isEmpty)
    let delivered = CaseModel.decide(
      [try given.event(opened, "2017-01-02")], on: given.subject, after: [], today: given.today,
      origin: .delivered(asDelivered: false))
    guard case .refused(let reasons) = delivered else { throw Unexpected() }
    #expect(reasons.map(\.finding.rule) == ["BVR-Sak-21", "BVR-Personalia-11"])
  }

  @Test func `as delivered, what the rules refuse is taken in and noted`() throws {
    let given = try Given(today: "2017-12-31")
    let delivered = CaseModel.decide(
      [try given.event(CaseOpened(journal: "1"), "2017-01-02")], on: given.subject, after: [],
      today: given.today, origin: .delivered(asDelivered: true))
    guard case .accepted(let events, _) = delivered else { throw Unexpected() }
    #expect(events.first?.warnings == ["BVR-Sak-21", "BVR-Personalia-11"])
  }

  @Test func `who the child is, is judged by the sealed texts of the act`() throws {
    let given = try Given.openCase()
    let recorded = IdentityRecorded(details: .random(), birthYear: 2015, sex: "1")
    let event = try given.event(recorded, "2017-01-03", sealed: [.nationalId])
    for (number, rules) in [
      (Synthetic.girl, ["BVR-Personalia-14"]), ("12345678901", ["BVR-Personalia-12"]),
    ] {
      let answer = CaseModel.decide(
        [event], texts: [[.nationalId: number]], on: given.subject, after: given.history,
        today: given.today)
      guard case .refused(let reasons) = answer else { throw Unexpected() }
      #expect(reasons.map(\.finding.rule) == rules)
      #expect(reasons.allSatisfy { !$0.finding.details.contains(number) })
    }
  }

  @Test func `an annulment that would break a rule is refused`() throws {
    var running = try RunningCase()
    try running.decide()
    let deleted = RecordAnnulled(recordType: "Melding", record: running.report)
    #expect(running.given.refusals(deleted, "2017-03-01") == ["BVR-Undersokelse-20"])
  }

  @Test func `a closed case with a decision in force is told of before a delivery only`() throws {
    var running = try RunningCase()
    try running.given.happened(
      InvestigationConcluded(
        investigation: running.investigation, conclusion: "3", reason: "no-grounds"), "2017-02-01")
    try running.decide()
    #expect(running.given.warnings(CaseClosed(reason: "moved"), "2017-03-01").isEmpty)
    try running.given.happened(CaseClosed(reason: "moved"), "2017-03-01")
    let found = RegisterCase(running.given.file(), on: running.given.today).findings()
    #expect(
      found.contains { $0.finding == .info("BVR-Sak-23", nil, "decision") })
  }

  @Test func `a legal basis is written so that it can be read again`() throws {
    let given = try Given.openCase()
    func made(_ section: String, also: [String] = []) -> DecisionMade {
      DecisionMade(
        decision: .random(), act: "BVL", chapter: "4", section: section, alsoUnder: also,
        status: "1")
    }
    #expect(given.refusals(made("4"), "2017-02-01").isEmpty)
    #expect(given.refusals(made("fire"), "2017-02-01") == ["legal-basis-form"])
    #expect(given.refusals(made("4", also: ["§ 4-3"]), "2017-02-01") == ["legal-basis-form"])
    let many = Array(repeating: "BVL 4-3", count: 4)
    #expect(given.refusals(made("4", also: many), "2017-02-01") == ["legal-basis-many"])
  }
}

private struct Unexpected: Error {}

extension PlanAdopted {
  fileprivate static var some: PlanAdopted { PlanAdopted(plan: .random(), planType: "1") }
}
