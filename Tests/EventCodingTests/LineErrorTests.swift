import CaseModel
import EventCoding
import Testing

/// Breaks if a line that no version wrote is taken, or refused without naming the place.
@Suite struct LineErrorTests {
  /// A correct line of report-received, as text to be spoilt.
  static let line = """
    {"actor":"kari.n","data":{"child":2,"contents":["1","18"],"needsAttention":true,\
    "report":"11111111-2222-4333-8444-555555555555",\
    "sealed":[{"class":"text",\
    "digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a",\
    "fields":["contentSpecification","text"],\
    "key":"11111111-2222-4333-8444-555555555555","of":"child"}],\
    "warnings":["r-1"]},"effective":"2017-03-14",\
    "id":"0195a2b4-7c1d-7e3f-8a5b-6c7d8e9f0a1b","office":"3005","source":"sakslogg:3005",\
    "specversion":"1.0","subject":"case/2017-0412","time":"2017-03-14T08:12:33.123Z",\
    "type":"child-welfare.report-received.v1"}
    """

  static let cases: [(from: String, to: String, code: LineError.Code, path: String)] = [
    ("\"child\":2", "\"child\":2.5", .notJSON, ""),
    ("\"child\":2", "\"child\":9223372036854775808", .notJSON, ""),
    ("kari.n", "kari\u{1}", .notJSON, ""),
    ("\"child\":2,", "\"child\":2,\"child\":2,", .notJSON, ""),
    ("\"child\":2", "\"child\":02", .notJSON, ""),
    (
      "report-received.v1\"}",
      "report-received.v1\"},\"type\":\"child-welfare.report-received.v1\"}",
      .notJSON, ""
    ),
    ("\"child\":2", "\"child\": 2", .notCanonical, ""),
    ("\"child\":2", "\"child\":-0", .notCanonical, ""),
    ("kari.n", "kari\\u002en", .notCanonical, ""),
    (
      "\"child\":2,\"contents\":[\"1\",\"18\"]", "\"contents\":[\"1\",\"18\"],\"child\":2",
      .notCanonical, ""
    ),
    ("\"office\":\"3005\",", "", .missingMember, "office"),
    (",\"type\":\"child-welfare.report-received.v1\"", "", .missingMember, "type"),
    ("\"id\":\"0", "\"extra\":1,\"id\":\"0", .unknownMember, "\"extra\""),
    ("report-received.v1", "report-received.v9", .unknownType, "type"),
    ("case/2017-0412", "unit/2017-0412", .wrongSubject, "subject"),
    ("case/2017-0412", "2017-0412", .wrongKind, "subject"),
    ("\"report\":\"11111111-2222-4333-8444-555555555555\",", "", .missingField, "data.report"),
    ("\"child\":2", "\"childhood\":2", .unknownField, "data.childhood"),
    ("\"child\":2", "\"child\":\"2\"", .wrongKind, "data.child"),
    ("\"contents\":[\"1\",\"18\"]", "\"contents\":\"1\"", .wrongKind, "data.contents"),
    ("\"contents\":[\"1\",\"18\"]", "\"contents\":[]", .wrongKind, "data.contents"),
    ("\"contents\":[\"1\",\"18\"]", "\"contents\":[1]", .wrongKind, "data.contents"),
    ("Attention\":true", "Attention\":null", .wrongKind, "data.needsAttention"),
    ("\"report\":\"11111111", "\"report\":\"1111111x", .wrongKind, "data.report"),
    ("\"child\":2", "\"child\":1000", .outsideLimits, "data.child"),
    ("[\"1\",\"18\"]", "[\"1\",\"\"]", .emptyText, "data.contents"),
    ("[\"1\",\"18\"]", "[\"1\",\"a\u{9B}\"]", .controlCharacter, "data.contents"),
    ("[\"1\",\"18\"]", "[\"\(String(repeating: "1", count: 65))\"]", .textTooLong, "data.contents"),
    ("2017-03-14\",\"id", "2017-02-29\",\"id", .wrongKind, "effective"),
    ("33.123Z", "33.12Z", .wrongKind, "time"),
    ("sakslogg:3005", "sakslogg:3006", .wrongKind, "source"),
    ("sakslogg:3005", "sakslogg-simulated:3006", .wrongKind, "source"),
    ("sakslogg:3005", "sakslogg-invented:3005", .wrongKind, "source"),
    ("kari.n", "Kari Normann", .personal, "actor"),
    ("case/2017-0412", "case/12345678901", .wrongKind, "subject"),
    ("specversion\":\"1.0", "specversion\":\"1.1", .wrongKind, "specversion"),
    (
      "\"contentSpecification\",\"text\"", "\"text\",\"contentSpecification\"", .wrongSealed,
      "data.sealed"
    ),
    ("\"contentSpecification\",\"text\"", "\"contents\"", .wrongSealed, "data.sealed"),
    ("\"class\":\"text\"", "\"class\":\"address\"", .wrongSealed, "data.sealed"),
    ("digest\":\"0a", "digest\":\"0A", .wrongSealed, "data.sealed"),
    ("\"of\":\"child\"", "\"of\":1", .wrongKind, "data.sealed"),
  ]

