import CaseModel
import EventCoding

/// Asks a person for the fields of an event, one after the other in the order of its schema, with
/// the code list shown, or the records to choose from.
///
/// Each answer is checked at once. Questions and answers stand on the screen alone: standard output
/// holds results only, and nothing of an answer lands in a file or in a history.
struct Prompts {
  /// Where questions go and answers come from.
  struct Terminal {
    /// Writes a text as it is.
    var write: (String) -> Void = { Keyboard.shared.show($0) }
    /// Asks a question that is answered on one line, or in many.
    var ask: (String, Bool) -> Answer = { Keyboard.shared.ask($0, lines: $1) }
  }

  let session: Session
  /// The day the codes must be in force on.
  let day: Day
  /// The file as it stood that day, with the records that an event can name; nil if it is new.
  let file: CaseFile?
  var terminal = Terminal()

  /// Questions about an event on a subject.
  init(_ session: Session, day: Day, file: CaseFile?) {
    (self.session, self.day, self.file) = (session, day, file)
  }

  /// Asks for every field that was not given; required ones until they are answered.
  /// - Parameter sealed: whether personal fields are asked for too.
  func complete(_ input: inout EventInput, sealed: Bool = true) throws {
    let given = Set(input.type.shape.order.filter { input.has($0) })
    say(Label.type(input.type, session.language))
    try ask(&input, where: { !given.contains($0) }, sealed: sealed)
  }

  /// Asks again for some fields, or for all if none is named; an empty answer keeps what there is.
  func mend(_ input: inout EventInput, _ fields: Set<Field>, sealed: Bool = true) throws {
    let beginning = input.type.beginningID
    try ask(
      &input, where: { fields.contains($0) || fields.isEmpty && $0 != beginning }, sealed: sealed)
  }

  private func ask(
    _ input: inout EventInput, where isWanted: (Field) -> Bool, sealed: Bool
  ) throws {
    let shape = input.type.shape
    let fields = shape.fieldsInOrder.filter { isWanted($0.field) }
    for field in fields.filter(\.required) + fields.filter({ !$0.required }) {
      try ask(field, &input)
    }
    guard sealed else { return }
    let texts = shape.sealedInOrder.filter { isWanted($0.field) }
    for field in texts.filter(\.required) + texts.filter({ !$0.required }) {
      try ask(field, &input)
    }
  }

  private func ask(_ field: FieldShape, _ input: inout EventInput) throws {
    if case .code(let list) = field.kind { showCodes(list) }
    var records: [Episode] = []
    if let kind = input.type.shape.recordNamed(by: field) {
      records = file?.episodes(kind).filter { $0.id != nil } ?? []
      if records.isEmpty {
        guard field.required else { return }
        throw Failure(
          .refused, "prompt-no-record", at: "",
          Label.field(field.field, of: input.type, session.language), kind.rawValue)
      }
      show(records)
    }
    let old = input.fields[field.field].map {
      Label.value($0, field, of: input.type, session.language)
    }
    let question = question(
      field.field, of: input.type, required: field.required,
      [
        records.isEmpty ? nil : Word.promptRecord.text(session.language),
        field.list ? Word.several.text(session.language) : nil,
        old.map {
          (field.required ? Word.promptKeepsRequired : .promptKeeps).text(session.language, $0)
        },
      ])
    try repeatUntilTaken(question, field.field, required: field.required, &input) { answer, input in
      try input.add(answer: Prompts.ids(answer, of: records), to: field.field.name)
      try check(field, of: input, among: records)
    }
  }

  private func ask(_ field: SealedShape, _ input: inout EventInput) throws {
    let isLong = field.sealClass.description == "text"
    let question = question(
      field.field, of: input.type, required: field.required,
      [
        Word.promptSealed.text(session.language),
        isLong ? Word.promptLines.text(session.language) : nil,
        input.hasSealed(field.field) ? Word.promptKeepsText.text(session.language) : nil,
      ])
    try repeatUntilTaken(
      isLong ? question + "\n" : question, field.field, required: field.required, lines: isLong,
      &input
    ) { answer, input in try input.add(answer: answer, to: field.field.name) }
  }

  private func question(
    _ field: Field, of type: EventType, required: Bool, _ notes: [String?]
  ) -> String {
    let first = (required ? Word.required : .optional).text(session.language)
    let all = ([first] + notes.compactMap(\.self)).joined(separator: "; ")
    return "\(Label.field(field, of: type, session.language)) [\(field.name)] (\(all)): "
  }

