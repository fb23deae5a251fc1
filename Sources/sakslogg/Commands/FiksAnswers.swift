import CaseModel
import CaseService
import Interchange

/// Says what came of each message: acknowledgements on standard output, the rest beside it.
struct FiksAnswers {
  let session: Session

  /// Shows one result.
  func show(_ result: FiksResult) throws {
    defer { if result.isIDDerived, result.isAcknowledged { warn(result, "message-id-derived") } }
    switch result.outcome {
    case .registered(let positions, let warnings, let findings):
      try acknowledge(result, "registered", positions, .messageDone)
      // The same of many children is said once.
      let said = warnings.map { ([$0.code.rawValue, $0.subject?.description ?? ""], $0.child) }
      for (words, children) in grouped(said) {
        warn(result, words[0], children, [words[1]])
      }
      for (words, _) in grouped(findings.map { ([$0.rule], nil) }) { warn(result, words[0]) }
    case .alreadyRegistered(let positions):
      try acknowledge(result, "already-registered", positions, .messageKnown)
    case .alreadyStored(let position):
      try acknowledge(result, "already-stored", [position], .messageKnown)
    case .stored(let position, let problem, let violations):
      try acknowledge(result, "stored", [position], .messageStored, problem.rawValue)
      for violation in violations { tell("  " + violation.description.printable) }
    case .refused(let refusal):
      tell(failure(refusal, result.name).shown(in: session.language))
    case .failed(let error):
      tell(
        sakslogg.failure(from: error, at: result.name, session.language)
          .shown(in: session.language))
    }
  }

  /// The exit code for results of which some were not stored.
  func worst(of results: [FiksResult]) -> ExitStatus {
    for result in results {
      if case .failed(let error) = result.outcome {
        return sakslogg.failure(from: error, at: nil, session.language).status
      }
    }
    for result in results {
      if case .refused(let refusal) = result.outcome { return status(refusal) }
    }
    return .done
  }

  private func acknowledge(
    _ result: FiksResult, _ outcome: String, _ positions: [UInt64], _ word: Word,
    _ problem: String? = nil
  ) throws {
    let id = result.messageID?.description ?? result.name
    let places = positions.map(String.init).joined(separator: ", ")
    guard session.format != .table else {
      let details = problem.map { [id, $0, places] } ?? [id, places]
      return try session.out.line(
        MessageText.fill(word.text(session.language), details, session.language).printable)
    }
    var table = Table(
      columns: ["message", "outcome", "positions", "problem", "file"].map {
        Column(id: $0, title: $0)
      })
    table.rows = [
      [
        .text(id), .text(outcome), .positions(positions), .optional(problem),
        .text(result.name),
      ]
    ]
    // One object a line whatever the form, since each stands before the next message is read.
    try session.out.write(table.text(session.format == .csv ? .csv : .jsonl, session.language))
  }

  /// What was said several times, with the numbers of the children it was said of, from 1.
  private func grouped(
    _ said: [(words: [String], child: Int?)]
  ) -> [(words: [String], children: [Int])] {
    var order: [[String]] = []
    var children: [[String]: Set<Int>] = [:]
    for (words, child) in said {
      if children[words] == nil { order.append(words) }
      children[words, default: []].formUnion([child].compactMap(\.self).map { $0 + 1 })
    }
    return order.map { ($0, (children[$0] ?? []).sorted()) }
  }

  private func warn(
    _ result: FiksResult, _ id: String, _ children: [Int] = [], _ details: [String] = []
  ) {
    let text = MessageText.filled("fiks-\(id)", details, in: session.language)
    let (what, remedy) = text ?? MessageText.filled(id, [], in: session.language) ?? (id, "")
    let names = Word.childrenPlace.text(
      session.language, String(children.count), FiksAnswers.ranges(children))
    let place =
      (result.messageID?.description ?? result.name)
      + (children.isEmpty ? "" : ", " + names)
    tell(
      Failure.line(
        Word.warning.text(session.language) + ": " + what, place: place, remedy: remedy))
  }

  /// Numbers in order as people write them: `1-3, 7`.
  static func ranges(_ numbers: [Int]) -> String {
    var ranges: [ClosedRange<Int>] = []
    for number in numbers {
      if let last = ranges.last, last.upperBound + 1 == number {
        ranges[ranges.count - 1] = last.lowerBound...number
      } else {
        ranges.append(number...number)
      }
    }
    return ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
      .joined(separator: ", ")
  }

  private func failure(_ refusal: FiksRefusal, _ name: String) -> Failure {
    Failure(
      status(refusal), "fiks-\(refusal.code.rawValue)", at: name, refusal.what, refusal.remedy)
  }

  private func status(_ refusal: FiksRefusal) -> ExitStatus {
    switch refusal.code {
    case .unreadable: .noInput
    case .messageIDConflict, .option: .usage
    case .beyondLimit: .badData
    case .otherContent, .rules: .refused
    }
  }
}
