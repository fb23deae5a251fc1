public import CaseModel

/// A table in the making: it is shown every subject once, and then has its cells (statistikk).
public struct Statistics: Sendable {
  /// What was asked besides the report's name.
  public struct Question: Sendable {
    /// The municipalities; empty for those the report names, or all.
    public var offices: [Office]
    /// The unit whose cases, clients and acts count, with those of the units below it; nil for all.
    public var unit: Subject?
    /// The periods of a report that leaves them open: a column for each.
    public var periods: [AskedPeriod]
    /// What they are divided into: a column for each part.
    public var split: Report.Split?
    /// The table as it stood at the end of that day: nothing later is seen.
    public var at: Day?
    /// Figures about fewer subjects are hidden; 0 for none.
    public var suppressBelow: Int

    /// A question; everything is optional.
    public init(
      offices: [Office] = [], period: AskedPeriod? = nil, by split: Report.Split? = nil,
      at: Day? = nil, suppressBelow: Int = 0
    ) {
      self.offices = offices
      periods = period.map { [$0] } ?? []
      self.split = split
      self.at = at
      self.suppressBelow = suppressBelow
    }

    /// A question for a calendar year.
    public init(offices: [Office] = [], year: Int?, at: Day? = nil) {
      self.init(offices: offices, period: year.map { AskedPeriod(year: $0) }, at: at)
    }
  }

  /// What the log can answer for.
  public struct Coverage: Sendable {
    /// The municipalities that it knows.
    public var offices: [Office]
    /// From the first day that something is true of, to the last day that it can know of.
    public var days: ClosedRange<Day>
    /// Which municipalities became part of which; nil for none.
    public var organisation: Organisation?
    /// The values that fields of the files have, for rows that are one for each of them.
    public var values: [Field: [KnownValue]] = [:]

    /// What the log knows of.
    public init(offices: [Office], days: ClosedRange<Day>, organisation: Organisation? = nil) {
      self.offices = offices
      self.days = days
      self.organisation = organisation
    }
  }

  /// A value that a field of some file has, and its name.
  public struct KnownValue: Hashable, Sendable {
    /// The value.
    public let value: String
    /// The name that the organisation has for it; nil for none.
    public let name: String?

    /// A value with its name.
    public init(_ value: String, name: String? = nil) { (self.value, self.name) = (value, name) }
  }

  /// A cell of the finished table.
  public struct Cell: Hashable, Sendable {
    /// The row's id: the indicator's, with dimension and group where the row is broken down.
    public let id: String
    /// The row's label in Norwegian.
    public let row: String
    /// The row's label in English.
    public let rowInEnglish: String
    /// The column's label in Norwegian.
    public let column: String
    /// The column's label in English.
    public let columnInEnglish: String
    /// The column's id: its label, unless two columns have the same.
    public let columnID: String
    /// The figure; nil is missing, never 0.
    public let value: Fixed?
    /// A short fact that was given in a figure's place.
    public let text: String?
    /// Whether a goal was reached, where the column tells that; nil for no answer.
    public let reached: Bool?
    /// What of the row it shows, where each time has several columns.
    public let show: Report.Show?
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
    /// The report leaves its period open, and none was asked.
    case periodMissing
    /// The period is not made up of such parts as were asked for.
    case periodUnsplit(String)
    /// The report has its own offices and period, and takes no others.
    case columnsFixed
    /// The log knows nothing of a municipality.
    case officeUnknown(Office)
    /// The log has no such unit, or it is a municipality.
    case unitUnknown(Subject)
    /// Two population groups share ages, and cannot be added up.
    case populationsOverlap(String, String)
    /// The catalogue lacks an indicator that the report names.
    case indicatorUnknown(String)
    /// The table has no such row; it has these.
    case rowUnknown(String, [String])
    /// The row has no such column; it has these.
    case columnUnknown(String, [String])
  }

