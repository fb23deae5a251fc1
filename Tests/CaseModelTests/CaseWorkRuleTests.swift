import CaseModel
import Testing

// What would break: a decision on a report that the commission never saw, a refund claimed twice
// for the same days, a grown-up settled as a minor, a child waiting for what it already has.
@Suite struct CaseWorkRuleTests {
  @Test func `a decision on an expert's report that was not reviewed is told`() throws {
    var given = try Given.openCase()
    let engagement = RecordID.random()
    func decided() -> DecisionMade {
      DecisionMade(decision: .random(), act: "BVL", chapter: "4", section: "4", status: "1")
    }
    func reviewed(_ how: String) -> ExpertReportReviewed {
      ExpertReportReviewed(engagement: engagement, expertReview: how)
    }
    try given.happened(
      ExpertEngaged(engagement: engagement, engagedBy: "child-welfare"), "2017-02-01")
    #expect(given.warnings(decided(), "2017-03-01").isEmpty)
    #expect(given.refusals(reviewed("no-remarks"), "2017-03-01") == ["expert-report-missing"])
    try given.happened(
      ExpertEngagementEnded(engagement: engagement, expertOutcome: "delivered"), "2017-04-01")
    #expect(given.warnings(decided(), "2017-03-31").isEmpty)
    #expect(given.warnings(decided(), "2017-04-01") == ["BV-18"])
    let petition = BoardReferralSent(
      boardReferral: .random(), act: "BVL", chapter: "4", section: "12")
    #expect(given.warnings(petition, "2017-04-01") == ["BV-18"])
    try given.happened(reviewed("more-wanted"), "2017-05-01")
    #expect(given.warnings(decided(), "2017-05-01") == ["BV-18"])
    try given.happened(reviewed("serious-remarks"), "2017-06-01")
    #expect(given.warnings(decided(), "2017-06-01").isEmpty)
  }

  @Test func `the court's own expert and one that never reported are not waited for`() throws {
    for (engagedBy, outcome) in [("court", "delivered"), ("child-welfare", "withdrawn")] {
      var given = try Given.openCase()
      let engagement = RecordID.random()
      try given.happened(ExpertEngaged(engagement: engagement, engagedBy: engagedBy), "2017-02-01")
      try given.happened(
        ExpertEngagementEnded(engagement: engagement, expertOutcome: outcome), "2017-04-01")
      let decided = DecisionMade(
        decision: .random(), act: "BVL", chapter: "4", section: "4", status: "1")
      #expect(given.warnings(decided, "2017-05-01").isEmpty)
    }
  }

  @Test func `a child waits for what it was granted and has not got`() throws {
    var running = try RunningCase()
    try running.decide()
    let waiting = RecordID.random()
    try running.given.happened(
      MeasureGranted(
        measure: running.measure, decision: running.decision, category: "3.1", class: "change"),
      "2017-02-01")
    let entered = WaitingListEntered(waiting: waiting, measure: running.measure)
    let left = WaitingListLeft(waiting: waiting, waitingOutcome: "started")
    try running.given.happened(entered, "2017-02-01")
    #expect(running.given.refusals(left, "2017-02-02") == ["waiting-not-started"])
    let again = WaitingListEntered(waiting: .random(), measure: running.measure)
    #expect(running.given.refusals(again, "2017-02-02") == ["waiting-overlap"])
    try running.startMeasure()
    #expect(running.given.refusals(left, "2017-02-02").isEmpty)
    #expect(running.given.refusals(again, "2017-02-02").contains("waiting-for-started"))
  }

  @Test func `a session belongs to a measure or a placement that lasts`() throws {
    var running = try RunningCase()
    let bare = SessionHeld(session: .random(), sessionKind: "guidance", recipient: "parents")
    #expect(running.given.refusals(bare, "2017-02-02") == ["session-of-nothing"])
    try running.decide()
    try running.startMeasure()
    let held = SessionHeld(
      session: .random(), sessionKind: "guidance", recipient: "parents", measure: running.measure)
    #expect(running.given.refusals(held, "2017-02-02").isEmpty)
    try running.given.happened(
      MeasureEnded(measure: running.measure, outcome: "goal-reached"), "2017-03-01")
    #expect(running.given.refusals(held, "2017-03-02") == ["record-ended"])
  }

