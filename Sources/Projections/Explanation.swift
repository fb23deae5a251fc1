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
    /// It is what the figure should be: a given figure.
    case target
    /// They are taken away from the figure.
    case subtracted
  }

  /// Things that were counted for the cell.
  public struct Part: Sendable {
    /// What they are to it.
    public let role: Role
    /// The indicator that counts them; nil for a given figure.
    public let indicator: Indicator?
    /// Their count, or what was given; nil if it is missing.
    public let value: Figure?
    /// The things.
    public let things: [Counted]
  }

  /// The cell.
  public let cell: Statistics.Cell
  /// The indicator.
  public let indicator: Indicator
  /// The rate of its column, if it has one.
  public let rate: Report.Rate?
  /// The whole that its column shows a percentage of, if it does.
  public let base: Report.Base?
  /// What its row is divided by, if it is.
  public let scale: Report.Scale?
  /// The goal that it says whether was reached, if it does.
  public let target: Report.Target?
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
    /// The period is not over: nobody can tell yet whether its goal is reached.
    case notOver = "not-over"
    /// The definition does not hold for the column's time.
    case notDefined = "not-defined"
    /// The figure is about so few persons that it is hidden, or would tell such a figure.
    case suppressed
  }
}
