import CaseModel

/// Reports and investigations of 2017, with those that were running when it began.
struct DrammenReports {
  let recipe: Drammen2017.Recipe
  let municipality: Municipality
  /// Cases that are open all year.
  let known: [CaseStory]
  let diary: Diary

  private enum End { case dismissed, measure }
  private enum Timing { case usual, onTheLastDay, onNewYearsEve, onNewYearsDay }

  func write() throws {
    let ends = diary.dice.shuffled(
      Array(repeating: End.dismissed, count: recipe.dismissed)
        + Array(repeating: .measure, count: recipe.newWithMeasure))
    var measures = try writeOpeningStock(ends.prefix(recipe.opening))
    var violence = diary.dice.shuffled(
      (0..<recipe.reports).map { $0 < recipe.violence })
    measures += try writeCompleted(ends.dropFirst(recipe.opening), &violence)
    for _ in 0..<recipe.closing { try writeRunning(violence: violence.removeLast()) }
    for place in 0..<recipe.reportsDismissed {
      if place == 2 {
        try writeLateEntry(violence: violence.removeLast())
      } else {
        try writeDismissed(place, violence: violence.removeLast())
      }
    }
    try writeOutside()
    write(measures)
  }

  /// A new child's case, or now and then a child the service knows.
  private func anyCase(on day: Day) throws -> (story: CaseStory, known: Bool) {
    if diary.dice.chance(12), !known.isEmpty { return (diary.dice.pick(known), true) }
    return (try newCase(on: day), false)
  }

  private func newCase(on day: Day) throws -> CaseStory {
    let story = try CaseStory(in: municipality, year: day.year, diary: diary)
    story.open(on: day)
    return story
  }

  // MARK: Investigations

  private struct Granted {
    let story: CaseStory
    let decision: RecordID
    let day: Day
  }

  private func writeOpeningStock(_ ends: ArraySlice<End>) throws -> [Granted] {
    var granted: [Granted] = []
    for (place, end) in ends.enumerated() {
      let arrival = diary.dice.day(.of(2016, 10, 10) ... .of(2016, 12, 20))
      let story = try newCase(on: arrival)
      let investigation = begin(story, arrival: arrival, after: 5)
      let concluded =
        place == 0
        ? Drammen2017.first : diary.dice.day(.of(2017, 1, 2)...investigation.lastDay)
      granted += conclude(investigation, end, on: concluded, in: story, known: false)
    }
    return granted
  }

  private func writeCompleted(
    _ ends: ArraySlice<End>, _ violence: inout [Bool]
  ) throws -> [Granted] {
    var granted: [Granted] = []
    for (place, end) in ends.enumerated() {
      let timing: Timing =
        switch place {
        case 0: .onTheLastDay
        case 1: .onNewYearsEve
        case 2: .onNewYearsDay
        default: .usual
        }
      let arrival = arrivalDay(timing)
      let (story, isKnown) =
        end == .dismissed ? try anyCase(on: arrival) : (try newCase(on: arrival), false)
      let late = timing == .usual && place >= ends.count - recipe.assessedLate
      let investigation = begin(
        story, arrival: arrival, after: late ? diary.dice.number(9...18) : diary.dice.below(6),
        violence: violence.removeLast())
      granted += conclude(
        investigation, end, on: conclusionDay(timing, of: investigation), in: story, known: isKnown)
    }
    return granted
  }

  private func arrivalDay(_ timing: Timing) -> Day {
    switch timing {
    case .onNewYearsDay: Drammen2017.first
    case .onNewYearsEve: .of(2017, 10, 9)
    case .onTheLastDay: .of(2017, 3, 6)
    case .usual: diary.dice.day(.of(2017, 1, 2) ... .of(2017, 11, 17))
    }
  }

  private func conclusionDay(_ timing: Timing, of investigation: InvestigationNote) -> Day {
    switch timing {
    case .onTheLastDay: return investigation.lastDay
    case .onNewYearsEve: return Drammen2017.last
    case .usual, .onNewYearsDay:
      // A few are late, as far as the year reaches; the rest are in time.
      let late = diary.dice.chance(4)
      let days = late ? diary.dice.number(95...120) : diary.dice.number(18...85)
      return investigation.opened.adding(days: days).onWorkday.notAfter(.of(2017, 12, 29))
    }
  }

