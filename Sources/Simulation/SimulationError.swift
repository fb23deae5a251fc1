public import CaseModel
public import CaseService

/// Why a simulation stopped: a scenario must never be refused, so this is a mistake in its recipe,
/// in a rule, or in the log it was given.
public enum SimulationError: Error, CustomStringConvertible {
  /// A number or key in a recipe that names nothing.
  case nameInvalid(String)
  /// The rules refused an act; nothing of its batch was recorded.
  case refused(draft: Draft, finding: Finding)
  /// The log answered something else than "recorded".
  case notRecorded(draft: Draft, outcome: RecordOutcome)
  /// The log has events later than the simulation's first.
  case logIsLater(last: Instant, first: Instant)
  /// The log holds real events.
  case logIsReal
  /// The scenario cannot be told of that year.
  case notMovable(Scenario, Int)

  /// What, where, and what to do.
  public var description: String {
    switch self {
    case .nameInvalid(let name):
      "The recipe's \"\(name)\" is no municipality number or key. Correct the recipe."
    case .refused(let draft, let finding):
      "\(draft.type.name) on \(draft.subject), true \(draft.effective), recorded "
        + "\(draft.time?.description ?? "now"), was refused: \(finding.rule) "
        + "\(finding.details.joined(separator: " ")). Correct the recipe or the rule."
    case .notRecorded(let draft, let outcome):
      "The batch beginning with \(draft.type.name) on \(draft.subject) was not recorded: "
        + "\(outcome). Simulate into a new log."
    case .logIsLater(let last, let first):
      "The log's last event is of \(last), the simulation begins at \(first). Simulate into a new "
        + "log, or several scenarios at once."
    case .notMovable(let scenario, let year):
      "\(scenario.rawValue) cannot be told of \(year). "
        + (scenario.movableYears.map { "Choose a year from \($0.lowerBound) to \($0.upperBound)." }
          ?? "It belongs to its own year.")
    case .logIsReal:
      "The log is not a simulated one, and made-up cases do not belong in it. Make a log for it."
    }
  }
}
