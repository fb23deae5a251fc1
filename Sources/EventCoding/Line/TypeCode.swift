import CaseModel

/// What coding needs of one event type's shape, with the names as bytes in the line's order.
struct TypeCode: Sendable {
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
  }

  /// Whether sealed fields stand in the order of their names.
  func areSorted(_ fields: [Field]) -> Bool {
    let places = fields.map { field in sealed.firstIndex { $0.field == field } ?? sealed.count }
    return zip(places, places.dropFirst()).allSatisfy { $0 < $1 }
  }
}

/// All event types, found by the bytes of their names.
struct TypeCodes: Sendable {
  /// Made once; everything in it follows from the generated shapes.
  static let all = TypeCodes()

  private let codes: [TypeCode]
  /// A table with open addressing, at most half full: an index into `codes`, or -1.
  private let slots: [Int]
  /// From a type's number to its index in `codes`, or -1.
  private let numbers: [Int]

  private init() {
    codes = EventType.allCases.map(TypeCode.init)
    var size = 64
    while size < codes.count * 2 { size *= 2 }
    var slots = [Int](repeating: -1, count: size)
    for (index, code) in codes.enumerated() {
      var slot = Int(truncatingIfNeeded: TypeCodes.hash(code.name.span, 0..<code.name.count))
      slot &= size - 1
      while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = index
    }
    self.slots = slots
    var numbers = [Int](repeating: -1, count: Int(codes.map(\.type.rawValue).max() ?? 0) + 1)
    for (index, code) in codes.enumerated() { numbers[Int(code.type.rawValue)] = index }
    self.numbers = numbers
  }

  subscript(type: EventType) -> TypeCode { codes[numbers[Int(type.rawValue)]] }

  /// The type whose name stands at the range; nil if this program has none.
  func find(_ bytes: Span<UInt8>, _ range: Range<Int>) -> TypeCode? {
    var slot = Int(truncatingIfNeeded: TypeCodes.hash(bytes, range)) & (slots.count - 1)
    while slots[slot] >= 0 {
      let code = codes[slots[slot]]
      if compare(bytes, range, code.name) == 0 { return code }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private static func hash(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
    var hash = FNV1a()
    for index in range { hash.add(byte: bytes[index]) }
    return hash.value
  }
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
