import CaseModel

/// The joint social and child welfare service of Flesberg and Rollag in 2005 and 2006.
struct FlesbergRollag2006 {
  /// What a municipality's year came to.
  ///
  /// Counts that are not in the document are free, and say so.
  struct Recipe {
    let number: String
    let name: String
    let staff: ClosedRange<Int>
    /// Cases that were open on some day of the year.
    let cases: Int
    let reports: Int
    /// Reports that led to an investigation.
    let investigations: Int
    /// Investigations that were not concluded within three months.
    let pastLimit: Int
    /// Investigations dismissed, by reason: the split is free, the sum is not.
    let dismissals: [(reason: String, count: Int)]
    /// Free: of those past the limit, still open at the end of the year.
    let pastLimitAndOpen: Int
    /// Free: running at the end of the year within the limit.
    let running: Int
    /// Free: reports about children who have a case already.
    let reportsOfKnown: Int
    /// Free: of the cases carried over, those whose measure ended in 2005; and children of 2005
    /// whose case ended in that year too.
    ///
    /// With these 30 and 13 children had a measure in 2005, and 27 and 8 in 2006, so that the
    /// shares of the population are as printed.
    let measuresOf2005: (caseStays: Int, caseEnds: Int)
    /// Free for each municipality: decisions of 2005 and 2006 that follow no investigation; the
    /// document gives 54 and 44 decisions in all, both municipalities together.
    let furtherDecisions: [Int]
    let aid: FlesbergRollagAid.Recipe
    let services: FlesbergRollagServices.Recipe
    /// Figures that are given, not counted.
    let figures: [GivenFigure]
  }

  /// The reports whose cells it gives.
  static let reports = [
    "flesberg-rollag-2006-barnevern", "flesberg-rollag-2006-social",
    "flesberg-rollag-2006-bostotte", "flesberg-rollag-2006-cases-processed",
    "flesberg-rollag-2006-kostra", "flesberg-rollag-2006-budget",
    "flesberg-rollag-2006-staffing", "flesberg-rollag-2006-work-programme",
    "flesberg-rollag-2006-challenges", "flesberg-rollag-2006-milestones",
    "flesberg-rollag-model",
  ]

  static let recipes = [
    Recipe(
      number: "0631", name: "Flesberg", staff: 1...4, cases: 52, reports: 26, investigations: 22,
      pastLimit: 9, dismissals: [("no-grounds", 4), ("no-consent", 3), ("other-service", 2)],
      pastLimitAndOpen: 2, running: 3, reportsOfKnown: 4, measuresOf2005: (11, 0),
      furtherDecisions: [8, 27],
      aid: .init(
        years: [
          .init(
            year: 2005, persons: 71, decisions: 258, paid: 1_074_400, toRefugees: 61_200,
            refunded: 74_000),
          .init(
            year: 2006, persons: 76, decisions: 215, paid: 1_168_300, toRefugees: 95_800,
            refunded: 88_000),
        ],
        staying: 44, refugees: (4, 1, 3)),
      services: .init(
        terms: [
          .init(term: "T1", applications: 48, new: 13, granted: 41),
          .init(term: "T2", applications: 47, new: 11, granted: 35),
          .init(term: "T3", applications: 45, new: 12, granted: 36),
        ],
        adviceOnly: [10, 12], debtCases: (2, 9, 12, 4), introduction: 4),
      figures: [
        GivenFigure(figure: "investigation-deadline-months", value: 3),
        GivenFigure(figure: "dismissal-reasons", value: 3),
      ]),
    Recipe(
      number: "0632", name: "Rollag", staff: 5...6, cases: 16, reports: 13, investigations: 10,
      pastLimit: 3, dismissals: [("no-grounds", 3), ("no-consent", 3), ("other-service", 2)],
      pastLimitAndOpen: 1, running: 0, reportsOfKnown: 4, measuresOf2005: (0, 6),
      furtherDecisions: [3, 8],
      aid: .init(
        years: [
          .init(
            year: 2005, persons: 26, decisions: 95, paid: 458_455, toRefugees: 22_900,
            refunded: 31_000),
          .init(
            year: 2006, persons: 24, decisions: 70, paid: 475_500, toRefugees: 39_300,
            refunded: 37_000),
        ],
        staying: 15, refugees: (2, 0, 1)),
      services: .init(
        terms: [
          .init(term: "T1", applications: 28, new: 5, granted: 26),
          .init(term: "T2", applications: 30, new: 5, granted: 21),
          .init(term: "T3", applications: 24, new: 3, granted: 19),
        ],
        adviceOnly: [4, 5], debtCases: (1, 3, 4, 2), introduction: 2),
      figures: []),
  ]

  let diary: Diary

  func write() throws {
    try establishJointService()
    for recipe in FlesbergRollag2006.recipes {
      let municipality = try Municipality(recipe.number, recipe.name, staff: recipe.staff, teams: 1)
      let unit = municipality.establish(on: .of(2002, 1, 7), diary: diary)
      unit.give(recipe.figures, for: 2006, on: .of(2006, 1, 2), source: "Årsmelding 2006")
      FlesbergRollagGiven.give(recipe.number, on: unit)
      try FlesbergRollagCases(recipe: recipe, municipality: municipality, diary: diary).write()
      let clients = try FlesbergRollagAid(
        recipe: recipe.aid, municipality: municipality, diary: diary
      ).write()
      try FlesbergRollagServices(
        recipe: recipe.services, municipality: municipality, diary: diary
      ).write(about: clients)
    }
  }

  /// The joint service as it was agreed: Flesberg is the host, Rollag delegates, and they share the
  /// costs 60 to 40.
  private func establishJointService() throws {
    let host = try Municipality("0631", "Flesberg", staff: 1...4, teams: 1)
    let guest = try Office.named("0632")
    let service = Ledger(
      try .named(.unit, "flesberg-rollag"), of: host, diary: diary, first: true)
    let (day, last) = (Day.of(2003, 1, 1), Day.of(2007, 12, 31))
    let agreement = diary.dice.recordID()
    service.note(
      UnitEstablished(
        name: "Sosial- og barneverntjenesten i Flesberg og Rollag", host: host.office), on: day)
    service.note(
      AgreementSigned(
        agreement: agreement, agreementKind: "joint-service",
        municipalities: [host.office, guest], periodTo: .of(2005, 12, 31)),
      on: day)
    for office in [host.office, guest] {
      service.note(
        MembershipStarted(
          membership: diary.dice.recordID(), municipality: office,
          services: ["child-welfare", "social-services"]),
        on: day)
    }
    service.note(
      DelegationGiven(
        delegation: diary.dice.recordID(), municipality: guest,
        services: ["child-welfare", "social-services"], delegationBasis: "trial-act",
        periodTo: last, agreement: agreement),
      on: day)
    service.note(OpeningDaysSet(openDays: [1, 2, 3, 4, 5], place: "Hovedkontoret"), on: day)
    service.note(CostKeySet(municipalities: [host.office, guest], shares: [60, 40]), on: day)
    service.note(AgreementExtended(agreement: agreement, periodTo: last), on: .of(2005, 12, 12))
  }
}
