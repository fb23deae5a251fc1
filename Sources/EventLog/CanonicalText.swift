/// Why a line is not one the log takes.
struct LineFault: Error {
  let reason: String
  init(_ reason: String) { self.reason = reason }
}

/// A small scanner over canonical JSON (RFC 8785): no white space, sorted names, whole numbers.
///
/// It checks the grammar and finds values; it builds nothing. The place is an index that each
/// function moves past what it has read.
enum CanonicalText {
  /// Values nested deeper than this are refused.
  static let depthMax = 64

  /// Visits the members of the object at `at`: the name and value as ranges, without the name's
  /// quotes.
  ///
  /// Names must ascend by their bytes.
  static func members(
    _ bytes: Span<UInt8>, _ at: inout Int, depth: Int = 1,
    visit: (_ name: Range<Int>, _ value: Range<Int>) throws(LineFault) -> Void
  ) throws(LineFault) {
    try expect("{", bytes, &at)
    if skip("}", bytes, &at) { return }
    var last: Range<Int>?
    while true {
      let name = try string(bytes, &at)
      if let last, !precedes(bytes, last, name) {
        throw LineFault("its members are not sorted by name (byte \(name.lowerBound))")
      }
      last = name
      try expect(":", bytes, &at)
      let start = at
      try value(bytes, &at, depth: depth)
      try visit(name, start..<at)
      if skip("}", bytes, &at) { return }
      try expect(",", bytes, &at)
    }
  }

  /// Visits the items of the array at `at`.
  static func items(
    _ bytes: Span<UInt8>, _ at: inout Int, depth: Int = 1,
    visit: (_ item: Range<Int>) throws(LineFault) -> Void
  ) throws(LineFault) {
    try expect("[", bytes, &at)
    if skip("]", bytes, &at) { return }
    while true {
      let start = at
      try value(bytes, &at, depth: depth)
      try visit(start..<at)
      if skip("]", bytes, &at) { return }
      try expect(",", bytes, &at)
    }
  }

  /// Moves past a value.
  static func value(_ bytes: Span<UInt8>, _ at: inout Int, depth: Int) throws(LineFault) {
    guard at < bytes.count else { throw LineFault("it is cut off") }
    guard depth <= depthMax else { throw LineFault("it is nested more than \(depthMax) deep") }
    switch bytes[at] {
    case UInt8(ascii: "\""): _ = try string(bytes, &at)
    case UInt8(ascii: "{"):
      try members(bytes, &at, depth: depth + 1) { (_, _) throws(LineFault) in }
    case UInt8(ascii: "["): try items(bytes, &at, depth: depth + 1) { (_) throws(LineFault) in }
    case UInt8(ascii: "t"): try word("true", bytes, &at)
    case UInt8(ascii: "f"): try word("false", bytes, &at)
    case UInt8(ascii: "n"): try word("null", bytes, &at)
    default: try integer(bytes, &at)
    }
  }

  /// Moves past a string, and gives what is between its quotes.
  static func string(_ bytes: Span<UInt8>, _ at: inout Int) throws(LineFault) -> Range<Int> {
    try expect("\"", bytes, &at)
    let start = at
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      if byte == UInt8(ascii: "\"") { return start..<at - 1 }
      if byte < 0x20 || byte == 0x7F {
        throw LineFault("byte \(at - 1) is a control character")
      }
      if byte == UInt8(ascii: "\\") { try escape(bytes, &at) }
    }
    throw LineFault("it is cut off")
  }

  private static func escape(_ bytes: Span<UInt8>, _ at: inout Int) throws(LineFault) {
    guard at < bytes.count else { throw LineFault("it is cut off") }
    let kind = bytes[at]
    at += 1
    switch kind {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      return
    case UInt8(ascii: "u"):
      for _ in 0..<4 {
        guard at < bytes.count, isHex(bytes[at]) else { throw badEscape(at) }
        at += 1
      }
    default: throw badEscape(at)
    }
  }

  private static func badEscape(_ at: Int) -> LineFault {
    LineFault("byte \(at) is not a canonical escape")
  }

  private static func isHex(_ byte: UInt8) -> Bool {
    0x30...0x39 ~= byte || 0x61...0x66 ~= byte
  }

  private static func integer(_ bytes: Span<UInt8>, _ at: inout Int) throws(LineFault) {
    let start = at
    let negative = skip("-", bytes, &at)
    let first = at
    while at < bytes.count, 0x30...0x39 ~= bytes[at] { at += 1 }
    guard at > first, at - first <= 16 else {
      throw LineFault("byte \(start) does not begin a string, a whole number, an object or a list")
    }
    if bytes[first] == 0x30, at - first > 1 || negative {
      throw LineFault("the number at byte \(start) is not in canonical form")
    }
  }

  private static func word(
    _ word: StaticString, _ bytes: Span<UInt8>, _ at: inout Int
  ) throws(LineFault) {
    guard matches(word, bytes, at) else { throw LineFault("byte \(at) does not begin a value") }
    at += word.utf8CodeUnitCount
  }

  /// Whether the text at `at` is `word`.
  static func matches(_ word: StaticString, _ bytes: Span<UInt8>, _ at: Int) -> Bool {
    let count = word.utf8CodeUnitCount
    guard bytes.count - at >= count else { return false }
    return word.withUTF8Buffer { word in
      for index in 0..<count where bytes[at + index] != word[index] { return false }
      return true
    }
  }

  private static func expect(
    _ mark: Unicode.Scalar, _ bytes: Span<UInt8>, _ at: inout Int
  ) throws(LineFault) {
    guard skip(mark, bytes, &at) else {
      let what = at < bytes.count ? "byte \(at) is not '\(mark)'" : "it is cut off"
      throw LineFault("\(what), as canonical JSON would have it")
    }
  }

  private static func skip(
    _ mark: Unicode.Scalar, _ bytes: Span<UInt8>, _ at: inout Int
  ) -> Bool {
    guard at < bytes.count, bytes[at] == UInt8(truncatingIfNeeded: mark.value) else {
      return false
    }
    at += 1
    return true
  }

  private static func precedes(
    _ bytes: Span<UInt8>, _ a: Range<Int>, _ b: Range<Int>
  ) -> Bool {
    for index in 0..<min(a.count, b.count) {
      let (left, right) = (bytes[a.lowerBound + index], bytes[b.lowerBound + index])
      if left != right { return left < right }
    }
    return a.count < b.count
  }
}
