public import CaseModel

/// A table in the making: it is shown every subject once, and then has its cells (statistikk).
public struct Statistics: Sendable {
  /// What was asked besides the report's name.
  public struct Question: Sendable {
    /// The municipalities; empty for those the report names, or all.
    public var offices: [Office]
    /// The year of a report that leaves it open.
    public var year: Int?
    /// The table as it stood at the end of that day: nothing later is seen.
    public var at: Day?

    /// A question; everything is optional.
    public init(offices: [Office] = [], year: Int? = nil, at: Day? = nil) {
      self.offices = offices
      self.year = year
      self.at = at
    }
  }

  /// What the log can answer for.
  public struct Coverage: Sendable {
    /// The municipalities that it knows.
    public var offices: [Office]
    /// From the first day that something is true of, to the last day that it can know of.
    public var days: ClosedRange<Day>

    /// What the log knows of.
    public init(offices: [Office], days: ClosedRange<Day>) {
      self.offices = offices
      self.days = days
    }
  }

  /// A cell of the finished table.
  public struct Cell: Hashable, Sendable {
    /// The row's label in Norwegian.
    public let row: String
    /// The row's label in English.
    public let rowInEnglish: String
    /// The column's label.
    public let column: String
    /// The figure; nil is missing, never 0.
    public let value: Fixed?
    /// What one of it is, as a label id.
    public let unit: String
  }

  /// What a report cannot be asked.
  public enum Refusal: Error, Hashable {
    /// The report leaves its year open, and none was asked.
    case yearMissing
    /// The report has its own offices and period, and takes no others.
    case columnsFixed
    /// The log knows nothing of a municipality.
    case officeUnknown(Office)
    /// The catalogue lacks an indicator that the report names.
    case indicatorUnknown(String)
  }

  fileprivate struct Slot {
    let row: Report.Row
    let english: String
    let norwegian: String
    let indicator: Indicator
    let filter: CodeFilter?
    let column: ResolvedColumn
    /// Whether the log can answer for the column's time and offices.
    let isCovered: Bool
    var tally = Tally()
    var base = Tally()
    var uncounted = false
  }

  private var slots: [Slot] = []
  /// The last day that is seen.
  private let end: Day

  /// Lays out the cells of a report.
  /// - Parameters:
  ///   - report: what to lay out.
  ///   - question: which days, year and municipalities are asked about.
  ///   - coverage: what the log can answer for; outside it a figure is missing, never 0.
  ///   - label: the words of a code, for rows that are one for each code.
  public init(
    _ report: Report, _ question: Question, coverage: Coverage,
    label: (CodeListName, String) -> (norwegian: String, english: String)
  ) throws(Refusal) {
    end = question.at.map { min($0, coverage.days.upperBound) } ?? coverage.days.upperBound
    for office in question.offices where !coverage.offices.contains(office) {
      throw .officeUnknown(office)
    }
    let columns = try report.columns.resolved(
      question, knownOffices: coverage.offices, today: coverage.days.upperBound)
    for row in report.rows {
      guard let indicator = Indicator.named(row.indicator.description) else {
        throw .indicatorUnknown(row.indicator.description)
      }
      for line in row.lines(label) {
        for column in columns
        where row.only.isEmpty || row.only.contains(where: { $0.description == column.label }) {
          slots.append(
            Slot(
              row: row, english: line.english, norwegian: line.norwegian, indicator: indicator,
              filter: line.filter, column: column,
              isCovered: column.isCovered(by: coverage, until: end)))
        }
      }
    }
  }

  /// Shows the table a subject; once each, in any order.
  public mutating func add(_ subject: Subject, _ events: [RecordedEvent]) {
    var files: [Day: CaseFile] = [:]
    for index in slots.indices where slots[index].isCovered {
      let column = slots[index].column
      let end = min(self.end, column.period.upperBound)
      let file = files[end] ?? CaseFile(subject: subject, folding: events, at: end)
      files[end] = file
      let scope = Scope(
        offices: column.offices.isEmpty ? nil : Set(column.offices),
        period: column.period.lowerBound...end)
      slots[index].tally.add(
        file, slots[index].indicator.measure, in: scope, value: slots[index].filter)
      if let rate = column.per {
        slots[index].base.add(file, .reference(figure: rate.figure), in: scope, value: nil)
      }
      if let thing = slots[index].indicator.countedAs, subject.kind == .unit,
        scope.covers(file.own?.office), !file.counts(thing.description)
      {
        slots[index].uncounted = true
      }
    }
  }

