import CaseModel

/// A place in a line that is expected to be in canonical form.
///
/// Because the form is fixed, every read has exactly one way to succeed, and a read that fails
/// returns nil and leaves the explanation to the caller, who knows the field.
struct LineCursor: ~Escapable {
  let bytes: Span<UInt8>
  var offset = 0

  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>) { self.bytes = bytes }

  /// Steps over the byte if it stands here.
  mutating func skip(_ byte: UInt8) -> Bool {
    guard offset < bytes.count, bytes[offset] == byte else { return false }
    offset += 1
    return true
  }

  /// Steps over the bytes if they stand here.
  mutating func skip(_ expected: [UInt8]) -> Bool {
    guard bytes.count - offset >= expected.count else { return false }
    for index in 0..<expected.count where bytes[offset + index] != expected[index] { return false }
    offset += expected.count
    return true
  }

  /// Steps over a member's name with its quotes and colon; the range of the name.
  mutating func name() -> Range<Int>? {
    guard let range = plainText(), skip(UInt8(ascii: ":")) else { return nil }
    return range
  }

  /// Steps over a text without escapes; the range between its quotes.
  mutating func plainText() -> Range<Int>? {
    guard skip(UInt8(ascii: "\"")) else { return nil }
    let start = offset
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "\""):
        offset += 1
        return start..<offset - 1
      case UInt8(ascii: "\\"), 0..<0x20: return nil
      default: offset += 1
      }
    }
    return nil
  }

  /// A text.
  mutating func text() -> String? {
    let start = offset
    if let range = plainText() {
      return LineDiagnosis.text(bytes, range)
    }
    // Escapes are rare: read them with the general reader, and hold the writing against ours.
    guard start < bytes.count, bytes[start] == UInt8(ascii: "\"") else { return nil }
    var reader = JSONReader(bytes: bytes)
    reader.offset = start
    guard let text = try? reader.string() else { return nil }
    offset = reader.offset
    return compare(bytes, start..<offset, JSON.canonical(.string(text))) == 0 ? text : nil
  }

  /// A whole number as the canonical form writes it: no leading zeros, no `-0`, 64 bits.
  mutating func number() -> Int64? {
    let isNegative = skip(UInt8(ascii: "-"))
    let start = offset
    var value: Int64 = 0
    while offset < bytes.count, case let digit = bytes[offset] &- 48, digit < 10 {
      // Counted downwards, because the smallest number has no positive counterpart.
      let (product, one) = value.multipliedReportingOverflow(by: 10)
      let (sum, two) = product.subtractingReportingOverflow(Int64(digit))
      if one || two { return nil }
      value = sum
      offset += 1
    }
    guard offset > start, bytes[start] != 48 || (offset == start + 1 && !isNegative) else {
      return nil
    }
    if isNegative { return value }
    return value == .min ? nil : -value
  }

  /// True or false.
  mutating func flag() -> Bool? {
    if skip(LineParts.yes) { return true }
    return skip(LineParts.no) ? false : nil
  }

  /// A lower-case UUID in quotes.
  mutating func recordID() -> RecordID? {
    guard let range = plainText(), range.count == 36 else { return nil }
    var id = RecordID(high: 0, low: 0)
    var faults: UInt8 = 0
    for index in 0..<36 {
      let byte = bytes[range.lowerBound + index]
      if index == 8 || index == 13 || index == 18 || index == 23 {
        faults |= byte ^ UInt8(ascii: "-")
        continue
      }
      // Without branches on the digit: they are random, and a guess that fails costs more than all
      // the rest of the line.
      let isDigit: UInt8 = byte &- 48 < 10 ? 1 : 0
      let isLetter: UInt8 = byte &- 97 < 6 ? 1 : 0
      faults |= 1 ^ (isDigit | isLetter)
      let digit = UInt64((byte & 0xF) &+ 9 &* isLetter)
      if index < 18 { id.high = id.high << 4 | digit } else { id.low = id.low << 4 | digit }
    }
    return faults == 0 ? id : nil
  }

  /// A date in quotes.
  mutating func day() -> Day? {
    guard let range = plainText(), range.count == 10 else { return nil }
    return day(at: range.lowerBound)
  }

  /// A moment in quotes, with three decimals and `Z`.
  mutating func instant() -> Instant? {
    guard let range = plainText(), range.count == 24 else { return nil }
    let start = range.lowerBound
    guard let day = day(at: start), bytes[start + 10] == UInt8(ascii: "T"),
      let hour = digits(start + 11, 2), bytes[start + 13] == UInt8(ascii: ":"),
      let minute = digits(start + 14, 2), bytes[start + 16] == UInt8(ascii: ":"),
      let second = digits(start + 17, 2), bytes[start + 19] == UInt8(ascii: "."),
      let millisecond = digits(start + 20, 3), bytes[start + 23] == UInt8(ascii: "Z"),
      hour < 24, minute < 60, second < 60
    else { return nil }
    let seconds = Int64(day.number) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
    return Instant(milliseconds: seconds * 1000 + Int64(millisecond))
  }

  /// A subject in quotes: its kind, a slash and its key.
  mutating func subject() -> Subject? {
    guard let range = plainText() else { return nil }
    for (kind, name) in LineParts.kinds {
      let end = range.lowerBound + name.count
      guard end < range.upperBound,
        compare(bytes, range.lowerBound..<end, name) == 0,
        let key = LineDiagnosis.text(bytes, end..<range.upperBound)
      else { continue }
      return Subject(kind, key)
    }
    return nil
  }

  /// A municipality number in quotes.
  mutating func office() -> Office? {
    guard let range = plainText(), range.count == 4, let number = digits(range.lowerBound, 4)
    else { return nil }
    return Office(number: number)
  }

  /// Steps over four digits that make the number, and a closing quote.
  mutating func skip(_ office: Office) -> Bool {
    guard bytes.count - offset > 4, digits(offset, 4) == Int(office.number),
      bytes[offset + 4] == UInt8(ascii: "\"")
    else { return false }
    offset += 5
    return true
  }

  private func day(at start: Int) -> Day? {
    guard let year = digits(start, 4), bytes[start + 4] == UInt8(ascii: "-"),
      let month = digits(start + 5, 2), bytes[start + 7] == UInt8(ascii: "-"),
      let day = digits(start + 8, 2)
    else { return nil }
    return Day(year: year, month: month, day: day)
  }

  private func digits(_ start: Int, _ count: Int) -> Int? {
    var value = 0
    for index in start..<start + count {
      let digit = bytes[index] &- 48
      guard digit < 10 else { return nil }
      value = value * 10 + Int(digit)
    }
    return value
  }
}

