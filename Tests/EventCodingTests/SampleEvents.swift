import CaseModel
import EventCoding
import Testing

extension SeededGenerator {
  /// An event of the type with every required field and a random choice of the others.
  mutating func event(_ type: EventType) throws -> (event: Event, sealed: [SealedReference]) {
    let shape = type.shape
    var fields = Fields()
    for field in shape.fields where field.required || Bool.random(using: &self) {
      fields[field.field] = field.list ? list(field.kind) : value(field.kind)
    }
    let sealed = references(shape)
    let event = Event(
      id: .random(using: &self), type: type,
      subject: try #require(Subject(shape.subjects[0], "A-\(UInt16(truncatingIfNeeded: next()))")),
      effective: Day(number: Int32.random(in: -20_000...40_000, using: &self)),
      office: try #require(Office(number: Int.random(in: 0...9999, using: &self))),
      actor: Bool.random(using: &self) ? "kari.n" : "ø\"\\é", fields: fields,
      sealedFields: Set(sealed.flatMap(\.fields)),
      warnings: Bool.random(using: &self) ? [] : ["rule-17", "rule-3"])
    return (event, sealed)
  }

  mutating func instant() -> Instant {
    Instant(milliseconds: Int64.random(in: -1_000_000_000_000...4_000_000_000_000, using: &self))
  }

  private mutating func list(_ kind: FieldShape.Kind) -> FieldValue {
    var values = [value(kind)]
    for _ in 0..<Int.random(in: 0...3, using: &self) { values.append(value(kind)) }
    return .list(values)
  }

  mutating func value(_ kind: FieldShape.Kind) -> FieldValue {
    switch kind {
    case .id: .id(.random(using: &self))
    case .day: .day(Day(number: Int32.random(in: -719_162...2_932_896, using: &self)))
    case .number(let limits): .number(Int64.random(in: limits, using: &self))
    case .flag: .flag(.random(using: &self))
    case .code: .text(["1", "3.5", "foster-home", "4-12"][Int.random(in: 0..<4, using: &self)])
    case .office: .text(["0301", "3005", "9999"][Int.random(in: 0..<3, using: &self)])
    case .staff: .text(["w01", "kari.n", "å-7"][Int.random(in: 0..<3, using: &self)])
    case .key: .text(["case/2017-0412", "2017-0412"][Int.random(in: 0..<2, using: &self)])
    case .reference(let limit), .foreign(let limit):
      .text(
        String(["2025-00017", "Sak 12/345 A"][Int.random(in: 0..<2, using: &self)].prefix(limit)))
    case .text(let limit):
      .text(
        String(["ø", "\\ \"æ\" 😀/å", "north"][Int.random(in: 0..<3, using: &self)].prefix(limit)))
    }
  }

  private mutating func references(_ shape: EventShape) -> [SealedReference] {
    var references: [SealedReference] = []
    for field in shape.sealed.sorted(by: { $0.field.name < $1.field.name })
    where field.required || Bool.random(using: &self) {
      let (of, sealClass) = ("\(field.of)", "\(field.sealClass)")
      let same = references.firstIndex { $0.of == of && $0.sealClass == sealClass }
      if let same {
        references[same].fields.append(field.field)
        continue
      }
      let digest = (0..<64).map { _ in
        Character(String(UInt8.random(in: 0..<16, using: &self), radix: 16))
      }
      references.append(
        SealedReference(
          sealClass: sealClass, digest: String(digest), fields: [field.field],
          key: .random(using: &self), of: of))
    }
    return references
  }
}

/// The type with that name.
func type(named name: String) throws -> EventType {
  let type = EventType.allCases.first { "\($0.shape.name)" == name }
  return try #require(type, "no type \(name)")
}
