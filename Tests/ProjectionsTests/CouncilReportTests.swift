import CaseModel
import Projections
import Testing

// What would break: a council that is told a wrong figure on a day at the edge, or a share of what
// nobody counted.
@Suite struct `The yearly report on days at the edge` {
  private let report = RecordID.random()
  private let investigation = RecordID.random()

  /// A case with a report.
  private func reported(_ day: String, born: Int64? = 2010, sex: String? = "2") throws -> History {
    var history = try History()
    try history.add(CaseOpened(journal: "1", birthYear: born, sex: sex), day)
    try history.add(ReportReceived(report: report, reporters: ["11"], contents: ["3"]), day)
    return history
  }

  private func council(_ history: History, _ year: Int, at: String? = nil) throws -> Filled {
    try Filled("tilstandsrapport", [history], year: year, at: at)
  }

  @Test(arguments: [
    ("2016-12-31", 2016), ("2017-01-01", 2017), ("2017-12-31", 2017), ("2018-01-01", 2018),
  ])
  func `a report counts in the year of its day`(day: String, year: Int) throws {
    let history = try reported(day)
    for other in 2016...2018 {
      #expect(try council(history, other)["reports"] == (other == year ? "1" : "0"))
    }
  }

  @Test func `a report is in time on the week's last day, late the day after`() throws {
    for (day, inTime) in [("2017-01-09", "1"), ("2017-01-10", "0")] {
      var history = try reported("2017-01-02")
      try history.add(ReportAssessed(report: report, conclusion: "2"), day)
      let table = try council(history, 2017)
      #expect(table["reports-assessed-in-week"] == inTime)
      #expect(table["reports-week-over"] == "1")
      #expect(table["share-reports-assessed-in-week"] == (inTime == "1" ? "100.0" : "0.0"))
      #expect(table["reports.report-conclusion.to-investigation"] == "1")
    }
  }

  @Test func `a report with time left is neither in time nor late, and a share of none missing`()
    throws
  {
    let history = try reported("2017-12-24")
    let table = try council(history, 2017)
    #expect(table["reports.report-conclusion.unassessed"] == "1")
    #expect(table["reports-week-over"] == "0")
    #expect(table["share-reports-assessed-in-week"] == nil)
    #expect(table.missing("share-reports-assessed-in-week") == .noWhole)
    let early = try reported("2017-12-23")
    #expect(try council(early, 2017)["reports-week-over"] == "1")
  }

  @Test func `an investigation is in time on the Act's last day, late the day after`() throws {
    for (day, inTime) in [("2017-04-09", "1"), ("2017-04-10", "0")] {
      var history = try reported("2017-01-02")
      try history.add(
        InvestigationOpened(investigation: investigation, reports: [report]), "2017-01-09")
      try history.add(
        InvestigationConcluded(investigation: investigation, conclusion: "3", reason: "no-grounds"),
        day)
      let table = try council(history, 2017)
      #expect(table["investigations-in-time"] == inTime)
      #expect(table["investigations-concluded"] == "1")
    }
  }

  @Test func `the Act and the statistics may differ, and are told apart`() throws {
    // Three months from 9 January are 9 April; 7 and 90 days from 2 January 9 April too. From
    // November on, the months are a day or two longer.
    var history = try reported("2016-11-23")
    try history.add(
      InvestigationOpened(investigation: investigation, reports: [report]), "2016-11-30")
    try history.add(
      InvestigationConcluded(investigation: investigation, conclusion: "3", reason: "no-grounds"),
      "2017-02-28")
    var table = try council(history, 2017)
    #expect(table["investigations-in-time"] == "1")
    #expect(table["investigations-in-days"] == "1")
    history = try reported("2017-06-23")
    try history.add(
      InvestigationOpened(investigation: investigation, reports: [report]), "2017-06-30")
    try history.add(
      InvestigationConcluded(investigation: investigation, conclusion: "3", reason: "no-grounds"),
      "2017-09-30")
    table = try council(history, 2017)
    #expect(table["investigations-in-time"] == "1")
    #expect(table["investigations-in-days"] == "0")
  }

