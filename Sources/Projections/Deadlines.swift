public import CaseModel

/// A duty with a date, and how it went (frist).
public struct Deadline: Sendable {
  /// How a duty stands at the day asked.
  public enum Status: String, CaseIterable, Sendable {
    /// Not yet done, and not yet late.
    case due
    /// Not done, and late.
    case overdue
    /// Done in time.
    case met
    /// Done, but late.
    case metLate = "met-late"
    /// No longer owed, and was never done in time.
    case missed

    /// Whether the limit was passed, whatever came after.
    public var isBreach: Bool { self == .overdue || self == .metLate || self == .missed }
  }

  /// The rule it follows from.
  public let rule: LawRule
  /// Whose file it is in.
  public let subject: Subject
  /// The record that owes it; nil for the subject itself.
  public let record: RecordID?
  /// The day the time runs from.
  public let from: Day
  /// The last day on which it is in time.
  public let due: Day
  /// The day it was done.
  public let met: Day?
  /// How it stands.
  public let status: Status
  /// Whether an extension moved the date.
  public let extended: Bool
  /// The responsible municipality.
  public let office: Office?
  /// The caseworker's staff id.
  public let worker: String?
  /// The team.
  public let team: String?
}

/// The duties of one file at a day, under the rules in force when each began.
///
/// - Parameters:
///   - file: the file folded at `day`, so that nothing later is seen.
///   - day: the day asked about.
///   - rules: the law table, or those of it that are wanted.
public func deadlines(of file: CaseFile, at day: Day, rules: [LawRule]) -> [Deadline] {
  rules.flatMap { rule -> [Deadline] in
    file.episodes(rule.episode).flatMap { episode -> [Deadline] in
      guard rule.holds(forStart: episode.start),
        rule.conditions.allSatisfy({ $0.holds(for: episode.attributes) })
      else { return [] }
      return DutyReader(rule: rule, file: file, episode: episode, day: day).deadlines
    }
  }
}

/// Reads one rule on one episode.
struct DutyReader {
  let rule: LawRule
  let file: CaseFile
  let episode: Episode
  let day: Day

  var deadlines: [Deadline] {
    guard let from = anchor else { return [] }
    switch rule.met {
    case .cover(let kind, let conditions): return [covered(by: kind, conditions, from: from)]
    case .end where !rule.repeats: return [single(from: from, met: episode.end)]
    case .end, .mark, .happening:
      let days = fulfilments.filter { $0 >= episode.start }
      return rule.repeats ? series(from: from, days) : [single(from: from, met: days.first)]
    }
  }

  /// The day the time runs from, with any offset.
  var anchor: Day? {
    let begin: Day? =
      switch rule.anchor {
      case .start: episode.start
      case .end: episode.end
      case .parentStart(let kind): file.parent(of: episode, kind)?.start ?? episode.start
      }
    return begin.map { day in rule.offset.map { day.adding($0) } ?? day }
  }

  /// The days on which the duty was done, in order.
  private var fulfilments: [Day] { acts.map(\.day) }

  /// The acts by which the duty was done: the day, and the position of the event.
  var acts: [(day: Day, position: UInt64)] {
    switch rule.met {
    case .end:
      guard let end = episode.end, let position = episode.positions.last else { return [] }
      return [(end, position)]
    case .mark(let type, let conditions):
      return episode.marks(type)
        .filter { mark in conditions.allSatisfy { $0.holds(for: mark.fields) } }
        .map { ($0.day, $0.position) }
    case .happening(let kind):
      return file.episodes(kind)
        .filter { visit in episode.id.map(visit.parents.contains) ?? false }
        .compactMap { visit in visit.positions.first.map { (visit.start, $0) } }
    case .cover: return []
    }
  }

