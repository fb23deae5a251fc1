import CaseModel

/// Work in Land as the new routine wants it.
///
/// Reports are assessed at a meeting twice a week, the investigation is opened at once, and plans
/// are evaluated in time. A few slip all the same.
struct LandRoutine {
  let recipe: Land2017.Recipe
  let municipalities: [Municipality]
  let diary: Diary

  /// Meetings are on Mondays and Thursdays.
  static func meeting(after day: Day) -> Day {
    var next = day.adding(days: 1)
    while next.weekday != 1 && next.weekday != 4 { next = next.adding(days: 1) }
    return next
  }

  /// Writes every case.
  func write() throws {
    for _ in 0..<recipe.inOrder { try childInOrder() }
    for _ in 0..<recipe.newWithoutPlan { try newChild(withPlan: false) }
    for _ in 0..<recipe.newWithoutEvaluation { try newChild(withPlan: true) }
    for _ in 0..<recipe.reports2017.winter {
      try report(on: diary.dice.day(.of(2017, 1, 2) ... .of(2017, 4, 20)), late: 30)
    }
    for _ in 0..<recipe.reports2017.summer {
      try report(on: diary.dice.day(.of(2017, 5, 2) ... .of(2017, 9, 18)), late: 0)
    }
    try investigationDueInSeptember()
  }

  private func newCase(_ day: Day) throws -> CaseStory {
    let story = try CaseStory(in: diary.dice.pick(municipalities), year: day.year, diary: diary)
    story.open(on: day)
    return story
  }

  /// Plan from the first day, evaluated every half year; once on the very day it was due.
  private func childInOrder() throws {
    let opened = diary.dice.day(.of(2015, 10, 1) ... .of(2016, 8, 15))
    let story = try newCase(opened)
    let (decision, decided) = story.investigateInTime(
      from: opened, lasting: diary.dice.number(30...80))
    let (_, plan) = story.startWithPlan(under: decision, on: decided.adding(days: 5).onWorkday)
    let due = plan.adopted.adding(months: 6)
    story.evaluate(plan, on: due)
    story.evaluate(PlanNote(id: plan.id, adopted: due), every: 6, through: .of(2017, 10, 20))
  }

  /// A child of 2017 whose plan, or whose evaluation, is wanting in September.
  private func newChild(withPlan: Bool) throws {
    let opened = diary.dice.day(.of(2017, 1, 2) ... .of(2017, 1, 13))
    let story = try newCase(opened)
    let (decision, decided) = story.investigateInTime(
      from: opened, lasting: diary.dice.number(20...50))
    let day = decided.adding(days: 2).onWorkday
    let measure = story.start(.assistance, under: decision, on: day)
    if withPlan { _ = story.plan(for: measure, on: day) }
  }

  /// A report of 2017: some are dismissed, the others investigated.
  /// - Parameter late: how many of a hundred investigations are concluded too late, by September.
  private func report(on day: Day, late: Int) throws {
    let story = try newCase(day)
    let report = diary.dice.chance(10) ? story.reportTwice(on: day) : story.report(on: day)
    let meeting = LandRoutine.meeting(after: day)
    story.acknowledge(report, on: meeting)
    if diary.dice.chance(25) {
      story.dismiss(report, on: meeting)
      story.close(on: meeting.adding(days: 4).onWorkday, reason: "dismissed")
      return
    }
    let investigation = story.investigate(report, on: meeting)
    let isLate = diary.dice.chance(late)
    let days = isLate ? diary.dice.number(96...150) : diary.dice.number(35...86)
    let end = meeting.adding(days: days).onWorkday
    if isLate {
      story.explainBreach(
        investigation, on: end.adding(days: 7).onWorkday, accepted: end.adding(days: 21).onWorkday)
    }
    // What is not concluded when the scenario ends is running, in time.
    guard end <= .of(2017, 10, 20) else { return }
    if diary.dice.chance(40) {
      let decision = story.concludeWithMeasure(investigation, on: end)
      let (_, plan) = story.startWithPlan(under: decision, on: end)
      story.evaluate(plan, every: 6, through: .of(2017, 10, 20))
    } else {
      story.dismiss(investigation, because: "no-grounds", on: end)
      story.close(on: end.adding(days: 10).onWorkday, reason: "dismissed")
    }
  }

  /// Opened three months before the table's day: that day is its last, and it is not overdue.
  private func investigationDueInSeptember() throws {
    let opened = Land2017.september.adding(months: -3)
    let story = try newCase(opened.adding(days: -3))
    let report = story.report(on: opened.adding(days: -3))
    let investigation = story.investigate(report, on: opened)
    story.dismiss(investigation, because: "no-grounds", on: .of(2017, 9, 28))
  }
}
