import CaseModel
import Projections
import Schemas

/// What stands in a cell of a statistics table.
enum CellFigure: Hashable {
  /// A number.
  case number(Fixed)
  /// A text that was given in place of a number.
  case text(String)
  /// Whether a goal was reached.
  case verdict(Bool)
  /// No figure, by the id of the reason: never 0.
  case missing(String)

  /// The reason that hides a figure which is known, because few are behind it.
  static let suppressed = "suppressed"

  /// What a cell of the projection says.
  ///
  /// The one place where a cell becomes a figure: a cell without value and reason was not given.
  init(_ cell: Statistics.Cell) {
    if let text = cell.text {
      self = .text(text)
      return
    }
    if let reached = cell.reached {
      self = .verdict(reached)
      return
    }
    guard let value = cell.value else {
      self = .missing((cell.missing ?? .notGiven).rawValue)
      return
    }
    self = .number(value)
  }

  /// The number, if it is one.
  var number: Fixed? { if case .number(let number) = self { number } else { nil } }

  /// Why there is no figure, if there is none.
  var reason: String? { if case .missing(let reason) = self { reason } else { nil } }

  /// A reason in words.
  static func words(ofReason reason: String, _ language: Language) -> String {
    let known: Word? =
      switch reason {
      case suppressed: .missingSuppressed
      case Change.noBase: .missingNoBase
      default: Statistics.Missing(rawValue: reason)?.word
      }
    return known?.text(language) ?? reason
  }
}

/// A statistics table by rows and columns, from which each of its forms is made (tabell).
struct Figures {
  /// A column.
  struct Column: Hashable {
    /// The name for programs, and for `--column`.
    let id: String
    /// The heading for people.
    let title: String
    /// Every other name that it answers to.
    var names: [String] = []
    /// Whether numbers show their sign even if they are positive: it tells a change.
    var isChange = false
    /// The time or office whose goal, figure and answer stand side by side; nil for a lone column.
    var group: String? = nil
  }

  /// A figure with what one of it is.
  struct Item: Hashable {
    let figure: CellFigure
    /// A unit's id.
    let unit: String
  }

  /// A row.
  struct Row {
    /// The id: the indicator's, with dimension and group where it is broken down.
    let id: String
    /// The label in the language asked for.
    let label: String
    /// Every name that it answers to.
    var names: [String] = []
    /// A cell for each column; nil where the report has none.
    var items: [Item?]
  }

  /// The columns.
  var columns: [Column]
  /// The rows.
  var rows: [Row]

  /// A table by its parts.
  init(columns: [Column], rows: [Row]) { (self.columns, self.rows) = (columns, rows) }

  /// The cells of a projection, which come row by row.
  init(_ cells: [Statistics.Cell], _ language: Language) {
    var places: [String: Int] = [:]
    columns = []
    let isOneTime = Set(cells.map(\.time)).count == 1
    for cell in cells where places[cell.column] == nil {
      places[cell.column] = columns.count
      let title = cell.title(language, besideOthers: !isOneTime)
      let group = cell.show.map { _ in cell.time }
      columns.append(
        Column(
          id: cell.column, title: title, names: [cell.column, cell.columnInEnglish, cell.columnID],
          group: group))
    }
    rows = []
    for cell in cells {
      let place = places[cell.column] ?? 0
      let label = language == .nb ? cell.row : cell.rowInEnglish
      // The same label comes back with the first column: then a new row begins.
      let isSame = rows.last.map { $0.id == cell.id && $0.label == label } ?? false
      if !isSame || rows.last?.items[place] != nil {
        rows.append(
          Row(
            id: cell.id, label: label, names: [cell.id, cell.row, cell.rowInEnglish],
            items: Array(repeating: nil, count: columns.count)))
      }
      rows[rows.count - 1].items[place] = Item(figure: CellFigure(cell), unit: cell.unit)
    }
  }

  /// Every item, row by row.
  var items: [Item] { rows.flatMap { $0.items.compactMap(\.self) } }

  /// The units, in the order in which they are met.
  var units: [String] { unique(items.map(\.unit)) }

