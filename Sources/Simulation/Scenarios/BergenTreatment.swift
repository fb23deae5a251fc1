import CaseModel

/// Medication-assisted rehabilitation with individual plans, and the narcotics programme with court
/// control (LAR og ND).
struct BergenTreatment {
  let recipe: BergenProgrammeRecipe
  let people: BergenPeople
  private let diary: Diary
  private let calendar: BergenCalendar

  init(recipe: BergenRecipe, people: BergenPeople) {
    self.recipe = recipe.programmes
    self.people = people
    diary = people.diary
    calendar = people.calendar
  }

  /// Writes everything.
  func write() throws {
    writePatients()
    try writeNarcoticsProgramme()
  }

  // MARK: LAR

  /// Patients at the end of the year; so many have a plan, some have refused one, some had one.
  private func writePatients() {
    let able = people.recipients(1).filter {
      people.has($0, in: "need") && $0.isOfWorkingAge(in: calendar.year)
    }
    let patients = people.pick(recipe.patients, for: "lar", of: able)
    for (index, person) in patients.enumerated() {
      let start = diary.dice.day(calendar.day(-1, 2, 1)...calendar.day(1, 6, 30))
      let id = enrol(person, "lar", on: start, basis: "referral")
      guard index < recipe.patientsWithPlan * 3 else { continue }
      plan(person, of: id, from: start, isAdopted: index < recipe.patientsWithPlan, index)
    }
    // A patient who left, with a plan that ended: neither is there at the end of the year.
    for person in people.pick(4, for: "lar", of: able) {
      let start = calendar.day(0, 3, 1)
      let id = enrol(person, "lar", on: start, basis: "referral")
      let plan = plan(person, of: id, from: start, isAdopted: true, 0)
      let end = calendar.last(1)
      person.story.note(IndividualPlanEnded(individualPlan: plan, planEnd: "fulfilled"), on: end)
      person.story.note(ProgrammeExited(enrolment: id, programmeOutcome: "completed"), on: end)
    }
  }

  @discardableResult
  private func plan(
    _ person: BergenPerson, of enrolment: RecordID, from start: Day, isAdopted: Bool, _ index: Int
  ) -> RecordID {
    let story = person.story
    let id = story.newRecord()
    let found = start.adding(days: 30)
    story.note(IndividualPlanNeedFound(individualPlan: id, enrolment: enrolment), on: found)
    story.note(IndividualPlanOffered(individualPlan: id), on: found.adding(days: 7))
    let isWanted = isAdopted || index % 2 == 0
    story.note(
      IndividualPlanAnswered(individualPlan: id, wanted: isWanted), on: found.adding(days: 14))
    if isAdopted {
      story.note(
        IndividualPlanAdopted(individualPlan: id, coordinator: "k01"), on: found.adding(days: 60))
    }
    return id
  }

  private func enrol(
    _ person: BergenPerson, _ programme: String, on day: Day, basis: String,
    request: RecordID? = nil
  ) -> RecordID {
    let id = person.story.newRecord()
    person.isAidOnly = false
    person.story.note(
      ProgrammeEntered(
        enrolment: id, programme: programme, entryBasis: basis, request: request), on: day)
    return id
  }

  // MARK: ND

  /// Requests, findings of suitability and judgments; who is judged to it enters it.
  private func writeNarcoticsProgramme() throws {
    let earlier = recipe.judgments - recipe.judgmentsInYear
    let persons = try people.newOthers(recipe.requests + earlier)
    var judged: [(person: BergenPerson, enrolment: RecordID, start: Day)] = []
    for (index, person) in persons.enumerated() {
      let isOfYear = index < recipe.requests
      let asked =
        isOfYear
        ? diary.dice.day(calendar.first(1)...calendar.day(1, 8, 31))
        : diary.dice.day(calendar.day(-1, 2, 1)...calendar.day(0, 8, 31))
      let isSuitable = !isOfYear || index < recipe.suitable
      let isJudged = !isOfYear || index < recipe.judgmentsInYear
      let request = request(person, on: asked, isSuitable: isSuitable)
      guard isJudged else { continue }
      let day = index == 0 ? calendar.last(1) : asked.adding(days: 90).onWorkday
      judged.append(
        (person, enrol(person, "nd", on: day, basis: "judgment", request: request), day))
    }
    finish(judged)
  }

  private func request(_ person: BergenPerson, on day: Day, isSuitable: Bool) -> RecordID {
    let story = person.story
    let id = story.newRecord()
    story.note(ProgrammeRequested(request: id, programme: "nd"), on: day)
    story.note(
      ProgrammeSuitabilityFound(request: id, suitable: isSuitable), on: day.adding(days: 40))
    story.note(
      ProgrammeRequestDecided(request: id, requestOutcome: isSuitable ? "admitted" : "refused"),
      on: day.adding(days: 45))
    return id
  }

  /// The latest are in the programme; of the earlier ones some completed it, some never began, and
  /// the rest broke off.
  private func finish(_ judged: [(person: BergenPerson, enrolment: RecordID, start: Day)]) {
    let sorted = judged.sorted { $0.start > $1.start }
    for (index, one) in sorted.enumerated() {
      let story = one.person.story
      let isIn = index < recipe.inProgramme
      let left = sorted.count - 1 - index
      let outcome =
        left < recipe.completed
        ? "completed" : left < recipe.completed + recipe.neverBegan ? "not-started" : "broken-off"
      let end = one.start.adding(days: 130).notAfter(calendar.last(1))
      if isIn || outcome != "not-started" {
        let phases = outcome == "completed" && !isIn ? 4 : isIn ? 2 : 1
        for phase in 1...phases {
          let day = one.start.adding(days: (phase - 1) * 30)
          guard day <= calendar.end else { continue }
          story.note(ProgrammePhaseEntered(enrolment: one.enrolment, phase: Int64(phase)), on: day)
        }
      }
      guard !isIn else { continue }
      story.note(ProgrammeExited(enrolment: one.enrolment, programmeOutcome: outcome), on: end)
    }
  }
}
