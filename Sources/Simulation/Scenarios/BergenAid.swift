import CaseModel

/// A payment that is planned: its amount follows when all of its year are known.
struct BergenPayment {
  let person: BergenPerson
  /// The year, by place.
  let place: Int
  let decision: RecordID
  let kind: Kind
  /// The code of `benefit_kind`.
  let benefitKind: String
  /// The loan that is paid out, if it is one.
  let loan: RecordID?
  let day: Day
  let recorded: Day?
  /// How much it is beside the others.
  let weight: Int
  /// Whole kroner.
  var amount = 0

  /// What the money of a year is told apart by.
  enum Kind: Int, CaseIterable { case subsistence, rent, other }
}

/// Applications and decisions on financial assistance: one for each row of months.
struct BergenAid {
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

  /// Whoever is paid on a day that a table must not miss, or must not catch.
  enum Edge { case firstDay, lastDay, recordedLate }

  /// Writes every application and decision of the two years.
  /// - Returns: the payments that follow from them.
  func write() -> [BergenPayment] {
    var payments: [BergenPayment] = []
    for place in 0...1 {
      let members = people.recipients(place)
      let edges = edges(place, members)
      for person in members {
        describe(person, place, edge: edges[ObjectIdentifier(person)])
        payments += grant(person, place, edge: edges[ObjectIdentifier(person)])
      }
      payments += helpAtOnce(place, members.filter { edges[ObjectIdentifier($0)] == nil })
    }
    return payments
  }

  /// One person is paid on the year's first day, one on its last, and one payment of the second
  /// year is recorded when the year is over: all by the only payment that they have.
  private func edges(_ place: Int, _ members: [BergenPerson]) -> [ObjectIdentifier: Edge] {
    func paid(in month: Int) -> [BergenPerson] { members.filter { $0.months[place] == [month] } }
    var edges: [ObjectIdentifier: Edge] = [:]
    if let person = paid(in: 1).first { edges[ObjectIdentifier(person)] = .firstDay }
    let december = paid(in: 12)
    if let person = december.first { edges[ObjectIdentifier(person)] = .lastDay }
    if place == 1, let person = december.dropFirst().first {
      edges[ObjectIdentifier(person)] = .recordedLate
    }
    return edges
  }

  // MARK: The situation

  /// What is known of the person when the year's first application comes.
  private func describe(_ person: BergenPerson, _ place: Int, edge: Edge?) {
    guard let situation = person.situations[place], let month = person.months[place].first else {
      return
    }
    let day = applicationDay(place, month, edge)
    let code = situation.benefits.first.map { AidCodes.benefit($0, on: day) }
    let plain = (situation.children ?? 0) > 0 && diary.dice.chance(70) ? "13" : "12"
    person.story.note(
      SituationRecorded(
        maritalStatus: situation.maritalStatus,
        citizenship: situation.isForeign ? "foreign" : "norwegian",
        children: situation.children.map(Int64.init), mainIncome: situation.income,
        largestBenefit: code ?? plain,
        benefits: AidCodes.benefits(situation.benefits, on: day),
        employment: diary.dice.pick(
          AidCodes.employment(situation.income, benefit: situation.benefits.first)),
        housing: diary.dice.pick(["1", "1", "1", "2", "2", "3", "4", "5", "6"])),
      on: day)
    let found = calendar.day(place + 1, 1, diary.dice.number(8...26))
    if person.birthUnknown == place {
      let id = person.story.newRecord()
      person.story.note(
        PersonIdentityRecorded(details: id, birthYear: Int64(person.born)), on: found)
    }
    if situation.children == nil { person.story.note(SituationRecorded(children: 0), on: found) }
  }

  /// The day of the application for a row of months, before the first payment.
  private func applicationDay(_ place: Int, _ month: Int, _ edge: Edge?) -> Day {
    edge == .firstDay ? calendar.first(place) : calendar.day(place, month, 2 + month % 5)
  }

  // MARK: Decisions

  /// An application and a decision for each row of months, and what is paid under it.
  private func grant(_ person: BergenPerson, _ place: Int, edge: Edge?) -> [BergenPayment] {
    rows(of: person.months[place]).flatMap { months -> [BergenPayment] in
      let applied = applicationDay(place, months[0], edge)
      let decided = edge == .firstDay ? applied : applied.adding(days: diary.dice.number(1...6))
      let kinds = months.map { _ in kind() }
      let extra = months.map { _ in diary.dice.chance(10) }
      let occasional = diary.dice.pick(AidCodes.occasional)
      let isLoan = occasional == "deposit" && kinds.contains(.other) && diary.dice.chance(50)
      let story = person.story
      let (application, decision) = (story.newRecord(), story.newRecord())
      let loan = isLoan ? story.newRecord() : nil
      let codes = Set(
        zip(kinds, extra).flatMap { kind, rent in
          [code(kind, occasional)] + (rent ? ["rent"] : [])
        })
      decide(
        person, place, application, decision, on: (applied, decided), kinds: codes.sorted(),
        through: calendar.end(place, months[months.count - 1]))
      var payments: [BergenPayment] = []
      for (index, month) in months.enumerated() {
        let day = payday(place, month, after: decided, edge)
        let recorded = edge == .recordedLate ? calendar.day(place + 1, 1, 12) : nil
        let paid = { (kind: BergenPayment.Kind, weight: Int) in
          BergenPayment(
            person: person, place: place, decision: decision, kind: kind,
            benefitKind: self.code(kind, occasional),
            loan: kind == .other ? loan : nil, day: day, recorded: recorded, weight: weight)
        }
        payments.append(paid(kinds[index], diary.dice.number(60...140)))
        if extra[index], kinds[index] != .rent {
          payments.append(paid(.rent, diary.dice.number(60...140)))
        }
      }
      return payments
    }
  }

