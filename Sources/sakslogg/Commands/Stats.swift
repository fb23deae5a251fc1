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
      sakslogg stats child-welfare-year --year 2017 --office 3005
      sakslogg stats child-welfare-year --year 2017 --explain reports 2017
      sakslogg stats land-2017-deviations --change
      sakslogg stats tilstandsrapport --year 2017 --row reports.age --format svg


      """ + Word.helpStatsText.asked)

  @Argument(
    help: ArgumentHelp(Word.helpStatsName.asked),
    completion: .custom { _, _, prefix in
      Report.all.map(\.id.description).filter { $0.hasPrefix(prefix) }
    })
  var name: String?

  @Option(help: ArgumentHelp(Word.helpStatsYear.asked, valueName: "YYYY"))
  var year: [String] = []

  @Option(help: ArgumentHelp(Word.helpStatsPeriod.asked, valueName: "period"))
  var period: [String] = []

  @Option(
    help: ArgumentHelp(Word.helpStatsBy.asked, valueName: "part"),
    completion: .list(Report.Split.allCases.map(\.rawValue)))
  var by: String?

  @Option(help: ArgumentHelp(Word.helpStatsOffice.asked, valueName: "NNNN"))
  var office: [String] = []

  @Option(help: ArgumentHelp(Word.helpStatsUnit.asked, valueName: "key"))
  var unit: String?

  @Option(help: ArgumentHelp(Word.helpStatsRow.asked))
  var row: [String] = []

  @Option(help: ArgumentHelp(Word.helpStatsColumn.asked))
  var column: [String] = []

  @Flag(help: ArgumentHelp(Word.helpStatsChange.asked))
  var change = false

  @Option(
    help: ArgumentHelp(Word.helpStatsChart.asked, valueName: "line|bar"),
    completion: .list(Chart.Form.allCases.map(\.rawValue)))
  var chart: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(Word.helpStatsExplain.asked, valueName: "row column"))
  var explain: [String] = []

  @Option(help: ArgumentHelp(Word.helpStatsSuppress.asked, valueName: "N"))
  var suppressBelow: String?

  @OptionGroup var times: Times
  @OptionGroup(title: Word.helpCommon.asked) var global: GlobalOptions

  func run(in session: Session) throws {
    let form: Chart.Form? = if let chart { try Reading.choice(chart) } else { nil }
    try checkOptions(session.format)
    guard let name else { return try list(session) }
    guard let report = Report.named(name) else {
      throw Failure(.usage, "report-unknown", at: "", name)
    }
    let question = try question()
    let log = try session.openLog()
    if !explain.isEmpty { return try explainCell(of: report, question, log, session) }
    let result = try log.statistics(report, question, knownBefore: try times.knownBefore(log))
    if result.isUncovered { throw uncovered(result.coverage) }
    var figures = Figures(result.cells, session.labels)
    try figures.keep(rows: row, columns: column)
    if change { figures = try figures.withChange(session.labels) }
    let frame = FigureFrame(
      report, question, result, times, today: try session.today(log),
      isSimulated: log.isSimulated, session.labels)
    switch session.format {
    case .table:
      let width = Stream.output.tableWidth
      try session.out.show(
        FigureTable(figures: figures, frame: frame, language: session.language, width: width).text)
    case .svg:
      let chart = try Chart(figures, frame, report: result.report, as: form, session.language)
      try session.out.write(try ChartDrawing.bytes(of: chart))
    case .json: try session.out.line(json(figures, result, log, session).compact)
    case .csv, .jsonl:
      let cells = cells(figures)
      try session.show(log.isSimulated ? cells.markedSimulated(in: session.format) : cells)
    }
  }

  /// Says what the log covers, where that is nothing of what was asked.
  private func uncovered(_ coverage: Statistics.Coverage) -> Failure {
    let offices = coverage.offices.map(\.description)
    let named = offices.prefix(10).joined(separator: ", ") + (offices.count > 10 ? ", …" : "")
    guard !named.isEmpty else { return Failure(.refused, "report-log-empty") }
    return Failure(
      .refused, "report-uncovered", at: "", "\(coverage.days.lowerBound)",
      "\(coverage.days.upperBound)", named)
  }

  private func question() throws -> Statistics.Question {
    var question = Statistics.Question(at: try Reading.day(times.at))
    question.offices = try office.map { try Reading.office($0) }
    question.unit = try unit.map { try Reading.subject($0.hasPrefix("unit/") ? $0 : "unit/" + $0) }
    question.periods = try periods()
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

  /// The asked periods, each once.
  private func periods() throws -> [AskedPeriod] {
    guard year.isEmpty || period.isEmpty else { throw Failure(.usage, "period-twice") }
    var periods: [AskedPeriod] = []
    for text in year { periods.append(AskedPeriod(year: try Reading.year(text))) }
    for text in period {
      guard let asked = AskedPeriod(text) else {
        throw Failure(.usage, "period-invalid", at: "--period", text)
      }
      periods.append(asked)
    }
    return unique(periods)
  }

  /// Refuses options that ask for different things.
  private func checkOptions(_ format: OutputFormat) throws(Failure) {
    if chart != nil, format != .svg {
      throw Failure(.usage, "chart-needs-svg", at: "--chart")
    }
    var asked: [String] = []
    if !explain.isEmpty { asked.append("--explain") }
    if change { asked.append("--change") }
    if format == .svg { asked.append("--format svg") }
    if !explain.isEmpty, !(row + column).isEmpty {
      asked.append(row.isEmpty ? "--column" : "--row")
    }
    guard asked.count < 2 else {
      throw Failure(.usage, "options-conflict", at: "", asked[0], asked[1])
    }
    guard name != nil || format != .svg else { throw Failure(.usage, "format-svg", at: "--format") }
  }

  private func explainCell(
    of report: Report, _ question: Statistics.Question, _ log: CaseLog, _ session: Session
  ) throws {
    guard explain.count <= 2 else {
      throw Failure(.usage, "explain-arguments", at: "--explain", String(explain.count))
    }
    let place = Statistics.Place(
      row: explain[0], column: explain.dropFirst().first.map(Report.Show.column(headed:)))
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
    _ figures: Figures, _ result: CaseService.Table, _ log: CaseLog, _ session: Session
  ) -> JSONText {
    let cells: [JSONText] = placed(figures).map { row, column, item in
      let text: [(String, JSONText)] =
        switch item.figure {
        case .text(let text): [("text", .string(text))]
        case .verdict(let reached): [("reached", .bool(reached))]
        case .number, .missing: []
        }
      return .object(
        [
          ("id", .string(row.id)), ("row", .string(row.label)), ("column", .string(column.id)),
          ("value", item.figure.number.map { .number($0.description) } ?? .null),
          ("unit", .string(item.unit)),
          ("missing", item.figure.reason.map(JSONText.string) ?? .null),
        ] + text)
    }
    let simulated: [(String, JSONText)] = log.isSimulated ? [("simulated", .bool(true))] : []
    return .object(
      simulated + [
        ("report", .string(result.report)), ("definition", .string(result.definition)),
        ("position", result.position.map { .number(String($0)) } ?? .null),
        ("at", times.at.map(JSONText.string) ?? .null),
        ("knownAt", times.knownAt.map(JSONText.string) ?? .null),
        ("scope", result.unitName.map(JSONText.string) ?? .null), ("cells", .array(cells)),
      ])
  }

  private func cells(_ figures: Figures) -> Table {
    var table = Table(columns: [
      Column(id: "row", title: ""), Column(id: "column", title: ""),
      Column(id: "value", title: "", isNumber: true), Column(id: "unit", title: ""),
      Column(id: "id", title: ""), Column(id: "missing", title: ""),
    ])
    table.rows = placed(figures).map { row, column, item in
      let value: Cell =
        switch item.figure {
        case .number(let number): .number(number.description)
        case .text(let text): .text(text)
        case .verdict(let reached): .flag(reached)
        case .missing: .missing
        }
      return [
        .text(row.label), .text(column.id), value, .text(item.unit), .text(row.id),
        .optional(item.figure.reason),
      ]
    }
    return table
  }

  /// Every cell with its row and column, row by row.
  private func placed(_ figures: Figures) -> [(Figures.Row, Figures.Column, Figures.Item)] {
    figures.rows.flatMap { row in
      zip(figures.columns, row.items).compactMap { column, item in item.map { (row, column, $0) } }
    }
  }
}
