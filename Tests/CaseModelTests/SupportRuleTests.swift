import CaseModel
import Testing

// What would break: money paid that nobody granted, taken back twice, refunded beyond what was
// paid; a loan repaid beyond its balance. Each rule has a case that breaks it and one that holds.
@Suite struct SupportRuleTests {
  @Test func `a file is not closed over an application nobody answered`() throws {
    var aid = try Aid()
    try aid.given.happened(
      SupportApplied(application: aid.application, appliedFor: "financial-aid"), "2023-02-20")
    let closed = PersonClosed(reason: "moved")
    #expect(aid.given.refusals(closed, "2023-03-01") == ["open-application"])
    try aid.given.happened(ApplicationDecided(application: aid.application), "2023-02-27")
    #expect(aid.given.refusals(closed, "2023-03-01").isEmpty)
    try aid.given.happened(closed, "2023-03-01")
    #expect(aid.given.refusals(PersonAssigned(worker: "w02"), "2023-03-02") == ["subject-closed"])
    try aid.given.happened(PersonReopened(), "2023-04-01")
    #expect(aid.given.refusals(PersonAssigned(worker: "w02"), "2023-04-01").isEmpty)
  }

  @Test func `who lives on a benefit has one`() throws {
    let aid = try Aid()
    let none = SituationRecorded(mainIncome: "3", largestBenefit: "12")
    #expect(aid.given.warnings(none, "2023-03-01") == ["KOSTRA-11F-020B"])
    let pension = SituationRecorded(mainIncome: "3", largestBenefit: "07")
    #expect(aid.given.warnings(pension, "2023-03-01").isEmpty)
  }

  @Test func `what is left out of a situation stays as it was, and each day has its own`() throws {
    var aid = try Aid()
    try aid.given.happened(SituationRecorded(maritalStatus: "2", children: 2), "2023-01-10")
    try aid.given.happened(SituationRecorded(maritalStatus: "4"), "2023-06-10")
    let own = try #require(aid.given.file().own)
    #expect(own.attributes.text(.maritalStatus) == "4" && own.attributes.number(.children) == 2)
    let before = try #require(Day("2023-06-09"))
    #expect(own.value(.maritalStatus, on: before) == .text("2"))
  }

