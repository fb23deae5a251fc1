// Texts and numbers: the part of the reader that looks at single characters.

extension JSONReader {
  /// The text whose opening quote is here.
  mutating func string() throws(JSONError) -> String {
    offset += 1
    let start = offset
    while try current() != UInt8(ascii: "\"") {
      let byte = bytes[offset]
      if byte == UInt8(ascii: "\\") { return try escapedString(from: start) }
      try checkNoControl(byte)
      offset += 1
    }
    let text = try text(start..<offset)
    offset += 1
    return text
  }

  /// The text from `start`, whose first escape is here.
  private mutating func escapedString(from start: Int) throws(JSONError) -> String {
    var text: [UInt8] = []
    for index in start..<offset { text.append(bytes[index]) }
    while true {
      let byte = try current()
      switch byte {
      case UInt8(ascii: "\""):
        offset += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        text.append(contentsOf: String(try escape()).utf8)
      default:
        try checkNoControl(byte)
        text.append(byte)
        offset += 1
      }
    }
  }

  /// The character that the backslash here stands for.
  private mutating func escape() throws(JSONError) -> Character {
    let start = offset
    offset += 1
    let byte = try current()
    offset += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
      return Character(Unicode.Scalar(byte))
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "u"): return Character(try unicodeEscape(start))
    default:
      offset = start
      throw failure(.badEscape, "JSON has no such backslash sequence", "write \\\\ for a backslash")
    }
  }

  /// The character of `\uXXXX`, or of the pair `\uD8XX\uDCXX`, read up to its first `u`.
  private mutating func unicodeEscape(_ start: Int) throws(JSONError) -> Unicode.Scalar {
    let first = try fourHexDigits()
    if let scalar = Unicode.Scalar(first) { return scalar }
    if first < 0xDC00, try current() == UInt8(ascii: "\\") {
      offset += 1
      if try current() == UInt8(ascii: "u") {
        offset += 1
        let second = try fourHexDigits()
        if (0xDC00...0xDFFF).contains(second) {
          let value = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
          if let scalar = Unicode.Scalar(value) { return scalar }
        }
      }
    }
    offset = start
    throw failure(
      .loneSurrogate, "half of a surrogate pair stands alone", "write both halves or the character")
  }

  private mutating func fourHexDigits() throws(JSONError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = hexDigit(try current()) else {
        throw failure(.badEscape, "\\u needs four hexadecimal digits", "write such as \\u00e6")
      }
      value = value << 4 | UInt32(digit)
      offset += 1
    }
    return value
  }

  /// The number that begins here.
  mutating func number() throws(JSONError) -> JSONValue {
    let start = offset
    let isNegative = try current() == UInt8(ascii: "-")
    if isNegative { offset += 1 }
    var (value, overflows): (Int64, Bool) = (0, false)
    let first = offset
    while offset < bytes.count, (48...57).contains(bytes[offset]) {
      // Counted downwards, because the smallest number has no positive counterpart.
      let (product, one) = value.multipliedReportingOverflow(by: 10)
      let (sum, two) = product.subtractingReportingOverflow(Int64(bytes[offset] - 48))
      overflows = overflows || one || two
      value = sum
      offset += 1
    }
    guard offset > first, bytes[first] != 48 || offset == first + 1 else {
      if offset == first { _ = try current() }
      offset = first
      throw failure(.unexpected, "this is not a number", "write digits without leading zeros")
    }
    if !isNegative, value == .min { overflows = true }
    if try skipFractionAndExponent() {
      return .string(try text(start..<offset))
    }
    if overflows {
      if limits.numbersAsText { return .string(try text(start..<offset)) }
      offset = start
      throw failure(.overflow, "the number does not fit in 64 bits", "give a smaller number")
    }
    return .integer(isNegative ? value : -value)
  }

  /// Whether a fraction or an exponent stood here; an error unless such numbers are taken as text.
  private mutating func skipFractionAndExponent() throws(JSONError) -> Bool {
    let start = offset
    if offset < bytes.count, bytes[offset] == UInt8(ascii: ".") {
      offset += 1
      try skipDigits()
    }
    if offset < bytes.count, bytes[offset] | 0x20 == UInt8(ascii: "e") {
      offset += 1
      let sign = try current()
      if sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { offset += 1 }
      try skipDigits()
    }
    guard offset > start else { return false }
    guard limits.numbersAsText else {
      offset = start
      throw failure(
        .notWhole, "a number with a fraction or an exponent is not taken",
        "give a whole number in the unit of the field")
    }
    return true
  }

  private mutating func skipDigits() throws(JSONError) {
    let start = offset
    while offset < bytes.count, (48...57).contains(bytes[offset]) { offset += 1 }
    guard offset > start else {
      _ = try current()
      throw failure(.unexpected, "a digit should stand here", "mend the number")
    }
  }

  private func checkNoControl(_ byte: UInt8) throws(JSONError) {
    guard byte >= 0x20 else {
      throw failure(
        .controlCharacter, "a control character stands in a text",
        "remove it, or write a line break as \\n")
    }
  }

  /// The bytes as text.
  func text(_ range: Range<Int>) throws(JSONError) -> String {
    do {
      return String(copying: try UTF8Span(validating: bytes.extracting(range)))
    } catch {
      throw failure(.notUTF8, "the bytes are not UTF-8", "save the text as UTF-8")
    }
  }
}

/// The value of a hexadecimal digit in either case.
func hexDigit(_ byte: UInt8) -> UInt8? {
  switch byte {
  case 48...57: byte - 48
  case 97...102: byte - 87
  case 65...70: byte - 55
  default: nil
  }
}
