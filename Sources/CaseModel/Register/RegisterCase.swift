/// A case folder under examination: the file, the day it is delivered, and the sealed texts as far
/// as they are known.
public struct RegisterCase: Sendable {
  /// The file.
  public let file: CaseFile
  /// The day of delivery (DatoUttrekk), or of recording.
  public let day: Day
  /// Sealed texts by record and field; what is missing here may still lie sealed.
  public let texts: [EpisodeKey: [Field: String]]
  /// The case itself.
  let own: Episode?
  /// The records by their kind, sorted out once for all the rules.
  private let byKind: [EpisodeKind: [Episode]]

  /// A case folder at a day.
  public init(_ file: CaseFile, on day: Day, texts: [EpisodeKey: [Field: String]] = [:]) {
    (self.file, self.day, self.texts) = (file, day, texts)
    own = file.own
    byKind = Dictionary(grouping: file.episodes, by: \.kind)
  }

  /// The records of a kind, in order of their start.
  func records(_ kind: EpisodeKind) -> [Episode] { byKind[kind] ?? [] }

  /// The text of a sealed field, where it is known.
  func text(_ field: Field, of episode: Episode) -> String? {
    texts[EpisodeKey(episode.kind, episode.id)]?[field]
  }

  /// Whether a sealed field was given; where its text is unknown, it is taken to say something.
  func has(_ field: Field, _ episode: Episode) -> Bool {
    if let text = text(field, of: episode) { return !text.isEmpty }
    return episode.sealedFields.contains(field)
  }

  /// Whether one of a list's codes lacks the specification it needs (Presisering).
  func lacks(_ specification: Field, in list: Field, of episode: Episode) -> Bool {
    let codes = CodeTexts.needing(in: list)
    let given = episode.attributes.values(list).map(\.plainText)
    guard given.contains(where: codes.contains) else { return false }
    guard let text = text(specification, of: episode) else {
      return !episode.sealedFields.contains(specification)
    }
    let texts = CodeTexts.read(text, for: given, needing: codes)
    return zip(given, texts).contains { codes.contains($0) && $1 == nil }
  }
}

/// What a rule found, ready to be shown.
public struct RegisterFinding: Hashable, Sendable {
  /// The finding: rule, severity, field and details.
  public let finding: Finding
  /// The record it is about.
  public let record: EpisodeKey

  /// A finding about a record; about the whole folder for the case itself.
  public init(finding: Finding, record: EpisodeKey) {
    (self.finding, self.record) = (finding, record)
  }
}

extension RegisterCase {
  /// What the register's rules say of the file before a delivery, in the order of the rules.
  ///
  /// A record with an id of an earlier system (MigrertId) is only warned of.
  public func findings(_ rules: [RegisterRule] = RegisterRule.all) -> [RegisterFinding] {
    rules.flatMap { rule in
      rule.find(self).map { finding($0, of: rule, $0.severity ?? rule.severity) }
    }
  }

  /// What the rules say of the file as an act of that origin would leave it.
  ///
  /// Of an own act each rule is as grave as its `atAppend` says. What another system delivered
  /// meets the register's own severities; as delivered, nothing is graver than a warning.
  func findings(onActOf origin: ActOrigin) -> [RegisterFinding] {
    switch origin {
    case .own:
      RegisterRule.ofOwnActs.flatMap { rule in
        rule.find(self).compactMap { breach in
          switch breach.atAppend ?? rule.atAppend {
          case .asRegister: finding(breach, of: rule, breach.severity ?? rule.severity)
          case .told(let severity): finding(breach, of: rule, severity)
          case .never: nil
          }
        }
      }
    case .delivered(let asDelivered):
      RegisterRule.ofDeliveredActs.flatMap { rule in
        rule.find(self).map { breach in
          let severity = breach.severity ?? rule.severity
          return finding(breach, of: rule, asDelivered ? min(severity, .warning) : severity)
        }
      }
    }
  }

  private func finding(
    _ breach: RegisterBreach, of rule: RegisterRule, _ severity: Finding.Severity
  ) -> RegisterFinding {
    RegisterFinding(
      finding: Finding(
        rule: rule.id.description,
        severity: isMigrated(breach.record) ? min(severity, .warning) : severity,
        field: breach.field, details: breach.details),
      record: breach.record)
  }

  /// Whether the record came from an earlier system; a claim did if its decision did.
  func isMigrated(_ key: EpisodeKey) -> Bool {
    guard let record = file.episode(key.kind, key.id) else { return false }
    if record.attributes.text(.migratedId) != nil { return true }
    guard key.kind == .privateClaim else { return false }
    return file.parent(of: record, .decision)?.attributes.text(.migratedId) != nil
  }
}
