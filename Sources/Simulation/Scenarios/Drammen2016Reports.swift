import CaseModel

/// Reports and investigations of 2016, with those that were running when it began.
struct Drammen2016Reports {
  let recipe: Drammen2016.Recipe
  let municipality: Municipality
  /// Cases of children with a measure all year.
  let known: [CaseStory]
  let children: Drammen2016Children
  let diary: Diary

  /// How an investigation ends, and whose it is.
  private enum Course {
    case measure, dismissed, running
    /// Dismissed early in the year, and opened and dismissed again.
    case twice
    /// Of a child with a measure, which stays as it is.
    case known(CaseStory)
  }

  func write() throws {
    var granted: [(story: CaseStory, decision: RecordID, day: Day)] = []
    for (place, course) in courses().enumerated() {
      let isCarried = place < recipe.investigations.opening
      if let grant = try write(course, isCarried: isCarried, place: place) {
        granted.append(grant)
      }
    }
    let inOrder = granted.sorted { ($0.day, $0.story.subject) < ($1.day, $1.story.subject) }
    for (place, grant) in inOrder.enumerated() {
      let start = grant.day.adding(days: diary.dice.below(10)).onWorkday
        .notAfter(Drammen2016.last)
      let end =
        place < recipe.newEnded
        ? diary.dice.day(start.adding(days: 14).notAfter(Drammen2016.last)...Drammen2016.last) : nil
      children.help(grant.story, under: grant.decision, from: start, until: end)
    }
    for place in 0..<(recipe.reports.all - recipe.reports.kept) { try writeDismissed(place) }
    try writeOutside()
  }

  /// Those carried over come first: each of them is concluded, with a measure or without.
  private func courses() -> [Course] {
    let count = recipe.investigations
    let knownCases = diary.dice.pick(
      recipe.investigatedWithMeasure, of: Array(known.dropFirst(recipe.grown)))
    let twice = Array(repeating: Course.twice, count: recipe.twice)
    // A child investigated twice makes two of the completed investigations.
    let dismissed =
      count.completed - count.withMeasure - knownCases.count - 2 * recipe.twice
    let plain = diary.dice.shuffled(
      Array(repeating: Course.measure, count: count.withMeasure)
        + Array(repeating: .dismissed, count: dismissed))
    let running = Array(repeating: Course.running, count: recipe.closing)
    return plain + twice + knownCases.map { .known($0) } + running
  }

  private func newCase(on day: Day) throws -> CaseStory {
    let story = try CaseStory(in: municipality, year: day.year, diary: diary)
    story.open(on: day, born: Drammen2016.born(by: day.year))
    return story
  }

  /// - Returns: what was decided, if the investigation led to a measure.
  private func write(
    _ course: Course, isCarried: Bool, place: Int
  ) throws -> (story: CaseStory, decision: RecordID, day: Day)? {
    switch course {
    case .measure, .dismissed:
      let arrival = arrivalDay(isCarried: isCarried, place: place)
      let story = try newCase(on: arrival)
      let investigation = begin(story, arrival: arrival)
      let day = conclusionDay(of: investigation, isCarried: isCarried, place: place)
      if case .measure = course {
        return (story, story.concludeWithMeasure(investigation, on: day), day)
      }
      dismiss(investigation, in: story, on: day)
      story.close(on: day.adding(days: 20).onWorkday, reason: "dismissed")
    case .twice:
      let arrivals = [
        diary.dice.day(.of(2016, 1, 4) ... .of(2016, 3, 18)),
        diary.dice.day(.of(2016, 7, 4) ... .of(2016, 9, 16)),
      ]
      let story = try newCase(on: arrivals[0])
      for arrival in arrivals {
        let investigation = begin(story, arrival: arrival)
        dismiss(
          investigation, in: story,
          on: investigation.opened.adding(days: diary.dice.number(20...80)).onWorkday)
      }
    case .known(let story):
      let arrival = diary.dice.day(.of(2016, 1, 11) ... .of(2016, 9, 20))
      let investigation = begin(story, arrival: arrival)
      dismiss(
        investigation, in: story,
        on: investigation.opened.adding(days: diary.dice.number(20...80)).onWorkday)
    case .running:
      let arrival = diary.dice.day(.of(2016, 10, 3) ... .of(2016, 12, 20))
      let story = try newCase(on: arrival)
      let investigation = begin(story, arrival: arrival)
      dismiss(
        investigation, in: story, on: diary.dice.day(.of(2017, 1, 2)...investigation.lastDay))
    }
    return nil
  }

