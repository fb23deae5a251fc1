import CaseModel

/// The quality of the work in Drammen, Nedre Eiker and Svelvik in 2017, by the law's deadlines.
///
/// The document prints shares only, and not all of them fit the counts of its table of key figures:
/// so this is a log of its own, with bases that give every share.
struct DrammenQuality2017 {
  /// What a municipality's year came to.
  ///
  /// Where the base is a count of the key figures or of KOSTRA 2016 that prints the share, it is
  /// that one; a base that is chosen, since no such count prints the share, says so.
  struct Recipe {
    let number: String
    let name: String
    let staff: ClosedRange<Int>
    /// Reports of the year (key figures), and those that were assessed within a week.
    let reports: (all: Int, inWeek: Int)
    /// Investigations completed in the year (key figures; in Nedre Eiker chosen), those completed
    /// in time, and of the others those whose reason nobody accepted.
    let investigations: (completed: Int, inTime: Int, notAccepted: Int)
    /// Free: investigations running at the end of the year.
    let running: Int
    /// Children with assistance at the end of the year (key figures; in Nedre Eiker chosen), those
    /// with a plan at some time in the year, and those with one at its end.
    let assistance: (all: Int, withPlan: Int, withActivePlan: Int)
    /// Chosen: of the latter, those whose plan was old enough to be evaluated, and those for whom
    /// it was, every time and in time.
    let evaluations: (owed: Int, done: Int)
    /// Foster children of 2016 (KOSTRA 2016), and those visited as the law wants.
    let foster2016: (all: Int, visited: Int)
    /// The same of 2017 (children in care of the key figures).
    let foster2017: (all: Int, visited: Int)
  }

  static let recipes = [
    Recipe(
      number: "0602", name: "Drammen", staff: 31...90, reports: (1030, 995),
      investigations: (837, 711, 18), running: 40, assistance: (314, 298, 295),
      evaluations: (276, 234), foster2016: (179, 175), foster2017: (147, 135)),
    Recipe(
      number: "0625", name: "Nedre Eiker", staff: 91...120, reports: (357, 357),
      investigations: (167, 160, 1), running: 15, assistance: (189, 186, 185),
      evaluations: (160, 157), foster2016: (62, 61), foster2017: (47, 47)),
    Recipe(
      number: "0711", name: "Svelvik", staff: 121...129, reports: (82, 82),
      investigations: (57, 57, 0), running: 6, assistance: (25, 25, 25),
      evaluations: (20, 20), foster2016: (18, 17), foster2017: (18, 18)),
  ]

  static let first = Day.of(2017, 1, 1)
  static let last = Day.of(2017, 12, 31)

  let diary: Diary

  func write() throws {
    for recipe in DrammenQuality2017.recipes {
      let municipality = try Municipality(
        recipe.number, recipe.name, staff: recipe.staff, teams: max(1, recipe.staff.count / 8))
      _ = municipality.establish(on: .of(2011, 1, 3), diary: diary)
      try DrammenQualityReports(recipe: recipe, municipality: municipality, diary: diary).write()
      try DrammenQualityFamilies(recipe: recipe, municipality: municipality, diary: diary).write()
      try DrammenQualityHomes(recipe: recipe, municipality: municipality, diary: diary).write()
    }
  }
}

extension DrammenQuality2017.Recipe {
  /// Children whose plan is too new to be evaluated: they come of the year's investigations.
  var newWithPlan: Int { assistance.withActivePlan - evaluations.owed }
}
