import CaseModel

/// Temporary housing in both years, and follow-up at home and leases at the end of the second.
struct BergenHousing {
  let recipe: BergenRecipe
  let people: BergenPeople
  private let diary: Diary
  private let calendar: BergenCalendar

  /// The kinds of the table: with a quality agreement, and with staff day and night.
  static let kinds = ["quality-agreement", "day-and-night"]

  init(recipe: BergenRecipe, people: BergenPeople) {
    self.recipe = recipe
    self.people = people
    diary = people.diary
    calendar = people.calendar
  }

  /// A stay and its person.
  private struct Stay {
    let person: BergenPerson
    let id: RecordID
    let days: ClosedRange<Day>
    let isOpen: Bool
  }

  /// Writes everything.
  func write() {
    let first = writeStays(0, besides: [])
    _ = writeStays(1, besides: first)
    followUp()
    lease()
  }

  // MARK: Temporary housing

  /// Stays of a kind: some last over the turn of the year, and so count in both.
  private func writeStays(_ kind: Int, besides others: [Stay]) -> [Stay] {
    let service = "stay-\(kind)"
    var stays: [Stay] = []
    // Nobody stays in two places at a time.
    func elsewhere(_ person: BergenPerson) -> Bool { others.contains { $0.person === person } }
    let inBoth = people.inBoth.filter { !elsewhere($0) }
    let over = people.pick(recipe.staysOverNewYear, for: service, of: inBoth)
    for (place, person) in over.enumerated() {
      let first = place == 0 ? calendar.last(0) : calendar.day(0, diary.dice.number(9...12), 5)
      let last = place == 0 ? calendar.day(1, 2, 20) : calendar.day(1, diary.dice.number(1...4), 10)
      stays.append(stay(person, kind, first...last))
    }
    for place in 0...1 {
      let wanted = recipe.years[place].stays[kind] - over.count
      // Some have stays of both kinds.
      let both = kind == 1 ? housed(place, count: recipe.staysOfBothKinds) : []
      let only = place == 0 ? people.onlyFirst : people.onlySecond
      let picked = people.pick(
        wanted - both.count, for: service, of: only.filter { !elsewhere($0) } + inBoth)
      for (index, person) in picked.enumerated() {
        stays += self.stays(of: person, kind, place, index)
      }
      for person in both {
        let own = others.filter { $0.person === person }.map(\.days)
        stays.append(stay(person, kind, free(place, besides: own)))
      }
    }
    charge(stays, kind)
    return stays + outside(kind, of: inBoth)
  }

  /// Days of a year before, or else after, those that somebody is housed elsewhere.
  private func free(_ place: Int, besides taken: [ClosedRange<Day>]) -> ClosedRange<Day> {
    let length = diary.dice.number(40...80)
    let (first, last) = (calendar.first(place).adding(days: 2), calendar.last(place))
    guard let next = taken.map(\.lowerBound).min(), let end = taken.map(\.upperBound).max() else {
      return first...first.adding(days: length)
    }
    if first < next { return next.adding(days: -length).notBefore(first)...next }
    return end...end.adding(days: length).notAfter(last)
  }

  /// Persons of a year who have had a stay of the first kind.
  private func housed(_ place: Int, count: Int) -> [BergenPerson] {
    let only = place == 0 ? people.onlyFirst : people.onlySecond
    return people.pick(count, for: "stay-1", of: only.filter { !$0.isAidOnly })
  }

  /// One stay in a year, or two; the first person's begins or ends on the edge of the two years.
  private func stays(of person: BergenPerson, _ kind: Int, _ place: Int, _ index: Int) -> [Stay] {
    if index == 0 {
      let edge = calendar.first(0)
      return [
        place == 0
          ? stay(person, kind, edge.adding(days: -90)...edge)
          : stay(person, kind, calendar.last(1)...calendar.last(1), isOpen: true)
      ]
    }
    let start = calendar.first(place).adding(days: diary.dice.number(4...150))
    if diary.dice.chance(12) {
      let second = start.adding(days: diary.dice.number(90...110))
      return [
        stay(person, kind, start...start.adding(days: diary.dice.number(50...80))),
        stay(person, kind, second...second.adding(days: diary.dice.number(50...80))),
      ]
    }
    if place == 1, diary.dice.chance(8) {
      let late = calendar.day(1, 11, diary.dice.number(1...28))
      return [stay(person, kind, late...calendar.last(1), isOpen: true)]
    }
    return [stay(person, kind, start...start.adding(days: diary.dice.number(80...145)))]
  }

