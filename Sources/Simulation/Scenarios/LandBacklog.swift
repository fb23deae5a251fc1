import CaseModel

/// What lay undone in Land at New Year 2017, and how it was worked off.
struct LandBacklog {
  let recipe: Land2017.Recipe
  let municipalities: [Municipality]
  let diary: Diary

  /// Writes every case of the backlog and gives them back.
  func write() throws -> [CaseStory] {
    try unhandledReports() + overdueInvestigations() + childrenWithoutPlan()
      + childrenWithoutEvaluation()
  }

  private func newCase(_ year: Int) throws -> CaseStory {
    try CaseStory(in: diary.dice.pick(municipalities), year: year, diary: diary)
  }

  // MARK: Reports

  private func unhandledReports() throws -> [CaseStory] {
    // The week of the first ends the day before New Year's Eve: it is overdue by a single day. The
    // week of the one after the last ends on New Year's Eve: it is not overdue.
    let overdue =
      [Day.of(2016, 12, 23)]
      + (1..<recipe.unhandled).map { _ in
        diary.dice.day(.of(2016, 11, 28) ... .of(2016, 12, 20))
      }
    let days = overdue + [.of(2016, 12, 24)]
    return try days.enumerated().map { place, day in
      let story = try newCase(2016)
      story.open(on: day)
      let report = story.report(on: day)
      let meeting = LandRoutine.meeting(after: .of(2017, 1, 2 + diary.dice.below(8)))
      if place % 2 == 0 {
        let investigation = story.investigate(report, on: meeting)
        let end = meeting.adding(days: diary.dice.number(40...85)).onWorkday
        story.dismiss(investigation, because: "no-grounds", on: end)
      } else {
        story.dismiss(report, on: meeting)
        story.close(on: meeting.adding(days: 4).onWorkday, reason: "dismissed")
      }
      return story
    }
  }

  // MARK: Investigations

  private func overdueInvestigations() throws -> [CaseStory] {
    var stories: [CaseStory] = []
    for place in 0..<recipe.overdue.newYear {
      let story = try newCase(2016)
      let opened = diary.dice.day(.of(2016, 4, 4) ... .of(2016, 9, 23))
      let investigation = begin(story, opened: opened)
      // The first few stay open past September; the next ends on the very day.
      let end =
        switch place {
        case 0..<recipe.overdue.september: diary.dice.day(.of(2017, 9, 27) ... .of(2017, 10, 20))
        case recipe.overdue.september: Land2017.september
        default: diary.dice.day(.of(2017, 1, 9) ... .of(2017, 9, 20))
        }
      story.explainBreach(investigation, on: .of(2017, 1, 12), accepted: .of(2017, 2, 9))
      if place % 3 == 0 {
        startMeasure(story, after: investigation, on: end)
      } else {
        story.dismiss(investigation, because: "no-grounds", on: end)
      }
      stories.append(story)
    }
    return stories + [try extendedInvestigation()]
  }

  /// Six months instead of three: open at New Year, and not overdue.
  private func extendedInvestigation() throws -> CaseStory {
    let story = try newCase(2016)
    let investigation = begin(story, opened: .of(2016, 8, 15))
    story.extend(investigation, on: .of(2016, 11, 10))
    story.dismiss(investigation, because: "no-consent", on: .of(2017, 2, 15))
    return story
  }

  private func begin(_ story: CaseStory, opened: Day) -> InvestigationNote {
    let arrival = opened.adding(days: -5).onWorkday.notAfter(opened)
    story.open(on: arrival)
    return story.investigate(story.report(on: arrival), on: opened)
  }

  /// A measure after an investigation that took too long, with its plan in order from then on.
  private func startMeasure(
    _ story: CaseStory, after investigation: InvestigationNote, on day: Day
  ) {
    let decision = story.concludeWithMeasure(investigation, on: day)
    let (_, plan) = story.startWithPlan(under: decision, on: day)
    story.evaluate(plan, every: 6, through: .of(2017, 10, 20))
  }

  // MARK: Plans

