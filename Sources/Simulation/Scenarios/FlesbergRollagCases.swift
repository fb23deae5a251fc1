import CaseModel

/// One municipality's child welfare cases in 2005 and 2006.
struct FlesbergRollagCases {
  let recipe: FlesbergRollag2006.Recipe
  let municipality: Municipality
  let diary: Diary

  private let first = Day.of(2006, 1, 1)
  private let last = Day.of(2006, 12, 31)

  init(recipe: FlesbergRollag2006.Recipe, municipality: Municipality, diary: Diary) {
    self.recipe = recipe
    self.municipality = municipality
    self.diary = diary
  }

  func write() throws {
    var known = try carriedOver()
    try outsideTheYear()
    for course in courses() {
      let story: CaseStory
      if course.known {
        story = known.removeLast()
      } else {
        story = try CaseStory(in: municipality, year: 2006, diary: diary)
      }
      write(course, in: story)
    }
  }

  // MARK: Cases from before

  /// Cases that were open when the year began.
  /// - Returns: those that stay open through the year, for reports of known children.
  private func carriedOver() throws -> [CaseStory] {
    let count = recipe.cases - (recipe.reports - recipe.reportsOfKnown)
    var staying: [CaseStory] = []
    for place in 0..<count {
      let (story, measure, plan) = try startedIn2005()
      let measureEnd = measureEnd(place, of: count)
      story.evaluate(plan, every: 6, through: measureEnd ?? .of(2006, 12, 1))
      guard let measureEnd else {
        staying.append(story)
        continue
      }
      story.end(measure, on: measureEnd)
      story.close(plan, on: measureEnd)
      // A case whose measure ended in 2005 is closed some weeks into the year.
      story.close(
        on: measureEnd < first ? diary.dice.day(.of(2006, 1, 9) ... .of(2006, 3, 31)) : measureEnd)
    }
    decideFurther(2005, in: staying)
    decideFurther(2006, in: staying)
    for place in 0..<recipe.measuresOf2005.caseEnds { try endedIn2005(isLast: place == 0) }
    return staying
  }

  /// The first ends on the year's first day, the second on its last: both are of the year.
  ///
  /// The next ended in 2005, one of them on its last day.
  private func measureEnd(_ place: Int, of count: Int) -> Day? {
    let ended = recipe.measuresOf2005.caseStays
    switch place {
    case 0: return first
    case 1: return last
    case 2 where ended > 0: return first.adding(days: -1)
    case 3..<(2 + max(ended, 1)): return diary.dice.day(.of(2005, 12, 12) ... .of(2005, 12, 30))
    case _ where count - place > recipe.reportsOfKnown && diary.dice.chance(40):
      return diary.dice.day(.of(2006, 2, 1) ... .of(2006, 11, 30))
    default: return nil
    }
  }

  private func startedIn2005(
    by latest: Day = .of(2005, 8, 31)
  ) throws -> (story: CaseStory, measure: MeasureNote, plan: PlanNote) {
    let opened = diary.dice.day(.of(2005, 1, 10)...latest)
    let story = try CaseStory(in: municipality, year: 2005, diary: diary)
    story.open(on: opened)
    let (decision, decided) = story.investigateInTime(
      from: opened, lasting: diary.dice.number(30...85))
    let (measure, plan) = story.startWithPlan(
      under: decision, on: decided.adding(days: 7).onWorkday)
    return (story, measure, plan)
  }

  /// A child of 2005 only: a measure, and a case that ended with it.
  private func endedIn2005(isLast: Bool) throws {
    let (story, measure, plan) = try startedIn2005(by: .of(2005, 5, 31))
    let end =
      isLast
      ? first.adding(days: -1) : diary.dice.day(.of(2005, 9, 19) ... .of(2005, 12, 16))
    story.evaluate(plan, every: 6, through: end)
    story.end(measure, on: end)
    story.close(plan, on: end)
    story.close(on: end)
  }