  /// Leaves only the rows and columns named; all of them where none is.
  ///
  /// A row is named by its id, by its label in either language, or, for all the groups of a
  /// breakdown at once, by the beginning of their ids: `reports.age`.
  mutating func keep(rows wanted: [String], columns chosen: [String]) throws(Failure) {
    if !wanted.isEmpty {
      var places: [Int] = []
      for name in wanted { places += try self.places(ofRow: name) }
      rows = unique(places).map { rows[$0] }
    }
    guard !chosen.isEmpty else { return }
    let places = unique(
      try chosen.map { name throws(Failure) in
        guard let place = columns.firstIndex(where: { $0.answers(to: name) }) else {
          let all = columns.map(\.title).joined(separator: ", ")
          throw Failure(.usage, "report-column-unknown", at: "--column", name, all)
        }
        return place
      })
    columns = places.map { columns[$0] }
    for index in rows.indices { rows[index].items = places.map { rows[index].items[$0] } }
    // A row that the report has no cell of in these columns is no row of this table.
    rows.removeAll { row in row.items.allSatisfy { $0 == nil } }
  }

  private func places(ofRow name: String) throws(Failure) -> [Int] {
    let wanted = name.lowercased()
    let exact = rows.indices.filter { index in
      rows[index].names.contains { $0.lowercased() == wanted }
    }
    let groups = rows.indices.filter { rows[$0].id.lowercased().hasPrefix(wanted + ".") }
    guard !exact.isEmpty || !groups.isEmpty else {
      let all = likeRows(name, unique(rows.map(\.id)))
      throw Failure(.usage, "report-row-unknown", at: "--row", name, all)
    }
    return exact.isEmpty ? groups : exact
  }
}

extension Figures.Column {
  fileprivate func answers(to name: String) -> Bool {
    ([id, title] + names).contains { $0.lowercased() == name.lowercased() }
  }
}

extension Statistics.Cell {
  /// The time or the office of its column: `2017` of `2017.target`.
  fileprivate var time: String {
    show.map { String(column.dropLast($0.rawValue.count + 1)) } ?? column
  }

  /// The heading of its column: what it shows of the row, and of when if there are several times.
  fileprivate func title(_ language: Language, besideOthers: Bool) -> String {
    guard let show else { return language == .nb ? column : columnInEnglish }
    return besideOthers ? "\(time) \(show.word.text(language))" : show.word.text(language)
  }
}

extension Report.Show {
  /// The heading.
  fileprivate var word: Word {
    switch self {
    case .actual: .columnActual
    case .target: .columnTarget
    case .reached: .columnReached
    }
  }

  /// A column's id by its printed heading: `2017 Actual` is `2017.actual`, and `Actual`, of one
  /// time, `actual`; any other name as it is.
  static func column(headed heading: String) -> String {
    for show in allCases {
      for word in Language.allCases.map({ show.word.text($0) }) where heading.hasSuffix(word) {
        let time = heading.dropLast(word.count)
        if time.isEmpty { return show.rawValue }
        if time.hasSuffix(" ") { return "\(time.dropLast()).\(show.rawValue)" }
      }
    }
    return heading
  }
}

/// Each of the values once, in the order in which they are met.
func unique<Value: Hashable>(_ values: [Value]) -> [Value] {
  var seen: Set<Value> = []
  return values.filter { seen.insert($0).inserted }
}

/// What one of a figure is, in words.
enum UnitText {
  /// The unit of a difference between two shares.
  static let percentagePoints = "percentage-points"
  /// The unit of an answer to whether a goal was reached.
  static let verdict = "reached"

  /// A unit's words; for a rate, per how many of what.
  static func shown(_ unit: String, _ language: Language) -> String {
    if unit == percentagePoints { return Word.percentagePoints.text(language) }
    if let label = Label.of("unit/\(unit)", language) { return label }
    let parts = unit.split(separator: "-", maxSplits: 2)
    guard parts.count == 3, parts[0] == "per" else { return unit }
    let figure = Label.code(String(parts[2]), .referenceFigure, language)
    return Word.unitPer.text(
      language, NumberText.shown(String(parts[1]), in: language), figure.lowercasedFirst)
  }
}

extension String {
  /// With a small first letter, as a word in the middle of a sentence.
  var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
  /// With a capital first letter, as a heading.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
