import EventCoding
import Testing

/// Breaks if bad JSON is taken, crashes the program, or is refused without saying what and where.
@Suite struct JSONErrorTests {
  static let cases: [(text: String, code: JSONError.Code, offset: Int)] = [
    ("", .empty, 0), (" \n", .empty, 2),
    ("{", .truncated, 1), ("[1,", .truncated, 3), ("\"a", .truncated, 2), ("tru", .truncated, 3),
    ("-", .truncated, 1), ("\"\\u00", .truncated, 5), ("{\"a\"", .truncated, 4),
    ("\u{FEFF}{}", .byteOrderMark, 0),
    ("{a:1}", .unexpected, 1), ("{\"a\" 1}", .unexpected, 5), ("[1 2]", .unexpected, 3),
    ("[1,]", .unexpected, 3), ("{\"a\":1,}", .unexpected, 7), ("01", .unexpected, 0),
    ("-x", .unexpected, 1), ("truE", .unexpected, 3), ("'a'", .unexpected, 0),
    ("+1", .unexpected, 0),
    ("NaN", .unexpected, 0), ("\u{A0}1", .unexpected, 0),
    ("\"a\u{1}\"", .controlCharacter, 2), ("\"a\n\"", .controlCharacter, 2),
    ("\"\\n\u{0}\"", .controlCharacter, 3),
    ("\"\\x41\"", .badEscape, 1), ("\"\\u12G4\"", .badEscape, 5),
    ("\"\\ud83d\"", .loneSurrogate, 1), ("\"a\\ude00\"", .loneSurrogate, 2),
    ("\"\\ud83d\\u0041\"", .loneSurrogate, 1), ("\"\\ud83dx\"", .loneSurrogate, 1),
    ("{\"a\":1,\"\\u0061\":2}", .duplicateName, 7),
    ("1.5", .notWhole, 1), ("1e3", .notWhole, 1), ("-0.0", .notWhole, 2),
    ("9223372036854775808", .overflow, 0), ("-9223372036854775809", .overflow, 0),
    ("99999999999999999999999999", .overflow, 0),
    ("{} {}", .trailing, 3), ("1,", .trailing, 1),
  ]

  @Test(arguments: cases)
  func `each fault has its code and its place`(text: String, code: JSONError.Code, offset: Int) {
    let error = #expect(throws: JSONError.self) { try JSON.parse(text) }
    #expect(error?.code == code)
    #expect(error?.offset == offset)
    #expect(error?.what.isEmpty == false && error?.remedy.isEmpty == false)
  }

  @Test func `every code has a case here`() {
    let elsewhere: Set<JSONError.Code> = [.tooLarge, .tooDeep, .notUTF8]
    #expect(Set(Self.cases.map(\.code)).union(elsewhere) == Set(JSONError.Code.allCases))
  }

  @Test(
    arguments: [
      [0x22, 0xFF, 0x22], [0x22, 0xC0, 0xAF, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
      [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], [0x22, 0xC3, 0x22], [0x22, 0xE2, 0x82],
    ] as [[UInt8]])
  func `bytes that are not UTF-8 are refused, overlong forms and surrogates too`(bytes: [UInt8]) {
    let error = #expect(throws: JSONError.self) { try JSON.parse(bytes) }
    #expect(error?.code == .notUTF8)
    #expect(error?.offset == 1)
  }

  @Test func `a nesting of ten thousand is an error and not a crash`() {
    for (open, depth) in [("[", 10_000), ("{\"a\":", 10_000), ("[", 65)] {
      let text = String(repeating: open, count: depth)
      let error = #expect(throws: JSONError.self) { try JSON.parse(text) }
      #expect(error?.code == .tooDeep)
    }
    let allowed = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
    #expect(throws: Never.self) { try JSON.parse(allowed) }
  }

  @Test func `ten megabytes are refused unless the limit allows them`() throws {
    let bytes = [0x22] + [UInt8](repeating: 0x61, count: 10 << 20) + [0x22]
    let error = #expect(throws: JSONError.self) { try JSON.parse(bytes) }
    #expect(error?.code == .tooLarge)
    #expect(error?.description.contains("10485762 bytes, the limit is 1048576") == true)
    #expect(try JSON.parse(bytes, limits: .init(size: 11 << 20)).string?.utf8.count == 10 << 20)
  }

  @Test func `the place is given by line and character`() {
    let error = #expect(throws: JSONError.self) { try JSON.parse("{\"æ\": 1,\n \"ø\": 1.5}") }
    #expect(error?.line == 2)
    #expect(error?.column == 8)
    #expect(
      error?.description
        == "line 2, column 8 (byte 18): a number with a fraction or an exponent is not taken; "
        + "give a whole number in the unit of the field")
  }

  @Test func `an error shows no value that may be personal`() {
    for text in [
      "{\"name\":\"Kari Nordmann\" 01017012345}", "{\"Kari Nordmann\":1,\"Kari Nordmann\":1}",
    ] {
      let error = #expect(throws: JSONError.self) { try JSON.parse(text) }
      #expect(error?.description.contains("Kari") == false)
      #expect(error?.description.contains("0101") == false)
    }
  }

  @Test func `numbers of others can be kept as they were written`() throws {
    let limits = JSON.Limits(numbersAsText: true)
    let value = try JSON.parse("[1,1.50,-2E+3,9223372036854775808]", limits: limits)
    #expect(
      value
        == .array([.integer(1), .string("1.50"), .string("-2E+3"), .string("9223372036854775808")]))
    for text in ["1.", "1e", "1e+", ".5", "1.x"] {
      #expect(throws: JSONError.self) { try JSON.parse(text, limits: limits) }
    }
  }

  @Test func `a text cut at any byte is an error`() throws {
    let text = #"{"a":[1,-2,true,null,{"b":"æ\u00e6\ud83d\ude00\n"}],"c":"😀"}"#
    let bytes = Array(text.utf8)
    #expect(throws: Never.self) { try JSON.parse(bytes) }
    for length in 0..<bytes.count {
      #expect(throws: JSONError.self) { try JSON.parse(Array(bytes[..<length])) }
    }
  }
}
