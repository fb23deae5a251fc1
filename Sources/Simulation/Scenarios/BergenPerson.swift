import CaseModel

/// The two years that the scenario is about; 2007 and 2008 unless it is moved.
struct BergenCalendar {
  /// The second of them.
  let year: Int

  /// A day of the first year (place 0), the second (1), or one before or after them.
  func day(_ place: Int, _ month: Int, _ day: Int) -> Day { .of(year - 1 + place, month, day) }

  /// 1 January.
  func first(_ place: Int) -> Day { .first(of: year - 1 + place) }

  /// 31 December.
  func last(_ place: Int) -> Day { .last(of: year - 1 + place) }

  /// The last day of a month.
  func end(_ place: Int, _ month: Int) -> Day {
    day(place, month, 1).adding(months: 1).adding(days: -1)
  }

  /// A year's number.
  func number(_ place: Int) -> Int { year - 1 + place }

  /// Nothing is recorded later.
  var end: Day { day(2, 2, 27) }
}

/// A person as the plan has them: who they are, when they are paid, and their file.
final class BergenPerson {
  /// What is known of the situation in a year.
  struct Situation {
    var maritalStatus: String
    var isForeign: Bool
    var children: Int?
    var income: String
    var benefits: [String]
  }

  let story: ServiceStory
  let born: Int
  let sex: String
  /// The year, by place, in which the year of birth is not known; it is found in January after.
  var birthUnknown: Int?
  var situations: [Situation?] = [nil, nil]
  /// The months with a payment, in order, for each of the two years.
  var months: [[Int]] = [[], []]
  /// Whether nothing but financial assistance is in the file.
  var isAidOnly = true

  init(story: ServiceStory, born: Int, sex: String) {
    self.story = story
    self.born = born
    self.sex = sex
  }

  /// The age at the end of a year.
  func age(in year: Int) -> Int { year - born }

  /// Whether the person could take part in a programme in that year and the two before it.
  func isOfWorkingAge(in year: Int) -> Bool { (20...67).contains(age(in: year)) }

  /// Whether they are counted among the young of a year.
  func isYoung(_ place: Int, _ calendar: BergenCalendar) -> Bool {
    birthUnknown != place && age(in: calendar.number(place)) <= 24
  }

  /// Whether they may be granted a qualification programme in the second year.
  func isOfProgrammeAge(_ calendar: BergenCalendar) -> Bool {
    birthUnknown == nil && (19...66).contains(age(in: calendar.year))
  }
}

/// Everybody of whom the scenario tells.
final class BergenPeople {
  let calendar: BergenCalendar
  let municipality: Municipality
  let diary: Diary
  /// Persons with financial assistance in both years, only in the first, only in the second.
  var inBoth: [BergenPerson] = []
  var onlyFirst: [BergenPerson] = []
  var onlySecond: [BergenPerson] = []
  /// Persons who had none.
  var others: [BergenPerson] = []
  /// Whom each other service has had: nobody is picked for the same one twice.
  private var taken: [String: Set<ObjectIdentifier>] = [:]

  init(calendar: BergenCalendar, municipality: Municipality, diary: Diary) {
    self.calendar = calendar
    self.municipality = municipality
    self.diary = diary
  }

  /// The persons with financial assistance in a year.
  func recipients(_ place: Int) -> [BergenPerson] {
    inBoth + (place == 0 ? onlyFirst : onlySecond)
  }

  /// Everybody.
  var all: [BergenPerson] { inBoth + onlyFirst + onlySecond + others }

  /// A person who is new to the plan.
  func newPerson(born: Int, sex: String) throws -> BergenPerson {
    BergenPerson(
      story: try ServiceStory(in: municipality, diary: diary), born: born, sex: sex)
  }

  /// As many new persons of working age who have no financial assistance.
  func newOthers(_ count: Int) throws -> [BergenPerson] {
    let new = try (0..<count).map { _ in
      let (age, sex) = (diary.dice.number(22...60), diary.dice.pick(["1", "2"]))
      return try newPerson(born: calendar.year - age, sex: sex)
    }
    others += new
    return new
  }

  /// Whether a person has been picked for a service.
  func has(_ person: BergenPerson, in service: String) -> Bool {
    taken[service]?.contains(ObjectIdentifier(person)) ?? false
  }

  /// Picks persons for a service, none of whom has been picked for it before.
  func pick(_ count: Int, for service: String, of people: [BergenPerson]) -> [BergenPerson] {
    let before = taken[service] ?? []
    let free = people.filter { !before.contains(ObjectIdentifier($0)) }
    let picked = diary.dice.pick(count, of: free)
    take(picked, for: service)
    return picked
  }

  /// Remembers that persons have been picked for a service.
  func take(_ picked: [BergenPerson], for service: String) {
    taken[service, default: []].formUnion(picked.map { ObjectIdentifier($0) })
    for person in picked { person.isAidOnly = false }
  }
}
