import CaseModel
import Projections
import Schemas

/// The time that a column's label names, and what else the label says (periode).
///
/// `2017`, `2017-03`, `2017-Q1`, `2017-T1`, `2017-H1`, `2017-12-31` and `31.12.17` are times;
/// `Flesberg 2006` is one too, of Flesberg.
struct ColumnTime: Hashable {
  /// How long a time it is.
  enum Kind { case year, half, tertial, quarter, month, day }

  /// How long it is.
  let kind: Kind
  /// Where it lies among others of its kind.
  let order: Int
  /// The word of the label that names it.
  let text: String
  /// The rest of the label.
  let rest: String

  /// Finds the one time in a label; nil if it names none, or several.
  init?(_ label: String) {
    let words = label.split(separator: " ")
    let found = words.indices.compactMap { index in
      ColumnTime.time(words[index]).map { (index: index, time: $0) }
    }
    guard found.count == 1, let only = found.first else { return nil }
    (kind, order) = only.time
    text = String(words[only.index])
    rest = words.indices.filter { $0 != only.index }.map { String(words[$0]) }
      .joined(separator: " ")
  }

  /// Whether both are the same but for the time, and this one is the earlier.
  func isBefore(_ other: ColumnTime) -> Bool {
    kind == other.kind && rest == other.rest && order < other.order
  }

  private static func time(_ word: Substring) -> (Kind, Int)? {
    if let day = Day(word) { return (.day, Int(day.number)) }
    if let year = year(word) { return (.year, year) }
    let parts = word.split(separator: "-", omittingEmptySubsequences: false)
    if parts.count == 2, let year = year(parts[0]) {
      if let month = Int(parts[1]), parts[1].count == 2, (1...12).contains(month) {
        return (.month, year * 12 + month)
      }
      if parts[1].count == 2, let mark = parts[1].first, let place = Int(parts[1].dropFirst()),
        let (kind, parts) = part(mark), (1...parts).contains(place)
      {
        return (kind, year * parts + place)
      }
    }
    let numbers = word.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 3, let day = numbers[0], let month = numbers[1], let year = numbers[2],
      let found = Day(year: year < 100 ? 2000 + year : year, month: month, day: day)
    else { return nil }
    return (.day, Int(found.number))
  }

  /// The part of a year that a letter stands for, and how many of it a year has.
  private static func part(_ mark: Character) -> (Kind, Int)? {
    switch mark {
    case "Q", "K", "q", "k": (.quarter, 4)
    case "T", "t": (.tertial, 3)
    case "H", "h": (.half, 2)
    default: nil
    }
  }

  private static func year(_ word: Substring) -> Int? {
    guard word.count == 4, word.utf8.allSatisfy({ (48...57).contains($0) }), let year = Int(word),
      (1900...2199).contains(year)
    else { return nil }
    return year
  }
}

extension Figures {
  /// The columns as one series in time; nil if they are not one.
  var series: [ColumnTime]? {
    let times = columns.compactMap { ColumnTime($0.title) }
    guard times.count == columns.count, times.count > 1,
      zip(times, times.dropFirst()).allSatisfy({ $0.isBefore($1) })
    else { return nil }
    return times
  }

  /// The table with two more columns: how the last one differs from the one before it.
  /// - Throws: `change-no-series` if the last two are not the same at two times.
  func withChange(_ language: Language) throws(Failure) -> Figures {
    let times = columns.suffix(2).compactMap { ColumnTime($0.title) }
    guard times.count == 2, times[0].isBefore(times[1]) else {
      throw Failure(
        .usage, "change-no-series", at: "--change",
        columns.map(\.title).joined(separator: ", "))
    }
    var changed = self
    let span = "\(times[0].text)–\(times[1].text)"
    changed.columns += [
      Column(id: "change", title: Word.changeColumn.text(language, span), isChange: true),
      Column(id: "change-percent", title: Word.changePercent.text(language), isChange: true),
    ]
    for index in rows.indices { changed.rows[index].items += Change(rows[index]).items }
    return changed
  }
}

/// How the last figure of a row differs from the one before it (endring).
struct Change {
  /// Why there is no percentage: the earlier figure is nought or less.
  static let noBase = "no-base"

  /// The difference and the percentage; nil where the row has no cells to compare.
  let items: [Figures.Item?]

  /// The change of a row.
  init(_ row: Figures.Row) {
    let last = Array(row.items.suffix(2))
    guard last.count == 2, let before = last[0], let now = last[1], before.unit == now.unit else {
      items = [nil, nil]
      return
    }
    // Of shares the difference is in percentage points; a percentage of percent misleads.
    let isShare = now.unit == "percent"
    let difference = Change.difference(before.figure, now.figure)
    items = [
      Figures.Item(figure: difference, unit: isShare ? UnitText.percentagePoints : now.unit),
      isShare
        ? nil
        : Figures.Item(figure: Change.percentage(before.figure, difference), unit: "percent"),
    ]
  }

  /// What is missing stays missing, for the reason it has.
  private static func difference(_ before: CellFigure, _ now: CellFigure) -> CellFigure {
    switch (before, now) {
    case (.number(let before), .number(let now)):
      .number(now + Fixed(-before.scaled, decimals: before.decimals))
    case (.missing(let reason), _), (_, .missing(let reason)): .missing(reason)
    case (.text, _), (_, .text), (.verdict, _), (_, .verdict):
      .missing(Statistics.Missing.notGiven.rawValue)
    }
  }

  /// In percent of the earlier figure with one decimal, halves rounded away from 0.
  private static func percentage(_ before: CellFigure, _ difference: CellFigure) -> CellFigure {
    guard case .number(let base) = before, case .number(let change) = difference else {
      return difference.number == nil ? difference : before
    }
    guard base.scaled > 0 else { return .missing(noBase) }
    let size = Fixed(abs(change.scaled), decimals: change.decimals)
    guard let share = Fixed(size, per: base, times: 100, decimals: 1) else {
      return .missing(noBase)
    }
    return .number(Fixed(change.scaled < 0 ? -share.scaled : share.scaled, decimals: 1))
  }
}
