import CaseModel
import Interchange
import Schemas

extension Check {
  /// What the statistics bureau's rules say of a delivery of social services.
  func checkKostra(_ session: Session) throws {
    guard names.count == 3 else {
      throw Failure(
        .usage, "option-needed", at: "", "kostra 11f|11cf FILE",
        Word.seeHelp.text(session.language, "check"))
    }
    let type = try Reading.recordType(names[1])
    let path = names[2]
    session.place = path
    let year = try year.map { try Reading.year($0) }
    let checker = KostraChecker(
      try Reading.layout(of: type, year), year: year, office: try Reading.office(office),
      hasRecipients: !noRecipients)
    let report: KostraReport
    do {
      let found = try read(path, checker)
      report = forgiveDistrict ? found.withoutContradiction : found
      let forgiven = found.findings.count - report.findings.count
      if forgiven > 0 { session.say(.kostraForgiven, String(forgiven)) }
    } catch let error as KostraUnreadable {
      throw failure(of: error, path)
    }
    try KostraAnswers(type: type, session: session).show(report.findings)
    if year == nil, let found = report.year { session.say(.kostraYear, String(found)) }
    try end(report, type, path, session)
  }

  /// Reads a file piece by piece.
  private func read(_ path: String, _ checker: KostraChecker) throws -> KostraReport {
    let file = try InputFile(path)
    var checker = checker
    while true {
      let bytes = try file.next()
      if bytes.isEmpty { return try checker.finish() }
      try checker.take(bytes)
    }
  }

  private func failure(of error: KostraUnreadable, _ path: String) -> Failure {
    switch error {
    case .empty: Failure(.badData, "kostra-empty", at: path)
    case .notText(let line): Failure(.badData, "kostra-not-text", at: "\(path):\(line)")
    case .yearUnknown: Failure(.badData, "kostra-year-unknown", at: path)
    }
  }

  /// Says how it went as a whole, and ends with the exit code for it.
  private func end(
    _ report: KostraReport, _ type: KostraRecordType, _ path: String, _ session: Session
  ) throws {
    let count = { (severity: KostraSeverity) in
      String(report.findings.count { $0.severity == severity })
    }
    switch report.gravest {
    case .fatal: throw Failure(.badData, "kostra-malformed", at: path, type.rawValue)
    case .error:
      throw Failure(.refused, "kostra-broken", at: path, count(.error), count(.warning))
    case .warning: session.say(.kostraNoErrors, String(report.recordCount), count(.warning))
    case .info: break
    case nil: session.say(.kostraSound, String(report.recordCount))
    }
  }
}

extension Reading {
  /// A record type of KOSTRA: `11f`.
  static func recordType(_ text: String) throws(Failure) -> KostraRecordType {
    guard let type = KostraRecordType(rawValue: text.uppercased()) else {
      let known = KostraRecordType.allCases.map { $0.rawValue.lowercased() }
      throw Failure(.usage, "choice-invalid", at: "", text, known.joined(separator: ", "))
    }
    return type
  }

  /// The layout of a record type in a reporting year, or the latest.
  static func layout(of type: KostraRecordType, _ year: Int?) throws(Failure) -> KostraLayout {
    let latest = KostraLayout.latest(of: type)
    guard let year else {
      if let latest { return latest }
      throw Failure(.unavailable, "unexpected", at: "", type.rawValue)
    }
    if let layout = KostraLayout.of(type, year: year) { return layout }
    let first = KostraLayout.all.filter { $0.type == type }.map(\.years.lowerBound).min() ?? year
    throw Failure(
      .usage, "kostra-year", at: "--year", type.rawValue, String(year), String(first))
  }
}

/// Shows what the rules found in a delivery.
private struct KostraAnswers {
  /// How many rows are written at a time, where they need not be aligned.
  private static let rowsAtOnce = 1000
  /// How many findings people are shown; a program gets them all.
  private static let rowsShown = 1000
  /// How many fields are named to people; of more, the first and the last.
  private static let fieldsShown = 3

  let type: KostraRecordType
  let session: Session

  /// Shows findings: in pieces where the form allows, since there may be millions.
  func show(_ findings: [KostraFinding]) throws {
    guard session.format == .jsonl || session.format == .csv else {
      if findings.isEmpty, session.format == .table { return }
      let isForPeople = session.format == .table
      try session.show(table(isForPeople ? findings.prefix(Self.rowsShown) : findings[...]))
      if isForPeople, findings.count > Self.rowsShown {
        session.say(.kostraMore, String(findings.count - Self.rowsShown))
      }
      return
    }
    var rest = findings[...]
    repeat {
      let isFirst = rest.startIndex == findings.startIndex
      let text = table(rest.prefix(Self.rowsAtOnce)).text(session.format, session.language)
      if isFirst || session.format == .jsonl {
        try session.out.write(text)
      } else {
        try session.out.write(text.utf8.drop { $0 != UInt8(ascii: "\n") }.dropFirst())
      }
      rest = rest.dropFirst(Self.rowsAtOnce)
    } while !rest.isEmpty
  }

  private func table(_ findings: ArraySlice<KostraFinding>) -> Table {
    let language = session.labels
    var table = Table(columns: [
      Column(id: "record", title: Word.kostraRecord.text(language), isNumber: true),
      Column(id: "rule", title: Word.registerRule.text(language)),
      Column(id: "severity", title: "", audience: .programs),
      Column(id: "severityLabel", title: Word.severity.text(language), audience: .people),
      Column(id: "fields", title: "", audience: .programs),
      Column(id: "fieldsLabel", title: Word.kostraFields.text(language), audience: .people),
      Column(id: "finding", title: Word.finding.text(language)),
      Column(id: "remedy", title: Word.whatToDo.text(language)),
    ])
    table.rows = findings.map { row($0, language) }
    return table
  }

  private func row(_ finding: KostraFinding, _ language: Language) -> [Cell] {
    let (name, word): (String, Word) =
      switch finding.severity {
      case .fatal: ("fatal", .severityFatal)
      case .error: ("error", .severityError)
      case .warning: ("warning", .severityWarning)
      case .info: ("info", .severityInfo)
      }
    let label = finding.fields.first.flatMap {
      Label.of("kostra/\(type.rawValue)/\($0.name)", language)
    }
    let (says, remedy) =
      MessageText.filled(finding.text, finding.details, in: language, field: label ?? "")
      ?? (finding.details.joined(separator: ", "), "")
    return [
      finding.record.map { .whole($0) } ?? .missing, .text(finding.rule), .text(name),
      .text(word.text(language)), .list(finding.fields.map(\.name)), shown(finding.fields),
      .text(says), .text(remedy),
    ]
  }

  private func shown(_ fields: [KostraFieldName]) -> Cell {
    guard let first = fields.first, let last = fields.last else { return .missing }
    return fields.count > Self.fieldsShown
      ? .text("\(first.name) … \(last.name)") : .list(fields.map(\.name))
  }
}
