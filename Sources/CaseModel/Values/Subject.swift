/// What an event is about, and the stream it lies in: `case/2017-0412`, `person/08-12`,
/// `unit/3005`.
///
/// A subject's key is a journal or serial number, never a name or an identity number.
public struct Subject: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The kinds of subject.
  public enum Kind: String, CaseIterable, Sendable {
    /// A child's case (sak).
    case `case`
    /// An order from the County Governor (pålegg).
    case order
    /// A deviation from law or routine (avvik).
    case deviation
    /// A person's file at the social services (personmappe).
    case person
    /// An office, team or service (enhet).
    case unit
    /// A programme or project with places (program).
    case programme
    /// A family that takes children: foster home, visiting home (fosterhjem, besøkshjem).
    case home
    /// A message that a person must look at (innboks).
    case message
  }

  /// The kind of subject.
  public let kind: Kind
  /// The key within the kind: 1-64 characters of `A-Z a-z 0-9 . _ -`, and nothing that may be an
  /// identity number.
  public let key: String

  /// A subject by kind and key; nil if the key has other characters or a wrong length, or may be an
  /// identity number.
  public init?(_ kind: Kind, _ key: some StringProtocol) { self.init(kind, String(key)) }

  /// A subject by kind and key, without the cost of a generic call on the replay path.
  public init?(_ kind: Kind, _ key: String) {
    let allowed = key.utf8.allSatisfy {
      ($0 >= 48 && $0 <= 57) || ($0 >= 65 && $0 <= 90) || ($0 >= 97 && $0 <= 122)
        || $0 == 45 || $0 == 46 || $0 == 95
    }
    guard allowed, (1...64).contains(key.utf8.count), !Subject.mayIdentify(key) else { return nil }
    self.kind = kind
    self.key = key
  }

  /// Reads `kind/key`; nil for an unknown kind or a malformed key.
  public init?(_ text: some StringProtocol) {
    guard let slash = text.firstIndex(of: "/"), let kind = Kind(rawValue: String(text[..<slash]))
    else { return nil }
    self.init(kind, text[text.index(after: slash)...])
  }

  /// Whether a key may be somebody's identity number: eleven digits, or a valid number in it.
  public static func mayIdentify(_ key: String) -> Bool {
    IdentityNumber.mayBe(key) || IdentityNumber.stands(in: key)
  }

  /// The subject of a unit: the municipality's own number.
  public static func unit(_ office: Office) -> Subject {
    Subject(kind: .unit, checked: office.description)
  }

  /// `kind/key`.
  public var description: String { kind.rawValue + "/" + key }

  /// Whether the left one comes before the right one.
  public static func < (left: Subject, right: Subject) -> Bool {
    (left.kind.rawValue, left.key) < (right.kind.rawValue, right.key)
  }

  private init(kind: Kind, checked key: String) { (self.kind, self.key) = (kind, key) }
}

/// A municipality by its four-digit number at the time (kommunenummer).
public struct Office: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The number, 0-9999.
  public let number: UInt16

  /// An office by its number; nil above 9999.
  public init?(number: Int) {
    guard (0...9999).contains(number) else { return nil }
    self.number = UInt16(number)
  }

  /// Reads exactly four digits.
  public init?(_ text: some StringProtocol) { self.init(String(text)) }

  /// Reads exactly four digits, without the cost of a generic call on the replay path.
  public init?(_ text: String) {
    guard text.utf8.count == 4, let number = decimal(text.utf8) else { return nil }
    self.init(number: number)
  }

  /// Four digits.
  public var description: String { padded(Int(number), 4) }

  /// Whether the left one comes before the right one.
  public static func < (left: Office, right: Office) -> Bool { left.number < right.number }
}