  private func stay(
    _ person: BergenPerson, _ kind: Int, _ days: ClosedRange<Day>, isOpen: Bool = false
  ) -> Stay {
    let story = person.story
    let (application, decision, id) = (story.newRecord(), story.newRecord(), story.newRecord())
    let first = days.lowerBound
    story.note(
      SupportApplied(application: application, appliedFor: "temporary-housing", urgent: true),
      on: first)
    story.note(
      SupportDecided(
        decision: decision, service: "temporary-housing", supportOutcome: "granted",
        legalBasis: AidCodes.temporaryHousing(on: first), application: application,
        periodFrom: first), on: first)
    story.note(ApplicationDecided(application: application, decision: decision), on: first)
    story.note(
      StayStarted(
        stay: id, stayKind: Self.kinds[kind], decision: decision,
        place: "\(kind == 0 ? "A" : "B")\(diary.dice.number(1...6))"), on: first)
    if !isOpen {
      let outcome = diary.dice.pick(["own-home", "own-home", "municipal", "institution", "left"])
      story.note(StayEnded(stay: id, stayOutcome: outcome), on: days.upperBound)
    }
    return Stay(person: person, id: id, days: days, isOpen: isOpen)
  }

  /// A stay that ended the day before the two years, and one that begins the day after.
  private func outside(_ kind: Int, of people: [BergenPerson]) -> [Stay] {
    let picked = self.people.pick(2, for: "stay-\(kind)", of: people)
    guard picked.count == 2 else { return [] }
    let (before, after) = (calendar.first(0).adding(days: -1), calendar.first(2))
    return [
      stay(picked[0], kind, before.adding(days: -40)...before),
      stay(picked[1], kind, after...after, isOpen: true),
    ]
  }

  /// What providers charge, month by month: so much for a kind in a year (belastning).
  private func charge(_ stays: [Stay], _ kind: Int) {
    for place in 0...1 {
      let bills = stays.flatMap { stay in
        (1...12).compactMap { month -> (stay: Stay, from: Day, to: Day)? in
          let from = stay.days.lowerBound.notBefore(calendar.day(place, month, 1))
          let to = stay.days.upperBound.notAfter(calendar.end(place, month))
          return from <= to ? (stay, from, to) : nil
        }
      }
      let amounts = shares(
        of: recipe.years[place].stayCosts[kind],
        by: bills.map { $0.to.days(since: $0.from) + 1 })
      for (bill, amount) in zip(bills, amounts) {
        let story = bill.stay.person.story
        story.note(
          StayCharged(
            charge: story.newRecord(), stay: bill.stay.id, amount: Int64(amount) * 100,
            periodFrom: bill.from, periodTo: bill.to), on: bill.to)
      }
    }
  }

  // MARK: At home

  /// Formerly homeless persons in their own home: those at the end of the year, and some who left
  /// before, and some who were never homeless (booppfølging).
  private func followUp() {
    let wanted = recipe.services.followedUp
    let picked = people.pick(wanted + wanted / 5, for: "home", of: people.recipients(1))
    for (index, person) in picked.enumerated() {
      let story = person.story
      let id = story.newRecord()
      let start = diary.dice.day(calendar.day(0, 2, 1)...calendar.day(1, 10, 1))
      let wasHomeless = index < wanted || index % 2 == 0
      story.note(
        HousingFollowUpStarted(housingFollowUp: id, formerlyHomeless: wasHomeless), on: start)
      for visit in 1...3 {
        story.note(
          HousingVisitDone(housingVisit: story.newRecord(), housingFollowUp: id),
          on: start.adding(days: visit * 20))
      }
      guard index >= wanted, wasHomeless else { continue }
      let end = index == wanted ? calendar.last(1) : start.adding(days: 75)
      story.note(HousingFollowUpEnded(housingFollowUp: id, followUpOutcome: "managed"), on: end)
    }
  }

  /// Leases through the housing agents: those at the end of the year, and some that ended before.
  private func lease() {
    let wanted = recipe.services.leases
    let picked = people.pick(wanted + wanted / 8, for: "lease", of: people.recipients(1))
    for (index, person) in picked.enumerated() {
      let story = person.story
      let id = story.newRecord()
      let start = diary.dice.day(calendar.day(0, 1, 15)...calendar.day(1, 11, 20))
      story.note(
        LeaseSigned(
          lease: id, dwelling: index % 32 == 5 ? "small-house" : "private", agency: true),
        on: start)
      guard index >= wanted else { continue }
      story.note(
        LeaseEnded(lease: id, leaseEnd: "moved"),
        on: index == wanted ? calendar.last(1) : start.adding(days: 30))
    }
  }
}
