import CaseModel

/// The qualification programme in its first year (kvalifiseringsprogram).
struct BergenQualification {
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

  /// A person with a programme that has begun.
  struct Participant {
    let person: BergenPerson
    let start: Day
  }

  /// Writes everything.
  /// - Returns: those who had begun.
  func write() throws -> [Participant] {
    let recipe = recipe.programmes
    // Who lives on the qualification benefit has begun; the others may be waiting.
    let living = people.recipients(1).filter { $0.situations[1]?.income == "8" }
    let others = try people.newOthers(recipe.qualificationOthers)
    let able = people.recipients(1).filter {
      $0.isOfProgrammeAge(calendar) && $0.situations[1]?.income != "8"
    }
    let sure = people.pick(living.count, for: "qualification", of: living)
    let rest =
      others
      + people.pick(
        recipe.qualificationGranted - living.count - others.count, for: "qualification", of: able)
    let begun =
      sure
      + diary.dice.shuffled(rest).prefix(
        recipe.qualificationStarted - living.count)
    let isBegun = Set(begun.map { ObjectIdentifier($0) })
    let waiting = rest.filter { !isBegun.contains(ObjectIdentifier($0)) }
    for (index, person) in waiting.enumerated() {
      let day = index == 0 ? calendar.last(1) : calendar.day(1, diary.dice.number(9...12), 9)
      _ = grant(person, applied: day.adding(days: -21), decided: day)
    }
    outside()
    return begun.enumerated().map { index, person in begin(person, index) }
  }

  // MARK: One person

  /// Applied for, assessed and granted.
  private func grant(_ person: BergenPerson, applied: Day, decided: Day) -> RecordID {
    let story = person.story
    let (application, decision) = (story.newRecord(), story.newRecord())
    story.note(
      SupportApplied(
        application: application, appliedFor: "qualification-programme",
        priorIncome: [diary.dice.pick(["2", "2", "3"])]), on: applied)
    story.note(
      WorkAbilityAssessed(assessment: story.newRecord(), workAbility: "programme"),
      on: applied.adding(days: 7))
    story.note(
      SupportDecided(
        decision: decision, service: "qualification-programme", supportOutcome: "granted",
        legalBasis: AidCodes.qualification(on: decided), application: application,
        benefitKinds: ["qualification-benefit"]), on: decided)
    story.note(ApplicationDecided(application: application, decision: decision), on: decided)
    return decision
  }

  private func begin(_ person: BergenPerson, _ index: Int) -> Participant {
    let story = person.story
    let start =
      index == 0 ? calendar.last(1) : calendar.day(1, diary.dice.number(2...11), 2).onWorkday
    let decided = start.adding(days: -diary.dice.number(7...20))
    let applied = decided.adding(days: -21)
    if person.situations.allSatisfy({ $0 == nil }) { describe(person, on: applied) }
    let decision = grant(person, applied: applied, decided: decided)
    let id = story.newRecord()
    story.note(
      QualificationStarted(
        qualification: id, decision: decision,
        plannedEnd: start.adding(months: 12).adding(days: -1)), on: start)
    story.note(
      ProgrammeActivityStarted(
        activity: story.newRecord(),
        activityKind: diary.dice.pick(["training", "work-practice", "language", "job-seeking"]),
        provider: diary.dice.pick(["municipal", "state", "private"]), hours: 37,
        qualification: id), on: start)
    let end = index % 20 == 7 && start.month < 9 ? start.adding(days: 100) : nil
    pay(person, decision, from: start, through: end ?? calendar.last(1))
    if let end { finish(person, id, on: end, index) }
    if index % 20 == 11, start.month < 9 { leave(person, id, on: start.adding(days: 60)) }
    return Participant(person: person, start: start)
  }

  /// What is known of who had no financial assistance, and so was not described before.
  private func describe(_ person: BergenPerson, on day: Day) {
    person.story.note(
      SituationRecorded(
        maritalStatus: diary.dice.pick(["1", "1", "2", "3", "4"]),
        children: Int64(diary.dice.pick([0, 0, 0, 1, 2, 3])), mainIncome: "9",
        largestBenefit: "12", employment: "04", housing: diary.dice.pick(["1", "1", "2", "3"])),
      on: day)
  }

  /// The qualification benefit, month by month: it is no financial assistance.
  private func pay(_ person: BergenPerson, _ decision: RecordID, from start: Day, through end: Day)
  {
    let young = person.age(in: calendar.year) < 25
    var day = start.firstOfMonth.adding(days: 24)
    while day <= end {
      if day >= start {
        person.story.note(
          PaymentMade(
            payment: person.story.newRecord(), decision: decision,
            benefitKind: "qualification-benefit", aidForm: "grant",
            amount: young ? 780_000 : 1_170_000), on: day)
      }
      day = day.adding(months: 1)
    }
  }

  private func finish(_ person: BergenPerson, _ id: RecordID, on day: Day, _ index: Int) {
    let outcome = ["3", "4", "7"][index / 20 % 3]
    person.story.note(
      QualificationEnded(
        qualification: id, qualificationOutcome: outcome,
        situations: outcome == "4" ? [] : ["01"], incomeAfter: outcome == "3" ? "01" : nil),
      on: day)
  }

  private func leave(_ person: BergenPerson, _ id: RecordID, on day: Day) {
    let leave = person.story.newRecord()
    person.story.note(
      QualificationLeaveStarted(leave: leave, qualification: id, leaveReason: "sickness"), on: day)
    person.story.note(
      QualificationResumed(leave: leave, returned: true), on: day.adding(days: 30))
  }

  // MARK: What must not be counted

  /// A decision of the day after the year, one that refuses, and one that was withdrawn.
  private func outside() {
    let able = people.recipients(1).filter {
      $0.isOfProgrammeAge(calendar) && $0.situations[1]?.income != "8"
    }
    let picked = people.pick(3, for: "qualification", of: able)
    guard picked.count == 3 else { return }
    let after = calendar.first(2).adding(days: 1).onWorkday
    _ = grant(picked[0], applied: after.adding(days: -21), decided: after)
    let day = calendar.day(1, 10, 8)
    let basis = AidCodes.qualification(on: day)
    for (person, isGranted) in [(picked[1], false), (picked[2], true)] {
      let story = person.story
      let wrong = story.eventID(on: day)
      story.note(
        WorkAbilityAssessed(assessment: story.newRecord(), workAbility: "programme"), on: day)
      story.note(
        SupportDecided(
          decision: story.newRecord(), service: "qualification-programme",
          supportOutcome: isGranted ? "granted" : "refused", legalBasis: basis), on: day,
        id: wrong)
      if isGranted { story.withdraw(wrong, found: day.adding(days: 2), reason: "wrong-case") }
    }
  }
}
