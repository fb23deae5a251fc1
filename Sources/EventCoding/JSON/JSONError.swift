/// Why a text is not taken as JSON: what, where, and what to do.
///
/// It shows nothing of the text's values, which may be personal.
public struct JSONError: Error, Hashable, CustomStringConvertible {
  /// What is wrong.
  public enum Code: String, CaseIterable, Sendable {
    /// There is nothing but white space.
    case empty
    /// More bytes than the limit.
    case tooLarge = "too-large"
    /// Objects and arrays nested deeper than the limit.
    case tooDeep = "too-deep"
    /// The text ends in the middle of a value.
    case truncated
    /// The bytes are not UTF-8.
    case notUTF8 = "not-utf8"
    /// The text begins with a byte order mark.
    case byteOrderMark = "byte-order-mark"
    /// A character that cannot stand there.
    case unexpected
    /// A control character within a text.
    case controlCharacter = "control-character"
    /// A backslash sequence that JSON does not have.
    case badEscape = "bad-escape"
    /// Half of a surrogate pair.
    case loneSurrogate = "lone-surrogate"
    /// The same name twice in an object.
    case duplicateName = "duplicate-name"
    /// A number with a fraction or an exponent.
    case notWhole = "not-whole"
    /// A whole number beyond 64 bits.
    case overflow
    /// Something after the value.
    case trailing
  }

  /// What is wrong.
  public let code: Code
  /// Bytes before the place.
  public let offset: Int
  /// The line, from 1.
  public let line: Int
  /// The character in the line, from 1.
  public let column: Int
  /// What is wrong, in words.
  public let what: String
  /// What to do about it.
  public let remedy: String

  /// `line 1, column 5 (byte 4): what; remedy`.
  public var description: String {
    "line \(line), column \(column) (byte \(offset)): \(what); \(remedy)"
  }

  init(_ code: Code, at offset: Int, in bytes: Span<UInt8>, what: String, remedy: String) {
    self.code = code
    self.offset = offset
    (self.line, self.column) = JSONError.place(offset, in: bytes)
    self.what = what
    self.remedy = remedy
  }

  private static func place(_ offset: Int, in bytes: Span<UInt8>) -> (line: Int, column: Int) {
    var (line, column) = (1, 1)
    for index in 0..<min(offset, bytes.count) {
      if bytes[index] == UInt8(ascii: "\n") {
        (line, column) = (line + 1, 1)
      } else if bytes[index] & 0xC0 != 0x80 {
        column += 1
      }
    }
    return (line, column)
  }
}
