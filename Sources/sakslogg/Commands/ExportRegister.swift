import ArgumentParser
import CaseModel
import CaseService
import Glibc
import Interchange
import XML

/// `export barnevernregister`: case folders for the national register (saksmapper).
struct ExportRegister: LogCommand {
  static let configuration = CommandConfiguration(
    commandName: "barnevernregister",
    abstract: Word.helpExportRegister.asked,
    discussion: """
      sakslogg export barnevernregister --all --out folders --xsd Barnevern.xsd

      One file for each case, in schema 4.0.1. A file gets its name when it is whole on disk and \
      found valid, and then its delivery is recorded in the log, for the next one to follow. With \
      --at or --known-at the folders are a look back: not recorded as delivered, but each as a \
      reading of the case before it is written (`sakslogg access`), with the purpose reporting \
      unless another is given. The keys are needed, since a folder holds the child's number.
      """)

  @Option(
    name: .customLong("case"),
    help: ArgumentHelp("One case; several times for several.", valueName: "key"))
  var cases: [String] = []

  @Flag(help: "Every case.")
  var all = false

  @Option(
    help: ArgumentHelp(
      "The cases with something recorded at this position or later.", valueName: "position"))
  var changedSince: UInt64?

  @Option(
    help: ArgumentHelp(
      "The folder to write to; it is made if it is not there.", valueName: "folder"),
    completion: .directory)
  var out: String

  @Option(
    help: ArgumentHelp("The bureau's schema, to validate every file with.", valueName: "file"),
    completion: .file(extensions: ["xsd"]))
  var xsd: String?

  @OptionGroup var reading: ReadingOptions
  @OptionGroup var times: Times
  @OptionGroup(title: Word.helpCommon.asked) var global: GlobalOptions

  private func requireOneChoice(_ language: Language) throws(Failure) {
    let given = [!cases.isEmpty, all, changedSince != nil].count { $0 }
    if given == 0 {
      throw Failure(
        .usage, "option-needed", at: "", "--case, --all, --changed-since",
        Word.seeHelp.text(language, "export barnevernregister"))
    }
    if given > 1 {
      throw Failure(
        .usage, "options-conflict", at: "", cases.isEmpty ? "--all" : "--case",
        all && !cases.isEmpty ? "--all" : "--changed-since")
    }
  }

  func run(in session: Session) throws {
    try requireOneChoice(session.language)
    let schema = try xsd.map { path in
      do throws(XMLError) {
        return try XMLSchemaFile(path)
      } catch {
        throw Failure(.noInput, "register-schema", at: path, error.what, error.remedy)
      }
    }
    let isLook = times.at != nil || times.knownAt != nil
    let reader = try Reader(reading, usual: "reporting", session)
    let log = try isLook ? session.openLogToReveal(orReading: true) : session.openLog(.writing)
    guard mkdir(out, 0o700) == 0 || errno == EEXIST else {
      throw Failure(.cannotCreate, "file-not-created", at: out, String(cString: strerror(errno)))
    }
    var exporter = RegisterExporter(
      actor: try session.actor, folder: out, systemVersion: Root.configuration.version,
      schema: schema,
      day: try Reading.day(times.at), knownBefore: try times.knownBefore(log))
    exporter.beforeReading = { subject in
      try session.recordReading(of: subject, by: reader, in: log)
    }
    try deliver(exporter, log, session)
  }

  private func deliver(_ exporter: RegisterExporter, _ log: CaseLog, _ session: Session) throws {
    let answers = RegisterAnswers(session: session)
    let extraction = try exporter.extraction(from: log)
    var (written, refused) = (0, 0)
    let one = { (subject: Subject) throws in
      let delivery = try exporter.deliver(
        subject, from: log, extraction, changedSince: changedSince)
      switch delivery.outcome {
      case .written(let path, let submission, let position):
        written += 1
        try answers.show(path, subject, submission, position)
      case .refused(let problems):
        refused += 1
        for problem in problems { tell(answers.words(problem, in: subject.description)) }
      case .nothing:
        if !cases.isEmpty {
          throw Failure(.noInput, "subject-not-found", at: "", subject.description)
        }
      }
    }
    do {
      if cases.isEmpty {
        try log.forEachSubject(.case, one)
      } else {
        for key in cases { try one(try Reading.subject("case/" + key)) }
      }
    } catch let missing as RegisterKeyMissing {
      let place = try log.event(at: missing.position).event.subject.description
      throw Failure(.unavailable, "register-keys", at: place)
    }
    if written + refused == 0 { tell(Word.nothing.text(session.language)) }
    if refused > 0 {
      throw Failure(
        .refused, "register-not-delivered", at: out, String(refused), String(written + refused))
    }
  }
}