/// The fixed parts of a line, as bytes.
enum LineParts {
  static let actor = Array("{\"actor\":".utf8)
  static let data = Array(",\"data\":{".utf8)
  static let effective = Array(",\"effective\":".utf8)
  static let id = Array(",\"id\":".utf8)
  static let office = Array(",\"office\":".utf8)
  static let source = Array(",\"source\":\"sakslogg:".utf8)
  static let sourceOfSimulated = Array(",\"source\":\"sakslogg-simulated:".utf8)
  static let version = Array(",\"specversion\":\"1.0\",\"subject\":".utf8)
  static let time = Array(",\"time\":".utf8)
  static let type = Array(",\"type\":\"".utf8)
  static let end = Array("\"}".utf8)

  static let afterName = Array("\":".utf8)

  static let sealClass = Array("{\"class\":".utf8)
  static let digest = Array(",\"digest\":".utf8)
  static let fields = Array(",\"fields\":[".utf8)
  static let key = Array("],\"key\":".utf8)
  static let of = Array(",\"of\":".utf8)

  /// The kinds of subject, each with its slash.
  static let kinds = Subject.Kind.allCases.map { (kind: $0, name: Array("\($0.rawValue)/".utf8)) }

  static let yes = Array("true".utf8)
  static let no = Array("false".utf8)

  /// The top-level members, all required.
  static let members = [
    "actor", "data", "effective", "id", "office", "source", "specversion", "subject", "time",
    "type",
  ]
}
