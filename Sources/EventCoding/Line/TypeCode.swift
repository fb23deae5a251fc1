import CaseModel

/// What coding needs of one event type's shape, with the names as bytes in the line's order.
///
/// A class, because there is one for each type for ever, and a decoder should hold it at the price
/// of one reference.
final class TypeCode: Sendable {
  /// What stands under a member's name.
  enum Content: Sendable {
    case field(FieldShape)
    case sealed
    case warnings
  }

  /// A sealed field with its texts made once.
  struct Sealed: Sendable {
    let field: Field
    let name: [UInt8]
    let of: String
    let sealClass: String
    let required: Bool
  }

  let type: EventType
  let shape: EventShape
  /// The type's name with version, as in the line.
  let name: [UInt8]
  /// The members that `data` may have, sorted as in canonical form.
  let members: [(name: [UInt8], content: Content)]
  /// The sealed fields, sorted by name.
  let sealed: [Sealed]
  /// Whether any of them must be there.
  let requiresSealed: Bool

  init(_ type: EventType) {
    self.type = type
    self.shape = type.shape
    self.name = Array(String(describing: type.shape.name).utf8)
    var members = type.shape.fields.map { (name: $0.field.bytes, content: Content.field($0)) }
    members.append((Array("sealed".utf8), .sealed))
    members.append((Array("warnings".utf8), .warnings))
    self.members = members.sorted { $0.name.lexicographicallyPrecedes($1.name) }
    self.sealed = type.shape.sealed.map {
      Sealed(
        field: $0.field, name: $0.field.bytes, of: String(describing: $0.of),
        sealClass: String(describing: $0.sealClass), required: $0.required)
    }.sorted { $0.name.lexicographicallyPrecedes($1.name) }
    self.requiresSealed = sealed.contains { $0.required }
  }

  /// The index of a sealed field in `sealed`.
  ///
  /// By index, because handing out the element itself would count its references up and down for
  /// every field looked at.
  func sealedIndex(_ field: Field) -> Int? {
    sealed.indices.first { sealed[$0].field == field }
  }

  /// The index of the sealed field whose name stands at the range.
  func sealedIndex(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    for index in sealed.indices where compare(bytes, range, sealed[index].name) == 0 {
      return index
    }
    return nil
  }

  /// Whether sealed fields stand in the order of their names.
  func areSorted(_ fields: [Field]) -> Bool {
    // Fields are numbered in the order of their names.
    for index in fields.indices.dropFirst() where fields[index - 1] >= fields[index] {
      return false
    }
    return true
  }
}

/// The codes of all event types.
struct TypeCodes: Sendable {
  /// Made once; everything in it follows from the generated shapes.
  static let all = TypeCodes()

  private let codes: [TypeCode]
  /// From a type's number to its index in `codes`, or -1.
  private let numbers: [Int]

  private init() {
    codes = EventType.allCases.map(TypeCode.init)
    var numbers = [Int](repeating: -1, count: Int(codes.map(\.type.rawValue).max() ?? 0) + 1)
    for (index, code) in codes.enumerated() { numbers[Int(code.type.rawValue)] = index }
    self.numbers = numbers
  }

  subscript(type: EventType) -> TypeCode { codes[numbers[Int(type.rawValue)]] }
}

/// The FNV-1a hash of 64 bits: small, the same on every machine, and not for secrets.
struct FNV1a {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }

  mutating func add(_ text: String) {
    for byte in text.utf8 { add(byte: byte) }
    add(byte: 0xFF)
  }

  mutating func add(_ number: UInt16) {
    add(byte: UInt8(truncatingIfNeeded: number))
    add(byte: UInt8(truncatingIfNeeded: number >> 8))
  }
}

/// Below 0, 0 or above 0 as the bytes at the range sort before, are, or sort after the name.
func compare(_ bytes: Span<UInt8>, _ range: Range<Int>, _ name: [UInt8]) -> Int {
  let common = min(range.count, name.count)
  for index in 0..<common {
    let difference = Int(bytes[range.lowerBound + index]) - Int(name[index])
    if difference != 0 { return difference }
  }
  return range.count - name.count
}

extension Field {
  /// The name as it stands in the line.
  var bytes: [UInt8] { Array(name.utf8) }
}
