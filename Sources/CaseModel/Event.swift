/// One act in a case, before or after it is recorded (hendelse).
///
/// Holds coded facts only; the personal parts of the act lie sealed beside the line and are known
/// here by the names of the fields they hold.
public struct Event: Hashable, Sendable {
  /// The event's own id (UUID version 7); a retry with the same id adds nothing.
  public var id: RecordID
  /// What kind of act, with its schema version.
  public var type: EventType
  /// What it is about.
  public var subject: Subject
  /// When it was true.
  public var effective: Day
  /// The responsible municipality at that time.
  public var office: Office
  /// The staff id of who recorded it.
  public var actor: String
  /// The coded facts.
  public var fields: Fields
  /// Fields that were given and lie sealed beside the line.
  public var sealedFields: Set<Field>
  /// Register rules that warned, by id, and were overridden when it was recorded.
  public var warnings: [String]

  /// An event with all its parts.
  public init(
    id: RecordID, type: EventType, subject: Subject, effective: Day, office: Office, actor: String,
    fields: Fields, sealedFields: Set<Field> = [], warnings: [String] = []
  ) {
    self.id = id
    self.type = type
    self.subject = subject
    self.effective = effective
    self.office = office
    self.actor = actor
    self.fields = fields
    self.sealedFields = sealedFields
    self.warnings = warnings
  }
}

extension EventType {
  /// The name without area and version: `report-received`.
  public var stem: String {
    name.split(separator: ".").dropFirst().dropLast().joined(separator: "-")
  }
}

/// An event with its place in the log.
public struct RecordedEvent: Hashable, Sendable {
  /// The gapless position in the log, from 0.
  public let position: UInt64
  /// When it was recorded.
  public let time: Instant
  /// The act.
  public let event: Event

  /// An event at a position.
  public init(position: UInt64, time: Instant, event: Event) {
    self.position = position
    self.time = time
    self.event = event
  }
}

/// The value of a coded field.
public enum FieldValue: Hashable, Sendable {
  /// A code of a code list, or a short non-personal text such as a staff id.
  case text(String)
  /// A whole number, in the unit its schema states.
  case number(Int64)
  /// Yes or no.
  case flag(Bool)
  /// A calendar day.
  case day(Day)
  /// The id of a record.
  case id(RecordID)
  /// Several values of one kind, in the order given.
  case list([FieldValue])
}

/// The coded facts of an event: few, so a linear search in field order beats a dictionary.
public struct Fields: Hashable, Sendable {
  /// Names and values, sorted by field.
  public private(set) var entries: [(field: Field, value: FieldValue)] = []

  /// No fields.
  public init() {}

  /// Reads or replaces a field; nil removes it.
  public subscript(field: Field) -> FieldValue? {
    get {
      for entry in entries where entry.field == field { return entry.value }
      return nil
    }
    set {
      // Fields come sorted from a line: the usual place is the end.
      if let newValue, entries.last.map({ $0.field < field }) ?? true {
        entries.append((field, newValue))
        return
      }
      entries.removeAll { $0.field == field }
      guard let newValue else { return }
      let index = entries.firstIndex { $0.field > field } ?? entries.endIndex
      entries.insert((field, newValue), at: index)
    }
  }

  /// The field as a code or short text.
  public func text(_ field: Field) -> String? {
    if case .text(let value)? = self[field] { value } else { nil }
  }

  /// The field as a number.
  public func number(_ field: Field) -> Int64? {
    if case .number(let value)? = self[field] { value } else { nil }
  }

  /// The field as yes or no.
  public func flag(_ field: Field) -> Bool? {
    if case .flag(let value)? = self[field] { value } else { nil }
  }

  /// The field as a day.
  public func day(_ field: Field) -> Day? {
    if case .day(let value)? = self[field] { value } else { nil }
  }

  /// The field as a record's id.
  public func id(_ field: Field) -> RecordID? {
    if case .id(let value)? = self[field] { value } else { nil }
  }

  /// The field's values: those of a list, or the single one.
  public func values(_ field: Field) -> [FieldValue] {
    switch self[field] {
    case .list(let values)?: values
    case let value?: [value]
    case nil: []
    }
  }

  /// Whether both say the same.
  public static func == (left: Fields, right: Fields) -> Bool {
    left.entries.elementsEqual(right.entries) { $0.field == $1.field && $0.value == $1.value }
  }

  /// Feeds what makes two of them equal.
  public func hash(into hasher: inout Hasher) {
    for entry in entries {
      hasher.combine(entry.field)
      hasher.combine(entry.value)
    }
  }
}

extension FieldValue {
  /// The value as plain text, as codes are written.
  public var plain: String {
    switch self {
    case .text(let text): text
    case .number(let number): String(number)
    case .flag(let flag): flag ? "true" : "false"
    case .day(let day): day.description
    case .id(let id): id.description
    case .list(let values): values.map(\.plain).joined(separator: ",")
    }
  }
}
