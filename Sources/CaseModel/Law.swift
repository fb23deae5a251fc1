/// One dated duty or deadline (frist): who must do what, counted from where, met by what.
///
/// The rules are data: `Schemas/law` holds them with both Acts' sections, source and certainty,
/// and `LawRule.all` is generated from it. Labels and legal basis lie in the module `Schemas`
/// under the rule's id.
public struct LawRule: Sendable {
  /// Whose verdict a rule gives; they are never mixed.
  public enum Verdict: String, CaseIterable, Sendable {
    /// The Act's: calendar weeks and months.
    case law
    /// The statistics bureau's count of days, which is up to two days off the law's.
    case statistics
    /// A number that a service sets where the Act only says "regularly".
    case policy
  }

  /// Where the counting starts.
  public enum Anchor: Hashable, Sendable {
    /// The first day of the episode.
    case start
    /// The last day of the episode.
    case end
    /// The first day of the earliest record of that kind that the episode follows from.
    case parentStart(EpisodeKind)
  }

  /// A longer time that replaces the ordinary one, counted from the same point.
  public struct Extension: Sendable {
    /// The mark on the episode that gives it.
    public let mark: EventType
    /// What the mark must say.
    public let condition: FieldCondition
    /// The whole length with the extension.
    public let length: Period
  }

  /// A length that depends on a code that is in force at the time.
  public struct LengthByCode: Sendable {
    /// The field that holds the code.
    public let field: Field
    /// The length for each code; another code, or none, takes the rule's own length.
    public let lengths: [(code: String, length: Period)]
  }

  /// What meets the duty.
  public enum Fulfilment: Sendable {
    /// The end of the episode.
    case end
    /// A mark on the episode.
    case mark(EventType, [FieldCondition])
    /// A one-day episode of this kind that follows from the episode.
    case happening(EpisodeKind)
    /// An open episode of this kind that lasts as long as the episode does.
    case cover(EpisodeKind, [FieldCondition])
  }

  /// How sure the source list is of the rule.
  public enum Certainty: String, CaseIterable, Sendable {
    /// Read in a source, or several agree.
    case established
    /// Follows from what was read.
    case inferred
    /// From memory.
    case recalled
  }

  /// The id of the rule, `BV-01`.
  public let id: StaticString
  /// Whose verdict it gives.
  public let verdict: Verdict
  /// The kind of episode that the duty is about.
  public let episode: EpisodeKind
  /// What the episode must be like; all must hold.
  public let conditions: [FieldCondition]
  /// Where the counting starts.
  public let anchor: Anchor
  /// Time between the anchor and the point that the length is counted from.
  public let offset: Period?
  /// The length.
  public let length: Period
  /// A length by code instead.
  public let lengthBy: LengthByCode?
  /// A longer time that may be given.
  public let extended: Extension?
  /// What meets the duty.
  public let met: Fulfilment
  /// Whether the duty begins again when it is met, until the episode ends.
  public let repeats: Bool
  /// The first day that the rule holds for an episode that starts on it; nil for always.
  public let validFrom: Day?
  /// The last such day; nil for no end.
  public let validTo: Day?
  /// How sure the source list is of it.
  public let certainty: Certainty

  /// Whether the rule is the one for an episode that starts on a day.
  ///
  /// It is the episode's own start that decides, also where the counting starts at a parent's, so
  /// that every episode has one of two rules that follow one another.
  public func holds(forStart day: Day) -> Bool {
    (validFrom.map { day >= $0 } ?? true) && (validTo.map { day <= $0 } ?? true)
  }

  /// The last day in time for a count from an anchor day.
  public func due(from anchor: Day, length: Period) -> Day {
    (offset.map(anchor.adding) ?? anchor).adding(length)
  }
}

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
    return found.contains { value in
      guard case .text(let code) = value else { return false }
      return values.contains(code) != negated
    }
  }

  /// Whether the condition holds for an event's fields.
  public func holds(for fields: Fields) -> Bool { holds(for: fields.values(field)) }
}

/// A length of time in calendar months and days; never converted from one to the other.
public struct Period: Hashable, Sendable, CustomStringConvertible {
  /// Calendar months.
  public let months: Int
  /// Days.
  public let days: Int

  /// A period of months and days.
  public init(months: Int = 0, days: Int = 0) { (self.months, self.days) = (months, days) }

  /// The ISO 8601 form: `P3M`, `P7D`.
  public var description: String {
    if months == 0 { return "P\(days)D" }
    return "P\(months)M" + (days == 0 ? "" : "\(days)D")
  }
}

extension Day {
  /// The last day of a period that is counted from this day: months first, then days; the starting
  /// day is not counted (domstolloven § 148; law tables CAL-01 and CAL-02).
  public func adding(_ period: Period) -> Day {
    let moved = period.months == 0 ? self : adding(months: period.months)
    return moved.adding(days: period.days)
  }
}
