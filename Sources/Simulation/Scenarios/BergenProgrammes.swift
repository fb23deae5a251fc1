import CaseModel

/// Folk i arbeid, Ny sjanse, Tett på and the work measures: one mechanism, a code for each.
struct BergenProgrammes {
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

  /// A person's time in a programme; nil for an end that has not come.
  private struct Spell {
    let person: BergenPerson
    let from: Day
    let to: Day?
  }

  /// Writes everything.
  /// - Parameter qualified: those with a qualification programme, whom two of these pass on to it.
  func write(qualified: [BergenQualification.Participant]) throws {
    let late = qualified.filter { $0.start >= calendar.day(1, 7, 1) }
    let fromFia = diary.dice.pick(recipe.fiaExits[5], of: late)
    let used = Set(fromFia.map { ObjectIdentifier($0.person) })
    let others = qualified.filter { !used.contains(ObjectIdentifier($0.person)) }
    let inFia = try writeFia(fromFia)
    writeMeasures(beside: inFia)
    try writeNewChance()
    try writeCloseFollowUp(others)
  }

  private func enter(
    _ person: BergenPerson, _ programme: String, on day: Day, until end: Day?, outcome: String?,
    project: String? = nil, basis: String = "own-wish", earlier: String? = nil
  ) {
    let story = person.story
    let id = story.newRecord()
    person.isAidOnly = false
    story.note(
      ProgrammeEntered(
        enrolment: id, programme: programme, project: project, entryBasis: basis,
        earlierSupport: earlier), on: day)
    if let end, let outcome {
      story.note(ProgrammeExited(enrolment: id, programmeOutcome: outcome), on: end)
    }
  }

  // MARK: Folk i arbeid

  /// Those of the year: some carried over, some who left for work, school and so on.
  /// - Returns: when each was in it.
  private func writeFia(_ passedOn: [BergenQualification.Participant]) throws -> [Spell] {
    // The last of the exits are those passed on.
    let outcomes = zip(
      ["work", "education", "benefit", "treatment", "other-measure"], recipe.fiaExits
    ).flatMap { Array(repeating: $0, count: $1) }
    var spells = passedOn.map { participant in
      Spell(
        person: participant.person, from: participant.start.adding(days: -120),
        to: participant.start)
    }
    people.take(spells.map(\.person), for: "fia")
    for spell in spells {
      enter(
        spell.person, "fia", on: spell.from, until: spell.to, outcome: "qualification-programme")
    }
    let young = people.recipients(1).filter {
      $0.isOfWorkingAge(in: calendar.year) && $0.age(in: calendar.year) <= 40
    }
    let staying = recipe.fia - outcomes.count - passedOn.count
    let picked = people.pick(outcomes.count + staying, for: "fia", of: young)
    for (index, person) in picked.enumerated() {
      let leaves = index < outcomes.count
      let from =
        index % 6 == 0
        ? diary.dice.day(calendar.day(0, 10, 10)...calendar.day(0, 12, 10))
        : diary.dice.day(calendar.day(1, 1, 2)...calendar.day(1, 9, 15))
      let to: Day? =
        switch index {
        case 0: calendar.first(1)
        case 1: calendar.last(1)
        case _ where leaves: from.adding(days: diary.dice.number(90...105))
        default: nil
        }
      let start = index == 0 ? calendar.day(0, 10, 1) : from
      spells.append(Spell(person: person, from: start, to: leaves ? to : nil))
      enter(
        person, "fia", on: start, until: leaves ? to : nil,
        outcome: leaves ? outcomes[index] : nil)
    }
    // Left before the year, and so not of it.
    let former = people.onlyFirst.filter { $0.isOfWorkingAge(in: calendar.year) }
    for person in people.pick(8, for: "fia", of: former) {
      enter(
        person, "fia", on: calendar.day(0, 5, 2), until: calendar.day(0, 11, 20), outcome: "work")
    }
    return spells
  }

  // MARK: Work measures

  /// The day on which those in work measures are counted.
  private var measureDay: Day { calendar.day(1, 10, 15) }

  /// So many persons in a measure on the day, those in Folk i arbeid included; some are in two.
  private func writeMeasures(beside fia: [Spell]) {
    let inFia = fia.filter { $0.from <= measureDay && ($0.to.map { $0 > measureDay } ?? true) }
    for spell in inFia.prefix(recipe.inTwoMeasures) {
      enter(
        spell.person, "job-club", on: measureDay.adding(days: -10),
        until: measureDay.adding(days: 20), outcome: "other-measure")
    }
    people.take(fia.map(\.person), for: "measure")
    let able = people.recipients(1).filter { $0.age(in: calendar.year) < 67 }
    let wanted = recipe.workMeasures - inFia.count
    let codes = ["work-measure", "work-measure", "job-club", "youth-reception"]
    for (index, person) in people.pick(wanted, for: "measure", of: able).enumerated() {
      let isYouth = person.age(in: calendar.year) <= 24
      let code = index % 4 == 3 && !isYouth ? "job-club" : codes[index % 4]
      // One comes on the day, one leaves on the day after it.
      let from = index == 0 ? measureDay : measureDay.adding(days: -diary.dice.number(3...90))
      let to = measureDay.adding(days: index == 1 ? 1 : diary.dice.number(5...70))
      enter(
        person, code, on: from, until: to,
        outcome: diary.dice.pick(["work", "education", "other-measure", "drop-out"]))
    }
    // One left on the day, one comes the day after.
    for (index, person) in people.pick(2, for: "measure", of: able).enumerated() {
      let from = index == 0 ? measureDay.adding(days: -30) : measureDay.adding(days: 1)
      enter(
        person, "work-measure", on: from, until: from.adding(days: 30), outcome: "other-measure")
    }
  }

