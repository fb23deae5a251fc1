public import CaseModel
public import CaseService
public import XML

/// Delivers case folders for the national child welfare register: one file for each case, in schema
/// 4.0.1 (Barnevernsregisteret).
///
/// A file is made from the log alone: the same number of events gives the same bytes. It gets its
/// name only when it is whole on disk and found valid, and only then the delivery is recorded,
/// which is the chain that the next one follows (ForrigeId). A folder that did not change since its
/// last delivery gives that delivery's bytes again, and records nothing.
public struct RegisterExporter {
  /// The staff id of who delivers.
  public var actor: String
  /// The folder that the files go to.
  public var folder: String
  /// The version of this program, as the file names it.
  public var systemVersion: String
  /// The bureau's own schema; nil to trust this program's.
  public var schema: XMLSchemaFile?
  /// The folder as it stood at the end of a day: a look back, and no delivery.
  public var day: Day?
  /// The folder as the first so many events knew it: a look back, and no delivery; nil for all.
  public var knownBefore: UInt64?
  /// Is told of a file with sealed content before it is written, where no delivery will be recorded
  /// of it; what it throws keeps the file from being written.
  public var beforeReading: (Subject) throws -> Void = { _ in }

  /// An exporter to a folder.
  public init(
    actor: String, folder: String, systemVersion: String, schema: XMLSchemaFile? = nil,
    day: Day? = nil, knownBefore: UInt64? = nil
  ) {
    self.actor = actor
    self.folder = folder
    self.systemVersion = systemVersion
    self.schema = schema
    self.day = day
    self.knownBefore = knownBefore
  }

  /// Whether what is written counts as delivered to the register, and is recorded.
  public var isDelivery: Bool { day == nil && knownBefore == nil }

  /// The moment that files made now say they were extracted at: that of the last event that is no
  /// delivery and no reading, so that neither changes what is delivered.
  public func extraction(from log: CaseLog) throws -> RegisterExtraction {
    var size = try min(knownBefore ?? .max, log.size)
    while size > 0, case let event = try log.event(at: size - 1),
      [.submissionSent, .accessUsed].contains(event.event.type)
    { size -= 1 }
    let time = size > 0 ? try log.event(at: size - 1).time : Instant(milliseconds: 0)
    return RegisterExtraction(size: size, moment: time)
  }

  /// Writes the file of a case, and records the delivery.
  /// - Parameters:
  ///   - subject: the case.
  ///   - log: the log it lies in.
  ///   - extraction: the moment that the file says, and what it knows.
  ///   - changedSince: only if something was recorded on the case from this position on.
  public func deliver(
    _ subject: Subject, from log: CaseLog, _ extraction: RegisterExtraction,
    changedSince: UInt64? = nil
  ) throws -> RegisterDelivery {
    guard let known = try LogFolder(subject, log, at: day, knownBefore: knownBefore),
      known.file.own != nil, let caseID = known.caseID
    else { return RegisterDelivery(subject: subject, outcome: .nothing) }
    // Neither a delivery nor a reading changes what is delivered.
    let content = known.history.filter {
      ![.submission, .access].contains($0.event.type.shape.episode.kind)
    }
    if let changedSince, (content.last?.position ?? 0) < changedSince {
      return RegisterDelivery(subject: subject, outcome: .nothing)
    }
    let last = known.submissions.last
    let isSame =
      isDelivery && last?.event.type == .submissionSent
      && (last?.position ?? 0) > (content.last?.position ?? 0)
    var problems: [RegisterProblem] = []
    let submission =
      isSame
      ? last.flatMap { RegisterSubmission($0.event.fields) }
      : try self.submission(of: known, caseID, extraction, log, &problems)
    guard let submission else {
      return RegisterDelivery(subject: subject, outcome: .refused(problems))
    }
    let made = RegisterFolder(
      submission: submission, caseID: caseID, journal: known.journal, facts: known.facts,
      deletions: known.deletions)
    let isOwn = isSame && last?.event.actor == actor
    let isTold = isDelivery && (!isSame || isOwn) || known.texts.values.allSatisfy(\.isEmpty)
    return try write(made, isSame: isSame, subject, log, extraction) {
      if !isTold { try beforeReading(subject) }
    }
  }

