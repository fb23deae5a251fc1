import CaseModel
import Projections
import Testing

// What would break: a person who is told of as new though paid the month before, or as gone though
// the log never saw the time before; a night that is paid for and not counted.
@Suite struct `The reports of the social services on days at the edge` {
  private func person(_ number: Int = 1, born: Int64? = 1980) throws -> History {
    var history = try History("person/\(number)")
    try history.add(PersonOpened(birthYear: born), "2006-01-02")
    return history
  }

  private func paid(_ days: String..., kind: String = "subsistence") throws -> History {
    var history = try person()
    for day in days { try pay(&history, day, kind) }
    return history
  }

  private func pay(_ history: inout History, _ day: String, _ kind: String) throws {
    try history.add(
      PaymentMade(
        payment: .random(), decision: .random(), benefitKind: kind, aidForm: "grant", amount: 100),
      day)
  }

  private func cells(
    _ histories: [History], _ period: String, report: String = "social-services-year",
    shows show: Report.Show? = nil, from first: String = "2006-01-01",
    today: String = "2009-12-31"
  ) throws -> [String: Statistics.Cell] {
    let question = Statistics.Question(period: AskedPeriod(period))
    var statistics = try Statistics(
      try #require(Report.named(report)), question,
      coverage: Statistics.Coverage(
        offices: [try #require(Office("3005"))],
        days: (try #require(Day(first)))...(try #require(Day(today)))),
      label: { ($1, $1) })
    for history in histories { statistics.add(history.subject, history.events) }
    let cells = statistics.cells.filter { show == nil || $0.show == show }
    return Dictionary(cells.map { ($0.id, $0) }) { first, _ in first }
  }

  @Test func `who paid all of it back is no recipient, and a month of it no month`() throws {
    var history = try person()
    let payments = [RecordID.random(), RecordID.random()]
    for (payment, day) in zip(payments, ["2008-02-01", "2008-03-01"]) {
      try history.add(
        PaymentMade(
          payment: payment, decision: .random(), benefitKind: "rent", aidForm: "grant",
          amount: 700), day)
    }
    func figures() throws -> [String?] {
      let cells = try cells([history], "2008")
      return ["recipients", "aid-months"].map { cells[$0]?.value?.description }
    }
    func reverse(_ place: Int, _ amount: Int64) throws {
      try history.add(
        PaymentReversed(reversal: .random(), payment: payments[place], amount: amount),
        "2008-04-01")
    }
    #expect(try figures() == ["1", "2"])
    try reverse(0, 200)
    #expect(try figures() == ["1", "2"])
    try reverse(0, 500)
    #expect(try figures() == ["1", "1"])
    try reverse(1, 700)
    #expect(try figures() == ["0", "0"])
  }

  @Test func `an application that a decision answers comes, goes and is met, once`() throws {
    let rows: [Report.Row] = [
      .init("", "", "applications-open-before"), .init("", "", "applications-began"),
      .init("", "", "applications-ended"), .init("", "", "applications-open"),
    ]
    for answers in 0...2 {
      var history = try person()
      let application = RecordID.random()
      try history.add(
        SupportApplied(application: application, appliedFor: "housing"), "2008-02-01")
      for answer in 0..<answers {
        try history.add(
          SupportDecided(
            decision: .random(), service: "housing", supportOutcome: "refused",
            legalBasis: ["LOST-3-4"], application: application), "2008-02-1\(answer)")
      }
      var statistics = try Statistics(
        Report(
          "test", version: 1, rows: rows,
          columns: .period(nil)),
        Statistics.Question(period: AskedPeriod("2008")),
        coverage: Statistics.Coverage(
          offices: [try #require(Office("3005"))],
          days: (try #require(Day("2006-01-01")))...(try #require(Day("2009-12-31")))),
        label: { ($1, $1) })
      statistics.add(history.subject, history.events)
      let ended = answers > 0 ? 1 : 0
      let found = statistics.cells.map { $0.value?.description }
      #expect(found == ["0", "1", "\(ended)", "\(1 - ended)"])
      let day = try #require(Day("2008-06-01"))
      let duties = deadlines(
        of: CaseFile(subject: history.subject, folding: history.events), at: day,
        rules: LawRule.all)
      #expect(duties.contains { $0.status == .overdue } == (answers == 0))
    }
  }

  @Test(
    arguments: [
      // Adopted in an earlier year, in the year; not yet, not at all; ended in the year.
      ("2007-03-01", nil, true), ("2008-12-31", nil, true), ("2009-01-01", nil, false),
      (nil, nil, false), ("2007-03-01", "2008-12-31", false), ("2007-03-01", "2009-01-01", true),
    ] as [(String?, String?, Bool)])
  func `an individual plan is had from the day it is adopted until it ends, in whichever year`(
    adopted: String?, ended: String?, isCounted: Bool
  ) throws {
    var history = try person()
    let plan = RecordID.random()
    try history.add(ProgrammeEntered(enrolment: .random(), programme: "lar"), "2006-02-01")
    try history.add(IndividualPlanNeedFound(individualPlan: plan), "2007-02-01")
    if let adopted { try history.add(IndividualPlanAdopted(individualPlan: plan), adopted) }
    if let ended {
      try history.add(IndividualPlanEnded(individualPlan: plan, planEnd: "fulfilled"), ended)
    }
    let cells = try cells([history], "2008", report: "social-services-scorecard", shows: .actual)
    #expect(cells["lar-plan-share"]?.value?.description == (isCounted ? "100" : "0"))
  }

  private func turnover(_ cells: [String: Statistics.Cell]) -> [String?] {
    ["recipients-before", "recipients-new", "recipients-left", "recipients"].map {
      cells[$0]?.value?.description
    }
  }

  @Test(arguments: [
    // The period before is as long: the month, the quarter, the year, or as many days.
    ("2008-02-29", "2008-03", ["1", "0", "1", "0"]),
    ("2008-01-31", "2008-03", ["0", "0", "0", "0"]),
    ("2007-10-01", "2008-Q1", ["1", "0", "1", "0"]),
    ("2007-09-30", "2008-Q1", ["0", "0", "0", "0"]),
    ("2007-01-01", "2008", ["1", "0", "1", "0"]),
    ("2006-12-31", "2008", ["0", "0", "0", "0"]),
    ("2008-03-01", "2008-03-11..2008-03-20", ["1", "0", "1", "0"]),
    ("2008-02-29", "2008-03-11..2008-03-20", ["0", "0", "0", "0"]),
    ("2008-03-31", "2008-03", ["0", "1", "0", "1"]),
    ("2008-04-01", "2008-03", ["0", "0", "0", "0"]),
  ])
  func `the period before is as long, to the day`(
    day: String, period: String, expected: [String]
  ) throws {
    #expect(try turnover(cells([paid(day)], period)) == expected)
  }

  @Test func `who was paid in both neither came nor went`() throws {
    let found = try cells([paid("2008-02-01", "2008-03-01")], "2008-03")
    #expect(turnover(found) == ["1", "0", "0", "1"])
  }

  @Test func `who came back is told from who came for the first time`() throws {
    let back = try cells([paid("2008-01-15", "2008-03-15")], "2008-03")
    #expect(back["recipients-first-time"]?.value?.scaled == 0)
    #expect(back["recipients-returned"]?.value?.scaled == 1)
    let first = try cells([paid("2008-03-15")], "2008-03")
    #expect(first["recipients-first-time"]?.value?.scaled == 1)
    #expect(first["recipients-returned"]?.value?.scaled == 0)
  }

  @Test func `another benefit is no assistance, before as now`() throws {
    let history = try paid("2008-02-01", kind: "qualification-benefit")
    #expect(try turnover(cells([history], "2008-03")) == ["0", "0", "0", "0"])
  }

  @Test func `where the log does not see the time before, nobody is new`() throws {
    for (first, isKnown) in [
      ("2008-01-31", true), ("2008-02-01", true), ("2008-02-29", true), ("2008-03-01", false),
    ] {
      let found = try cells([paid("2008-03-05")], "2008-03", from: first)
      #expect((found["recipients-new"]?.value != nil) == isKnown, "\(first)")
      #expect((found["recipients-left"]?.value != nil) == isKnown, "\(first)")
      #expect(found["recipients"]?.value?.scaled == 1)
      if !isKnown { #expect(found["recipients-new"]?.missing == .notCovered) }
    }
    // Of a year it must have seen the first month.
    let late = try cells([paid("2008-03-05")], "2008", from: "2007-02-01")
    #expect(late["recipients-new"]?.missing == .notCovered)
  }

  @Test func `before a period that is not over is the whole time as long`() throws {
    let history = try paid("2008-02-28", "2008-03-02")
    let found = try cells([history], "2008-03", today: "2008-03-05")
    #expect(turnover(found) == ["1", "0", "0", "1"])
  }

  @Test func `nobody has six months in a quarter, and that is no nought`() throws {
    let quarter = try cells([paid("2008-03-05")], "2008-Q1")
    #expect(quarter["recipients-long-term"]?.missing == .notDefined)
    #expect(quarter["recipients-long-term-share"]?.value == nil)
    #expect(try cells([paid("2008-03-05")], "2008")["recipients-long-term"]?.value?.scaled == 0)
  }

  @Test(arguments: [(1984, "1"), (1983, "0"), (1990, "1"), (1991, "0")])
  func `the young are 18 to 24 at the year's end`(born: Int64, count: String) throws {
    var history = try person(born: born)
    try pay(&history, "2008-03-15", "subsistence")
    let found = try cells([history], "2008-03", report: "social-services-youth")
    #expect(found["recipients-young"]?.value?.description == count)
    #expect(found["aid-gross-young"]?.value?.description == count)
  }

  @Test(arguments: [
    ("2008-03-01", "2008-03-03", "2"), ("2008-03-01", "2008-03-01", "0"),
    ("2008-02-27", "2008-03-02", "1"), ("2008-03-31", "2008-04-02", "1"),
    ("2008-02-01", "2008-04-30", "31"), ("2008-02-01", "2008-03-01", "0"),
  ])
  func `a night is that after a day of the period`(
    from: String, to: String, nights: String
  ) throws {
    let stay = RecordID.random()
    var history = try person()
    try history.add(StayStarted(stay: stay, stayKind: "crisis"), from)
    try history.add(StayEnded(stay: stay, stayOutcome: "own-home"), to)
    let found = try cells([history], "2008-03", report: "temporary-housing")
    #expect(found["stays-nights"]?.value?.description == nights)
    #expect(found["stays-nights.stay-kind.crisis"]?.value?.description == nights)
  }

  @Test func `a stay that goes on has its nights until the period's end`() throws {
    var history = try person()
    try history.add(StayStarted(stay: .random(), stayKind: "other"), "2008-03-30")
    let found = try cells([history], "2008-03", report: "temporary-housing")
    #expect(found["stays-nights"]?.value?.scaled == 2)
    #expect(found["stays-persons-at.stay-kind.other"]?.value?.scaled == 1)
  }

  @Test func `a charge has the kind of its stay`() throws {
    let stay = RecordID.random()
    var history = try person()
    try history.add(StayStarted(stay: stay, stayKind: "quality-agreement"), "2008-03-01")
    try history.add(StayCharged(charge: .random(), stay: stay, amount: 90_000), "2008-03-31")
    let found = try cells([history], "2008-03", report: "temporary-housing")
    #expect(found["stays-charged.stay-kind.quality-agreement"]?.value?.description == "900")
    #expect(found["stays-charged.stay-kind.unknown"]?.value?.description == "0")
    #expect(found["stays-charged-per-night"]?.value?.description == "29")
  }

  @Test func `refugees in the introduction scheme are left out of the users, others not`() throws {
    func decided(_ number: Int, _ status: String?, inScheme: Bool = false) throws -> History {
      var history = try person(number)
      if let status { try history.add(RefugeeStatusSet(refugeeStatus: status), "2008-01-01") }
      if inScheme {
        try history.add(
          ProgrammeEntered(enrolment: .random(), programme: "introduction"), "2008-02-01")
      }
      try history.add(
        SupportDecided(
          decision: .random(), service: "financial-aid", supportOutcome: "granted",
          legalBasis: ["SOTJ-18"]),
        "2008-03-01")
      return history
    }
    let histories = [
      try decided(1, nil), try decided(2, "none"), try decided(3, "refugee"),
      try decided(4, "family", inScheme: true), try decided(5, "asylum-seeker"),
    ]
    let found = try cells(histories, "2008")
    func row(_ id: String) -> Int64? { found[id]?.value?.scaled }
    #expect(row("persons-aid-decided") == 5)
    #expect(row("persons-aid-decided-without-refugees") == 3)
    #expect(row("persons-aid-decided-outside-scheme") == 4)
    #expect(row("persons-aid-decided.refugee-status.unknown") == 1)
    // The status holds from its day: in the year before, that person was none yet.
    var became = try decided(6, nil)
    try became.add(RefugeeStatusSet(refugeeStatus: "refugee"), "2009-01-01")
    let before = try cells([became], "2008")
    #expect(before["persons-aid-decided-without-refugees"]?.value?.scaled == 1)
  }
}
