import CaseModel
import Projections
import Testing

// What would break: a deadline that passes unseen, or a breach that was none.
@Suite struct DeadlineTests {
  private func verdict(
    _ rule: String, _ history: History, at day: String
  ) throws -> [String] {
    let rules = LawRule.all.filter { $0.id.description == rule }
    let day = try #require(Day(day))
    let file = CaseFile(subject: history.subject, folding: history.events, at: day)
    return deadlines(of: file, at: day, rules: rules).map { "\($0.due) \($0.status.rawValue)" }
  }

  private func reported(_ day: String) throws -> (History, RecordID) {
    var history = try History()
    let report = RecordID.random()
    try history.add(CaseOpened(journal: "1"), day)
    try history.add(
      ReportReceived(report: report, reporters: ["11"], contents: ["3"]), day)
    return (history, report)
  }

  @Test func `a report is assessed within a week, the last day included`() throws {
    var (history, report) = try reported("2017-01-02")
    #expect(try verdict("BV-01", history, at: "2017-01-09") == ["2017-01-09 due"])
    #expect(try verdict("BV-01", history, at: "2017-01-10") == ["2017-01-09 overdue"])
    try history.add(ReportAssessed(report: report, conclusion: "2"), "2017-01-10")
    #expect(try verdict("BV-01", history, at: "2017-01-10") == ["2017-01-09 met-late"])
    #expect(try verdict("BV-01", history, at: "2017-01-09") == ["2017-01-09 due"])
  }

  @Test(arguments: [
    ("2016-11-30", "2017-02-28"), ("2017-01-15", "2017-04-15"), ("2022-12-31", "2023-03-31"),
  ])
  func `under the Act of 1992 three calendar months run from the opening`(
    opened: String, due: String
  ) throws {
    var (history, report) = try reported(opened)
    try history.add(InvestigationOpened(investigation: .random(), reports: [report]), opened)
    #expect(try verdict("BV-10", history, at: due) == ["\(due) due"])
    #expect(try verdict("BV-11", history, at: due).isEmpty)
  }

  @Test func `under the Act of 2021 they run from a week after the report came`() throws {
    var (history, report) = try reported("2023-01-02")
    try history.add(
      InvestigationOpened(investigation: .random(), reports: [report]), "2023-01-04")
    #expect(try verdict("BV-11", history, at: "2023-02-01") == ["2023-04-09 due"])
    #expect(try verdict("BV-10", history, at: "2023-02-01").isEmpty)
  }

  @Test func `a granted extension makes it six months, a refused one does not`() throws {
    for (granted, due) in [("1", "2017-07-02"), ("2", "2017-04-02")] {
      var (history, report) = try reported("2017-01-02")
      let investigation = RecordID.random()
      try history.add(
        InvestigationOpened(investigation: investigation, reports: [report]), "2017-01-02")
      try history.add(
        ExtensionDecided(investigation: investigation, granted: granted), "2017-03-01")
      #expect(try verdict("BV-10", history, at: "2017-03-02") == ["\(due) due"])
    }
  }

  @Test func `the statistics bureau counts days from the report, and is told apart`() throws {
    var (history, report) = try reported("2017-01-02")
    try history.add(
      InvestigationOpened(investigation: .random(), reports: [report]), "2017-01-09")
    #expect(try verdict("CAL-05", history, at: "2017-04-09") == ["2017-04-09 due"])
    #expect(try verdict("BV-10", history, at: "2017-04-09") == ["2017-04-09 due"])
    let verdicts = Set(LawRule.all.map(\.verdict))
    #expect(verdicts == [.law, .statistics, .policy])
  }

  @Test func `a message that could not be read is due like the report it may be`() throws {
    var history = try History("message/1")
    let digest = String(repeating: "0", count: 64)
    try history.add(
      MessageStored(message: .random(), problem: "not-json", rawDigest: digest), "2017-01-02")
    #expect(try verdict("BV-01-M", history, at: "2017-01-10") == ["2017-01-09 overdue"])
    try history.add(MessageHandled(outcome: "not-a-report"), "2017-01-10")
    #expect(try verdict("BV-01-M", history, at: "2017-01-10") == ["2017-01-09 met-late"])
  }