  /// Asks until the answer is taken.
  ///
  /// Nothing of an answer that is not taken stays.
  private func repeatUntilTaken(
    _ question: String, _ field: Field, required: Bool, lines: Bool = false,
    _ input: inout EventInput, take: (String, inout EventInput) throws -> Void
  ) throws {
    while true {
      let answer = try answer(to: question, lines: lines)
      let isGiven = input.has(field)
      if answer.isEmpty {
        guard required, !isGiven else { return }
        say(Word.promptRequired.text(session.language))
        continue
      }
      var trial = input
      trial.remove(field)
      if answer == "-", isGiven, !required {
        input = trial
        return
      }
      do {
        try take(answer, &trial)
        input = trial
        return
      } catch let problem as InputProblem {
        say(failure(from: problem, of: input, session.language).shown(in: session.language))
      } catch let failure as Failure {
        say(failure.shown(in: session.language))
      }
    }
  }

  /// What stands at once against a value: a code that is not in force, a record that is not there.
  private func check(_ field: FieldShape, of input: EventInput, among records: [Episode]) throws {
    var findings = codeFindings(in: input.fields, of: input.type, on: day)
      .filter { $0.field == field.field }
    if let kind = input.type.shape.recordNamed(by: field) {
      findings += input.fields.values(field.field).compactMap { value in
        guard case .id(let id) = value, !records.contains(where: { $0.id == id }) else {
          return nil
        }
        return .error("record-unknown", field.field, kind.rawValue, id.description)
      }
    }
    guard let finding = findings.first else { return }
    let (what, remedy) = session.words(finding, of: input.type)
    throw Failure(status: .badData, wording: .plain(what: what, remedy: remedy), place: "")
  }

  private func showCodes(_ list: CodeListName) {
    for entry in CodeLists.entries(in: list, on: day) {
      let code = entry.code.description
      say("  \(code)  \(Label.code(code, list, session.language))")
    }
  }

  /// The records that a field can name, each with its number, when it was, and its id.
  private func show(_ records: [Episode]) {
    for (index, record) in records.enumerated() {
      let state =
        record.end.map { $0 == record.start ? nil : Word.endedOn.text(session.language, "\($0)") }
        ?? Word.open.text(session.language)
      let parts = ["\(index + 1)", "\(record.start)", state, record.id?.description]
      say("  " + parts.compactMap(\.self).joined(separator: "  "))
    }
  }

  /// An answer with the numbers of records replaced by their ids.
  private static func ids(_ answer: String, of records: [Episode]) -> String {
    guard !records.isEmpty else { return answer }
    return answer.split(separator: ",", omittingEmptySubsequences: false).map { part in
      let part = part.trimmed
      guard let number = Int(part), records.indices.contains(number - 1) else {
        return String(part)
      }
      return records[number - 1].id?.description ?? String(part)
    }.joined(separator: ",")
  }
}

extension Prompts {
  /// Says something on the screen.
  func say(_ text: String) { terminal.write(text + "\n") }

  /// The answer to a question; what cannot be read is asked for again.
  /// - Throws: `prompt-ended` when there will be no more answers.
  func answer(to question: String, lines: Bool = false) throws(Failure) -> String {
    while true {
      switch terminal.ask(question, lines) {
      case .given(let answer) where !lines && answer.contains(where: \.isNewline):
        say(Failure(.badData, "prompt-one-line").shown(in: session.language))
      case .given(let answer): return lines ? answer : String(answer[...].trimmed)
      case .ended: throw Failure(.badData, "prompt-ended")
      case .notText:
        say(Failure(.badData, "prompt-not-text").shown(in: session.language))
      }
    }
  }

  /// Asks for something until it is right.
  func ask<Value>(
    _ question: String, default standard: Value?, read: (String) throws(Failure) -> Value
  ) throws(Failure) -> Value {
    while true {
      let answer = try answer(to: question)
      if answer.isEmpty, let standard { return standard }
      do throws(Failure) {
        return try read(answer)
      } catch {
        say(error.shown(in: session.language))
      }
    }
  }

  /// Yes or no.
  /// - Parameter standard: what an empty answer means; nil if one must be given.
  func confirm(_ word: Word, default standard: Bool?) throws(Failure) -> Bool {
    while true {
      switch try answer(to: word.text(session.language) + " ").lowercased() {
      case "j", "ja", "y", "yes": return true
      case "n", "nei", "no": return false
      case "": if let standard { return standard }
      default: break
      }
    }
  }
}

extension EventType {
  /// The field with the id of the record that the event begins; it is made, and never asked for
  /// twice.
  var beginningID: Field? {
    let role = shape.episode
    return role.effect == .start || role.effect == .happen ? role.id : nil
  }
}