  @Test func `the day count is missing for a year before it began, never 0`() throws {
    var history = try reported("2006-02-01")
    try history.add(
      InvestigationOpened(investigation: investigation, reports: [report]), "2006-02-02")
    let table = try council(history, 2006)
    #expect(table["investigations-overdue"] == "1")
    #expect(table["investigations-in-days"] == nil)
    #expect(table.missing("investigations-in-days") == .noRule)
    #expect(table.missing("investigations-overdue-in-days") == .noRule)
  }

  @Test func `an investigation that ends on 1 January was open when the year began`() throws {
    for (day, open, concluded) in [("2017-01-01", "1", "1"), ("2016-12-31", "0", "0")] {
      var history = try reported("2016-11-01")
      try history.add(
        InvestigationOpened(investigation: investigation, reports: [report]), "2016-11-02")
      try history.add(
        InvestigationConcluded(investigation: investigation, conclusion: "3", reason: "no-grounds"),
        day)
      let table = try council(history, 2017)
      #expect(table["investigations-open-before"] == open)
      #expect(table["investigations-concluded"] == concluded)
      #expect(table["investigations-running"] == "0")
    }
  }

  @Test func `what is open at 31.12. is overdue when its last day was the day before`() throws {
    for (opened, overdue) in [("2017-09-30", "1"), ("2017-10-01", "0")] {
      var history = try reported(opened)
      try history.add(
        InvestigationOpened(investigation: investigation, reports: [report]), opened)
      let table = try council(history, 2017)
      #expect(table["investigations-running"] == "1")
      // Three months from 30.9. are 30.12., from 1.10. 1.1.
      #expect(table["investigations-overdue"] == overdue)
    }
  }

  @Test(arguments: [
    (2017, "0-2"), (2015, "0-2"), (2014, "3-5"), (2012, "3-5"), (2011, "6-12"), (2005, "6-12"),
    (2004, "13-17"), (2000, "13-17"), (1999, "18+"), (2018, "0-2"),
  ])
  func `age is that at 31.12. of the year`(born: Int64, group: String) throws {
    let table = try council(try reported("2017-01-01", born: born), 2017)
    for other in ["0-2", "3-5", "6-12", "13-17", "18+", "unknown"] {
      #expect(table["reports.age.\(other)"] == (other == group ? "1" : "0"))
    }
  }

  @Test func `a child without year of birth or sex is unknown, not left out`() throws {
    let table = try council(try reported("2017-01-01", born: nil, sex: nil), 2017)
    #expect(table["reports.age.unknown"] == "1")
    #expect(table["reports.sex.unknown"] == "1")
    #expect(table["reports.sex.2"] == "0")
  }
}

// What would break: a child in care who is reported as helped at home, or a visit counted twice.
@Suite struct `Measures, homes, plans and visits of the year` {
  private func council(_ history: History, _ year: Int) throws -> Filled {
    try Filled("tilstandsrapport", [history], year: year)
  }

  private func measured(
    act: String = "BVL", chapter: String = "4", section: String = "4",
    paragraphs: [Int64] = [], alsoUnder: [String] = [], basis: String? = nil,
    on day: String = "2017-02-01"
  ) throws -> History {
    var history = try History()
    try history.add(CaseOpened(journal: "1", birthYear: 2010, sex: "1"), "2017-01-02")
    try add(
      to: &history,
      DecisionMade(
        decision: .random(), act: act, chapter: chapter, section: section,
        paragraphs: paragraphs, alsoUnder: alsoUnder, status: "1"), basis, on: day)
    return history
  }

