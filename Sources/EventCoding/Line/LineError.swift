import CaseModel

/// Why a line, or an event on its way to one, is not taken: what, where, and what to do.
public struct LineError: Error, Hashable, CustomStringConvertible {
  /// What is wrong.
  public enum Code: String, CaseIterable, Sendable {
    /// The line is not JSON.
    case notJSON = "not-json"
    /// The line is JSON but not in canonical form, so that its hash is not the content's.
    case notCanonical = "not-canonical"
    /// The line is longer than 32 KiB.
    case tooLong = "too-long"
    /// A top-level member is missing.
    case missingMember = "missing-member"
    /// A top-level member that lines do not have.
    case unknownMember = "unknown-member"
    /// A type that this program does not know.
    case unknownType = "unknown-type"
    /// A subject of a kind that the type is not about.
    case wrongSubject = "wrong-subject"
    /// A required field is missing.
    case missingField = "missing-field"
    /// A field that the type does not have.
    case unknownField = "unknown-field"
    /// A value of another kind than the schema says.
    case wrongKind = "wrong-kind"
    /// A number or date outside its limits.
    case outsideLimits = "outside-limits"
    /// A text longer than its schema allows.
    case textTooLong = "text-too-long"
    /// A text without characters.
    case emptyText = "empty-text"
    /// A text that may be a name, an address or an identity number.
    case personal
    /// A control character, or another that cannot be seen.
    case controlCharacter = "control-character"
    /// The references to the sealed parts do not fit the type or the event.
    case wrongSealed = "wrong-sealed"
    /// An older version could not be carried forward.
    case notUpcast = "not-upcast"
  }

  /// What is wrong.
  public let code: Code
  /// Where in the line: `time`, `data.contents`; empty for the line as a whole.
  public let path: String
  /// What is wrong, in words.
  public let what: String
  /// What to do about it.
  public let remedy: String

  /// `data.contents: what; remedy`.
  public var description: String { (path.isEmpty ? "" : path + ": ") + what + "; " + remedy }

  init(
    _ code: Code, _ path: String, _ what: String,
    _ remedy: String = "the line is damaged or was not written by this program"
  ) {
    self.code = code
    self.path = path
    self.what = what
    self.remedy = remedy
  }

  /// A value that is not what the schema asks for.
  init(_ fault: ValueFault, _ path: String, _ kind: FieldShape.Kind) {
    self.init(
      fault.lineCode, path, "the value \(fault.rawValue)", "the schema asks for \(kind.expectation)"
    )
  }
}

extension ValueFault {
  /// The code that the fault has in a line.
  var lineCode: LineError.Code {
    switch self {
    case .wrongKind: .wrongKind
    case .outsideLimits: .outsideLimits
    case .tooLong: .textTooLong
    case .empty: .emptyText
    case .personal: .personal
    case .controlCharacter: .controlCharacter
    }
  }
}