  @Test func `an emergency placement names a decision, and a night of duty its day`() throws {
    var running = try RunningCase()
    try running.decide()
    func handled(_ decision: RecordID?, night: String? = nil) -> EmergencyHandled {
      EmergencyHandled(
        emergency: .random(), emergencyService: "duty", emergencyOutcome: "placement",
        night: night.flatMap { Day($0) }, decision: decision)
    }
    #expect(running.given.refusals(handled(nil), "2017-03-02") == ["emergency-without-decision"])
    for (night, holds) in [
      ("2017-03-02", true), ("2017-03-01", true), ("2017-02-28", false), ("2017-03-03", false),
    ] {
      #expect(
        running.given.refusals(handled(running.decision, night: night), "2017-03-02")
          == (holds ? [] : ["night-other"]), "\(night)")
    }
  }

  @Test func `nobody is their own sibling`() throws {
    let given = try Given.openCase()
    for key in ["case/1", "1"] {
      #expect(
        given.refusals(
          SiblingRecorded(sibling: .random(), case: key, together: true), "2017-02-01")
          == ["sibling-self"])
    }
    #expect(
      given.refusals(
        SiblingRecorded(sibling: .random(), case: "case/2", together: true), "2017-02-01"
      ).isEmpty)
  }

  @Test func `a reason for no aftercare is given where there is none`() throws {
    for (conclusion, rules) in [("1", ["aftercare-accepted"]), ("3", [])] {
      var given = try Given.openCase(on: "2022-01-03", today: "2022-12-31")
      let aftercare = RecordID.random()
      let reason = NoAftercareReasonGiven(
        aftercare: aftercare, noAftercareReason: "does-not-want")
      try given.happened(AftercareOffered(aftercare: aftercare), "2022-02-01")
      try given.happened(
        AftercareConcluded(aftercare: aftercare, conclusion: conclusion), "2022-03-01")
      #expect(given.refusals(reason, "2022-04-01") == rules)
    }
  }

  @Test func `a higher court hears what a lower one has ruled`() throws {
    var given = try Given.openCase()
    let district = RecordID.random()
    func opened(_ instance: String, _ appealed: RecordID?) -> CourtCaseOpened {
      CourtCaseOpened(courtCase: .random(), courtInstance: instance, appealed: appealed)
    }
    #expect(given.refusals(opened("appeal", nil), "2017-02-01") == ["court-appeal"])
    try given.happened(
      CourtCaseOpened(courtCase: district, courtInstance: "district"), "2017-02-01")
    #expect(given.refusals(opened("appeal", district), "2017-03-01") == ["court-not-ruled"])
    try given.happened(CourtRuled(courtCase: district, courtOutcome: "upheld"), "2017-03-01")
    #expect(given.refusals(opened("appeal", district), "2017-03-01").isEmpty)
    #expect(given.refusals(opened("district", district), "2017-03-01") == ["court-appeal"])
    #expect(given.refusals(opened("supreme", district), "2017-03-01").isEmpty)
  }

  @Test(arguments: [(1998, []), (1999, []), (1997, ["minor-of-age"])])
  func `who is settled as a minor may be one by the year of birth`(
    born: Int, rules: [String]
  ) throws {
    // In 2016 one born in 1998 may still be seventeen, one born in 1997 is eighteen at least.
    var given = try Given(today: "2016-12-31")
    try given.happened(CaseOpened(journal: "1", birthYear: Int64(born)), "2016-01-04")
    let settled = MinorSettled(settlement: .random(), settlementHousing: "shared-housing")
    #expect(given.refusals(settled, "2016-02-01") == rules)
  }

  @Test func `a child is settled once at a time`() throws {
    var given = try Given.openCase()
    let first = RecordID.random()
    func settled(_ id: RecordID) -> MinorSettled {
      MinorSettled(settlement: id, settlementHousing: "foster-home")
    }
    try given.happened(settled(first), "2017-02-01")
    #expect(given.refusals(settled(.random()), "2017-03-01") == ["settlement-overlap"])
    #expect(
      given.refusals(SettlementDetailsSet(settlement: first), "2017-03-01") == ["nothing-set"])
    #expect(
      given.refusals(
        SettlementDetailsSet(settlement: first), "2017-03-01", sealed: [.representativeName]
      ).isEmpty)
    try given.happened(SettlementEnded(settlement: first, settlementEnd: "moved"), "2017-03-01")
    #expect(given.refusals(settled(.random()), "2017-03-01").isEmpty)
  }

  @Test func `a supervision visit is reported on once`() throws {
    var given = try Given.openCase()
    let (placement, visit) = (RecordID.random(), RecordID.random())
    try given.happened(
      PlacementStarted(
        placement: placement, home: "foster-home", basis: "voluntary",
        municipality: try #require(Office("3005"))), "2017-02-01")
    try given.happened(SupervisionVisitDone(visit: visit, placement: placement), "2017-03-01")
    func report() -> SupervisionReportReceived {
      SupervisionReportReceived(supervisionReport: .random(), visit: visit, concern: false)
    }
    try given.happened(report(), "2017-03-10")
    #expect(given.refusals(report(), "2017-03-11") == ["supervision-report-twice"])
  }
}

// A municipality is paid what it claims, once for each day.
@Suite struct RefundClaimTests {
  private struct Settled {
    var given: Given
    let settlement = RecordID.random()

    init() throws {
      given = try Given.openCase()
      try given.happened(
        MinorSettled(settlement: settlement, settlementHousing: "shared-housing"), "2017-01-02")
    }

    func claim(
      _ from: String, _ to: String, _ id: RecordID = .random(),
      kind: String = "unaccompanied-minor",
      bare: Bool = false
    ) throws -> RefundClaimed {
      RefundClaimed(
        refundClaim: id, claimKind: kind, refundSource: "state", amount: 100_000,
        periodFrom: try #require(Day(from)), periodTo: try #require(Day(to)),
        settlement: bare ? nil : settlement)
    }
  }

  @Test func `a claim names what cost`() throws {
    let settled = try Settled()
    for (kind, bare, holds) in [
      ("unaccompanied-minor", false, true), ("unaccompanied-minor", true, false),
      ("foster-home", false, false), ("special-resources", true, true),
    ] {
      let claim = try settled.claim("2017-02-01", "2017-02-28", kind: kind, bare: bare)
      #expect(
        settled.given.refusals(claim, "2017-03-01") == (holds ? [] : ["claim-without-ground"]),
        "\(kind) \(bare)")
    }
    let reversed = try settled.claim("2017-02-28", "2017-02-01")
    #expect(settled.given.refusals(reversed, "2017-03-01") == ["period-reversed"])
  }

  @Test func `the same days are claimed once, unless the first claim was refused`() throws {
    var settled = try Settled()
    let first = RecordID.random()
    try settled.given.happened(try settled.claim("2017-02-01", "2017-02-28", first), "2017-03-01")
    let beside = try settled.claim("2017-03-01", "2017-03-31")
    #expect(settled.given.refusals(beside, "2017-04-01").isEmpty)
    let across = try settled.claim("2017-02-28", "2017-03-31")
    #expect(settled.given.refusals(across, "2017-04-01") == ["claim-overlap"])
    try settled.given.happened(
      RefundClaimAnswered(refundClaim: first, claimAnswer: "refused", received: 0), "2017-04-01")
    #expect(settled.given.refusals(across, "2017-04-01").isEmpty)
  }

  @Test(arguments: [
    ("paid", 100_000, true), ("paid", 99_999, false), ("paid", 100_001, false),
    ("partly", 1, true), ("partly", 0, false), ("partly", 100_000, false),
    ("refused", 0, true), ("refused", 1, false), ("withdrawn", 1, false),
  ])
  func `what came fits the answer`(answer: String, received: Int, fits: Bool) throws {
    var settled = try Settled()
    let claim = RecordID.random()
    try settled.given.happened(try settled.claim("2017-02-01", "2017-02-28", claim), "2017-03-01")
    let answered = RefundClaimAnswered(
      refundClaim: claim, claimAnswer: answer, received: Int64(received))
    #expect(
      settled.given.refusals(answered, "2017-04-01") == (fits ? [] : ["claim-answer-amount"]))
  }

  @Test func `money comes back after the case is closed`() throws {
    var settled = try Settled()
    let claim = RecordID.random()
    try settled.given.happened(try settled.claim("2017-02-01", "2017-02-28", claim), "2017-03-01")
    try settled.given.happened(
      SettlementEnded(settlement: settled.settlement, settlementEnd: "moved"), "2017-03-02")
    try settled.given.happened(CaseClosed(reason: "moved"), "2017-03-03")
    let answered = RefundClaimAnswered(refundClaim: claim, claimAnswer: "paid", received: 100_000)
    #expect(settled.given.refusals(answered, "2017-04-01").isEmpty)
  }
}