  private func childrenWithoutPlan() throws -> [CaseStory] {
    let staying = recipe.withoutPlan.september - recipe.newWithoutPlan
    var stories: [CaseStory] = []
    for place in 0..<recipe.withoutPlan.newYear {
      var (story, measure) = try childWithMeasure(from: .of(2016, 1, 11) ... .of(2016, 6, 30))
      if place % 7 == 0 {
        // Several measures, and still one child.
        measure.notes.append(
          story.start(.assistance, under: measure.decision, on: .of(2016, 11, 1)))
      }
      switch place {
      case 0..<staying: break
      case staying..<(staying + recipe.endedWithoutPlan):
        endAll(measure.notes, in: story, on: diary.dice.day(.of(2017, 1, 16) ... .of(2017, 8, 31)))
      default:
        let plan = story.plan(
          for: measure.notes[0], on: diary.dice.day(.of(2017, 3, 27) ... .of(2017, 9, 15)))
        story.evaluate(plan, every: 6, through: .of(2017, 10, 20))
      }
      stories.append(story)
    }
    // Its measure ends on New Year's Eve, and with it the want of a plan.
    let (story, measure) = try childWithMeasure(from: .of(2016, 1, 11) ... .of(2016, 6, 30))
    endAll(measure.notes, in: story, on: Land2017.newYear)
    return stories + [story]
  }

  private struct Measures {
    let decision: RecordID
    var notes: [MeasureNote]
  }

  /// A child whose measure was decided in time and has no plan.
  private func childWithMeasure(
    from period: ClosedRange<Day>
  ) throws -> (story: CaseStory, measure: Measures) {
    let opened = diary.dice.day(period)
    let story = try newCase(opened.year)
    story.open(on: opened)
    let (decision, decided) = story.investigateInTime(
      from: opened, lasting: diary.dice.number(30...80))
    let measure = story.start(
      .assistance, under: decision, on: decided.adding(days: 7).onWorkday)
    return (story, Measures(decision: decision, notes: [measure]))
  }

  private func endAll(_ measures: [MeasureNote], in story: CaseStory, on day: Day) {
    for measure in measures { story.end(measure, on: day) }
    story.close(on: day)
  }

  // MARK: Evaluations

  private func childrenWithoutEvaluation() throws -> [CaseStory] {
    let staying = recipe.withoutEvaluation.september - recipe.newWithoutEvaluation
    var stories: [CaseStory] = []
    for place in 0..<recipe.withoutEvaluation.newYear {
      let (story, measure) = try childWithMeasure(from: .of(2015, 9, 1) ... .of(2016, 2, 29))
      let plan = story.plan(for: measure.notes[0], on: measure.notes[0].start)
      switch place {
      case 0..<staying: break
      case staying..<(staying + recipe.endedWithoutEvaluation):
        let end = diary.dice.day(.of(2017, 1, 16) ... .of(2017, 8, 31))
        story.close(plan, on: end)
        endAll(measure.notes, in: story, on: end)
      case staying + recipe.endedWithoutEvaluation:
        // Evaluated so that the next falls due on the very day, which is in time.
        story.evaluate(plan, on: Land2017.september.adding(months: -6))
        story.evaluate(plan, on: Land2017.september.adding(days: 2))
      case staying + recipe.endedWithoutEvaluation + 1:
        // Held in time for the table, and written down a week after it.
        story.evaluate(plan, on: .of(2017, 9, 20), recorded: .of(2017, 10, 2))
      default:
        story.evaluate(plan, on: diary.dice.day(.of(2017, 3, 27) ... .of(2017, 9, 20)))
      }
      stories.append(story)
    }
    return stories + [try evaluatedByItsOwnDay()]
  }

  /// The plan names New Year's Eve as its day: later than six months, and in time.
  private func evaluatedByItsOwnDay() throws -> CaseStory {
    let (story, measure) = try childWithMeasure(from: .of(2016, 1, 11) ... .of(2016, 2, 12))
    let plan = story.plan(
      for: measure.notes[0], on: measure.notes[0].start, evaluateBy: Land2017.newYear)
    let day = Day.of(2017, 1, 4)
    story.evaluate(plan, on: day)
    story.evaluate(plan, on: .of(2017, 6, 20))
    return story
  }
}
