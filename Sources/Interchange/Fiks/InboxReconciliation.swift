public import CaseModel
public import CaseService

/// Holds a list of message ids, as the sender's side has it, against the log (avstemming).
///
/// What was sent and is not here is what nobody would otherwise notice.
public enum InboxReconciliation {
  /// What the log knows of a message.
  public enum Standing: Hashable, Sendable {
    /// It became reports; the first of its events is at the position.
    case registered(position: UInt64)
    /// It was stored and waits for a person.
    case stored(position: UInt64, problem: String)
    /// It was stored and a person has dealt with it; the outcome's code.
    case handled(position: UInt64, outcome: String)
    /// The log does not know it.
    case missing
  }

  /// The standing of each id, in the order given; an id given twice is answered once.
  public static func check(
    _ ids: [RecordID], in log: CaseLog
  ) throws -> [(id: RecordID, standing: Standing)] {
    var seen: Set<RecordID> = []
    return try ids.filter { seen.insert($0).inserted }.map { ($0, try standing(of: $0, in: log)) }
  }

  /// Reads a list: one id a line; blank lines and lines that begin with # are passed over.
  /// - Returns: the ids, and the numbers of the lines that hold no UUID.
  public static func ids(in text: String) -> (ids: [RecordID], badLines: [Int]) {
    var (ids, badLines): ([RecordID], [Int]) = ([], [])
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() {
      let word = String(line.filter { !$0.isWhitespace && $0 != "\u{FEFF}" })
      if word.isEmpty || word.hasPrefix("#") { continue }
      if let id = RecordID(word) { ids.append(id) } else { badLines.append(index + 1) }
    }
    return (ids, badLines)
  }

  /// The messages that wait for a person, by their subjects.
  public static func waiting(in log: CaseLog) throws -> [Subject] {
    try log.subjects(.message).filter { try log.file($0)?.own?.end == nil }
  }

  private static func standing(of id: RecordID, in log: CaseLog) throws -> Standing {
    let inbox = try FiksDrafts.inbox(id)
    let history = try log.history(of: inbox)
    if let stored = history.first, let own = try log.file(inbox)?.own {
      let end = history.last { $0.event.type == .messageHandled }
      if own.end != nil, let end {
        return .handled(position: end.position, outcome: end.event.fields.text(.outcome) ?? "")
      }
      return .stored(
        position: stored.position, problem: stored.event.fields.text(.problem) ?? "")
    }
    let positions = try log.positions(ofKey: ExternalKey.message(id))
    return positions.first.map { .registered(position: $0) } ?? .missing
  }
}