  /// What the log can answer for.
  public let coverage: Coverage
  private var slots: [Slot] = []
  private var leaves: [Leaf] = []
  /// The leaves that are counted; nil for all.
  private var wanted: Set<Int>?
  /// The last day that is seen.
  private let end: Day
  private let suppressBelow: Int
  private let staff: StaffIndex

  /// Lays out the cells of a report.
  /// - Parameters:
  ///   - report: what to lay out.
  ///   - question: which days, period and municipalities are asked about.
  ///   - coverage: what the log can answer for; outside it a figure is missing, never 0.
  ///   - explaining: whether to keep what is counted, for `explanations`.
  ///   - label: the words of a code, for rows that are one for each code.
  public init(
    _ report: Report, _ question: Question, coverage: Coverage, explaining: Bool = false,
    label: CodeLabel
  ) throws(Refusal) {
    self.coverage = coverage
    end = question.at.map { min($0, coverage.days.upperBound) } ?? coverage.days.upperBound
    suppressBelow = max(question.suppressBelow, report.suppressBelow)
    for office in question.offices where !coverage.offices.contains(office) {
      throw .officeUnknown(office)
    }
    var columns = try report.columns.resolved(
      question, knownOffices: coverage.offices, today: coverage.days.upperBound, label,
      coverage.values)
    if case .fixed = report.columns {
    } else {
      columns =
        report.columns.isByOffice(question)
        ? columns.mergingEach(coverage.organisation, asked: question.offices)
        : columns.map { $0.merging(coverage.organisation) }
    }
    if report.shows != [.actual] {
      columns = columns.flatMap { column in report.shows.map { column.showing($0) } }
    }
    staff = StaffIndex(coverage.organisation)
    let unit = try question.unit(in: staff.organisation)
    let units = UnitRows(staff.organisation, columns, of: unit, until: end)
    var builder = TableBuilder(coverage: coverage, end: end, explaining: explaining, unit: unit)
    let isOneBreakdown = report.rows.count { $0.by != nil && $0.group == nil } == 1
    for row in report.rows {
      for line in try row.lines(label, coverage.values, units, alone: isOneBreakdown) {
        for column in columns
        where row.has(column) {
          let measured = try Indicator.of(column.heading?.indicator ?? row.indicator)
          let formula = try builder.formula(line, measured, column)
          let shown = column.show == .target ? try row.indicator(in: column) : measured
          slots.append(Slot(row: line, column: column, indicator: shown, formula: formula))
        }
      }
    }
    leaves = builder.leaves
  }

  /// Leaves out every cell but one.
  /// - Throws: `Refusal.rowUnknown` or `columnUnknown`, with what there is.
  public mutating func keep(only place: Place) throws(Refusal) {
    func isSame(_ left: String, _ right: String) -> Bool { left.lowercased() == right.lowercased() }
    let row = slots.filter { slot in
      [slot.row.id, slot.row.norwegian, slot.row.english].contains { isSame($0, place.row) }
    }
    guard !row.isEmpty else { throw .rowUnknown(place.row, unique(slots.map(\.row.id))) }
    let columns = unique(row.map(\.column.id))
    guard let column = place.column ?? (columns.count == 1 ? columns.first : nil) else {
      throw .columnUnknown("", columns)
    }
    let shown = row.filter { $0.column.isOneOfSeveral && isSame($0.column.show.rawValue, column) }
    guard
      let slot = row.first(where: { isSame($0.column.id, column) })
        ?? row.first(where: {
          isSame($0.column.label, column) || isSame($0.column.english, column)
        }) ?? (shown.count == 1 ? shown.first : nil)
    else { throw .columnUnknown(column, columns) }
    slots = [slot]
    wanted = Set(slot.formula.leaves.map(\.place))
  }

  /// Shows the table a subject; once each, in any order.
  public mutating func add(_ subject: Subject, _ events: [RecordedEvent]) {
    var views: [Day: FileView] = [:]
    for index in leaves.indices
    where (leaves[index].isCovered || leaves[index].isGiven) && wanted?.contains(index) != false {
      let end = min(self.end, leaves[index].column.period.upperBound)
      let view = views[end] ?? FileView(subject, events, at: end, staff)
      views[end] = view
      leaves[index].add(view, until: end)
    }
  }

