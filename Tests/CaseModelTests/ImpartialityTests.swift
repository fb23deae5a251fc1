import CaseModel
import Testing

// What would break: a file given to somebody's relative, told to others by a consent that is over,
// and nobody would see it afterwards.
@Suite struct ImpartialityTests {
  private static let conflict = RecordID.random()

  private static func declared(about worker: String) throws -> Given {
    var given = try Given.openCase()
    try given.happened(
      ConflictDeclared(conflict: conflict, worker: worker, conflictReason: "related"),
      "2017-03-01")
    return given
  }

  @Test func `a file is not given to a worker with a conflict of interest`() throws {
    var given = try Self.declared(about: "w02")
    let reassigned = CaseReassigned(worker: "w02", reassignReason: "capacity")
    #expect(given.refusals(CaseAssigned(worker: "w02"), "2017-03-01") == ["worker-in-conflict"])
    #expect(given.refusals(reassigned, "2017-03-02") == ["worker-in-conflict"])
    #expect(given.refusals(CaseAssigned(worker: "w02"), "2017-02-28").isEmpty)
    #expect(given.refusals(CaseAssigned(worker: "w03"), "2017-03-01").isEmpty)
    try given.happened(ConflictLifted(conflict: Self.conflict), "2017-06-01")
    #expect(given.refusals(CaseAssigned(worker: "w02"), "2017-06-01").isEmpty)
  }

  @Test func `a person's file is not given to one either`() throws {
    var given = try Given("person/1")
    try given.happened(PersonOpened(), "2017-01-02")
    try given.happened(
      ConflictDeclared(conflict: Self.conflict, worker: "w02", conflictReason: "friend"),
      "2017-03-01")
    let reassigned = PersonReassigned(worker: "w02", reassignReason: "absence")
    #expect(given.refusals(PersonAssigned(worker: "w02"), "2017-03-02") == ["worker-in-conflict"])
    #expect(given.refusals(reassigned, "2017-03-02") == ["worker-in-conflict"])
  }

  @Test func `what somebody with a conflict does is noted, and what others do is not`() throws {
    // Given's acts are all w01's.
    let own = try Self.declared(about: "w01")
    let report = ReportReceived(report: .random())
    #expect(own.warnings(report, "2017-03-01") == ["actor-in-conflict"])
    #expect(own.warnings(report, "2017-02-28").isEmpty)
    #expect(own.warnings(ConflictLifted(conflict: Self.conflict), "2017-06-01").isEmpty)
    #expect(try Self.declared(about: "w02").warnings(report, "2017-03-01").isEmpty)
  }

  @Test func `a conflict of whoever has the file is told`() throws {
    var given = try Given.openCase()
    try given.happened(CaseAssigned(worker: "w02"), "2017-01-02")
    func declared(_ worker: String) -> ConflictDeclared {
      ConflictDeclared(conflict: .random(), worker: worker, conflictReason: "related")
    }
    #expect(given.warnings(declared("w02"), "2017-03-01") == ["conflict-of-responsible"])
    #expect(given.warnings(declared("w03"), "2017-03-01").isEmpty)
  }

  @Test func `what is disclosed by consent names one in force`() throws {
    var given = try Given.openCase()
    let consent = RecordID.random()
    func disclosed(_ consent: RecordID?, _ basis: String = "consent") -> InformationDisclosed {
      InformationDisclosed(
        disclosure: .random(), recipient: "school", disclosureBasis: basis, consentId: consent)
    }
    #expect(given.refusals(disclosed(nil), "2017-03-01") == ["disclosure-without-consent"])
    #expect(given.refusals(disclosed(nil, "duty-to-inform"), "2017-03-01").isEmpty)
    try given.happened(
      ConsentGiven(
        consentId: consent, consentScope: "information", party: "mother",
        periodTo: Day("2017-06-30")), "2017-03-01")
    #expect(given.refusals(disclosed(consent), "2017-06-30").isEmpty)
    #expect(given.refusals(disclosed(consent), "2017-07-01") == ["consent-over"])
    try given.happened(ConsentWithdrawn(consentId: consent), "2017-04-01")
    #expect(given.refusals(disclosed(consent), "2017-04-02") == ["record-ended"])
  }

