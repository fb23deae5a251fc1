import CaseModel
import CaseService

/// Any number of cases in a realistic mix, day by day: only what open cases will still write is
/// held in memory.
struct Load {
  /// Free: how many of a hundred cases go each way.
  struct Mix {
    let reportDismissed = 20
    let investigationDismissed = 28
    let measure = 37
    // The rest are placed outside the home.
  }

  private static let opening = Day.of(2014, 1, 1)...Day.of(2023, 12, 31)
  private static let horizon = Day.of(2024, 12, 31)

  private let cases: Int
  private let workdays: Int
  private let municipalities: [Municipality]
  private let diary: Diary
  private var day = Load.opening.lowerBound
  private var opened = 0
  private var worked = 0

  /// The first moment anything can be recorded.
  var begins: Instant { Instant(Load.opening.lowerBound, hour: 8) }

  /// How many acts are held in memory.
  var waiting: Int { diary.waiting }

  init(cases: Int, seed: UInt64, shuffle: UInt64 = 0) throws {
    self.cases = max(0, cases)
    diary = Diary(seed: seed, shuffle: shuffle)
    let days = Load.opening.lowerBound.number...Load.opening.upperBound.number
    workdays = days.filter { Day(number: $0).isWorkday }.count
    municipalities = [
      try Municipality("0301", "Oslo", staff: 201...280, teams: 10),
      try Municipality("1103", "Stavanger", staff: 281...310, teams: 4),
      try Municipality("1201", "Bergen", staff: 311...360, teams: 6),
      try Municipality("1601", "Trondheim", staff: 361...400, teams: 5),
      try Municipality("0536", "Søndre Land", staff: 401...406, teams: 1),
    ]
    for municipality in municipalities {
      _ = municipality.establish(on: Load.opening.lowerBound, diary: diary)
    }
  }

  /// What is recorded on the next day; nil when all is told.
  mutating func nextDay() throws -> [Draft]? {
    guard day <= Load.opening.upperBound || waiting > 0 else { return nil }
    if day.isWorkday, day <= Load.opening.upperBound {
      worked += 1
      let due = cases * worked / workdays
      while opened < due {
        try writeCase(on: day)
        opened += 1
      }
    }
    let drafts = diary.tear(day)
    day = day.adding(days: 1)
    return drafts
  }

  // MARK: Lives

  private func writeCase(on day: Day) throws {
    // Larger municipalities have more of the cases.
    let weighted = [0, 0, 0, 0, 1, 2, 2, 3, 3, 4]
    let municipality = municipalities[diary.dice.pick(weighted)]
    let story = try CaseStory(in: municipality, year: day.year, diary: diary)
    let mix = Mix()
    let lot = diary.dice.below(100)
    switch lot {
    case 0..<mix.reportDismissed:
      writeDismissedReport(story, on: day)
    case 0..<(mix.reportDismissed + mix.investigationDismissed):
      writeDismissedInvestigation(story, on: day)
    case 0..<(mix.reportDismissed + mix.investigationDismissed + mix.measure):
      writeMeasure(story, on: day)
    default:
      writePlacement(story, on: day)
    }
  }

  private func writeDismissedReport(_ story: CaseStory, on day: Day) {
    // Some are written down days after they came.
    let recorded = diary.dice.chance(5) ? day.adding(days: diary.dice.number(1...6)).onWorkday : day
    story.open(on: day, recorded: recorded)
    let report = story.report(on: day, violence: diary.dice.chance(20), recorded: recorded)
    let assessed = day.adding(days: diary.dice.below(9)).onWorkday.notBefore(recorded)
    story.dismiss(report, on: assessed)
    story.acknowledge(report, on: assessed.adding(days: 7).onWorkday, feedback: "outcome")
    story.close(on: assessed.adding(days: 7).onWorkday, reason: "dismissed")
  }

