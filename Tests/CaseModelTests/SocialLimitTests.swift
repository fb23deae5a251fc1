import CaseModel
import Testing

// What would break: what cannot have been, recorded as if it had; what is only unusual, refused.
@Suite struct SocialLimitTests {
  @Test func `who closes a file is told what is open in it, and may close it`() throws {
    var aid = try Aid()
    let closed = PersonClosed(reason: "died")
    #expect(aid.given.warnings(closed, "2023-06-01").isEmpty)
    let stay = RecordID.random()
    try aid.given.happened(StayStarted(stay: stay, stayKind: "crisis"), "2023-03-01")
    #expect(aid.given.warnings(closed, "2023-06-01") == ["person-open-records"])
    try aid.given.happened(StayEnded(stay: stay, stayOutcome: "left"), "2023-04-01")
    #expect(aid.given.warnings(closed, "2023-06-01").isEmpty)
  }

  /// A decision of so many øre from March through May 2023.
  private func granted(_ amount: Int64?, form: String? = nil) throws -> Aid {
    var aid = try Aid()
    try aid.given.happened(
      SupportDecided(
        decision: aid.decision, service: "financial-aid", supportOutcome: "granted",
        legalBasis: ["SOTJ-18"], benefitKinds: ["rent"], aidForm: form, grantedAmount: amount,
        periodFrom: Day("2023-03-01"), periodTo: Day("2023-05-31")), "2023-03-01")
    return aid
  }

  @Test func `more than was granted, be it a month or in all, is told`() throws {
    var aid = try granted(10_000)
    let over = ["payment-over-grant"]
    #expect(aid.given.warnings(aid.pays(10_001), "2023-03-01") == over)
    for day in ["2023-03-01", "2023-04-01", "2023-05-01"] {
      #expect(aid.given.warnings(aid.pays(10_000), day).isEmpty)
      try aid.given.happened(aid.pays(10_000), day)
    }
    #expect(aid.given.warnings(aid.pays(1), "2023-05-31") == over)
    let free = try granted(nil)
    #expect(free.given.warnings(free.pays(1_000_000), "2023-03-01").isEmpty)
  }

  @Test func `aid has the form that was decided`() throws {
    let grant = try granted(nil, form: "grant")
    let loan = LoanGranted(loan: .random(), decision: grant.decision, amount: 1)
    #expect(grant.given.refusals(loan, "2023-03-01") == ["aid-form-other"])
    #expect(grant.given.refusals(grant.pays(), "2023-03-01").isEmpty)
    let lent = try granted(nil, form: "loan")
    let other = LoanGranted(loan: .random(), decision: lent.decision, amount: 1)
    #expect(lent.given.refusals(other, "2023-03-01").isEmpty)
    #expect(lent.given.refusals(lent.pays(), "2023-03-01") == ["aid-form-other"])
  }

  @Test func `a loan that is repaid beyond what was paid out is told`() throws {
    var aid = try granted(nil)
    try aid.lend(10_000)
    func repaid(_ amount: Int64) -> LoanRepaid {
      LoanRepaid(repayment: .random(), loan: aid.loan, amount: amount)
    }
    #expect(aid.given.warnings(repaid(10_000), "2023-06-01").isEmpty)
    try aid.given.happened(aid.paysLoan(4_000), "2023-03-01")
    #expect(aid.given.warnings(repaid(4_000), "2023-06-01").isEmpty)
    #expect(aid.given.warnings(repaid(4_001), "2023-06-01") == ["loan-over-paid-out"])
  }

