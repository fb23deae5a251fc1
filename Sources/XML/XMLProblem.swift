/// Something in a file that its schema does not allow: what, and where.
///
/// No value and no text of the file is in it: only names of elements and attributes, and what the
/// schema says (a pattern, a greatest length).
public struct XMLProblem: Hashable, Sendable, CustomStringConvertible {
  /// The kinds of problem.
  public enum Kind: String, CaseIterable, Sendable {
    /// The root is not one that the schema knows.
    case rootUnknown = "root-unknown"
    /// An element stands where the schema does not expect it.
    case elementNotExpected = "element-not-expected"
    /// An element that must be there is missing.
    case elementMissing = "element-missing"
    /// The schema does not know the attribute there.
    case attributeNotAllowed = "attribute-not-allowed"
    /// An attribute that must be there is missing.
    case attributeMissing = "attribute-missing"
    /// Text stands where only elements may.
    case textNotAllowed = "text-not-allowed"
    /// The value is not of its type: not a date, not a number.
    case type
    /// The value is not one of the list (`enumeration`).
    case enumeration
    /// The value does not fit the pattern (`pattern`).
    case pattern
    /// The value is too short or too long (`length`, `minLength`, `maxLength`).
    case length
    /// The value is too small or too great (`minInclusive` and its like).
    case range
    /// The number has too many digits (`totalDigits`, `fractionDigits`).
    case digits
    /// A value that must be unique is given twice (`unique`, `key`).
    case notUnique = "not-unique"
    /// A value names something that is not there (`keyref`), or a part of a key is missing.
    case reference
    /// Another rule of the schema.
    case other
  }

  /// The kind.
  public let kind: Kind
  /// The attribute that is meant, if one is.
  public let attribute: String?
  /// What is wrong, as a sentence without its full stop.
  public let what: String
  /// The file, as it was named.
  public let file: String?
  /// The line where the element's start tag ended, from 1; 0 for an element that was not read.
  public let line: Int
  /// The element, such as `/Barnevern/Sak/Melding[2]`.
  public let path: String

  /// Place and what is wrong, as in
  /// `a.xml:3: /Barnevern/Sak: The attribute Kjonn has a value that is not one of the list.`.
  public var description: String {
    let place = [file, line > 0 ? String(line) : nil].compactMap(\.self).joined(separator: ":")
    return "\(place.isEmpty ? "" : place + ": ")\(path): \(what)."
  }
}

/// The problems of one pass, in the order of the file.
struct ProblemList {
  private(set) var all: [XMLProblem] = []

  /// Adds a problem, unless it only repeats the one before.
  ///
  /// libxml2 says of a value that fails a facet both that and that it is not of its type.
  mutating func add(_ problem: XMLProblem) {
    let facets: Set<XMLProblem.Kind> = [.enumeration, .pattern, .length, .range, .digits, .type]
    if problem.kind == .type, let last = all.last, facets.contains(last.kind),
      last.path == problem.path, last.attribute == problem.attribute
    {
      return
    }
    all.append(problem)
  }
}
