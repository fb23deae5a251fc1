import CaseModel

/// Facts made from an event type's shape, so that a new type is tested without a new test.
enum Samples {
  /// The required fields only, each with its smallest value.
  static func minimal(_ shape: EventShape) -> Fields {
    fields(shape.fields.filter(\.required), count: 1, largest: false)
  }

  /// All fields, each with its largest value, and lists of three.
  static func full(_ shape: EventShape) -> Fields {
    fields(shape.fields, count: 3, largest: true)
  }

  /// A value of another kind than the field takes.
  static func wrong(_ shape: FieldShape) -> FieldValue {
    let value: FieldValue =
      switch shape.kind {
      case .flag: .number(1)
      default: .flag(true)
      }
    return shape.list ? .list([value]) : value
  }

  private static func fields(_ shapes: [FieldShape], count: Int, largest: Bool) -> Fields {
    var fields = Fields()
    for shape in shapes {
      let value = value(of: shape.kind, largest: largest)
      fields[shape.field] = shape.list ? .list(Array(repeating: value, count: count)) : value
    }
    return fields
  }

  private static func value(of kind: FieldShape.Kind, largest: Bool) -> FieldValue {
    switch kind {
    case .id: .id(RecordID(high: largest ? 0xffff_ffff_ffff_4fff : 0x4000, low: 1 << 63))
    case .day: .day(Day.first(of: largest ? 9999 : 1))
    case .number(let range): .number(largest ? range.upperBound : range.lowerBound)
    case .flag: .flag(largest)
    case .code(let list): .text(code(of: CodeLists.entries(in: list), last: largest))
    case .office: .text(largest ? "9999" : "0000")
    case .staff: .text(String(repeating: "å", count: largest ? 64 : 1))
    case .key: .text(largest ? "deviation/" + String(repeating: "x", count: 54) : "1")
    case .reference(let most): .text(String(repeating: "å", count: largest ? most - 1 : 0) + "1")
    case .foreign(let most): .text(String(repeating: "å", count: largest ? most : 1))
    case .text(let most): .text(String(repeating: "å", count: largest ? most : 1))
    }
  }

  private static func code(of entries: [CodeEntry], last: Bool) -> String {
    (last ? entries.last : entries.first).map { "\($0.code)" } ?? ""
  }
}
