public import CaseModel
public import CaseService
import XML

/// What the register's rules say of a case folder as the log would deliver it (kontroller).
public struct RegisterVerdict: Sendable {
  /// The case.
  public let subject: Subject
  /// What the rules found, in their order.
  public let findings: [RegisterFinding]
  /// Whether sealed texts could be read: without them the rules about numbers are not asked.
  public let hasTexts: Bool
}

extension CaseLog {
  /// Asks the register's rules of every case.
  /// - Parameters:
  ///   - day: the day of delivery: the folder as it stood then, and the rules as of then.
  ///   - office: only the cases of a municipality, and of those that have become part of it.
  public func registerVerdicts(
    on day: Day, knownBefore: UInt64? = nil, office: Office? = nil,
    _ body: (RegisterVerdict) throws -> Void
  ) throws {
    let offices = try office.map {
      try self.offices(of: $0, at: day, knownBefore: knownBefore)
    }
    try forEachSubject(.case) { subject in
      var hasTexts = true
      let folder = try LogFolder(subject, self, at: day, knownBefore: knownBefore) { position in
        do {
          return try self.knownTexts(at: position)
        } catch is RegisterKeyMissing {
          hasTexts = false
          return [:]
        }
      }
      guard let folder, folder.file.own != nil,
        offices.map({ folder.file.office.map($0.contains) ?? false }) ?? true
      else { return }
      let examined = RegisterCase(
        folder.file, on: day, texts: hasTexts ? folder.recordTexts : [:])
      let file = hasTexts ? try fileFindings(folder, day, knownBefore) : []
      try body(
        RegisterVerdict(
          subject: subject, findings: file + examined.findings(), hasTexts: hasTexts))
    }
  }

  /// The rules about the produced file and who sends it; asked where the file could be made.
  private func fileFindings(
    _ folder: LogFolder, _ day: Day, _ knownBefore: UInt64?
  ) throws -> [RegisterFinding] {
    guard let caseID = folder.caseID else { return [] }
    let key = EpisodeKey(.case, nil)
    var problems: [RegisterProblem] = []
    let exporter = RegisterExporter(
      actor: "", folder: "", systemVersion: "1", day: day, knownBefore: knownBefore)
    let extraction = RegisterExtraction(size: 0, moment: Instant(day))
    let sender = try exporter.submission(of: folder, caseID, extraction, self, &problems)
    guard let sender else {
      return [RegisterFinding(finding: RegisterFileRule.schemaFinding(at: "Avgiver"), record: key)]
    }
    let made = RegisterFolder(
      submission: sender, caseID: caseID, journal: folder.journal, facts: folder.facts,
      deletions: folder.deletions)
    problems = RegisterNode.barnevern(.v4).problems(of: made.element, at: "/Barnevern")
    let unit = RegisterFileRule.unitFinding(
      organisationNumber: sender.organisationNumber, districtNumber: sender.districtNumber,
      districtName: sender.districtName)
    let places = problems.map { ([$0.path] + $0.details.prefix(1)).joined(separator: " ") }
    return (places.map(RegisterFileRule.schemaFinding) + [unit].compactMap(\.self))
      .map { RegisterFinding(finding: $0, record: key) }
  }
}

extension LogFolder {
  /// The sealed texts by record: of two of one field, the later.
  var recordTexts: [EpisodeKey: [Field: String]] {
    var texts: [EpisodeKey: [Field: String]] = [:]
    for recorded in events {
      guard let found = self.texts[recorded.position] else { continue }
      let role = recorded.event.type.shape.episode
      let key = EpisodeKey(role.kind, role.id.flatMap(recorded.event.fields.id))
      texts[key, default: [:]].merge(found) { $1 }
    }
    return texts
  }
}
