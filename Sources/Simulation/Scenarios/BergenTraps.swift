import CaseModel

/// What a table must not catch: payments of the days around the two years, acts recorded twice, and
/// facts that were put right.
struct BergenTraps {
  let people: BergenPeople
  private let diary: Diary
  private let calendar: BergenCalendar

  init(people: BergenPeople) {
    self.people = people
    diary = people.diary
    calendar = people.calendar
  }

  /// Writes everything.
  func write() throws {
    for day in [calendar.first(0).adding(days: -3), calendar.first(2).adding(days: 1)] {
      try payOnce(on: day.onWorkday)
    }
    for place in 0...1 {
      let picked = people.pick(4, for: "corrections", of: people.recipients(place))
      for (index, person) in picked.enumerated() {
        index % 2 == 0 ? describeWrongly(person, place) : decideTwice(person, place)
      }
    }
  }

  /// A payment on a day before or after the two years, and no other.
  private func payOnce(on day: Day) throws {
    for person in try people.newOthers(3) {
      let story = person.story
      let decision = story.newRecord()
      story.note(
        SupportDecided(
          decision: decision, service: "financial-aid", supportOutcome: "granted",
          legalBasis: AidCodes.aid(on: day, special: false), benefitKinds: ["subsistence"],
          periodFrom: day, periodTo: day.adding(days: 2), emergency: true), on: day)
      story.note(
        PaymentMade(
          payment: story.newRecord(), decision: decision, benefitKind: "subsistence",
          aidForm: "grant", amount: 150_000), on: day)
    }
  }

  /// A situation is recorded in the wrong file, and withdrawn a week later.
  private func describeWrongly(_ person: BergenPerson, _ place: Int) {
    let day = calendar.day(place, person.months[place].last ?? 1, 14)
    let wrong = person.story.eventID(on: day)
    person.story.note(
      SituationRecorded(
        maritalStatus: "5", citizenship: "foreign", children: 6, mainIncome: "9",
        largestBenefit: "12"), on: day, id: wrong)
    person.story.withdraw(wrong, found: day.adding(days: 7), reason: "wrong-case")
  }

  /// A decision on emergency aid is recorded twice, and the second withdrawn.
  private func decideTwice(_ person: BergenPerson, _ place: Int) {
    let day = calendar.day(place, person.months[place].first ?? 1, 14)
    let wrong = person.story.eventID(on: day)
    person.story.note(
      SupportDecided(
        decision: person.story.newRecord(), service: "financial-aid", supportOutcome: "granted",
        legalBasis: AidCodes.aid(on: day, special: false), benefitKinds: ["subsistence"],
        periodFrom: day, periodTo: day.adding(days: 6), emergency: true), on: day, id: wrong)
    person.story.withdraw(wrong, found: day.adding(days: 1), reason: "duplicate")
  }
}
