import CaseModel

/// Who has financial assistance in the two years: the margins of the tables, independent of each
/// other, over persons of whom many are there in both years.
struct BergenPopulation {
  let recipe: BergenRecipe
  let people: BergenPeople
  private let diary: Diary
  private let calendar: BergenCalendar

  /// The bands of age of the tables.
  private static let bands = [18...24, 25...29, 30...39, 40...49, 50...59, 60...66, 67...84]

  init(recipe: BergenRecipe, people: BergenPeople) {
    self.recipe = recipe
    self.people = people
    diary = people.diary
    calendar = people.calendar
  }

  /// Makes everybody, with their situation and their months.
  func make() throws {
    let first = try makeFirst()
    stay(of: first)
    try makeNewcomers()
    for place in 0...1 {
      situate(place)
      BergenMonths(year: recipe.years[place], place: place, people: people).spread()
    }
  }

  // MARK: Who

  private func makeFirst() throws -> [BergenPerson] {
    let year = recipe.years[0]
    return try newPeople(ages: year.ages, unknown: year.ageUnknown, men: year.men, place: 0)
  }

  /// Chooses those who are there in the second year too, as many of each age and sex as that year
  /// has room for.
  private func stay(of first: [BergenPerson]) {
    var ages = recipe.years[1].ages
    var sexes = ["1": recipe.years[1].men, "2": recipe.years[1].recipients - recipe.years[1].men]
    for person in first {
      let band = band(of: person, 1)
      guard people.inBoth.count < recipe.inBothYears, ages[band] > 0, sexes[person.sex] != 0 else {
        people.onlyFirst.append(person)
        continue
      }
      ages[band] -= 1
      sexes[person.sex, default: 0] -= 1
      people.inBoth.append(person)
    }
  }

  private func makeNewcomers() throws {
    let year = recipe.years[1]
    var ages = year.ages
    for person in people.inBoth { ages[band(of: person, 1)] -= 1 }
    let men = year.men - people.inBoth.count { $0.sex == "1" }
    people.onlySecond = try newPeople(ages: ages, unknown: year.ageUnknown, men: men, place: 1)
  }

  private func newPeople(ages: [Int], unknown: Int, men: Int, place: Int) throws -> [BergenPerson] {
    let known = zip(Self.bands, ages).flatMap { band, count in
      (0..<count).map { _ in diary.dice.number(band) }
    }
    let some = (0..<unknown).map { _ in diary.dice.number(30...50) }
    let all = known + some
    let sexes = diary.dice.shuffled(all.indices.map { $0 < men ? "1" : "2" })
    let made = try zip(all, sexes).map { age, sex in
      try people.newPerson(born: calendar.number(place) - age, sex: sex)
    }
    for person in made.suffix(unknown) { person.birthUnknown = place }
    return diary.dice.shuffled(made)
  }

  private func band(of person: BergenPerson, _ place: Int) -> Int {
    let age = person.age(in: calendar.number(place))
    return Self.bands.firstIndex { age <= $0.upperBound } ?? Self.bands.count - 1
  }

  // MARK: In what situation

  private func situate(_ place: Int) {
    let year = recipe.years[place]
    let members = people.recipients(place)
    func before<Value>(_ value: @escaping (BergenPerson.Situation) -> Value)
      -> (BergenPerson) -> Value?
    {
      { place == 0 ? nil : $0.situations[0].map(value) }
    }
    let statuses = diary.dice.spread(
      zip(["1", "2", "3", "4", "5"], year.maritalStatus).map { status, count in
        .init(value: status, count: count, fits: status == "5" ? isFortyOrMore(place) : nil)
      }, over: members, before: before(\.maritalStatus), keeping: 95)
    let foreign = diary.dice.spread(
      [
        .init(value: true, count: year.foreign, fits: nil),
        .init(value: false, count: year.recipients - year.foreign, fits: nil),
      ], over: members, before: before(\.isForeign), keeping: 99)
    let children: [Int?] = diary.dice.spread(
      year.children.enumerated().map { count, persons in
        .init(value: count, count: persons, fits: nil)
      } + [.init(value: nil, count: year.childrenUnknown, fits: nil)], over: members,
      before: before(\.children))
    for (index, person) in members.enumerated() {
      let earlier = place == 0 ? nil : person.situations[0]
      person.situations[place] = .init(
        maritalStatus: statuses[index], isForeign: foreign[index], children: children[index],
        income: earlier?.income ?? "", benefits: earlier?.benefits ?? [])
    }
    giveIncomes(place, members)
  }

  private func isFortyOrMore(_ place: Int) -> (BergenPerson) -> Bool {
    let year = calendar.number(place)
    return { $0.age(in: year) >= 40 }
  }

  /// The main income, with the benefit for those who live on one: an old-age pension from 67 years,
  /// a transitional benefit only with children.
  private func giveIncomes(_ place: Int, _ members: [BergenPerson]) {
    let year = recipe.years[place]
    let (number, calendar) = (calendar.number(place), calendar)
    let isOfWorkingAge: (BergenPerson) -> Bool = { $0.age(in: number) < 67 }
    let firsts = zip(year.benefits, year.secondBenefits).map { $0 - $1 }
    let benefits = zip(BergenRecipe.benefitCodes, firsts).map { code, count in
      MarginValue<[String], BergenPerson>(
        value: ["3", code], count: count,
        fits: code == "07"
          ? { $0.age(in: number) >= 67 }
          : code == "05"
            ? { $0.age(in: number) < 60 && ($0.situations[place]?.children ?? 0) > 0 }
            : code == "10" ? nil : isOfWorkingAge)
    }
    // What few can have comes first.
    let special = benefits.filter { ["07", "05"].contains($0.value[1]) }
    let rest = benefits.filter { !["07", "05"].contains($0.value[1]) }
    let incomes = year.incomes.enumerated().compactMap { index, count in
      index == 2
        ? nil
        : MarginValue<[String], BergenPerson>(
          value: [String(index + 1)], count: count,
          fits: index == 7
            ? { $0.isOfProgrammeAge(calendar) }
            : [0, 1, 3, 5].contains(index) ? isOfWorkingAge : nil)
    }
    let programme = incomes.filter { $0.value == ["8"] }
    let others = incomes.filter { $0.value != ["8"] }
    let found = diary.dice.spread(
      special + programme + rest + others, over: members,
      before: { person in
        guard place == 1, let before = person.situations[0] else { return nil }
        return [before.income] + before.benefits.prefix(1)
      })
    for (person, income) in zip(members, found) {
      person.situations[place]?.income = income[0]
      person.situations[place]?.benefits = Array(income.dropFirst())
    }
    giveSecondBenefits(place, members)
  }

  private func giveSecondBenefits(_ place: Int, _ members: [BergenPerson]) {
    let seconds = zip(BergenRecipe.benefitCodes, recipe.years[place].secondBenefits).flatMap {
      Array(repeating: $0, count: $1)
    }
    let able = members.filter {
      ["04", "med-rehab"].contains($0.situations[place]?.benefits.first)
    }
    for (person, code) in zip(diary.dice.pick(seconds.count, of: able), seconds) {
      person.situations[place]?.benefits.append(code)
    }
  }
}
