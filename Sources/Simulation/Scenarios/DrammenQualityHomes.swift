import CaseModel

/// Foster children of 2016 and 2017, and whether they were visited as often as the law wants.
///
/// Four visits a year, one in each quarter from the day the child moved in; two, one in each half
/// year, from the day on which that was written down. A child who moved in too late in the year for
/// a first quarter to end in it is owed nothing that year, and is not in the base.
struct DrammenQualityHomes {
  let recipe: DrammenQuality2017.Recipe
  let municipality: Municipality
  let diary: Diary

  func write() throws {
    let (before, now) = (recipe.foster2016, recipe.foster2017)
    let lacking2016 = diary.dice.shuffled(
      (0..<before.all).map { $0 < before.all - before.visited })
    let lacking2017 = diary.dice.shuffled((0..<now.all).map { $0 < now.all - now.visited })
    for place in 0..<before.all {
      let stays = place < now.all
      try writeChild(
        lacking: (lacking2016[place], stays && lacking2017[place]), stays: stays)
    }
    // Two who moved in in October: the first quarter ends next year.
    for _ in 0..<2 { try writeLateChild() }
  }

  private func child(
    from start: Day, after days: Int
  ) throws -> (story: CaseStory, placement: PlacementNote) {
    let opened = start.adding(days: -days).onWorkday
    let story = try CaseStory(in: municipality, year: opened.year, diary: diary)
    story.open(on: opened)
    let investigation = story.investigate(
      story.report(on: opened), on: opened.adding(days: 2).onWorkday)
    let decision = story.concludeWithMeasure(
      investigation, on: investigation.opened.adding(days: diary.dice.number(30...80)).onWorkday,
      basis: .careOrder)
    let measure = story.start(.careOrder, under: decision, on: start)
    let placement = story.place(
      under: measure, in: "foster-home", at: municipality.office, on: start)
    _ = story.plan(for: measure, on: start)
    return (story, placement)
  }

  /// Quarters end in February, May, August and November: who leaves in January owes nothing more.
  private func writeChild(lacking: (in2016: Bool, in2017: Bool), stays: Bool) throws {
    let start = Day.of(
      diary.dice.number(2013...2014), diary.dice.pick([2, 5, 8, 11]), diary.dice.number(1...27))
    let (story, placement) = try child(from: start, after: diary.dice.number(100...140))
    let end = stays ? nil : diary.dice.day(.of(2017, 1, 2) ... .of(2017, 1, 31))
    var length = 3
    var begin = start
    var skipped: Set<Int> = []
    while begin < end ?? .of(2018, 1, 15) {
      // After two years two visits are enough for some.
      if begin == start.adding(months: 24), diary.dice.chance(15) {
        story.reduceVisits(placement, on: begin)
        length = 6
      }
      let due = start.adding(months: months(from: start, to: begin) + length)
      let isLacking = due.year == 2016 ? lacking.in2016 : due.year == 2017 && lacking.in2017
      let isSkipped = isLacking && skipped.insert(due.year).inserted
      if !isSkipped { visit(story, placement, after: begin, by: due, until: end) }
      begin = due
    }
    if let end { story.end(placement, on: end) }
  }

  private func months(from start: Day, to day: Day) -> Int {
    (day.year - start.year) * 12 + day.month - start.month
  }

  /// One visit after the first day and by the last, and while the child lives there; on the very
  /// last day now and then.
  private func visit(
    _ story: CaseStory, _ placement: PlacementNote, after begin: Day, by due: Day, until end: Day?
  ) {
    let last = due.notAfter(end ?? due).notAfter(.of(2018, 1, 12))
    let first = begin.adding(days: 10)
    guard first < last else { return }
    let day = diary.dice.chance(5) ? last : diary.dice.day(first...last)
    story.note(FollowUpVisitDone(visit: story.newRecord(), placement: placement.id), on: day)
  }

  private func writeLateChild() throws {
    let start = diary.dice.day(.of(2017, 10, 2) ... .of(2017, 10, 27))
    // Investigated last year: the case was before the county board for long.
    let (story, placement) = try child(from: start, after: 420)
    visit(story, placement, after: start, by: start.adding(months: 2), until: nil)
  }
}
