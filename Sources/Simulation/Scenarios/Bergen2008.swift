import CaseModel
import CaseService

/// The social services of Bergen in 2007 and 2008.
///
/// It can be told of two later years, under the law of that time, and of a smaller population.
struct Bergen2008 {
  let diary: Diary
  private let calendar: BergenCalendar
  private let recipe: BergenRecipe

  /// - Parameters:
  ///   - year: the second of the two years.
  ///   - divisor: how many times smaller the population is.
  init(diary: Diary, year: Int = 2008, divisor: Int = 1) {
    self.diary = diary
    calendar = BergenCalendar(year: year)
    recipe = BergenRecipe().divided(by: divisor)
  }

  /// The reports whose cells it gives.
  static let reports = [
    "bergen-2008-benefit-applications",
    "bergen-2008-benefit-type",
    "bergen-2008-city-comparison",
    "bergen-2008-debt-counselling",
    "bergen-2008-development",
    "bergen-2008-emergency-aid",
    "bergen-2008-housing-follow-up",
    "bergen-2008-kvp",
    "bergen-2008-lar",
    "bergen-2008-lost-figures",
    "bergen-2008-managed-accounts",
    "bergen-2008-nav-offices",
    "bergen-2008-nd",
    "bergen-2008-ny-sjanse",
    "bergen-2008-recipients-age",
    "bergen-2008-recipients-citizenship",
    "bergen-2008-recipients-civil-status",
    "bergen-2008-recipients-dependants",
    "bergen-2008-recipients-gender",
    "bergen-2008-recipients-main-income",
    "bergen-2008-scorecard",
    "bergen-2008-temporary-housing",
    "bergen-2008-user-survey",
    "bergen-2008-work-measures",
    "bergen-tett-pa",
  ]

  /// The eight districts that have an office.
  static let districts = [
    "Arna", "Bergenhus", "Fana", "Fyllingsdalen", "Laksevåg", "Ytrebygda", "Årstad", "Åsane",
  ]

  func write() throws {
    // Bergen's number changed with the county in 2020.
    let number = calendar.year < 2020 ? "1201" : "4601"
    let municipality = try Municipality(number, "Bergen", staff: 401...560, teams: 24)
    try establish(municipality)
    let people = BergenPeople(calendar: calendar, municipality: municipality, diary: diary)
    try BergenPopulation(recipe: recipe, people: people).make()
    let payments = BergenAid(recipe: recipe, people: people).write()
    BergenMoney(recipe: recipe, people: people).write(payments)
    BergenHousing(recipe: recipe, people: people).write()
    try BergenServices(recipe: recipe, people: people).write()
    let qualified = try BergenQualification(recipe: recipe, people: people).write()
    try BergenProgrammes(recipe: recipe, people: people).write(qualified: qualified)
    try BergenTreatment(recipe: recipe, people: people).write()
    try BergenTraps(people: people).write()
    tell(people)
  }

  /// The service, its offices in the districts and its programmes.
  private func establish(_ municipality: Municipality) throws {
    let day = calendar.day(-2, 1, 3)
    let unit = municipality.establish(socialServicesOn: day, diary: diary)
    for (place, name) in Self.districts.enumerated() {
      _ = try municipality.establish(
        service: "sosial-\(place + 1)", "Sosialtjenesten, \(name)", on: day, diary: diary)
    }
    unit.note(
      LocalRuleSet(
        ruleId: diary.dice.recordID(), localRule: "pensioner-80", inForce: true), on: day)
    for (code, name) in [
      ("new-chance", "Ny sjanse"), ("close-follow-up", "Tett på"), ("fia", "Folk i arbeid"),
      ("nd", "Narkotikaprogram med domstolskontroll"), ("lar", "LAR"), ("job-club", "Jobbklubb"),
    ] {
      let programme = Ledger(
        try .named(.programme, "\(municipality.office)-\(code)"), of: municipality, diary: diary,
        first: true)
      programme.note(
        ProgrammeEstablished(
          programme: code, name: name,
          capacity: code == "new-chance" ? Int64(recipe.programmes.newChancePlaces) : nil),
        on: day)
    }
    BergenFigures(calendar: calendar, unit: unit).give()
  }

  /// Hands every file to the diary.
  private func tell(_ people: BergenPeople) {
    for person in people.onlyFirst where person.isAidOnly && diary.dice.chance(60) {
      person.story.closing = diary.dice.pick(["self-supported", "benefit", "moved", "other"])
    }
    let both = Set(people.inBoth.map { ObjectIdentifier($0) })
    for person in people.all {
      let isPausing =
        person.isAidOnly && both.contains(ObjectIdentifier(person)) && diary.dice.chance(30)
      person.story.tell(
        birthYear: person.birthUnknown == nil ? person.born : nil, sex: person.sex,
        pausing: isPausing, until: calendar.end)
    }
  }
}

extension Municipality {
  /// The municipality's social services are there from this day (sosialtjeneste).
  func establish(socialServicesOn day: Day, diary: Diary) -> Ledger {
    let unit = Ledger(.unit(office), of: self, diary: diary, first: true)
    unit.note(
      UnitEstablished(
        name: "\(name) sosialtjeneste", organisationNumber: "99999\(office)",
        municipalityName: name), on: day)
    return unit
  }
}
