import ArgumentParser
import CaseModel
import CaseService
import Projections
import Schemas

/// `stats`: a published table, rebuilt from the log (statistikk).
struct Stats: LogCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: Word.helpStats.asked,
    discussion: """
      sakslogg stats child-welfare-year --year 2017 --office 3005 --format json

      Every figure is counted from the events by a dated definition. A figure that is not known is \
      empty (null in JSON), never 0. In JSON, position is the last event counted: --known-at with \
      it gives the same table again. What a figure means and which events it counts:

      sakslogg stats child-welfare-year --year 2017 --explain reports 2017
      """)

  @Argument(
    help: "The report's name.",
    completion: .custom { _, _, prefix in
      Report.all.map(\.id.description).filter { $0.hasPrefix(prefix) }
    })
  var name: String?

  @Option(help: ArgumentHelp("The year, where the report leaves its time open.", valueName: "YYYY"))
  var year: String?

  @Option(
    help: ArgumentHelp(
      "The period, where the report leaves it open: 2017, 2017-Q2, 2017-04 or "
        + "2017-01-01..2017-06-30.", valueName: "period"))
  var period: String?

  @Option(
    help: ArgumentHelp(
      "A column for each part of the period: month, quarter, year or office.",
      valueName: "part"), completion: .list(Report.Split.allCases.map(\.rawValue)))
  var by: String?

  @Option(help: ArgumentHelp("The municipality; several times for several.", valueName: "NNNN"))
  var office: [String] = []

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Explain one figure: its row and column, as printed or by id (see --format json).",
      valueName: "row column"))
  var explain: [String] = []

  @Option(
    help: ArgumentHelp(
      "Hide figures about fewer persons than this, and what would give them away.",
      valueName: "N"))
  var suppressBelow: String?

  @OptionGroup var times: Times
  @OptionGroup(title: Word.helpCommon.asked) var global: GlobalOptions

  func run(in session: Session) throws {
    guard let name else { return try list(session) }
    guard let report = Report.named(name) else {
      throw Failure(.usage, "report-unknown", at: "", name)
    }
    let question = try question()
    let log = try session.openLog()
    if !explain.isEmpty { return try explainCell(of: report, question, log, session) }
    let result = try log.statistics(report, question, knownBefore: try times.knownBefore(log))
    switch session.format {
    case .json: try session.out.line(json(result, log, session).compact)
    case .table: try showForPeople(result, log, session)
    case .csv, .jsonl:
      let cells = cells(result, session)
      try session.show(log.isSimulated ? cells.markedSimulated(in: session.format) : cells)
    }
  }

  private func question() throws -> Statistics.Question {
    var question = Statistics.Question(at: try Reading.day(times.at))
    question.offices = try office.map { try Reading.office($0) }
    guard year == nil || period == nil else { throw Failure(.usage, "period-twice") }
    if let year { question.period = AskedPeriod(year: try Reading.year(year)) }
    if let period {
      guard let asked = AskedPeriod(period) else {
        throw Failure(.usage, "period-invalid", at: "--period", period)
      }
      question.period = asked
    }
    if let by {
      guard let split = Report.Split(rawValue: by) else {
        throw Failure(.usage, "split-unknown", at: "--by", by)
      }
      question.split = split
    }
    if let suppressBelow {
      guard let limit = Int(suppressBelow), (2...100).contains(limit) else {
        throw Failure(.usage, "suppress-invalid", at: "--suppress-below", suppressBelow)
      }
      question.suppressBelow = limit
    }
    return question
  }

  private func explainCell(
    of report: Report, _ question: Statistics.Question, _ log: CaseLog, _ session: Session
  ) throws {
    guard explain.count <= 2 else {
      throw Failure(.usage, "explain-arguments", at: "--explain", String(explain.count))
    }
    let place = Statistics.Place(row: explain[0], column: explain.count > 1 ? explain[1] : nil)
    let found = try log.explanations(
      report, question, of: place, knownBefore: try times.knownBefore(log))
    for cell in found.cells { try CellExplanation(found, cell, times).show(in: session) }
  }

  private func list(_ session: Session) throws {
    var table = Table(columns: [
      Column(id: "report", title: Word.report.text(session.labels)),
      Column(id: "label", title: Word.label.text(session.labels)),
      Column(id: "definition", title: Word.definition.text(session.labels)),
    ])
    for report in Report.all {
      let id = report.id.description
      table.rows.append([
        .text(id), .text(Label.report(id, session.labels)),
        .text("\(id)@\(report.version)"),
      ])
    }
    try session.show(table)
  }

  private func json(
    _ result: CaseService.Table, _ log: CaseLog, _ session: Session
  ) -> JSONText {
    let cells: [JSONText] = result.cells.map { cell in
      .object([
        ("id", .string(cell.id)), ("row", .string(row(cell, session.labels))),
        ("column", .string(cell.column)), ("columnId", .string(cell.columnID)),
        ("value", cell.value.map { .number($0.description) } ?? .null),
        ("text", cell.text.map(JSONText.string) ?? .null), ("unit", .string(cell.unit)),
        ("missing", cell.missing.map { .string($0.rawValue) } ?? .null),
      ])
    }
    let simulated: [(String, JSONText)] = log.isSimulated ? [("simulated", .bool(true))] : []
    return .object(
      simulated + [
        ("report", .string(result.report)), ("definition", .string(result.definition)),
        ("position", result.position.map { .number(String($0)) } ?? .null),
        ("at", times.at.map(JSONText.string) ?? .null),
        ("knownAt", times.knownAt.map(JSONText.string) ?? .null), ("cells", .array(cells)),
      ])
  }

  private func cells(_ result: CaseService.Table, _ session: Session) -> Table {
    var table = Table(columns: [
      Column(id: "row", title: ""), Column(id: "column", title: ""),
      Column(id: "value", title: "", isNumber: true), Column(id: "unit", title: ""),
      Column(id: "id", title: ""),
    ])
    for cell in result.cells {
      table.rows.append([
        .text(row(cell, session.labels)), .text(cell.column),
        shown(cell), .text(cell.unit),
        .text(cell.id),
      ])
    }
    return table
  }

  /// Rows by columns, as the table is printed.
  private func showForPeople(
    _ result: CaseService.Table, _ log: CaseLog, _ session: Session
  ) throws {
    let language = session.language
    var columns: [String] = []
    var rows: [(label: String, values: [String: Cell])] = []
    for cell in result.cells {
      if !columns.contains(cell.column) { columns.append(cell.column) }
      let label = row(cell, language)
      // The same label comes back with the first column: then a new row begins.
      if rows.last?.label != label || rows.last?.values[cell.column] != nil {
        rows.append((label, [:]))
      }
      rows[rows.count - 1].values[cell.column] = shown(cell)
    }
    let table = Table(
      columns: [Column(id: "row", title: Label.report(result.report, language))]
        + columns.map { Column(id: $0, title: $0, isNumber: true) },
      rows: rows.map { row in [.text(row.label)] + columns.map { row.values[$0] ?? .text("") } })
    try session.show(table)
    let source = Word.tableSource.text(language, result.definition, String(result.size))
    let mark = log.isSimulated ? "; " + Word.tableSimulated.text(language) : ""
    try session.out.line("\n" + source + mark)
  }

  private func shown(_ cell: Statistics.Cell) -> Cell {
    cell.value.map { .number($0.description) } ?? cell.text.map { .text($0) } ?? .missing
  }

  private func row(_ cell: Statistics.Cell, _ language: Language) -> String {
    language == .nb ? cell.row : cell.rowInEnglish
  }
}
