import CaseModel

/// Children who had assistance when 2017 began.
struct DrammenFamilies {
  let recipe: Drammen2017.Recipe
  let municipality: Municipality
  let diary: Diary

  /// Writes the cases carried over.
  /// - Returns: those that stay open through the year, for reports of known children.
  func write() throws -> [CaseStory] {
    let ending = recipe.ended - recipe.newEnded
    var staying: [CaseStory] = []
    for place in 0..<recipe.carriedWithMeasure {
      // The first two end on the year's edges: both are of the year, neither is there at its end.
      let end: Day? =
        switch place {
        case 0: Drammen2017.last
        case 1: Drammen2017.first
        case 2..<ending: diary.dice.day(.of(2017, 1, 9) ... .of(2017, 12, 20))
        default: nil
        }
      let story = try child(until: end)
      if end == nil { staying.append(story) }
    }
    try write(outside: Drammen2017.first.adding(days: -1))
    return staying
  }

  /// A child whose measure ended the day before the year.
  private func write(outside day: Day) throws { _ = try child(until: day) }

  private func child(until end: Day?) throws -> CaseStory {
    let opened = diary.dice.day(.of(2014, 1, 6) ... .of(2016, 5, 31))
    let story = try CaseStory(in: municipality, year: opened.year, diary: diary)
    story.open(on: opened)
    let (decision, decided) = story.investigateInTime(
      from: opened, lasting: diary.dice.number(25...85))
    let (measure, plan) = story.startWithPlan(
      under: decision, on: decided.adding(days: diary.dice.below(15)).onWorkday)
    story.evaluate(plan, every: 6, through: end ?? .of(2017, 12, 20))
    if diary.dice.chance(30) {
      // A second measure: two of them, and one child.
      let start = measure.start.adding(days: diary.dice.number(20...60)).onWorkday
      let second = story.start(.assistance, under: decision, on: start)
      if let end { story.end(second, on: end) }
    }
    if let end {
      story.end(measure, on: end)
      story.close(plan, on: end)
      story.close(on: end.adding(days: 3).onWorkday)
    }
    return story
  }
}