  private func beginInvestigation(_ story: CaseStory, on day: Day) -> InvestigationNote {
    story.open(on: day)
    let report = story.report(on: day, violence: diary.dice.chance(30))
    let investigation = story.investigate(
      report, on: day.adding(days: diary.dice.below(8)).onWorkday)
    story.acknowledge(report, on: investigation.opened.adding(days: 2).onWorkday)
    story.hearChild(
      investigation, on: investigation.opened.adding(days: diary.dice.number(3...18)).onWorkday)
    if diary.dice.chance(20) {
      let again = story.report(on: investigation.opened.adding(days: 8).onWorkday)
      story.join(again, to: investigation, on: again.day.adding(days: 3).onWorkday)
    }
    return investigation
  }

  /// When it is concluded; one in nine too late, and then the reason is reported.
  private func conclusionDay(_ investigation: InvestigationNote, _ story: CaseStory) -> Day {
    guard diary.dice.chance(11) else {
      return investigation.opened.adding(days: diary.dice.number(25...85)).onWorkday
    }
    let day = investigation.lastDay.adding(days: diary.dice.number(8...60)).onWorkday
    story.explainBreach(
      investigation, on: day.adding(days: 4).onWorkday, accepted: day.adding(days: 30).onWorkday)
    return day
  }

  private func writeDismissedInvestigation(_ story: CaseStory, on day: Day) {
    let investigation = beginInvestigation(story, on: day)
    let concluded = conclusionDay(investigation, story)
    let reasons = ["no-grounds", "no-grounds", "no-consent", "other-service", "party-wish"]
    let reason = diary.dice.pick(reasons)
    if diary.dice.chance(3) {
      let wrong = story.dismiss(investigation, because: "other", on: concluded)
      story.correct(
        wrong, with: story.dismissal(of: investigation, because: reason), on: concluded,
        found: concluded.adding(days: 2).onWorkday)
    } else {
      story.dismiss(investigation, because: reason, on: concluded)
    }
    story.close(on: concluded.adding(days: 40).onWorkday, reason: "dismissed")
  }

  private func writeMeasure(_ story: CaseStory, on day: Day) {
    let investigation = beginInvestigation(story, on: day)
    let concluded = conclusionDay(investigation, story)
    let decision = story.concludeWithMeasure(investigation, on: concluded)
    let start = concluded.adding(days: diary.dice.below(15)).onWorkday
    let (measure, plan) = story.startWithPlan(under: decision, on: start)
    if diary.dice.chance(50) {
      // The child is reported again, and what is being done is enough.
      let again = story.report(on: start.adding(days: diary.dice.number(10...90)).onWorkday)
      story.dismiss(again, on: again.day.adding(days: 4).onWorkday)
    }
    let second =
      diary.dice.chance(50)
      ? story.start(.assistance, under: decision, on: start.adding(days: 30).onWorkday) : nil
    let end = start.adding(days: diary.dice.number(120...1100)).onWorkday
    story.evaluate(plan, every: 5, through: end.notAfter(Load.horizon))
    guard end <= Load.horizon else { return }
    story.end(measure, on: end)
    if let second { story.end(second, on: end) }
    story.close(plan, on: end)
    story.close(on: end)
  }

  private func writePlacement(_ story: CaseStory, on day: Day) {
    let investigation = beginInvestigation(story, on: day)
    let basis: LegalBasis = diary.dice.chance(60) ? .careOrder : .voluntary
    let concluded = conclusionDay(investigation, story)
    let decision = story.concludeWithMeasure(investigation, on: concluded, basis: basis)
    let start = concluded.adding(days: diary.dice.number(1...40)).onWorkday
    let measure = story.start(basis, under: decision, on: start)
    let plan = story.plan(for: measure, on: start)
    let home = diary.dice.pick(["foster-home", "foster-home", "relative", "institution"])
    let placement = story.place(
      under: measure, in: home, at: diary.dice.pick(municipalities).office, on: start)
    let end = start.adding(days: diary.dice.number(300...2500)).onWorkday
    let last = end.notAfter(Load.horizon)
    story.evaluate(plan, every: 6, through: last)
    if start.adding(days: 30) < last {
      story.visit(placement, timesAYear: 4, in: start.adding(days: 30)...last)
      story.supervise(placement, timesAYear: 4, in: start.adding(days: 30)...last)
    }
    guard end <= Load.horizon else { return }
    story.end(placement, on: end)
    story.end(measure, on: end)
    story.close(plan, on: end)
    story.close(on: end)
  }
}
