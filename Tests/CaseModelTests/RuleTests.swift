import CaseModel
import Testing

/// A case with a report, described and assessed, and an investigation.
struct RunningCase {
  var given: Given
  let report = RecordID.random()
  let investigation = RecordID.random()
  let decision = RecordID.random()
  let measure = RecordID.random()

  init() throws {
    given = try Given.openCase()
    try given.happened(
      ReportReceived(report: report, reporters: ["11"], contents: ["3"]), "2017-01-02")
    try given.happened(ReportAssessed(report: report, conclusion: "2"), "2017-01-05")
    try given.happened(
      InvestigationOpened(investigation: investigation, reports: [report]), "2017-01-05")
  }

  mutating func decide(section: String = "4") throws {
    try given.happened(
      DecisionMade(
        decision: decision, act: "BVL", chapter: "4", section: section, status: "1",
        investigation: investigation), "2017-02-01")
  }

  mutating func startMeasure(category: String = "3.1") throws {
    try given.happened(
      MeasureStarted(
        measure: measure, category: category, class: "change", decision: decision,
        basis: "care-order"), "2017-02-02")
  }
}

// What would break: a report assessed without its facts, a decision under the wrong Act, a case
// closed over a child's open report. Each rule has a case that breaks it and one that just holds.
@Suite struct RuleTests {
  @Test func `a report is not concluded without reporter and content`() throws {
    var given = try Given.openCase()
    let report = RecordID.random()
    try given.happened(ReportReceived(report: report), "2017-01-02")
    let assessed = ReportAssessed(report: report, conclusion: "2")
    #expect(given.refusals(assessed, "2017-01-03") == ["BVR-Melding-4", "BVR-Melding-5"])
    try given.happened(
      ReportDetailsSet(report: report, reporters: ["11"], contents: ["3"]), "2017-01-03")
    #expect(given.refusals(assessed, "2017-01-03").isEmpty)
  }

