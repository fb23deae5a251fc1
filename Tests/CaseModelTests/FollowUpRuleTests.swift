import CaseModel
import Testing

// What would break: two stays at once, a term decided twice, a programme for who is too young, a
// leave that outlives its programme. Each rule has a case that breaks it and one that just holds.
@Suite struct FollowUpRuleTests {
  private func person(born: Int64? = 1980) throws -> Given { try Aid(born: born).given }

  @Test func `nobody has two stays of a kind at once`() throws {
    var given = try person()
    let (first, second) = (RecordID.random(), RecordID.random())
    func starts(_ id: RecordID, _ kind: String = "day-and-night") -> StayStarted {
      StayStarted(stay: id, stayKind: kind)
    }
    func ends(_ id: RecordID) -> StayEnded { StayEnded(stay: id, stayOutcome: "own-home") }
    try given.happened(starts(first), "2023-03-01")
    #expect(given.refusals(ends(first), "2023-02-28") == ["before-start"])
    #expect(given.refusals(starts(second), "2023-03-02") == ["stay-overlap"])
    // Of another kind it is told.
    #expect(
      given.warnings(starts(second, "quality-agreement"), "2023-03-02") == ["stay-overlap"])
    try given.happened(ends(first), "2023-04-01")
    #expect(given.refusals(starts(second), "2023-03-31") == ["stay-overlap"])
    try given.happened(starts(second), "2023-04-01")
    // A late entry between, in one append, and one that would run into the next stay.
    let third = RecordID.random()
    for (day, holds) in [("2023-03-01", true), ("2023-03-02", false)] {
      let batch = [
        try given.event(starts(third), "2023-02-01"), try given.event(ends(third), day),
      ]
      if case .accepted = given.decide(batch) { #expect(holds) } else { #expect(!holds) }
    }
  }

  @Test func `a charge is of a stay, and its period in order`() throws {
    var given = try person()
    let stay = RecordID.random()
    try given.happened(StayStarted(stay: stay, stayKind: "day-and-night"), "2023-03-01")
    func charge(_ from: String) -> StayCharged {
      StayCharged(
        charge: .random(), stay: stay, amount: 90_000, periodFrom: Day(from),
        periodTo: Day("2023-03-31"))
    }
    #expect(given.refusals(charge("2023-04-01"), "2023-04-02") == ["period-reversed"])
    #expect(given.refusals(charge("2023-03-31"), "2023-04-02").isEmpty)
  }

  @Test func `the allowance of a term is applied for and decided once, when the term is there`()
    throws
  {
    var given = try person()
    let (first, second, third) = (RecordID.random(), RecordID.random(), RecordID.random())
    func applied(_ id: RecordID, _ term: String) -> HousingAllowanceApplied {
      HousingAllowanceApplied(allowance: id, termYear: 2006, term: term, firstTime: true)
    }
    func decided(_ id: RecordID, _ outcome: String = "granted") -> HousingAllowanceDecided {
      HousingAllowanceDecided(allowance: id, allowanceOutcome: outcome)
    }
    try given.happened(applied(first, "T1"), "2006-01-15")
    let again = ["allowance-applied-already"]
    #expect(given.refusals(applied(second, "T1"), "2006-01-20") == again)
    var withdrawn = given
    try withdrawn.happened(decided(first, "withdrawn"), "2006-01-20")
    #expect(withdrawn.refusals(applied(second, "T1"), "2006-01-20").isEmpty)
    try given.happened(decided(first), "2006-02-15")
    #expect(given.refusals(decided(first), "2006-02-16") == ["record-ended"])
    #expect(given.refusals(applied(second, "T1"), "2006-02-16") == again)
    #expect(given.refusals(applied(third, "T2"), "2006-03-31") == ["allowance-term-future"])
    try given.happened(applied(third, "T2"), "2006-04-01")
    #expect(given.refusals(decided(third, "refused"), "2006-06-16").isEmpty)
    var dear = decided(third, "refused")
    dear.monthly = 100_000
    #expect(given.refusals(dear, "2006-06-16") == ["refusal-gives-nothing"])
    #expect(given.refusals(applied(.random(), "M01"), "2006-02-01") == ["code-outside-dates"])
  }

