/// A rule of the national child welfare register (kontroll i Barnevernsregisteret): what a case
/// folder must be like.
///
/// A rule is about the state of a file, never about one act: the same function refuses the act that
/// would break it and finds it broken in a file that is about to be delivered.
public struct RegisterRule: Sendable {
  /// When a rule is asked.
  public enum Scope: Sendable {
    /// When an act is recorded, and before a delivery.
    case append
    /// Before a delivery only: it depends on that day, or what it warns of must be recordable.
    case report
  }

  /// The register's id, `BVR-Melding-4`.
  public let id: StaticString
  /// How grave the register holds a breach.
  public let severity: Finding.Severity
  /// How grave it is where an own act would bring it about; nil for as grave as the register says.
  public let atAppend: Finding.Severity?
  /// When it is asked.
  public let scope: Scope
  /// Finds where a file breaks it.
  let find: @Sendable (RegisterCase) -> [RegisterBreach]

  /// A rule by its parts.
  init(
    _ id: StaticString, _ severity: Finding.Severity, _ scope: Scope = .append,
    atAppend: Finding.Severity? = nil,
    _ find: @escaping @Sendable (RegisterCase) -> [RegisterBreach]
  ) {
    self.id = id
    self.severity = severity
    self.scope = scope
    self.atAppend = atAppend
    self.find = find
  }
}

/// Where a file breaks a rule of the register.
public struct RegisterBreach: Hashable, Sendable {
  /// The record; the case itself has no id.
  public let record: EpisodeKey
  /// The field at fault, where there is one.
  public let field: Field?
  /// How grave this breach is, where the rule's own severity does not hold for it.
  public let severity: Finding.Severity?
  /// What the message text fills in: codes, ids and dates; never sealed text.
  public let details: [String]

  /// A breach by a record.
  init(
    _ episode: Episode, _ field: Field? = nil, _ details: String...,
    severity: Finding.Severity? = nil
  ) {
    self.record = EpisodeKey(episode.kind, episode.id)
    self.field = field
    self.severity = severity
    self.details = details
  }
}

/// A case folder under examination: the file, the day it is delivered, and the sealed texts as far
/// as they are known.
public struct RegisterCase: Sendable {
  /// The file.
  public let file: CaseFile
  /// The day of delivery (DatoUttrekk), or of recording.
  public let day: Day
  /// Sealed texts by record and field; what is missing here may still lie sealed.
  public let texts: [EpisodeKey: [Field: String]]

  /// A case folder at a day.
  public init(_ file: CaseFile, on day: Day, texts: [EpisodeKey: [Field: String]] = [:]) {
    (self.file, self.day, self.texts) = (file, day, texts)
  }

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
  func lacks(
    _ specification: Field, for codes: Set<String>, in list: Field, of episode: Episode
  ) -> Bool {
    let given = episode.attributes.values(list).map(\.plainText)
    guard given.contains(where: codes.contains) else { return false }
    guard let text = text(specification, of: episode) else {
      return !episode.sealedFields.contains(specification)
    }
    let texts = CodeTexts.read(text, for: given)
    return zip(given, texts).contains { codes.contains($0) && $1 == nil }
  }
}

/// What a rule found, ready to be shown.
public struct RegisterFinding: Hashable, Sendable {
  /// The finding: rule, severity, field and details.
  public let finding: Finding
  /// The record it is about.
  public let record: EpisodeKey
}

extension RegisterCase {
  /// What the register's rules say of the file, in the order of the rules.
  ///
  /// A record with an id of an earlier system (MigrertId) is only warned of.
  public func findings(_ rules: [RegisterRule] = RegisterRule.all) -> [RegisterFinding] {
    rules.flatMap { rule in
      rule.find(self).map { breach in
        let severity = isMigrated(breach.record) ? .warning : breach.severity ?? rule.severity
        return RegisterFinding(
          finding: Finding(
            rule: rule.id.description, severity: min(severity, breach.severity ?? rule.severity),
            field: breach.field, details: breach.details),
          record: breach.record)
      }
    }
  }

  /// Whether the record came from an earlier system.
  func isMigrated(_ key: EpisodeKey) -> Bool {
    file.episode(key.kind, key.id)?.attributes.text(.migratedId) != nil
  }
}
