import ArgumentParser
import CaseModel
import CaseService
import Projections

/// `audit`: who did what, when, and what it changed (revisjonsspor).
struct Audit: LogCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: Word.helpAudit.asked,
    discussion: "sakslogg audit 2017-0412 --known-at 2018-01-15")

  @Argument(help: "The case's key, or another subject as order/17-3.")
  var subject: String

  @OptionGroup var times: Times

  @OptionGroup(title: Word.helpCommon.asked) var global: GlobalOptions

  func run(in session: Session) throws {
    let log = try session.openLog()
    let subject = try Reading.subject(subject)
    try session.requireAccess(to: subject, in: log)
    let entries = try log.auditTrail(
      of: subject, at: try Reading.day(times.at), knownBefore: try times.knownBefore(log))
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
      let target = entry.recorded.event.fields.id(.event).flatMap { id in
        entries.first { $0.recorded.event.id == id }
      }
      var rows = entry.differences.flatMap { difference in
        difference.changes.compactMap { change -> [Cell]? in
          let type = Audit.type(
            giving: change.field, [entry, target].compactMap { $0?.recorded.event.type },
            difference.kind)
          guard !type.names(change.field) else { return nil }
          return row(entry, change, difference.kind, type, language)
        }
      }
      // An act that changed nothing known is still an act: it has a row.
      if rows.isEmpty { rows = [row(entry, nil, nil, entry.recorded.event.type, language)] }
      table.rows += rows
    }
    return table
  }

  /// The type that says what a field is called and holds: the act's own, that of the act it is
  /// about, or one of the kind of record.
  ///
  /// A correction takes back what several acts have given.
  private static func type(
    giving field: Field?, _ types: [EventType], _ kind: EpisodeKind
  ) -> EventType {
    let own = types.first { type in
      type.shape.episode.kind == kind && (field.map { type.shape.order.contains($0) } ?? true)
    }
    return own ?? field.flatMap { kind.type(giving: $0) } ?? types[0]
  }

  private func row(
    _ entry: AuditEntry, _ change: AuditEntry.Change?, _ kind: EpisodeKind?, _ changed: EventType,
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
        change?.field.map { Label.field($0, of: changed, language) }
          ?? kind.map { Label.episode($0, language) }),
      .optional(change?.before), .optional(change?.after),
      .optional(Label.change(change?.before, change?.field, of: changed, language)),
      .optional(Label.change(change?.after, change?.field, of: changed, language)),
    ]
  }
}