  private func measured(plan: String?, closed: String? = nil) throws -> History {
    var history = try History()
    try history.add(CaseOpened(journal: "1"), "2017-01-02")
    let (decision, measure, id) = (RecordID.random(), RecordID.random(), RecordID.random())
    try history.add(
      DecisionMade(decision: decision, act: "BVL", chapter: "4", section: "4", status: "1"),
      "2017-01-02")
    try history.add(
      MeasureStarted(
        measure: measure, category: "3.1", class: "change", decision: decision,
        basis: "assistance"), "2017-02-01")
    if let plan { try history.add(PlanAdopted(plan: id, planType: "1"), plan) }
    if let closed { try history.add(PlanClosed(plan: id), closed) }
    return history
  }

  @Test func `a running measure has a plan from its first day to its last`() throws {
    #expect(try verdict("BV-30", measured(plan: nil), at: "2017-02-02") == ["2017-02-01 overdue"])
    let inTime = try measured(plan: "2017-02-01")
    #expect(try verdict("BV-30", inTime, at: "2017-06-01") == ["2017-02-01 met"])
    let late = try measured(plan: "2017-03-01")
    #expect(try verdict("BV-30", late, at: "2017-02-28") == ["2017-02-01 overdue"])
    #expect(try verdict("BV-30", late, at: "2017-03-01") == ["2017-02-01 met-late"])
    let closed = try measured(plan: "2017-02-01", closed: "2017-05-01")
    #expect(try verdict("BV-30", closed, at: "2017-05-02") == ["2017-05-01 overdue"])
  }

  @Test func `a plan is evaluated again and again, and its own day goes before the policy's`()
    throws
  {
    var history = try History()
    let plan = RecordID.random()
    try history.add(CaseOpened(journal: "1"), "2017-01-02")
    try history.add(PlanAdopted(plan: plan, planType: "1"), "2017-01-02")
    #expect(try verdict("BV-31", history, at: "2017-07-03") == ["2017-07-02 overdue"])
    try history.add(PlanEvaluated(plan: plan), "2017-06-01")
    #expect(
      try verdict("BV-31", history, at: "2017-06-02") == ["2017-07-02 met", "2017-12-01 due"])
    try history.add(PlanClosed(plan: plan), "2017-11-01")
    #expect(try verdict("BV-31", history, at: "2017-12-31") == ["2017-07-02 met"])
    var own = try History()
    try own.add(CaseOpened(journal: "1"), "2017-01-02")
    try own.add(
      PlanAdopted(plan: plan, planType: "1", evaluateBy: Day("2017-04-01")), "2017-01-02")
    #expect(try verdict("BV-31", own, at: "2017-04-02") == ["2017-04-01 overdue"])
  }

  @Test func `visits are four a year, or two from the day they are reduced`() throws {
    var history = try History()
    let placement = RecordID.random()
    try history.add(CaseOpened(journal: "1"), "2017-01-02")
    try history.add(
      PlacementStarted(
        placement: placement, home: "foster-home", basis: "care-order",
        municipality: try #require(Office("3005")), followUpFrequency: "4"), "2017-01-02")
    #expect(try verdict("BV-50", history, at: "2017-02-01") == ["2017-04-02 due"])
    try history.add(FollowUpVisitDone(visit: .random(), placement: placement), "2017-03-01")
    try history.add(
      VisitFrequencySet(placement: placement, followUpFrequency: "2"), "2017-02-15")
    #expect(
      try verdict("BV-50", history, at: "2017-03-02") == ["2017-04-02 met", "2017-09-01 due"])
  }

  @Test func `a duty nobody owes any more is no longer overdue, and not met either`() throws {
    var history = try measured(plan: nil)
    let measure = try #require(try history.file(at: "2017-12-31").episodes(.measure).first?.id)
    try history.add(MeasureEnded(measure: measure), "2017-06-01")
    #expect(try verdict("BV-30", history, at: "2017-06-01") == ["2017-02-01 missed"])
  }
}
