import ArgumentParser
import CaseModel
import CaseService
import Projections

/// `access`: who has read what, and why (innsynslogg).
struct ShowAccess: LogCommand {
  static let configuration = CommandConfiguration(
    commandName: "access",
    abstract: Word.helpAccess.asked,
    discussion: """
      sakslogg access --case 2017-0412
      sakslogg access --worker kari.n --period 2017-Q2 --across

      Every command that shows sealed text records the reading on the file before it shows \
      anything. For whom the reader works and in which role follows from the posts in the log, \
      where there are any. The lines of events, without their texts, can be read without a trace.
      """)

  @Option(
    name: .customLong("case"),
    help: ArgumentHelp(Word.helpAccessCase.asked, valueName: "key"))
  var caseKey: String?

  @Option(help: ArgumentHelp(Word.helpAccessSubject.asked, valueName: "kind/key"))
  var subject: String?

  @Option(help: ArgumentHelp(Word.helpAccessWorker.asked, valueName: "staff id"))
  var worker: String?

  @Option(help: ArgumentHelp(Word.helpAccessPeriod.asked, valueName: "period"))
  var period: String?

  @Flag(help: ArgumentHelp(Word.helpAccessAcross.asked))
  var across = false

  @OptionGroup var times: Times
  @OptionGroup(title: Word.helpCommon.asked) var global: GlobalOptions

  func run(in session: Session) throws {
    let subject = try subjectGiven()
    let worker = try worker.map { try Reading.actor($0) }
    let period = try period.map { text throws(Failure) -> AskedPeriod in
      guard let period = AskedPeriod(text) else {
        throw Failure(.usage, "period-invalid", at: "--period", text)
      }
      return period
    }
    let day: Day? = try Reading.day(times.at)
    let log = try session.openLog()
    if let subject {
      try session.requireAccess(to: subject, in: log)
      guard try log.version(of: subject) > 0 else {
        throw Failure(.noInput, "subject-not-found", at: "", subject.description)
      }
    }
    var entries = try log.accessTrail(of: subject, knownBefore: try times.knownBefore(log))
      .filter { entry in
        let event = entry.recorded.event
        return worker.map { $0 == event.actor } ?? true
          && period?.days.contains(event.effective) ?? true
          && day.map { event.effective <= $0 } ?? true
      }
    let unknown = entries.count { $0.isAcross == nil }
    if across { entries.removeAll { $0.isAcross != true } }
    try session.show(table(entries, session.labels))
    if across, unknown > 0 { session.say(.readersUnknown, String(unknown)) }
  }

  private func subjectGiven() throws(Failure) -> Subject? {
    if caseKey != nil, subject != nil {
      throw Failure(.usage, "options-conflict", at: "", "--subject", "--case")
    }
    guard let text = caseKey.map({ "case/" + $0 }) ?? subject else { return nil }
    let subject: Subject = try Reading.subject(text)
    return subject
  }

  private func table(_ entries: [AccessEntry], _ language: Language) -> Table {
    var table = Table(columns: [
      Column(id: "position", title: Word.position.text(language), isNumber: true),
      Column(id: "time", title: Word.time.text(language)),
      Column(id: "date", title: "", audience: .programs),
      Column(id: "reader", title: Word.reader.text(language)),
      Column(id: "role", title: "", audience: .programs),
      Column(id: "roleLabel", title: Word.role.text(language)),
      Column(id: "readerOffice", title: Word.readerOffice.text(language)),
      Column(id: "subject", title: Word.subject.text(language)),
      Column(id: "office", title: Word.office.text(language)),
      Column(id: "purpose", title: "", audience: .programs),
      Column(id: "purposeLabel", title: Word.purpose.text(language)),
      Column(id: "revealed", title: Word.textShown.text(language)),
      Column(id: "across", title: "", audience: .programs),
      Column(id: "delegation", title: "", audience: .programs),
      Column(id: "delegationBasis", title: "", audience: .programs),
      Column(id: "delegationFrom", title: "", audience: .programs),
      Column(id: "delegationThrough", title: "", audience: .programs),
      Column(
        id: "delegationLabel", title: Word.delegation.text(language),
        audience: across ? .people : .nobody),
      Column(id: "annulledAt", title: "", audience: .programs),
      Column(id: "id", title: "", audience: .programs),
    ])
    table.rows = entries.map { row($0, language) }
    return table
  }

  private func row(_ entry: AccessEntry, _ language: Language) -> [Cell] {
    let (recorded, delegation) = (entry.recorded, entry.delegation)
    let event = recorded.event
    let mark = entry.annulledAt.map { " (" + Word.annulled.text(language, "\($0)") + ")" } ?? ""
    return [
      .whole(recorded.position), .text(recorded.time.description),
      .text(event.effective.description), .text(event.actor), .optional(entry.role),
      .optional(entry.role.map { Label.code($0, .staffRole, language) }),
      .optional(entry.municipality?.description), .text(event.subject.description),
      .text(event.office.description), .optional(entry.purpose),
      .optional(entry.purpose.map { Label.code($0, .accessPurpose, language) + mark }),
      entry.revealed.map { .flag($0) } ?? .missing,
      entry.isAcross.map { .flag($0) } ?? .missing,
      .optional(delegation?.joint.description), .optional(delegation?.basis),
      .optional(delegation?.from.description), .optional(delegation?.through?.description),
      .optional(delegation.map { words($0, language) }),
      entry.annulledAt.map { .whole($0) } ?? .missing, .text(event.id.description),
    ]
  }

  /// A delegation as people read it: what it rests on, the joint service, its days.
  private func words(_ delegation: Delegation, _ language: Language) -> String {
    "\(Label.code(delegation.basis, .delegationBasis, language)), \(delegation.joint), "
      + "\(delegation.from) – \(delegation.through?.description ?? "")"
  }
}
