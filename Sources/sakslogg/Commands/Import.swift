import ArgumentParser
import CaseModel
import CaseService
import Interchange
import TransparencyLog

/// `import`: takes in what others have made (ta inn).
struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: Word.helpImport.asked,
    subcommands: [ImportFiks.self, ImportRegister.self, ImportLines.self])
}

/// `import fiks`: report messages of the national portal (bekymringsmeldinger).
struct ImportFiks: LogCommand {
  static let configuration = CommandConfiguration(
    commandName: "fiks",
    abstract: Word.helpImportFiks.asked,
    discussion: """
      sakslogg import fiks inbox/*.json

      One message becomes a report for each child, all or none: in the child's open case in the \
      municipality, where the identity number tells which, else in a new one. A message's id is \
      that of --message-id, of the envelope's melding-id, or the file's name if that is a UUID. \
      Without any it follows from the content, which is said; `check inbox` then knows the message \
      by that id, not by the portal's. A message is named on standard \
      output only when it is durably stored: acknowledge those, and only those. A message that \
      cannot be understood is stored as it came, sealed, and needs a person: see `message list`. \
      It is stored, so the exit code is 0.
      """)

  @Argument(help: "The messages, one in each file.", completion: .file())
  var files: [String]

  @Option(
    name: .customLong("message-id"),
    help: ArgumentHelp("The message's id (header melding-id), for one file.", valueName: "uuid"))
  var messageID: String?

  @Option(help: ArgumentHelp("The message's type (header type).", valueName: "name"))
  var type: String?

  @Option(
    help: ArgumentHelp(
      "When it was received, a day or a moment; now if not given.", valueName: "time"))
  var received: String?

  @Option(
    name: .customLong("case"),
    help: ArgumentHelp(
      "The case of a child, counted from 1, as 1=2017-0412; several times for several.",
      valueName: "child=key"))
  var cases: [String] = []

  @Option(help: ArgumentHelp("SHA-256 of the attached document, in hex.", valueName: "digest"))
  var attachment: String?

  @Option(
    help: ArgumentHelp("The municipality of a message that does not tell.", valueName: "NNNN"))
  var office: String?

  @OptionGroup(title: Word.helpCommon.asked) var global: GlobalOptions

  func run(in session: Session) throws {
    let log = try session.openLog(.writing)
    let importer = FiksImporter(actor: try session.actor, office: try Reading.office(office))
    let options = FiksDelivery(
      name: "", bytes: [], messageID: try messageID.map { try Reading.id($0) }, type: type,
      arrival: try arrival(), cases: try casesGiven(), attachmentDigest: attachment)
    let shown = FiksAnswers(session: session)
    let results = try importer.import(files: files, into: log, options: options) { result in
      try shown.show(result)
      // Whoever reads the answer may acknowledge at once, so it must not wait in a buffer.
      try session.out.flush()
    }
    let stored = results.count { if case .stored = $0.outcome { true } else { false } }
    if stored > 0 {
      tell(
        Failure(.done, "message-needs-person", at: "", String(stored)).shown(in: session.language))
    }
    let lost = results.count { !$0.isAcknowledged }
    if lost > 0 { throw QuietEnd(status: shown.worst(of: results)) }
  }

  private func arrival() throws -> FiksArrival? {
    guard let received else { return nil }
    guard let arrival = FiksArrival(received) else {
      throw Failure(.usage, "day-invalid", at: "--received", received)
    }
    return arrival
  }

  private func casesGiven() throws -> [Int: Subject] {
    var given: [Int: Subject] = [:]
    for text in cases {
      let parts = text.split(separator: "=", maxSplits: 1)
      guard parts.count == 2, let number = Int(parts[0]), number > 0 else {
        throw Failure(.usage, "choice-invalid", at: "--case", text, "1=2017-0412")
      }
      given[number - 1] = try Reading.subject("case/" + parts[1])
    }
    return given
  }
}

/// `import lines`: another log's lines into an empty one, with the same root.
struct ImportLines: LogCommand {
  static let configuration = CommandConfiguration(
    commandName: "lines",
    abstract: Word.helpImportLines.asked,
    discussion: """
      sakslogg import lines lines.jsonl --sealed sealed.txt --log copy

      Interrupted, it is run again with the same files, and goes on after the events that are in. \
      The lines of a simulated log are taken into a simulated log only.
      """)

  @Argument(
    help: "The lines as `export lines` wrote them, or - for standard input.", completion: .file())
  var file: String

  @Option(
    help: ArgumentHelp("The sealed parts beside them.", valueName: "file"), completion: .file())
  var sealed: String?

  @OptionGroup(title: Word.helpCommon.asked) var global: GlobalOptions

  func run(in session: Session) throws {
    let log = try session.openLog(.writing)
    let lines = LineSource(try LineReader(file))
    // A sealed part may hold a whole message of 12 MiB, in hex.
    let parts = try sealed.map { LineSource(try LineReader($0, limit: 64 << 20)) }
    let taken: LineImport
    do {
      taken = try log.importLines(
        { try lines.next() },
        sealed: { try parts?.next().map { String(decoding: $0, as: UTF8.self) } })
    } catch {
      throw stopped(by: error, log, session)
    }
    if taken.resumedAt > 0 { session.say(.importResumed, String(taken.resumedAt)) }
    try session.out.line(
      Word.imported.text(session.language, String(taken.size), taken.root.hex))
    if taken.withoutSealed > 0 { session.say(.withoutSealed, String(taken.withoutSealed)) }
  }

  /// Says what stopped the import, and how far it came.
  private func stopped(by error: any Error, _ log: CaseLog, _ session: Session) -> QuietEnd {
    let failure = failure(from: error, at: log.path, session.language)
    tell(failure.shown(in: session.language))
    let isOther = (error as? ServiceError).map { [.logDiffers, .originDiffers].contains($0.code) }
    if isOther != true, let size = try? log.size {
      tell(
        Failure(failure.status, "import-stopped", at: log.path, String(size))
          .shown(in: session.language))
    }
    return QuietEnd(status: failure.status)
  }
}

/// A line reader that closures can share.
private final class LineSource {
  private var reader: LineReader

  init(_ reader: consuming LineReader) { self.reader = reader }

  func next() throws(Failure) -> [UInt8]? { try reader.next() }
}