  @Test func `a period ends no earlier than it begins`() throws {
    let aid = try Aid()
    func decided(_ from: String, _ to: String) -> SupportDecided {
      SupportDecided(
        decision: .random(), service: "financial-aid", supportOutcome: "granted",
        legalBasis: ["SOTJ-18"], benefitKinds: ["rent"], periodFrom: Day(from),
        periodTo: Day(to))
    }
    #expect(
      aid.given.refusals(decided("2023-03-02", "2023-03-01"), "2023-03-01") == ["period-reversed"])
    #expect(aid.given.refusals(decided("2023-03-01", "2023-03-01"), "2023-03-01").isEmpty)
    let refund = RefundReceived(
      refund: .random(), refundSource: "state", amount: 1, periodFrom: Day("2023-03-02"),
      periodTo: Day("2023-03-01"))
    #expect(aid.given.refusals(refund, "2023-04-01").contains("period-reversed"))
  }

  @Test func `financial aid is granted for something`() throws {
    let aid = try Aid()
    let vague = SupportDecided(
      decision: .random(), service: "financial-aid", supportOutcome: "partly",
      legalBasis: ["SOTJ-18"])
    #expect(aid.given.refusals(vague, "2023-03-01") == ["benefit-kinds-missing"])
    let refused = SupportDecided(
      decision: .random(), service: "financial-aid", supportOutcome: "refused",
      legalBasis: ["SOTJ-18"])
    #expect(aid.given.refusals(refused, "2023-03-01").isEmpty)
  }

  @Test(arguments: [
    ("LOST-5-1", "2009-12-31", true), ("LOST-5-1", "2010-01-01", false),
    ("SOTJ-18", "2010-01-01", true), ("SOTJ-18", "2009-12-31", false),
  ])
  func `a decision rests on the Act of its day`(basis: String, day: String, holds: Bool) throws {
    let aid = try Aid()
    let decided = SupportDecided(
      decision: .random(), service: "financial-aid", supportOutcome: "refused",
      legalBasis: [basis])
    #expect(aid.given.refusals(decided, day) == (holds ? [] : ["code-outside-dates"]))
  }

  @Test func `a condition is breached that was set, and a sanction follows a breach`() throws {
    var aid = try Aid()
    try aid.grant()
    let sanction = SanctionImposed(decision: aid.decision, sanction: "01", reduction: 50_000)
    #expect(aid.given.refusals(sanction, "2023-04-01") == ["sanction-without-breach"])
    let other = ConditionBreached(decision: aid.decision, condition: "07")
    #expect(aid.given.refusals(other, "2023-04-01") == ["condition-not-set"])
    try aid.given.happened(
      ConditionBreached(decision: aid.decision, condition: "16"), "2023-04-01")
    #expect(aid.given.refusals(sanction, "2023-03-31") == ["sanction-without-breach"])
    #expect(aid.given.refusals(sanction, "2023-04-01").isEmpty)
  }

  @Test func `a payment needs a decision that grants something`() throws {
    var refused = try Aid()
    try refused.grant("refused")
    #expect(refused.given.refusals(refused.pays(), "2023-03-01") == ["decision-grants-nothing"])
    #expect(
      refused.given.refusals(
        LoanGranted(loan: .random(), decision: refused.decision, amount: 1), "2023-03-01")
        == ["decision-grants-nothing"])
    var partly = try Aid()
    #expect(partly.given.refusals(partly.pays(), "2023-03-01") == ["record-unknown"])
    try partly.grant("partly")
    #expect(partly.given.refusals(partly.pays(), "2023-03-01").isEmpty)
  }

  @Test(arguments: [
    ("2023-02-28", false), ("2023-03-01", true), ("2023-05-31", true), ("2023-06-01", false),
  ])
  func `a payment falls within its decision's period`(day: String, holds: Bool) throws {
    var aid = try Aid()
    try aid.grant()
    #expect(aid.given.refusals(aid.pays(), day) == (holds ? [] : ["payment-outside-period"]))
  }

  @Test func `emergency aid is paid at once`() throws {
    var aid = try Aid()
    try aid.grant(emergency: true)
    #expect(aid.given.refusals(aid.pays(), "2023-02-25").isEmpty)
    #expect(aid.given.refusals(aid.pays(), "2023-02-24") == ["before-start"])
    #expect(aid.given.refusals(aid.pays(), "2023-06-01") == ["payment-outside-period"])
  }

  @Test func `a payment is of a kind that was granted, under a decision that stands`() throws {
    var aid = try Aid()
    try aid.grant()
    #expect(
      aid.given.refusals(aid.pays(kind: "furniture"), "2023-03-01") == ["payment-other-kind"])
    #expect(aid.given.refusals(aid.pays(kind: "subsistence"), "2023-03-01").isEmpty)
    try aid.given.happened(DecisionLapsed(decision: aid.decision), "2023-04-01")
    #expect(aid.given.refusals(aid.pays(), "2023-04-01").isEmpty)
    #expect(aid.given.refusals(aid.pays(), "2023-04-02") == ["record-ended"])
  }

  @Test func `a payment is reversed in parts, and no more of it than was paid`() throws {
    var aid = try Aid()
    try aid.grant()
    try aid.pay(10_000)
    func reversed(_ amount: Int64) -> PaymentReversed {
      PaymentReversed(reversal: .random(), payment: aid.payment, amount: amount)
    }
    #expect(aid.given.refusals(reversed(10_001), "2023-03-05") == ["reversal-over-payment"])
    let part = reversed(2_000)
    try aid.given.happened(part, "2023-03-05")
    #expect(aid.given.refusals(reversed(8_001), "2023-03-06") == ["reversal-over-payment"])
    try aid.given.happened(reversed(8_000), "2023-03-06")
    #expect(aid.given.refusals(reversed(1), "2023-03-07") == ["reversed-already"])
    #expect(aid.given.refusals(part, "2023-02-28") == ["record-exists", "before-start"])
  }

  @Test func `refunds are no more than what was paid`() throws {
    var aid = try Aid()
    try aid.grant()
    try aid.pay(10_000)
    try aid.given.happened(
      PaymentReversed(reversal: .random(), payment: aid.payment, amount: 4_000), "2023-03-05")
    func refund(_ amount: Int64, _ decision: RecordID? = nil) -> RefundReceived {
      RefundReceived(
        refund: .random(), refundSource: "national-insurance", amount: amount,
        decision: decision)
    }
    #expect(aid.given.refusals(refund(6_001), "2023-06-01") == ["refund-over-payment"])
    #expect(aid.given.refusals(refund(6_000), "2023-06-01").isEmpty)
    let other = RecordID.random()
    try aid.given.happened(
      SupportDecided(
        decision: other, service: "financial-aid", supportOutcome: "granted",
        legalBasis: ["SOTJ-19"], benefitKinds: ["furniture"]), "2023-03-01")
    #expect(aid.given.refusals(refund(1, other), "2023-06-01") == ["refund-over-payment"])
    try aid.given.happened(refund(6_000, aid.decision), "2023-06-01")
    #expect(aid.given.refusals(refund(1), "2023-06-01") == ["refund-over-payment"])
  }

  @Test func `a payment that was refunded or reversed is not annulled under it`() throws {
    var aid = try Aid()
    try aid.grant()
    try aid.pay(10_000)
    let paid = try #require(aid.given.history.last?.event.id)
    let annulled = EventAnnulled(event: paid, reason: "wrong-data")
    #expect(aid.given.refusals(annulled, "2023-03-01").isEmpty)
    try aid.given.happened(
      RefundReceived(refund: .random(), refundSource: "state", amount: 5_000), "2023-03-20")
    #expect(aid.given.refusals(annulled, "2023-03-20") == ["refund-over-payment"])
    try aid.given.happened(
      PaymentReversed(reversal: .random(), payment: aid.payment, amount: 5_000), "2023-03-21")
    #expect(
      aid.given.refusals(annulled, "2023-03-21") == ["refund-over-payment", "record-in-use"])
  }

  @Test func `what a later act rests on is not annulled under it`() throws {
    var aid = try Aid()
    try aid.given.happened(
      SupportDecided(
        decision: aid.decision, service: "financial-aid", supportOutcome: "granted",
        legalBasis: ["SOTJ-18", "SOTJ-20"], benefitKinds: ["subsistence"], conditions: ["08"]),
      "2023-01-10")
    try aid.given.happened(
      ConditionBreached(decision: aid.decision, condition: "08"), "2023-02-01")
    let breach = try #require(aid.given.history.last?.event.id)
    let annulled = EventAnnulled(event: breach, reason: "did-not-happen")
    #expect(aid.given.refusals(annulled, "2023-02-02").isEmpty)
    try aid.given.happened(
      SanctionImposed(
        decision: aid.decision, sanction: "01", reduction: 100_000),
      "2023-02-02")
    #expect(
      aid.given.refusals(annulled, "2023-02-03") == ["later-refused", "sanction-without-breach"])
    // Annulled itself, it no longer holds the breach.
    let sanction = try #require(aid.given.history.last?.event.id)
    try aid.given.happened(EventAnnulled(event: sanction, reason: "wrong-data"), "2023-02-03")
    #expect(aid.given.refusals(annulled, "2023-02-03").isEmpty)
  }

  @Test func `a loan is paid as a loan, up to its sum`() throws {
    var aid = try Aid()
    try aid.grant()
    try aid.lend(10_000)
    var grant = aid.paysLoan(1)
    grant.aidForm = "grant"
    #expect(aid.given.refusals(grant, "2023-03-01") == ["payment-loan-form"])
    var nameless = aid.paysLoan(1)
    nameless.loan = nil
    #expect(aid.given.refusals(nameless, "2023-03-01") == ["payment-loan-form"])
    #expect(aid.given.refusals(aid.paysLoan(10_001), "2023-03-01") == ["payment-over-loan"])
    try aid.given.happened(aid.paysLoan(10_000), "2023-03-01")
    #expect(aid.given.refusals(aid.paysLoan(1), "2023-03-01") == ["payment-over-loan"])
  }

  @Test func `a loan is repaid and written off up to its balance, after the file too`() throws {
    var aid = try Aid()
    try aid.grant()
    try aid.lend(10_000)
    func repaid(_ amount: Int64) -> LoanRepaid {
      LoanRepaid(repayment: .random(), loan: aid.loan, amount: amount)
    }
    #expect(aid.given.refusals(repaid(10_001), "2023-04-01") == ["loan-over-balance"])
    try aid.given.happened(repaid(6_000), "2023-04-01")
    let writtenOff = LoanWrittenOff(writeOff: .random(), loan: aid.loan, amount: 4_001)
    #expect(aid.given.refusals(writtenOff, "2023-05-01") == ["loan-over-balance"])
    try aid.given.happened(ApplicationDecided(application: aid.application), "2023-05-01")
    try aid.given.happened(PersonClosed(reason: "self-supported"), "2023-05-01")
    try aid.given.happened(repaid(4_000), "2023-09-01")
    #expect(aid.given.refusals(repaid(1), "2023-09-01") == ["loan-over-balance"])
  }
}
