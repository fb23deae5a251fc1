import CaseModel
import Projections
import Testing

// What would break: a breach that was none, a lapse called a breach, a right cut off a day early.
@Suite struct LawTableTests {
  private func verdicts(
    _ rule: String, _ history: History, at day: Day, under law: String? = nil
  ) throws -> [String] {
    let rules = LawRule.all.filter { "\($0.id)" == rule }
    try #require(rules.count == 1)
    let file = CaseFile(subject: history.subject, folding: history.events, at: day)
    return deadlines(of: file, at: day, rules: rules, under: law.flatMap { Day($0) })
      .map { "\($0.due) \($0.status.rawValue)" }
  }

  private func begun(_ scene: LawScene) throws -> History {
    var history = try History()
    try scene.begin(&history)
    return history
  }

  @Test func `every computed rule has a scene that breaks it and one that just holds`() {
    // That of extensions is never overdue by itself and stands below; the approval of a home lies
    // in another file, and CaseServiceTests has it.
    let without = Set(LawRule.all.map { "\($0.id)" }).subtracting(LawScene.all.map(\.rule))
    #expect(without == ["BV-12", "BV-12-O", "BV-54"])
  }

  @Test(arguments: LawScene.all)
  func `on the last day it runs, the day after it is over`(_ scene: LawScene) throws {
    let (history, due) = (try begun(scene), try #require(Day(scene.due)))
    let lapses = LawRule.all.contains { "\($0.id)" == scene.rule && $0.lapses }
    #expect(try verdicts(scene.rule, history, at: due) == ["\(due) due"])
    let after = try verdicts(scene.rule, history, at: due.adding(days: 1))
    #expect(after == ["\(due) " + (lapses ? "lapsed" : "overdue")])
  }

  @Test(arguments: LawScene.all.filter { $0.meet != nil })
  func `done on the last day it is in time, done the day after it is not`(
    _ scene: LawScene
  ) throws {
    let due = try #require(Day(scene.due))
    let lapses = LawRule.all.contains { "\($0.id)" == scene.rule && $0.lapses }
    var (inTime, late) = (try begun(scene), try begun(scene))
    try scene.meet?(&inTime, scene.due)
    #expect(try verdicts(scene.rule, inTime, at: due).first == "\(due) met")
    try scene.meet?(&late, due.adding(days: 1).description)
    let after = try verdicts(scene.rule, late, at: due.adding(days: 1))
    #expect(after.first == "\(due) " + (lapses ? "lapsed" : "met-late"))
  }

  @Test func `a lapse is no breach`() {
    #expect(!Deadline.Status.lapsed.isBreach)
    #expect(LawRule.all.contains { "\($0.id)" == "BV-22" && $0.lapses })
  }

  @Test(arguments: [
    ("BV-12", "2023-11-23", "2024-02-29", "BV-11", "2024-05-30"),
    ("BV-12-O", "2016-11-30", "2017-02-28", "BV-10", "2017-05-30"),
  ])
  func `an extension decided too late moves nothing, one in time makes it six months`(
    rule: String, reported: String, due: String, whole: String, longer: String
  ) throws {
    for (late, status, end) in [(0, "met", longer), (1, "met-late", due)] {
      var history = try History()
      try history.investigated(reported: reported, opened: reported)
      let decided = try #require(Day(due)).adding(days: late)
      #expect(try verdicts(rule, history, at: decided) == [])
      try history.add(
        ExtensionDecided(investigation: LawScene.investigation, granted: "1"),
        decided.description)
      #expect(try verdicts(rule, history, at: decided) == ["\(due) \(status)"])
      let stands = end == due ? "overdue" : "due"
      #expect(try verdicts(whole, history, at: decided) == ["\(end) \(stands)"])
    }
  }

  @Test func `a private reporter is owed the answer that the report came, and no more`() throws {
    var history = try History()
    try history.opened("2023-02-08")
    try history.add(
      ReportReceived(
        report: LawScene.report, reporters: ["4"], contents: ["3"], reporterKind: "private"),
      "2023-02-08")
    let day = try #require(Day("2023-03-02"))
    #expect(try verdicts("BV-03", history, at: day) == ["2023-03-01 overdue"])
    #expect(try verdicts("BV-04", history, at: day).isEmpty)
  }

  @Test func `a child of another country gives six months for the petition`() throws {
    var history = try History()
    try history.decided("BVL2021", "4", "2", "2023-08-31")
    try history.add(
      ResidenceAbroadNoted(decision: LawScene.decision, stepsTaken: true), "2023-09-01")
    let day = try #require(Day("2023-12-01"))
    #expect(try verdicts("BV-22", history, at: day) == ["2024-02-29 due"])
  }

  @Test func `an emergency decision that ended in time leaves nothing to lapse`() throws {
    var history = try History()
    try history.decided("BVL2021", "4", "2", "2023-01-18")
    try history.add(DecisionLapsed(decision: LawScene.decision), "2023-02-01")
    #expect(try verdicts("BV-22", history, at: try #require(Day("2023-06-01"))).isEmpty)
  }

  @Test func `help without a care order asks for no petition`() throws {
    var history = try History()
    try history.decided("BVL", "4", "6", "2016-01-18", paragraphs: [1])
    #expect(try verdicts("BV-22", history, at: try #require(Day("2016-06-01"))).isEmpty)
  }

  @Test func `each party has its own time for complaint`() throws {
    var history = try History()
    try history.decided("BVL2021", "3", "1", "2024-01-02")
    try history.notified("mother", "2024-01-03")
    try history.notified("father", "2024-01-10")
    try history.complained("father", "2024-01-30")
    let all = try verdicts("FV-01", history, at: try #require(Day("2024-03-01")))
    #expect(all == ["2024-01-24 lapsed", "2024-01-31 met"])
  }

  @Test func `a new day told to the applicant moves the next notice of delay`() throws {
    var history = try History()
    try history.opened("2024-01-01")
    try history.add(ApplicationReceived(application: LawScene.application), "2024-01-01")
    try history.add(
      PreliminaryAnswerSent(application: LawScene.application, expectedBy: Day("2024-02-01")),
      "2024-01-10")
    try history.add(
      DelayNotified(
        application: LawScene.application, expectedBy: try #require(Day("2024-03-01"))),
      "2024-02-01")
    #expect(
      try verdicts("FV-04", history, at: try #require(Day("2024-02-15"))) == ["2024-03-01 due"])
  }

  @Test func `supervision ends with the year in which the child turns 18`() throws {
    var history = try History()
    try history.placed("foster-home", "care-order", "2020-10-15", born: 2003)
    let last = try #require(Day("2021-12-31"))
    #expect(try verdicts("BV-51", history, at: last) == ["2021-01-15 overdue"])
    #expect(try verdicts("BV-51", history, at: last.adding(days: 1)) == ["2021-01-15 missed"])
    try history.add(
      SupervisionVisitDone(visit: .random(), placement: LawScene.placement), "2021-11-15")
    let visited = try verdicts("BV-51", history, at: last.adding(days: 60))
    #expect(visited == ["2021-01-15 met-late"])
  }

  @Test func `who turns 23 in 2021 or later has until 25, whenever the measure began`() throws {
    let day = try #require(Day("2022-06-01"))
    for (born, old, new) in [(1997, ["2020-12-31 overdue"], ["2022-12-31 due"]), (1998, [], [])] {
      var history = try History()
      try history.measured("aftercare", "2016-01-01", born: Int64(born))
      #expect(try verdicts("BV-61", history, at: day) == old)
      #expect(try verdicts("BV-62", history, at: day) == new)
    }
  }

  @Test func `nobody is asked about aftercare who has no measure at that age`() throws {
    var history = try History()
    try history.measured("assistance", "2020-01-01", born: 2008)
    try history.ended("2021-01-01")
    #expect(try verdicts("BV-60", history, at: try #require(Day("2026-06-01"))).isEmpty)
  }

  @Test func `a stay of months in an institution may be extended to two years`() throws {
    var history = try History()
    try history.placed("institution", "behaviour", "2024-02-29")
    try history.add(StayExtended(placement: LawScene.placement), "2025-02-28")
    #expect(
      try verdicts("BV-39-M", history, at: try #require(Day("2025-06-01"))) == ["2026-02-28 due"])
  }

  @Test func `a suspension is counted beside the date and does not move it`() throws {
    var history = try History()
    try history.investigated(reported: "2023-01-02", opened: "2023-01-04")
    let pause = RecordID.random()
    try history.add(
      DeadlineSuspended(
        suspension: pause, suspensionCause: "party", investigation: LawScene.investigation),
      "2023-02-01")
    try history.add(DeadlineResumed(suspension: pause), "2023-02-11")
    let day = try #require(Day("2023-03-01"))
    let file = CaseFile(subject: history.subject, folding: history.events, at: day)
    let rules = LawRule.all.filter { "\($0.id)" == "BV-11" }
    let found = try #require(deadlines(of: file, at: day, rules: rules).first)
    #expect(found.suspended == 10 && found.due == Day("2023-04-09"))
  }

  @Test func `a measure without a word for its basis is known by its section`() throws {
    var history = try History()
    try history.opened("2023-01-02")
    try history.add(
      MeasureStarted(
        measure: LawScene.measure, category: "2.1", class: "compensating", act: "BVL2021",
        chapter: "5", section: "1"), "2023-01-02")
    let day = try #require(Day("2023-01-03"))
    #expect(try verdicts("BV-35", history, at: day) == ["2023-01-02 overdue"])
    #expect(try verdicts("BV-26", history, at: day).isEmpty)
  }

  @Test func `another law can be asked for, and its own time's is the answer otherwise`() throws {
    var history = try History()
    try history.investigated(reported: "2023-01-02", opened: "2023-01-04")
    let day = try #require(Day("2023-02-01"))
    #expect(try verdicts("BV-10", history, at: day).isEmpty)
    #expect(try verdicts("BV-10", history, at: day, under: "2022-12-31") == ["2023-04-04 due"])
    #expect(try verdicts("BV-11", history, at: day, under: "2022-12-31").isEmpty)
  }
}
