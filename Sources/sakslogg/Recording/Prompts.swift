import CaseModel
import EventCoding

/// Asks a person for the fields of an event, one after the other in the order of its schema, with
/// the code list shown, or the records to choose from.
///
/// Questions go to standard error, so that standard output holds results only. Answers are read as
/// plain lines: nothing of them lands in a history.
struct Prompts {
  /// Where questions go and answers come from.
  struct Terminal {
    /// Writes a text as it is.
    var write: (String) -> Void = { _ = Stream.error.write(Array($0.utf8)) }
    /// Reads a line; nil at the end.
    var read: () -> String? = { readLine() }
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
  func complete(_ input: inout EventInput) throws {
    let (fields, sealed) = (input.type.shape.fieldsInOrder, input.type.shape.sealedInOrder)
    say(Label.type(input.type, session.language))
    for field in fields.filter(\.required) + fields.filter({ !$0.required })
    where input.fields[field.field] == nil {
      try ask(field, &input)
    }
    for field in sealed.filter(\.required) + sealed.filter({ !$0.required })
    where !input.hasSealed(field.field) {
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
    let notes = [
      (field.required ? Word.required : .optional).text(session.language),
      records.isEmpty ? nil : Word.promptRecord.text(session.language),
      field.list ? Word.several.text(session.language) : nil,
    ]
    let question =
      "\(Label.field(field.field, of: input.type, session.language)) [\(field.field.name)]"
      + " (\(notes.compactMap(\.self).joined(separator: "; "))): "
    try repeatUntilTaken(question, required: field.required, field.field, &input) {
      terminal.read().map { Prompts.ids($0, of: records) }
    }
  }

  private func ask(_ field: SealedShape, _ input: inout EventInput) throws {
    let isLong = field.sealClass.description == "text"
    let notes = [
      (field.required ? Word.required : .optional).text(session.language),
      Word.promptSealed.text(session.language),
      isLong ? Word.promptLines.text(session.language) : nil,
    ]
    let question =
      "\(Label.field(field.field, of: input.type, session.language)) [\(field.field.name)]"
      + " (\(notes.compactMap(\.self).joined(separator: "; "))): "
    try repeatUntilTaken(question, required: field.required, field.field, &input) {
      isLong ? paragraph() : terminal.read()
    }
  }

  private func repeatUntilTaken(
    _ question: String, required: Bool, _ field: Field, _ input: inout EventInput,
    answer: () -> String?
  ) throws {
    while true {
      terminal.write(question)
      guard let answer = answer() else {
        say("")
        if required { throw Failure(.badData, "prompt-ended") }
        return
      }
      if answer.isEmpty {
        guard required else { return }
        say(Word.promptRequired.text(session.language))
        continue
      }
      do {
        return try input.add(answer: answer, to: field.name)
      } catch {
        say(failure(from: error, of: input, session.language).shown(in: session.language))
      }
    }
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

  private func say(_ text: String) { terminal.write(text + "\n") }

  /// Lines up to the first empty one.
  private func paragraph() -> String? {
    guard let first = terminal.read() else { return nil }
    if first.isEmpty { return "" }
    var lines = [first]
    while let line = terminal.read(), !line.isEmpty { lines.append(line) }
    return lines.joined(separator: "\n")
  }
}
