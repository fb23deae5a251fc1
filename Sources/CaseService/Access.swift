public import CaseModel
import EventCoding
import EventLog
public import Projections

// Reading what is sealed (innsyn): it is recorded on the file before anything is shown, and who has
// read what is a question to the log like any other.

/// Somebody's reading of sealed content, about to be recorded.
public struct ReadingAct: Sendable {
  /// What is read.
  public var subject: Subject
  /// The staff id of who reads.
  public var actor: String
  /// Why, as a code of `access_purpose`.
  public var purpose: String
  /// The id of the event; nil for a new one.
  ///
  /// Given again with the same record, it adds nothing.
  public var id: RecordID?
  /// The id of the record of the reading.
  public var record: RecordID
  /// The day.
  public var day: Day
  /// The moment, on a simulated log's own calendar; nil for the machine's clock.
  public var time: Instant?
  /// Whether there is sealed content that can be shown here.
  public var revealed: Bool

  /// A reading by its parts.
  public init(
    of subject: Subject, actor: String, purpose: String, id: RecordID? = nil,
    record: RecordID = .random(), day: Day, time: Instant? = nil, revealed: Bool
  ) {
    self.subject = subject
    self.actor = actor
    self.purpose = purpose
    self.id = id
    self.record = record
    self.day = day
    self.time = time
    self.revealed = revealed
  }
}

extension CaseLog {
  /// Records that somebody reads sealed content, each file's reading on that file, all or none,
  /// with the role and the municipality that the log knows of the reader.
  ///
  /// Show nothing before it answers `.recorded` or `.alreadyStored`; then the readings are on disk.
  public func recordReadings(_ acts: [ReadingAct]) throws -> RecordOutcome {
    let organisation = try organisation()
    return try record(
      acts.map { act in
        let part = try file(act.subject)?.office.flatMap { office in
          organisation.readingPart(of: act.actor, in: act.subject, office, on: act.day)
        }
        let event = AccessUsed(
          access: act.record, accessPurpose: act.purpose, staffRole: part?.role,
          municipality: part?.office, revealed: act.revealed)
        return Draft(
          id: act.id, event, on: act.subject, effective: act.day, actor: act.actor,
          time: act.time)
      })
  }

  /// What stands in the way of somebody's reading a child's case or a person's file today; nil for
  /// nothing, which is so as long as the log knows nothing of where that person works.
  ///
  /// The log's files can be read without this program; see the documentation on what it is not.
  /// - Parameters:
  ///   - subject: what would be read.
  ///   - actor: the staff id of who reads.
  ///   - day: the day of the reading; nil for today.
  ///   - revealing: whether sealed content would be shown too.
  public func objection(
    toReading subject: Subject, by actor: String, on day: Day? = nil, revealing: Bool = false
  ) throws -> Finding? {
    let organisation = try organisation()
    guard organisation.knows(worker: actor), let office = try file(subject)?.office else {
      return nil
    }
    let day = try day ?? today
    if let service = subject.municipalService,
      let offices = organisation.offices(
        ofWorker: actor, service: service, on: day, actsOf: day),
      !offices.contains(office)
    {
      return .error("reader-outside-office", nil, actor, office.description, names(offices))
    }
    guard revealing, subject.kind != .message,
      organisation.isFrontDesk(actor, in: subject, office, on: day)
    else { return nil }
    return .error("front-desk-reveals", nil, actor, subject.description)
  }

  /// Who has read what, in the order it was recorded (innsynslogg).
  /// - Parameters:
  ///   - subject: the file that was read; nil for every one.
  ///   - knownBefore: only the first so many events count; nil for all.
  public func accessTrail(
    of subject: Subject? = nil, knownBefore: UInt64? = nil
  ) throws -> [AccessEntry] {
    let known = try min(knownBefore ?? size, size)
    let files: [[RecordedEvent]]
    if let subject {
      files = [try history(of: subject).filter { $0.position < known }]
    } else {
      files = try events(knownBefore: known).bySubject.map(\.1)
    }
    // The units change seldom: one organisation serves all readings between two of their events.
    let changes = try log.read { snapshot in
      var changes: [UInt64] = []
      for unit in try Self.units(in: snapshot) {
        changes += try Self.history(of: unit, in: snapshot).map(\.position)
      }
      return changes
    }
    var organisations: [Int: Organisation] = [:]
    return try files.flatMap { events in
      try Projections.accessTrail(events) { position in
        let count = changes.count { $0 < position }
        if let found = organisations[count] { return found }
        let found = try organisation(knownBefore: position)
        organisations[count] = found
        return found
      }
    }.sorted { $0.recorded.position < $1.recorded.position }
  }
}

/// What somebody whose only part in a file is the front desk's may record of reading: nothing
/// sealed was shown, but for a message that came in, and it was to pass something on.
func frontDeskFindings(
  on event: Event, recorded today: Day, _ organisation: Organisation
) -> [Finding] {
  guard event.type == .accessUsed,
    organisation.isFrontDesk(event.actor, in: event.subject, event.office, on: today)
  else { return [] }
  if event.fields[.revealed] == .flag(true), event.subject.kind != .message {
    return [.error("front-desk-reveals", nil, event.actor, event.subject.description)]
  }
  return event.fields.text(.accessPurpose) == "routing"
    ? [] : [.error("front-desk-purpose", .accessPurpose, event.actor)]
}
