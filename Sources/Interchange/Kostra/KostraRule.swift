/// How grave a breach of a rule is (alvorlighetsgrad).
public enum KostraSeverity: Int, Comparable, Sendable {
  /// Worth knowing; nothing is wrong.
  case info
  /// The delivery is taken, but look again.
  case warning
  /// The delivery is not taken.
  case error
  /// The file is not read further.
  case fatal

  /// Whether the first is less grave.
  public static func < (left: KostraSeverity, right: KostraSeverity) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// What a rule says of a delivery or one of its records (funn).
public struct KostraFinding: Hashable, Sendable {
  /// The record, counted from 1; nil for the file as a whole.
  public let record: Int?
  /// The rule: `KOSTRA-11F-014`.
  public let rule: String
  /// How grave it is.
  public let severity: KostraSeverity
  /// The fields concerned.
  public let fields: [KostraFieldName]
  /// The id of its words: the rule's, or for one that says different things, longer.
  public let text: String
  /// What the words fill in: names of fields, counts and sums; never who a record is about.
  public let details: [String]
  /// The rule's place in the order of the record type's rules.
  let order: Int

  /// Whether it is rule 002 against 003-bydel, see ``KostraReport/withoutContradiction``.
  var isContradiction: Bool { text == KostraRecordType.contradiction }
}

extension KostraRecordType {
  /// The words of the one finding that contradicts another rule.
  fileprivate static let contradiction = "KOSTRA-11F-002-bydel"
}

/// One of the bureau's rules about a record type (kontroll).
struct KostraRule: Sendable {
  /// What a breach says, where it differs from what the rule says of itself.
  struct Breach: Sendable {
    var fields: [KostraFieldName]?
    /// What is added to the rule's id to find the words.
    var variant: String?
    var details: [String] = []
  }

  /// How a rule is asked.
  enum Test: Sendable {
    /// Of the file as it is read.
    case file
    /// Of each record.
    case record(@Sendable (KostraLine) -> [Breach])
    /// Of all records: no two may have the same key; one without a key is left out.
    case unique(@Sendable (KostraLine) -> String?)
  }

  /// The bureau's number, which is unique within a record type.
  let number: String
  let severity: KostraSeverity
  let fields: [KostraFieldName]
  let test: Test

  /// A rule that a record breaks when a condition holds.
  init(
    _ number: String, _ severity: KostraSeverity, _ fields: KostraFieldName...,
    breaks: @escaping @Sendable (KostraLine) -> Bool
  ) {
    self.init(number, severity, fields, asking: .record { breaks($0) ? [Breach()] : [] })
  }

  /// The same, about several fields.
  init(
    _ number: String, _ severity: KostraSeverity, _ fields: [KostraFieldName],
    breaks: @escaping @Sendable (KostraLine) -> Bool
  ) {
    self.init(number, severity, fields, asking: .record { breaks($0) ? [Breach()] : [] })
  }

  /// A rule that says what its words fill in; nil where it holds.
  init(
    _ number: String, _ severity: KostraSeverity, _ fields: [KostraFieldName],
    says: @escaping @Sendable (KostraLine) -> [String]?
  ) {
    self.init(
      number, severity, fields, asking: .record { says($0).map { [Breach(details: $0)] } ?? [] })
  }

  /// A rule asked in its own way.
  init(
    _ number: String, _ severity: KostraSeverity, _ fields: [KostraFieldName] = [],
    asking test: Test
  ) {
    self.number = number
    self.severity = severity
    self.fields = fields
    self.test = test
  }

  /// The rules of a record type, in the bureau's order.
  static func all(of type: KostraRecordType) -> [KostraRule] {
    switch type {
    case .financialAssistance: ofFinancialAssistance
    case .qualificationProgramme: ofQualificationProgramme
    }
  }
}

extension KostraRecordType {
  /// The rules by their ids with how grave a breach is, in the bureau's order.
  public var rules: [(id: String, severity: KostraSeverity)] {
    KostraRule.all(of: self).map { (id(of: $0), $0.severity) }
  }

  /// The id of a rule of this record type: `KOSTRA-11F-014`.
  func id(of rule: KostraRule) -> String { "KOSTRA-\(rawValue)-\(rule.number)" }
}
