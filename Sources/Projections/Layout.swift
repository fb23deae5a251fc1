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
  /// The one group of its breakdown that it is: its id, or the value.
  var group: String?
  /// The breakdown and its group as a given figure names them: `age.0-2`.
  var part: String?
  var item: String?
  var scale: Report.Scale?
  var target: Report.Target?
  /// Whether it is left out where nothing is counted in it.
  var isOptional = false
}

/// A column with its label, offices and period settled.
struct ResolvedColumn: Sendable {
  let id: String
  let label: String
  var english: String
  /// The municipalities that were asked for, and add something of their own; none for all.
  private(set) var asked: [Office]
  /// Those that had become part of one of them, by that one (sammenslåtte kommuner).
  var merged: [Office: [Office]] = [:]
  var period: ClosedRange<Day>
  var per: Report.Rate?
  var base: Report.Base?
  var item: String?
  /// The part of a breakdown that it is about.
  var filter: RowFilter?
  /// What of a row it shows.
  var show = Report.Show.actual
  /// The figure that it is about, where several stand beside each other.
  var heading: Report.Heading?
  /// Whether it is one of several columns of its time.
  private(set) var isOneOfSeveral = false
  /// The two columns of which it shows the change: the later and the earlier.
  private var changed: [ResolvedColumn] = []

  init(
    id: String, label: String, offices: [Office], period: ClosedRange<Day>,
    per: Report.Rate? = nil, base: Report.Base? = nil, item: String? = nil,
    show: Report.Show = .actual
  ) {
    (self.id, self.label, english, asked, self.period) = (id, label, label, offices, period)
    (self.per, self.base, self.item, self.show) = (per, base, item, show)
  }

  /// One of the several columns of its time: `2017.target`.
  func showing(_ show: Report.Show) -> ResolvedColumn {
    var column = ResolvedColumn(
      id: "\(id).\(show.rawValue)", label: "\(label).\(show.rawValue)", offices: asked,
      period: period, per: per, base: base, item: item, show: show)
    column.english = "\(english).\(show.rawValue)"
    (column.merged, column.filter) = (merged, filter)
    column.isOneOfSeveral = true
    return column
  }

  /// The municipalities that it adds up, each once; none for all.
  var offices: [Office] { Set(asked + asked.flatMap { merged[$0] ?? [] }).sorted() }

