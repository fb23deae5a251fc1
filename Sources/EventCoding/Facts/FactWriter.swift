import CaseModel

/// Writes rows as ``FactCoding`` lays them out.
struct FactWriter {
  private(set) var bytes: [UInt8]

  mutating func add(_ recorded: RecordedEvent) {
    let event = recorded.event
    add(event.type.rawValue)
    add(event.office.number)
    add(UInt32(bitPattern: event.effective.number))
    add(UInt64(bitPattern: recorded.time.milliseconds))
    add(recorded.position)
    add(event.id)
    bytes.append(UInt8(Subject.Kind.allCases.firstIndex(of: event.subject.kind) ?? 0))
    add(event.subject.key)
    add(event.actor)
    add(varint: UInt64(event.fields.entries.count))
    for (field, value) in event.fields.entries {
      add(field.rawValue)
      add(value)
    }
    add(varint: UInt64(event.sealedFields.count))
    for field in event.sealedFields.sorted() { add(field.rawValue) }
    add(varint: UInt64(event.warnings.count))
    for warning in event.warnings { add(warning) }
  }

  /// Fills in the length of the row that begins there and ends here.
  mutating func setLength(at start: Int) {
    let length = UInt32(bytes.count - start - 4)
    for index in 0..<4 { bytes[start + index] = UInt8(truncatingIfNeeded: length >> (8 * index)) }
  }

  mutating func add(_ number: some FixedWidthInteger & UnsignedInteger) {
    for index in 0..<number.bitWidth / 8 {
      bytes.append(UInt8(truncatingIfNeeded: number >> (8 * index)))
    }
  }

  private mutating func add(varint number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  private mutating func add(_ text: String) {
    add(varint: UInt64(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  private mutating func add(_ id: RecordID) {
    add(id.high)
    add(id.low)
  }

  private mutating func add(_ value: FieldValue) {
    switch value {
    case .text(let text):
      bytes.append(0)
      add(text)
    case .number(let number):
      bytes.append(1)
      add(varint: UInt64(bitPattern: number << 1 ^ number >> 63))
    case .flag(let flag): bytes.append(flag ? 3 : 2)
    case .day(let day):
      bytes.append(4)
      add(UInt32(bitPattern: day.number))
    case .id(let id):
      bytes.append(5)
      add(id)
    case .list(let values):
      bytes.append(6)
      add(varint: UInt64(values.count))
      for value in values { add(value) }
    }
  }
}