  private func write(
    _ made: RegisterFolder, isSame: Bool, _ subject: Subject, _ log: CaseLog,
    _ extraction: RegisterExtraction, before: () throws -> Void
  ) throws -> RegisterDelivery {
    let root = made.element
    var problems = RegisterNode.barnevern(.v4).problems(of: root, at: "/Barnevern")
    let bytes = try XMLWriter.bytes(of: root)
    let name = "\(made.caseID).xml"
    if let schema {
      problems += try schema.validate(bytes: bytes, name: name).map {
        RegisterProblem(.schema, line: $0.line, path: $0.path, $0.what)
      }
    }
    guard problems.isEmpty else {
      return RegisterDelivery(subject: subject, outcome: .refused(problems))
    }
    let path = folder + "/" + name
    try before()
    try DeliveredFile.write(bytes, to: path)
    guard isDelivery, !isSame else {
      return RegisterDelivery(
        subject: subject, outcome: .written(path, made.submission.id, position: nil))
    }
    var fields = made.submission.fields(fileDigest: sha256Hex(bytes))
    fields[.logSize] = .number(Int64(clamping: extraction.size))
    let day = try Day(made.submission.extractedAt.prefix(10)) ?? log.today
    let draft = Draft(
      .submissionSent, on: subject, effective: day, actor: actor, fields: fields,
      time: log.isSimulated ? extraction.moment : nil)
    switch try log.record([draft], origin: .delivered(asDelivered: false)) {
    case .recorded(let receipt):
      return RegisterDelivery(
        subject: subject,
        outcome: .written(path, made.submission.id, position: receipt.positions.first))
    case .refused(let reasons):
      return RegisterDelivery(
        subject: subject,
        outcome: .refused(
          reasons.map {
            RegisterProblem(.rule, path: "/Barnevern", $0.finding.rule, finding: $0.finding)
          }))
    case .alreadyStored, .keyTaken, .movedOn:
      return RegisterDelivery(
        subject: subject, outcome: .written(path, made.submission.id, position: nil))
    }
  }

  /// Who delivers, when, and after which delivery.
  func submission(
    of known: LogFolder, _ caseID: RecordID, _ extraction: RegisterExtraction, _ log: CaseLog,
    _ problems: inout [RegisterProblem]
  ) throws -> RegisterSubmission? {
    let office = known.file.office ?? known.file.own?.office
    let unit = try office.flatMap { try log.file(.unit($0), at: day, knownBefore: knownBefore) }
    let own = unit?.own?.attributes
    // A case from elsewhere in a log without units goes out under the name it came in with.
    let earlier = known.deliverer(for: office)
    guard let office,
      let number = own?.text(.organisationNumber) ?? earlier?.organisationNumber,
      let name = own?.text(.municipalityName) ?? own?.text(.name) ?? earlier?.municipalityName
    else {
      problems.append(
        RegisterProblem(
          .missingFact, path: "/Barnevern/Avgiver", "organisationNumber",
          "unit/" + (office?.description ?? "")))
      return nil
    }
    let hasOwn = own?.text(.organisationNumber) != nil
    return RegisterSubmission(
      id: caseID.named(
        "submission/" + extraction.moment.osloDescription + (day.map { "/\($0)" } ?? "")),
      previous: known.submissions.last?.event.fields.id(.submission),
      extractedAt: extraction.moment.osloDescription, vendor: "Sakslogg", system: "Sakslogg",
      systemVersion: systemVersion, organisationNumber: number, municipality: office,
      municipalityName: name,
      districtNumber: hasOwn ? own?.text(.districtNumber) : earlier?.districtNumber,
      districtName: hasOwn ? own?.text(.districtName) : earlier?.districtName)
  }
}

/// The moment of an extraction, and what it knew.
public struct RegisterExtraction: Hashable, Sendable {
  /// The number of events known.
  public let size: UInt64
  /// The moment that the files say.
  public let moment: Instant
}

/// What came of delivering one case.
public struct RegisterDelivery: Sendable {
  /// The outcomes.
  public enum Outcome: Sendable {
    /// The file is whole on disk; nil for a look back or for the same delivery again, else where
    /// the delivery is recorded.
    case written(String, RecordID, position: UInt64?)
    /// Nothing was written, for these reasons.
    case refused([RegisterProblem])
    /// The case was not there then, or did not change.
    case nothing
  }

  /// The case.
  public let subject: Subject
  /// What came of it.
  public let outcome: Outcome
}

extension RegisterSubmission {
  /// The delivery that an event records.
  init?(_ fields: Fields) {
    guard let id = fields.id(.submission), let extracted = fields.text(.extractedAt),
      let office = fields.text(.municipality).flatMap({ Office($0) })
    else { return nil }
    self.init(
      id: id, previous: fields.id(.previous), extractedAt: extracted,
      vendor: fields.text(.vendor) ?? "", system: fields.text(.system) ?? "",
      systemVersion: fields.text(.systemVersion) ?? "",
      organisationNumber: fields.text(.organisationNumber) ?? "", municipality: office,
      municipalityName: fields.text(.municipalityName) ?? "",
      districtNumber: fields.text(.districtNumber), districtName: fields.text(.districtName))
  }
}