  @Test func `the line that is spoilt here is a correct one`() throws {
    let read = try EventLine.decode(Array(Self.line.utf8))
    #expect(read.event.fields.number(.child) == 2)
    #expect(read.event.warnings == ["r-1"])
    #expect(read.event.sealedFields == [.contentSpecification, .text])
  }

  @Test(arguments: cases)
  func `each fault has its code and its place`(
    from: String, to: String, code: LineError.Code, path: String
  ) throws {
    let spoilt = try spoil(from, to)
    let error = #expect(throws: LineError.self) { try EventLine.decode(spoilt) }
    #expect(error?.code == code)
    #expect(error?.path == path)
    #expect(error?.what.isEmpty == false && error?.remedy.isEmpty == false)
  }

  @Test(arguments: EventType.allCases)
  func `every required field is missed, whatever else is there`(type: EventType) throws {
    var generator = SeededGenerator(seed: UInt64(type.rawValue) + 4000)
    for shape in type.shape.fields where shape.required {
      for _ in 0..<4 {
        let (event, sealed) = try generator.event(type)
        let line = try EventLine.encode(event, time: generator.instant(), sealed: sealed)
        var members = try #require(try JSON.parse(line).members)
        let data = try #require(members[1].value.members)
        members[1].value = .object(data.filter { $0.name != shape.field.name })
        let error = #expect(throws: LineError.self) {
          try EventLine.decode(JSON.canonical(.object(members)))
        }
        #expect(error?.code == .missingField)
        #expect(error?.path == "data.\(shape.field.name)")
      }
    }
  }

  @Test func `every code has a case`() {
    let elsewhere: Set<LineError.Code> = [.tooLong, .notUpcast]
    #expect(Set(Self.cases.map(\.code)).union(elsewhere) == Set(LineError.Code.allCases))
  }

  @Test func `a type of a newer program is named with what to do`() throws {
    let spoilt = try spoil("report-received.v1", "report-heard.v2")
    let error = #expect(throws: LineError.self) { try EventLine.decode(spoilt) }
    #expect(
      error?.description == "type: this log holds type child-welfare.report-heard version 2, "
        + "which this program does not know; use a newer sakslogg")
  }

  @Test func `a line beyond 32 KiB is refused both ways`() throws {
    let long = [UInt8](repeating: 0x61, count: 10 << 20)
    #expect(#expect(throws: LineError.self) { try EventLine.decode(long) }?.code == .tooLong)
    var event = try EventLine.decode(Array(Self.line.utf8)).event
    event.sealedFields = []
    event.fields[.contents] = .list([FieldValue](repeating: .text("12345678"), count: 4000))
    let time = Instant(milliseconds: 0)
    let error = #expect(throws: LineError.self) { try EventLine.encode(event, time: time) }
    #expect(error?.code == .tooLong)
  }

  @Test func `bytes that are not UTF-8 and a nesting of ten thousand are errors`() throws {
    var bytes = Array(Self.line.utf8)
    bytes[11] = 0xFF
    #expect(#expect(throws: LineError.self) { try EventLine.decode(bytes) }?.code == .notJSON)
    let deep = try spoil("\"child\":2", "\"child\":" + String(repeating: "[", count: 10_000))
    #expect(#expect(throws: LineError.self) { try EventLine.decode(deep) }?.code == .notJSON)
  }

  @Test func `what would not be read back is not written`() throws {
    let good = try EventLine.decode(Array(Self.line.utf8))
    let changes: [(LineError.Code, (inout Event) -> Void)] = [
      (.missingField, { $0.fields[.report] = nil }),
      (.unknownField, { $0.fields[.birthYear] = .number(2010) }),
      (.wrongKind, { $0.fields[.child] = .text("2") }),
      (.wrongKind, { $0.fields[.contents] = .text("2") }),
      (.emptyText, { $0.fields[.contents] = .list([]) }),
      (.outsideLimits, { $0.fields[.child] = .number(-1) }),
      (.controlCharacter, { $0.actor = "kari\n" }),
      (.emptyText, { $0.warnings = [""] }),
      (.outsideLimits, { $0.effective = Day(number: .max) }),
      (.wrongSubject, { $0.subject = .unit($0.office) }),
      (.wrongSealed, { $0.sealedFields = [] }),
    ]
    for (code, change) in changes {
      var event = good.event
      change(&event)
      let error = #expect(throws: LineError.self) {
        try EventLine.encode(event, time: good.time, sealed: good.sealed)
      }
      #expect(error?.code == code)
    }
    let late = Instant(milliseconds: .max)
    #expect(throws: LineError.self) {
      try EventLine.encode(good.event, time: late, sealed: good.sealed)
    }
    #expect(throws: LineError.self) {
      try EventLine.encode(good.event, time: good.time, sealed: good.sealed + good.sealed)
    }
  }

  private func spoil(_ from: String, _ to: String) throws -> [UInt8] {
    try #require(Self.line.contains(from))
    return Array(Self.line.replacing(from, with: to, maxReplacements: 1).utf8)
  }
}