  private func kind() -> BergenPayment.Kind {
    let lot = diary.dice.below(100)
    return lot < 75 ? .subsistence : lot < 88 ? .rent : .other
  }

  private func code(_ kind: BergenPayment.Kind, _ occasional: String) -> String {
    switch kind {
    case .subsistence: "subsistence"
    case .rent: "rent"
    case .other: occasional
    }
  }

  private func payday(_ place: Int, _ month: Int, after decided: Day, _ edge: Edge?) -> Day {
    switch edge {
    case .firstDay: return decided
    case .lastDay: return calendar.last(place)
    case .recordedLate: return calendar.day(place, 12, 29)
    case nil: return calendar.day(place, month, diary.dice.number(15...28))
    }
  }

  /// The months, cut where one is left out.
  private func rows(of months: [Int]) -> [[Int]] {
    months.reduce(into: []) { rows, month in
      if let last = rows.last?.last, last == month - 1 {
        rows[rows.count - 1].append(month)
      } else {
        rows.append([month])
      }
    }
  }

  private func decide(
    _ person: BergenPerson, _ place: Int, _ application: RecordID, _ decision: RecordID,
    on days: (applied: Day, decided: Day), kinds: [String], through last: Day
  ) {
    let story = person.story
    let hasCondition = diary.dice.chance(15)
    let conditions = hasCondition ? [diary.dice.pick(AidCodes.conditions)] : []
    let isCouple = ["2", "3"].contains(person.situations[place]?.maritalStatus)
    story.note(
      SupportApplied(application: application, appliedFor: "financial-aid", benefitKinds: kinds),
      on: days.applied)
    story.note(
      SupportDecided(
        decision: decision, service: "financial-aid",
        supportOutcome: diary.dice.chance(15) ? "partly" : "granted",
        legalBasis: AidCodes.aid(on: days.decided, special: !kinds.contains("subsistence")),
        application: application, benefitKinds: kinds, periodFrom: days.applied.firstOfMonth,
        periodTo: last, conditions: conditions,
        partnerConditions: hasCondition && isCouple && diary.dice.chance(20) ? true : nil),
      on: days.decided)
    story.note(ApplicationDecided(application: application, decision: decision), on: days.decided)
    guard let condition = conditions.first, diary.dice.chance(6) else { return }
    let breached = days.decided.adding(days: diary.dice.number(1...7))
    story.note(ConditionBreached(decision: decision, condition: condition), on: breached)
    story.note(
      SanctionImposed(decision: decision, sanction: diary.dice.pick(["01", "01", "02"])),
      on: breached)
  }

  // MARK: Emergency aid

  /// Emergency aid to persons who are paid in that month anyway; one in ten is refused (nødhjelp).
  private func helpAtOnce(_ place: Int, _ members: [BergenPerson]) -> [BergenPayment] {
    (0..<recipe.years[place].emergencyDecisions).compactMap { _ in
      let person = diary.dice.pick(members)
      let month = diary.dice.pick(person.months[place])
      let day = calendar.day(place, month, diary.dice.number(9...14))
      let story = person.story
      let (application, decision) = (story.newRecord(), story.newRecord())
      let isRefused = diary.dice.chance(10)
      story.note(
        SupportApplied(
          application: application, appliedFor: "financial-aid", benefitKinds: ["subsistence"],
          urgent: true), on: day)
      story.note(
        SupportDecided(
          decision: decision, service: "financial-aid",
          supportOutcome: isRefused ? "refused" : "granted",
          legalBasis: AidCodes.aid(on: day, special: false), application: application,
          benefitKinds: ["subsistence"], periodFrom: day, periodTo: day.adding(days: 6),
          emergency: true), on: day)
      story.note(ApplicationDecided(application: application, decision: decision), on: day)
      guard !isRefused else { return nil }
      return BergenPayment(
        person: person, place: place, decision: decision, kind: .subsistence,
        benefitKind: "subsistence", loan: nil, day: day, recorded: nil,
        weight: diary.dice.number(8...20))
    }
  }
}

extension Day {
  /// The first day of its month.
  var firstOfMonth: Day { .of(year, month, 1) }
}
