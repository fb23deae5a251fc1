import ArgumentParser

/// The form of what a command prints on standard output.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  /// Aligned columns for people.
  case table
  /// One JSON value.
  case json
  /// Comma-separated values with a header.
  case csv
  /// One JSON object a line.
  case jsonl
  /// A chart of a statistics table; no other command takes it.
  case svg
}

/// A value in a table.
enum Cell {
  /// A text.
  case text(String)
  /// A number as its digits, with a decimal point.
  case number(String)
  /// Yes or no.
  case flag(Bool)
  /// Several texts.
  case list([String])
  /// Several positions.
  case positions([UInt64])
  /// Named values.
  case object([(String, JSONText)])
  /// Nothing known: never 0.
  case missing

  /// A text, or nothing.
  static func optional(_ text: String?) -> Cell { text.map(Cell.text) ?? .missing }

  /// A whole number.
  static func whole(_ number: some BinaryInteger) -> Cell { .number(String(number)) }
}

/// A column of a table.
struct Column {
  /// Who gets to see it: codes are for programs, their labels for people.
  enum Audience {
    case all, programs, people, nobody

    var isOfPrograms: Bool { self == .all || self == .programs }
    var isOfPeople: Bool { self == .all || self == .people }
  }

  /// The name in JSON and CSV.
  let id: String
  /// The heading for people.
  let title: String
  /// Whether it holds numbers, which are set flush right.
  var isNumber = false
  /// Who gets to see it.
  var audience = Audience.all
}

/// What a command has to show, before it is known in which form.
struct Table {
  /// The columns.
  var columns: [Column]
  /// The rows, with a cell for each column.
  var rows: [[Cell]] = []
  /// Lines that people read beneath a row, by the row's number.
  var notes: [Int: [String]] = [:]

  /// The table of a simulated log: in JSON every row says so.
  ///
  /// The columns of CSV are the same for every log.
  func markedSimulated(in format: OutputFormat) -> Table {
    guard format == .json || format == .jsonl else { return self }
    var table = self
    table.columns.append(Column(id: "simulated", title: "", audience: .programs))
    for row in table.rows.indices { table.rows[row].append(.flag(true)) }
    return table
  }

  /// The whole table in a form, with a line break at its end unless it is empty.
  func text(_ format: OutputFormat, _ language: Language) -> String {
    switch format {
    // No list is drawn: `Main` lets only `stats` have the form, which draws its own charts.
    case .table, .svg: aligned(language)
    case .json: JSONText.array(objects).listed + "\n"
    case .jsonl: objects.map { $0.compact + "\n" }.joined()
    case .csv: commaSeparated
    }
  }

  private var objects: [JSONText] {
    rows.map { row in
      .object(
        zip(columns, row).filter { $0.0.audience.isOfPrograms }.map { ($0.id, $1.json) })
    }
  }

  private var commaSeparated: String {
    let places = columns.indices.filter { columns[$0].audience.isOfPrograms }
    let header = CSVText.record(places.map { columns[$0].id })
    return ([header] + rows.map { row in CSVText.record(places.map { row[$0].plain }) })
      .map { $0 + "\r\n" }.joined()
  }

  private func aligned(_ language: Language) -> String {
    let places = columns.indices.filter { columns[$0].audience.isOfPeople }
    let cells = rows.map { row in places.map { row[$0].shown(in: language) } }
    let titles = places.map { columns[$0].title }
    let widths = titles.indices.map { place in
      cells.reduce(titles[place].displayWidth) { max($0, $1[place].displayWidth) }
    }
    func line(_ texts: [String]) -> String {
      var line = ""
      for (place, text) in texts.enumerated() {
        let gap = String(repeating: " ", count: widths[place] - text.displayWidth)
        line += columns[places[place]].isNumber ? gap + text : text + gap
        if place + 1 < texts.count { line += "  " }
      }
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }
    let rule = line(widths.map { String(repeating: "-", count: $0) })
    return cells.enumerated().reduce(into: line(titles) + rule) { text, row in
      text += line(row.element)
      for note in notes[row.offset] ?? [] { text += "    " + note.printable + "\n" }
    }
  }
}

extension Cell {
  var json: JSONText {
    switch self {
    case .text(let text): .string(text)
    case .number(let digits): .number(digits)
    case .flag(let flag): .bool(flag)
    case .list(let texts): .array(texts.map(JSONText.string))
    case .positions(let positions): .array(positions.map { .number(String($0)) })
    case .object(let members): .object(members)
    case .missing: .null
    }
  }

  /// As it stands in CSV.
  var plain: String {
    switch self {
    case .text(let text): text
    case .number(let digits): digits
    case .flag(let flag): flag ? "true" : "false"
    case .list(let texts): texts.joined(separator: " ")
    case .positions(let positions): positions.map(String.init).joined(separator: " ")
    case .object: json.compact
    case .missing: ""
    }
  }

  /// As people read it.
  func shown(in language: Language) -> String {
    switch self {
    case .text(let text): text.printable
    case .number(let digits): NumberText.shown(digits, in: language)
    case .flag(let flag): (flag ? Word.yes : Word.no).text(language)
    case .list(let texts): texts.joined(separator: ", ").printable
    case .positions(let positions): positions.map(String.init).joined(separator: ", ")
    case .object(let members):
      members.map { "\($0): \($1.compact)" }.joined(separator: "; ").printable
    case .missing: "-"
    }
  }
}
