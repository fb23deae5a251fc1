import CaseModel

/// What the social services of Flesberg and Rollag did in 2005 and 2006 beside financial aid.
struct FlesbergRollagServices {
  /// What a municipality's years came to.
  ///
  /// Counts that are not in the document are free, and say so.
  struct Recipe {
    /// A term of the housing allowance in 2006.
    struct Term {
      let term: String
      let applications: Int
      /// Of those, from new applicants.
      let new: Int
      let granted: Int
    }

    let terms: [Term]
    /// Free for each municipality: persons with advice and no decision, in 2005 and in 2006; the
    /// document gives 15 to 20 for both together.
    let adviceOnly: [Int]
    /// Free for each municipality: debt cases opened in 2004, 2005 and 2006; those of the first two
    /// that run into 2005, and into 2006.
    let debtCases: (from2004: Int, from2005: Int, from2006: Int, into2006: Int)
    /// Free: refugees on the introduction scheme, who are not counted.
    let introduction: Int
  }

  let recipe: Recipe
  let municipality: Municipality
  let diary: Diary

  /// - Parameter known: open files, for debt cases and allowances beside financial aid.
  func write(about known: [ClientStory]) throws {
    try writeAllowances(known)
    try writeAdvice()
    try writeDebtCases(known)
    for _ in 0..<recipe.introduction { try writeIntroduction() }
  }

  private func newFile(
    on day: Day, ages: ClosedRange<Int> = 18...66
  ) throws -> ClientStory {
    let story = try ClientStory(in: municipality, year: day.year, diary: diary)
    story.open(on: day, ages: ages)
    return story
  }

  // MARK: Housing allowance

  /// The term is said in the application; its date may lie before or after the term.
  private func writeAllowances(_ known: [ClientStory]) throws {
    let first = recipe.terms[0]
    let old = Array(known.prefix((first.applications - first.new) / 2))
    var earlier =
      try old
      + (old.count..<(first.applications - first.new)).map { _ in
        try newFile(on: diary.dice.day(.of(2004, 2, 2) ... .of(2005, 6, 30)))
      }
    // An application for the last term of the year before, and an answer in this one.
    earlier[0].applyForAllowance(
      (2005, "T3"), isNew: false, granted: true, on: .of(2005, 12, 30), answered: .of(2006, 2, 1))
    var applicants = earlier
    for (place, term) in recipe.terms.enumerated() {
      let days = FlesbergRollagServices.days[place]
      let new = try (0..<term.new).map { _ in try newFile(on: days.lowerBound) }
      earlier = diary.dice.pick(term.applications - term.new, of: applicants)
      try apply(
        earlier.map { ($0, false) } + new.map { ($0, true) }, for: term, on: days)
      applicants += new
    }
    // For the first term of the next year, and before New Year.
    applicants[1].applyForAllowance(
      (2007, "T1"), isNew: false, granted: true, on: .of(2006, 12, 27), answered: .of(2007, 2, 1))
  }

  /// When one applies for each term of 2006.
  private static let days: [ClosedRange<Day>] = [
    .of(2005, 12, 19) ... .of(2006, 1, 13), .of(2006, 4, 18) ... .of(2006, 5, 12),
    .of(2006, 8, 21) ... .of(2006, 9, 15),
  ]

  private func apply(
    _ applications: [(story: ClientStory, isNew: Bool)], for term: Recipe.Term,
    on days: ClosedRange<Day>
  ) throws {
    let answers = diary.dice.shuffled((0..<term.applications).map { $0 < term.granted })
    for (place, (application, isGranted)) in zip(applications, answers).enumerated() {
      let day = diary.dice.day(days)
      // The answer to one of the last term comes after the year.
      let isLate = place == 0 && term.term == recipe.terms.last?.term
      application.story.applyForAllowance(
        (2006, term.term), isNew: application.isNew, granted: isGranted, on: day,
        answered: isLate
          ? .of(2007, 1, 5) : day.adding(days: diary.dice.number(30...60)).onWorkday)
    }
  }

  // MARK: Advice and debt

  private func writeAdvice() throws {
    for (year, count) in zip([2005, 2006], recipe.adviceOnly) {
      for place in 0..<count {
        // The last comes on the last day of the year.
        let day =
          place == count - 1
          ? Day.last(of: year) : diary.dice.day(.of(year, 1, 10) ... .of(year, 11, 30))
        let story = try newFile(on: day)
        story.counsel(on: day)
        if diary.dice.chance(40), place < count - 1 {
          story.counsel(on: day.adding(days: 14).onWorkday)
        }
      }
    }
  }

  private func writeDebtCases(_ known: [ClientStory]) throws {
    let cases = recipe.debtCases
    for place in 0..<cases.from2004 {
      let story = try newFile(on: diary.dice.day(.of(2004, 3, 1) ... .of(2004, 10, 29)))
      // The first ends on the first day of 2005, and is of that year.
      story.counselDebt(
        from: .of(2004, 11, 15), until: place == 0 ? .of(2005, 1, 1) : .of(2005, 6, 15))
    }
    for place in 0..<cases.from2005 {
      let start = diary.dice.day(.of(2005, 1, 10) ... .of(2005, 9, 30))
      let runsOn = place < cases.into2006
      // Of those that run on one ends on New Year's Day; of the others one on New Year's Eve.
      let end: Day? =
        switch place {
        case 0: .of(2006, 1, 1)
        case 1 where runsOn: nil
        case cases.into2006: .of(2005, 12, 31)
        default:
          runsOn
            ? diary.dice.day(.of(2006, 2, 1) ... .of(2006, 10, 31))
            : diary.dice.day(start.adding(days: 30) ... .of(2005, 12, 15))
        }
      try newFile(on: start).counselDebt(from: start, until: end)
    }
    let clients = diary.dice.pick(cases.from2006 / 2, of: known)
    for place in 0..<cases.from2006 {
      let start = diary.dice.day(.of(2006, 1, 9) ... .of(2006, 11, 30))
      let story = place < clients.count ? clients[place] : try newFile(on: start)
      let isLast = place == cases.from2006 - 1
      story.counselDebt(
        from: isLast ? .of(2006, 12, 31) : start,
        until: diary.dice.chance(40) && !isLast ? start.adding(days: 31).onWorkday : nil)
    }
    // Opened the day after the year.
    try newFile(on: .of(2007, 1, 1)).counselDebt(from: .of(2007, 1, 1), until: nil)
  }

  // MARK: Introduction scheme

  /// A refugee who lives on the introduction benefit: no user of financial aid.
  private func writeIntroduction() throws {
    let settled = diary.dice.day(.of(2004, 3, 1) ... .of(2004, 11, 30))
    let story = try newFile(on: settled, ages: 18...53)
    story.isRefugee(on: settled, settled: settled)
    let aid = story.decideBenefit(
      "introduction-benefit", service: "programme", under: "INTRO-8",
      for: .of(2005, 1, 3) ... .of(2006, 12, 31))
    story.enterIntroduction(on: .of(2005, 1, 3), under: aid.decision)
    for month in 0..<24 {
      let day = Day.of(2005, 1, 20).adding(months: month)
      story.note(story.payment(of: 1_010_000, under: aid), on: day)
    }
  }
}
