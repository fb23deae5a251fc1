/// What the social services of Bergen came to in 2007 and 2008.
///
/// Counts that are not in the document are free, and say so. Money is in kroner.
struct BergenRecipe {
  /// One year's financial assistance (økonomisk sosialhjelp).
  struct Year {
    /// Persons with a payment.
    var recipients: Int
    var men: Int
    /// By age at the end of the year: 18-24, 25-29, 30-39, 40-49, 50-59, 60-66, 67 and over.
    var ages: [Int]
    /// Persons whose year of birth is not known.
    var ageUnknown: Int
    /// By marital status, codes 1 to 5 of `sivilstand`.
    var maritalStatus: [Int]
    var foreign: Int
    /// By children supported, 0 to 6: those of five and six are free, their sums are not.
    var children: [Int]
    /// Persons of whom it is not known whether they support children.
    var childrenUnknown: Int
    /// By main source of subsistence, codes 1 to 9 of `vklo`.
    var incomes: [Int]
    /// Benefits of those who live on one, in the order of `benefitCodes`.
    var benefits: [Int]
    /// Free: of these, the second of two benefits.
    var secondBenefits: [Int]
    /// Months with a payment, over all persons.
    var months: Int
    /// Persons with a payment in six months or more.
    var longTerm: Int
    /// Free: of these, persons with substance problems, in hundredths.
    var substanceUse: Int
    /// Persons with a payment in November; nil for any number.
    var november: Int?
    /// Paid to persons aged 18-24, for subsistence, rent and the rest: free, but for the sums.
    var paidToYoung: [Int]
    /// Paid to all others, for subsistence, rent and the rest.
    var paidToOthers: [Int]
    /// Refunded of what was paid to the young, and to the others.
    var refunds: [Int]
    /// Decisions on emergency aid.
    var emergencyDecisions: Int
    /// Persons in temporary housing with a quality agreement, and with staff day and night.
    var stays: [Int]
    /// What these stays cost.
    var stayCosts: [Int]
    /// Persons with a managed account.
    var accounts: Int
  }

  /// The codes of `trygdesit` in the order of the counts.
  static let benefitCodes = [
    "07", "10", "attforing", "02", "06", "med-rehab", "05", "01", "04",
  ]

  var years = [BergenRecipe.first, BergenRecipe.second]
  /// Free: persons with a payment in both years.
  var inBothYears = 4150
  /// Free: persons with a managed account in both years.
  var accountsInBothYears = 450
  /// Free: persons in temporary housing of each kind over the turn of the year.
  var staysOverNewYear = 40
  /// Free: persons in temporary housing of both kinds in one year.
  var staysOfBothKinds = 30
  var programmes = BergenProgrammeRecipe()
  var services = BergenServiceRecipe()

  /// The recipe for a population that many times smaller, for a quick look.
  func divided(by divisor: Int) -> BergenRecipe {
    guard divisor > 1 else { return self }
    var recipe = self
    recipe.years = years.map { $0.divided(by: divisor) }
    for path in [
      \BergenRecipe.inBothYears, \.accountsInBothYears, \.staysOverNewYear, \.staysOfBothKinds,
    ] {
      recipe[keyPath: path] = self[keyPath: path] / divisor
    }
    recipe.programmes = programmes.divided(by: divisor)
    recipe.services = services.divided(by: divisor)
    return recipe
  }

  private static let first = Year(
    recipients: 7150, men: 4035, ages: [1064, 1031, 1877, 1604, 912, 360, 287], ageUnknown: 15,
    maritalStatus: [4426, 792, 226, 1561, 145], foreign: 1291,
    children: [5529, 790, 473, 214, 85, 31, 28], childrenUnknown: 0,
    incomes: [692, 229, 2977, 142, 2674, 71, 33, 0, 332],
    benefits: [201, 116, 629, 193, 17, 426, 204, 81, 1218],
    secondBenefits: [0, 40, 15, 28, 5, 0, 0, 20, 0], months: 42_900, longTerm: 3504,
    substanceUse: 52, november: nil, paidToYoung: [22_000_000, 7_100_000, 3_000_000],
    paidToOthers: [168_000_000, 54_900_000, 34_500_000], refunds: [3_200_000, 37_800_000],
    emergencyDecisions: 1335, stays: [292, 314], stayCosts: [9_200_000, 20_800_000],
    accounts: 731)

