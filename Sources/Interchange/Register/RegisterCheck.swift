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
  ///   - office: only the cases of a municipality.
  public func registerVerdicts(
    on day: Day, knownBefore: UInt64? = nil, office: Office? = nil,
    _ body: (RegisterVerdict) throws -> Void
  ) throws {
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
      guard let folder, folder.file.own != nil, office == nil || office == folder.file.office else {
        return
      }
      let examined = RegisterCase(folder.file, on: day, texts: hasTexts ? folder.recordTexts : [:])
      try body(
        RegisterVerdict(subject: subject, findings: examined.findings(), hasTexts: hasTexts))
    }
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
