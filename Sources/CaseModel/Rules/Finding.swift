/// What a rule has to say of an act: a value, never a thrown error (funn).
public struct Finding: Hashable, Sendable {
  /// How grave it is.
  public enum Severity: Int, Comparable, Sendable {
    /// Worth knowing.
    case info
    /// Shown and recorded with the event.
    case warning
    /// The act is refused.
    case error

    /// Whether the left one comes before the right one.
    public static func < (left: Severity, right: Severity) -> Bool {
      left.rawValue < right.rawValue
    }
  }

  /// The rule: the register's own id (`BVR-Melding-4`), the law table's (`BV-12`), or ours.
  public let rule: String
  /// How grave it is.
  public let severity: Severity
  /// The field at fault.
  public let field: Field?
  /// What the message text fills in: codes, ids and dates; never sealed text.
  public let details: [String]

  /// A finding that refuses.
  public static func error(_ rule: String, _ field: Field? = nil, _ details: String...) -> Finding {
    Finding(rule: rule, severity: .error, field: field, details: details)
  }

  /// A finding that is shown and recorded.
  public static func warning(_ rule: String, _ field: Field? = nil, _ details: String...) -> Finding
  {
    Finding(rule: rule, severity: .warning, field: field, details: details)
  }

  /// The same, shown and recorded instead of refusing.
  var asWarning: Finding {
    Finding(rule: rule, severity: min(severity, .warning), field: field, details: details)
  }

  /// A finding worth knowing.
  public static func info(_ rule: String, _ field: Field? = nil, _ details: String...) -> Finding {
    Finding(rule: rule, severity: .info, field: field, details: details)
  }

  init(rule: String, severity: Severity, field: Field?, details: [String]) {
    self.rule = rule
    self.severity = severity
    self.field = field
    self.details = details
  }
}

/// The answer to a proposed act.
public enum Decision: Sendable {
  /// It may be recorded; the events carry the ids of the warnings that were given.
  case accepted([Event], warnings: [Finding])
  /// It may not, for these reasons; the index says which of the proposed events each is about.
  case refused([(index: Int, finding: Finding)])
}

/// An act under examination: the event, and the file as it stands before it.
struct Proposal {
  let event: Event
  let file: CaseFile
  let today: Day
  var origin = ActOrigin.own
  /// The catalogues of measures of the municipalities.
  var catalogues: [Office: MeasureCatalogue] = [:]

  /// The episode the event ends or marks.
  var target: Episode? {
    let role = event.type.shape.episode
    return file.episode(role.kind, role.id.flatMap(event.fields.id))
  }

  /// Whether a sealed field was given.
  func has(_ field: Field) -> Bool { event.sealedFields.contains(field) }

  /// The codes in a field.
  func codes(_ field: Field) -> [String] {
    event.fields.values(field).compactMap { if case .text(let code) = $0 { code } else { nil } }
  }
}
