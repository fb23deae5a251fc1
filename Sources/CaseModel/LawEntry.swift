/// One row of the law table (lovtabell): a duty, a deadline or a rule of counting, with both Acts.
///
/// Every row stands here, also those that nothing is computed from; what is computed is a
/// ``LawRule`` of the same id. Labels and notes lie in the module `Schemas` under the id.
public struct LawEntry: Sendable {
  /// What is done with a row.
  public enum Kind: String, CaseIterable, Sendable {
    /// A deadline that is computed (frist).
    case deadline
    /// A rule of how to count, which code follows (telleregel).
    case counting
    /// A duty without a length, or not about a record of the log (plikt): shown only.
    case duty
    /// A duty of a service whose events the log does not have yet.
    case later
  }

  /// The id, `BV-01`.
  public let id: StaticString
  /// What is done with it.
  public let kind: Kind
  /// The length as ISO 8601 writes it; nil if there is none.
  public let length: StaticString?
  /// The section of the Act of 1992, or of another earlier Act.
  public let old: StaticString?
  /// The section of the Act of 2021, or of another Act in force.
  public let now: StaticString?
  /// What in the code follows a rule of counting.
  public let by: StaticString?
  /// The first day it holds.
  public let validFrom: Day?
  /// The last day it holds.
  public let validTo: Day?
  /// How sure the source list is of it.
  public let certainty: LawRule.Certainty

  /// Whether it holds on a day.
  public func holds(on day: Day) -> Bool {
    (validFrom.map { day >= $0 } ?? true) && (validTo.map { day <= $0 } ?? true)
  }
}
