import CaseModel
import CaseService
import Interchange

extension Check {
  /// What the national register's rules say of every case, as it would be delivered.
  func checkRegister(_ session: Session) throws {
    let log = try session.openLog()
    let day = try Reading.day(at) ?? session.today(log)
    let language = session.labels
    var table = Table(columns: [
      Column(id: "subject", title: Word.subject.text(language)),
      Column(id: "rule", title: Word.registerRule.text(language)),
      Column(id: "severity", title: "", audience: .programs),
      Column(id: "severityLabel", title: Word.severity.text(language), audience: .people),
      Column(id: "kind", title: Word.recordType.text(language)),
      Column(id: "record", title: "Id"),
      Column(id: "finding", title: Word.finding.text(language)),
      Column(id: "remedy", title: Word.whatToDo.text(language)),
    ])
    var broken = 0
    var hasTexts = true
    try log.registerVerdicts(on: day, office: try Reading.office(office)) { verdict in
      hasTexts = hasTexts && verdict.hasTexts
      if verdict.findings.contains(where: { $0.finding.severity == .error }) { broken += 1 }
      for found in verdict.findings {
        table.rows.append(row(found, verdict.subject, language))
      }
    }
    try session.show(table)
    if !hasTexts { session.say(.registerWithoutKeys) }
    if broken > 0 { throw Failure(.refused, "register-broken", at: log.path, String(broken)) }
  }

  private func row(_ found: RegisterFinding, _ subject: Subject, _ language: Language) -> [Cell] {
    let finding = found.finding
    let (name, word): (String, Word) =
      switch finding.severity {
      case .error: ("error", .severityError)
      case .warning: ("warning", .severityWarning)
      case .info: ("info", .severityInfo)
      }
    let (says, remedy) = Label.finding(finding, language)
    return [
      .text(subject.description), .text(finding.rule), .text(name), .text(word.text(language)),
      .text(Label.episode(found.record.kind, language)),
      .optional(found.record.id?.description), .text(says), .text(remedy),
    ]
  }
}
