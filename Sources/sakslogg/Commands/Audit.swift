import ArgumentParser
import CaseModel
import CaseService
import Projections

/// `audit`: who did what, when, and what it changed (revisjonsspor).
struct Audit: LogCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Show who did what and when, before and after.",
    discussion: "sakslogg audit 2017-0412 --known-at 2018-01-15")

  @Argument(help: "The case's key, or another subject as order/17-3.")
  var subject: String

  @Option(help: Times.knownAtHelp)
  var knownAt: String?

  @OptionGroup(title: "Common options") var global: GlobalOptions

  func run(in session: Session) throws {
    let log = try session.openLog()
    let subject = try Reading.subject(subject)
    let entries = try log.auditTrail(
      of: subject, knownBefore: try knownAt.map { try log.knownBefore($0) })
    guard !entries.isEmpty else {
      throw Failure(.noInput, "subject-not-found", at: "", subject.description)
    }
    try session.show(table(entries, session.labels))
  }

  private func table(_ entries: [AuditEntry], _ language: Language) -> Table {
    var table = Table(columns: [
      Column(id: "position", title: Word.position.text(language), isNumber: true),
      Column(id: "time", title: Word.time.text(language)),
      Column(id: "actor", title: Word.actor.text(language)),
      Column(id: "effective", title: Word.effective.text(language)),
      Column(id: "type", title: "", audience: .programs),
      Column(id: "label", title: Word.event.text(language)),
      Column(id: "annulledAt", title: "", audience: .programs),
      Column(id: "field", title: "", audience: .programs),
      Column(id: "fieldLabel", title: Word.field.text(language)),
      Column(id: "before", title: "", audience: .programs),
      Column(id: "after", title: "", audience: .programs),
      Column(id: "beforeLabel", title: Word.before.text(language)),
      Column(id: "afterLabel", title: Word.after.text(language)),
    ])
    for entry in entries {
      // An act that changed nothing known is still an act: it has a row.
      let changes = entry.changes.isEmpty ? [nil] : entry.changes.map(Optional.some)
      // An annulment changes what the annulled event was about.
      let target = entry.recorded.event.fields.id(.event).flatMap { id in
        entries.first { $0.recorded.event.id == id }
      }
      let type = (target ?? entry).recorded.event.type
      for change in changes where change.map({ !type.names($0.field) }) ?? true {
        table.rows.append(row(entry, change, type, language))
      }
    }
    return table
  }

  private func row(
    _ entry: AuditEntry, _ change: AuditEntry.Change?, _ changed: EventType,
    _ language: Language
  ) -> [Cell] {
    let (recorded, type) = (entry.recorded, entry.recorded.event.type)
    let mark = entry.annulledAt.map { " (" + Word.annulled.text(language, "\($0)") + ")" } ?? ""
    return [
      .whole(recorded.position), .text(recorded.time.description), .text(recorded.event.actor),
      .text(recorded.event.effective.description), .text(type.name),
      .text(Label.type(type, language) + mark),
      entry.annulledAt.map { .whole($0) } ?? .missing, .optional(change?.field?.name),
      .optional(
        change.map { change in
          change.field.map { Label.field($0, of: changed, language) }
            ?? Label.episode(changed.shape.episode.kind, language)
        }), .optional(change?.before), .optional(change?.after),
      .optional(Label.change(change?.before, change?.field, of: changed, language)),
      .optional(Label.change(change?.after, change?.field, of: changed, language)),
    ]
  }
}