  /// With what its municipalities were made of by its last day.
  func merging(_ organisation: Organisation?) -> ResolvedColumn {
    guard let organisation else { return self }
    var column = self
    column.asked = organisation.adding(asked, on: period.upperBound)
    for office in column.asked {
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

  /// One part of it, called by its time too unless there is only one.
  fileprivate func part(
    _ id: String, _ norwegian: String, _ english: String, _ filter: RowFilter? = nil,
    isOnlyTime: Bool
  ) -> ResolvedColumn {
    let time = isOnlyTime ? "" : label + " "
    var column = ResolvedColumn(
      id: isOnlyTime ? id : "\(self.id).\(id)", label: (time + norwegian).capitalizedFirst,
      offices: asked, period: period)
    column.english = (time + english).capitalizedFirst
    (column.merged, column.filter) = (merged, filter)
    return column
  }

  /// One of the several figures of its time.
  fileprivate func figure(_ heading: Report.Heading, isOnlyTime: Bool) -> ResolvedColumn {
    var column = part(
      heading.id.description, heading.norwegian.description, heading.english.description,
      isOnlyTime: isOnlyTime)
    (column.heading, column.per, column.base) = (heading, heading.per, heading.base)
    return column
  }

  /// Whether the log knows the column's offices, which are there by then, and some of its time.
  func isCovered(by coverage: Statistics.Coverage, until end: Day) -> Bool {
    period.lowerBound <= end && period.upperBound >= coverage.days.lowerBound
      && offices.allSatisfy(coverage.offices.contains)
      && !asked.contains { coverage.organisation?.isToCome($0, on: period.upperBound) == true }
  }
}

extension Report.Row {
  /// The row itself, or a line for each part of its breakdown and one for unknown.
  /// - Parameter alone: whether no other row of the table is broken down: a code then says enough.
  func lines(
    _ label: CodeLabel, _ values: [Field: [Statistics.KnownValue]], _ units: UnitRows, alone: Bool
  ) throws(Statistics.Refusal) -> [RowLine] {
    var lines = try parts(label, values, units, alone: alone)
    for index in lines.indices {
      lines[index].item = item?.description
      lines[index].scale = scale
      lines[index].target = target
    }
    return lines
  }

  /// Whether it has a cell in a column: one that shows its goal only if it has one.
  func has(_ column: ResolvedColumn) -> Bool {
    let id = column.heading?.id.description ?? column.id
    return (target != nil || column.show == .actual)
      && (only.isEmpty || only.contains { $0.description == id })
  }

  private func parts(
    _ label: CodeLabel, _ values: [Field: [Statistics.KnownValue]], _ units: UnitRows, alone: Bool
  ) throws(Statistics.Refusal) -> [RowLine] {
    guard let by else { return [plain] }
    let known = try by.filter(of: "known", units)
    if let group {
      let filter = try by.filter(of: group.description, units)
      return [
        RowLine(
          id: "\(indicator).\(by.name).\(group)", norwegian: norwegian.description,
          english: english.description, filter: filter, knownFilter: known,
          group: group.description, part: "\(by.name).\(group)")
      ]
    }
    return try by.parts(label, values, units).map { part in
      RowLine(
        id: "\(indicator).\(by.name).\(part.id)",
        norwegian: title(norwegian, part.norwegian, alone),
        english: title(english, part.english, alone), filter: part.filter, knownFilter: known,
        group: part.id, part: "\(by.name).\(part.id)",
        isOptional: part.isOptional || leavesOutEmpty)
    }
  }

  /// The groups' lines carry the row's own label too: a table may break down several figures.
  private func title(_ row: StaticString, _ part: String, _ alone: Bool) -> String {
    if case .codes? = by, alone { return part.capitalizedFirst }
    return "\(row): \(part)"
  }

  private var plain: RowLine {
    let id = [indicator.description, item?.description].compactMap(\.self).joined(separator: ".")
    return RowLine(
      id: id, norwegian: norwegian.description, english: english.description,
      isOptional: leavesOutEmpty)
  }
}

extension Report.Columns {
  /// The columns that a question gives.
  func resolved(
    _ question: Statistics.Question, knownOffices: [Office], today: Day, _ label: CodeLabel,
    _ values: [Field: [Statistics.KnownValue]]
  ) throws(Statistics.Refusal) -> [ResolvedColumn] {
    switch self {
    case .fixed(let columns):
      guard question.offices.isEmpty, question.periods.isEmpty, question.split == nil else {
        throw .columnsFixed
      }
      // A printed table says itself whom it adds up.
      return try columns.resolved()
    case .day where question.periods.isEmpty:
      guard question.split == nil else { throw .periodMissing }
      let day = question.at ?? today
      return [
        ResolvedColumn(
          id: day.description, label: day.description, offices: question.offices, period: day...day)
      ]
    case .day: return try open(question, question.split, knownOffices, stock: true)
    case .period(let split):
      return try open(question, question.split ?? split, knownOffices, stock: false)
    case .figures(let headings):
      let times = try open(question, question.split, knownOffices, stock: false)
      return times.flatMap { time in
        headings.map { time.figure($0, isOnlyTime: times.count == 1) }
      }
    case .groups(let breakdown):
      let times = try open(question, question.split, knownOffices, stock: false)
      let parts = try breakdown.parts(label, values, nil)
      return times.flatMap { time in
        let isOne = times.count == 1
        return [time.part("total", "i alt", "total", isOnlyTime: isOne)]
          + parts.map { part in
            time.part(
              part.id, part.norwegian, part.english, part.filter, isOnlyTime: isOne)
          }
      }
    }
  }

  /// The asked periods, or their parts, or each office in them; a stock at the last day of each.
  private func open(
    _ question: Statistics.Question, _ split: Report.Split?, _ offices: [Office], stock: Bool
  ) throws(Statistics.Refusal) -> [ResolvedColumn] {
    guard !question.periods.isEmpty else { throw .periodMissing }
    var columns: [ResolvedColumn] = []
    for asked in question.periods {
      if case .office? = split {
        columns += Report.Columns.alone(
          question.offices.isEmpty ? offices : question.offices, asked,
          isOneOfSeveral: question.periods.count > 1)
        continue
      }
      let parts = split.map { asked.parts($0) } ?? [asked]
      guard !parts.isEmpty else { throw .periodUnsplit(asked.label) }
      columns += parts.map { part in
        let label = stock ? part.days.upperBound.description : part.label
        return ResolvedColumn(
          id: label, label: label, offices: question.offices, period: part.days)
      }
    }
    return columns.map { column in
      guard stock else { return column }
      var column = column
      column.period = column.period.upperBound...column.period.upperBound
      return column
    }
  }

  /// One by one each municipality is asked alone.
  private static func alone(
    _ offices: [Office], _ asked: AskedPeriod, isOneOfSeveral: Bool
  ) -> [ResolvedColumn] {
    offices.map { office in
      let name = isOneOfSeveral ? "\(office) \(asked.label)" : office.description
      return ResolvedColumn(id: name, label: name, offices: [office], period: asked.days)
    }
  }
}

extension Report.Columns {
  /// Whether a question is answered for each municipality by itself.
  func isByOffice(_ question: Statistics.Question) -> Bool {
    if question.split != nil { return question.split == .office }
    return if case .period(.office?) = self { true } else { false }
  }
}

extension [ResolvedColumn] {
  /// Each municipality by itself, with what became part of it, unless that has a column of its own.
  ///
  /// One that had become part of another before the period, or was made only after it, has none
  /// unless it was asked for: so the columns add up to the joint figure.
  func mergingEach(_ organisation: Organisation?, asked: [Office]) -> [ResolvedColumn] {
    guard let organisation else { return self }
    let there = filter { column in
      !asked.isEmpty
        || column.asked.allSatisfy {
          organisation.successor(of: $0, on: column.period.lowerBound) == $0
            && !organisation.isToCome($0, on: column.period.upperBound)
        }
    }
    return there.map { column in
      let own = Set(there.filter { $0.period == column.period }.flatMap(\.asked))
      var column = column.merging(organisation)
      column.merged = column.merged.mapValues { $0.filter { !own.contains($0) } }
        .filter { !$0.value.isEmpty }
      return column
    }
  }
}

extension [Report.Column] {
  fileprivate func resolved() throws(Statistics.Refusal) -> [ResolvedColumn] {
    var columns: [ResolvedColumn] = []
    for column in self {
      var resolved = try column.resolved()
      if let (later, earlier) = column.change {
        guard let new = first(where: { $0.id.description == later.description }),
          let old = first(where: { $0.id.description == earlier.description })
        else { throw .indicatorUnknown("\(later) - \(earlier)") }
        resolved.change = (try new.resolved(), try old.resolved())
      }
      columns.append(resolved)
    }
    return columns
  }
}

extension Report.Column {
  fileprivate func resolved() throws(Statistics.Refusal) -> ResolvedColumn {
    var column = ResolvedColumn(
      id: id.description, label: label.description,
      offices: offices.compactMap { Office(number: Int($0)) }, period: from...to, per: per,
      base: base, item: item?.description, show: show)
    column.english = english.description
    if let (breakdown, group) = group {
      column.filter = try breakdown.filter(of: group.description, nil)
    }
    return column
  }
}
