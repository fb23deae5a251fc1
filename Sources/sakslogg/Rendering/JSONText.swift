/// JSON on its way out: members in the order given, decimals as they are written.
///
/// Separate from the reader and writer of the log's lines, which have no decimals: a share in a
/// table is 12.3, and must not become a binary fraction on its way.
indirect enum JSONText {
  /// A text.
  case string(String)
  /// A number as its digits.
  case number(String)
  /// True or false.
  case bool(Bool)
  /// Nothing.
  case null
  /// Values in order.
  case array([JSONText])
  /// Members in order.
  case object([(String, JSONText)])

  /// On one line, without white space.
  var compact: String {
    switch self {
    case .string(let text): JSONText.quoted(text)
    case .number(let digits): digits
    case .bool(let flag): flag ? "true" : "false"
    case .null: "null"
    case .array(let values): "[" + values.map(\.compact).joined(separator: ",") + "]"
    case .object(let members):
      "{" + members.map { JSONText.quoted($0) + ":" + $1.compact }.joined(separator: ",") + "}"
    }
  }

  /// An array with one element a line; anything else on one line.
  var listed: String {
    guard case .array(let values) = self, !values.isEmpty else { return compact }
    return "[\n" + values.map { "  " + $0.compact }.joined(separator: ",\n") + "\n]"
  }

  /// A text in quotes.
  ///
  /// Everything invisible is escaped, so that nothing is lost and nothing steers a terminal.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      default:
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069,
          0xFEFF:
          let digits = String(scalar.value, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        default: result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }
}