  private static let second = Year(
    recipients: 7131, men: 4069, ages: [1095, 995, 1795, 1593, 967, 393, 278], ageUnknown: 15,
    maritalStatus: [4486, 783, 227, 1486, 149], foreign: 1257,
    children: [5517, 797, 459, 206, 89, 34, 28], childrenUnknown: 1,
    incomes: [642, 147, 3035, 91, 2640, 64, 52, 159, 301],
    benefits: [212, 117, 656, 171, 22, 416, 196, 92, 1282],
    secondBenefits: [0, 45, 23, 30, 7, 0, 0, 24, 0], months: 43_499, longTerm: 3423,
    substanceUse: 52, november: 3321, paidToYoung: [25_500_000, 8_200_000, 3_500_000],
    paidToOthers: [181_500_000, 60_800_000, 38_400_000], refunds: [3_500_000, 38_900_000],
    emergencyDecisions: 1359, stays: [326, 302], stayCosts: [10_500_000, 23_700_000],
    accounts: 624)
}

/// What the programmes of Bergen came to at the end of 2008.
struct BergenProgrammeRecipe {
  /// Persons granted a qualification programme (kvalifiseringsprogram).
  var qualificationGranted = 333
  /// Of these, persons who had begun.
  var qualificationStarted = 287
  /// Free: of those granted, persons without financial assistance in either year.
  var qualificationOthers = 60
  /// Persons in Folk i arbeid in 2008.
  var fia = 115
  /// How many left it: to work, school, a benefit, treatment, other measures, and from July to a
  /// qualification programme.
  var fiaExits = [31, 4, 15, 14, 14, 11]
  /// Persons in work measures on a day of October 2008.
  var workMeasures = 539
  /// Free: of those in Folk i arbeid that day, persons in a job club too.
  var inTwoMeasures = 12
  /// Ny sjanse: persons in 2008, and those discharged.
  var newChance = 116
  var newChanceDischarged = 32
  /// Places of the main project: so many are in it at any time.
  var newChancePlaces = 50
  /// Free: of those discharged in 2008, persons of the youth project.
  var newChanceYouthDischarged = 10
  /// Free: discharged before 2008.
  var newChanceBefore = 32
  /// Free: of those discharged in 2008 and before, to ordinary work; one half of all.
  var newChanceToWork = [16, 16]
  /// Tett på: women and men.
  var closeFollowUp = [176, 296]
  /// By earlier support: under 6 months, 7-12 months, 1-3 years, more.
  var earlierSupport = [90, 80, 132, 170]
  /// By outcome, in the order of `closeFollowUpOutcomes`.
  var closeFollowUpResults = [161, 24, 66, 14, 57, 47, 38, 65]
  /// Free: patients in medication-assisted rehabilitation, of whom the share with a plan is given.
  var patients = 200
  var patientsWithPlan = 38
  /// The narcotics programme: requests in 2008, suitable, judgments to date and in 2008.
  var requests = 44
  var suitable = 23
  var judgments = 49
  var judgmentsInYear = 17
  /// Those in the programme at the end of 2008, those who completed it, and (free) those of the
  /// rest who never began.
  var inProgramme = 19
  var completed = 2
  var neverBegan = 8

  /// The codes of `programme_outcome` in the order of the counts.
  static let closeFollowUpOutcomes = [
    "work", "education", "labour-measure", "treatment", "benefit", "moved",
    "qualification-programme", "drop-out",
  ]
  /// The codes of `earlier_support` in the order of the counts.
  static let earlierSupportCodes = ["under-6-months", "7-12-months", "1-3-years", "over-3-years"]
}

/// What the other services came to in 2008.
struct BergenServiceRecipe {
  /// Benefit applications made, and granted.
  var benefitApplications = 985
  var benefitsGranted = 890
  /// Persons with debt counselling who had financial assistance, and who had not.
  var debtRecipients = 101
  var debtOthers = 361
  /// Free: of the latter, persons who had financial assistance in 2007.
  var debtFormerRecipients = 161
  /// Formerly homeless persons followed up at home at the end of the year.
  var followedUp = 252
  /// Leases through the housing agents at the end of the year.
  var leases = 250
  /// Free: persons whose only application was refused.
  var refused = 240
}
