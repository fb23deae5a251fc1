extension RegisterRule {
  /// Every rule of the register that is about a case folder, in the order of its rule list.
  public static let all: [RegisterRule] =
    caseRules + personalRules + reportRules + investigationRules + decisionRules + measureRules
    + planRules + aftercareRules + relocationRules + boardReferralRules

  /// The rules that are asked of the service's own acts.
  static let ofOwnActs: [RegisterRule] = all.filter { $0.atAppend != .never }

  /// The rules that are asked of what another system delivered.
  static let ofDeliveredActs: [RegisterRule] = all.filter { $0.scope == .append }

  /// The rules about the produced file and the unit it comes from (fil, avgiver).
  public static let fileRules: [RegisterFileRule] = [
    RegisterFileRule("BVR-Fil-XSD", .error), RegisterFileRule("BVR-Avgiver-1", .error),
  ]

  /// Every rule of the register by its id, in the order of its rule list.
  public static let register: [(id: String, severity: Finding.Severity)] =
    fileRules.map { ($0.id.description, $0.severity) }
    + all.map { ($0.id.description, $0.severity) }
}

/// A rule of the register that is not about a case's state: asked by who produces the file.
public struct RegisterFileRule: Sendable {
  /// The register's id, `BVR-Avgiver-1`.
  public let id: StaticString
  /// How grave the register holds a breach; what it calls fatal is an error here.
  public let severity: Finding.Severity

  /// A rule by its id.
  init(_ id: StaticString, _ severity: Finding.Severity) {
    (self.id, self.severity) = (id, severity)
  }

  /// A file that the register's schema does not take (BVR-Fil-XSD).
  /// - Parameter place: the element or attribute, never its content.
  public static func schemaFinding(at place: String) -> Finding {
    .error("BVR-Fil-XSD", nil, place)
  }

  /// A unit of Oslo, Bergen or Trondheim that does not say which district it is (bydel;
  /// BVR-Avgiver-1); nil for one that does, and for every other.
  public static func unitFinding(
    organisationNumber: String, districtNumber: String?, districtName: String?
  ) -> Finding? {
    guard ["958935420", "964338531", "942110464"].contains(organisationNumber),
      (districtNumber ?? "").isEmpty || (districtName ?? "").isEmpty
    else { return nil }
    return .error("BVR-Avgiver-1", nil, organisationNumber)
  }
}