  /// The report, its assessment and the investigation.
  private func begin(
    _ story: CaseStory, arrival: Day, after days: Int, violence: Bool = false
  ) -> InvestigationNote {
    let report = story.report(on: arrival, violence: violence)
    let investigation = story.investigate(report, on: arrival.adding(days: days).onWorkday)
    story.acknowledge(report, on: investigation.opened.adding(days: 1).onWorkday)
    return investigation
  }

  private func conclude(
    _ investigation: InvestigationNote, _ end: End, on day: Day, in story: CaseStory, known: Bool
  ) -> [Granted] {
    if day > investigation.lastDay {
      story.explainBreach(
        investigation, on: day.adding(days: 4).onWorkday, accepted: day.adding(days: 18).onWorkday)
    }
    guard end == .dismissed else {
      let decision = story.concludeWithMeasure(investigation, on: day)
      return [Granted(story: story, decision: decision, day: day)]
    }
    story.dismiss(
      investigation, because: diary.dice.pick(["no-grounds", "no-grounds", "no-consent"]), on: day)
    if !known { story.close(on: day.adding(days: 25).onWorkday, reason: "dismissed") }
    return []
  }

  /// Running when the year ends, within its time, and concluded in the next.
  private func writeRunning(violence: Bool) throws {
    let arrival = diary.dice.day(.of(2017, 10, 9) ... .of(2017, 12, 15))
    let (story, isKnown) = try anyCase(on: arrival)
    let investigation = begin(
      story, arrival: arrival, after: diary.dice.below(6), violence: violence)
    let day = diary.dice.day(.of(2018, 1, 2) ... .of(2018, 1, 8))
    _ = conclude(investigation, .dismissed, on: day, in: story, known: isKnown)
  }

  // MARK: Dismissed reports

  private func writeDismissed(_ place: Int, violence: Bool) throws {
    let day: Day =
      switch place {
      case 0: Drammen2017.first
      case 1: Drammen2017.last
      default: diary.dice.day(.of(2017, 1, 2) ... .of(2017, 12, 20))
      }
    let (story, isKnown) = try anyCase(on: day)
    let report =
      place == 0
      ? story.reportTwice(on: day, violence: violence) : story.report(on: day, violence: violence)
    let assessed = day.adding(days: diary.dice.below(6)).onWorkday
    story.dismiss(report, on: place == 1 ? day : assessed)
    story.acknowledge(report, on: assessed.adding(days: 5).onWorkday, feedback: "outcome")
    if !isKnown { story.close(on: assessed.adding(days: 5).onWorkday, reason: "dismissed") }
  }

  /// A report of December that was dealt with at once and written down in January.
  private func writeLateEntry(violence: Bool) throws {
    let (day, recorded) = (Day.of(2017, 12, 11), Day.of(2018, 1, 9))
    let story = try CaseStory(in: municipality, year: 2017, diary: diary)
    story.open(on: day, recorded: recorded)
    let report = story.report(on: day, violence: violence, recorded: recorded)
    story.dismiss(report, on: day.adding(days: 3), recorded: recorded)
    story.acknowledge(report, on: recorded, feedback: "outcome")
    story.close(on: recorded, reason: "dismissed")
  }

  /// Reports of the days before and after the year, which are not of it.
  private func writeOutside() throws {
    for day in [Drammen2017.first.adding(days: -1), Drammen2017.last.adding(days: 1)] {
      let story = try newCase(on: day)
      let report = story.report(on: day, violence: true)
      story.dismiss(report, on: day.adding(days: 4).onWorkday)
    }
  }

  // MARK: Measures

  /// Every decision becomes a measure within the year; the earliest of them end in it too.
  private func write(_ granted: [Granted]) {
    let inOrder = granted.sorted { ($0.day, $0.story.subject) < ($1.day, $1.story.subject) }
    for (place, grant) in inOrder.enumerated() {
      let start = grant.day.adding(days: diary.dice.below(10)).onWorkday
        .notAfter(Drammen2017.last)
      let (measure, plan) = grant.story.startWithPlan(under: grant.decision, on: start)
      guard place < recipe.newEnded else {
        grant.story.evaluate(plan, every: 6, through: .of(2017, 12, 20))
        continue
      }
      let end = diary.dice.day(start.adding(days: 14).notAfter(Drammen2017.last)...Drammen2017.last)
      grant.story.end(measure, on: end)
      grant.story.close(plan, on: end)
    }
  }
}