  // MARK: Ny sjanse

  /// Two projects: the main one is full all the time, a place is taken the day it is left; the
  /// youth project has those who remain beyond its places.
  private func writeNewChance() throws {
    let youthLeft = recipe.newChanceYouthDischarged
    let mainLeft = recipe.newChanceDischarged - youthLeft
    let youthStays = recipe.newChance - recipe.newChanceDischarged - recipe.newChancePlaces
    let works = diary.dice.shuffled(
      (0..<recipe.newChanceDischarged).map {
        $0 < recipe.newChanceToWork[0] ? "work" : ["education", "other-measure"][$0 % 2]
      })
    let able = people.inBoth.filter { $0.isOfWorkingAge(in: calendar.year) }
    let main = people.pick(recipe.newChancePlaces + mainLeft, for: "new-chance", of: able)
    for (index, person) in main.enumerated() {
      let isFirst = index < recipe.newChancePlaces
      let left = index < mainLeft ? turn(index) : nil
      let from =
        isFirst
        ? diary.dice.day(calendar.day(0, 1, 8)...calendar.day(0, 11, 30))
        : turn(index - recipe.newChancePlaces)
      enter(
        person, "new-chance", on: from, until: left, outcome: left.map { _ in works[index] },
        project: "main")
    }
    let youth = people.pick(youthLeft + youthStays, for: "new-chance", of: able)
    for (index, person) in youth.enumerated() {
      let from = diary.dice.day(calendar.day(0, 9, 1)...calendar.day(1, 6, 20))
      let left = index < youthLeft ? calendar.day(1, diary.dice.number(8...12), 15) : nil
      enter(
        person, "new-chance", on: from, until: left,
        outcome: left.map { _ in works[mainLeft + index] }, project: "youth")
    }
    let former = people.onlyFirst.filter { $0.isOfWorkingAge(in: calendar.year) }
    let before = people.pick(recipe.newChanceBefore, for: "new-chance", of: former)
    for (index, person) in before.enumerated() {
      let outcome = index < recipe.newChanceToWork[1] ? "work" : "drop-out"
      enter(
        person, "new-chance", on: calendar.day(-1, 2, 6),
        until: index == 0 ? calendar.last(0) : calendar.day(0, diary.dice.number(2...11), 20),
        outcome: outcome, project: "main")
    }
  }

  /// When a place of the main project is left, and taken by the next: all through the year.
  private func turn(_ index: Int) -> Day {
    calendar.day(1, 1, 10).adding(days: index * 330 / max(1, recipe.newChanceDischarged))
  }

  // MARK: Tett på

  /// Every participant has left, with one outcome.
  private func writeCloseFollowUp(_ qualified: [BergenQualification.Participant]) throws {
    var outcomes = zip(
      BergenProgrammeRecipe.closeFollowUpOutcomes, recipe.closeFollowUpResults
    ).flatMap { Array(repeating: $0, count: $1) }
    let passedOn = outcomes.count { $0 == "qualification-programme" }
    // Who moved had no financial assistance in the second year: those come first.
    let moved = outcomes.filter { $0 == "moved" }
    outcomes =
      moved
      + diary.dice.shuffled(outcomes.filter { !["qualification-programme", "moved"].contains($0) })
    let earlier = diary.dice.shuffled(
      zip(BergenProgrammeRecipe.earlierSupportCodes, recipe.earlierSupport).flatMap {
        Array(repeating: $0, count: $1)
      })
    var wanted = ["2": recipe.closeFollowUp[0], "1": recipe.closeFollowUp[1]]
    var spells: [(person: BergenPerson, to: Day?)] = []
    for participant in diary.dice.pick(passedOn, of: qualified) {
      let person = participant.person
      wanted[person.sex, default: 0] -= 1
      spells.append((person, participant.start))
    }
    people.take(spells.map(\.person), for: "close-follow-up")
    var stayed: [BergenPerson] = []
    for (index, sex) in ["1", "2"].enumerated() {
      func able(_ people: [BergenPerson]) -> [BergenPerson] {
        people.filter { $0.sex == sex && $0.age(in: calendar.year) < 60 }
      }
      let count = max(0, wanted[sex] ?? 0)
      let former = max(count / 3, (moved.count + index) / 2)
      let left = people.pick(former, for: "close-follow-up", of: able(people.onlyFirst))
      spells += left.map { ($0, nil) }
      stayed += people.pick(count - left.count, for: "close-follow-up", of: able(people.inBoth))
    }
    spells += stayed.map { ($0, nil) }
    for (index, spell) in spells.enumerated() {
      let outcome = index < passedOn ? "qualification-programme" : outcomes[index - passedOn]
      let from = diary.dice.day(calendar.day(-1, 3, 1)...calendar.day(0, 10, 31))
      let to =
        spell.to
        ?? (outcome == "moved"
          ? calendar.day(1, 1, 15) : from.adding(days: diary.dice.number(120...420)).onWorkday)
      if outcome == "moved" { spell.person.story.closing = "moved" }
      enter(
        spell.person, "close-follow-up", on: from, until: to.notAfter(calendar.last(1)),
        outcome: outcome, earlier: earlier[index])
    }
  }
}