  /// The finished cells, row by row.
  public var cells: [Cell] {
    let hidden = hiddenLeaves
    return shown.map { cell($0, hiding: hidden) }
  }

  /// The finished cells with what was counted, row by row; nothing unless it was asked to keep it.
  public var explanations: [Explanation] {
    let hidden = hiddenLeaves
    return shown.map { slot in
      let cell = cell(slot, hiding: hidden)
      let parts = cell.missing == .suppressed ? [] : slot.formula.leaves.map(part)
      return Explanation(
        cell: cell, indicator: slot.indicator, rate: slot.column.per, base: slot.column.base,
        scale: slot.row.scale, target: slot.column.show == .reached ? slot.row.target : nil,
        parts: parts)
    }
  }

  /// The cells of the rows that are shown.
  ///
  /// A unit of another place or time, or a part that is left out where it is empty, has one only
  /// where something is counted in it. One that was asked for by name is always shown.
  private var shown: [Slot] {
    guard wanted == nil else { return slots }
    let used = slots.filter { slot in
      slot.formula.leaves.contains { place, role in
        ![.whole, .base, .target].contains(role) && leaves[place].tally.subjects > 0
      }
    }
    let rows = Set(used.map(\.row.id))
    return slots.filter { !$0.row.isOptional || rows.contains($0.row.id) }
  }

  private func part(_ place: Int, _ role: Explanation.Role) -> Explanation.Part {
    let leaf = leaves[place]
    return Explanation.Part(
      role: role, indicator: role == .base || role == .target ? nil : leaf.indicator,
      value: try? leaf.outcome(until: end).get(), things: leaf.tally.things)
  }

  private func cell(_ slot: Slot, hiding hidden: Set<Int>) -> Cell {
    let isHidden = slot.formula.leaves.contains { hidden.contains($0.place) }
    let outcome =
      isHidden
      ? .failure(MissingFigure(.suppressed))
      : slot.formula.value { leaves[$0].outcome(until: end) }
    var (number, text, missing): (Fixed?, String?, Missing?)
    var reached: Bool?
    switch outcome {
    case .success(.number(let found)): number = found
    case .success(.text(let found)): text = found
    case .success(.verdict(let found)): reached = found
    case .failure(let error): missing = error.why
    }
    return Cell(
      id: slot.row.id, row: slot.row.norwegian, rowInEnglish: slot.row.english,
      column: slot.column.label, columnInEnglish: slot.column.english, columnID: slot.column.id,
      value: number, text: text, reached: reached,
      show: slot.column.isOneOfSeveral ? slot.column.show : nil, unit: slot.unit, missing: missing)
  }

  private var hiddenLeaves: Set<Int> {
    suppressBelow > 0
      ? Suppression(below: suppressBelow).hidden(leaves, slots.map(\.formula)) : []
  }

  private func unique<Name: Hashable>(_ names: [Name]) -> [Name] {
    var seen: Set<Name> = []
    return names.filter { seen.insert($0).inserted }
  }
}

extension Statistics.Question {
  /// The asked unit.
  fileprivate func unit(in organisation: Organisation) throws(Statistics.Refusal) -> UnitScope? {
    guard let unit else { return nil }
    guard unit.municipality == nil, organisation.files[unit] != nil else {
      throw .unitUnknown(unit)
    }
    return UnitScope(unit: unit)
  }
}

extension Indicator {
  /// The indicator of that id.
  public static func named(_ id: String) -> Indicator? {
    all.first { $0.id.description == id }
  }

  static func of(_ id: StaticString) throws(Statistics.Refusal) -> Indicator {
    guard let indicator = named(id.description) else { throw .indicatorUnknown(id.description) }
    return indicator
  }
}

extension Report {
  /// The report of that name.
  public static func named(_ id: String) -> Report? { all.first { $0.id.description == id } }
}
