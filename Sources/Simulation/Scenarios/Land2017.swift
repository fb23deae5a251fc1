import CaseModel

/// The child welfare service of Søndre and Nordre Land from 2016 to the autumn of 2017: what was
/// not done at New Year, and what was left of it in September.
struct Land2017 {
  /// What stood undone at the two dates, and how the first became the second.
  ///
  /// Counts that are not in the document are free, and say so.
  struct Recipe {
    /// Reports that lay unassessed for more than a week at New Year; none in September.
    let unhandled = 5
    /// Investigations past the deadline at New Year, and those of them that were in September.
    let overdue = (newYear: 26, september: 4)
    /// Children with a measure and no plan.
    let withoutPlan = (newYear: 21, september: 5)
    /// Children whose evaluation was overdue.
    let withoutEvaluation = (newYear: 27, september: 3)
    /// Free: children among the five without a plan who are new since New Year.
    let newWithoutPlan = 2
    /// Free: children who got no plan because their measure ended.
    let endedWithoutPlan = 4
    /// Free: children among the three who are new since New Year.
    let newWithoutEvaluation = 1
    /// Free: children who were not evaluated because their measure ended.
    let endedWithoutEvaluation = 3
    /// Free: children for whom everything was done in time.
    let inOrder = 14
    /// Free: reports from January to April 2017, and from May to September.
    let reports2017 = (winter: 18, summer: 24)
    /// Orders of special follow-up, and those closed by September.
    let orders = (received: 66, closed: 35)
    /// The deviations of the inspection, by kind; the first was closed.
    let deviations = ["reports-unhandled", "investigations-overdue", "foster-home-work"]
  }

  /// The two dates of the table.
  static let newYear = Day.of(2016, 12, 31)
  static let september = Day.of(2017, 9, 25)

  /// Given, not counted; amounts are in million kroner.
  static let figures = [
    GivenFigure(figure: "staffing", item: "total", value: 21),
    GivenFigure(figure: "staffing", item: "advertised", value: 2),
    GivenFigure(figure: "organisation", item: "team-leaders", value: 3),
    GivenFigure(figure: "organisation", item: "report-meetings", value: 2),
    GivenFigure(figure: "organisation", item: "deviation-owner", value: 1),
    GivenFigure(figure: "forecast", item: "administration", value: 28, decimals: 1),
    GivenFigure(figure: "forecast", item: "measures", value: 36, decimals: 1),
    GivenFigure(figure: "milestone", item: "new-routine", text: "1/5"),
  ]

  let recipe = Recipe()
  let diary: Diary

  func write() throws {
    let municipalities = [
      try Municipality("0536", "Søndre Land", staff: 11...16, teams: 2),
      try Municipality("0538", "Nordre Land", staff: 17...21, teams: 2),
    ]
    let units = municipalities.map { $0.establish(on: .of(2015, 1, 5), diary: diary) }
    units[0].give(Land2017.figures, for: 2017, on: .of(2017, 9, 25), source: "Land, høsten 2017")
    let backlog = try LandBacklog(
      recipe: recipe, municipalities: municipalities, diary: diary
    ).write()
    try LandRoutine(recipe: recipe, municipalities: municipalities, diary: diary).write()
    try writeOrders(about: backlog)
    try writeDeviations(of: municipalities)
  }

  /// Orders on single cases, received from New Year on; one on the last day, one closed on it, and
  /// one closed the day after.
  private func writeOrders(about cases: [CaseStory]) throws {
    let subjects = diary.dice.shuffled(cases)
    for place in 0..<recipe.orders.received {
      let story = subjects[place % subjects.count]
      let day =
        place == recipe.orders.received - 1
        ? Land2017.september : diary.dice.day(.of(2017, 1, 3) ... .of(2017, 6, 30))
      let number = diary.next(in: "order")
      let order = try story.municipality.receiveOrder(
        "\(story.municipality.office)-\(number)", about: story.subject, on: day, diary: diary)
      let action = diary.dice.day(day.adding(days: 3)...day.adding(days: 40))
      order.actOnOrder(diary.dice.pick(["follow-up", "meeting"]), on: action)
      switch place {
      case 0: order.closeOrder(on: Land2017.september)
      case 1..<recipe.orders.closed:
        order.closeOrder(on: diary.dice.day(.of(2017, 8, 14) ... .of(2017, 9, 22)))
      case recipe.orders.closed: order.closeOrder(on: Land2017.september.adding(days: 1))
      default: break
      }
    }
  }

  private func writeDeviations(of municipalities: [Municipality]) throws {
    for (place, kind) in recipe.deviations.enumerated() {
      let deviation = try municipalities[0].registerDeviation(
        "land-2016-\(place + 1)", kind: kind, on: .of(2016, 11, 7), diary: diary)
      deviation.actOnDeviation("routine", on: .of(2017, 1, 9))
      deviation.actOnDeviation("meeting", on: .of(2017, 2, 6))
      deviation.actOnDeviation("staffing", on: .of(2017, 4, 24))
      if place == 0 { deviation.closeDeviation(on: .of(2017, 9, 18)) }
    }
  }
}
