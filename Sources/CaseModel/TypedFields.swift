// How the generated structs read and write the coded facts of an event.

/// A field is missing or holds another kind of value.
struct FieldMismatch: Error {
  /// The field.
  let field: Field
}

/// A Swift type that stands for one kind of field value.
protocol FieldReadable {
  /// The value, if it is of this kind.
  init?(_ value: FieldValue)
  /// The value for the event.
  var fieldValue: FieldValue { get }
}

extension Fields {
  /// A required value.
  func one<Value: FieldReadable>(_ field: Field) throws(FieldMismatch) -> Value {
    guard let value: Value = try optional(field) else { throw FieldMismatch(field: field) }
    return value
  }

  /// A value that may be missing.
  func optional<Value: FieldReadable>(_ field: Field) throws(FieldMismatch) -> Value? {
    guard let found = self[field] else { return nil }
    guard let value = Value(found) else { throw FieldMismatch(field: field) }
    return value
  }

  /// The values of a list; none if it is missing.
  func list<Value: FieldReadable>(_ field: Field) throws(FieldMismatch) -> [Value] {
    guard let found = self[field] else { return [] }
    guard case .list(let members) = found else { throw FieldMismatch(field: field) }
    var values: [Value] = []
    values.reserveCapacity(members.count)
    for member in members {
      guard let value = Value(member) else { throw FieldMismatch(field: field) }
      values.append(value)
    }
    return values
  }

  /// The values of a required list: at least one.
  func many<Value: FieldReadable>(_ field: Field) throws(FieldMismatch) -> [Value] {
    let values: [Value] = try list(field)
    guard !values.isEmpty else { throw FieldMismatch(field: field) }
    return values
  }

  /// Sets a value, or leaves the field out if there is none.
  mutating func set(_ field: Field, _ value: (some FieldReadable)?) {
    self[field] = value?.fieldValue
  }

  /// Sets a list, or leaves the field out if the list is empty.
  mutating func set(_ field: Field, _ values: [some FieldReadable]) {
    self[field] = values.isEmpty ? nil : .list(values.map(\.fieldValue))
  }
}

extension String: FieldReadable {
  init?(_ value: FieldValue) {
    guard case .text(let text) = value else { return nil }
    self = text
  }

  var fieldValue: FieldValue { .text(self) }
}

extension Int64: FieldReadable {
  init?(_ value: FieldValue) {
    guard case .number(let number) = value else { return nil }
    self = number
  }

  var fieldValue: FieldValue { .number(self) }
}

extension Bool: FieldReadable {
  init?(_ value: FieldValue) {
    guard case .flag(let flag) = value else { return nil }
    self = flag
  }

  var fieldValue: FieldValue { .flag(self) }
}

extension Day: FieldReadable {
  init?(_ value: FieldValue) {
    guard case .day(let day) = value else { return nil }
    self = day
  }

  var fieldValue: FieldValue { .day(self) }
}

extension RecordID: FieldReadable {
  init?(_ value: FieldValue) {
    guard case .id(let id) = value else { return nil }
    self = id
  }

  var fieldValue: FieldValue { .id(self) }
}

extension Office: FieldReadable {
  init?(_ value: FieldValue) {
    guard case .text(let text) = value else { return nil }
    self.init(text)
  }

  var fieldValue: FieldValue { .text(description) }
}