  private func add(
    to history: inout History, _ decision: DecisionMade, _ basis: String?, on day: String
  ) throws {
    try history.add(decision, day)
    try history.add(
      MeasureStarted(
        measure: .random(), category: "3.1", class: "change", decision: decision.decision,
        basis: basis), day)
  }

  @Test func `a care order is known by the stated basis, or else by the decision's sections`()
    throws
  {
    let care = [
      try measured(section: "12"), try measured(section: "8", paragraphs: [2]),
      try measured(section: "8", paragraphs: [1, 3]),
      try measured(section: "8", alsoUnder: ["BVL 4-12 ledd 1"]),
      try measured(act: "BVL2021", chapter: "5", section: "1"),
      try measured(section: "4", basis: "care-order"),
    ]
    let assistance = [
      try measured(), try measured(section: "8", paragraphs: [1]),
      try measured(act: "BVL2021", chapter: "3", section: "1"),
      try measured(act: "BVL2021", chapter: "4", section: "12"),
      try measured(section: "12", basis: "assistance"),
      try measured(section: "8", alsoUnder: ["BVL 4-121"]),
    ]
    for (histories, group, other) in [
      (care, "care-order", "assistance"), (assistance, "assistance", "care-order"),
    ] {
      for history in histories {
        let table = try council(history, 2017)
        #expect(table["children-with-measure.measure-kind.\(group)"] == "1")
        #expect(table["children-with-measure.measure-kind.\(other)"] == "0")
      }
    }
  }

  @Test func `a measure with sections of its own needs no decision, and neither is unknown`()
    throws
  {
    for (act, section, group) in [
      ("BVL" as String?, "12" as String?, "care-order"), ("BVL", "4", "assistance"),
      (nil, nil, "unknown"),
    ] {
      var history = try History()
      try history.add(CaseOpened(journal: "1"), "2017-01-02")
      try history.add(
        MeasureStarted(
          measure: .random(), category: "2.1", class: "not-given", act: act, chapter: "4",
          section: section), "2017-02-01")
      let table = try council(history, 2017)
      #expect(table["children-with-measure.measure-kind.\(group)"] == "1", "\(group)")
    }
  }

  @Test func `a child with both is one child, and in care`() throws {
    var history = try measured(basis: "assistance")
    try add(
      to: &history,
      DecisionMade(decision: .random(), act: "BVL", chapter: "4", section: "12", status: "1"),
      "care-order", on: "2017-06-01")
    let table = try council(history, 2017)
    #expect(table["children-with-measure"] == "1")
    #expect(table["children-with-measure.measure-kind.care-order"] == "1")
    #expect(table["children-with-measure.measure-kind.assistance"] == "0")
  }

  @Test func `a measure that ends on 1 January is in the year, and not at its end`() throws {
    var history = try measured(basis: "assistance")
    let measure = try #require(try history.file(at: "2030-01-01").episodes(.measure).first?.id)
    try history.add(MeasureEnded(measure: measure), "2018-01-01")
    #expect(try council(history, 2018)["children-with-measure"] == "1")
    #expect(try council(history, 2018)["children-with-measure-at"] == "0")
    #expect(try council(history, 2017)["children-with-measure-at"] == "1")
    #expect(try council(history, 2019)["children-with-measure"] == "0")
  }

  @Test func `every child with running assistance has a plan or has none`() throws {
    for (adopted, with, without) in [
      ("2017-12-31", "1", "0"), ("2018-01-01", "0", "1"),
    ] {
      var history = try measured(basis: "assistance", on: "2017-12-31")
      try history.add(PlanAdopted(plan: .random(), planType: "1"), adopted)
      let table = try council(history, 2017)
      #expect(table["children-owed-plan-at"] == "1")
      #expect(table["children-with-plan-at"] == with)
      #expect(table["children-without-plan-at"] == without)
    }
  }

