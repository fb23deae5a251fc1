import CaseModel
import Testing

// What would break: an application that is answered twice, or that stays open after its decision.
@Suite struct SupportApplicationTests {
  private func decides(
    _ aid: Aid, _ kinds: [String], service: String = "financial-aid", outcome: String = "refused"
  ) -> SupportDecided {
    SupportDecided(
      decision: .random(), service: service, supportOutcome: outcome, legalBasis: ["SOTJ-18"],
      application: aid.application, benefitKinds: kinds)
  }

  @Test func `the decision that names an application ends it`() throws {
    var aid = try Aid()
    try aid.grant()
    let application = try #require(aid.given.file().episode(.application, aid.application))
    #expect(application.end == Day("2023-02-25"))
    let before = aid.given.file(at: "2023-02-24").episode(.application, aid.application)
    #expect(before?.end == nil)
    #expect(aid.given.refusals(PersonClosed(reason: "moved"), "2023-06-01").isEmpty)
  }

  @Test func `an application is answered once, and in parts if each has its own`() throws {
    var aid = try Aid()
    try aid.grant()
    let again = ["application-answered-already"]
    #expect(aid.given.refusals(decides(aid, ["rent"]), "2023-02-26") == again)
    #expect(aid.given.refusals(decides(aid, []), "2023-02-26") == again)
    let rest = decides(aid, ["furniture"])
    try aid.given.happened(rest, "2023-02-26")
    #expect(aid.given.refusals(decides(aid, ["furniture"]), "2023-02-27") == again)
    #expect(aid.given.refusals(decides(aid, [], service: "housing"), "2023-02-27").isEmpty)
    let application = aid.given.file().episode(.application, aid.application)
    #expect(application?.end == Day("2023-02-25"))
  }

  @Test func `a decision that lapsed or was complained about is made again`() throws {
    var aid = try Aid()
    try aid.grant()
    var lapsed = aid
    try lapsed.given.happened(DecisionLapsed(decision: aid.decision), "2023-03-10")
    #expect(lapsed.given.refusals(decides(aid, ["rent"]), "2023-03-10").isEmpty)
    try aid.given.happened(
      ComplaintReceived(
        complaint: .random(), decision: aid.decision, party: "applicant",
        complaintBody: "governor"), "2023-03-10")
    #expect(!aid.given.refusals(decides(aid, ["rent"]), "2023-03-09").isEmpty)
    #expect(aid.given.refusals(decides(aid, ["rent"]), "2023-03-10").isEmpty)
  }

  @Test func `what a decision answered may be said to be answered, by that decision, once`() throws
  {
    var aid = try Aid()
    try aid.grant()
    func said(_ decision: RecordID?) -> ApplicationDecided {
      ApplicationDecided(application: aid.application, decision: decision)
    }
    let other = decides(aid, [], service: "housing")
    var elsewhere = other
    elsewhere.application = nil
    try aid.given.happened(elsewhere, "2023-02-25")
    #expect(
      aid.given.refusals(said(other.decision), "2023-02-26") == ["application-answered-already"])
    try aid.given.happened(said(aid.decision), "2023-03-01")
    #expect(
      aid.given.file().episode(.application, aid.application)?.end == Day("2023-02-25"))
    #expect(aid.given.refusals(said(aid.decision), "2023-03-02") == ["record-ended"])
  }
}
