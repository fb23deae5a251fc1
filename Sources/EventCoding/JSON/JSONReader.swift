/// A strict reader of RFC 8259 over borrowed bytes.
///
/// It recurses, so the depth is counted and bounded: a nesting of 10 000 is an error, not a crash.
struct JSONReader: ~Escapable {
  let bytes: Span<UInt8>
  let limits: JSON.Limits
  var offset = 0

  @_lifetime(copy bytes)
  init(bytes: Span<UInt8>, limits: JSON.Limits = JSON.Limits()) {
    self.bytes = bytes
    self.limits = limits
  }

  /// One value with nothing but white space around it.
  mutating func document() throws(JSONError) -> JSONValue {
    guard bytes.count <= limits.size else {
      throw JSONError(
        .tooLarge, at: limits.size, in: bytes,
        what: "the JSON is \(bytes.count) bytes, the limit is \(limits.size)",
        remedy: "split it into smaller parts")
    }
    try checkEncoding()
    skipSpace()
    guard offset < bytes.count else {
      throw failure(.empty, "there is no JSON here", "give one value, such as {}")
    }
    let value = try value(depth: 1)
    skipSpace()
    guard offset == bytes.count else {
      throw failure(.trailing, "something follows the value", "give one JSON value at a time")
    }
    return value
  }

  /// The value that begins here.
  private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
    switch try current() {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), 48...57: return try number()
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: throw unexpected("a value")
    }
  }

  private mutating func object(depth: Int) throws(JSONError) -> JSONValue {
    try checkDepth(depth)
    offset += 1
    var members: [(name: String, value: JSONValue)] = []
    var names: Set<[UInt8]> = []
    skipSpace()
    if try current() == UInt8(ascii: "}") {
      offset += 1
      return .object([])
    }
    while true {
      guard try current() == UInt8(ascii: "\"") else { throw unexpected("a name in quotes") }
      let start = offset
      let name = try string()
      guard names.insert(Array(name.utf8)).inserted else {
        offset = start
        throw failure(
          .duplicateName, "the name \(JSONReader.shown(name)) occurs twice in one object",
          "remove one of them")
      }
      skipSpace()
      guard try current() == UInt8(ascii: ":") else { throw unexpected("a colon") }
      offset += 1
      skipSpace()
      members.append((name, try value(depth: depth + 1)))
      skipSpace()
      let next = try current()
      guard next == UInt8(ascii: ",") || next == UInt8(ascii: "}") else {
        throw unexpected("a comma or a closing brace")
      }
      offset += 1
      if next == UInt8(ascii: "}") { return .object(members) }
      skipSpace()
    }
  }

  private mutating func array(depth: Int) throws(JSONError) -> JSONValue {
    try checkDepth(depth)
    offset += 1
    var values: [JSONValue] = []
    skipSpace()
    if try current() == UInt8(ascii: "]") {
      offset += 1
      return .array([])
    }
    while true {
      values.append(try value(depth: depth + 1))
      skipSpace()
      let next = try current()
      guard next == UInt8(ascii: ",") || next == UInt8(ascii: "]") else {
        throw unexpected("a comma or a closing bracket")
      }
      offset += 1
      if next == UInt8(ascii: "]") { return .array(values) }
      skipSpace()
    }
  }

  private mutating func word(
    _ word: StaticString, _ value: JSONValue
  ) throws(JSONError) -> JSONValue {
    let expected = Array(String(describing: word).utf8)
    for byte in expected {
      guard try current() == byte else { throw unexpected("\(word)") }
      offset += 1
    }
    return value
  }

  private func checkDepth(_ depth: Int) throws(JSONError) {
    guard depth <= limits.depth else {
      throw failure(
        .tooDeep, "objects and arrays are nested deeper than \(limits.depth)", "flatten the JSON")
    }
  }

  private func checkEncoding() throws(JSONError) {
    if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF {
      throw failure(
        .byteOrderMark, "the text begins with a byte order mark", "save it as UTF-8 without one")
    }
    do {
      _ = try UTF8Span(validating: bytes)
    } catch {
      let offset = error.byteOffsets.lowerBound
      throw JSONError(
        .notUTF8, at: offset, in: bytes, what: "the bytes are not UTF-8",
        remedy: "save the text as UTF-8")
    }
  }

  mutating func skipSpace() {
    while offset < bytes.count {
      switch bytes[offset] {
      case 0x20, 0x09, 0x0A, 0x0D: offset += 1
      default: return
      }
    }
  }

  /// The byte here, which must exist.
  func current() throws(JSONError) -> UInt8 {
    guard offset < bytes.count else {
      throw failure(.truncated, "the JSON ends in the middle", "give it whole")
    }
    return bytes[offset]
  }

  func failure(_ code: JSONError.Code, _ what: String, _ remedy: String) -> JSONError {
    JSONError(code, at: offset, in: bytes, what: what, remedy: remedy)
  }

  /// The error for a character that cannot stand here.
  ///
  /// Digits and letters are not shown: they may be part of someone's name or number.
  private func unexpected(_ expected: String) -> JSONError {
    let byte = bytes[offset]
    let isMark = (33...47).contains(byte) || (58...64).contains(byte) || (91...96).contains(byte)
    let found = isMark ? " instead of \(Character(Unicode.Scalar(byte)))" : ""
    return failure(.unexpected, "\(expected) should stand here\(found)", "mend the JSON")
  }

  /// A member's name for a message: as it is when it looks like a field's name, else not shown.
  static func shown(_ name: String) -> String {
    let isPlain = name.utf8.allSatisfy {
      (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 45
        || $0 == 46 || $0 == 95
    }
    return isPlain && (1...64).contains(name.utf8.count) ? "\"\(name)\"" : "(not shown)"
  }
}
