/// Why a file could not be read or written: what is wrong, where, and what to do.
///
/// No text of the file is in it, and no value of an attribute: only names of elements and
/// attributes. Errors are equal when their codes are, so that callers and tests match on what
/// happened.
public struct XMLError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What happened.
  public enum Code: String, CaseIterable, Sendable {
    /// The system would not open or read the file.
    case unreadable
    /// The file has more bytes than the limit.
    case tooLarge = "too-large"
    /// Elements lie deeper inside each other than the limit.
    case tooDeep = "too-deep"
    /// There are more elements than the limit.
    case tooManyElements = "too-many-elements"
    /// The value of an attribute is longer than the limit.
    case attributeTooLong = "attribute-too-long"
    /// A tag, comment or processing instruction is longer than the limit.
    case markupTooLong = "markup-too-long"
    /// The file has a document type (`<!DOCTYPE`), which is never read.
    case documentType = "document-type"
    /// The file declares an encoding that is not read.
    case encodingUnknown = "encoding-unknown"
    /// Bytes do not fit the encoding that is declared.
    case encodingViolated = "encoding-violated"
    /// The file is not well-formed XML.
    case malformed
    /// The system has no memory left.
    case outOfMemory = "out-of-memory"
    /// The system would not make or write the file.
    case unwritable
    /// A name that XML does not allow, a prefix not declared, or an attribute given twice.
    case nameNotAllowed = "name-not-allowed"
    /// A character that XML cannot hold.
    case characterNotAllowed = "character-not-allowed"
    /// The calls of a writer do not make one whole element.
    case unbalanced
    /// The file is not a schema, or the schema is not sound.
    case notASchema = "not-a-schema"
    /// The schema needs other files, which are never fetched.
    case schemaNotWhole = "schema-not-whole"
  }

  /// What happened.
  public let code: Code
  /// What is wrong, as a sentence without its full stop.
  public let what: String
  /// The file, as it was named.
  public let file: String?
  /// The line, from 1.
  public let line: Int?
  /// The column, from 1.
  ///
  /// It is where the reader stood when it noticed.
  public let column: Int?
  /// The element, such as `/Barnevern/Sak/Melding[2]`.
  public let path: String?

  init(
    _ code: Code, _ what: String, file: String? = nil, line: Int? = nil, column: Int? = nil,
    path: String? = nil
  ) {
    self.code = code
    self.what = what
    self.file = file
    self.line = line
    self.column = column
    self.path = path
  }

  /// What to do, as a sentence without its full stop.
  public var remedy: String {
    switch code {
    case .unreadable: "Check the path and the right to read it"
    case .tooLarge, .tooDeep, .tooManyElements, .attributeTooLong, .markupTooLong:
      "See with the sender whether this is the right file"
    case .documentType: "Ask the sender for a file without it"
    case .encodingUnknown: "Ask the sender for a file in UTF-8"
    case .encodingViolated: "Ask the sender to declare the encoding the file is written in"
    case .malformed: "Ask the sender for a whole, well-formed file"
    case .outOfMemory: "Try again with more memory"
    case .unwritable: "Check the folder, the right to write there and the free space"
    case .nameNotAllowed, .characterNotAllowed, .unbalanced: "Correct what is to be written"
    case .notASchema: "Give the file with the schema (XSD)"
    case .schemaNotWhole: "Give a schema that is whole in one file"
    }
  }

  /// Place, what is wrong and what to do, as in
  /// `a.xml:3:14: /Barnevern/Sak: The end tag belongs to another element. Ask …`.
  public var description: String {
    var place = [file, line.map(String.init), column.map(String.init)].compactMap(\.self)
      .joined(separator: ":")
    for part in [path, what] {
      if let part { place += place.isEmpty ? part : ": " + part }
    }
    return "\(place). \(remedy)."
  }

  /// Errors are equal when their codes are.
  public static func == (a: XMLError, b: XMLError) -> Bool { a.code == b.code }
}
