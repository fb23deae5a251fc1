// What a rule of law asks of an episode: codes, remarks, and the sections it rests on.

/// A condition on a code field of an episode or a mark.
public struct FieldCondition: Hashable, Sendable {
  /// The field.
  public let field: Field
  /// The codes.
  public let values: [String]
  /// Whether the codes are those that it must not be.
  public let negated: Bool

  /// A condition on a field.
  public init(_ field: Field, _ values: [String], negated: Bool = false) {
    self.field = field
    self.values = values
    self.negated = negated
  }

  /// Whether the condition holds for the field's value or values.
  ///
  /// It holds if one of them is among the codes; negated, if one of them is not, or if there are
  /// none: a duty does not fall away because a code is missing.
  public func holds(for found: [FieldValue]) -> Bool {
    if negated && found.isEmpty { return true }
    return found.contains { values.contains($0.plain) != negated }
  }

  /// Whether the condition holds for an event's fields.
  public func holds(for fields: Fields) -> Bool { holds(for: fields.values(field)) }
}

/// A condition on a dated remark (merknad) of an episode.
public struct MarkCondition: Hashable, Sendable {
  /// The type of the event that makes it.
  public let type: EventType
  /// What it must say.
  public let conditions: [FieldCondition]

  /// A condition on a mark.
  public init(_ type: EventType, _ conditions: [FieldCondition]) {
    (self.type, self.conditions) = (type, conditions)
  }

  /// The marks of an episode that fulfil it, in order of their day.
  public func marks(on episode: Episode) -> [Mark] {
    episode.marks(type).filter { mark in conditions.allSatisfy { $0.holds(for: mark.fields) } }
  }
}

/// A section of an Act that a decision rests on (hjemmel).
public struct LegalSection: Hashable, Sendable {
  private let act: String
  private let chapter: String
  private let section: String
  private let paragraph: Int64?

  /// `BVL 4-6 (2)`: the Act, the chapter, the section, and a paragraph where it matters.
  public init(_ act: String, _ chapter: String, _ section: String, paragraph: Int64? = nil) {
    (self.act, self.chapter, self.section) = (act, chapter, section)
    self.paragraph = paragraph
  }

  /// Whether facts rest on it.
  ///
  /// A decision that names no paragraph may rest on any: a duty does not fall away because a
  /// detail is missing.
  public func isBasis(of fields: Fields) -> Bool {
    guard fields.text(.act) == act, fields.text(.chapter) == chapter,
      fields.text(.section) == section
    else { return false }
    let named = fields.values(.paragraphs)
    guard let paragraph, !named.isEmpty else { return true }
    return named.contains(.number(paragraph))
  }
}