  /// The finished cells, row by row.
  public var cells: [Cell] {
    slots.map { slot in
      Cell(
        row: slot.norwegian, rowInEnglish: slot.english, column: slot.column.label,
        value: slot.value, unit: slot.unit)
    }
  }
}

extension Statistics.Slot {
  fileprivate var value: Fixed? {
    guard isCovered, !uncounted else { return nil }
    var value: Fixed? = Fixed(tally.count)
    if case .reference = indicator.measure { value = tally.figure(for: column.offices) }
    guard let rate = column.per else { return value }
    guard let value, let base = base.figure(for: column.offices) else { return nil }
    return Fixed(value, per: base, times: rate.times, decimals: rate.decimals)
  }

  fileprivate var unit: String {
    column.per.map { "per-\($0.times)-\($0.figure)" } ?? indicator.unit.description
  }
}

extension CaseFile {
  /// Whether the unit counts a thing: it does unless it has said otherwise.
  fileprivate func counts(_ thing: String) -> Bool {
    let said = own?.marks(.countingSet).last { $0.fields.text(.counts) == thing }
    return said?.fields.flag(.counted) ?? true
  }
}

extension Indicator {
  /// The indicator of that id.
  public static func named(_ id: String) -> Indicator? {
    all.first { $0.id.description == id }
  }
}

extension Report {
  /// The report of that name.
  public static func named(_ id: String) -> Report? { all.first { $0.id.description == id } }
}

/// A column with its label, offices and period settled.
struct ResolvedColumn {
  let label: String
  let offices: [Office]
  let period: ClosedRange<Day>
  let per: Report.Rate?

  /// Whether the log knows the column's offices and some of its time.
  func isCovered(by coverage: Statistics.Coverage, until end: Day) -> Bool {
    period.lowerBound <= end && period.upperBound >= coverage.days.lowerBound
      && offices.allSatisfy(coverage.offices.contains)
  }
}

extension Report.Row {
  /// The row itself, or a line for each code of its breakdown and one for unknown.
  fileprivate func lines(
    _ label: (CodeListName, String) -> (norwegian: String, english: String)
  ) -> [(norwegian: String, english: String, filter: CodeFilter?)] {
    guard let by else { return [(norwegian.description, english.description, nil)] }
    let codes = CodeLists.entries(in: by.list).map { entry in
      let code = entry.code.description
      let text = label(by.list, code)
      return (text.norwegian, text.english, CodeFilter.code(by.field, code) as CodeFilter?)
    }
    return codes + [("Ukjent", "Unknown", .none(by.field))]
  }
}

extension Report.Columns {
  fileprivate func resolved(
    _ question: Statistics.Question, knownOffices: [Office], today: Day
  ) throws(Statistics.Refusal) -> [ResolvedColumn] {
    if case .fixed(let columns) = self {
      guard question.offices.isEmpty, question.year == nil else { throw .columnsFixed }
      return columns.map(\.resolved)
    }
    if case .day = self {
      let day = question.at ?? today
      return [
        ResolvedColumn(
          label: day.description, offices: question.offices, period: day...day, per: nil)
      ]
    }
    guard let year = question.year else { throw .yearMissing }
    let whole = Day.first(of: year)...Day.last(of: year)
    switch self {
    case .fixed, .day, .year:
      return [
        ResolvedColumn(label: String(year), offices: question.offices, period: whole, per: nil)
      ]
    case .months:
      return (0..<12).map { month in
        let first = whole.lowerBound.adding(months: month)
        let last = first.adding(months: 1).adding(days: -1)
        let label = String(first.description.prefix(7))
        return ResolvedColumn(
          label: label, offices: question.offices, period: first...last, per: nil)
      }
    case .offices:
      return (question.offices.isEmpty ? knownOffices : question.offices).map {
        ResolvedColumn(label: $0.description, offices: [$0], period: whole, per: nil)
      }
    }
  }
}

extension Report.Column {
  fileprivate var resolved: ResolvedColumn {
    ResolvedColumn(
      label: label.description, offices: offices.compactMap { Office(number: Int($0)) },
      period: from...to, per: per)
  }
}
