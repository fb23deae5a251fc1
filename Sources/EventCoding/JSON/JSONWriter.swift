extension JSON {
  /// The canonical form of RFC 8785: names sorted by UTF-16 code units, the fewest escapes, no
  /// white space.
  ///
  /// The same value gives the same bytes everywhere, so the bytes can be hashed.
  ///
  /// The RFC's numbers are those of JavaScript: exact to ±9007199254740991. Event fields keep
  /// within that; larger numbers are written in full.
  public static func canonical(_ value: JSONValue) -> [UInt8] {
    var output: [UInt8] = []
    write(value, to: &output)
    return output
  }

  /// A form for people: one member a line, two spaces a level, names in the order given, and no
  /// character that could steer a terminal.
  public static func indented(_ value: JSONValue) -> String {
    var output = ""
    indent(value, level: 0, to: &output)
    return output
  }

  /// Adds the canonical form to what is there.
  static func write(_ value: JSONValue, to output: inout [UInt8]) {
    switch value {
    case .object(let members):
      output.append(UInt8(ascii: "{"))
      let sorted = members.sorted { $0.name.utf16.lexicographicallyPrecedes($1.name.utf16) }
      for (index, member) in sorted.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        write(member.name, to: &output)
        output.append(UInt8(ascii: ":"))
        write(member.value, to: &output)
      }
      output.append(UInt8(ascii: "}"))
    case .array(let values):
      output.append(UInt8(ascii: "["))
      for (index, value) in values.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        write(value, to: &output)
      }
      output.append(UInt8(ascii: "]"))
    case .string(let text): write(text, to: &output)
    case .integer(let number): output.append(contentsOf: String(number).utf8)
    case .bool(let flag): output.append(contentsOf: (flag ? "true" : "false").utf8)
    case .null: output.append(contentsOf: "null".utf8)
    }
  }

  /// Adds a text in quotes, escaping what JSON demands and nothing else.
  static func write(_ text: String, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    defer { output.append(UInt8(ascii: "\"")) }
    // Most texts need no escape; those are added in one piece.
    var needsEscape = false
    for byte in text.utf8
    where byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
      needsEscape = true
    }
    guard needsEscape else { return output.append(contentsOf: text.utf8) }
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        output.append(UInt8(ascii: "\\"))
        output.append(byte)
      case 0x20...: output.append(byte)
      case 0x08: output.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "b")])
      case 0x09: output.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "t")])
      case 0x0A: output.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "n")])
      case 0x0C: output.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "f")])
      case 0x0D: output.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "r")])
      default: output.append(contentsOf: escaped(Unicode.Scalar(byte)).utf8)
      }
    }
  }

  private static func indent(_ value: JSONValue, level: Int, to output: inout String) {
    let margin = String(repeating: "  ", count: level + 1)
    switch value {
    case .object(let members) where !members.isEmpty:
      output += "{\n"
      for (index, member) in members.enumerated() {
        output += margin + shown(.string(member.name)) + ": "
        indent(member.value, level: level + 1, to: &output)
        output += index + 1 < members.count ? ",\n" : "\n"
      }
      output += margin.dropLast(2) + "}"
    case .array(let values) where !values.isEmpty:
      output += "[\n"
      for (index, value) in values.enumerated() {
        output += margin
        indent(value, level: level + 1, to: &output)
        output += index + 1 < values.count ? ",\n" : "\n"
      }
      output += margin.dropLast(2) + "]"
    default: output += shown(value)
    }
  }

  /// The canonical form of a value, with every invisible character written out.
  private static func shown(_ value: JSONValue) -> String {
    var output = ""
    for scalar in String(decoding: canonical(value), as: UTF8.self).unicodeScalars {
      if scalar.isInvisible {
        output += escaped(scalar)
      } else {
        output.unicodeScalars.append(scalar)
      }
    }
    return output
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    return "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}

extension Unicode.Scalar {
  /// Control characters, line and paragraph separators, and the marks that turn the direction of
  /// writing: they can steer a terminal or make a text look like another.
  var isInvisible: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069, 0x200E, 0x200F, 0xFEFF: true
    default: false
    }
  }
}
