import EventCoding
import Testing

/// Breaks if the same value could be written in two ways: its hash would then depend on who wrote.
@Suite struct CanonicalJSONTests {
  @Test(arguments: 0..<400)
  func `what is written canonically is read back as it was, and written the same again`(
    seed: UInt64
  ) throws {
    var generator = SeededGenerator(seed: seed)
    let value = generator.json()
    let bytes = JSON.canonical(value)
    let read = try JSON.parse(bytes)
    #expect(JSON.canonical(read) == bytes)
    #expect(read == CanonicalJSONTests.sorted(value))
  }

  @Test(arguments: 0..<200)
  func `the form for people holds the same value`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let value = generator.json()
    #expect(try JSON.parse(JSON.indented(value)) == value)
  }

  @Test func `the order of members and the white space make no difference`() throws {
    let one = try JSON.parse(" {\"b\" : [ 1 , -0 , true ] ,\r\n\t\"a\" : null } ")
    let other = try JSON.parse("{\"a\":null,\"b\":[1,0,true]}")
    #expect(JSON.canonical(one) == JSON.canonical(other))
    #expect(String(decoding: JSON.canonical(one), as: UTF8.self) == #"{"a":null,"b":[1,0,true]}"#)
  }

  @Test func `names are sorted by UTF-16 units, so a surrogate pair comes before U+FB33`() throws {
    // The example of RFC 8785, section 3.2.3.
    let text = #"""
      {"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh",
      "1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control",
      "\u00f6":"Latin Small Letter O With Diaeresis"}
      """#
    let read = try JSON.parse(JSON.canonical(JSON.parse(text)))
    #expect(
      read.members?.map(\.value.string) == [
        "Carriage Return", "One", "Control", "Latin Small Letter O With Diaeresis", "Euro Sign",
        "Emoji: Grinning Face", "Hebrew Letter Dalet With Dagesh",
      ])
  }

  @Test func `only what must be escaped is escaped`() throws {
    // The text of RFC 8785, section 3.2.2.
    let text = #""\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/""#
    let canonical = String(decoding: JSON.canonical(try JSON.parse(text)), as: UTF8.self)
    #expect(canonical == #""€$\u000f\nA'B\"\\\\\"/""#)
    let controls = JSON.canonical(.string("\u{8}\u{9}\u{A}\u{C}\u{D}\u{0}\u{1F}\u{7F}"))
    #expect(String(decoding: controls, as: UTF8.self) == "\"\\b\\t\\n\\f\\r\\u0000\\u001f\u{7F}\"")
  }

  @Test func `the ends of the number range survive`() throws {
    let text = "[-9223372036854775808,-1,0,9223372036854775807]"
    #expect(
      try JSON.parse(text) == .array([.integer(.min), .integer(-1), .integer(0), .integer(.max)]))
    #expect(String(decoding: JSON.canonical(try JSON.parse(text)), as: UTF8.self) == text)
  }

  @Test func `letters that look alike but differ in bytes stay different names`() throws {
    let value = try JSON.parse("{\"\u{E9}\":1,\"e\u{301}\":2}")
    #expect(value.members?.count == 2)
    #expect(value["e\u{301}"] == .integer(2))
    #expect(JSONValue.string("\u{E9}") != .string("e\u{301}"))
  }

  @Test func `the form for people is laid out and cannot steer a terminal`() {
    let value = JSONValue.object([
      ("name", .string("a\u{9B}2J\u{202E}")), ("none", .array([])),
      ("two", .array([.null, .bool(true)])),
    ])
    #expect(
      JSON.indented(value) == #"""
        {
          "name": "a\u009b2J\u202e",
          "none": [],
          "two": [
            null,
            true
          ]
        }
        """#)
  }

  /// The value with every object's members in canonical order.
  static func sorted(_ value: JSONValue) -> JSONValue {
    switch value {
    case .object(let members):
      .object(
        members.map { (name: $0.name, value: sorted($0.value)) }
          .sorted { $0.name.utf16.lexicographicallyPrecedes($1.name.utf16) })
    case .array(let values): .array(values.map(sorted))
    default: value
    }
  }
}
