import CaseModel

/// Reads rows as ``FactCoding`` lays them out.
///
/// Every length is checked: damage is an error and never a crash.
struct FactReader: ~Escapable {
  private let bytes: Span<UInt8>
  var offset = 0
  /// The end of the row being read.
  private var limit = 0

  /// Bytes of the length and the fixed part.
  private static let headSize = 44

  @_lifetime(copy chunk)
  init(_ chunk: Span<UInt8>) { self.bytes = chunk }

  /// The head of the row that begins here, and where the row ends; nil at the end of the chunk.
  mutating func head() throws(FactError) -> (FactHead, end: Int)? {
    guard offset < bytes.count else { return nil }
    let start = offset
    guard bytes.count - start >= Self.headSize else { throw failure("the chunk ends in a row") }
    limit = bytes.count
    let length = Int(try number(UInt32.self))
    guard length >= Self.headSize - 4, length <= bytes.count - offset else {
      throw failure("a row's length is wrong")
    }
    limit = offset + length
    let typeNumber = try number(UInt16.self)
    let officeNumber = try number(UInt16.self)
    guard let type = EventType(rawValue: typeNumber), let office = Office(number: Int(officeNumber))
    else { throw failure("a type or an office is unknown") }
    let effective = Day(number: Int32(bitPattern: try number(UInt32.self)))
    let time = Instant(milliseconds: Int64(bitPattern: try number(UInt64.self)))
    let position = try number(UInt64.self)
    let head = FactHead(
      position: position, time: time, effective: effective, type: type, office: office,
      id: try recordID())
    return (head, limit)
  }

  /// The event whose head has just been read.
  mutating func event(_ head: FactHead, end: Int) throws(FactError) -> RecordedEvent {
    let kinds = Subject.Kind.allCases
    let kind = Int(try number(UInt8.self))
    guard kind < kinds.count, let subject = Subject(kinds[kind], try text()) else {
      throw failure("a subject is malformed")
    }
    let actor = try text()
    var fields = Fields()
    for _ in 0..<(try count()) {
      let field = try field()
      fields[field] = try value(inList: false)
    }
    var sealed: Set<Field> = []
    for _ in 0..<(try count()) { sealed.insert(try field()) }
    var warnings: [String] = []
    for _ in 0..<(try count()) { warnings.append(try text()) }
    guard offset == end else { throw failure("a row is longer than what it holds") }
    let event = Event(
      id: head.id, type: head.type, subject: subject, effective: head.effective,
      office: head.office, actor: actor, fields: fields, sealedFields: sealed, warnings: warnings)
    return RecordedEvent(position: head.position, time: head.time, event: event)
  }

  private mutating func value(inList: Bool) throws(FactError) -> FieldValue {
    switch try number(UInt8.self) {
    case 0: return .text(try text())
    case 1:
      let coded = try varint()
      return .number(Int64(bitPattern: coded >> 1) ^ -Int64(bitPattern: coded & 1))
    case 2: return .flag(false)
    case 3: return .flag(true)
    case 4: return .day(Day(number: Int32(bitPattern: try number(UInt32.self))))
    case 5: return .id(try recordID())
    case 6 where !inList:
      var values: [FieldValue] = []
      for _ in 0..<(try count()) { values.append(try value(inList: true)) }
      return .list(values)
    default: throw failure("a value has an unknown tag")
    }
  }

  private mutating func field() throws(FactError) -> Field {
    guard let field = Field(rawValue: try number(UInt16.self)) else {
      throw failure("a field is unknown")
    }
    return field
  }

  private mutating func recordID() throws(FactError) -> RecordID {
    let high = try number(UInt64.self)
    return RecordID(high: high, low: try number(UInt64.self))
  }

  private mutating func text() throws(FactError) -> String {
    let count = try count()
    let range = offset..<offset + count
    offset += count
    do { return String(copying: try UTF8Span(validating: bytes.extracting(range))) } catch {
      throw failure("a text is not UTF-8")
    }
  }

  /// A count of things that take at least one byte each, so that a damaged one is found at once.
  private mutating func count() throws(FactError) -> Int {
    let count = try varint()
    guard count <= UInt64(limit - offset) else { throw failure("a count runs over the row's end") }
    return Int(count)
  }

  private mutating func varint() throws(FactError) -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: 0, to: 64, by: 7) {
      let byte = try number(UInt8.self)
      value |= UInt64(byte & 0x7F) << UInt64(shift)
      if byte < 0x80 { return value }
    }
    throw failure("a number is too long")
  }

  private mutating func number<Number: FixedWidthInteger & UnsignedInteger>(
    _: Number.Type
  ) throws(FactError) -> Number {
    let size = Number.bitWidth / 8
    guard limit - offset >= size else { throw failure("a row ends in the middle") }
    var value: Number = 0
    for index in 0..<size { value |= Number(bytes[offset + index]) << (8 * index) }
    offset += size
    return value
  }

  private func failure(_ what: String) -> FactError { FactError(offset: offset, what: what) }
}