  /// Decisions in running cases: the first on the year's first or last day, and one on the day
  /// after the two years, which is of neither.
  private func decideFurther(_ year: Int, in cases: [CaseStory]) {
    for place in 0..<recipe.furtherDecisions[year - 2005] {
      let day =
        switch place {
        case 0 where year == 2006: first
        case 1 where year == 2006: last
        case 0: Day.last(of: year)
        default: diary.dice.day(.of(year, year == 2005 ? 12 : 1, 9) ... .of(year, 12, 29))
        }
      let story = diary.dice.pick(cases)
      _ = story.decide(.assistance, on: day)
    }
    if year == 2006 { _ = cases[0].decide(.assistance, on: last.adding(days: 1)) }
  }

  /// What lies a day outside the year and must not be caught by it.
  private func outsideTheYear() throws {
    let before = try CaseStory(in: municipality, year: 2005, diary: diary)
    before.open(on: .of(2005, 12, 20))
    let report = before.report(on: .of(2005, 12, 20))
    before.dismiss(report, on: .of(2005, 12, 27))
    before.close(on: .of(2005, 12, 31))

    let after = try CaseStory(in: municipality, year: 2007, diary: diary)
    after.open(on: .of(2007, 1, 1))
    let next = after.report(on: .of(2007, 1, 1))
    let investigation = after.investigate(next, on: .of(2007, 1, 8))
    after.dismiss(investigation, because: "no-grounds", on: .of(2007, 3, 5))
  }

  // MARK: Reports of the year

  private enum End {
    case reportDismissed(place: Int)
    case dismissed(reason: String)
    case measure
    case pastLimitAndOpen
    case running

    var isDismissal: Bool { if case .dismissed = self { true } else { false } }
  }

  private enum Timing { case early, onTheLastDay, onNewYearsEve, late }

  private struct Course {
    var end: End
    var timing = Timing.early
    var known = false
    var corrected = false
  }

  /// How each report of the year goes.
  private func courses() -> [Course] {
    let dismissed = recipe.dismissals.flatMap { reason, count in
      Array(repeating: End.dismissed(reason: reason), count: count)
    }
    let measures =
      recipe.investigations - dismissed.count - recipe.pastLimitAndOpen - recipe.running
    var concluded = diary.dice.shuffled(
      dismissed + Array(repeating: .measure, count: measures)
    ).map { Course(end: $0) }
    let late = recipe.pastLimit - recipe.pastLimitAndOpen
    for place in 0..<late { concluded[place].timing = .late }
    if let place = concluded.lastIndex(where: { $0.timing == .early }) {
      concluded[place].timing = .onTheLastDay
    }
    if let place = concluded.firstIndex(where: { $0.timing == .early && $0.end.isDismissal }) {
      concluded[place].timing = .onNewYearsEve
    }
    if let place = concluded.firstIndex(where: { $0.timing == .late && $0.end.isDismissal }) {
      concluded[place].corrected = true
    }
    let open = Array(repeating: Course(end: .pastLimitAndOpen), count: recipe.pastLimitAndOpen)
    let running = Array(repeating: Course(end: .running), count: recipe.running)
    let reports = (0..<(recipe.reports - recipe.investigations)).map {
      Course(end: .reportDismissed(place: $0))
    }
    var courses = diary.dice.shuffled(concluded + open + running) + reports
    // Children with a case have a measure already: what comes of their reports adds none.
    for place in courses.indices.filter({ courses[$0].end.isDismissal })
      .prefix(recipe.reportsOfKnown)
    {
      courses[place].known = true
    }
    return courses
  }

