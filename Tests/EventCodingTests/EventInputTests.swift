import CaseModel
import EventCoding
import Testing

/// Breaks if what a person gives is taken wrongly, or refused without saying what to do.
@Suite struct EventInputTests {
  static let id = "11111111-2222-4333-8444-555555555555"

  static func report() throws -> EventInput {
    EventInput(try type(named: "child-welfare.report-received.v1"))
  }

  @Test func `arguments become fields of their kinds`() throws {
    var input = try Self.report()
    for argument in [
      "report=\(Self.id)", "contents=1,18", "contents=3", "child=2", "unborn=ja",
      "needsAttention=false", "sentAt=a=b",
    ] { try input.add(argument: argument) }
    let fields = try input.finish().fields
    #expect(fields.id(.report) == RecordID(Self.id))
    #expect(fields[.contents] == .list([.text("1"), .text("18"), .text("3")]))
    #expect(fields.number(.child) == 2)
    #expect(fields.flag(.unborn) == true)
    #expect(fields.flag(.needsAttention) == false)
    #expect(fields.text(.sentAt) == "a=b")
  }

  @Test func `a JSON object gives the same as arguments`() throws {
    var one = try Self.report()
    for argument in ["report=\(Self.id)", "contents=1,18", "child=2", "unborn=true"] {
      try one.add(argument: argument)
    }
    var other = try Self.report()
    let object = try JSON.parse(
      #"{"unborn":true,"child":2,"report":"\#(Self.id)","contents":["1","18"]}"#)
    #expect(other.add(object).isEmpty)
    #expect(try one.finish().fields == other.finish().fields)
  }

  static let wrongArguments: [(String, InputProblem.Code)] = [
    ("no equals", .malformed), ("colour=red", .unknownField), ("text=x", .sealedAsArgument),
    ("childName=x", .sealedAsArgument), ("report=\(id)", .repeated), ("child=two", .wrongKind),
    ("message=17", .wrongKind), ("unborn=perhaps", .wrongKind), ("child=1000", .outsideLimits),
    ("child=9223372036854775808", .outsideLimits), ("child=", .empty), ("contents=1,,2", .empty),
    ("sentAt=\(String(repeating: "x", count: 41))", .tooLong),
    ("migratedId=Kari Normann", .personal), ("migratedId=12345678901", .personal),
    ("sentAt=a\u{1B}[2J", .controlCharacter), ("sentAt=a\u{202E}b", .controlCharacter),
  ]

  @Test(arguments: wrongArguments)
  func `each wrong argument has its code`(argument: String, code: InputProblem.Code) throws {
    var input = try Self.report()
    try input.add(argument: "report=\(Self.id)")
    let problem = #expect(throws: InputProblem.self) { try input.add(argument: argument) }
    #expect(problem?.code == code)
    #expect(problem?.what.isEmpty == false && problem?.remedy.isEmpty == false)
  }

  @Test func `a value that may be personal is not said again`() throws {
    var input = try Self.report()
    let problem = #expect(throws: InputProblem.self) {
      try input.add(argument: "migratedId=Kari Normann")
    }
    #expect(problem?.description.contains("Kari") == false)
  }

  @Test(arguments: [
    ("case-file.case-assigned.v1", "worker=Kari Normann"),
    ("case-file.case-assigned.v1", "team=Kari Normann"),
    ("child-welfare.supervisor-appointed.v1", "worker=Kari Normann"),
    ("case-file.case-opened.v1", "journal=Kari Normann"),
    ("case-file.case-opened.v1", "journal=Storgata 12"),
    ("case-file.case-opened.v1", "journal=12345678901"),
    ("inbox.message-handled.v1", "case=12345678901"),
    ("quality.order-received.v1", "case=case/12345678901"),
  ])
  func `no open field takes a name, an address or an identity number`(
    name: String, argument: String
  ) throws {
    var input = EventInput(try type(named: name))
    let problem = #expect(throws: InputProblem.self) { try input.add(argument: argument) }
    #expect(problem?.code == .personal)
  }

  @Test func `every code has a case`() {
    #expect(
      Set(Self.wrongArguments.map(\.1)).union([.missing]) == Set(InputProblem.Code.allCases))
  }

  @Test func `the problem with a coded value shows it and what is expected`() throws {
    var input = try Self.report()
    let problem = #expect(throws: InputProblem.self) { try input.add(argument: "child=1000") }
    #expect(
      problem?.description
        == "child: \"1000\" is outside its limits; give a whole number from 0 to 999")
  }

  @Test func `no problem shows what was given for a personal field`() throws {
    var input = try Self.report()
    for argument in ["text=Kari Nordmann", "Kari Nordmann", "Kari Nordmann=x"] {
      let problem = #expect(throws: InputProblem.self) { try input.add(argument: argument) }
      #expect(problem?.description.contains("Kari") == false)
    }
    let object = try JSON.parse(#"{"childName":"Kari\nNordmann","text":["Kari"],"Kari N":1}"#)
    let problems = input.add(object)
    #expect(problems.map(\.code) == [.controlCharacter, .wrongKind, .unknownField])
    #expect(!problems.map(\.description).joined().contains("Kari"))
  }

  @Test func `all problems of a JSON object are told at once`() throws {
    var input = try Self.report()
    let object = try JSON.parse(
      #"{"child":"2","contents":"1","colour":1,"text":"","unborn":1,"reporters":[1]}"#)
    #expect(
      input.add(object).map(\.code) == [
        .wrongKind, .wrongKind, .unknownField, .empty, .wrongKind, .wrongKind,
      ])
    #expect(input.add(.array([])).map(\.code) == [.malformed])
  }

  @Test func `all missing fields are named, the personal ones too`() throws {
    let input = EventInput(try type(named: "inbox.message-stored.v1"))
    #expect(input.missing.map(\.field.name) == ["message", "problem", "rawDigest", "raw"])
    let problems = #expect(throws: InputProblems.self) { try input.finish() }
    #expect(problems?.problems.map(\.code) == [.missing, .missing, .missing, .missing])
    #expect(problems?.problems.last?.remedy == "give it on standard input, it is personal")
  }

  @Test func `personal texts are grouped by person and class in a stable order`() throws {
    let answers = [
      ("text", "A\nlonger text"), ("contentSpecification", "s"), ("reporterName", "r"),
      ("nationalId", "n"), ("childName", "c \"æ\""),
    ]
    for order in [answers, answers.reversed()] {
      var input = try Self.report()
      try input.add(argument: "report=\(Self.id)")
      for (field, text) in order { try input.add(answer: text, to: field) }
      let sealed = try input.finish().sealed
      #expect(
        sealed.map { [$0.of, $0.sealClass] } == [
          ["child", "identity"], ["child", "text"], ["reporter", "identity"],
        ])
      #expect(
        sealed.map { String(decoding: $0.bytes, as: UTF8.self) } == [
          #"{"childName":"c \"æ\"","nationalId":"n"}"#,
          #"{"contentSpecification":"s","text":"A\nlonger text"}"#, #"{"reporterName":"r"}"#,
        ])
      #expect(sealed.first?.fields.map(\.name) == ["childName", "nationalId"])
      let read = try SealedPlaintext.read(try #require(sealed.first).bytes)
      #expect(read.map(\.name) == ["childName", "nationalId"])
      #expect(read.map(\.text) == ["c \"æ\"", "n"])
    }
  }

  @Test func `an opened part that is no object of texts is an error`() {
    for text in ["[]", "{\"a\":1}", "{\"a\":", "x"] {
      #expect(throws: JSONError.self) { try SealedPlaintext.read(Array(text.utf8)) }
    }
  }
}