  @Test func `what others tell by consent names one in force`() throws {
    var given = try Given.openCase()
    let (consent, enquiry) = (RecordID.random(), RecordID.random())
    func told(_ consent: RecordID?, _ basis: String? = "consent") -> [any TypedEvent] {
      [
        LetterReceived(
          letter: .random(), letterKind: "report", sender: "school", disclosureBasis: basis,
          consentId: consent),
        EnquiryAnswered(
          enquiry: enquiry, enquiryOutcome: "answered", disclosureBasis: basis, consentId: consent),
      ]
    }
    try given.happened(EnquirySent(enquiry: enquiry, recipient: "school"), "2017-02-01")
    for event in told(nil) {
      #expect(given.refusals(event, "2017-03-01") == ["disclosure-without-consent"])
    }
    for basis in ["court-order", "duty-to-inform", nil] {
      for event in told(nil, basis) { #expect(given.refusals(event, "2017-03-01").isEmpty) }
    }
    for event in told(consent) {
      #expect(given.refusals(event, "2017-03-01") == ["record-unknown"])
    }
    try given.happened(
      ConsentGiven(
        consentId: consent, consentScope: "information", party: "mother",
        periodTo: Day("2017-06-30")), "2017-03-01")
    for event in told(consent) {
      #expect(given.refusals(event, "2017-06-30").isEmpty)
      #expect(given.refusals(event, "2017-07-01") == ["consent-over"])
    }
  }

  @Test func `that somebody read a case keeps nobody from closing it earlier`() throws {
    var given = try Given.openCase()
    try given.happened(
      AccessUsed(access: .random(), accessPurpose: "casework", revealed: true), "2017-03-10")
    let closed = CaseClosed(reason: "no-further-need")
    #expect(given.refusals(closed, "2017-03-01").isEmpty)
    try given.happened(closed, "2017-03-01")
    let read = AccessUsed(access: .random(), accessPurpose: "audit")
    #expect(given.refusals(read, "2017-04-01").isEmpty, "a closed case is read too")
  }

  @Test func `a consent lasts no shorter than it begins`() throws {
    let given = try Given.openCase()
    let backwards = ConsentGiven(
      consentId: .random(), consentScope: "measure", party: "father", periodTo: Day("2017-02-28"))
    #expect(given.refusals(backwards, "2017-03-01") == ["period-reversed"])
  }

  @Test func `a voluntary placement without consent is told`() throws {
    var given = try Given.openCase()
    let consent = RecordID.random()
    try given.happened(
      ConsentGiven(consentId: consent, consentScope: "placement", party: "mother"), "2017-03-01")
    let withdrawn = ConsentWithdrawn(consentId: consent)
    #expect(given.warnings(withdrawn, "2017-05-01").isEmpty)
    try given.happened(
      PlacementStarted(
        placement: .random(), home: "foster-home", basis: "voluntary",
        municipality: office("3005")),
      "2017-04-01")
    #expect(given.warnings(withdrawn, "2017-05-01") == ["placement-without-consent"])
  }

  @Test func `letters have a party, and answers are awaited forwards`() throws {
    var given = try Given.openCase()
    #expect(
      given.refusals(LetterSent(letter: .random(), letterKind: "notice"), "2017-03-01")
        == ["letter-without-party"])
    #expect(
      given.refusals(LetterReceived(letter: .random(), letterKind: "answer"), "2017-03-01")
        == ["letter-without-party"])
    let sent = LetterSent(letter: .random(), letterKind: "notice", party: "mother")
    #expect(given.refusals(sent, "2017-03-01").isEmpty)
    func enquiry(_ day: String) -> EnquirySent {
      EnquirySent(enquiry: .random(), recipient: "school", answerBy: Day(day))
    }
    #expect(given.refusals(enquiry("2017-02-28"), "2017-03-01") == ["period-reversed"])
    #expect(given.refusals(enquiry("2017-03-01"), "2017-03-01").isEmpty)
    try given.happened(CaseClosed(reason: "no-further-need"), "2017-03-01")
    #expect(given.refusals(sent, "2017-03-15").isEmpty)
  }
}
