import CaseModel
import CaseService

/// What one subject's caseworkers write, day by day: a child's case, a person's file.
protocol Story {
  /// What it is about.
  var subject: Subject { get }
  /// Whose it is.
  var municipality: Municipality { get }
  /// The caseworker's staff id.
  var worker: String { get }
  /// Where it is written.
  var diary: Diary { get }
  /// The story's number in the diary.
  var number: UInt64 { get }
}

extension Story {
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

extension Diary {
  /// The next number of a municipality's files of a year, with at least four digits.
  func nextFile(_ kind: Subject.Kind, of municipality: Municipality, year: Int) -> String {
    let digits = String(next(in: "\(kind.rawValue)/\(municipality.office)-\(year)"))
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