  @Test func `a managed account is voluntary, one at a time, and open before it is closed`() throws
  {
    var given = try person()
    let account = RecordID.random()
    func opened(_ consent: Bool) -> ManagedAccountOpened {
      ManagedAccountOpened(account: account, consent: consent)
    }
    let closed = ManagedAccountClosed(account: account, accountEnd: "consent-withdrawn")
    #expect(given.refusals(opened(false), "2023-01-02") == ["account-without-consent"])
    #expect(given.refusals(closed, "2023-01-02") == ["record-unknown"])
    try given.happened(opened(true), "2023-01-02")
    let second = ManagedAccountOpened(account: .random(), consent: true)
    #expect(given.refusals(second, "2023-02-02") == ["account-overlap"])
    #expect(given.refusals(closed, "2023-01-01") == ["before-start"])
    try given.happened(closed, "2023-02-02")
    #expect(given.refusals(closed, "2023-02-03") == ["record-ended"])
    #expect(given.refusals(second, "2023-02-02").isEmpty)
  }

  @Test func `a qualification programme is granted after an assessment`() throws {
    var programme = try Programme()
    #expect(
      programme.given.refusals(programme.grants(), "2020-02-01")
        == ["programme-without-assessment"])
    try programme.assess("2020-02-01")
    #expect(programme.given.refusals(programme.grants(), "2020-02-01").isEmpty)
  }

  @Test(arguments: [
    (2000, "2018-12-31", false), (1999, "2018-12-31", true), (2002, "2019-01-01", false),
    (2001, "2019-01-01", true), (1952, "2019-06-01", true), (1951, "2019-06-01", false),
  ])
  func `who is too young or too old gets no programme`(
    born: Int64, day: String, holds: Bool
  ) throws {
    var programme = try Programme(born: born)
    try programme.assess(day)
    let refusals = programme.given.refusals(programme.grants(), day)
    #expect(refusals == (holds ? [] : ["programme-age"]))
    var unknown = try Programme(born: nil)
    try unknown.assess(day)
    #expect(unknown.given.refusals(unknown.grants(), day).isEmpty)
  }

  @Test func `a programme starts under the decision that grants it, one at a time`() throws {
    var aid = try Aid()
    try aid.grant()
    let wrong = QualificationStarted(qualification: .random(), decision: aid.decision)
    #expect(aid.given.refusals(wrong, "2023-03-01") == ["programme-not-granted"])
    var programme = try Programme()
    try programme.start()
    let second = QualificationStarted(qualification: .random(), decision: programme.decision)
    #expect(programme.given.refusals(second, "2020-04-01") == ["programme-overlap"])
    let ended = QualificationEnded(
      qualification: programme.qualification, qualificationOutcome: "3")
    try programme.given.happened(ended, "2020-04-01")
    #expect(programme.given.refusals(ended, "2020-04-02") == ["record-ended"])
    #expect(programme.given.refusals(second, "2020-04-01").isEmpty)
  }

  @Test(arguments: [
    ("2008-02-01", "LOST-5A", "2009-02-01", "2010-02-01", "new-assessment"),
    ("2018-12-31", "SOTJ-29", "2019-12-31", "2020-12-31", "special-reasons"),
    ("2019-01-01", "SOTJ-29", "2021-01-01", "2022-01-01", "special-reasons"),
  ])
  func `a programme lasts as long as the law of its first day allows`(
    start: String, basis: String, ordinary: String, extended: String, reason: String
  ) throws {
    for (late, refusals) in [(0, [String]()), (1, ["programme-too-long"])] {
      var programme = try Programme()
      try programme.grant(start, basis: basis)
      let (last, longest) = (try #require(Day(ordinary)), try #require(Day(extended)))
      let planned = programme.starts(plannedEnd: last.adding(days: late).description)
      #expect(programme.given.refusals(planned, start) == refusals)
      try programme.given.happened(programme.starts(plannedEnd: ordinary), start)
      let longer = QualificationExtended(
        qualification: programme.qualification, plannedEnd: longest.adding(days: late),
        extensionReason: reason)
      let day = reason == "special-reasons" ? "2019-06-01" : "2008-12-01"
      #expect(programme.given.refusals(longer, day) == refusals)
    }
  }

  @Test func `a programme is not planned to end before it starts`() throws {
    var programme = try Programme()
    try programme.grant("2020-02-01")
    let planned = programme.starts(plannedEnd: "2020-02-29")
    #expect(programme.given.refusals(planned, "2020-03-01") == ["period-reversed"])
    #expect(
      programme.given.refusals(programme.starts(plannedEnd: "2020-03-01"), "2020-03-01").isEmpty)
  }

  @Test func `a leave lies within its programme, one at a time`() throws {
    var programme = try Programme()
    try programme.start()
    let (leave, id) = (RecordID.random(), programme.qualification)
    func starts(_ leave: RecordID) -> QualificationLeaveStarted {
      QualificationLeaveStarted(leave: leave, qualification: id)
    }
    #expect(programme.given.refusals(starts(leave), "2020-02-29") == ["before-start"])
    try programme.given.happened(starts(leave), "2020-06-01")
    #expect(programme.given.refusals(starts(.random()), "2020-07-01") == ["leave-overlap"])
    let ended = QualificationEnded(qualification: id, qualificationOutcome: "7")
    #expect(programme.given.refusals(ended, "2020-08-01") == ["leave-outside"])
    try programme.given.happened(
      QualificationResumed(leave: leave, returned: false), "2020-08-01")
    #expect(programme.given.refusals(ended, "2020-07-31") == ["leave-outside"])
    try programme.given.happened(ended, "2020-08-01")
    #expect(programme.given.refusals(starts(.random()), "2020-08-02") == ["record-ended"])
  }

  @Test func `who takes part in a programme does so once at a time, with one outcome`() throws {
    var given = try person()
    let first = RecordID.random()
    func entered(_ id: RecordID, _ programme: String) -> ProgrammeEntered {
      ProgrammeEntered(enrolment: id, programme: programme, entryBasis: "judgment")
    }
    try given.happened(entered(first, "nd"), "2023-01-02")
    #expect(given.refusals(entered(.random(), "nd"), "2023-02-01") == ["enrolment-overlap"])
    #expect(given.refusals(entered(.random(), "lar"), "2023-02-01").isEmpty)
    let phase = ProgrammePhaseEntered(enrolment: first, phase: 2)
    #expect(given.refusals(phase, "2023-03-01").isEmpty)
    let exited = ProgrammeExited(enrolment: first, programmeOutcome: "completed")
    try given.happened(exited, "2023-06-01")
    #expect(given.refusals(exited, "2023-06-02") == ["record-ended"])
    #expect(given.refusals(phase, "2023-06-02") == ["record-ended"])
    #expect(given.refusals(entered(.random(), "nd"), "2023-06-01").isEmpty)
  }

  @Test func `an activity belongs to one programme`() throws {
    var programme = try Programme()
    try programme.start()
    let enrolment = RecordID.random()
    try programme.given.happened(
      ProgrammeEntered(enrolment: enrolment, programme: "job-club"), "2020-03-01")
    func activity(_ qualification: RecordID?, _ enrolment: RecordID?) -> [String] {
      programme.given.refusals(
        ProgrammeActivityStarted(
          activity: .random(), activityKind: "training", hours: 10,
          qualification: qualification, enrolment: enrolment), "2020-04-01")
    }
    #expect(activity(nil, nil) == ["activity-of-one-programme"])
    #expect(activity(programme.qualification, enrolment) == ["activity-of-one-programme"])
    #expect(activity(programme.qualification, nil).isEmpty)
    #expect(activity(nil, enrolment).isEmpty)
  }

  @Test func `an individual plan is offered, and adopted only if it is wanted`() throws {
    var given = try person()
    let plan = RecordID.random()
    let adopted = IndividualPlanAdopted(individualPlan: plan, coordinator: "w07")
    func answer(_ wanted: Bool) -> IndividualPlanAnswered {
      IndividualPlanAnswered(individualPlan: plan, wanted: wanted)
    }
    try given.happened(IndividualPlanNeedFound(individualPlan: plan), "2023-01-02")
    #expect(given.refusals(answer(true), "2023-01-03") == ["plan-not-offered"])
    #expect(given.refusals(adopted, "2023-01-03") == ["plan-not-offered"])
    try given.happened(IndividualPlanOffered(individualPlan: plan), "2023-01-03")
    #expect(given.refusals(adopted, "2023-01-03").isEmpty)
    try given.happened(answer(false), "2023-01-04")
    #expect(given.refusals(adopted, "2023-01-05") == ["plan-not-wanted"])
    try given.happened(answer(true), "2023-01-05")
    #expect(given.refusals(adopted, "2023-01-05").isEmpty)
  }

  @Test func `a complaint is about a decision on a person as on a child`() throws {
    var aid = try Aid()
    try aid.grant("refused")
    let complaint = ComplaintReceived(
      complaint: .random(), decision: aid.decision, party: "applicant",
      complaintBody: "governor")
    #expect(aid.given.refusals(complaint, "2023-03-10").isEmpty)
    #expect(aid.given.refusals(complaint, "2023-02-24") == ["before-start"])
  }
}
