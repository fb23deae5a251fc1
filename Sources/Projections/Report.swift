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
  /// What stands in each time's or office's columns, where the period is asked for.
  public let shows: [Show]
  /// Figures about fewer subjects are hidden; 0 for none.
  public let suppressBelow: Int

  /// A report with all its parts.
  public init(
    _ id: StaticString, version: Int, rows: [Row], columns: Columns, shows: [Show] = [.actual],
    suppressBelow: Int = 0
  ) {
    self.id = id
    self.version = version
    self.rows = rows
    self.columns = columns
    self.shows = shows
    self.suppressBelow = suppressBelow
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
    /// The one group of the dimension that it is about: its id, `known` or `unknown`.
    public let group: StaticString?
    /// The columns it has a cell in, by id; empty for all.
    public let only: [StaticString]
    /// Which of several given figures it shows.
    public let item: StaticString?
    /// In thousands, in millions, with so many decimals.
    public let scale: Scale?
    /// What it should be; nil for a figure without a goal.
    public let target: Target?
    /// Whether the parts in which nothing is counted have no row.
    public let leavesOutEmpty: Bool

    /// A row with all its parts.
    public init(
      _ norwegian: StaticString, _ english: StaticString, _ indicator: StaticString,
      by: Breakdown? = nil, group: StaticString? = nil, only: [StaticString] = [],
      item: StaticString? = nil, scale: Scale? = nil, target: Target? = nil,
      leavesOutEmpty: Bool = false
    ) {
      self.norwegian = norwegian
      self.english = english
      self.indicator = indicator
      self.by = by
      self.group = group
      self.only = only
      self.item = item
      self.scale = scale
      self.target = target
      self.leavesOutEmpty = leavesOutEmpty
    }
  }

  /// What to break a row down by.
  public enum Breakdown: Sendable {
    /// The codes of a field that may hold several: something is counted in each row it belongs to.
    case codes(Field, CodeListName)
    /// The groups of a dimension: everything is counted in one row.
    case dimension(StaticString)
    /// The values that a field of the subjects themselves has, whatever they are: their districts.
    case values(Field)
  }

  /// The columns.
  public enum Columns: Sendable {
    /// Those named.
    case fixed([Column])
    /// The asked period for the asked offices, or its parts.
    case period(Split?)
    /// The asked day, or the last day of each part of the asked period.
    case day
    /// In the asked period, or each part of it, all of it and each group of a breakdown.
    case groups(Breakdown)
    /// In the asked period, or each part of it, each of several figures.
    case figures([Heading])
  }

  /// One of the figures that stand beside each other in the columns of a time.
  public struct Heading: Sendable {
    /// The id, also the column's if there is only one time.
    public let id: StaticString
    /// The label in Norwegian.
    public let norwegian: StaticString
    /// The label in English.
    public let english: StaticString
    /// The id of the indicator; nil for the row's own.
    public let indicator: StaticString?
    /// Divides by a reference figure of the year.
    public let per: Rate?
    /// Shows each row's share of the whole that it is a group of.
    public let base: Base?

    /// A heading with all its parts.
    public init(
      _ id: StaticString, _ norwegian: StaticString, _ english: StaticString,
      indicator: StaticString? = nil, per: Rate? = nil, base: Base? = nil
    ) {
      (self.id, self.norwegian, self.english) = (id, norwegian, english)
      (self.indicator, self.per, self.base) = (indicator, per, base)
    }
  }

  /// What the asked period is divided into.
  public enum Split: String, Sendable, CaseIterable {
    /// Calendar months.
    case month
    /// Quarters.
    case quarter
    /// Thirds of a year (tertial).
    case tertial
    /// Halves of a year.
    case half
    /// Calendar years.
    case year
    /// Each office in the whole period.
    case office
  }

  /// A column of a table.
  public struct Column: Sendable {
    /// The id; the label, unless two columns have the same.
    public let id: StaticString
    /// The label as the table prints it.
    public let label: StaticString
    /// The label in English.
    public let english: StaticString
    /// The municipalities it adds up.
    public let offices: [UInt16]
    /// The period; a single day for a stock.
    public let from: Day
    /// The last day.
    public let to: Day
    /// Divides by a reference figure of the year.
    public let per: Rate?
    /// Shows each row's share of the whole that it is a group of.
    public let base: Base?
    /// Shows the change from one column to another: the later one's id and the earlier one's.
    public let change: (later: StaticString, earlier: StaticString)?
    /// Which of several given figures it shows.
    public let item: StaticString?
    /// The one group of a breakdown that it is about: its id or code, `known` or `unknown`.
    public let group: (of: Breakdown, id: StaticString)?
    /// What of a row it shows.
    public let show: Show

    /// A column with all its parts; days as numbers since 1970-01-01.
    public init(
      _ label: StaticString, _ english: StaticString? = nil, id: StaticString? = nil,
      offices: [UInt16], from: Int32, to: Int32, per: Rate? = nil, base: Base? = nil,
      change: (later: StaticString, earlier: StaticString)? = nil, item: StaticString? = nil,
      group: (of: Breakdown, id: StaticString)? = nil, show: Show = .actual
    ) {
      self.label = label
      self.english = english ?? label
      self.id = id ?? label
      self.offices = offices
      self.from = Day(number: from)
      self.to = Day(number: to)
      self.per = per
      self.base = base
      self.change = change
      self.item = item
      self.group = group
      self.show = show
    }
  }

  /// The whole that a row's group is a percentage of.
  public struct Base: Sendable {
    /// Whether what is unknown is left out of the whole.
    public let isKnownOnly: Bool
    /// Decimals, rounded half up.
    public let decimals: Int

    /// A base with its decimals.
    public init(knownOnly: Bool, decimals: Int) {
      (isKnownOnly, self.decimals) = (knownOnly, decimals)
    }
  }

  /// In thousands, in millions.
  public struct Scale: Sendable {
    /// What a figure is divided by.
    public let divisor: Int64
    /// Decimals, rounded half up.
    public let decimals: Int
    /// What one of it then is, as a label id; nil for the indicator's own unit.
    public let unit: String?

    /// A scale with all its parts.
    public init(divisor: Int64, decimals: Int, unit: String? = nil) {
      (self.divisor, self.decimals, self.unit) = (divisor, decimals, unit)
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
    /// Whether a row that is a group has the figure given under the group's name, `age.0-2`.
    public let isByGroup: Bool

    /// A rate by figure, factor and decimals.
    public init(_ figure: StaticString, times: Int64, decimals: Int, byGroup: Bool = false) {
      self.figure = figure
      self.times = times
      self.decimals = decimals
      isByGroup = byGroup
    }
  }
}
