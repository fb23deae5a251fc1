/// What an event type's schema says of it: the one table from which coding, rules, prompts and
/// texts follow. Generated from `Schemas/events`.
public struct EventShape: Sendable {
  /// The name with its version, as in the line: `child-welfare.report-received.v1`.
  public let name: StaticString
  /// The kinds of subject it may be about.
  public let subjects: [Subject.Kind]
  /// What it does to an episode.
  public let episode: EpisodeRole
  /// Its coded fields, sorted by name.
  public let fields: [FieldShape]
  /// Its personal fields, which are sealed.
  public let sealed: [SealedShape]
  /// All its fields in the order of the schema, sealed ones last: the order people are shown them.
  public let order: [Field]

  /// A shape with all its parts.
  public init(
    name: StaticString, subjects: [Subject.Kind], episode: EpisodeRole, fields: [FieldShape],
    sealed: [SealedShape], order: [Field]
  ) {
    self.name = name
    self.subjects = subjects
    self.episode = episode
    self.fields = fields
    self.sealed = sealed
    self.order = order
  }

  /// Its coded fields in the order of the schema.
  public var fieldsInOrder: [FieldShape] {
    order.compactMap { field in fields.first { $0.field == field } }
  }

  /// Its sealed fields in the order of the schema.
  public var sealedInOrder: [SealedShape] {
    order.compactMap { field in sealed.first { $0.field == field } }
  }

  /// The kind of record that a field must name, and that must be there before; nil for none.
  ///
  /// It is one that the field refers to, or the record that the event ends, marks or resumes.
  public func recordNamed(by field: FieldShape) -> EpisodeKind? {
    guard field.field == episode.id else { return field.refers }
    switch episode.effect {
    case .end, .mark, .resume: return episode.kind
    case .start, .happen, .annul: return nil
    }
  }
}

/// What an event does to an episode of its subject.
public struct EpisodeRole: Sendable {
  /// The kinds of effect.
  public enum Effect: Sendable {
    /// Opens an episode.
    case start
    /// Closes one.
    case end
    /// Adds a dated remark or attribute to one.
    case mark
    /// An episode of a single day.
    case happen
    /// Reopens a closed one.
    case resume
    /// Says that an earlier event was wrong.
    case annul
  }

  /// The kind of episode.
  public let kind: EpisodeKind
  /// What is done to it.
  public let effect: Effect
  /// The field that holds the record's id; nil if the episode is the subject itself.
  public let id: Field?
  /// Fields with the ids of earlier records it follows from.
  public let parents: [Field]
  /// The field with the outcome's code, for an end.
  public let outcome: Field?
  /// Whether its facts are facts of the subject too, from its day on.
  public let informs: Bool

  /// A role with all its parts.
  public init(
    kind: EpisodeKind, effect: Effect, id: Field? = nil, parents: [Field] = [],
    outcome: Field? = nil, informs: Bool = false
  ) {
    self.informs = informs
    self.kind = kind
    self.effect = effect
    self.id = id
    self.parents = parents
    self.outcome = outcome
  }
}

/// A coded field of an event type.
public struct FieldShape: Sendable {
  /// What values it takes.
  public enum Kind: Sendable {
    /// The id of a record, or of an event.
    case id
    /// A calendar day.
    case day
    /// A whole number within limits, both included.
    case number(ClosedRange<Int64>)
    /// Yes or no.
    case flag
    /// A code of a list.
    case code(CodeListName)
    /// A four-digit municipality number.
    case office
    /// A staff id: never a name.
    case staff
    /// A key, or a kind and a key, of a subject that it points at.
    case key
    /// A number such as a journal number, never a name: at most this many characters.
    case reference(Int)
    /// An id of another system, of any form as it was delivered, at most this many characters; what
    /// is given here must be a number like a reference.
    case foreign(Int)
    /// A short text that is not personal: at most this many characters.
    case text(Int)
  }

  /// The field.
  public let field: Field
  /// What values it takes.
  public let kind: Kind
  /// Whether an event of the type must have it.
  public let required: Bool
  /// Whether it holds several values.
  public let list: Bool
  /// The kind of record that it must name, in the same subject.
  public let refers: EpisodeKind?
  /// Whether that record must still be open on the day of the event, or end on it.
  public let open: Bool

  /// A field shape with all its parts.
  public init(
    _ field: Field, _ kind: Kind, required: Bool, list: Bool = false, refers: EpisodeKind? = nil,
    open: Bool = false
  ) {
    self.field = field
    self.kind = kind
    self.required = required
    self.list = list
    self.refers = refers
    self.open = open
  }
}

/// A personal field of an event type: given with the event, encrypted beside the line.
public struct SealedShape: Sendable {
  /// The field.
  public let field: Field
  /// Whom it is about: child, reporter, parent, other, message.
  public let of: StaticString
  /// Its class: identity, address or text.
  public let sealClass: StaticString
  /// Whether an event of the type must have it.
  public let required: Bool

  /// A sealed field shape with all its parts.
  public init(_ field: Field, of: StaticString, _ sealClass: StaticString, required: Bool = false) {
    self.field = field
    self.of = of
    self.sealClass = sealClass
    self.required = required
  }
}

/// A code of a code list, with the time it may be used in.
public struct CodeEntry: Sendable {
  /// The code, as the register or KOSTRA writes it.
  public let code: StaticString
  /// The first day it may be used; nil for always.
  public let validFrom: Day?
  /// The last day it may be used; nil for no end.
  public let validTo: Day?

  /// A code with its validity as day numbers since 1970-01-01.
  public init(_ code: StaticString, _ validFrom: Int32? = nil, _ validTo: Int32? = nil) {
    self.code = code
    self.validFrom = validFrom.map(Day.init(number:))
    self.validTo = validTo.map(Day.init(number:))
  }
}

/// A typed event: the generated struct of one event type.
public protocol TypedEvent: Sendable {
  /// Its type.
  static var type: EventType { get }
  /// The typed reading of an event's fields; nil if a required one is missing or of another kind.
  init?(_ fields: Fields)
  /// Its coded fields.
  var fields: Fields { get }
}
