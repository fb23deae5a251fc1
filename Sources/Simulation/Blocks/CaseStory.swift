import CaseModel

/// One child's case as its caseworkers write it: what the building blocks stand on.
struct CaseStory: Story {
  let subject: Subject
  let municipality: Municipality
  let worker: String
  /// The team.
  let team: String
  let diary: Diary
  let number: UInt64

  /// The next case of a municipality, numbered within the year it was opened in.
  init(in municipality: Municipality, year: Int, diary: Diary) throws {
    let serial = diary.nextFile(.case, of: municipality, year: year)
    subject = try Subject.named(.case, "\(municipality.office)-\(year)-\(serial)")
    self.municipality = municipality
    worker = diary.dice.pick(municipality.workers)
    team = diary.dice.pick(municipality.teams)
    self.diary = diary
    number = diary.newStory()
  }

  /// Opens the case and gives it to its caseworker (sak opprettet og tildelt).
  /// - Parameter born: the years in which the child may be born; nil for a child of 0 to 16.
  func open(on day: Day, recorded: Day? = nil, born: ClosedRange<Int>? = nil) {
    let (age, sex) = roll { dice in
      let ages = born.map { day.year - $0.upperBound...day.year - $0.lowerBound } ?? 0...16
      return (dice.number(ages), dice.pick(["1", "2"]))
    }
    note(
      CaseOpened(journal: subject.key, birthYear: Int64(day.year - age), sex: sex), on: day,
      recorded: recorded)
    note(CaseAssigned(worker: worker, team: team), on: day, recorded: recorded)
  }

  /// Closes the case (sak avsluttet).
  func close(on day: Day, reason: String = "no-further-need") {
    note(CaseClosed(reason: reason), on: day)
  }

  /// A consultation about the child (konsultasjon).
  func consult(on day: Day) {
    note(ConsultationHeld(consultation: newRecord(), kind: "meeting"), on: day)
  }
}
