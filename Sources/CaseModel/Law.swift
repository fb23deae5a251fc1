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

  /// Who owes the duty, or loses the right when the time is out.
  public enum Owner: String, CaseIterable, Sendable {
    /// The child welfare service (barnevernstjenesten).
    case service
    /// The child welfare and health board (barneverns- og helsenemnda).
    case board
    /// The county governor (Statsforvalteren).
    case governor
    /// A party to the case.
    case party
  }

  /// Where the counting starts.
  public enum Anchor: Hashable, Sendable {
    /// The first day of the episode.
    case start
    /// The last day of the episode.
    case end
    /// The first day of the earliest record of that kind that the episode follows from.
    case parentStart(EpisodeKind)
    /// The last day of the first record of that kind that follows from the episode.
    case childEnd(EpisodeKind)
    /// The day of a mark on the episode; each such mark begins a count of its own.
    case mark(MarkCondition)
    /// The day that a field names.
    case field(Field)
    /// 31 December of the year in which the child reaches the age. Approximate: the log has the
    /// birth year in the open and the birth date sealed.
    case age(Int)
  }

  /// A longer time that replaces the ordinary one, counted from the same point.
  public struct Extension: Sendable {
    /// The mark on the episode that gives it.
    public let mark: MarkCondition
    /// The whole length with the extension.
    public let length: Period
    /// Whether it counts only if given before the ordinary time was out.
    public let inTime: Bool
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
    /// An episode of this kind that begins in the same file.
    case opening(EpisodeKind, [FieldCondition])
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
  /// Who owes it.
  public let owner: Owner
  /// The kinds of subject whose duty it is; none for any.
  public let subjects: [Subject.Kind]
  /// The kind of episode that the duty is about.
  public let episode: EpisodeKind
  /// What the episode must be like; all must hold.
  public let conditions: [FieldCondition]
  /// The sections that the episode, or the decision it follows from, must rest on; none for any.
  public let sections: [LegalSection]
  /// Sections that tell as much where the episode says nothing of a condition's field: a measure
  /// from the national register has its section, and no word for its basis.
  public let standIn: [LegalSection]
  /// A mark without which the duty does not arise.
  public let needsMark: MarkCondition?
  /// A kind of episode that must be open on the last day in time for the duty to arise.
  public let needsOpen: EpisodeKind?
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
  /// What meets the duty, whichever comes first; nothing if it can only run out.
  public let met: [Fulfilment]
  /// A field that must say the same where the count begins and in what meets the duty.
  public let matching: Field?
  /// Whether the duty begins again when it is met, until the episode ends.
  public let repeats: Bool
  /// Whether something lapses when the time is out (bortfall): that is no breach.
  public let lapses: Bool
  /// Whether a last day on a weekend or holiday moves to the next working day (CAL-03).
  public let rollsOver: Bool
  /// Whether the duty stays when the episode is over.
  public let owedAfterEnd: Bool
  /// The age at which a repeated duty ends, by the end of that year.
  public let untilAge: Int?
  /// The first day that the rule holds for an episode that starts on it; nil for always.
  public let validFrom: Day?
  /// The last such day; nil for no end.
  public let validTo: Day?
  /// How sure the source list is of it.
  public let certainty: Certainty

  /// Whether the last day is read from the birth year alone.
  public var isApproximate: Bool { if case .age = anchor { true } else { false } }

  /// Whether it is the service's own duty, by law.
  public var isOwnByLaw: Bool { verdict == .law && owner == .service }

  /// Whether the rule is the one for an episode that starts on a day.
  ///
  /// It is the episode's own start that decides, also where the counting starts at a parent's or a
  /// mark, so that every episode has one of two rules that follow one another. What arises from an
  /// end is judged by that day, and an age limit by its last day.
  public func holds(forStart day: Day) -> Bool {
    (validFrom.map { day >= $0 } ?? true) && (validTo.map { day <= $0 } ?? true)
  }

  /// The last day in time for a count from an anchor day.
  public func due(from anchor: Day, length: Period) -> Day {
    due(fromOffset: offset.map(anchor.adding) ?? anchor, length: length)
  }

  /// The last day in time for a count from a day that has any offset in it already.
  public func due(fromOffset from: Day, length: Period) -> Day {
    let last = from.adding(length)
    return rollsOver ? last.nextWorkday : last
  }
}