  private func arrivalDay(isCarried: Bool, place: Int) -> Day {
    if isCarried { return diary.dice.day(.of(2015, 10, 12) ... .of(2015, 12, 18)) }
    return place == recipe.investigations.opening
      ? .of(2016, 10, 3) : diary.dice.day(.of(2016, 1, 4) ... .of(2016, 9, 20))
  }

  /// The first is concluded on the first day of the year, the first of the new ones on its last.
  private func conclusionDay(
    of investigation: InvestigationNote, isCarried: Bool, place: Int
  ) -> Day {
    if place == 0 { return Drammen2016.first }
    if isCarried { return diary.dice.day(.of(2016, 1, 4)...investigation.lastDay) }
    if place == recipe.investigations.opening { return Drammen2016.last }
    let late = diary.dice.chance(4)
    return investigation.opened.adding(days: late ? 95 : diary.dice.number(18...85)).onWorkday
      .notAfter(.of(2016, 12, 30))
  }

  /// The report, its assessment and the investigation.
  private func begin(_ story: CaseStory, arrival: Day) -> InvestigationNote {
    let report = story.report(on: arrival, violence: diary.dice.chance(25))
    let investigation = story.investigate(
      report, on: arrival.adding(days: diary.dice.below(6)).onWorkday)
    story.acknowledge(report, on: investigation.opened.adding(days: 1).onWorkday)
    return investigation
  }

  private func dismiss(_ investigation: InvestigationNote, in story: CaseStory, on day: Day) {
    if day > investigation.lastDay {
      story.explainBreach(
        investigation, on: day.adding(days: 4).onWorkday, accepted: day.adding(days: 18).onWorkday)
    }
    let reason = diary.dice.pick(["no-grounds", "no-consent", "other-service"])
    story.dismiss(investigation, because: reason, on: day)
  }

  // MARK: Dismissed reports

  /// Taken down twice, on the year's first day, on its last, and recorded after it, among others.
  private func writeDismissed(_ place: Int) throws {
    let (day, recorded): (Day, Day?) =
      switch place {
      case 0: (Drammen2016.first, nil)
      case 1: (Drammen2016.last, nil)
      case 2: (.of(2016, 12, 20), .of(2017, 1, 5))
      default: (diary.dice.day(.of(2016, 1, 4) ... .of(2016, 12, 16)), nil)
      }
    let story = try CaseStory(in: municipality, year: 2016, diary: diary)
    story.open(on: day, recorded: recorded, born: Drammen2016.born(by: 2016))
    let report =
      place == 0 ? story.reportTwice(on: day) : story.report(on: day, recorded: recorded)
    let assessed = day.adding(days: 4).onWorkday.notBefore(recorded ?? day)
    story.dismiss(report, on: assessed)
    story.acknowledge(report, on: assessed.adding(days: 5).onWorkday, feedback: "outcome")
    story.close(on: assessed.adding(days: 7).onWorkday, reason: "dismissed")
  }

  /// Reports of the days before and after the year, which are not of it.
  private func writeOutside() throws {
    for day in [Drammen2016.first.adding(days: -1), Drammen2016.last.adding(days: 1)] {
      let story = try newCase(on: day)
      story.dismiss(story.report(on: day), on: day.adding(days: 4).onWorkday)
    }
  }
}
