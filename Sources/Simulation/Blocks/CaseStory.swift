import CaseModel
import CaseService

/// One child's case as its caseworkers write it: what the building blocks stand on.
struct CaseStory {
  /// The case.
  let subject: Subject
  /// Whose it is.
  let municipality: Municipality
  /// The caseworker's staff id.
  let worker: String
  /// The team.
  let team: String
  private let diary: Diary
  private let number: UInt64

  /// The next case of a municipality, numbered within the year it was opened in.
  init(in municipality: Municipality, year: Int, diary: Diary) throws {
    let serial = diary.next(in: "case/\(municipality.office)-\(year)")
    let digits = String(serial)
    let padding = String(repeating: "0", count: max(0, 4 - digits.count))
    subject = try Subject.named(.case, "\(municipality.office)-\(year)-\(padding)\(digits)")
    self.municipality = municipality
    worker = diary.dice.pick(municipality.workers)
    team = diary.dice.pick(municipality.teams)
    self.diary = diary
    number = diary.newStory()
  }

  /// Writes an act.
  /// - Parameters:
  ///   - day: when it was true.
  ///   - recorded: when it was recorded; nil for the same day, or the Monday after a weekend.
  ///   - id: the event's id, if a later act must name it.
  func note(
    _ event: some TypedEvent, on day: Day, recorded: Day? = nil, id: RecordID? = nil
  ) {
    let draft = Draft(
      id: id, event, on: subject, effective: day, office: municipality.office, actor: worker)
    diary.write(draft, recorded: recorded ?? day.onWorkday, story: number)
  }

  /// Rolls the scenario's dice.
  func roll<Result>(_ choose: (inout Dice) -> Result) -> Result { choose(&diary.dice) }

  /// A new record's id.
  func newRecord() -> RecordID { roll { $0.recordID() } }

  /// Opens the case and gives it to its caseworker (sak opprettet og tildelt).
  func open(on day: Day, recorded: Day? = nil) {
    let (age, sex) = roll { ($0.number(0...16), $0.pick(["1", "2"])) }
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

  /// Says that a recorded act was wrong and records the right one, in one breath (retting).
  /// - Parameters:
  ///   - event: the id of the wrong act.
  ///   - right: the right one; nil if nothing should have been recorded.
  ///   - day: when the right one was true.
  ///   - found: when the mistake was found.
  func correct(
    _ event: RecordID, with right: (some TypedEvent)?, on day: Day, found: Day,
    reason: String = "wrong-data"
  ) {
    let replacement = right.map { _ in diary.eventID(on: found) }
    note(
      EventAnnulled(event: event, reason: reason, replacement: replacement), on: found,
      recorded: found.onWorkday)
    if let right { note(right, on: day, recorded: found.onWorkday, id: replacement) }
  }

  /// Withdraws an act that should not have been recorded (annullering).
  func withdraw(_ event: RecordID, found: Day, reason: String) {
    correct(event, with: nil as CaseClosed?, on: found, found: found, reason: reason)
  }

  /// An id for an act that a later one must name.
  func eventID(on day: Day) -> RecordID { diary.eventID(on: day) }
}