  @Test(arguments: [
    ("2023-02-01", "2023-02-28", ["charge-outside-stay"], []),
    ("2023-02-01", "2023-03-01", [], ["charge-beyond-stay"]),
    ("2023-03-01", "2023-03-31", [], []), ("2023-03-31", "2023-04-30", [], ["charge-beyond-stay"]),
    ("2023-04-01", "2023-04-30", ["charge-outside-stay"], []),
  ])
  func `a charge is for days of its stay`(
    from: String, to: String, refused: [String], told: [String]
  ) throws {
    var aid = try Aid()
    let stay = RecordID.random()
    try aid.given.happened(StayStarted(stay: stay, stayKind: "crisis"), "2023-03-01")
    try aid.given.happened(StayEnded(stay: stay, stayOutcome: "left"), "2023-03-31")
    let charge = StayCharged(
      charge: .random(), stay: stay, amount: 1, periodFrom: Day(from), periodTo: Day(to))
    #expect(aid.given.refusals(charge, "2023-05-01") == refused)
    guard refused.isEmpty else { return }
    #expect(aid.given.warnings(charge, "2023-05-01") == told)
    try aid.given.happened(charge, "2023-05-01")
    let again = StayCharged(
      charge: .random(), stay: stay, amount: 1, periodFrom: Day(from), periodTo: Day(to))
    #expect(aid.given.warnings(again, "2023-05-01") == told + ["stay-charged-twice"])
  }