  /// The positions of the events, other than the episode's own, that the verdict rests on.
  var evidence: [UInt64] {
    var positions = acts.map(\.position)
    if case .cover(let kind, let conditions) = rule.met {
      let covers = file.episodes(kind).filter { cover in
        cover.isOpen(on: day) && conditions.allSatisfy { $0.holds(for: cover.attributes) }
      }
      positions += covers.compactMap(\.positions.first)
    }
    if case .parentStart(let kind) = rule.anchor {
      positions += file.parent(of: episode, kind)?.positions.prefix(1) ?? []
    }
    return positions
  }

  private func single(from: Day, met: Day?) -> Deadline {
    var due = from.adding(length(on: from))
    let extended = extensionLength != nil
    if let longer = extensionLength { due = from.adding(longer) }
    return deadline(from: from, due: due, met: met, extended: extended)
  }

  private var extensionLength: Period? {
    guard let extended = rule.extended else { return nil }
    let granted = episode.marks(extended.mark).contains { extended.condition.holds(for: $0.fields) }
    return granted ? extended.length : nil
  }

  /// A duty that comes again after each time it is done, until the episode ends.
  private func series(from: Day, _ days: [Day]) -> [Deadline] {
    var all: [Deadline] = []
    var last = from
    for done in days {
      all.append(deadline(from: last, due: dueAfter(last), met: done, extended: false))
      last = done
    }
    let due = dueAfter(last)
    if let end = episode.end {
      if end > due { all.append(deadline(from: last, due: due, met: nil, extended: false)) }
    } else {
      all.append(deadline(from: last, due: due, met: nil, extended: false))
    }
    return all
  }

  /// When a plan names the day of its own evaluation, that day goes before the table's length.
  private func dueAfter(_ last: Day) -> Day {
    if case .day(let own)? = episode.value(.evaluateBy, on: last), own > last { return own }
    return last.adding(length(on: last))
  }

  /// The length that holds on a day; a frequency may change it in the course of the episode.
  func length(on day: Day) -> Period {
    guard let choice = rule.lengthBy, let value = episode.value(choice.field, on: day)
    else { return rule.length }
    return choice.lengths.first { $0.code == value.plain }?.length ?? rule.length
  }

  /// A duty to have something in force all the time, such as a plan.
  private func covered(
    by kind: EpisodeKind, _ conditions: [FieldCondition], from: Day
  ) -> Deadline {
    let until = episode.end.map { $0.adding(days: -1) } ?? day
    let covers = file.episodes(kind).filter { cover in
      conditions.allSatisfy { $0.holds(for: cover.attributes) }
        && (cover.end.map { $0 > from } ?? true)
        && cover.start <= max(until, from)
    }
    if let inForce = covers.filter({ $0.isOpen(on: max(until, from)) }).map(\.start).min() {
      let due = from.adding(rule.length)
      return deadline(from: from, due: due, met: max(inForce, from), extended: false)
    }
    let since = covers.compactMap(\.end).max() ?? from
    return deadline(from: since, due: since.adding(rule.length), met: nil, extended: false)
  }

  private func deadline(from: Day, due: Day, met: Day?, extended: Bool) -> Deadline {
    Deadline(
      rule: rule, subject: file.subject, record: episode.id, from: from, due: due, met: met,
      status: status(due: due, met: met), extended: extended, office: file.office,
      worker: file.worker, team: file.team)
  }

  private func status(due: Day, met: Day?) -> Deadline.Status {
    if let met { return met <= due ? .met : .metLate }
    if rule.met.isOwedAfterTheEnd == false, let end = episode.end, end <= day { return .missed }
    return day > due ? .overdue : .due
  }
}

extension LawRule.Fulfilment {
  /// Whether the duty stays when the episode is over: feedback to a reporter is owed all the same.
  fileprivate var isOwedAfterTheEnd: Bool { if case .mark = self { true } else { false } }
}

extension FieldValue {
  /// The value as plain text, as codes are written.
  public var plain: String {
    switch self {
    case .text(let text): text
    case .number(let number): String(number)
    case .flag(let flag): flag ? "true" : "false"
    case .day(let day): day.description
    case .id(let id): id.description
    case .list(let values): values.map(\.plain).joined(separator: ",")
    }
  }
}
