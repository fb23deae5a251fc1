import CaseModel

extension FieldShape.Kind {
  /// The value that a text given by a person means.
  func read(_ text: String, _ shape: FieldShape) throws(InputProblem) -> FieldValue {
    guard !text.isEmpty else { throw InputProblem(.empty, shape, given: "") }
    let value: FieldValue? =
      switch self {
      case .id: RecordID(text).map(FieldValue.id)
      case .day: Day(text).map(FieldValue.day)
      case .number: try wholeNumber(text, shape).map(FieldValue.number)
      case .flag: flag(text).map(FieldValue.flag)
      case .code, .office, .staff, .key, .reference, .foreign, .text:
        FieldValue.text(text)
      }
    return try checked(value, shape, given: text)
  }

  /// The value that a JSON value means.
  func read(_ json: JSONValue, _ shape: FieldShape) throws(InputProblem) -> FieldValue {
    switch (self, json) {
    case (.number, .integer(let number)):
      return try checked(.number(number), shape, given: String(number))
    case (.flag, .bool(let flag)): return .flag(flag)
    case (.id, .string(let text)), (.day, .string(let text)), (.code, .string(let text)),
      (.office, .string(let text)), (.staff, .string(let text)), (.key, .string(let text)),
      (.reference, .string(let text)), (.foreign, .string(let text)), (.text, .string(let text)):
      return try read(text, shape)
    default:
      throw InputProblem(
        .wrongKind, shape.field.name, "the value is \(json.kindName)", "give \(expectation)")
    }
  }

  private func checked(
    _ value: FieldValue?, _ shape: FieldShape, given: String
  ) throws(InputProblem) -> FieldValue {
    guard let value else { throw InputProblem(.wrongKind, shape, given: given) }
    if let fault = fault(in: value) { throw InputProblem(fault, shape, given: given) }
    if case .foreign = self, case .text(let text) = value, !ReferenceNumber.isValid(text) {
      throw InputProblem(ValueFault.personal, shape, given: given)
    }
    return value
  }

  /// The number; nil if it is not one; an error if it is one beyond 64 bits.
  private func wholeNumber(_ text: String, _ shape: FieldShape) throws(InputProblem) -> Int64? {
    if let number = Int64(text) { return number }
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    throw InputProblem(.outsideLimits, shape, given: text)
  }

  private func flag(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "true", "yes", "ja": true
    case "false", "no", "nei": false
    default: nil
    }
  }
}
