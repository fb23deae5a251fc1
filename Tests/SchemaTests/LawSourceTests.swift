import CaseModel
import FoundationEssentials
import Testing

/// The law table against the list it was made from, where that is at hand: a row that was lost, or
/// a figure copied wrong, would be a duty that nobody sees.
@Suite struct LawSourceTests {
  private static let path = "reference/law-deadlines.csv"

  /// A row of the source list.
  private struct Row {
    let cells: [String: String]
    var id: String { cells["id"] ?? "" }
    func day(_ column: String) -> Day? { cells[column].flatMap { Day($0) } }
  }

  @Test func `every row of the source list is in the table with its figures`() throws {
    guard let text = Self.sourceText() else {
      print("skipped: no shared/\(Self.path) above the package")
      return
    }
    let rows = Self.rows(text)
    #expect(rows.count == 75)
    for row in rows {
      let group = LawEntry.all.filter { "\($0.id)" == row.id || "\($0.id)".hasPrefix(row.id + "-") }
      let entry = try #require(group.first { "\($0.id)" == row.id }, "\(row.id) is not there")
      #expect("\(entry.certainty)" == row.cells["certainty"], "\(row.id)")
      expectDates(row, entry, group)
      if let length = row.cells["length"].flatMap(Self.firstLength), entry.length != nil {
        #expect(Self.lengths(of: entry).contains(length), "\(row.id): \(length)")
      }
    }
  }

  /// The dates are the row's own, or those of the rows that it was parted into.
  private func expectDates(_ row: Row, _ entry: LawEntry, _ group: [LawEntry]) {
    let (from, to) = (row.day("valid_from"), row.day("valid_to"))
    let earliest = group.compactMap(\.validFrom).min()
    let isOpen = group.contains { $0.validTo == nil }
    #expect(entry.validFrom == from || earliest == from, "\(row.id): first day")
    #expect(entry.validTo == to || (to == nil && isOpen), "\(row.id): last day")
  }

  @Test func `what is not computed says why, and what counts says where`() {
    for entry in LawEntry.all {
      let isComputed = LawRule.all.contains { "\($0.id)" == "\(entry.id)" }
      #expect(isComputed == (entry.kind == .deadline), "\(entry.id)")
      #expect((entry.by != nil) == (entry.kind == .counting), "\(entry.id)")
      #expect(entry.old != nil || entry.now != nil, "\(entry.id)")
    }
  }

  /// The entry's own length; for a count that starts after an offset, the sum too.
  private static func lengths(of entry: LawEntry) -> [Period] {
    var found = entry.length.flatMap { firstLength("\($0)") }.map { [$0] } ?? []
    if let rule = LawRule.all.first(where: { "\($0.id)" == "\(entry.id)" }),
      let offset = rule.offset
    {
      found.append(
        Period(
          months: rule.length.months + offset.months, days: rule.length.days + offset.days))
    }
    return found
  }

  /// The first ISO 8601 length in a text, at most `P` and one number.
  private static func firstLength(_ text: String) -> Period? {
    guard let match = text.firstMatch(of: /P(\d+)([YMWD])/), let count = Int(match.1) else {
      return nil
    }
    switch match.2 {
    case "Y": return Period(months: 12 * count)
    case "M": return Period(months: count)
    case "W": return Period(days: 7 * count)
    default: return Period(days: count)
    }
  }

  private static func sourceText() -> String? {
    var parts = #filePath.split(separator: "/").dropLast()
    while true {
      let file = "/" + (parts + ["shared"]).joined(separator: "/") + "/" + path
      if let data = FileManager.default.contents(atPath: file) {
        return String(decoding: data, as: UTF8.self)
      }
      guard parts.popLast() != nil else { return nil }
    }
  }

  /// Comma-separated lines with quotation marks, the first one the headings.
  private static func rows(_ text: String) -> [Row] {
    let lines = text.split(whereSeparator: \.isNewline).map { cells(of: String($0)) }
    guard let head = lines.first else { return [] }
    return lines.dropFirst().map { line in
      Row(cells: Dictionary(zip(head, line)) { first, _ in first })
    }
  }

  private static func cells(of line: String) -> [String] {
    var (cells, cell, isQuoted) = ([String](), "", false)
    for letter in line {
      switch letter {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        cells.append(cell)
        cell = ""
      default: cell.append(letter)
      }
    }
    return cells + [cell]
  }
}
