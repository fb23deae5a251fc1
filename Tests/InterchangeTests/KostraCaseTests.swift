import CaseModel
import Testing

@testable import Interchange

/// The checker says what the bureau's own cases say, and holds the bureau's own description.
@Suite struct KostraCaseTests {
  /// One of the bureau's cases: records, and what one rule says of them.
  struct Case: CustomTestStringConvertible, Sendable {
    let row: [String: String]
    let type: KostraRecordType

    var testDescription: String {
      "\(type.rawValue) \(row["rule_id"] ?? ""): \(row["case"] ?? "")"
    }
  }

  static let cases: [Case] = KostraFiles.rows("samples/rule-cases.csv").flatMap { row in
    KostraRecordType.allCases
      .filter { row["record_type"] == "both" || row["record_type"] == $0.rawValue }
      .map { Case(row: row, type: $0) }
  }

  @Test(arguments: cases)
  func `a rule says of a case what the bureau's says`(_ each: Case) throws {
    let layout = try #require(KostraLayout.latest(of: each.type))
    let records = try #require(each.row["records"])
    let lines = records.split(separator: " || ").map { record in
      layout.line(
        Dictionary(
          record.split(separator: ";").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1)
            return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
          }, uniquingKeysWith: { $1 }))
    }
    let report = try layout.report(
      lines, year: each.row["reporting_year"].flatMap { Int($0) }, office: each.row["municipality"])
    let id = "KOSTRA-\(each.type.rawValue)-\(each.row["rule_id"] ?? "")"
    let found = report.findings.filter { $0.rule == id }
    #expect(String(found.count) == each.row["expected_entries"])
    if let severity = each.row["severity"], !severity.isEmpty {
      #expect(found.allSatisfy { $0.severity.name == severity })
    }
  }

  @Test(arguments: KostraFiles.rows("samples/expected.csv"))
  func `a whole delivery is judged as the bureau's program judges it`(
    _ row: [String: String]
  ) throws {
    let type = try #require(row["record_type"].flatMap { KostraRecordType(rawValue: $0) })
    let layout = try #require(KostraLayout.latest(of: type))
    let path = (KostraFiles.shared ?? "") + "/samples/" + (row["file"] ?? "")
    let bytes = try #require(KostraFiles.bytes(path))
    var checker = KostraChecker(
      layout, year: row["reporting_year"].flatMap { Int($0) },
      office: row["municipality"].flatMap { Office($0) },
      hasRecipients: row["recipients_announced"] == "yes")
    try checker.take(bytes)
    let report = try checker.finish()
    #expect(String(report.recordCount) == row["non_empty_lines"])
    let prefix = "KOSTRA-\(type.rawValue)-"
    let ids = report.findings.map { String($0.rule.dropFirst(prefix.count)) }
    #expect(ids.joined(separator: " ") == row["rule_ids"])
    let severities = Set(report.findings.map(\.severity)).sorted(by: >).map(\.name)
    #expect(severities.joined(separator: " ") == row["severities"])
  }

  @Test func `the rules are the bureau's, in its order and with its severities`() {
    let rows = KostraFiles.rows("rules.csv")
    guard !rows.isEmpty else { return }
    for type in KostraRecordType.allCases {
      let theirs = rows.filter { $0["record_type"] == type.rawValue }
        .map { "KOSTRA-\(type.rawValue)-\($0["rule_id"] ?? "") \($0["severity"] ?? "")" }
      #expect(type.rules.map { "\($0.id) \($0.severity.name)" } == theirs)
    }
  }

  @Test(arguments: KostraRecordType.allCases)
  func `the layout is the bureau's, field for field`(_ type: KostraRecordType) throws {
    let rows = KostraFiles.rows("\(type.rawValue)-fields.csv")
    guard !rows.isEmpty else { return }
    let codes = Dictionary(grouping: KostraFiles.rows("codes.csv")) { $0["list"] ?? "" }
    let layout = try #require(KostraLayout.latest(of: type))
    #expect(layout.fields.count == rows.count)
    let kinds = ["string": "text", "integer": "integer", "date": "date"]
    for (field, row) in zip(layout.fields, rows) {
      #expect(String(field.number) == row["number"])
      #expect(field.name.name == row["name"])
      #expect(String(field.position) == row["from_position"])
      #expect(String(field.range.upperBound) == row["to_position"])
      #expect(String(field.length) == row["length"])
      #expect(field.kind.rawValue == kinds[row["data_type"] ?? ""])
      #expect(field.isRequired == (row["mandatory"] == "true"))
      let list = row["code_list_name"] ?? ""
      let theirs = list.isEmpty ? nil : codes[list]?.compactMap { $0["code"] }.sorted()
      #expect(field.codes(in: 2026)?.sorted() == theirs, "\(field.name)")
    }
  }
}

extension KostraSeverity {
  /// As the bureau's files call it.
  fileprivate var name: String {
    switch self {
    case .info: "OK"
    case .warning: "WARNING"
    case .error: "ERROR"
    case .fatal: "FATAL"
    }
  }
}
