import CaseModel
import EventCoding

/// Asks a person for the fields of an event, one after the other, with the code list shown.
///
/// Questions go to standard error, so that standard output holds results only. Answers are read as
/// plain lines: nothing of them lands in a history.
struct Prompts {
  let session: Session
  /// The day the codes must be in force on.
  let day: Day

  /// Asks for every field that was not given; required ones until they are answered.
  func complete(_ input: inout EventInput) throws {
    let shape = input.type.shape
    tell(Label.type(input.type, session.language))
    for field in shape.fields.sorted(by: { $0.required && !$1.required })
    where input.fields[field.field] == nil {
      try ask(field, &input)
    }
    for field in shape.sealed { try ask(field, &input) }
  }

  private func ask(_ field: FieldShape, _ input: inout EventInput) throws {
    if case .code(let list) = field.kind { showCodes(list) }
    let notes = [
      (field.required ? Word.required : .optional).text(session.language),
      field.list ? Word.several.text(session.language) : nil,
    ]
    let question =
      "\(Label.field(field.field, of: input.type, session.language)) [\(field.field.name)]"
      + " (\(notes.compactMap(\.self).joined(separator: "; "))): "
    try repeatUntilTaken(question, required: field.required, field.field, &input) { readLine() }
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
      isLong ? Prompts.paragraph() : readLine()
    }
  }

  private func repeatUntilTaken(
    _ question: String, required: Bool, _ field: Field, _ input: inout EventInput,
    answer: () -> String?
  ) throws {
    while true {
      _ = Stream.error.write(Array(question.utf8))
      guard let answer = answer() else {
        tell("")
        if required { throw Failure(.badData, "prompt-ended") }
        return
      }
      if answer.isEmpty {
        if required { continue }
        return
      }
      do {
        return try input.add(answer: answer, to: field.name)
      } catch {
        tell(failure(from: error, of: input, session.language).shown(in: session.language))
      }
    }
  }

  private func showCodes(_ list: CodeListName) {
    for entry in CodeLists.entries(in: list, on: day) {
      let code = entry.code.description
      tell("  \(code)  \(Label.code(code, list, session.language))")
    }
  }

  /// Lines up to the first empty one.
  private static func paragraph() -> String? {
    guard let first = readLine() else { return nil }
    if first.isEmpty { return "" }
    var lines = [first]
    while let line = readLine(), !line.isEmpty { lines.append(line) }
    return lines.joined(separator: "\n")
  }
}
