import CaseModel

/// Children who had assistance all through 2017: with a plan that was evaluated, or not, and
/// without one.
struct DrammenQualityFamilies {
  let recipe: DrammenQuality2017.Recipe
  let municipality: Municipality
  let diary: Diary

  private enum Plan {
    /// Evaluated every half year, or once too late, or not at all in the last half year.
    case evaluated, evaluatedLate, notEvaluated
    /// Closed in the course of the year.
    case closed
    case none
  }

  func write() throws {
    let (all, withPlan, active) = recipe.assistance
    let missed = recipe.evaluations.owed - recipe.evaluations.done
    let plans =
      Array(repeating: Plan.evaluated, count: recipe.evaluations.done)
      + (0..<missed).map { $0 % 2 == 0 ? Plan.notEvaluated : .evaluatedLate }
      + Array(repeating: .closed, count: withPlan - active)
      + Array(repeating: .none, count: all - withPlan)
    for plan in diary.dice.shuffled(plans) { try writeChild(with: plan) }
    // Its measure ended on the last day of the year: not among those at its end.
    let (story, measure) = try child()
    story.end(measure, on: DrammenQuality2017.last)
  }

  private func child() throws -> (story: CaseStory, measure: MeasureNote) {
    let opened = diary.dice.day(.of(2015, 3, 2) ... .of(2016, 6, 30))
    let story = try CaseStory(in: municipality, year: opened.year, diary: diary)
    story.open(on: opened)
    let (decision, decided) = story.investigateInTime(
      from: opened, lasting: diary.dice.number(25...85))
    return (
      story, story.start(.assistance, under: decision, on: decided.adding(days: 7).onWorkday)
    )
  }

  private func writeChild(with plan: Plan) throws {
    let (story, measure) = try child()
    if case .none = plan { return }
    let note = story.plan(for: measure, on: measure.start)
    switch plan {
    case .evaluated: story.evaluate(note, every: 6, through: .of(2018, 1, 1))
    case .evaluatedLate:
      let days = story.evaluate(note, every: 6, through: .of(2017, 3, 1))
      let due = (days.last ?? note.adopted).adding(months: 6)
      let late = due.adding(days: diary.dice.number(4...40)).onWorkday
      story.evaluate(note, on: late)
      story.evaluate(PlanNote(id: note.id, adopted: late), every: 6, through: .of(2018, 1, 1))
    case .notEvaluated:
      // The last evaluation lies more than half a year back when the year ends.
      story.evaluate(note, every: 6, through: .of(2017, 6, 30))
    case .closed:
      story.evaluate(note, every: 6, through: .of(2017, 4, 1))
      story.close(note, on: diary.dice.day(.of(2017, 4, 3) ... .of(2017, 11, 30)))
    case .none: break
    }
  }
}
