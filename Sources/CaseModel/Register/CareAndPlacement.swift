// What a measure is to the register: under what law, whether a care order, whether a placement.

extension Episode {
  /// Whether it is a placement measure (plasseringstiltak): the categories that the register's
  /// description of its rules names.
  ///
  /// 8.2 is among them. 8.4 and 8.5, which 8.2 was split into from 2026, are not: the description
  /// was not changed with them. When it is, this is the place.
  public var isPlacementMeasure: Bool {
    kind == .measure && placementCategories.contains(attributes.text(.category) ?? "")
  }
}

private let placementCategories: Set<String> = [
  "1.1", "1.2", "1.99", "2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "2.99", "8.2",
]

extension CaseFile {
  /// The legal basis of a record (Lovhjemmel).
  ///
  /// A measure that has none of its own has that of its decision.
  public func legalBasis(of record: Episode) -> LegalBasis? {
    bearer(of: record).flatMap { LegalBasis($0.attributes) }
  }

  /// The further sections that a record is under (JmfrLovhjemmel); what cannot be read is left out.
  public func alsoUnder(_ record: Episode) -> [LegalBasis] {
    let texts = bearer(of: record)?.attributes.values(.alsoUnder) ?? []
    return texts.compactMap { LegalBasis($0.plainText) }
  }

  /// The record that says what a record is under: itself, or a measure's decision.
  private func bearer(of record: Episode) -> Episode? {
    let isOwn = record.kind != .measure || LegalBasis(record.attributes) != nil
    return isOwn ? record : parent(of: record, .decision)
  }

  /// Whether a measure is a care order (omsorgsovertakelse; the rules say omsorgstiltak).
  public func isCareOrder(_ measure: Episode) -> Bool {
    guard measure.kind == .measure, let basis = legalBasis(of: measure) else { return false }
    return basis.isCareOrder(with: alsoUnder(measure))
  }
}

extension LegalBasis {
  /// Whether a measure under it is a care order: under § 4-12 of the Act of 1992, its § 4-8 second
  /// or third paragraph, its § 4-8 together with § 4-12, or § 5-1 of the Act of 2021.
  ///
  /// Source: barnevernregisteret, definitions of its rules.
  public func isCareOrder(with others: [LegalBasis]) -> Bool {
    switch (act, chapter, section) {
    case ("BVL", "4", "12"), ("BVL2021", "5", "1"): return true
    case ("BVL", "4", "8"):
      let takeover = LegalBasis(act: "BVL", chapter: "4", section: "12")
      return paragraphs.contains { $0 == 2 || $0 == 3 }
        || others.contains { $0.isSameSection(as: takeover) }
    default: return false
    }
  }
}
