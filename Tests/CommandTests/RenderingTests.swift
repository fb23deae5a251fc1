import CaseModel
import Schemas
import Testing

@testable import sakslogg

/// What comes from an event is harmless when it is shown, and numbers read as people write them.
@Suite struct RenderingTests {
  @Test(arguments: [
    "\u{1B}[2J", "a\u{7}b", "\u{9B}31m", "\u{7F}", "\u{202E}evil", "\u{2066}x", "a\nb",
  ])
  func `no control character reaches a terminal`(_ text: String) {
    for scalar in text.printable.unicodeScalars {
      #expect(scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value))
      #expect(
        !(0x202A...0x202E).contains(scalar.value) && !(0x2066...0x2069).contains(scalar.value))
    }
    #expect(
      JSONText.quoted(text).unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x9B })
  }

  @Test func `ordinary text is left as it is`() {
    for text in ["Blåbærsyltetøy", "ÆØÅ – «hva»", "日本"] { #expect(text.printable == text) }
  }

  @Test(arguments: [
    ("=1+1", "'=1+1"), ("+47", "'+47"), ("@x", "'@x"), ("-1+2", "'-1+2"), ("-12", "-12"),
    ("-1.5", "-1.5"), ("-", "'-"), ("\t=1", "' =1"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""),
    ("a\nb", "\"a\nb\""), ("=a,b", "\"'=a,b\""), ("", ""),
  ])
  func `a cell that a spreadsheet would run is defused`(_ text: String, _ cell: String) {
    #expect(CSVText.cell(text) == cell)
  }

  @Test(arguments: [
    ("1234567.5", "1\u{A0}234\u{A0}567,5", "1,234,567.5"), ("1234", "1234", "1234"),
    ("-12345", "\u{2212}12\u{A0}345", "\u{2212}12,345"), ("0.25", "0,25", "0.25"),
    ("100000", "100\u{A0}000", "100,000"), ("-0.5", "\u{2212}0,5", "\u{2212}0.5"),
  ])
  func `numbers read as people write them`(_ digits: String, _ norwegian: String, _ english: String)
  {
    #expect(NumberText.shown(digits, in: .nb) == norwegian)
    #expect(NumberText.shown(digits, in: .en) == english)
  }

  @Test func `a missing figure is never a nought`() {
    var table = Table(columns: [Column(id: "value", title: "Value", isNumber: true)])
    table.rows = [[.missing], [.number("0")]]
    #expect(table.text(.jsonl, .nb) == "{\"value\":null}\n{\"value\":0}\n")
    #expect(table.text(.csv, .nb) == "value\r\n\r\n0\r\n")
    #expect(table.text(.table, .nb) == "Value\n-----\n    -\n    0\n")
  }

  @Test func `columns line up whatever the letters are`() {
    var table = Table(columns: [Column(id: "a", title: "A"), Column(id: "b", title: "B")])
    table.rows = [
      [.text("æøå"), .text("x")], [.text("e\u{301}"), .text("y")], [.text("日本"), .text("z")],
    ]
    let lines = table.text(.table, .nb).split(separator: "\n")
    #expect(lines.map { $0.displayWidth } == [7, 7, 7, 7, 7].map { $0 })
  }
}

/// The common options may stand before or after the command's name.
@Suite struct ArgumentOrderTests {
  @Test(arguments: [
    (["--log", "x", "stats"], ["stats", "--log", "x"]),
    (["--log=x", "stats", "a"], ["stats", "--log=x", "a"]),
    (
      ["--log", "x", "import", "--actor", "y", "fiks", "f"],
      ["import", "fiks", "--log", "x", "--actor", "y", "f"]
    ),
    (["stats", "--log", "x"], ["stats", "--log", "x"]),
    (["--help"], ["--help"]), (["--version"], ["--version"]),
    (["--log", "x", "help", "stats"], ["help", "stats"]),
    (["help", "stats", "--language", "nb", "--log=x", "a"], ["help", "stats", "a"]),
    (["--log", "x"], []), (["--log"], []), ([], []),
    (["record", "t", "--", "--log"], ["record", "t", "--", "--log"]),
  ])
  func `options before the name are moved behind it`(_ given: [String], _ wanted: [String]) {
    #expect(ArgumentOrder.commandFirst(given) == wanted)
  }
}

/// The shell completes types, fields and codes from the schemas.
@Suite struct CompletionTests {
  @Test func `fields of the type are completed, sealed ones are not offered`() {
    let fields = Completions.assignments(of: .reportReceived, startingWith: "ch")
    #expect(fields == ["channel=", "child="])
  }

  @Test func `codes are completed, also the next one of a list`() {
    #expect(
      Completions.assignments(of: .reportReceived, startingWith: "channel=po").contains(
        "channel=portal"))
    #expect(
      Completions.assignments(of: .reportReceived, startingWith: "reporters=11,2").contains(
        "reporters=11,22"))
    #expect(Completions.assignments(of: .reportReceived, startingWith: "unborn=").count == 2)
  }

  @Test func `every type has a short name that is read back`() throws {
    for type in EventType.allCases { #expect(try Reading.type(type.shortName, .nb) == type) }
    #expect(Set(EventType.allCases.map(\.shortName)).count == EventType.allCases.count)
  }
}
