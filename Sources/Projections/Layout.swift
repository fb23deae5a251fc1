public import CaseModel

// How a report's rows and columns become the lines and columns of a table.

/// The words of a code, for rows that are one for each code.
public typealias CodeLabel = (CodeListName, String) -> (norwegian: String, english: String)

/// A line of a table: a row, or one code or group of it.
struct RowLine {
  /// The id: `reports`, `reports.age.0-2`, `reports.reporters.unknown`.
  let id: String
  let norwegian: String
  let english: String
  let filter: RowFilter?
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
  /// The row itself, or a line for each part of its breakdown and one for unknown.
  func lines(_ label: CodeLabel) throws(Statistics.Refusal) -> [RowLine] {
    switch by {
    case nil:
      return [
        RowLine(
          id: indicator.description, norwegian: norwegian.description,
          english: english.description, filter: nil)
      ]
    case .codes(let field, let list):
      let codes = CodeLists.entries(in: list).map { entry in
        let code = entry.code.description
        let text = label(list, code)
        return RowLine(
          id: "\(indicator).\(field.name).\(code)", norwegian: text.norwegian,
          english: text.english, filter: .code(field, code))
      }
      return codes + [
        RowLine(
          id: "\(indicator).\(field.name).unknown", norwegian: "Ukjent", english: "Unknown",
          filter: .noCode(field))
      ]
    case .dimension(let id):
      guard let dimension = Dimension.named(id.description) else {
        throw .indicatorUnknown(id.description)
      }
      return lines(by: dimension)
    }
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

  private func line(
    _ dimension: Dimension, _ group: String, _ norwegian: String, _ english: String, _ place: Int?
  ) -> RowLine {
    RowLine(
      id: "\(indicator).\(dimension.id).\(group)", norwegian: "\(self.norwegian): \(norwegian)",
      english: "\(self.english): \(english)", filter: .group(dimension, place))
  }
}

extension Report.Columns {
  /// The columns that a question gives.
  func resolved(
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
