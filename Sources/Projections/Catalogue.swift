public import CaseModel

/// What is counted, by what definition: data, not code (indikator).
///
/// The definitions lie in `Schemas/indicators`; each names one of a few measurements.
public struct Indicator: Sendable {
  /// The id, as reports name it.
  public let id: StaticString
  /// What one of it is, as an id for its label: reports, children, municipalities …
  public let unit: StaticString
  /// How it is measured.
  public let measure: Measure
  /// A thing that an office may say it does not count; then the figure is missing, never 0.
  public let countedAs: StaticString?

  /// An indicator with all its parts.
  public init(
    _ id: StaticString, unit: StaticString, _ measure: Measure, countedAs: StaticString? = nil
  ) {
    self.id = id
    self.unit = unit
    self.measure = measure
    self.countedAs = countedAs
  }
}

/// The measurements there are: each is one function in `Measurement.swift`.
public enum Measure: Sendable {
  /// The number of episodes.
  case episodes(EpisodeQuery)
  /// The number of different subjects (children, orders) with such an episode.
  case subjects(EpisodeQuery)
  /// The number of different values of a field; the office's own number can be left out.
  case distinct(EpisodeQuery, Field, leavingOutOwn: Bool)
  /// A figure that was given, not counted: population, staffing.
  case reference(figure: StaticString)
}

/// Which episodes count.
public struct EpisodeQuery: Sendable {
  /// How an episode must lie in the period.
  public enum When: Sendable {
    /// Its first day lies in it.
    case started
    /// Its last day lies in it.
    case ended
    /// It is open at the end of the period's last day.
    case open
    /// Some of its days lie in it.
    case active
  }

  /// The kind of episode.
  public let kind: EpisodeKind
  /// How it must lie in the period.
  public let when: When
  /// What its facts must be.
  public let conditions: [FieldCondition]
  /// How a deadline of it must stand.
  public let deadline: DeadlineCondition?
  /// Only those that started before this day: a cohort.
  public let startedBefore: Day?

  /// A query with all its parts.
  public init(
    _ kind: EpisodeKind, _ when: When, where conditions: [FieldCondition] = [],
    deadline: DeadlineCondition? = nil, startedBefore: Day? = nil
  ) {
    self.kind = kind
    self.when = when
    self.conditions = conditions
    self.deadline = deadline
    self.startedBefore = startedBefore
  }
}

/// How a deadline of an episode must stand.
public struct DeadlineCondition: Sendable {
  /// The rules, by id; any of them will do.
  public let rules: [StaticString]
  /// The statuses that count.
  public let statuses: [Deadline.Status]

  /// A condition by rules and statuses.
  public init(_ rules: [StaticString], _ statuses: [Deadline.Status]) {
    self.rules = rules
    self.statuses = statuses
  }
}

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
    /// Breaks the row down by a coded field: a row for each code, and one for unknown.
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

  /// A coded field to break a row down by.
  public struct Breakdown: Sendable {
    /// The field.
    public let field: Field
    /// Its code list.
    public let list: CodeListName

    /// A breakdown by a field and its list.
    public init(_ field: Field, _ list: CodeListName) { (self.field, self.list) = (field, list) }
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
