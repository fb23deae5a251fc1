import CaseModel
import CaseService
import Interchange

/// Says what came of each case folder: results on standard output, the rest beside it.
final class RegisterAnswers {
  private let session: Session
  /// Whether the heading of a table for programs has been written.
  private var hasHeading = false

  init(session: Session) { self.session = session }

  /// Shows what came of one file.
  func show(_ result: RegisterResult) throws {
    switch result.outcome {
    case .recorded(let positions, let added, let corrected, let deleted, let warnings):
      try line(result, "recorded", positions, added, corrected, deleted)
      for warning in warnings { warn(warning, result) }
    case .unchanged:
      try line(result, "unchanged", [], 0, 0, 0)
    case .refused(let problems):
      for problem in problems { tell(words(problem, in: result.name)) }
      tell(Failure(.done, "register-nothing", at: result.name).shown(in: session.language))
    case .unreadable(let what, let line, let path, let remedy):
      let file =
        line.map { result.name + ":\($0)" } ?? (what.contains(result.name) ? nil : result.name)
      let place = [file, path].compactMap(\.self)
      tell(
        Failure(
          .badData, "register-unreadable", at: place.joined(separator: ", "), what, remedy
        ).shown(in: session.language))
    case .failed(let error):
      tell(failed(error, at: result.name).shown(in: session.language))
    }
    if result.isTaken { for note in result.notes { tell(words(note, in: result.name)) } }
  }

  /// Shows a file that was written; the position is that of its delivery.
  func show(
    _ path: String, _ subject: Subject, _ submission: RecordID, _ position: UInt64?
  ) throws {
    guard session.format != .table else {
      let word: Word = position == nil ? .folderWritten : .folderDelivered
      let details = [path, subject.description] + (position.map { ["\($0)"] } ?? [])
      return try session.out.line(
        MessageText.fill(word.text(session.language), details, session.language).printable)
    }
    var table = Table(
      columns: ["file", "subject", "submission", "position"].map { Column(id: $0, title: $0) })
    table.rows = [
      [
        .text(path), .text(subject.description), .text(submission.description),
        position.map { .whole($0) } ?? .missing,
      ]
    ]
    try write(table)
  }

  /// One object a line whatever the form, since each stands before the next file is read; a heading
  /// once.
  private func write(_ table: Table) throws {
    let text = table.text(session.format == .csv ? .csv : .jsonl, session.language)
    guard session.format == .csv, hasHeading else {
      hasHeading = true
      return try session.out.write(text)
    }
    let rows = text.split(whereSeparator: \.isNewline).dropFirst()
    for row in rows { try session.out.line(String(row)) }
  }

  /// The exit code that a result asks for.
  func status(_ result: RegisterResult) -> ExitStatus {
    switch result.outcome {
    case .recorded, .unchanged: .done
    case .refused(let problems): problems.contains { $0.code == .rule } ? .refused : .badData
    case .unreadable(_, let line, _, _): line == nil ? .noInput : .badData
    case .failed(let error): failed(error, at: result.name).status
    }
  }

  private func failed(_ error: any Error, at place: String) -> Failure {
    if error is RegisterKeyMissing { return Failure(.unavailable, "register-keys", at: place) }
    let found = failure(from: error, at: place, session.language)
    // An error that has a place of its own still says which file it was.
    let isNamed = found.place.isEmpty || found.place == place
    return Failure(
      status: found.status, wording: found.wording,
      place: isNamed ? place : place + ", " + found.place)
  }

  private func line(
    _ result: RegisterResult, _ outcome: String, _ positions: [UInt64], _ added: Int,
    _ corrected: Int, _ deleted: Int
  ) throws {
    let subject = result.subject?.description ?? ""
    guard session.format != .table else {
      let numbers = [added, corrected, deleted].map(String.init)
      let places = positions.first.map { first in
        positions.count == 1 ? "\(first)" : "\(first)–\(positions.last ?? first)"
      }
      let word: Word = positions.isEmpty ? .folderUnchanged : .folderTaken
      let details = [result.name, subject] + (places.map { [$0] + numbers } ?? [])
      return try session.out.line(
        MessageText.fill(word.text(session.language), details, session.language).printable)
    }
    var table = Table(
      columns: [
        "file", "submission", "version", "subject", "outcome", "positions", "added", "corrected",
        "deleted",
      ].map { Column(id: $0, title: $0) })
    table.rows = [
      [
        .text(result.name), .optional(result.submission?.description),
        .optional(result.version?.rawValue), .text(subject), .text(outcome),
        .positions(positions), .whole(added), .whole(corrected), .whole(deleted),
      ]
    ]
    try write(table)
  }

  private func warn(_ finding: Finding, _ result: RegisterResult) {
    let (what, remedy) = Label.finding(finding, session.language)
    tell(
      Failure.line(
        Word.warning.text(session.language) + ": " + what,
        place: "\(result.name), \(finding.rule)", remedy: remedy))
  }

  /// A problem in the one form of errors.
  func words(_ problem: RegisterProblem, in file: String) -> String {
    let place = file + (problem.line.map { ":\($0)" } ?? "") + ", " + problem.path
    if let finding = problem.finding {
      let (what, remedy) = Label.finding(finding, session.language)
      return Failure.line(what, place: place + ", " + finding.rule, remedy: remedy)
    }
    let id = "register-" + problem.code.rawValue
    let (what, remedy) =
      MessageText.filled(id, problem.details, in: session.language)
      ?? (problem.details.joined(separator: ", "), "")
    return Failure.line(what, place: place, remedy: remedy)
  }

  private func words(_ note: RegisterNote, in file: String) -> String {
    let (id, details): (String, [String]) =
      switch note {
      case .chainGap(let previous, let last):
        ("register-chain-gap", ["\(previous)", last.map { "\($0)" } ?? "-"])
      case .chainRestarted(let last): ("register-chain-restarted", ["\(last)"])
      case .submissionReused(let id, let position):
        ("register-submission-reused", ["\(id)", "\(position)"])
      case .absent(let counts):
        (
          "register-absent",
          [
            counts.sorted { $0.key.rawValue < $1.key.rawValue }
              .map { "\(Label.type($0.key, session.language)) \($0.value)" }
              .joined(separator: ", ")
          ]
        )
      case .older(let later, let left): ("register-older", [later, "\(left)"])
      case .leftOut(let path, let line):
        ("register-left-out", [path, line.map(String.init) ?? "-"])
      }
    return Failure(status: .done, wording: .text(id, details), place: file)
      .shown(in: session.language)
  }
}
