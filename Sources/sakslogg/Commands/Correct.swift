import ArgumentParser
import CaseModel
import CaseService
import EventCoding
import Projections

/// `correct`: names an earlier event as wrong, and records the right one in its place (rett).
struct Correct: LogCommand {
  static let configuration = CommandConfiguration(
    commandName: "correct",
    abstract: Word.helpCorrect.asked,
    discussion: """
      sakslogg correct 17 reporters=12 --reason wrong-data

      Nothing is changed or removed: an annulment that names the event and the corrected event are \
      appended together. What is not given again is taken from the earlier event.
      """)

  @Argument(help: "The event: its position, or its id with --subject.")
  var event: String

  @Argument(help: "The fields that were wrong, as reporters=12.")
  var fields: [String] = []

  @Option(
    help: "Why, as a code of the list annulment_reason.",
    completion: Completions.codes(.annulmentReason))
  var reason: String

  @Flag(help: "Only annul the event.")
  var annul = false

  @Option(help: ArgumentHelp("The subject, if the event is given by id.", valueName: "kind/key"))
  var subject: String?

  @OptionGroup var arguments: EventArguments
  @OptionGroup(title: Word.helpCommon.asked) var global: GlobalOptions

  func run(in session: Session) throws {
    let log = try session.openLog(.writing)
    let earlier = try EventReference.find(event, subject, log)
    let actor = try session.actor
    let today = try session.today(log)
    var annulment = Draft(
      .eventAnnulled, on: earlier.event.subject, effective: max(today, earlier.event.effective),
      actor: actor, fields: Fields(), time: try session.moment)
    annulment.fields[.event] = .id(earlier.event.id)
    annulment.fields[.reason] = .text(reason)
    var drafts = [annulment]
    if !annul {
      var right = try replacement(for: earlier, session, log)
      right.actor = actor
      var generator = SystemRandomNumberGenerator()
      let id = RecordID.event(at: earlier.time, using: &generator)
      right.id = id
      drafts[0].fields[.replacement] = .id(id)
      drafts.append(right)
    } else if !fields.isEmpty {
      throw Failure(.usage, "options-conflict", at: "", "--annul", fields[0])
    }
    let outcome = try log.record(
      drafts, expecting: arguments.expect.map { [earlier.event.subject: $0] } ?? [:])
    try session.report(Correct.essential(outcome), of: drafts)
  }

  /// An outcome without what follows from the annulment's refusal: what stands in the way of the
  /// corrected event is then the event that it should have replaced.
  private static func essential(_ outcome: RecordOutcome) -> RecordOutcome {
    guard case .refused(let refusals) = outcome, refusals.contains(where: { $0.index == 0 }) else {
      return outcome
    }
    return .refused(refusals.filter { $0.index == 0 })
  }

  /// The earlier event with what was given laid over it; sealed texts are sealed anew.
  private func replacement(
    for earlier: RecordedEvent, _ session: Session, _ log: CaseLog
  ) throws -> Draft {
    let event = earlier.event
    var input = EventInput(event.type)
    let problems = try arguments.read(fields, into: &input)
    // What is missing comes from the earlier event.
    try session.stop(
      for: session.failures(
        problems, in: input, on: Reading.day(arguments.effective) ?? event.effective, asks: true))
    let given = Set(input.fields.entries.map(\.field))
    for (field, value) in event.fields.entries where !given.contains(field) {
      try input.add(answer: value.plain, to: field.name)
    }
    let new = Set(try input.finish().sealed.flatMap { $0.fields })
    for reading in try log.sealedTexts(at: earlier.position) {
      if let fault = reading.fault { throw fault }
      guard case .texts(let texts) = reading.content else {
        throw Failure(.unavailable, "reveal-without-keys", at: "\(earlier.position)")
      }
      for (field, text) in texts where !new.contains(field) {
        try input.add(answer: text, to: field.name)
      }
    }
    let (coded, sealed) = try input.finish()
    return Draft(
      event.type, on: event.subject,
      effective: try Reading.day(arguments.effective) ?? event.effective,
      office: try Reading.office(arguments.office) ?? event.office, actor: event.actor,
      fields: coded, sealed: sealed, time: try session.moment)
  }
}

/// An event as the command line names it.
enum EventReference {
  /// The event of a position, or of an id in a subject's history.
  static func find(_ text: String, _ subject: String?, _ log: CaseLog) throws -> RecordedEvent {
    if let position = UInt64(text) {
      guard try position < log.size else {
        throw Failure(.noInput, "event-not-found", at: "", text)
      }
      return try log.event(at: position)
    }
    guard let id = RecordID(text) else { throw Failure(.usage, "event-invalid", at: "", text) }
    guard let subject else {
      throw Failure(.usage, "event-needs-subject", at: "", text)
    }
    let history = try log.history(of: try Reading.subject(subject))
    guard let found = history.first(where: { $0.event.id == id }) else {
      throw Failure(.noInput, "event-not-found", at: "", text)
    }
    return found
  }
}
