import CaseModel

/// Benefit applications, debt counselling, managed accounts, needs, counselling and refusals.
struct BergenServices {
  let recipe: BergenRecipe
  let people: BergenPeople
  private let diary: Diary
  private let calendar: BergenCalendar

  init(recipe: BergenRecipe, people: BergenPeople) {
    self.recipe = recipe
    self.people = people
    diary = people.diary
    calendar = people.calendar
  }

  /// Writes everything.
  func write() throws {
    applyForBenefits()
    try helpWithDebt()
    manageAccounts()
    for place in 0...1 { findNeeds(place) }
    counsel()
    try refuse()
  }

  // MARK: Benefit applications

  /// Applications for benefits of the state, made with help and all answered in the year.
  ///
  /// One of the year before is answered in this one, and belongs to the other year.
  private func applyForBenefits() {
    let recipe = recipe.services
    for index in 0..<recipe.benefitApplications {
      let filed = diary.dice.day(calendar.first(1)...calendar.day(1, 10, 31))
      let answered =
        index == 0
        ? calendar.last(1) : filed.adding(days: diary.dice.number(10...55)).onWorkday
      apply(filed, answered, isGranted: index < recipe.benefitsGranted)
    }
    apply(calendar.day(0, 12, 20), calendar.day(1, 1, 10), isGranted: true)
  }

  private func apply(_ filed: Day, _ answered: Day, isGranted: Bool) {
    let person = diary.dice.pick(people.recipients(1))
    person.isAidOnly = false
    let story = person.story
    let id = story.newRecord()
    let benefits = ["04", "attforing", "attforing", "med-rehab", "05", "02", "10"]
    let code = AidCodes.benefit(diary.dice.pick(benefits), on: filed)
    story.note(BenefitApplicationFiled(benefitApplication: id, benefit: code), on: filed)
    story.note(
      BenefitApplicationDecided(
        benefitApplication: id, benefitDecision: isGranted ? "granted" : "refused",
        grantedFrom: isGranted ? answered.firstOfMonth : nil),
      on: answered)
  }

  // MARK: Debt counselling

  /// Debt cases of the second year: of persons with financial assistance in it, and of others, of
  /// whom some had it in the first year only (gjeldsrådgivning).
  private func helpWithDebt() throws {
    let recipe = recipe.services
    let former = people.pick(recipe.debtFormerRecipients, for: "debt", of: people.onlyFirst)
    let others = try people.newOthers(recipe.debtOthers - former.count)
    let paid = people.pick(recipe.debtRecipients, for: "debt", of: people.recipients(1))
    for (index, person) in (former + others + paid).enumerated() {
      let opened =
        index % 3 == 0
        ? diary.dice.day(calendar.day(0, 3, 1)...calendar.day(0, 12, 20))
        : diary.dice.day(calendar.day(1, 1, 2)...calendar.day(1, 11, 30))
      person.isAidOnly = false
      let story = person.story
      let id = story.newRecord()
      story.note(
        DebtCaseOpened(debtCase: id, debt: Int64(diary.dice.number(40...900)) * 100_000),
        on: opened)
      let closed = index == 0 ? calendar.first(1) : calendar.day(1, 12, diary.dice.number(1...28))
      guard index % 2 == 0, closed > opened else { continue }
      if index % 4 == 0 {
        story.note(DebtAgreementReached(debtCase: id, debtAgreement: "voluntary"), on: closed)
      }
      story.note(
        DebtCaseClosed(debtCase: id, debtOutcome: index % 4 == 0 ? "agreement" : "solved"),
        on: closed)
    }
  }

  // MARK: Managed accounts

  /// Accounts that the service manages: distinct persons of each year (forvaltningskonto).
  private func manageAccounts() {
    let both = people.pick(recipe.accountsInBothYears, for: "account", of: people.inBoth)
    let first = people.pick(
      recipe.years[0].accounts - both.count, for: "account", of: people.recipients(0))
    let second = people.pick(
      recipe.years[1].accounts - both.count, for: "account", of: people.recipients(1))
    for (index, person) in both.enumerated() {
      let end = index == 0 ? calendar.first(1) : calendar.day(1, diary.dice.number(2...12), 14)
      let start = calendar.day(0, diary.dice.number(1...12), 12)
      open(person, on: start, until: index < 90 ? end : nil)
    }
    for (index, person) in first.enumerated() {
      let end = index == 0 ? calendar.last(0) : calendar.day(0, diary.dice.number(6...12), 14)
      open(person, on: calendar.day(0, diary.dice.number(1...5), 12), until: end)
    }
    for (index, person) in second.enumerated() {
      let start = index == 0 ? calendar.last(1) : calendar.day(1, diary.dice.number(1...11), 12)
      open(person, on: start, until: nil)
    }
  }

  private func open(_ person: BergenPerson, on day: Day, until end: Day?) {
    let story = person.story
    let id = story.newRecord()
    story.note(ManagedAccountOpened(account: id, consent: true), on: day)
    if let end {
      story.note(
        ManagedAccountClosed(
          account: id, accountEnd: diary.dice.pick(["consent-withdrawn", "no-further-need"])),
        on: end)
    }
  }

  // MARK: Needs and advice

  /// Substance problems are found of so many of those with six months or more, and of a tenth of
  /// the others (behov).
  private func findNeeds(_ place: Int) {
    let members = people.recipients(place)
    let year = recipe.years[place]
    let isLong: (BergenPerson) -> Bool = { $0.months[place].count >= 6 }
    let long = members.filter(isLong)
    let known = place == 0 ? [] : long.filter { people.has($0, in: "need") }
    let wanted = long.count * year.substanceUse / 100
    let found = people.pick(max(0, wanted - known.count), for: "need", of: long)
    let short = members.filter { !isLong($0) }
    let others = place == 1 ? [] : people.pick(short.count / 10, for: "need", of: short)
    for person in found + others {
      let month = person.months[place].first ?? 1
      let needs = diary.dice.chance(30) ? ["substance-use", "mental-health"] : ["substance-use"]
      person.story.note(
        NeedsRecorded(needs: needs), on: calendar.day(place, month, diary.dice.number(8...14)))
    }
  }

  /// Advice on money matters, at the levels that KOSTRA asks for (økonomisk rådgivning).
  private func counsel() {
    for place in 0...1 {
      let members = people.recipients(place)
      for person in diary.dice.pick(members.count / 12, of: members) {
        let story = person.story
        story.note(
          CounsellingGiven(
            counselling: story.newRecord(), counsellingKind: "financial",
            level: diary.dice.pick(["I", "II", "III"])),
          on: calendar.day(place, person.months[place].first ?? 1, 14))
      }
    }
  }

  /// Persons who applied, were refused, and so had no payment (avslag).
  private func refuse() throws {
    for person in try people.newOthers(recipe.services.refused) {
      let story = person.story
      let day = diary.dice.day(calendar.first(0)...calendar.last(1).adding(days: -10))
      let decided = day.adding(days: diary.dice.number(3...9))
      let (application, decision) = (story.newRecord(), story.newRecord())
      story.note(
        SupportApplied(
          application: application, appliedFor: "financial-aid", benefitKinds: ["subsistence"]),
        on: day)
      story.note(
        SupportDecided(
          decision: decision, service: "financial-aid", supportOutcome: "refused",
          legalBasis: AidCodes.aid(on: decided, special: false), application: application,
          benefitKinds: ["subsistence"]), on: decided)
      story.note(ApplicationDecided(application: application, decision: decision), on: decided)
    }
  }
}
