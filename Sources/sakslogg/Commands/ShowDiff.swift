import ArgumentParser
import CaseModel
import CaseService
import Projections

/// `diff`: what differs between two readings of one file (forskjell).
struct ShowDiff: LogCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: Word.helpDiff.asked,
    discussion: """
      sakslogg diff 2017-0412 --at 2017-06-30 --and 2017-12-31
      sakslogg diff 2017-0412 --at 2017-12-31 --known-at 2018-01-15 --and-known-at 2018-03-01
      """)

  @Argument(help: "The case's key, or another subject as order/17-3.")
  var subject: String

  @OptionGroup var times: Times

  @Option(help: ArgumentHelp("The other day.", valueName: "YYYY-MM-DD"))
  var and: String?

  @Option(help: ArgumentHelp("The other state of knowledge, as --known-at.", valueName: "time"))
  var andKnownAt: String?

  @OptionGroup(title: Word.helpCommon.asked) var global: GlobalOptions

  func run(in session: Session) throws {
    guard and != nil || andKnownAt != nil else {
      throw Failure(
        .usage, "option-needed", at: "", "--and / --and-known-at",
        Word.seeHelp.text(session.language, "diff"))
    }
    let log = try session.openLog()
    let subject = try Reading.subject(subject)
    try session.requireAccess(to: subject, in: log)
    let known = try times.knownBefore(log)
    let before = try log.file(subject, at: try Reading.day(times.at), knownBefore: known)
    let after = try log.file(
      subject, at: try Reading.day(and ?? times.at),
      knownBefore: try andKnownAt.map { try log.knownBefore($0) } ?? known)
    guard before != nil || after != nil else {
      throw Failure(.noInput, "subject-not-found", at: "", subject.description)
    }
    let empty = CaseFile(subject: subject)
    try session.show(table(changes(from: before ?? empty, to: after ?? empty), session))
  }

  private func table(_ differences: [EpisodeDifference], _ session: Session) -> Table {
    var table = Table(columns: ChangeCells.columns(session.labels))
    for difference in differences {
      // The record's own id is shown once, and is no news.
      for change in difference.changes
      where change.field.flatMap(difference.kind.type(giving:))?.names(change.field) != true {
        table.rows.append(
          ChangeCells.row(difference.kind, difference.id, change, session.labels))
      }
    }
    return table
  }
}

/// A change of a fact as a row of a table.
enum ChangeCells {
  static func columns(_ language: Language) -> [Column] {
    [
      Column(id: "kind", title: "", audience: .programs),
      Column(id: "label", title: Word.kind.text(language)),
      Column(id: "record", title: Word.record.text(language)),
      Column(id: "field", title: "", audience: .programs),
      Column(id: "fieldLabel", title: Word.field.text(language)),
      Column(id: "before", title: "", audience: .programs),
      Column(id: "after", title: "", audience: .programs),
      Column(id: "beforeLabel", title: Word.before.text(language)),
      Column(id: "afterLabel", title: Word.after.text(language)),
    ]
  }

  static func row(
    _ kind: EpisodeKind, _ id: RecordID?, _ change: AuditEntry.Change, _ language: Language
  ) -> [Cell] {
    let type = change.field.flatMap { kind.type(giving: $0) }
    return [
      .text(kind.rawValue), .text(Label.episode(kind, language)), .optional(id?.description),
      .optional(change.field?.name),
      .optional(change.field.map { Label.field($0, of: type, language) }),
      .optional(change.before), .optional(change.after),
      .optional(Label.change(change.before, change.field, of: type, language)),
      .optional(Label.change(change.after, change.field, of: type, language)),
    ]
  }
}