  @Test func `the county governor decides what was forwarded, when it was`() throws {
    var aid = try granted(nil)
    let complaint = RecordID.random()
    func received(_ party: String, _ body: String) -> ComplaintReceived {
      ComplaintReceived(
        complaint: complaint, decision: aid.decision, party: party, complaintBody: body)
    }
    #expect(
      aid.given.refusals(received("child", "board"), "2023-03-10")
        == ["complaint-not-to-board", "complaint-of-child"])
    try aid.given.happened(received("applicant", "governor"), "2023-03-10")
    func decided(_ outcome: String) -> ComplaintDecided {
      ComplaintDecided(complaint: complaint, complaintOutcome: outcome)
    }
    #expect(aid.given.refusals(decided("upheld"), "2023-03-20") == ["complaint-not-forwarded"])
    #expect(aid.given.refusals(decided("changed-by-service"), "2023-03-20").isEmpty)
    try aid.given.happened(ComplaintForwarded(complaint: complaint), "2023-03-20")
    #expect(aid.given.refusals(decided("upheld"), "2023-03-19") == ["complaint-decided-early"])
    #expect(aid.given.refusals(decided("upheld"), "2023-03-20").isEmpty)
  }

  @Test func `the last assessment decides whether a programme is granted`() throws {
    var programme = try Programme()
    func assessed(_ found: String) -> WorkAbilityAssessed {
      WorkAbilityAssessed(assessment: .random(), workAbility: found)
    }
    try programme.given.happened(assessed("work"), "2020-01-10")
    let otherwise = ["programme-assessed-otherwise"]
    #expect(programme.given.refusals(programme.grants(), "2020-01-31") == otherwise)
    try programme.grant("2020-02-01")
    #expect(programme.given.warnings(programme.starts(), "2020-03-01").isEmpty)
    try programme.given.happened(assessed("treatment"), "2020-02-20")
    #expect(programme.given.warnings(programme.starts(), "2020-03-01") == otherwise)
  }

  @Test func `an extension makes a programme longer, and only Oslo has districts`() throws {
    var programme = try Programme()
    try programme.grant("2020-02-01")
    try programme.given.happened(programme.starts(plannedEnd: "2021-03-01"), "2020-03-01")
    func extended(_ day: String) throws -> QualificationExtended {
      QualificationExtended(
        qualification: programme.qualification, plannedEnd: try #require(Day(day)),
        extensionReason: "special-reasons")
    }
    #expect(
      try programme.given.refusals(extended("2021-03-01"), "2020-06-01")
        == ["programme-not-longer"])
    #expect(try programme.given.refusals(extended("2021-03-02"), "2020-06-01").isEmpty)
    func ended(_ outcome: String) -> QualificationEnded {
      QualificationEnded(
        qualification: programme.qualification, qualificationOutcome: outcome)
    }
    #expect(programme.given.refusals(ended("6"), "2020-06-01") == ["KOSTRA-11CF-036-oslo"])
    #expect(programme.given.refusals(ended("5"), "2020-06-01").isEmpty)
  }

  @Test(arguments: [
    ("nd", 2006, true), ("nd", 2005, false), ("nd", 1956, false), ("nd", 1955, true),
    ("introduction", 1967, true), ("due", 2008, false), ("families", 2015, false),
  ])
  func `a programme is for those of its age, and others are told of`(
    programme: String, born: Int64, isTold: Bool
  ) throws {
    let aid = try Aid(born: born)
    let entered = ProgrammeEntered(enrolment: .random(), programme: programme)
    #expect(aid.given.warnings(entered, "2023-03-01").contains("enrolment-age") == isTold)
  }

  @Test func `the introduction programme is for refugees`() throws {
    var aid = try Aid()
    let entered = ProgrammeEntered(enrolment: .random(), programme: "introduction")
    let told = ["introduction-without-status"]
    #expect(aid.given.warnings(entered, "2023-03-01") == told)
    try aid.given.happened(RefugeeStatusSet(refugeeStatus: "none"), "2023-02-01")
    #expect(aid.given.warnings(entered, "2023-03-01") == told)
    try aid.given.happened(RefugeeStatusSet(refugeeStatus: "family"), "2023-02-15")
    #expect(aid.given.warnings(entered, "2023-03-01").isEmpty)
  }

  @Test func `phases are those of the programme, in order, and who came to one has begun`() throws {
    var aid = try Aid()
    let (court, club) = (RecordID.random(), RecordID.random())
    try aid.given.happened(ProgrammeEntered(enrolment: court, programme: "nd"), "2023-03-01")
    try aid.given.happened(ProgrammeEntered(enrolment: club, programme: "job-club"), "2023-03-01")
    func phase(_ number: Int64, _ enrolment: RecordID) -> ProgrammePhaseEntered {
      ProgrammePhaseEntered(enrolment: enrolment, phase: number)
    }
    #expect(aid.given.warnings(phase(1, club), "2023-03-02") == ["programme-without-phases"])
    #expect(aid.given.refusals(phase(5, court), "2023-03-02") == ["phase-of-programme"])
    let exited = ProgrammeExited(enrolment: court, programmeOutcome: "not-started")
    #expect(aid.given.refusals(exited, "2023-06-01").isEmpty)
    try aid.given.happened(phase(4, court), "2023-04-01")
    #expect(aid.given.warnings(phase(3, court), "2023-05-01") == ["phase-backwards"])
    #expect(aid.given.warnings(phase(3, court), "2023-03-20").isEmpty)
    #expect(aid.given.refusals(exited, "2023-06-01") == ["begun-already"])
  }

  @Test func `a benefit is applied for that there is, and a refusal gives no day`() throws {
    var aid = try Aid()
    let application = RecordID.random()
    func filed(_ benefit: String) -> BenefitApplicationFiled {
      BenefitApplicationFiled(benefitApplication: application, benefit: benefit)
    }
    #expect(aid.given.refusals(filed("12"), "2023-03-01") == ["benefit-none"])
    try aid.given.happened(filed("04"), "2023-03-01")
    func decided(_ outcome: String) -> BenefitApplicationDecided {
      BenefitApplicationDecided(
        benefitApplication: application, benefitDecision: outcome, grantedFrom: Day("2023-04-01"))
    }
    #expect(aid.given.refusals(decided("refused"), "2023-04-01") == ["refusal-gives-nothing"])
    #expect(aid.given.refusals(decided("granted"), "2023-04-01").isEmpty)
  }

  @Test func `a plan that nobody adopted is hardly fulfilled`() throws {
    var aid = try Aid()
    let plan = RecordID.random()
    try aid.given.happened(IndividualPlanNeedFound(individualPlan: plan), "2023-03-01")
    let ended = IndividualPlanEnded(individualPlan: plan, planEnd: "fulfilled")
    #expect(aid.given.warnings(ended, "2023-06-01") == ["plan-not-adopted"])
    try aid.given.happened(IndividualPlanOffered(individualPlan: plan), "2023-03-02")
    try aid.given.happened(IndividualPlanAdopted(individualPlan: plan), "2023-04-01")
    #expect(aid.given.warnings(ended, "2023-06-01").isEmpty)
  }
}
