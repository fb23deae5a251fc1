import CaseModel

/// Reports and investigations of 2017, in time and too late.
struct DrammenQualityReports {
  let recipe: DrammenQuality2017.Recipe
  let municipality: Municipality
  let diary: Diary

  private enum Timing {
    case inTime, onTheLastDay, extended
    /// Too late, with a reason that was accepted, or not.
    case late(isAccepted: Bool)

    var isLate: Bool { if case .late = self { true } else { false } }
  }

  func write() throws {
    var waits = diary.dice.shuffled(
      (0..<recipe.reports.all).map { $0 < recipe.reports.all - recipe.reports.inWeek })
    let timings = timings()
    // Those that lead to a measure begin so late that the new plan need not be evaluated this year.
    for (place, timing) in timings.enumerated() {
      let isMeasure = !timing.isLate && place >= timings.count - recipe.newWithPlan
      try writeCompleted(timing, isMeasure: isMeasure, waits: waits.removeLast())
    }
    for _ in 0..<recipe.running { try writeRunning(waits: waits.removeLast()) }
    while let waits = waits.popLast() { try writeDismissed(waits: waits) }
  }

  /// The timings of the completed investigations; the ordinary ones in time come last.
  private func timings() -> [Timing] {
    let count = recipe.investigations
    let late = count.completed - count.inTime
    let extended = count.inTime / 40
    return (0..<late).map { .late(isAccepted: $0 >= count.notAccepted) }
      + Array(repeating: .extended, count: extended) + [.onTheLastDay]
      + Array(repeating: .inTime, count: count.inTime - extended - 1)
  }

  private func newCase(on day: Day) throws -> CaseStory {
    let story = try CaseStory(in: municipality, year: day.year, diary: diary)
    story.open(on: day)
    return story
  }

  /// Assessed within the week, on its last day now and then; or after it.
  private func assessment(of arrival: Day, waits: Bool) -> Day {
    waits
      ? arrival.adding(days: diary.dice.number(10...20)).onWorkday
      : diary.dice.chance(10)
        ? arrival.adding(days: 7) : arrival.adding(days: diary.dice.below(5)).onWorkday
  }

  private func begin(_ story: CaseStory, arrival: Day, waits: Bool) -> InvestigationNote {
    let report = story.report(on: arrival, violence: diary.dice.chance(28))
    let investigation = story.investigate(report, on: assessment(of: arrival, waits: waits))
    story.acknowledge(report, on: investigation.opened.adding(days: 1).onWorkday)
    return investigation
  }

  private func writeCompleted(_ timing: Timing, isMeasure: Bool, waits: Bool) throws {
    let arrival: Day
    switch timing {
    case .late, .extended: arrival = diary.dice.day(.of(2017, 1, 2) ... .of(2017, 6, 23))
    case .inTime, .onTheLastDay:
      arrival =
        isMeasure
        ? diary.dice.day(.of(2017, 6, 26) ... .of(2017, 8, 25))
        : diary.dice.day(.of(2017, 1, 2) ... .of(2017, 9, 8))
    }
    let story = try newCase(on: arrival)
    let investigation = begin(story, arrival: arrival, waits: waits)
    let day = conclusionDay(timing, of: investigation, in: story)
    if isMeasure {
      let decision = story.concludeWithMeasure(investigation, on: day)
      _ = story.startWithPlan(under: decision, on: day.adding(days: 7).onWorkday)
      return
    }
    let reason = diary.dice.pick(["no-grounds", "no-consent", "other-service"])
    story.dismiss(investigation, because: reason, on: day)
    if case .late(let isAccepted) = timing { explain(investigation, isAccepted, day, in: story) }
    story.close(on: day.adding(days: 25).onWorkday, reason: "dismissed")
  }

  private func conclusionDay(
    _ timing: Timing, of investigation: InvestigationNote, in story: CaseStory
  ) -> Day {
    let opened = investigation.opened
    switch timing {
    case .inTime: return opened.adding(days: diary.dice.number(30...85)).onWorkday
    case .onTheLastDay: return investigation.lastDay
    case .extended:
      story.extend(investigation, on: opened.adding(days: 70).onWorkday)
      return opened.adding(days: diary.dice.number(100...150)).onWorkday
    case .late: return opened.adding(days: diary.dice.number(96...150)).onWorkday
    }
  }

  /// The reason is told and accepted; or told without an answer, or not told.
  private func explain(
    _ investigation: InvestigationNote, _ isAccepted: Bool, _ day: Day, in story: CaseStory
  ) {
    let told = day.adding(days: 4).onWorkday
    if isAccepted {
      story.explainBreach(investigation, on: told, accepted: told.adding(days: 14).onWorkday)
    } else if diary.dice.chance(50) {
      story.reportBreach(of: investigation, on: told)
    }
  }

  private func writeRunning(waits: Bool) throws {
    let arrival = diary.dice.day(.of(2017, 10, 9) ... .of(2017, 12, 8))
    let story = try newCase(on: arrival)
    let investigation = begin(story, arrival: arrival, waits: waits)
    let day = diary.dice.day(.of(2018, 1, 2)...investigation.lastDay.notBefore(.of(2018, 1, 5)))
    story.dismiss(investigation, because: "no-grounds", on: day)
  }

  private func writeDismissed(waits: Bool) throws {
    let arrival = diary.dice.day(.of(2017, 1, 2) ... .of(2017, 12, 4))
    let story = try newCase(on: arrival)
    let report = story.report(on: arrival)
    let day = assessment(of: arrival, waits: waits)
    story.dismiss(report, on: day)
    story.acknowledge(report, on: day.adding(days: 7).onWorkday, feedback: "outcome")
    story.close(on: day.adding(days: 7).onWorkday, reason: "dismissed")
  }
}
