import ArgumentParser
import CaseModel
import CaseService
import Interchange

/// `check`: named checks of the whole log, and of an inbox against it (kontroller).
struct Check: LogCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: Word.helpCheck.asked,
    discussion: """
      sakslogg check                   everything
      sakslogg check log sealed        those two
      sakslogg check inbox ids.txt     that every message id of a list is in the log
      sakslogg check barnevernregister what the national register's rules say of every case
      sakslogg check kostra 11f FILE   what the statistics bureau's rules say of a delivery

      log: every hash, derived again. types: every event can be read. sealed: every sealed part \
      has its line's digest. facts: the stored facts are those of the lines. cases: no event \
      names a record that is not there. Exit code 1 when one fails.

      kostra needs no log. 11f is financial social assistance, 11cf the qualification programme; a \
      file of - is standard input. The year and the municipality are those of the first record \
      unless given. Exit code 1 when a record breaks a rule of error severity, 65 when the file is \
      no records of that type.
      """)

  @Argument(
    help: """
      log, types, sealed, facts, cases; inbox and a file; barnevernregister; or kostra, a record \
      type and a file.
      """,
    completion: .list(Check.names + KostraRecordType.allCases.map { $0.rawValue.lowercased() }))
  var names: [String] = []

  @Option(
    help: ArgumentHelp(
      "Only cases of a municipality (barnevernregister); whose delivery it is (kostra).",
      valueName: "NNNN"))
  var office: String?

  @Option(
    help: ArgumentHelp(
      "As of that day (barnevernregister); today if not given.", valueName: "YYYY-MM-DD"))
  var at: String?

  @Option(help: ArgumentHelp("The reporting year (kostra).", valueName: "YYYY"))
  var year: String?

  @Flag(help: "The delivery has no recipients: its file is one space (kostra).")
  var noRecipients = false

  @Flag(
    help: """
      Do not count that BYDELSNR is blank outside Oslo, which rule 002 of 11f forbids and rule \
      003-bydel demands (kostra).
      """)
  var forgiveDistrict = false

  @OptionGroup(title: Word.helpCommon.asked) var global: GlobalOptions

  /// What can be checked, by name.
  private static let names =
    CaseService.Check.allCases.map(\.rawValue) + ["inbox", "barnevernregister", "kostra"]

  func run(in session: Session) throws {
    try refuseOptions()
    if names == ["barnevernregister"] { return try checkRegister(session) }
    if names.first == "kostra" { return try checkKostra(session) }
    if names.first == "inbox" { return try checkInbox(session) }
    let all = CaseService.Check.allCases
    let checks = try names.map { name throws(Failure) in
      guard let check = CaseService.Check(rawValue: name) else {
        throw Failure(.usage, "check-unknown", at: "", name, Check.names.joined(separator: ", "))
      }
      return check
    }
    let log = try session.openLog()
    let language = session.labels
    var table = Table(columns: [
      Column(id: "check", title: Word.check.text(language)),
      Column(id: "ok", title: "", audience: .programs),
      Column(id: "result", title: Word.result.text(language), audience: .people),
      Column(id: "position", title: Word.position.text(language), isNumber: true),
      Column(id: "fault", title: Word.fault.text(language)),
    ])
    var count = 0
    for check in checks.isEmpty ? all : checks {
      let faults = try log.check([check])
      count += faults.count
      if faults.isEmpty {
        table.rows.append([
          .text(check.rawValue), .flag(true), .text(Word.checkPassed.text(language)),
          .missing, .missing,
        ])
      }
      for fault in faults {
        table.rows.append([
          .text(check.rawValue), .flag(false), .text(Word.checkFailed.text(language)),
          fault.position.map { .whole($0) } ?? .missing, .text(fault.what),
        ])
      }
    }
    try session.show(log.isSimulated ? table.markedSimulated(in: session.format) : table)
    if log.isSimulated, session.format == .table {
      try session.out.line("\n" + Word.checkedSimulated.text(language))
    }
    if count > 0 { throw Failure(.refused, "check-failed", at: log.path, String(count)) }
  }

  /// An option that says nothing to what is checked is a misunderstanding.
  private func refuseOptions() throws(Failure) {
    let first = names.first ?? "check"
    let (isRegister, isKostra) = (names == ["barnevernregister"], first == "kostra")
    let given = [
      ("--office", office != nil && !isRegister && !isKostra), ("--at", at != nil && !isRegister),
      ("--year", year != nil && !isKostra), ("--no-recipients", noRecipients && !isKostra),
      ("--forgive-district", forgiveDistrict && !isKostra),
    ]
    if let (option, _) = given.first(where: { $0.1 }) {
      throw Failure(.usage, "options-conflict", at: "", option, first)
    }
  }

  /// Holds a list of message ids against the log: what was sent and is not here.
  private func checkInbox(_ session: Session) throws {
    guard names.count == 2 else {
      throw Failure(
        .usage, "option-needed", at: "", "inbox FILE", Word.seeHelp.text(session.language, "check"))
    }
    let text = String(decoding: try InputFile(names[1]).all(limit: 64 << 20), as: UTF8.self)
    let (ids, badLines) = InboxReconciliation.ids(in: text)
    if let line = badLines.first {
      throw Failure(.badData, "inbox-line", at: "\(names[1]):\(line)")
    }
    let log = try session.openLog()
    let language = session.labels
    var table = Table(columns: [
      Column(id: "message", title: Word.message.text(language)),
      Column(id: "standing", title: "", audience: .programs),
      Column(id: "standingLabel", title: Word.status.text(language), audience: .people),
      Column(id: "position", title: Word.position.text(language), isNumber: true),
    ])
    var missing = 0
    for (id, standing) in try InboxReconciliation.check(ids, in: log) {
      let (name, word, position): (String, Word, UInt64?) =
        switch standing {
        case .registered(let position): ("registered", .inboxRegistered, position)
        case .stored(let position, _): ("stored", .inboxStored, position)
        case .handled(let position, _): ("handled", .inboxHandled, position)
        case .missing: ("missing", .inboxMissing, nil)
        }
      if case .missing = standing { missing += 1 }
      table.rows.append([
        .text(id.description), .text(name), .text(word.text(language)),
        position.map { .whole($0) } ?? .missing,
      ])
    }
    try session.show(table)
    if missing > 0 {
      throw Failure(
        .refused, "inbox-missing", at: names[1], String(missing), String(table.rows.count))
    }
  }
}
