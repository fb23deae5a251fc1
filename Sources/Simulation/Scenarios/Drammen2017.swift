import CaseModel

/// The three child welfare services that become Nye Drammen, in 2017.
struct Drammen2017 {
  /// What a municipality's year came to.
  ///
  /// Counts that are not in the document are free, and say so.
  struct Recipe {
    let number: String
    let name: String
    let staff: ClosedRange<Int>
    let reports: Int
    let reportsDismissed: Int
    /// Reports with a concern of violence or abuse.
    let violence: Int
    let completed: Int
    /// Of the completed, those without a measure.
    let dismissed: Int
    /// Free: investigations that were running when the year began, all completed in it.
    let opening: Int
    /// Reports that were not assessed within a week (the share of the quality table).
    let assessedLate: Int
    /// Children with assistance in the year, and at its end.
    let assistance: (inYear: Int, atEnd: Int)
    /// Children under a care order at the end of the year.
    let care: Int
    /// Children placed voluntarily at the end of the year.
    let voluntary: Int
    /// Children placed in an emergency in the year.
    let emergency: Int
    /// Children in an institution in the year.
    let institution: Int
    /// Other municipalities in which children are placed at the end of the year.
    let municipalities: Int
    /// Children supervised for others at the end of the year; nil if they are not counted.
    let supervised: Int?
    /// Referrals in the year; nil if they are not counted.
    let referrals: Int?
    /// Consultations in the year; nil if they are not counted.
    let consultations: Int?
    /// Figures that are given, not counted; one that is missing is not given.
    let figures: [GivenFigure]
  }

  static let recipes = [
    Recipe(
      number: "0602", name: "Drammen", staff: 31...90, reports: 1030, reportsDismissed: 166,
      violence: 300, completed: 837, dismissed: 620, opening: 64, assessedLate: 35,
      assistance: (529, 314), care: 147, voluntary: 43, emergency: 17, institution: 31,
      municipalities: 39, supervised: nil, referrals: nil, consultations: 1398,
      figures: [
        GivenFigure(figure: "population-0-17", value: 14410),
        GivenFigure(figure: "staff-child-welfare", value: 733, decimals: 1),
        GivenFigure(figure: "staff-unaccompanied-minors-child-welfare", value: 198, decimals: 1),
        GivenFigure(figure: "staff-unaccompanied-minors-refugees", value: 0),
      ]),
    Recipe(
      number: "0625", name: "Nedre Eiker", staff: 91...120, reports: 357, reportsDismissed: 41,
      violence: 139, completed: 389, dismissed: 176, opening: 80, assessedLate: 0,
      assistance: (292, 168), care: 47, voluntary: 15, emergency: 7, institution: 11,
      municipalities: 24, supervised: 75, referrals: 293, consultations: nil,
      figures: [
        GivenFigure(figure: "population-0-17", value: 5643),
        GivenFigure(figure: "staff-child-welfare", value: 375, decimals: 1),
        GivenFigure(figure: "staff-unaccompanied-minors-child-welfare", value: 0),
        GivenFigure(figure: "staff-unaccompanied-minors-refugees", value: 47, decimals: 1),
      ]),
    Recipe(
      number: "0711", name: "Svelvik", staff: 121...129, reports: 82, reportsDismissed: 32,
      violence: 3, completed: 57, dismissed: 23, opening: 9, assessedLate: 0,
      assistance: (45, 25), care: 18, voluntary: 4, emergency: 3, institution: 1,
      municipalities: 13, supervised: 22, referrals: 87, consultations: nil,
      figures: [
        GivenFigure(figure: "population-0-17", value: 1275),
        GivenFigure(figure: "staff-child-welfare", value: 9),
        GivenFigure(figure: "staff-unaccompanied-minors-child-welfare", value: 0),
        GivenFigure(figure: "staff-unaccompanied-minors-refugees", value: 0),
        GivenFigure(figure: "staff-prevention", value: 10),
        GivenFigure(figure: "posts-core", value: 9),
      ]),
  ]

  static let first = Day.of(2017, 1, 1)
  static let last = Day.of(2017, 12, 31)

  let diary: Diary

  func write() throws {
    for recipe in Drammen2017.recipes {
      let teams = max(1, recipe.staff.count / 8)
      let municipality = try Municipality(
        recipe.number, recipe.name, staff: recipe.staff, teams: teams)
      let unit = municipality.establish(on: .of(2011, 1, 3), diary: diary)
      unit.give(recipe.figures, for: 2017, on: .of(2017, 1, 2), source: "Nye Drammen, 2017")
      for (thing, count) in [
        ("supervised-children", recipe.supervised), ("referrals", recipe.referrals),
        ("consultations", recipe.consultations),
      ] where count == nil {
        unit.doesNotCount(thing, on: .of(2011, 1, 3))
      }
      let families = try DrammenFamilies(recipe: recipe, municipality: municipality, diary: diary)
        .write()
      try DrammenReports(recipe: recipe, municipality: municipality, known: families, diary: diary)
        .write()
      try DrammenPlacements(recipe: recipe, municipality: municipality, diary: diary).write()
      try DrammenServices(recipe: recipe, municipality: municipality, diary: diary)
        .write(about: families)
    }
  }
}

extension Drammen2017.Recipe {
  /// Children who get their first measure in the year, after an investigation.
  var newWithMeasure: Int { completed - dismissed }
  /// Children who had a measure when the year began.
  var carriedWithMeasure: Int { assistance.inYear - newWithMeasure }
  /// Children whose last measure ends in the year.
  var ended: Int { assistance.inYear - assistance.atEnd }
  /// Free: of those, children who got their measure in the same year.
  var newEnded: Int { max(ended / 10, ended - carriedWithMeasure * 3 / 4) }
  /// Reports that led to an investigation in the year.
  var opened: Int { reports - reportsDismissed }
  /// Investigations that are running when the year ends.
  var closing: Int { opening + opened - completed }
}
