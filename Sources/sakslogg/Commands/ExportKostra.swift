import ArgumentParser
import CaseModel
import CaseService
import Interchange

/// `export kostra`: records of social services for the statistics bureau (KOSTRA-uttrekk).
struct ExportKostra: LogCommand {
  static let configuration = CommandConfiguration(
    commandName: "kostra",
    abstract: Word.helpExportKostra.asked,
    discussion: """
      sakslogg export kostra 11f --year 2026 --office 4601 --out 11f.dat
      sakslogg check kostra 11f 11f.dat --year 2026 --office 4601 --forgive-district

      11f has a record of every person who was paid financial assistance in the year, 11cf of \
      every qualification programme. The file gets its name when it is whole on disk; without \
      --out it goes to standard output. A person whose record lacks something is named, with what \
      to do, and then no file is written (exit code 1). The keys are needed, since a record holds \
      day of birth and identity number; that they were read is first recorded on each person's \
      file (`sakslogg access`), with the purpose reporting unless another is given. Without \
      recipients the file is one space.
      """)

  @Argument(
    help: "The record type: 11f or 11cf.",
    completion: .list(KostraRecordType.allCases.map { $0.rawValue.lowercased() }))
  var type: String

  @Option(help: ArgumentHelp("The reporting year.", valueName: "YYYY"))
  var year: String

  @Option(help: ArgumentHelp("The municipality whose delivery it is.", valueName: "NNNN"))
  var office: String

  @Option(
    help: ArgumentHelp(
      "The district whose delivery it is, in Oslo (0301), which delivers a file for each.",
      valueName: "NN"))
  var district: String?

  @Option(
    help: ArgumentHelp("The file; standard output if not given.", valueName: "file"),
    completion: .file(extensions: ["dat"]))
  var out: String?

  @Flag(
    help: """
      Give who has no day of birth that can be read here one in the year of birth, and a number \
      made of it. For trying a file; a simulated log is always exported so.
      """)
  var makeUpBirths = false

  @Flag(help: "Leave out persons whose record lacks something; they are named all the same.")
  var leaveOutIncomplete = false

  @OptionGroup var reading: ReadingOptions
  @OptionGroup var times: Times
  @OptionGroup(title: Word.helpCommon.asked) var global: GlobalOptions

  /// How many lacks are told; of more, their number.
  private static let lacksShown = 100

  func run(in session: Session) throws {
    let type = try Reading.recordType(type)
    let year = try Reading.year(year)
    let office: Office = try Reading.office(office)
    let layout = try Reading.layout(of: type, year)
    try checkDistrict(office)
    let reader = try reading.given == nil ? nil : Reader(reading, usual: "reporting", session)
    let log = try session.openLogToReveal(orReading: true)
    let today = try session.today(log)
    guard year <= today.year else {
      throw Failure(.usage, "kostra-year-to-come", at: "--year", "\(year)", "\(today)")
    }
    let exporter = KostraExporter(
      layout, year: year, office: office, district: district, day: try Reading.day(times.at),
      knownBefore: try times.knownBefore(log), makesUpBirths: makeUpBirths,
      leavesOutIncomplete: leaveOutIncomplete)
    let delivery: KostraDelivery
    do {
      delivery = try exporter.delivery(from: log)
    } catch let missing as RegisterKeyMissing {
      let place = try log.event(at: missing.position).event.subject.description
      throw Failure(.unavailable, "kostra-keys", at: place)
    }
    guard delivery.knowsOffice else {
      throw Failure(.usage, "office-not-in-log", at: "", office.description)
    }
    tellLacks(delivery, year, session)
    if !delivery.revealed.isEmpty {
      try session.recordReadings(
        of: delivery.revealed, by: reader ?? Reader(reading, usual: "reporting", session), in: log)
    }
    try write(delivery, type, session)
    if today < .last(of: year) { session.say(.kostraYearNotOver, "\(year)", "\(today)") }
  }

  /// Oslo delivers a file for each of its districts, and others have none.
  private func checkDistrict(_ office: Office) throws(Failure) {
    let isOslo = office == KostraDelivery.officeWithDistricts
    guard let district else {
      if isOslo { throw Failure(.usage, "kostra-district-needed", at: "--district") }
      return
    }
    guard isOslo else { throw Failure(.usage, "kostra-district", at: "--district", "\(office)") }
    let known = CodeLists.entries(in: .kostraBydel).map { "\($0.code)" }
    guard known.contains(district) else {
      throw Failure(
        .usage, "choice-invalid", at: "--district", district, known.joined(separator: ", "))
    }
  }

  private func write(
    _ delivery: KostraDelivery, _ type: KostraRecordType, _ session: Session
  ) throws {
    guard let bytes = delivery.bytes else {
      throw Failure(
        .refused, "kostra-not-made", at: out ?? "", String(delivery.incompleteCount),
        String(delivery.recordCount))
    }
    if let out {
      try delivery.write(to: out)
    } else {
      try session.out.write(bytes)
      try session.out.flush()
    }
    if delivery.recordCount == 0 { return session.say(.kostraNoRecipients) }
    session.say(.kostraMade, String(delivery.recordCount), type.rawValue)
    if delivery.madeNumberCount > delivery.madeBirthCount {
      session.say(
        .kostraNumbersMade, String(delivery.madeNumberCount - delivery.madeBirthCount))
    }
    if delivery.madeBirthCount > 0 {
      session.say(.kostraBirthsMade, String(delivery.madeBirthCount))
    }
    if delivery.formerOfficeCount > 0 {
      session.say(.kostraFormerOffices, String(delivery.formerOfficeCount))
    }
    if delivery.incompleteCount > 0 {
      session.say(.kostraLeftOut, String(delivery.incompleteCount))
    }
  }

  private func tellLacks(_ delivery: KostraDelivery, _ year: Int, _ session: Session) {
    for lack in delivery.lacks.prefix(Self.lacksShown) {
      tell(lack.failure(year, session.language).shown(in: session.language))
    }
    if delivery.lacks.count > Self.lacksShown {
      session.say(.kostraMoreLacks, String(delivery.lacks.count - Self.lacksShown))
    }
  }
}

extension KostraLack {
  /// What is said of it: which field, of whom, and what to do.
  func failure(_ year: Int, _ language: Language) -> Failure {
    let label = origin.map { Label.field($0.field, of: $0.type, language) } ?? ""
    let event = origin.map { Label.type($0.type, language) } ?? ""
    let fact = origin?.field.name ?? ""
    let text: (String, [String]) =
      switch code {
      case .missing:
        switch origin?.type {
        case .situationRecorded?, .personAssigned?, .personTransferred?:
          (
            "kostra-lacks",
            [
              field.name, label, origin?.type.shortName ?? "", subject.description,
              "\(year)", fact,
            ]
          )
        case .personIdentityRecorded?:
          ("kostra-lacks-identity", [field.name, label, subject.description, fact])
        default: ("kostra-lacks-in", [field.name, label, event, subject.description])
        }
      case .tooLong:
        ("kostra-too-long", [field.name, label, String(limit ?? 0), subject.description])
      case .notASCII: ("kostra-not-ascii", [field.name, label, subject.description])
      case .notInList: ("kostra-not-in-list", [field.name, label, subject.description, "\(year)"])
      case .shared: ("kostra-shared", [field.name, label, other?.description ?? ""])
      case .tooSmall: ("kostra-too-small", [field.name])
      }
    return Failure(
      status: .refused, wording: .text(text.0, text.1), place: subject.description)
  }
}
