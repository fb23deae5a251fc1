public import CaseModel

/// A table: rows of indicators, columns of offices and times (rapport).
public struct Report: Sendable {
  /// The name it is asked for by.
  public let id: StaticString
  /// The version of its definition.
  public let version: Int
  /// Its rows.
  public let rows: [Row]
  /// Its columns.
  public let columns: Columns

  /// A report with all its parts.
  public init(_ id: StaticString, version: Int, rows: [Row], columns: Columns) {
    self.id = id
    self.version = version
    self.rows = rows
    self.columns = columns
  }

  /// A row, or one for each code of a list.
  public struct Row: Sendable {
    /// The label in Norwegian, as the table prints it.
    public let norwegian: StaticString
    /// The label in English.
    public let english: StaticString
    /// The id of the indicator.
    public let indicator: StaticString
    /// Breaks the row down: a row for each code or group, and one for unknown.
    public let by: Breakdown?
    /// The columns it has a cell in, by label; empty for all.
    public let only: [StaticString]

    /// A row with all its parts.
    public init(
      _ norwegian: StaticString, _ english: StaticString, _ indicator: StaticString,
      by: Breakdown? = nil, only: [StaticString] = []
    ) {
      self.norwegian = norwegian
      self.english = english
      self.indicator = indicator
      self.by = by
      self.only = only
    }
  }

  /// What to break a row down by.
  public enum Breakdown: Sendable {
    /// The codes of a field that may hold several: something is counted in each row it belongs to.
    case codes(Field, CodeListName)
    /// The groups of a dimension: everything is counted in one row.
    case dimension(StaticString)
  }

  /// The columns.
  public enum Columns: Sendable {
    /// Those named.
    case fixed([Column])
    /// The asked year, for the asked offices.
    case year
    /// The twelve months of the asked year.
    case months
    /// Each office that the log knows, in the asked year.
    case offices
    /// The asked day.
    case day
  }

  /// A column of a table.
  public struct Column: Sendable {
    /// The label as the table prints it.
    public let label: StaticString
    /// The municipalities it adds up.
    public let offices: [UInt16]
    /// The period; a single day for a stock.
    public let from: Day
    /// The last day.
    public let to: Day
    /// Divides by a reference figure of the year.
    public let per: Rate?

    /// A column with all its parts; days as numbers since 1970-01-01.
    public init(
      _ label: StaticString, offices: [UInt16], from: Int32, to: Int32, per: Rate? = nil
    ) {
      self.label = label
      self.offices = offices
      self.from = Day(number: from)
      self.to = Day(number: to)
      self.per = per
    }
  }

  /// A rate: so many per `times` of a reference figure.
  public struct Rate: Sendable {
    /// The reference figure, by code.
    public let figure: StaticString
    /// Per how many.
    public let times: Int64
    /// Decimals, rounded half up.
    public let decimals: Int

    /// A rate by figure, factor and decimals.
    public init(_ figure: StaticString, times: Int64, decimals: Int) {
      self.figure = figure
      self.times = times
      self.decimals = decimals
    }
  }
}
