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
    /// The row's id: the indicator's, with dimension and group where the row is broken down.
    public let id: String
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
    /// Why there is no figure.
    public let missing: Missing?
  }

  /// Which cell is meant: by labels in either language, or by ids.
  public struct Place: Hashable, Sendable {
    /// The row.
    public var row: String
    /// The column; nil for a table that has only one.
    public var column: String?

    /// A place by row and column.
    public init(row: String, column: String?) { (self.row, self.column) = (row, column) }
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
    /// The table has no such row; it has these.
    case rowUnknown(String, [String])
    /// The row has no such column; it has these.
    case columnUnknown(String, [String])
  }

  private var slots: [Slot] = []
  /// The last day that is seen.
  private let end: Day

  /// Lays out the cells of a report.
  /// - Parameters:
  ///   - report: what to lay out.
  ///   - question: which days, year and municipalities are asked about.
  ///   - coverage: what the log can answer for; outside it a figure is missing, never 0.
  ///   - explaining: whether to keep what is counted, for `explanations`.
  ///   - label: the words of a code, for rows that are one for each code.
  public init(
    _ report: Report, _ question: Question, coverage: Coverage, explaining: Bool = false,
    label: CodeLabel
  ) throws(Refusal) {
    end = question.at.map { min($0, coverage.days.upperBound) } ?? coverage.days.upperBound
    for office in question.offices where !coverage.offices.contains(office) {
      throw .officeUnknown(office)
    }
    let columns = try report.columns.resolved(
      question, knownOffices: coverage.offices, today: coverage.days.upperBound)
    for row in report.rows {
      let indicator = try Indicator.of(row.indicator)
      var share: (part: Indicator, whole: Indicator)?
      if case .share(let pair) = indicator.measure {
        share = (try Indicator.of(pair.part), try Indicator.of(pair.whole))
      }
      for line in try row.lines(label) {
        for column in columns
        where row.only.isEmpty || row.only.contains(where: { $0.description == column.label }) {
          slots.append(
            Slot(
              row: line, column: column, indicator: indicator, share: share,
              isCovered: column.isCovered(by: coverage, until: end),
              tally: Tally(collects: explaining), base: Tally(collects: explaining)))
        }
      }
    }
  }

  /// Leaves out every cell but one.
  /// - Throws: `Refusal.rowUnknown` or `columnUnknown`, with what there is.
  public mutating func keep(only place: Place) throws(Refusal) {
    func isSame(_ left: String, _ right: String) -> Bool { left.lowercased() == right.lowercased() }
    let row = slots.filter { slot in
      [slot.row.id, slot.row.norwegian, slot.row.english].contains { isSame($0, place.row) }
    }
    guard !row.isEmpty else { throw .rowUnknown(place.row, unique(slots.map(\.row.id))) }
    let columns = unique(row.map(\.column.label))
    guard let column = place.column ?? (columns.count == 1 ? columns.first : nil) else {
      throw .columnUnknown("", columns)
    }
    guard let slot = row.first(where: { isSame($0.column.label, column) }) else {
      throw .columnUnknown(column, columns)
    }
    slots = [slot]
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
      slots[index].add(file, scope)
    }
  }

  /// The finished cells, row by row.
  public var cells: [Cell] { slots.map { $0.cell(until: end) } }

  /// The finished cells with what was counted, row by row; nothing unless it was asked to keep it.
  public var explanations: [Explanation] {
    slots.map { slot in
      Explanation(
        cell: slot.cell(until: end), indicator: slot.indicator, rate: slot.column.per,
        parts: slot.parts)
    }
  }

  private func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }
}

extension Slot {
  /// Adds what one file holds.
  mutating func add(_ file: CaseFile, _ scope: Scope) {
    tally.add(file, (share?.part ?? indicator).measure, in: scope, row: row.filter)
    if let share {
      base.add(file, share.whole.measure, in: scope, row: row.filter)
    } else if let rate = column.per {
      base.add(file, .reference(figure: rate.figure), in: scope, row: nil)
    }
    let things = [indicator, share?.part, share?.whole].compactMap { $0?.countedAs?.description }
    if file.subject.kind == .unit, scope.covers(file.own?.office),
      things.contains(where: { !file.counts($0) })
    {
      isUncounted = true
    }
  }

  func cell(until end: Day) -> Statistics.Cell {
    let outcome = outcome(until: end)
    var missing: Statistics.Missing?
    if case .failure(let error) = outcome { missing = error.why }
    return Statistics.Cell(
      id: row.id, row: row.norwegian, rowInEnglish: row.english, column: column.label,
      value: try? outcome.get(), unit: unit, missing: missing)
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

  fileprivate static func of(_ id: StaticString) throws(Statistics.Refusal) -> Indicator {
    guard let indicator = named(id.description) else { throw .indicatorUnknown(id.description) }
    return indicator
  }
}

extension Report {
  /// The report of that name.
  public static func named(_ id: String) -> Report? { all.first { $0.id.description == id } }
}
