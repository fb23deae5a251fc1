public import CaseModel

// How a report's rows and columns become the lines and columns of a table.

/// The words of a code, for rows that are one for each code.
public typealias CodeLabel = (CodeListName, String) -> (norwegian: String, english: String)

/// A line of a table: a row, or one code or group of it.
struct RowLine: Sendable {
  /// The id: `reports`, `reports.age.0-2`, `reports.reporters.unknown`.
  let id: String
  let norwegian: String
  let english: String
  var filter: RowFilter?
  /// Everything that is known of what the row is broken down by.
  var knownFilter: RowFilter?
  var item: String?
  var scale: Report.Scale?
  /// Whether it is left out where nothing is counted in it.
  var isOptional = false
}

/// A column with its label, offices and period settled.
struct ResolvedColumn: Sendable {
  let id: String
  let label: String
  /// The municipalities that were asked for; none for all.
  let asked: [Office]
  /// Those that had become part of one of them, by that one (sammenslåtte kommuner).
  var merged: [Office: [Office]] = [:]
  let period: ClosedRange<Day>
  var per: Report.Rate?
  var base: Report.Base?
  var item: String?
  /// The two columns of which it shows the change: the later and the earlier.
  private var changed: [ResolvedColumn] = []

  init(
    id: String, label: String, offices: [Office], period: ClosedRange<Day>,
    per: Report.Rate? = nil, base: Report.Base? = nil, item: String? = nil
  ) {
    (self.id, self.label, asked, self.period) = (id, label, offices, period)
    (self.per, self.base, self.item) = (per, base, item)
  }

  /// The municipalities that it adds up, each once; none for all.
  var offices: [Office] { Set(asked + asked.flatMap { merged[$0] ?? [] }).sorted() }

  /// With what its municipalities were made of by its last day.
  func merging(_ organisation: Organisation?) -> ResolvedColumn {
    guard let organisation else { return self }
    var column = self
    for office in asked {
      let parts = organisation.offices(of: office, at: period.upperBound).subtracting([office])
      if !parts.isEmpty { column.merged[office] = parts.sorted() }
    }
    return column
  }

  /// The later and the earlier column that it shows the change of.
  var change: (later: ResolvedColumn, earlier: ResolvedColumn)? {
    get { changed.count == 2 ? (changed[0], changed[1]) : nil }
    set { changed = newValue.map { [$0.later, $0.earlier] } ?? [] }
  }

  /// Whether the log knows the column's offices and some of its time.
  func isCovered(by coverage: Statistics.Coverage, until end: Day) -> Bool {
    period.lowerBound <= end && period.upperBound >= coverage.days.lowerBound
      && offices.allSatisfy(coverage.offices.contains)
  }
}

extension Report.Row {
  /// The row itself, or a line for each part of its breakdown and one for unknown.
  func lines(_ label: CodeLabel, _ units: UnitRows) throws(Statistics.Refusal) -> [RowLine] {
    var lines = try parts(label, units)
    for index in lines.indices {
      lines[index].item = item?.description
      lines[index].scale = scale
    }
    return lines
  }

  private func parts(
    _ label: CodeLabel, _ units: UnitRows
  ) throws(Statistics.Refusal) -> [RowLine] {
    switch by {
    case nil: return [plain]
    case .codes(let field, let list):
      let codes = CodeLists.entries(in: list).map { entry in
        let code = entry.code.description
        let text = label(list, code)
        return RowLine(
          id: "\(indicator).\(field.name).\(code)", norwegian: text.norwegian,
          english: text.english, filter: .code(field, code), knownFilter: .anyCode(field))
      }
      return codes + [
        RowLine(
          id: "\(indicator).\(field.name).unknown", norwegian: "Ukjent", english: "Unknown",
          filter: .noCode(field), knownFilter: .anyCode(field))
      ]
    case .dimension(let id):
      guard let dimension = Dimension.named(id.description) else {
        throw .indicatorUnknown(id.description)
      }
      let settled = units.settle(dimension)
      if group != nil { return [try line(of: settled)] }
      return settled.units == nil ? lines(by: settled) : lines(by: settled, units)
    }
  }

  private var plain: RowLine {
    let id = [indicator.description, item?.description].compactMap(\.self).joined(separator: ".")
    return RowLine(id: id, norwegian: norwegian.description, english: english.description)
  }

