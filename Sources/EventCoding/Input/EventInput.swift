public import CaseModel

/// What a person or a program has given for an event of a type so far.
///
/// Fields come as `field=value` arguments, as answers to prompts, or as a JSON object, in any mix;
/// then `missing` says what to ask for, and `finish` gives the coded fields and the texts to seal.
public struct EventInput: Sendable {
  /// The largest JSON that is taken for an event, in bytes: a file, standard input, or a line of a
  /// batch.
  ///
  /// Five hundred pages of text; what comes from other systems has limits of its own.
  public static let jsonBytesMax = 1 << 20

  /// The type of the event.
  public let type: EventType
  /// The coded fields given so far.
  public private(set) var fields = Fields()
  private var sealedTexts: [(field: Field, text: String)] = []
  private let code: TypeCode

  /// Nothing given yet for an event of the type.
  public init(_ type: EventType) {
    self.type = type
    self.code = TypeCodes.all[type]
  }

  /// Takes a command-line argument `field=value`.
  ///
  /// A list takes several values with commas between, or the argument several times. A sealed field
  /// is refused: arguments can be seen by others.
  public mutating func add(argument: String) throws(InputProblem) {
    guard let equals = argument.firstIndex(of: "=") else {
      // Not shown: it may be a name or a sentence that belongs to a forgotten field.
      throw InputProblem(
        .malformed, "", "an argument has no equals sign", "write it as field=value")
    }
    let name = String(argument[..<equals])
    let value = String(argument[argument.index(after: equals)...])
    if let sealed = sealedField(name) {
      throw InputProblem(
        .sealedAsArgument, sealed.field.name,
        "this field is personal and must not be a command-line argument",
        "leave it out and answer the prompt, or give JSON on standard input")
    }
    try add(text: value, to: try codedShape(name))
  }

  /// Takes a text given where only the user sees it: the answer to a prompt.
  public mutating func add(answer: String, to name: String) throws(InputProblem) {
    if let sealed = sealedField(name) {
      try add(sealed: answer, to: sealed)
    } else {
      try add(text: answer, to: try codedShape(name))
    }
  }

  /// Takes the members of a JSON object from standard input or a file; all problems at once.
  public mutating func add(_ object: JSONValue) -> [InputProblem] {
    guard let members = object.members else {
      return [
        InputProblem(
          .malformed, "", "the JSON is \(object.kindName)", "give an object of fields and values")
      ]
    }
    var problems: [InputProblem] = []
    for (name, value) in members {
      do {
        try add(value, to: name)
      } catch {
        problems.append(error)
      }
    }
    return problems
  }

  /// Whether something was given for a field.
  public func has(_ field: Field) -> Bool { fields[field] != nil || hasSealed(field) }

  /// Takes back what was given for a field.
  public mutating func remove(_ field: Field) {
    fields[field] = nil
    sealedTexts.removeAll { $0.field == field }
  }

  /// Whether a text was given for a sealed field.
  public func hasSealed(_ field: Field) -> Bool { sealedTexts.contains { $0.field == field } }

  /// The required fields that are not given yet, in the order of the schema: coded ones first.
  public var missing: [MissingField] {
    let coded = code.shape.fieldsInOrder.filter { $0.required && fields[$0.field] == nil }
    let sealed = code.shape.sealedInOrder.filter { sealed in
      sealed.required && !sealedTexts.contains { $0.field == sealed.field }
    }
    return coded.map { MissingField(field: $0.field, shape: $0) }
      + sealed.map { MissingField(field: $0.field, shape: nil) }
  }

  /// The finished fields and the texts to seal; an error with all missing fields if there are any.
  public func finish() throws(InputProblems) -> (fields: Fields, sealed: [SealedPlaintext]) {
    let missing = missing
    guard missing.isEmpty else { throw InputProblems(missing.map(\.problem)) }
    return (fields, SealedPlaintext.grouped(sealedTexts, of: type))
  }

  private mutating func add(_ value: JSONValue, to name: String) throws(InputProblem) {
    if let sealed = sealedField(name) {
      guard let text = value.string else {
        throw InputProblem(
          .wrongKind, name, "this field is \(value.kindName), not a text", "give a text in quotes")
      }
      return try add(sealed: text, to: sealed)
    }
    let shape = try codedShape(name)
    guard shape.list else { return try set(try shape.kind.read(value, shape), shape) }
    guard let values = value.array else {
      throw InputProblem(
        .wrongKind, name, "this field is \(value.kindName), not a list",
        "give a list in brackets, each value \(shape.kind.expectation)")
    }
    for value in values { try set(try shape.kind.read(value, shape), shape) }
  }

  private mutating func add(text: String, to shape: FieldShape) throws(InputProblem) {
    // Whole øre are stored; what is written as kroner is turned into them here, and only here.
    if Amount.isAmount(shape.field, of: type), let ore = Amount.ore(kroner: text) {
      return try set(try shape.kind.read(String(ore), shape), shape)
    }
    guard shape.list else { return try set(try shape.kind.read(text, shape), shape) }
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      try set(try shape.kind.read(String(part), shape), shape)
    }
  }

  private mutating func add(
    sealed text: String, to sealed: TypeCode.Sealed
  ) throws(InputProblem) {
    let name = sealed.field.name
    guard !text.isEmpty else {
      throw InputProblem(.empty, name, "the text is empty", "write it, or leave the field out")
    }
    // A longer text may have lines; a name or an address that has them is a slip or an attack.
    let isText = sealed.sealClass == "text"
    let hasControl = text.unicodeScalars.contains {
      $0.isInvisible && !(isText && ($0 == "\n" || $0 == "\r" || $0 == "\t"))
    }
    guard !hasControl else {
      throw InputProblem(
        .controlCharacter, name, "the text \(ValueFault.controlCharacter.rawValue)",
        "remove it; only longer texts may have line breaks")
    }
    guard !sealedTexts.contains(where: { $0.field == sealed.field }) else {
      throw InputProblem(.repeated, name, "this field is given twice", "give it once")
    }
    sealedTexts.append((sealed.field, text))
  }

  private mutating func set(_ value: FieldValue, _ shape: FieldShape) throws(InputProblem) {
    if shape.list {
      fields[shape.field] = .list(fields.values(shape.field) + [value])
    } else if fields[shape.field] == nil {
      fields[shape.field] = value
    } else {
      throw InputProblem(
        .repeated, shape.field.name, "this field takes one value and is given twice",
        "give it once")
    }
  }

  private func sealedField(_ name: String) -> TypeCode.Sealed? {
    code.sealed.first { $0.field.name == name }
  }

  private func codedShape(_ name: String) throws(InputProblem) -> FieldShape {
    if let shape = code.shape.fields.first(where: { $0.field.name == name }) { return shape }
    let names = code.shape.fields.map(\.field.name) + code.sealed.map(\.field.name)
    let isWord = InputProblem.isWord(name)
    throw InputProblem(
      .unknownField, isWord ? name : "",
      "\(code.shape.name) has no \(isWord ? "such field" : "field of the name given")",
      names.isEmpty ? "it takes none" : "its fields are \(names.sorted().joined(separator: ", "))")
  }
}

/// All that is wrong with what was given.
public struct InputProblems: Error, Hashable, CustomStringConvertible {
  /// The problems, in the order they were found.
  public let problems: [InputProblem]

  /// One problem a line.
  public var description: String { problems.map(\.description).joined(separator: "\n") }

  init(_ problems: [InputProblem]) { self.problems = problems }
}
