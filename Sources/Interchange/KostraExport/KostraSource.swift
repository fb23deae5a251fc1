public import CaseModel

// How a record is filled: each field has one row of a mapping, which names the fact of the log that
// the field says and reads it. The rows of 11F stand in AssistanceMapping, those of 11CF in
// ProgrammeMapping, and those that both have in PersonMapping.

/// What one record is made from.
protocol KostraMatter: Sendable {
  /// Whose record it is.
  var person: KostraPerson { get }
  /// The number that the record is known by within the file (journalnummer).
  var journal: String { get }
}

/// A row of a mapping: a field, where its fact is recorded, and how it is read.
struct KostraSource<Matter: KostraMatter>: Sendable {
  let name: KostraFieldName
  /// Where the fact is recorded; nil for what the delivery itself says.
  let origin: KostraOrigin?
  private let read: Read

  private enum Read {
    /// A value; `.blank` for nothing to say, nil where the log lacks what must be said.
    case value(@Sendable (Matter) -> KostraValue?)
    /// A tick box.
    case tick(@Sendable (Matter) -> Bool)
  }

  /// A field by its value: `.blank` for nothing to say, nil where the log lacks what must be said.
  init(
    _ name: KostraFieldName, _ type: EventType? = nil, _ field: Field? = nil,
    value: @escaping @Sendable (Matter) -> KostraValue?
  ) {
    self.init(name, type, field, .value(value))
  }

  private init(_ name: KostraFieldName, _ type: EventType?, _ field: Field?, _ read: Read) {
    self.name = name
    origin = type.flatMap { type in field.map { KostraOrigin(type: type, field: $0) } }
    self.read = read
  }

  /// A field that must hold a text or a code.
  static func text(
    _ name: KostraFieldName, _ type: EventType, _ field: Field,
    _ text: @escaping @Sendable (Matter) -> String?
  ) -> KostraSource {
    KostraSource(name, type, field) { matter in text(matter).map { .text($0) } }
  }

  /// A field that holds yes (1) or no (2).
  static func yesNo(
    _ name: KostraFieldName, _ holds: @escaping @Sendable (Matter) -> Bool
  ) -> KostraSource {
    KostraSource(name) { .text(holds($0) ? "1" : "2") }
  }

  /// A tick box.
  static func tick(
    _ name: KostraFieldName, _ holds: @escaping @Sendable (Matter) -> Bool
  ) -> KostraSource {
    KostraSource(name, nil, nil, .tick(holds))
  }

  /// Fills the field in, and tells what keeps it from being filled.
  func fill(_ record: inout KostraRecord, from matter: Matter) throws(KostraMisfit) -> KostraLack? {
    let subject = matter.person.file.subject
    do throws(KostraMisfit) {
      switch read {
      case .tick(let holds):
        if holds(matter) { try record.tick(name) }
      case .value(let value):
        guard let value = value(matter) else {
          return KostraLack(subject, .missing, name, origin)
        }
        try record.set(name, value)
      }
    } catch {
      guard let code = KostraLack.Code(error.code), let origin else { throw error }
      let field = record.layout[name]
      // A code of another list may be longer than any of this one: that is not what is wrong.
      let isCode = code == .tooLong && field?.codes != nil
      return KostraLack(subject, isCode ? .notInList : code, name, origin, limit: field?.length)
    }
    return nil
  }
}

/// Where a fact is recorded: the event type and its field.
public struct KostraOrigin: Hashable, Sendable {
  /// The event type.
  public let type: EventType
  /// The field.
  public let field: Field

  static let district = KostraOrigin(type: .personTransferred, field: .district)
}

/// What keeps a person's record from being written (mangel).
public struct KostraLack: Hashable, Sendable {
  /// The kinds of lack.
  public enum Code: Hashable, Sendable {
    /// The log does not say what the record must have.
    case missing
    /// What the log says has more characters than the field.
    case tooLong
    /// What the log says holds a character that a record cannot hold.
    case notASCII
    /// The log's code is none of the field's list in the reporting year.
    case notInList
    /// Another person's record has the same value, which must be unique in the file.
    case shared
    /// What was paid is less than half a krone.
    case tooSmall

    init?(_ misfit: KostraMisfit.Code) {
      switch misfit {
      case .tooLong: self = .tooLong
      case .notASCII, .blankAtEnd: self = .notASCII
      case .notInList: self = .notInList
      case .fieldUnknown, .noTickBox, .wrongKind, .lineLength: return nil
      }
    }
  }

  /// Whose record it is.
  public let subject: Subject
  /// The kind of lack.
  public let code: Code
  /// The field of the record.
  public let field: KostraFieldName
  /// Where the fact is, or should be, recorded; nil where it follows from several events.
  public let origin: KostraOrigin?
  /// How many characters the field has, for `tooLong`.
  public let limit: Int?
  /// The other person, for `shared`.
  public let other: Subject?

  init(
    _ subject: Subject, _ code: Code, _ field: KostraFieldName, _ origin: KostraOrigin? = nil,
    limit: Int? = nil, other: Subject? = nil
  ) {
    self.subject = subject
    self.code = code
    self.field = field
    self.origin = origin
    self.limit = limit
    self.other = other
  }
}
