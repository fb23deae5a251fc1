import CaseModel
import CaseService

/// One person's file at the social services, as its caseworkers write it (personmappe).
///
/// Acts may be gathered in any order: the file is opened on the day of the first of them, and told
/// to the diary day by day at the end.
final class ServiceStory {
  /// The file.
  let subject: Subject
  /// Whose it is.
  let municipality: Municipality
  /// The journal number, of at most eight characters.
  let journal: String
  /// Whether the file is closed after the last act, and why.
  var closing: String?
  private let worker: String
  private let team: String
  private let diary: Diary
  private var acts: [Act] = []

  private struct Act {
    let recorded: Day
    let serial: Int
    let draft: Draft
  }

  /// The next file of a municipality.
  init(in municipality: Municipality, diary: Diary) throws {
    let digits = String(diary.next(in: "person/\(municipality.office)"))
    journal = String(repeating: "0", count: max(0, 5 - digits.count)) + digits
    subject = try Subject.named(.person, "\(municipality.office)-\(journal)")
    self.municipality = municipality
    worker = diary.dice.pick(municipality.workers)
    team = diary.dice.pick(municipality.teams)
    self.diary = diary
  }

  /// Notes an act.
  /// - Parameters:
  ///   - day: when it was true.
  ///   - recorded: when it was recorded; nil for the same day, or the Monday after a weekend.
  ///   - id: the event's id, if a later act must name it.
  func note(_ event: some TypedEvent, on day: Day, recorded: Day? = nil, id: RecordID? = nil) {
    let draft = Draft(
      id: id, event, on: subject, effective: day, office: municipality.office, actor: worker)
    acts.append(Act(recorded: recorded ?? day.onWorkday, serial: acts.count, draft: draft))
  }

  /// Rolls the scenario's dice.
  func roll<Result>(_ choose: (inout Dice) -> Result) -> Result { choose(&diary.dice) }

  /// A new record's id.
  func newRecord() -> RecordID { roll { $0.recordID() } }

  /// An id for an act that a later one must name.
  func eventID(on day: Day) -> RecordID { diary.eventID(on: day) }

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
    let recorded = found.onWorkday
    note(
      EventAnnulled(event: event, reason: reason, replacement: replacement), on: found,
      recorded: recorded)
    if let right { note(right, on: day, recorded: recorded, id: replacement) }
  }

  /// Withdraws an act that should not have been recorded (annullering).
  func withdraw(_ event: RecordID, found: Day, reason: String) {
    correct(event, with: nil as PersonReopened?, on: found, found: found, reason: reason)
  }

  /// Tells the diary everything, the opening of the file first and its closing last.
  ///
  /// A file on which nothing happens for a long time is closed and opened again meanwhile, if that
  /// is asked for.
  /// - Parameters:
  ///   - birthYear: the year of birth; nil if it is not known when the file is opened.
  ///   - sex: code of the list `kjonn`.
  ///   - pausing: whether the file is closed in its longest quiet time.
  ///   - end: nothing is recorded later.
  func tell(birthYear: Int?, sex: String, pausing: Bool, until end: Day) {
    guard let first = acts.map(\.draft.effective).min() else { return }
    if pausing { pause() }
    if let reason = closing, let last = acts.map(\.recorded).max() {
      let day = last.adding(days: roll { $0.number(10...50) }).onWorkday
      if day <= end { note(PersonClosed(reason: reason), on: day) }
    }
    let story = diary.newStory()
    let opening = [
      opened(PersonOpened(journal: journal, birthYear: birthYear.map(Int64.init), sex: sex), first),
      opened(PersonAssigned(worker: worker, team: team), first),
    ]
    for draft in opening { diary.write(draft, recorded: first.onWorkday, story: story) }
    for act in acts.sorted(by: { ($0.recorded, $0.serial) < ($1.recorded, $1.serial) }) {
      diary.write(act.draft, recorded: act.recorded, story: story)
    }
    acts = []
  }

  private func opened(_ event: some TypedEvent, _ day: Day) -> Draft {
    Draft(event, on: subject, effective: day, office: municipality.office, actor: worker)
  }

  /// Closes the file in the longest time in which nothing happens, if that is a quarter of a year.
  private func pause() {
    let days = acts.flatMap { [$0.draft.effective, $0.recorded] }.sorted()
    let gaps = zip(days, days.dropFirst()).map { (from: $0, length: $1.days(since: $0)) }
    guard let longest = gaps.max(by: { $0.length < $1.length }), longest.length > 90 else {
      return
    }
    let closed = longest.from.adding(days: 30).onWorkday
    let reopened = longest.from.adding(days: longest.length)
    note(PersonClosed(reason: "self-supported"), on: closed)
    let draft = Draft(
      PersonReopened(), on: subject, effective: reopened, office: municipality.office,
      actor: worker)
    // Before everything else on its day.
    acts.append(Act(recorded: reopened.onWorkday, serial: -1, draft: draft))
  }
}
