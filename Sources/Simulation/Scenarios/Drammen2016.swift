import CaseModel

/// Drammen, Nedre Eiker and Svelvik in 2016, as the national statistics (KOSTRA) tell the year.
///
/// The document prints shares and amounts per child; the counts behind them follow from these, or
/// are chosen so that the shares come out.
struct Drammen2016 {
  /// What a municipality's year came to.
  ///
  /// Counts that are neither printed nor follow from what is printed are free, and say so.
  struct Recipe {
    let number: String
    let name: String
    let staff: ClosedRange<Int>
    /// Children with a measure in the year, and at its end; the latter is free in Svelvik.
    let withMeasure: (inYear: Int, atEnd: Int)
    /// Children in an institution and in a foster home at the end of the year; that Svelvik had two
    /// in an institution is free: so few are not printed.
    let placed: (institution: Int, foster: Int)
    /// Children whose placement ended in the year.
    let placementsEnded: Int
    /// Children at home at the end of the year with a measure for parenting, for the child's
    /// development, and free: for both.
    let atHome: (parenting: Int, development: Int, both: Int)
    /// Free, all but their shares: reports, and those that led to an investigation.
    let reports: (all: Int, kept: Int)
    /// Free, all but the share and the children: investigations running when the year began,
    /// completed in it, and completed with a measure.
    let investigations: (opening: Int, completed: Int, withMeasure: Int)
    /// Children with an investigation in the year.
    let investigated: Int
    /// Of these, children who had a measure already.
    let investigatedWithMeasure: Int
    /// Free: of the children who got their first measure in the year, those whose measure ended.
    let newEnded: Int
    /// Children who are 18 or older when the year ends: the document's 1153 leaves them out.
    let grown: Int
    let figures: [GivenFigure]
  }

  /// The reports whose cells it gives.
  static let reports = [
    "drammen-kostra-2016", "drammen-2016-population", "drammen-2016-finance",
    "drammen-child-poverty",
  ]

  static let recipes = [
    Recipe(
      number: "0602", name: "Drammen", staff: 31...90, withMeasure: (754, 614),
      placed: (15, 179), placementsEnded: 105, atHome: (232, 195, 60), reports: (1025, 870),
      investigations: (60, 840, 210), investigated: 908, investigatedWithMeasure: 23,
      newEnded: 15, grown: 4,
      figures: [
        GivenFigure(figure: "population-0-17", value: 14410),
        GivenFigure(figure: "staff-child-welfare", value: 635, decimals: 1),
      ]),
    Recipe(
      number: "0625", name: "Nedre Eiker", staff: 91...120, withMeasure: (338, 281),
      placed: (8, 62), placementsEnded: 24, atHome: (126, 108, 40), reports: (423, 366),
      investigations: (50, 374, 134), investigated: 405, investigatedWithMeasure: 2,
      newEnded: 7, grown: 2,
      figures: [
        GivenFigure(figure: "population-0-17", value: 5620),
        GivenFigure(figure: "staff-child-welfare", value: 262, decimals: 1),
      ]),
    Recipe(
      number: "0711", name: "Svelvik", staff: 121...129, withMeasure: (67, 57),
      placed: (2, 18), placementsEnded: 1, atHome: (26, 18, 10), reports: (98, 70),
      investigations: (14, 70, 23), investigated: 80, investigatedWithMeasure: 4,
      newEnded: 1, grown: 0,
      figures: [
        GivenFigure(figure: "population-0-17", value: 1310),
        GivenFigure(figure: "staff-child-welfare", value: 80, decimals: 1),
      ]),
  ]

  static let first = Day.of(2016, 1, 1)
  static let last = Day.of(2016, 12, 31)

  /// The years in which children may be born who are under 18 when 2016 ends.
  static func born(by year: Int) -> ClosedRange<Int> { max(year - 16, 1999)...year }

  let diary: Diary

  func write() throws {
    for recipe in Drammen2016.recipes {
      let municipality = try Municipality(
        recipe.number, recipe.name, staff: recipe.staff, teams: max(1, recipe.staff.count / 8))
      let unit = municipality.establish(on: .of(2011, 1, 3), diary: diary)
      unit.give(
        recipe.figures + Drammen2016Given.figures(recipe.number), for: 2016, on: .of(2016, 1, 4),
        source: "KOSTRA 2016")
      let children = Drammen2016Children(
        recipe: recipe, municipality: municipality, diary: diary)
      let known = try children.write()
      try Drammen2016Reports(
        recipe: recipe, municipality: municipality, known: known, children: children,
        diary: diary
      ).write()
    }
  }
}

extension Drammen2016.Recipe {
  /// Children who had a measure when the year began.
  var carried: Int { withMeasure.inYear - investigations.withMeasure }
  /// Children whose last measure ended in the year, and of these, those carried over.
  var ended: Int { withMeasure.inYear - withMeasure.atEnd }
  var carriedEnded: Int { ended - newEnded }
  /// Children placed at the end of the year.
  var placedAtEnd: Int { placed.institution + placed.foster }
  /// Children with a measure at home at the end of the year.
  var homeAtEnd: Int { withMeasure.atEnd - placedAtEnd }
  /// Investigations that were running when the year ended.
  var closing: Int { investigations.opening + reports.kept - investigations.completed }
  /// Investigations more than children: these were investigated twice.
  var twice: Int { investigations.opening + reports.kept - investigated }

  /// What measures each child at home has when the year ends, in no order.
  func profiles(_ dice: inout Dice) -> [Drammen2016Children.Profile] {
    let (parenting, development, both) = (
      atHome.parenting - atHome.both, atHome.development - atHome.both, atHome.both
    )
    let other = homeAtEnd - parenting - development - both
    return dice.shuffled(
      Array(repeating: .parenting, count: parenting)
        + Array(repeating: .development, count: development)
        + Array(repeating: .both, count: both) + Array(repeating: .other, count: other))
  }
}
