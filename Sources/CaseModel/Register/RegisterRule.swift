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

  /// What a breach is to the service's own act that brings it about.
  public enum AtAppend: Hashable, Sendable {
    /// As grave as the register holds it.
    case asRegister
    /// As grave as this.
    case told(Finding.Severity)
    /// Not said then, only before a delivery.
    case never
  }

  /// The register's id, `BVR-Melding-4`.
  public let id: StaticString
  /// How grave the register holds a breach.
  public let severity: Finding.Severity
  /// When it is asked.
  public let scope: Scope
  /// What a breach is to an own act.
  public let atAppend: AtAppend
  /// Finds where a file breaks it.
  let find: @Sendable (RegisterCase) -> [RegisterBreach]

  /// A rule by its parts; without `atAppend` its scope tells.
  init(
    _ id: StaticString, _ severity: Finding.Severity, _ scope: Scope = .append,
    atAppend: AtAppend? = nil,
    _ find: @escaping @Sendable (RegisterCase) -> [RegisterBreach]
  ) {
    self.id = id
    self.severity = severity
    self.scope = scope
    self.atAppend = atAppend ?? (scope == .append ? .asRegister : .never)
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
  /// What this breach is to an own act, where what the rule says does not hold for it.
  public let atAppend: RegisterRule.AtAppend?
  /// What the message text fills in: codes, ids and dates; never sealed text.
  public let details: [String]

  /// A breach by a record.
  init(
    _ episode: Episode, _ field: Field? = nil, _ details: String...,
    severity: Finding.Severity? = nil, atAppend: RegisterRule.AtAppend? = nil
  ) {
    self.init(episode, field, details: details, severity: severity, atAppend: atAppend)
  }

  /// A breach by a record, with the details as a list.
  init(
    _ episode: Episode, _ field: Field?, details: [String],
    severity: Finding.Severity? = nil, atAppend: RegisterRule.AtAppend? = nil
  ) {
    record = EpisodeKey(episode.kind, episode.id)
    (self.field, self.severity, self.atAppend) = (field, severity, atAppend)
    self.details = details
  }
}