  private func write(_ course: Course, in story: CaseStory) {
    switch course.end {
    case .reportDismissed(let place):
      writeDismissedReport(place, in: story)
    case .dismissed, .measure:
      let opened = openingDay(course)
      let investigation = begin(story, known: course.known, opened: opened)
      let concluded = conclusionDay(course, of: investigation)
      if course.timing == .late {
        story.explainBreach(
          investigation, on: concluded.adding(days: 5).onWorkday,
          accepted: concluded.adding(days: 25).onWorkday)
      }
      conclude(investigation, course, on: concluded, in: story)
    case .pastLimitAndOpen:
      let opened = diary.dice.day(.of(2006, 7, 3) ... .of(2006, 9, 20))
      let investigation = begin(story, known: course.known, opened: opened)
      story.explainBreach(investigation, on: .of(2007, 1, 3), accepted: .of(2007, 1, 25))
      let day = diary.dice.day(.of(2007, 1, 10) ... .of(2007, 2, 20))
      startMeasure(story, under: story.concludeWithMeasure(investigation, on: day), on: day)
    case .running:
      let opened = diary.dice.day(.of(2006, 10, 16) ... .of(2006, 12, 18))
      let investigation = begin(story, known: course.known, opened: opened)
      let day = diary.dice.day(.of(2007, 1, 3) ... .of(2007, 1, 15))
      startMeasure(story, under: story.concludeWithMeasure(investigation, on: day), on: day)
    }
  }

  /// Dismissed reports hold the year's edges: its first day, its last, and one recorded late.
  private func writeDismissedReport(_ place: Int, in story: CaseStory) {
    let day: Day
    var recorded: Day?
    switch place {
    case 0: day = first
    case 1: (day, recorded) = (last, last)
    case 2: (day, recorded) = (.of(2006, 12, 18), .of(2007, 1, 9))
    default: day = diary.dice.day(.of(2006, 1, 16) ... .of(2006, 11, 30))
    }
    story.open(on: day, recorded: recorded)
    let report =
      place == 0 ? story.reportTwice(on: day) : story.report(on: day, recorded: recorded)
    let assessed = day.adding(days: 5).onWorkday.notBefore(recorded ?? day)
    story.dismiss(report, on: assessed)
    story.acknowledge(report, on: assessed.adding(days: 7).onWorkday, feedback: "outcome")
    story.close(on: assessed.adding(days: 7).onWorkday, reason: "dismissed")
  }

  /// The report, and the investigation a few days later.
  private func begin(_ story: CaseStory, known: Bool, opened: Day) -> InvestigationNote {
    let arrival = opened.adding(days: -diary.dice.below(7)).onWorkday.notAfter(opened)
    if !known { story.open(on: arrival) }
    let report = story.report(on: arrival)
    let investigation = story.investigate(report, on: opened)
    story.acknowledge(report, on: opened.adding(days: 2).onWorkday)
    return investigation
  }

  private func openingDay(_ course: Course) -> Day {
    switch course.timing {
    case .late: diary.dice.day(.of(2006, 1, 10) ... .of(2006, 8, 15))
    case .onNewYearsEve: .of(2006, 10, 16)
    case .early, .onTheLastDay: diary.dice.day(.of(2006, 1, 10) ... .of(2006, 9, 20))
    }
  }

  private func conclusionDay(_ course: Course, of investigation: InvestigationNote) -> Day {
    switch course.timing {
    case .early: investigation.opened.adding(days: diary.dice.number(25...84)).onWorkday
    case .onTheLastDay: investigation.lastDay
    case .onNewYearsEve: last
    case .late: investigation.lastDay.adding(days: diary.dice.number(1...35))
    }
  }

  private func conclude(
    _ investigation: InvestigationNote, _ course: Course, on day: Day, in story: CaseStory
  ) {
    guard case .dismissed(let reason) = course.end else {
      startMeasure(story, under: story.concludeWithMeasure(investigation, on: day), on: day)
      return
    }
    if course.corrected {
      let wrong = story.dismiss(investigation, because: "other", on: day)
      story.correct(
        wrong, with: story.dismissal(of: investigation, because: reason), on: day,
        found: day.adding(days: 3).onWorkday)
    } else {
      story.dismiss(investigation, because: reason, on: day)
    }
    if !course.known { story.close(on: day.adding(days: 30).onWorkday, reason: "dismissed") }
  }

  private func startMeasure(_ story: CaseStory, under decision: RecordID, on day: Day) {
    _ = story.startWithPlan(under: decision, on: day.adding(days: 7).onWorkday)
  }
}
