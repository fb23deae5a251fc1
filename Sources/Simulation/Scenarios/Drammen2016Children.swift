import CaseModel

/// Children with a measure in 2016: at home, in foster homes and in institutions.
final class Drammen2016Children {
  /// What measures a child at home has.
  enum Profile {
    case parenting, development, both, other

    /// Categories of the register, one for each measure, and the class.
    func measures(_ dice: inout Dice) -> [(category: String, class: String)] {
      let parenting = (dice.pick(["3.2", "3.4", "3.6", "3.9", "3.10"]), "change")
      let development = (dice.pick(["4.3", "4.4", "4.5", "4.6"]), "compensating")
      let other = dice.pick([
        ("5.1", "controlling"), ("5.4", "controlling"), ("6.2", "change"), ("7.3", "change"),
      ])
      return switch self {
      case .parenting: [parenting]
      case .development: [development]
      case .both: [parenting, development]
      case .other: [other]
      }
    }
  }

  let recipe: Drammen2016.Recipe
  let municipality: Municipality
  let diary: Diary
  /// The profiles that children who stay at home will have, and who is still to have one.
  private var profiles: [Profile]

  init(recipe: Drammen2016.Recipe, municipality: Municipality, diary: Diary) {
    self.recipe = recipe
    self.municipality = municipality
    self.diary = diary
    profiles = recipe.profiles(&diary.dice)
  }

  /// Writes the children who had a measure when the year began.
  /// - Returns: the cases of those who stay at home all year.
  func write() throws -> [CaseStory] {
    let homes = diary.dice.shuffled(
      (0..<recipe.placedAtEnd).map {
        $0 < recipe.placed.institution ? "institution" : "foster-home"
      })
    for home in homes { try placedChild(in: home, until: nil) }
    for place in 0..<recipe.placementsEnded {
      try placedChild(
        in: diary.dice.chance(12) ? "institution" : "foster-home", until: endDay(place))
    }
    for place in recipe.placementsEnded..<recipe.carriedEnded {
      _ = try homeChild(until: endDay(place - recipe.placementsEnded))
    }
    // Its measure ended the day before the year: not of it.
    _ = try homeChild(until: Drammen2016.first.adding(days: -1))
    let staying = recipe.carried - recipe.carriedEnded - recipe.placedAtEnd
    return try (0..<staying).map { try homeChild(until: nil, isGrown: $0 < recipe.grown) }
  }

  /// The first two end on the year's edges: both are of the year, neither is there at its end.
  private func endDay(_ place: Int) -> Day {
    switch place {
    case 0: Drammen2016.last
    case 1: Drammen2016.first
    default: diary.dice.day(.of(2016, 1, 11) ... .of(2016, 12, 20))
    }
  }

  // MARK: At home

  private func homeChild(until end: Day?, isGrown: Bool = false) throws -> CaseStory {
    let opened =
      isGrown
      ? diary.dice.day(.of(2014, 1, 6) ... .of(2014, 11, 28))
      : diary.dice.day(.of(2014, 1, 6) ... .of(2015, 7, 31))
    let story = try CaseStory(in: municipality, year: opened.year, diary: diary)
    story.open(on: opened, born: isGrown ? 1997...1998 : Drammen2016.born(by: opened.year))
    let (decision, decided) = story.investigateInTime(
      from: opened, lasting: diary.dice.number(25...85))
    help(story, under: decision, from: decided.adding(days: 7).onWorkday, until: end)
    return story
  }

  /// The measures of a child at home, with a plan from the first day; all of them end, or none.
  func help(_ story: CaseStory, under decision: RecordID, from day: Day, until end: Day?) {
    let profile: Profile =
      end == nil ? profiles.removeLast() : diary.dice.pick([.parenting, .development, .both])
    let measures = profile.measures(&diary.dice).map { measure in
      story.start(
        .assistance, under: decision, on: day, category: measure.category, class: measure.class)
    }
    let plan = story.plan(for: measures[0], on: day)
    story.evaluate(plan, every: 6, through: end ?? .of(2016, 12, 20))
    guard let end else { return }
    for measure in measures { story.end(measure, on: end) }
    story.close(plan, on: end)
    story.close(on: end.adding(days: 4).onWorkday)
  }

  // MARK: Placed

  /// A child in a home outside the family.
  ///
  /// Some moved in only this year, and had help at home when it began.
  private func placedChild(in home: String, until end: Day?) throws {
    let movesIn = end == nil && diary.dice.chance(20)
    let basis: LegalBasis = diary.dice.chance(70) ? .careOrder : .voluntary
    let start =
      movesIn
      ? diary.dice.day(.of(2016, 1, 18) ... .of(2016, 11, 30))
      : diary.dice.day(.of(2012, 3, 5) ... .of(2015, 11, 30))
    let opened =
      movesIn
      ? diary.dice.day(.of(2014, 9, 1) ... .of(2015, 6, 30))
      : start.adding(days: -diary.dice.number(100...140)).onWorkday
    let story = try CaseStory(in: municipality, year: opened.year, diary: diary)
    story.open(on: opened, born: Drammen2016.born(by: opened.year))
    if movesIn { helpUntil(start, story, opened: opened) }
    let decision =
      movesIn
      ? story.decide(basis, on: start) : decision(basis, story, opened: opened)
    let measure = story.start(
      basis, under: decision, on: start,
      category: home == "institution" ? "1.1" : diary.dice.pick(["2.1", "2.2", "2.2"]))
    let placement = story.place(under: measure, in: home, at: municipality.office, on: start)
    let plan = story.plan(for: measure, on: start)
    if basis == .voluntary {
      story.evaluate(plan, every: 6, through: end ?? .of(2016, 12, 20))
    }
    visit(placement, story, until: end)
    guard let end else { return }
    story.end(placement, on: end)
    story.end(measure, on: end)
    story.close(plan, on: end)
  }

  private func decision(_ basis: LegalBasis, _ story: CaseStory, opened: Day) -> RecordID {
    let investigation = story.investigate(
      story.report(on: opened), on: opened.adding(days: 2).onWorkday)
    return story.concludeWithMeasure(
      investigation, on: investigation.opened.adding(days: diary.dice.number(30...85)).onWorkday,
      basis: basis)
  }

  /// Help at home that was not enough, and ended when the child moved.
  private func helpUntil(_ end: Day, _ story: CaseStory, opened: Day) {
    let (decision, decided) = story.investigateInTime(
      from: opened, lasting: diary.dice.number(25...85))
    let (measure, plan) = story.startWithPlan(
      under: decision, on: decided.adding(days: 7).onWorkday)
    story.evaluate(plan, every: 6, through: end)
    story.end(measure, on: end)
    story.close(plan, on: end)
  }

  private func visit(_ placement: PlacementNote, _ story: CaseStory, until end: Day?) {
    let begin = placement.start.adding(days: 30).notBefore(Drammen2016.first)
    let last = (end ?? .of(2016, 12, 20)).adding(days: -1)
    guard begin < last else { return }
    story.visit(placement, timesAYear: 4, in: begin...last)
  }
}
