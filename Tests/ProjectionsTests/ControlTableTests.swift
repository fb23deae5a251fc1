import CaseModel
import Projections
import Testing

// What would break: a report that somebody has among those that nobody has, a claim that is
// answered among the open ones, a control that was left out counted as made.
@Suite struct ControlTableTests {
  @Test func `a report that nobody has is told until it or its case is assigned`() throws {
    var histories: [History] = []
    for number in 1...4 {
      var history = try History("case/\(number)")
      let report = RecordID.random()
      try history.add(CaseOpened(journal: "\(number)"), "2017-11-01")
      try history.add(ReportReceived(report: report), "2017-11-01")
      switch number {
      case 1: try history.add(ReportAssigned(report: report, worker: "w1"), "2017-11-02")
      case 2: try history.add(CaseAssigned(worker: "w1"), "2017-11-02")
      case 3: try history.add(ReportAssessed(report: report, conclusion: "1"), "2017-11-05")
      default: try history.add(CaseAssigned(worker: "w1"), "2018-01-01")
      }
      histories.append(history)
    }
    #expect(try control(histories)["reports-without-worker"] == "1")
    #expect(try control(histories, at: "2017-11-01")["reports-without-worker"] == "4")
  }

  @Test func `claims, experts and court cases are told by what became of them`() throws {
    var history = try History()
    try history.add(CaseOpened(journal: "1"), "2016-01-01")
    let claims = [RecordID.random(), .random()]
    for (claim, amount) in zip(claims, [1_234_50, 1_000_00] as [Int64]) {
      try history.add(
        RefundClaimed(
          refundClaim: claim, claimKind: "foster-home", refundSource: "state", amount: amount,
          periodFrom: try day("2016-01-01"), periodTo: try day("2016-12-31")), "2017-02-01")
    }
    try history.add(
      RefundClaimAnswered(refundClaim: claims[0], claimAnswer: "partly", received: 1_000_25),
      "2017-06-01")
    let experts = [RecordID.random(), .random(), .random()]
    for (expert, due) in zip(experts, ["2017-05-01", "2017-05-01", "2018-05-01"]) {
      try history.add(
        ExpertEngaged(engagement: expert, engagedBy: "child-welfare", reportDue: try day(due)),
        "2017-01-10")
    }
    try history.add(
      ExpertEngagementEnded(engagement: experts[0], expertOutcome: "delivered"), "2017-04-30")
    try history.add(
      ExpertReportReviewed(engagement: experts[0], expertReview: "remarks"), "2017-05-20")
    for (outcome, ruled) in [("upheld", "2017-03-01"), ("changed", "2017-04-01"), ("upheld", nil)] {
      let court = RecordID.random()
      try history.add(CourtCaseOpened(courtCase: court, courtInstance: "district"), "2017-02-02")
      if let ruled {
        try history.add(CourtRuled(courtCase: court, courtOutcome: outcome), ruled)
      }
    }
    let table = try control([history])
    let wanted = [
      "refunds-claimed": "2234.50", "refunds-paid": "1000.25", "refund-claims-open": "1",
      "expert-reports-running": "2", "expert-reports-overdue": "1",
      "expert-reports-delivered": "1", "expert-reports-reviewed": "1",
      "court-cases-opened": "3", "court-cases-ruled": "2", "court-cases-open": "1",
      "court-cases-ruled.court-outcome.upheld": "1",
      "court-cases-ruled.court-outcome.changed": "1",
      "court-cases-ruled.court-outcome.settled": "0",
    ]
    for (row, value) in wanted { #expect(table[row] == value, "\(row)") }
  }

  @Test func `a control is owed by its frequency, and kept where it was made`() throws {
    var unit = try History("unit/3005")
    let control = RecordID.random()
    try unit.add(UnitEstablished(name: "Drammen"), "2010-01-01")
    try unit.add(
      ControlDefined(
        control: control, name: "Reports", controlKind: "internal-control",
        controlFrequency: "quarterly"), "2016-12-31")
    for (run, found) in [("2017-02-01", 3), ("2017-08-15", 1)] as [(String, Int64)] {
      try unit.add(
        ControlPerformed(run: .random(), control: control, examined: 20, found: found), run)
    }
    let table = try self.control([unit])
    #expect(table["controls-owed"] == "4")
    #expect(table["controls-kept"] == "2")
    #expect(table["share-controls-kept"] == "50.0")
    #expect(table["control-findings"] == "4")
    #expect(table["controls-running"] == "1")
  }

  private func control(_ histories: [History], at day: String? = nil) throws -> Filled {
    try Filled("child-welfare-control", histories, year: 2017, at: day)
  }
}
