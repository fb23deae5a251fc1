import CaseModel
import CaseService
import Glibc
import Testing
import XML

@testable import Interchange

/// A file that is not a case folder is refused with its place, and nothing of it is recorded.
@Suite struct RegisterBadInputTests {
  /// What is done to a good file, and what is said of it.
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let old: String
    let new: String
    let code: RegisterProblem.Code
    let line: Int?

    init(_ name: String, _ old: String, _ new: String, _ code: RegisterProblem.Code, _ line: Int?) {
      (self.name, self.old, self.new, self.code, self.line) = (name, old, new, code, line)
    }

    var testDescription: String { name }
  }

  static let good = """
    <?xml version="1.0" encoding="UTF-8"?>
    <Barnevern Id="a0000000-0000-4000-8000-000000000001" DatoUttrekk="2025-06-15T02:00:00+02:00">
    <Fagsystem Leverandor="Eksempel" Navn="Eksempel" Versjon="1"/>
    <Avgiver Organisasjonsnummer="999999999" Kommunenummer="3005" Kommunenavn="Drammen"/>
    <Sak Id="c0000000-0000-4000-8000-000000000001" StartDato="2025-03-03" Journalnummer="17">
    <Personalia Id="d0000000-0000-4000-8000-000000000001" StartDato="2025-03-03" \
    Fodselsnummer="10020800200" Fodseldato="2008-02-10" Kjonn="2"/>
    <Melding Id="b0000000-0000-4000-8000-000000000001" StartDato="2025-03-03">
    <Melder Kode="11"/>
    <Saksinnhold Kode="7"/>
    <Konklusjon SluttDato="2025-03-10" Kode="2"/>
    </Melding>
    <Undersokelse Id="b0000000-0000-4000-8000-000000000002" StartDato="2025-03-10"/>
    <Relasjon Id="b0000000-0000-4000-8000-000000000003" FraType="Melding" \
    FraId="b0000000-0000-4000-8000-000000000001" TilType="Undersokelse" \
    TilId="b0000000-0000-4000-8000-000000000002"/>
    </Sak>
    </Barnevern>
    """

  static let cases: [Case] = [
    Case("a later schema's root", "<Barnevern ", "<Barnevern Skjema=\"5\" ", .attributeUnknown, 2),
    Case("an unknown element", "<Melder ", "<Hendelse/><Melder ", .elementUnknown, 8),
    Case(
      "a missing element", "<Fagsystem Leverandor=\"Eksempel\" Navn=\"Eksempel\" Versjon=\"1\"/>",
      "", .elementMissing, 2),
    Case("a missing attribute", " Journalnummer=\"17\"", "", .attributeMissing, 5),
    Case(
      "elements out of order", "<Melder Kode=\"11\"/>\n<Saksinnhold Kode=\"7\"/>",
      "<Saksinnhold Kode=\"7\"/>\n<Melder Kode=\"11\"/>", .elementOrder, 9),
    Case(
      "two of what there is one of", "<Konklusjon SluttDato=\"2025-03-10\" Kode=\"2\"/>",
      "<Konklusjon SluttDato=\"2025-03-10\" Kode=\"2\"/>"
        + "<Konklusjon SluttDato=\"2025-03-10\" Kode=\"2\"/>",
      .elementRepeated, 10),
    Case(
      "a date with a time zone", "StartDato=\"2025-03-10\"", "StartDato=\"2025-03-10Z\"",
      .valueInvalid, 12),
    Case(
      "a day that the calendar lacks", "StartDato=\"2025-03-10\"", "StartDato=\"2025-02-30\"",
      .valueInvalid, 12),
    Case("a moment without an offset", "T02:00:00+02:00", "T02:00:00", .valueInvalid, 2),
    Case(
      "an id of version 7", "b0000000-0000-4000-8000-000000000002",
      "b0000000-0000-7000-8000-000000000002", .valueInvalid, 12),
    Case("an unknown code", "<Melder Kode=\"11\"", "<Melder Kode=\"77\"", .codeUnknown, 8),
    Case(
      "a heading in place of a code", "<Saksinnhold Kode=\"7\"", "<Saksinnhold Kode=\"1.1\"",
      .codeUnknown, 9),
    Case("text between elements", "</Melding>", "</Melding>tekst", .textUnexpected, 5),
    Case(
      "an id twice", "<Undersokelse ",
      "<Melding Id=\"B0000000-0000-4000-8000-000000000001\" StartDato=\"2025-03-03\"/>"
        + "<Undersokelse ",
      .idTwice, 12),
    Case(
      "a relation to nothing", "TilId=\"b0000000-0000-4000-8000-000000000002\"",
      "TilId=\"b0000000-0000-4000-8000-000000000009\"", .relationToNothing, 13),
    Case(
      "a code outside its period", "<Saksinnhold Kode=\"7\"", "<Saksinnhold Kode=\"4\"", .rule, 7),
    Case("a day in the future", "StartDato=\"2025-03-10\"", "StartDato=\"2027-03-10\"", .rule, 12),
    Case("what a rule refuses", "<Melder Kode=\"11\"/>", "", .rule, 10),
  ]

  @Test(arguments: cases)
  func `what is wrong is named with its line, and nothing is recorded`(_ wrong: Case) throws {
    let store = try TemporaryLog()
    let text = Self.good.replacing(wrong.old, with: wrong.new)
    #expect(text != Self.good)
    let file = try store.file("folder.xml", Array(text.utf8))
    let result = RegisterImporter().take(file, into: store.log)
    guard case .refused(let problems) = result.outcome else {
      Issue.record("\(result.outcome)")
      return
    }
    #expect(problems.contains { $0.code == wrong.code && $0.line == wrong.line }, "\(problems)")
    #expect(try store.log.size == 0)
  }

  @Test func `the good file is taken in`() throws {
    let store = try TemporaryLog()
    let file = try store.file("folder.xml", Array(Self.good.utf8))
    let result = RegisterImporter().take(file, into: store.log)
    #expect(result.isTaken && result.notes.isEmpty, "\(result)")
  }

  @Test func `another case under the same journal number is refused`() throws {
    let store = try TemporaryLog()
    let importer = RegisterImporter()
    let file = try store.file("1.xml", Array(Self.good.utf8))
    _ = importer.take(file, into: store.log)
    let size = try store.log.size
    let other = Self.good.replacing("c0000000", with: "c1111111")
    let result = importer.take(try store.file("2.xml", Array(other.utf8)), into: store.log)
    guard case .refused(let problems) = result.outcome else {
      Issue.record("\(result.outcome)")
      return
    }
    #expect(problems.map(\.code) == [.otherCase])
    #expect(try store.log.size == size)
  }

  @Test func `a migrated record is warned of where another is refused`() throws {
    let store = try TemporaryLog()
    let text = Self.good.replacing("<Melder Kode=\"11\"/>", with: "")
      .replacing("StartDato=\"2025-03-03\">\n<Melder", with: "StartDato=\"2025-03-03\">\n<Melder")
      .replacing(
        "<Melding Id=\"b0000000-0000-4000-8000-000000000001\"",
        with: "<Melding Id=\"b0000000-0000-4000-8000-000000000001\" MigrertId=\"K-1\""
      )
      .replacing("<Saksinnhold Kode=\"7\"", with: "<Saksinnhold Kode=\"4\"")
    let result = RegisterImporter().take(
      try store.file("folder.xml", Array(text.utf8)), into: store.log)
    guard case .recorded(_, _, _, _, let warnings) = result.outcome else {
      Issue.record("\(result.outcome)")
      return
    }
    #expect(Set(warnings.map(\.rule)) == ["BVR-Melding-4", "code-outside-dates"])
    let noted = try store.events().flatMap(\.event.warnings)
    #expect(Set(noted) == ["BVR-Melding-4", "code-outside-dates"])
  }

  @Test(arguments: [
    "<!DOCTYPE Barnevern [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>"
      + "<Barnevern>&b;</Barnevern>",
    ("<!DOCTYPE Barnevern SYSTEM \"/etc/passwd\"><Barnevern/>"),
    ("<Barnevern"), (""), ("\u{1}"), ("<Barnevern xml:space=\"\u{2}\"/>"),
    (String(repeating: "<a>", count: 10_000)),
  ])
  func `what is no XML, or would read more than itself, is refused`(_ text: String) throws {
    let store = try TemporaryLog()
    let result = RegisterImporter().take(
      try store.file("folder.xml", Array(text.utf8)), into: store.log)
    guard case .unreadable = result.outcome else {
      Issue.record("\(result.outcome)")
      return
    }
    #expect(try store.log.size == 0)
  }

  @Test func `a file cut at any byte is refused or has lost nothing but its last line break`()
    throws
  {
    let store = try TemporaryLog()
    let bytes = Array(Self.good.utf8)
    let importer = RegisterImporter()
    for end in stride(from: 0, to: bytes.count - 1, by: 7) {
      let result = importer.take(try store.file("cut.xml", Array(bytes[..<end])), into: store.log)
      #expect(!result.isTaken, "cut at \(end)")
    }
    #expect(try store.log.size == 0)
  }

  @Test func `a file beyond the limit is refused`() throws {
    let store = try TemporaryLog()
    let path = try store.file("large.xml", Array(Self.good.utf8))
    let handle = try #require(fopen(path, "a"))
    ftruncate(fileno(handle), 200 << 20)
    fclose(handle)
    let result = RegisterImporter().take(path, into: store.log)
    guard case .unreadable(let what, _, _, _) = result.outcome else {
      Issue.record("\(result.outcome)")
      return
    }
    #expect(what.contains("larger than"))
    #expect(try store.log.size == 0)
  }
}
