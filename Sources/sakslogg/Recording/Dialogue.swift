import CaseModel
import CaseService
import EventCoding

/// Records an event with a person at the terminal: what stands in the way is said before the first
/// question, and what the rules refuse afterwards is mended without losing an answer.
struct Dialogue {
  let session: Session
  let log: CaseLog
  let subject: Subject
  /// The event's id, if it was given.
  let id: RecordID?
  let actor: String
  /// The version that the person has seen, if it was given.
  var expected: UInt64?
  var terminal = Prompts.Terminal()

  /// Asks for what is missing, and records.
  /// - Parameters:
  ///   - input: what was given already.
  ///   - effective: the day, if it was given.
  ///   - office: the municipality, if it was given.
  func run(_ input: EventInput, effective: Day?, office: Office?) throws {
    var (input, expected) = (input, expected)
    terminal.write(Word.promptBegins.text(session.language) + "\n")
    let hasKeys = try checkKeys(input)
    var day = try effective.map { try checked($0, input.type) } ?? askDay(input.type)
    var office = try office ?? askOffice()
    try prompts(day).complete(&input, sealed: hasKeys)
    while true {
      let (coded, sealed) = try input.finish()
      let draft = Draft(
        id: id, input.type, on: subject, effective: day, office: office, actor: actor,
        fields: coded, sealed: sealed, time: try session.moment)
      guard let outcome = try attempt(draft, expecting: expected) else { continue }
      switch outcome {
      case .refused(let refusals):
        for (_, finding) in refusals {
          terminal.write(session.words(finding, draft, "") + "\n")
        }
        try confirm(.promptMend, default: true, orEnd: .refused)
        let fields = refusals.map(\.finding.field)
        if fields.contains(nil) {
          day = try askDay(input.type, default: day)
          if office != nil { office = try askOffice(default: office) }
        }
        // A rule that names no field may be about any of them; one that names codes may be about
        // what specifies them.
        let named = fields.compactMap(\.self)
        let about = Set(named + named.compactMap(CodeTexts.field(specifying:)))
        try prompts(day).mend(&input, fields.contains(nil) ? [] : about, sealed: hasKeys)
      case .movedOn(_, _, let actual, _):
        terminal.write(session.movedOn(outcome, "") + "\n")
        try confirm(.promptAnyway, default: nil, orEnd: .tryAgain)
        expected = actual
      default: return try session.report(outcome, of: [draft])
      }
    }
  }

  /// Records; nil if it failed and shall be tried again.
  private func attempt(_ draft: Draft, expecting: UInt64?) throws -> RecordOutcome? {
    do {
      return try log.record([draft], expecting: expecting.map { [subject: $0] } ?? [:])
    } catch {
      let failure = failure(from: error, at: log.path, session.language)
      terminal.write(failure.shown(in: session.language) + "\n")
      try confirm(.promptRetry, default: true, orEnd: failure.status)
      return nil
    }
  }

  private func confirm(_ word: Word, default standard: Bool?, orEnd status: ExitStatus) throws {
    guard try prompts(nil).confirm(word, default: standard) else { throw QuietEnd(status: status) }
  }

  /// Whether personal fields can be asked for: nobody shall write a text that cannot be sealed.
  private func checkKeys(_ input: EventInput) throws -> Bool {
    guard !input.type.shape.sealed.isEmpty else { return true }
    do {
      try log.requireKeys()
      return true
    } catch {
      let mustHave = input.type.shape.sealed.contains { $0.required || input.has($0.field) }
      if mustHave { throw error }
      let failure = failure(from: error, at: log.path, session.language)
      terminal.write(failure.shown(in: session.language) + "\n")
      terminal.write(Word.promptNoKeys.text(session.language) + "\n")
      return false
    }
  }

  /// A day on which the act can have been, as far as its subject says.
  private func checked(_ day: Day, _ type: EventType) throws(Failure) -> Day {
    let findings: [Finding]
    do {
      findings = try log.objections(to: type, on: subject, effective: day, time: session.moment)
    } catch {
      throw failure(from: error, at: log.path, session.language)
    }
    if let finding = findings.first { throw refusal(finding, type) }
    return day
  }

  private func refusal(_ finding: Finding, _ type: EventType) -> Failure {
    let (what, remedy) = session.words(finding, of: type)
    return Failure(
      status: .refused, wording: .plain(what: what, remedy: remedy),
      place: [subject.description, type.shortName, finding.rule].joined(separator: ", "))
  }

  private func askDay(_ type: EventType, default standard: Day? = nil) throws -> Day {
    let today = try session.today(log)
    // What no day can mend is said at once.
    let objections = try log.objections(to: type, on: subject, effective: nil)
    if let finding = objections.first { throw refusal(finding, type) }
    let standard = standard ?? today
    let question = Word.promptDay.text(session.language, standard.description) + " "
    return try prompts(nil).ask(question, default: nil) { text throws(Failure) in
      try checked(text.isEmpty ? standard : Reading.day(text), type)
    }
  }

  /// Asks for the municipality of what is new; nil where the subject has one.
  private func askOffice(default standard: Office? = nil) throws -> Office? {
    guard try log.file(subject) == nil else { return nil }
    let note = standard.map { "; " + Word.promptKeeps.text(session.language, $0.description) }
    let question = Word.promptOffice.text(session.language, note ?? "") + " "
    return try prompts(nil).ask(question, default: standard) { text throws(Failure) in
      try Reading.office(text)
    }
  }

  private func prompts(_ day: Day?) throws -> Prompts {
    let file = try day.flatMap { try log.file(subject, at: $0) }
    var prompts = Prompts(session, day: try day ?? session.today(log), file: file)
    prompts.terminal = terminal
    return prompts
  }
}
