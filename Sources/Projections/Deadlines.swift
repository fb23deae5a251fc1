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
    /// The time ran out, and with it a decision or a right (bortfalt): no breach.
    case lapsed

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
  /// How many days of the time were recorded as suspended; the date is not moved by them.
  public let suspended: Int
  /// Whose file it is in.
  public let held: Holding
}

/// The duties of one file at a day, under the rules in force when each arose.
///
/// - Parameters:
///   - file: the file folded at `day`, so that nothing later is seen.
///   - day: the day asked about.
///   - rules: the law table, or those of it that are wanted.
///   - law: for comparison, every duty under the law of this one day; nil for that of its own time.
///   - held: whose file it is on that day; nil for whose it was recorded as.
///   - others: what lies in other files and meets duties of this one: the approvals of the homes
///     that the child lives in. Without it such duties are left out.
public func deadlines(
  of file: CaseFile, at day: Day, rules: [LawRule], under law: Day? = nil, held: Holding? = nil,
  beside others: [EpisodeKind: [Episode]]? = nil
) -> [Deadline] {
  var episodes = file.countedByKind
  if let others { episodes.merge(others) { $0 + $1 } }
  return rules.flatMap { rule -> [Deadline] in
    if rule.isMetElsewhere, others == nil { return [] }
    return (episodes[rule.episode] ?? []).flatMap { episode in
      DutyReader(
        rule: rule, file: file, episodes: episodes, episode: episode, day: day, law: law,
        held: held
      ).deadlines
    }
  }
}

extension LawRule {
  /// Whether what meets it lies in another file than the duty: the approval in the home's.
  var isMetElsewhere: Bool {
    met.contains { if case .cover(.homeApproval, _) = $0 { true } else { false } }
  }
}
