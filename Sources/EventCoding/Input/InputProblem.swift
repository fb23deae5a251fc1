public import CaseModel

/// Why something given for an event is not taken: a value, so that all can be shown at once.
public struct InputProblem: Error, Hashable, CustomStringConvertible {
  /// What is wrong.
  public enum Code: String, CaseIterable, Sendable {
    /// Not of the form `field=value`, or not a JSON object.
    case malformed
    /// A field that the type does not have.
    case unknownField = "unknown-field"
    /// A personal field given as a command-line argument, where others can see it.
    case sealedAsArgument = "sealed-as-argument"
    /// A required field was not given.
    case missing
    /// A field that takes one value was given more than once.
    case repeated
    /// A value of another kind than the schema says.
    case wrongKind = "wrong-kind"
    /// A number or date outside its limits.
    case outsideLimits = "outside-limits"
    /// A text longer than its schema allows.
    case tooLong = "too-long"
    /// Nothing was given as the value.
    case empty
    /// A text that may be a name, an address or an identity number, which are sealed.
    case personal
    /// A control character, or another that cannot be seen.
    case controlCharacter = "control-character"
  }

  /// What is wrong.
  public let code: Code
  /// The field's name as given; empty if there is none, or if it is no single word.
  public let field: String
  /// What is wrong, in words. It never holds the value of a sealed field.
  public let what: String
  /// What to do about it.
  public let remedy: String

  /// `contents: what; remedy`.
  public var description: String { (field.isEmpty ? "" : field + ": ") + what + "; " + remedy }

  /// Whether what was given as a field's name may be shown.
  ///
  /// It may if it is one word of plain letters, beginning with a small one and at most 32 long.
  /// That is a mistyped name; what holds a blank, a digit, a
  /// capital first or any other sign may be a person's name, a number or a sentence, and is not.
  static func isWord(_ name: String) -> Bool {
    (1...32).contains(name.utf8.count) && name.utf8.first.map { $0 >= 97 } == true
      && name.utf8.allSatisfy { (65...90).contains($0) || (97...122).contains($0) }
  }

  init(_ code: Code, _ field: String, _ what: String, _ remedy: String) {
    self.code = code
    self.field = field
    self.what = what
    self.remedy = remedy
  }

  /// A coded value that does not fit; it is shown unless it may be personal.
  init(_ fault: ValueFault, _ shape: FieldShape, given: String) {
    let isVisible = fault != .personal && !given.isEmpty && given.fault(limit: 64) == nil
    self.init(
      fault.inputCode, shape.field.name,
      (isVisible ? "\"\(given)\" " : "the value ") + fault.rawValue,
      "give \(shape.kind.expectation)")
  }
}

extension ValueFault {
  /// The code that the fault has in input.
  var inputCode: InputProblem.Code {
    switch self {
    case .wrongKind: .wrongKind
    case .outsideLimits: .outsideLimits
    case .tooLong: .tooLong
    case .empty: .empty
    case .personal: .personal
    case .controlCharacter: .controlCharacter
    }
  }
}

/// A field that an event still needs.
public struct MissingField: Sendable {
  /// The field.
  public let field: Field
  /// Its shape, if it is a coded field; nil if it is sealed.
  public let shape: FieldShape?

  /// The problem that the missing field is when nobody can be asked for it.
  public var problem: InputProblem {
    InputProblem(
      .missing, field.name, "this field is required",
      shape.map { "give \($0.kind.expectation)" } ?? "give it on standard input, it is personal")
  }
}
