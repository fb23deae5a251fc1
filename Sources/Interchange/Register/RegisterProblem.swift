public import CaseModel

/// Something wrong with a file for or from the register, and where (feil i fil).
public struct RegisterProblem: Hashable, Sendable {
  /// The kinds of problem.
  ///
  /// Each has its words under `register-` and its name.
  public enum Code: String, CaseIterable, Sendable {
    /// An element that no version of the schema has there.
    case elementUnknown = "element-unknown"
    /// An element that must be there is not.
    case elementMissing = "element-missing"
    /// An element stands after one that it must precede.
    case elementOrder = "element-order"
    /// There are more of an element than the schema allows.
    case elementRepeated = "element-repeated"
    /// An attribute that no version of the schema has there.
    case attributeUnknown = "attribute-unknown"
    /// An attribute that must be there is not.
    case attributeMissing = "attribute-missing"
    /// A value that is not as the schema asks.
    case valueInvalid = "value-invalid"
    /// A value that is no code of its list.
    case codeUnknown = "code-unknown"
    /// Text where there should be none.
    case textUnexpected = "text-unexpected"
    /// Two records of a type have one id.
    case idTwice = "id-twice"
    /// A relation to or from a record that neither the file nor the log has.
    case relationToNothing = "relation-to-nothing"
    /// Another case has the journal number.
    case otherCase = "other-case"
    /// The rules of the register, or of the log, refuse an act that follows from it.
    case rule
    /// A file cannot be delivered without what is named.
    case missingFact = "missing-fact"
    /// The user's own schema finds a fault.
    case schema
  }

  /// The kind.
  public let code: Code
  /// The line in the file, from 1; nil where there is no file.
  public let line: Int?
  /// The element, `/Barnevern/Sak/Melding[2]`.
  public let path: String
  /// What the message fills in: names, codes and days, never a text of the file.
  public let details: [String]
  /// What a rule said, for `rule`.
  public let finding: Finding?

  init(
    _ code: Code, line: Int? = nil, path: String, _ details: String..., finding: Finding? = nil
  ) {
    self.code = code
    self.line = line
    self.path = path
    self.details = details
    self.finding = finding
  }
}
