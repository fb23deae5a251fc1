import CaseModel

/// The child welfare service of Flesberg and Rollag in 2006.
struct FlesbergRollag2006 {
  /// What a municipality's year came to.
  ///
  /// Counts that are not in the document are free, and say so.
  struct Recipe {
    let number: String
    let name: String
    let staff: ClosedRange<Int>
    /// Cases that were open on some day of the year.
    let cases: Int
    let reports: Int
    /// Reports that led to an investigation.
    let investigations: Int
    /// Investigations that were not concluded within three months.
    let pastLimit: Int
    /// Investigations dismissed, by reason: the split is free, the sum is not.
    let dismissals: [(reason: String, count: Int)]
    /// Free: of those past the limit, still open at the end of the year.
    let pastLimitAndOpen: Int
    /// Free: running at the end of the year within the limit.
    let running: Int
    /// Free: reports about children who have a case already.
    let reportsOfKnown: Int
    /// Figures that are given, not counted.
    let figures: [GivenFigure]
  }

  static let recipes = [
    Recipe(
      number: "0631", name: "Flesberg", staff: 1...4, cases: 52, reports: 26, investigations: 22,
      pastLimit: 9, dismissals: [("no-grounds", 4), ("no-consent", 3), ("other-service", 2)],
      pastLimitAndOpen: 2, running: 3, reportsOfKnown: 4,
      figures: [
        GivenFigure(figure: "investigation-deadline-months", value: 3),
        GivenFigure(figure: "dismissal-reasons", value: 3),
      ]),
    Recipe(
      number: "0632", name: "Rollag", staff: 5...6, cases: 16, reports: 13, investigations: 10,
      pastLimit: 3, dismissals: [("no-grounds", 3), ("no-consent", 3), ("other-service", 2)],
      pastLimitAndOpen: 1, running: 0, reportsOfKnown: 2, figures: []),
  ]

  let diary: Diary

  func write() throws {
    for recipe in FlesbergRollag2006.recipes {
      let municipality = try Municipality(recipe.number, recipe.name, staff: recipe.staff, teams: 1)
      let unit = municipality.establish(on: .of(2004, 1, 5), diary: diary)
      unit.give(recipe.figures, for: 2006, on: .of(2006, 1, 2), source: "Årsmelding 2006")
      try Year(recipe: recipe, municipality: municipality, diary: diary).write()
    }
  }
}

/// One municipality's 2006.
private struct Year {
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
      let opened = diary.dice.day(.of(2005, 1, 10) ... .of(2005, 8, 31))
      let story = try CaseStory(in: municipality, year: 2005, diary: diary)
      story.open(on: opened)
      let (decision, decided) = story.investigateInTime(
        from: opened, lasting: diary.dice.number(30...85))
      let (measure, plan) = story.startWithPlan(
        under: decision, on: decided.adding(days: 7).onWorkday)
      // The first is closed on the year's first day, the second on its last: both are of the year.
      let end: Day? =
        switch place {
        case 0: first
        case 1: last
        case _ where count - place > recipe.reportsOfKnown && diary.dice.chance(40):
          diary.dice.day(.of(2006, 2, 1) ... .of(2006, 11, 30))
        default: nil
        }
      story.evaluate(plan, every: 6, through: end ?? .of(2006, 12, 1))
      if let end {
        story.end(measure, on: end)
        story.close(plan, on: end)
        story.close(on: end)
      } else {
        staying.append(story)
      }
    }
    return staying
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
    for place in 0..<recipe.reportsOfKnown { courses[place].known = true }
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
