public import CaseModel

/// One of the things that a figure counts, with the events that make it count.
public struct Counted: Sendable {
  /// Whose file it is in.
  public let subject: Subject
  /// What was counted; the kind of the subject itself for children and orders.
  public let kind: EpisodeKind
  /// The record; nil for the subject itself.
  public let record: RecordID?
  /// The value, for different values and given figures; the last day, for a stretch of time.
  public let value: String?
  /// The positions of the events behind it, in order.
  public let positions: [UInt64]
  /// The office that gave the figure.
  let office: Office?

  /// What tells it from the others of its figure.
  public var key: [String] {
    [subject.description, kind.rawValue, record?.description ?? "", value ?? ""]
  }
}

/// Why a cell says what it says: its definition, and what was counted (forklaring).
///
/// It is gathered by the same pass that fills the cell, so that the two cannot differ.
public struct Explanation: Sendable {
  /// What some of the counted things are to the figure.
  public enum Role: String, Sendable {
    /// They are the figure.
    case counted
    /// They are the part of a share.
    case part
    /// They are the whole of a share.
    case whole
    /// They are what the figure is divided by: a given figure.
    case base
  }

  /// Things that were counted for the cell.
  public struct Part: Sendable {
    /// What they are to it.
    public let role: Role
    /// The indicator that counts them; nil for a given figure.
    public let indicator: Indicator?
    /// Their count, or the sum of what was given; nil if nobody gave it.
    public let value: Fixed?
    /// The things.
    public let things: [Counted]
  }

  /// The cell.
  public let cell: Statistics.Cell
  /// The indicator.
  public let indicator: Indicator
  /// The rate of its column, if it has one.
  public let rate: Report.Rate?
  /// What was counted, by role.
  public let parts: [Part]
}

extension Statistics {
  /// Why a cell has no figure: it is missing, never 0.
  public enum Missing: String, Sendable, CaseIterable {
    /// The log knows nothing of the column's time or offices.
    case notCovered = "not-covered"
    /// An office said that it does not count this.
    case notCounted = "not-counted"
    /// Nobody gave the figure.
    case notGiven = "not-given"
    /// No rule of the definition was in force yet.
    case noRule = "no-rule"
    /// There is no whole to take a share of.
    case noWhole = "no-whole"
  }
}

extension Measure {
  /// Whether a verdict it asks for could exist by then: a rule that began later gave none.
  func hasRules(by day: Day) -> Bool {
    let rules: [LawRule]
    switch self {
    case .episodes(let query), .subjects(let query), .distinct(let query, _, _):
      guard let deadline = query.deadline else { return true }
      rules = deadline.lawRules
    case .stretches(let query): rules = query.lawRule.map { [$0] } ?? []
    case .reference, .share: return true
    }
    return rules.contains { rule in rule.validFrom.map { $0 <= day } ?? true }
  }
}

/// One cell in the making.
struct Slot {
  let row: RowLine
  let column: ResolvedColumn
  let indicator: Indicator
  /// The indicators of a share: part and whole.
  let share: (part: Indicator, whole: Indicator)?
  /// Whether the log can answer for the column's time and offices.
  let isCovered: Bool
  /// What it counts; of a share, the part.
  var tally: Tally
  /// What it is divided by: the whole of a share, or a rate's reference figure.
  var base: Tally
  /// Whether an office said that it does not count this.
  var isUncounted = false

  /// The figure, or why it is missing.
  func outcome(until end: Day) -> Result<Fixed, SlotMissing> {
    let measures = [indicator, share?.part, share?.whole].compactMap { $0?.measure }
    guard isCovered else { return .failure(SlotMissing(.notCovered)) }
    guard !isUncounted else { return .failure(SlotMissing(.notCounted)) }
    guard measures.allSatisfy({ $0.hasRules(by: min(end, column.period.upperBound)) }) else {
      return .failure(SlotMissing(.noRule))
    }
    if case .share(let share) = indicator.measure {
      let share = Fixed(
        Fixed(tally.count), per: Fixed(base.count), times: share.times, decimals: share.decimals)
      return share.map { .success($0) } ?? .failure(SlotMissing(.noWhole))
    }
    guard let value = counted else { return .failure(SlotMissing(.notGiven)) }
    guard let rate = column.per else { return .success(value) }
    guard let base = base.figure(for: column.offices),
      let result = Fixed(value, per: base, times: rate.times, decimals: rate.decimals)
    else { return .failure(SlotMissing(.notGiven)) }
    return .success(result)
  }

  /// The count, or the figure that was given.
  private var counted: Fixed? {
    if case .reference = indicator.measure { return tally.figure(for: column.offices) }
    return Fixed(tally.count)
  }

  var unit: String {
    if share == nil, let rate = column.per { return "per-\(rate.times)-\(rate.figure)" }
    return indicator.unit.description
  }

  /// What was counted, by role.
  var parts: [Explanation.Part] {
    if let share {
      return [
        Explanation.Part(
          role: .part, indicator: share.part, value: Fixed(tally.count), things: tally.things),
        Explanation.Part(
          role: .whole, indicator: share.whole, value: Fixed(base.count), things: base.things),
      ]
    }
    let parts = [
      Explanation.Part(
        role: .counted, indicator: indicator, value: counted, things: tally.things)
    ]
    guard column.per != nil else { return parts }
    let base = Explanation.Part(
      role: .base, indicator: nil, value: base.figure(for: column.offices), things: base.things)
    return parts + [base]
  }
}

/// A missing figure as an error, so that it can stand in a result.
struct SlotMissing: Error {
  let why: Statistics.Missing

  init(_ why: Statistics.Missing) { self.why = why }
}