  @Test func `a plan is evaluated in the year of the evaluation, and once`() throws {
    var history = try measured(basis: "assistance")
    let plan = RecordID.random()
    try history.add(PlanAdopted(plan: plan, planType: "1"), "2017-02-01")
    for day in ["2017-07-01", "2017-12-31"] { try history.add(PlanEvaluated(plan: plan), day) }
    #expect(try council(history, 2017)["plans-evaluated"] == "1")
    #expect(try council(history, 2018)["plans-evaluated"] == "0")
    #expect(try council(history, 2018)["plans-overdue"] == "1")
    #expect(try council(history, 2017)["plans-overdue"] == "0")
  }

  private let placement = RecordID.random()

  private func placed(_ home: String, on day: String = "2017-01-31") throws -> History {
    var history = try History()
    try history.add(CaseOpened(journal: "1"), "2017-01-02")
    try history.add(
      PlacementStarted(
        placement: placement, home: home, basis: "voluntary",
        municipality: try #require(Office("3006")), followUpFrequency: "4",
        supervisionFrequency: "4"), day)
    return history
  }

  @Test func `a child is placed in the home it lives in at 31.12.`() throws {
    var history = try placed("emergency-home")
    #expect(try council(history, 2017)["children-placed-at.home.emergency-home"] == "1")
    try history.add(
      PlacementMoved(
        placement: placement, home: "relative", municipality: try #require(Office("3005"))),
      "2017-12-31")
    let table = try council(history, 2017)
    #expect(table["children-placed-at.home.relative"] == "1")
    #expect(table["children-placed-at.home.emergency-home"] == "0")
    #expect(table["children-placed-at"] == "1")
  }

  @Test func `a visit is owed for each three months that the child lives there to the end of`()
    throws
  {
    // From 31.1.: 30.4., 31.7., 31.10., and in the next year 31.1.
    let history = try placed("foster-home")
    #expect(try council(history, 2017)["follow-up-owed"] == "3")
    #expect(try council(history, 2018)["follow-up-owed"] == "4")
    for (ended, owed) in [("2017-10-31", "2"), ("2017-11-01", "3")] {
      var left = history
      try left.add(PlacementEnded(placement: placement), ended)
      #expect(try council(left, 2017)["follow-up-owed"] == owed)
    }
    #expect(try council(try placed("institution"), 2017)["follow-up-owed"] == "0")
  }

  @Test func `two visits in one stretch do not make up for none in the next`() throws {
    var history = try placed("foster-home")
    for day in ["2017-01-31", "2017-04-30", "2017-05-01"] {
      try history.add(FollowUpVisitDone(visit: .random(), placement: placement), day)
    }
    var table = try council(history, 2017)
    #expect(table["follow-up-kept"] == "2")
    #expect(table["share-follow-up-kept"] == "66.7")
    #expect(table["follow-up-visits"] == "3")
    #expect(table["children-follow-up-kept"] == "0")
    try history.add(FollowUpVisitDone(visit: .random(), placement: placement), "2017-08-01")
    table = try council(history, 2017)
    #expect(table["children-follow-up-kept"] == "1")
    #expect(table["share-children-follow-up-kept"] == "100.0")
    #expect(table["children-supervision-kept"] == "0")
  }

  @Test func `a lower frequency holds from the next stretch on`() throws {
    var history = try placed("foster-home")
    try history.add(VisitFrequencySet(placement: placement, followUpFrequency: "2"), "2017-02-15")
    // 30.4. as before, then six months: 30.10.
    let table = try council(history, 2017)
    #expect(table["follow-up-owed"] == "2")
    #expect(table["supervision-owed"] == "3")
  }

  @Test func `time in an institution between two foster homes owes no visits`() throws {
    var history = try placed("foster-home")
    for (day, home) in [("2017-05-01", "institution"), ("2017-08-01", "relative")] {
      try history.add(
        PlacementMoved(
          placement: placement, home: home, municipality: try #require(Office("3006"))), day)
    }
    #expect(try council(history, 2017)["follow-up-owed"] == "2")
  }
}
