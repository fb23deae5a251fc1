import CaseModel
import EventCoding
import Interchange

/// Something given for an event that could not be taken, with where it was given.
struct PlacedProblem {
  /// Where something was given.
  enum Place {
    /// On the command line.
    case argument(String)
    /// In a file, or a line of one.
    case file(String)
  }

  let problem: InputProblem
  let place: Place

  init(_ problem: InputProblem, at place: Place) {
    self.problem = problem
    self.place = place
  }
}

extension Session {
  /// Says all failures and ends the command with the gravest; goes on if there are none.
  func stop(for failures: [Failure]) throws {
    guard let first = failures.first else { return }
    for failure in failures { tell(failure.shown(in: language)) }
    let usage = failures.contains { $0.status == .usage }
    throw QuietEnd(status: usage ? .usage : first.status)
  }

  /// Everything wrong with what was given for an event, so that it is all told in one round: what
  /// could not be taken, what is missing, and codes that are not in their lists.
  ///
  /// Codes alone are left to the rules, which know the whole act; so nothing comes of them here
  /// when there is nothing else.
  /// - Parameters:
  ///   - problems: what could not be taken.
  ///   - input: what was taken.
  ///   - day: when the act was true; nil if that is not known yet.
  ///   - asks: whether missing fields are asked for, or come from elsewhere.
  ///   - place: the line of a batch.
  func failures(
    _ problems: [PlacedProblem], in input: EventInput, on day: Day?, asks: Bool = false,
    at place: String = ""
  ) -> [Failure] {
    // A field whose value was refused, or whose name was mistyped, is not missing besides.
    let told = problems.map { input.nearest(to: $0.problem) ?? $0.problem.field }
    let missing = asks ? [] : input.missing.filter { !told.contains($0.field.name) }
    var found = problems.map { each in
      failure(from: each.problem, of: input, at: words(each.place), language)
    }
    found += missing.map { failure(from: $0.problem, of: input, at: place, language) }
    guard !found.isEmpty else { return [] }
    let codes = codeFindings(in: input.fields, of: input.type, on: day ?? Day(number: 0))
    return found
      + codes.filter { day != nil || $0.rule == "code-unknown" }.map { finding in
        let (what, remedy) = words(finding, of: input.type)
        return Failure(
          status: .badData, wording: .plain(what: what, remedy: remedy),
          place: [place, finding.rule].filter { !$0.isEmpty }.joined(separator: ", "))
      }
  }

  /// A place in words: a file's path, or which of the words after the program's name it is.
  private func words(_ place: PlacedProblem.Place) -> String {
    switch place {
    case .file(let path): return path
    case .argument(let argument):
      let number = CommandLine.arguments.firstIndex(of: argument)
      return number.map { Word.argument.text(language, String($0)) } ?? ""
    }
  }
}

extension EventInput {
  /// The name of a field that the person may have meant; nil for a problem of another kind.
  func nearest(to problem: InputProblem) -> String? {
    guard problem.code == .unknownField, !problem.field.isEmpty else { return nil }
    let limit = max(1, min(3, problem.field.utf8.count / 2))
    return Reading.nearest(to: problem.field, of: type.fieldNames, within: limit)
  }

  /// Gives the record that the event begins an id of its own, if none was given.
  ///
  /// It follows from the event's id if that was given, so that a retry names the same record.
  mutating func addRecordID(of event: RecordID?) throws(InputProblem) {
    let role = type.shape.episode
    guard role.effect == .start || role.effect == .happen, let field = role.id,
      fields[field] == nil
    else { return }
    let record = event?.named("record") ?? .random()
    try add(answer: record.description, to: field.name)
  }
}