  /// The one group that the row is about, or all that are known.
  private func line(of dimension: Dimension) throws(Statistics.Refusal) -> RowLine {
    let wanted = group?.description ?? ""
    var line = plain
    line.knownFilter = .anyGroup(dimension)
    switch wanted {
    case "known": line.filter = .anyGroup(dimension)
    case "unknown": line.filter = .group(dimension, nil)
    default:
      guard let place = dimension.groups.firstIndex(where: { $0.id.description == wanted }) else {
        throw .indicatorUnknown("\(dimension.id).\(wanted)")
      }
      line.filter = .group(dimension, place)
    }
    return RowLine(
      id: "\(indicator).\(dimension.id).\(wanted)", norwegian: line.norwegian,
      english: line.english, filter: line.filter, knownFilter: line.knownFilter)
  }

  /// The groups' lines carry the row's own label too: a table may break down several figures.
  private func lines(by dimension: Dimension) -> [RowLine] {
    let known = dimension.groups.enumerated().map { place, group in
      line(
        dimension, group.id.description, group.norwegian.description, group.english.description,
        place)
    }
    return known + [line(dimension, "unknown", "ukjent", "unknown", nil)]
  }

  /// A line for each unit, called by the name it has at the table's last day.
  private func lines(by dimension: Dimension, _ units: UnitRows) -> [RowLine] {
    let level = dimension.units?.level ?? .own
    let known = units.all.enumerated().map { place, unit in
      let name = units.name(of: unit)
      var line = line(dimension, unit.key, name, name, place)
      line.isOptional = !units.isUsual(unit, level)
      return line
    }
    return known + [line(dimension, "unknown", "ukjent", "unknown", nil)]
  }

  private func line(
    _ dimension: Dimension, _ group: String, _ norwegian: String, _ english: String, _ place: Int?
  ) -> RowLine {
    RowLine(
      id: "\(indicator).\(dimension.id).\(group)", norwegian: "\(self.norwegian): \(norwegian)",
      english: "\(self.english): \(english)", filter: .group(dimension, place),
      knownFilter: .anyGroup(dimension))
  }
}

extension Report.Columns {
  /// The columns that a question gives.
  func resolved(
    _ question: Statistics.Question, knownOffices: [Office], today: Day
  ) throws(Statistics.Refusal) -> [ResolvedColumn] {
    switch self {
    case .fixed(let columns):
      guard question.offices.isEmpty, question.period == nil, question.split == nil else {
        throw .columnsFixed
      }
      // A printed table says itself whom it adds up.
      return try columns.resolved()
    case .day where question.period == nil:
      guard question.split == nil else { throw .periodMissing }
      let day = question.at ?? today
      return [
        ResolvedColumn(
          id: day.description, label: day.description, offices: question.offices, period: day...day)
      ]
    case .day: return try open(question, nil, knownOffices, stock: true)
    case .period(let split):
      return try open(question, question.split ?? split, knownOffices, stock: false)
    }
  }

  /// The asked period, or its parts, or each office in it; a stock at the last day of each.
  private func open(
    _ question: Statistics.Question, _ split: Report.Split?, _ offices: [Office], stock: Bool
  ) throws(Statistics.Refusal) -> [ResolvedColumn] {
    guard let asked = question.period else { throw .periodMissing }
    let split = question.split ?? split
    if case .office? = split {
      // One by one each is asked alone.
      return (question.offices.isEmpty ? offices : question.offices).map { office in
        let days = stock ? asked.days.upperBound...asked.days.upperBound : asked.days
        return ResolvedColumn(
          id: office.description, label: office.description, offices: [office], period: days)
      }
    }
    let parts = split.map { asked.parts($0) } ?? [asked]
    guard !parts.isEmpty else { throw .periodUnsplit(asked.label) }
    return parts.map { part in
      let last = part.days.upperBound
      let label = stock ? last.description : part.label
      return ResolvedColumn(
        id: label, label: label, offices: question.offices,
        period: stock ? last...last : part.days)
    }
  }
}

extension [Report.Column] {
  fileprivate func resolved() throws(Statistics.Refusal) -> [ResolvedColumn] {
    var columns: [ResolvedColumn] = []
    for column in self {
      var resolved = column.resolved
      if let (later, earlier) = column.change {
        guard let new = first(where: { $0.id.description == later.description }),
          let old = first(where: { $0.id.description == earlier.description })
        else { throw .indicatorUnknown("\(later) - \(earlier)") }
        resolved.change = (new.resolved, old.resolved)
      }
      columns.append(resolved)
    }
    return columns
  }
}

extension Report.Column {
  fileprivate var resolved: ResolvedColumn {
    ResolvedColumn(
      id: id.description, label: label.description,
      offices: offices.compactMap { Office(number: Int($0)) }, period: from...to, per: per,
      base: base, item: item?.description)
  }
}