  @Test func `other public body and other circumstances must be specified`() throws {
    let given = try Given.openCase()
    let vague = ReportReceived(report: .random(), reporters: ["22"], contents: ["18"])
    #expect(given.refusals(vague, "2017-01-02") == ["BVR-Melder-2", "BVR-Saksinnhold-2"])
    #expect(
      given.refusals(
        vague, "2017-01-02", sealed: [.reporterSpecification, .contentSpecification]
      ).isEmpty)
  }

  @Test func `a report is not dismissed without a reason`() throws {
    var given = try Given.openCase()
    let report = RecordID.random()
    try given.happened(
      ReportReceived(report: report, reporters: ["11"], contents: ["3"]), "2017-01-02")
    let dismissed = ReportAssessed(report: report, conclusion: "1")
    #expect(given.refusals(dismissed, "2017-01-03") == ["BV-02"])
    #expect(given.refusals(dismissed, "2017-01-03", sealed: [.text]).isEmpty)
  }

  @Test func `joining a running investigation needs one that runs`() throws {
    var given = try Given.openCase(on: "2021-01-04", today: "2021-12-31")
    let (first, second, investigation) = (RecordID.random(), RecordID.random(), RecordID.random())
    for report in [first, second] {
      try given.happened(
        ReportReceived(report: report, reporters: ["8"], contents: ["7"]), "2021-01-04")
    }
    try given.happened(
      InvestigationOpened(investigation: investigation, reports: [first]), "2021-01-05")
    let alone = ReportAssessed(report: second, conclusion: "4")
    #expect(given.refusals(alone, "2021-01-06") == ["investigation-not-running"])
    let joined = ReportAssessed(report: second, conclusion: "4", investigation: investigation)
    #expect(given.refusals(joined, "2021-01-06").isEmpty)
  }

  @Test func `feedback to an anonymous reporter is refused`() throws {
    var given = try Given.openCase()
    let report = RecordID.random()
    try given.happened(
      ReportReceived(report: report, reporters: ["23"], contents: ["3"]), "2017-01-02")
    let feedback = ReporterFeedbackGiven(report: report, feedback: "received")
    #expect(given.refusals(feedback, "2017-01-09") == ["reporter-anonymous"])
  }

  @Test func `an investigation comes from a report, and not twice from the same`() throws {
    let running = try RunningCase()
    let none = InvestigationOpened(investigation: .random(), reports: [])
    #expect(running.given.refusals(none, "2017-01-06") == ["BVR-Undersokelse-20"])
    let twin = InvestigationOpened(investigation: .random(), reports: [running.report])
    #expect(running.given.refusals(twin, "2017-01-05") == ["BVR-Undersokelse-19"])
  }

  @Test func `a dismissed report leads to no investigation`() throws {
    var given = try Given.openCase()
    let report = RecordID.random()
    try given.happened(
      ReportReceived(report: report, reporters: ["11"], contents: ["3"]), "2017-01-02")
    try given.happened(
      ReportAssessed(report: report, conclusion: "1"), "2017-01-03", sealed: [.text])
    let opened = InvestigationOpened(investigation: .random(), reports: [report])
    #expect(given.refusals(opened, "2017-01-04") == ["report-dismissed"])
  }

  @Test func `concluding with a measure needs grounds and a decision`() throws {
    var running = try RunningCase()
    let bare = InvestigationConcluded(investigation: running.investigation, conclusion: "1")
    #expect(
      running.given.refusals(bare, "2017-02-01") == ["BVR-Undersokelse-7", "BVR-Undersokelse-21"])
    try running.given.happened(
      InvestigationGroundsSet(investigation: running.investigation, grounds: ["3"]), "2017-02-01")
    let petition = InvestigationConcluded(investigation: running.investigation, conclusion: "2")
    #expect(running.given.warnings(petition, "2017-02-01") == ["BVR-Undersokelse-21"])
    try running.decide()
    #expect(running.given.warnings(petition, "2017-02-01").isEmpty)
    let whole = InvestigationConcluded(
      investigation: running.investigation, conclusion: "1", decision: running.decision)
    #expect(running.given.refusals(whole, "2017-02-01").isEmpty)
  }

  @Test func `dismissing an investigation needs a reason, and a move its text`() throws {
    let running = try RunningCase()
    let bare = InvestigationConcluded(investigation: running.investigation, conclusion: "3")
    #expect(running.given.refusals(bare, "2017-02-01") == ["dismissal-reason"])
    let moved = InvestigationConcluded(
      investigation: running.investigation, conclusion: "5", reason: "moved")
    #expect(running.given.refusals(moved, "2017-02-01") == ["KOSTRA-Undersokelse-3"])
    #expect(running.given.refusals(moved, "2017-02-01", sealed: [.text]).isEmpty)
  }

  @Test func `grounds that say other are specified`() throws {
    let running = try RunningCase()
    let vague = InvestigationGroundsSet(investigation: running.investigation, grounds: ["19"])
    #expect(running.given.refusals(vague, "2017-02-01") == ["BVR-Undersokelse-3"])
    #expect(running.given.refusals(vague, "2017-02-01", sealed: [.groundSpecification]).isEmpty)
  }

  @Test func `an extension after the ordinary time is told`() throws {
    let running = try RunningCase()
    let granted = ExtensionDecided(investigation: running.investigation, granted: "1")
    #expect(running.given.warnings(granted, "2017-04-12").isEmpty)
    #expect(running.given.warnings(granted, "2017-04-13") == ["BV-12"])
  }

  @Test func `a breach's reasons are reported before they are accepted`() throws {
    var running = try RunningCase()
    let accepted = BreachReasonAccepted(investigation: running.investigation, accepted: true)
    #expect(running.given.refusals(accepted, "2017-06-01") == ["breach-not-reported"])
    try running.given.happened(
      BreachReasonReported(
        investigation: running.investigation, breachReason: "staffing"), "2017-05-01")
    #expect(running.given.refusals(accepted, "2017-06-01").isEmpty)
  }

  @Test(arguments: [
    ("BVL", "2022-12-31", true), ("BVL", "2023-01-01", false),
    ("BVL2021", "2023-01-01", true), ("BVL2021", "2022-12-31", false),
    ("BL1981", "2023-01-01", true),
  ])
  func `a decision is made under the Act of its day`(act: String, day: String, holds: Bool) throws {
    let given = try Given.openCase(on: "2022-01-03", today: "2023-12-31")
    let made = DecisionMade(
      decision: .random(), act: act, chapter: "4", section: "4", status: "1")
    let refusals = given.refusals(made, day)
    #expect(holds == refusals.isEmpty, "\(refusals)")
    #expect(holds || refusals.contains("BVR-Vedtak-5") || refusals == ["code-outside-dates"])
  }

  @Test func `a legal basis has no section nought`() throws {
    let given = try Given.openCase()
    let zero = DecisionMade(
      decision: .random(), act: "BVL", chapter: "4", section: "0", status: "1")
    #expect(given.refusals(zero, "2017-02-01") == ["BVR-Tiltak-14"])
  }

  @Test func `a decision that is discontinued has ended`() throws {
    var running = try RunningCase()
    try running.decide()
    let status = DecisionStatusChanged(decision: running.decision, status: "3")
    #expect(running.given.refusals(status, "2017-03-01") == ["BVR-Vedtak-3"])
    try running.given.happened(DecisionLapsed(decision: running.decision), "2017-03-01")
    #expect(running.given.refusals(status, "2017-03-01").isEmpty)
    let late = MeasureGranted(
      measure: .random(), decision: running.decision, category: "3.1", class: "change")
    #expect(running.given.refusals(late, "2017-03-02") == ["decision-lapsed-before"])
  }

  @Test func `a measure names its decision, and says what other means`() throws {
    var running = try RunningCase()
    try running.decide()
    let unknown = MeasureStarted(
      measure: .random(), category: "3.1", class: "change", decision: .random())
    #expect(running.given.refusals(unknown, "2017-02-02") == ["record-unknown"])
    let vague = MeasureStarted(
      measure: .random(), category: "3.99", class: "change", decision: running.decision)
    #expect(running.given.refusals(vague, "2017-02-02") == ["BVR-Tiltak-7"])
    #expect(running.given.refusals(vague, "2017-02-02", sealed: [.specification]).isEmpty)
  }

  @Test func `kindergarten at eight and after-school care at twelve are told`() throws {
    var given = try Given(today: "2022-12-31")
    try given.happened(CaseOpened(journal: "1", birthYear: 2010), "2017-01-02")
    let decision = RecordID.random()
    try given.happened(
      DecisionMade(decision: decision, act: "BVL", chapter: "4", section: "4", status: "1"),
      "2017-01-03")
    func measure(_ category: String) -> MeasureStarted {
      MeasureStarted(measure: .random(), category: category, class: "change", decision: decision)
    }
    // Only the year of birth is known: nobody is taken to be older than a child of 31 December.
    for (category, day, rules) in [
      ("4.1", "2018-12-30", []), ("4.1", "2018-12-31", ["BVR-Tiltak-5"]),
      ("4.2", "2022-12-30", []), ("4.2", "2022-12-31", ["BVR-Tiltak-6"]),
    ] {
      given.today = try #require(Day(day))
      #expect(given.warnings(measure(category), "2017-02-01") == rules, "\(category) \(day)")
    }
  }

  @Test func `a care measure in a home ends with a revocation, and other means says what`() throws {
    var running = try RunningCase()
    try running.decide(section: "12")
    try running.startMeasure(category: "2.1")
    let bare = MeasureEnded(measure: running.measure)
    #expect(running.given.refusals(bare, "2017-06-01") == ["BVR-Tiltak-12"])
    let other = MeasureEnded(measure: running.measure, revocation: "4")
    #expect(running.given.refusals(other, "2017-06-01") == ["BVR-Tiltak-8"])
    #expect(running.given.refusals(other, "2017-06-01", sealed: [.revocationSpecification]).isEmpty)
  }

  @Test func `a second home beside an open one is told, and visits belong to an open one`() throws {
    var given = try Given.openCase()
    let first = RecordID.random()
    let office = try #require(Office("3005"))
    func placement(_ id: RecordID) -> PlacementStarted {
      PlacementStarted(
        placement: id, home: "foster-home", basis: "emergency",
        municipality: office)
    }
    try given.happened(placement(first), "2017-02-01")
    #expect(given.warnings(placement(.random()), "2017-03-01") == ["placement-beside-open"])
    let visit = FollowUpVisitDone(visit: .random(), placement: first)
    #expect(given.refusals(visit, "2017-03-01").isEmpty)
    try given.happened(PlacementEnded(placement: first), "2017-04-01")
    #expect(given.refusals(visit, "2017-04-02") == ["record-ended"])
  }

  @Test func `a case is not closed over an unassessed report or a running investigation`() throws {
    var given = try Given.openCase()
    let report = RecordID.random()
    try given.happened(
      ReportReceived(report: report, reporters: ["11"], contents: ["3"]), "2017-01-02")
    let closed = CaseClosed(reason: "no-further-need")
    #expect(given.refusals(closed, "2017-03-01") == ["open-records"])
    try given.happened(ReportAssessed(report: report, conclusion: "2"), "2017-01-05")
    #expect(given.refusals(closed, "2017-03-01").isEmpty)
    let investigation = RecordID.random()
    try given.happened(
      InvestigationOpened(investigation: investigation, reports: [report]), "2017-01-05")
    #expect(given.refusals(closed, "2017-03-01") == ["open-records"])
  }

  @Test func `closing over an open measure is told`() throws {
    var running = try RunningCase()
    try running.decide()
    try running.startMeasure()
    try running.given.happened(
      InvestigationConcluded(
        investigation: running.investigation, conclusion: "3", reason: "no-grounds"), "2017-02-03")
    #expect(
      running.given.warnings(CaseClosed(reason: "moved"), "2017-03-01") == ["BVR-Sak-23"])
  }
}
