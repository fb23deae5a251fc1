public import CaseModel

// The fixed-width records of KOSTRA as this program holds them: which fields there are, where they
// stand and what they may say. The facts lie in Schemas/kostra; the tables are generated from them.

/// A record type of KOSTRA as it is in some years (filbeskrivelse).
public struct KostraLayout: Sendable {
  /// The record type.
  public let type: KostraRecordType
  /// The reporting years that it holds for.
  public let years: ClosedRange<Int>
  /// How many characters a record has.
  public let length: Int
  /// The fields, which follow each other without gaps.
  public let fields: [KostraField]
  /// Where a field stands in `fields`, by the number of its name; -1 for one that is not there.
  private let places: [Int]

  init(
    _ type: KostraRecordType, years: ClosedRange<Int>, length: Int, fields: [KostraField]
  ) {
    self.type = type
    self.years = years
    self.length = length
    self.fields = fields
    var places = [Int](repeating: -1, count: KostraFieldName.allCases.count)
    for (place, field) in fields.enumerated() { places[field.name.rawValue] = place }
    self.places = places
  }

  /// A field by its name; nil for one that the record type does not have.
  public subscript(_ name: KostraFieldName) -> KostraField? {
    let place = places[name.rawValue]
    return place < 0 ? nil : fields[place]
  }

  /// The layout of a record type in a reporting year; nil for a year that none is held of.
  public static func of(_ type: KostraRecordType, year: Int) -> KostraLayout? {
    all.first { $0.type == type && $0.years.contains(year) }
  }

  /// The latest layout of a record type.
  public static func latest(of type: KostraRecordType) -> KostraLayout? {
    all.last { $0.type == type }
  }
}

/// A field of a fixed-width record (felt).
public struct KostraField: Sendable {
  /// What kind of value stands in it.
  public enum Kind: String, Sendable {
    /// Text or a code, flush left.
    case text
    /// A whole number, flush right.
    case integer
    /// A day, written `ddMMyyyy`.
    case date
  }

  /// The number in the bureau's description, from 1.
  public let number: Int
  /// The name.
  public let name: KostraFieldName
  /// The position of the first character, from 1.
  public let position: Int
  /// How many characters it has.
  public let length: Int
  /// What kind of value stands in it.
  public let kind: Kind
  /// Whether the description calls it mandatory.
  public let isRequired: Bool
  /// The list that its codes are of; nil for a field without.
  public let codes: CodeListName?
  /// The one code of the list that may stand in a tick box (avkryssing).
  public let only: String?

  init(
    _ number: Int, _ name: KostraFieldName, at position: Int, length: Int, _ kind: Kind,
    isRequired: Bool = false, codes: CodeListName? = nil, only: String? = nil
  ) {
    self.number = number
    self.name = name
    self.position = position
    self.length = length
    self.kind = kind
    self.isRequired = isRequired
    self.codes = codes
    self.only = only
  }

  /// Where it stands in a record, counted from 0.
  public var range: Range<Int> { position - 1..<position - 1 + length }

  /// The codes that may stand in it in a reporting year; nil for a field without a list.
  public func codes(in year: Int) -> [String]? {
    guard let codes else { return nil }
    if let only { return [only] }
    return CodeLists.entries(in: codes, on: .last(of: year)).map { "\($0.code)" }
  }
}
