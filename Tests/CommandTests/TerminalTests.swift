import Glibc
import Testing

/// At a real terminal nothing that is typed or pasted is lost, cut short, or left to the shell.
///
/// Each test runs the program on a pseudo-terminal. What would break: a terminal hands over lines
/// of at most 4095 bytes, a paste has many lines, and what a program does not read, the shell runs
/// and keeps in its history.
@Suite struct TerminalTests {
  /// A folder with a log that has a case, removed when the test is over.
  final class Place {
    let folder: String

    init() throws {
      folder = try Files.makeTemporaryFolder()
      _ = try Shell.run(
        """
        export SAKSLOGG_LOG=demo SAKSLOGG_ACTOR=kari.n
        sakslogg init
        sakslogg record case-opened --case 1 --effective 2025-03-03 --office 3005 journal=1
        """, in: folder)
    }

    deinit { Files.remove(folder) }

    /// A text of the last event, as it was stored.
    func lastText() throws -> String {
      try Files.write(
        "import json; print(json.load(open('last'))['sealed']['text'], end='|')",
        to: folder + "/text.py")
      let lines = try Shell.run(
        """
        sakslogg history 1 --reveal --purpose casework --actor kari.n --format jsonl --log demo \
          2>why | grep -v access-used | tail -1 > last; python3 text.py
        """, in: folder)
      return String(lines.joined(separator: "\n").dropLast())
    }

    /// What the program prints of a command.
    func output(_ command: String) throws -> [String] { try Shell.run(command, in: folder) }
  }

  /// Asks for a journal note, whose one text can be long; then says how it ended, and what the
  /// terminal has left for the shell.
  static let note = """
    sakslogg record case-transferred --case 1 --effective 2025-03-04 toOffice=3006 --ask
    echo "ENDED $?"; read -r -t 1 left; echo "LEFT[$left]"
    """

  private func noted(_ place: Place, _ answer: (Typist) throws -> Void) throws -> String {
    let typist = try atText(Self.note, place)
    try answer(typist)
    return typist.rest()
  }

  /// Somebody who has come to the question about the text.
  private func atText(_ script: String, _ place: Place) throws -> Typist {
    let typist = try Typist(script, in: place.folder)
    while !(try typist.expect("): ").contains("full stop")) { try typist.type("\r") }
    return typist
  }

  @Test func `paragraphs that are pasted come in whole`() throws {
    let place = try Place()
    let text = "Første avsnitt.\n\nAndre avsnitt med æøå.\n\n\nTredje.\n.\nSlutt"
    let end = try noted(place) { typist in
      try typist.paste(text.replacing("\n", with: "\r"))
      try typist.type("\r.\r")
    }
    #expect(end.contains("ENDED 0"), "\(end)")
    #expect(end.contains("LEFT[]"), "\(end)")
    #expect(try place.lastText() == text)
  }

  @Test(arguments: ["\r", "\n", "\r\n"])
  func `a terminal that does not mark a paste gives the whole text too`(_ mark: String) throws {
    let place = try Place()
    let text = "\nEn linje.\n\nEn til etter en tom.\n  Innrykk."
    let end = try noted(place) { try $0.type(text.replacing("\n", with: mark) + mark + ".\r") }
    #expect(end.contains("ENDED 0") && end.contains("LEFT[]"), "\(end)")
    #expect(try place.lastText() == text)
  }

  @Test(arguments: [4_094, 4_095, 6_000, 100_000])
  func `a line of any length is stored whole`(_ count: Int) throws {
    let place = try Place()
    // Signs of two bytes lie across every boundary of an even number of bytes.
    let text = "x" + String(repeating: "æøå", count: count / 3)
    let end = try noted(place) { try $0.type(text + "\r.\r") }
    #expect(end.contains("ENDED 0"))
    #expect(try place.lastText() == text)
  }

  @Test func `Ctrl-D ends a text, also in the middle of a line`() throws {
    let place = try Place()
    let end = try noted(place) { try $0.type("To linjer\rog slutt\u{4}") }
    #expect(end.contains("ENDED 0"), "\(end)")
    #expect(try place.lastText() == "To linjer\nog slutt")
  }

  @Test func `an empty line leaves out the text`() throws {
    let place = try Place()
    let end = try noted(place) { try $0.type("\r") }
    #expect(end.contains("ENDED 0"), "\(end)")
    #expect(try place.output("sakslogg root --log demo").first?.hasPrefix("2 ") == true)
  }

  @Test func `what is typed can be taken back`() throws {
    let place = try Place()
    let end = try noted(place) {
      try $0.type("alt dette\u{15}Blåø\u{7F}bær og annet\u{17}\u{17}syltetøy\r.\r")
    }
    #expect(end.contains("ENDED 0"), "\(end)")
    #expect(try place.lastText() == "Blåbær syltetøy")
  }

  @Test(arguments: ["Navn og adresse\rSom følger her\r", String(repeating: "lang ", count: 4000)])
  func `Ctrl-C stores nothing, restores the terminal and leaves the shell nothing`(
    _ text: String
  ) throws {
    let place = try Place()
    let typist = try atText("trap : INT\n" + Self.note + "\nstty -a", place)
    try typist.type("\u{1B}[200~" + text)
    try typist.expect(text.hasPrefix("N") ? "Som" : "lang lang")
    try typist.type("\u{3}Resten av innlimingen\rpå flere linjer\r\u{1B}[201~")
    let end = typist.rest()
    #expect(end.contains("ENDED 130"), "\(end)")
    #expect(end.contains("LEFT[]"), "\(end)")
    #expect(end.contains(" icanon") && end.contains(" echo "), "\(end)")
    #expect(end.contains("\u{1B}[?2004l"))
    #expect(try place.output("sakslogg root --log demo").first?.hasPrefix("1 ") == true)
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGQUIT])
  func `a signal restores the terminal`(_ signal: Int32) throws {
    let place = try Place()
    let typist = try Typist("sakslogg record case-closed --case 1; stty -a", in: place.folder)
    try typist.expect("Date [effective]")
    try typist.send(signal)
    let end = typist.rest()
    #expect(end.contains(" icanon") && end.contains(" echo "), "\(end)")
  }

  @Test func `Ctrl-D at any question ends without storing anything`() throws {
    let place = try Place()
    let required = try Typist("sakslogg record case-closed --case 1", in: place.folder)
    try required.expect("): ")
    try required.type("\u{4}")
    #expect(required.rest().contains("the answers ended before everything was answered"))
    for typed in ["\u{4}", "halvt\u{4}"] {
      let typist = try Typist(
        "sakslogg record case-closed --case 1 --effective 2025-03-05 reason=moved --ask; "
          + "echo \"ENDED $?\"", in: place.folder)
      try typist.expect("optional")
      try typist.type(typed)
      #expect(typist.rest().contains("ENDED 65"))
    }
    #expect(try place.output("sakslogg root --log demo").first?.hasPrefix("1 ") == true)
  }

  @Test func `lines pasted where one is asked for go to no other question`() throws {
    let place = try Place()
    let typist = try Typist(
      "sakslogg record case-closed --case 1 --effective 2025-03-05; echo \"ENDED $?\"; "
        + "read -r -t 1 left; echo \"LEFT[$left]\"", in: place.folder)
    try typist.expect("Reason for closing [reason]")
    try typist.paste("moved\rOla Hemmelig\rGata 1")
    try typist.type("\r")
    let said = try typist.expect("Reason for closing [reason]")
    #expect(said.contains("the answer has several lines"), "\(said)")
    try typist.type("\u{4}")
    let end = typist.rest()
    #expect(end.contains("ENDED 65") && end.contains("LEFT[]"), "\(end)")
  }

  @Test func `bytes that are no text are refused, and asked for again`() throws {
    let place = try Place()
    let end = try noted(place) { typist in
      try typist.type(Array("bl".utf8) + [0xE5] + Array("b\r.\r".utf8))
      try typist.expect("the answer is not text in UTF-8")
      try typist.type("blåb\r.\r")
    }
    #expect(end.contains("ENDED 0"), "\(end)")
    #expect(try place.lastText() == "blåb")
  }

  @Test func `JSON at a terminal may have lines longer than the terminal's own`() throws {
    let place = try Place()
    let typist = try Typist(
      "sakslogg record case-transferred --case 1 --effective 2025-03-04 toOffice=3006 --sealed -; "
        + "echo \"ENDED $?\"", in: place.folder)
    try typist.expect("\u{1B}[?2004h")
    let text = String(repeating: "å", count: 5_000)
    try typist.type("{\"text\": \"\(text)\"}\r\u{4}")
    #expect(typist.rest().contains("ENDED 0"))
    #expect(try place.lastText() == text)
  }

  @Test func `the date is asked for first, and each answer is checked at once`() throws {
    let place = try Place()
    let typist = try Typist(
      "sakslogg record case-closed --case 1; echo \"ENDED $?\"", in: place.folder)
    try typist.expect("Date [effective]")
    try typist.type("2025-02-01\r")
    try typist.expect("is before 2025-03-03, when this was opened")
    try typist.type("5.3.2025\r")
    try typist.expect("5.3.2025 is not a date")
    try typist.type("2025-03-05\r")
    try typist.expect("moved")
    try typist.expect("Reason for closing [reason]")
    try typist.type("Ola Hemmelig\r")
    let said = try typist.expect("Reason for closing [reason]")
    #expect(said.contains("what is given is not a code of the list case_close_reason"), "\(said)")
    try typist.type("moved\r")
    while !(try typist.expect("\n").contains("stored at position")) { try typist.type("\r") }
    #expect(typist.rest().contains("ENDED 0"))
  }

  @Test(arguments: [
    ("case-closed --case 9", "case/9 is not in the log"),
    ("case-opened --case 1", "case/1 exists already, since 2025-03-03"),
    ("case-closed --case 1 --effective 2025-02-01", "is before 2025-03-03"),
  ])
  func `what stands in the way is said before the first question`(
    _ command: String, _ reason: String
  ) throws {
    let place = try Place()
    let typist = try Typist("sakslogg record \(command); echo \"ENDED $?\"", in: place.folder)
    let said = typist.rest()
    #expect(said.contains(reason) && said.contains("ENDED 1") && !said.contains("): "), "\(said)")
  }

  @Test func `what the rules refuse is mended without losing an answer`() throws {
    let place = try Place()
    let typist = try Typist(
      "sakslogg record report-received --case 1 --effective 2025-03-04 reporters=22 channel=phone "
        + "contents=7 --ask; echo \"ENDED $?\"", in: place.folder)
    while !(try typist.expect("): ").contains("full stop")) { try typist.type("\r") }
    try typist.type("En lang tekst\r\rmed avsnitt.\r.\r")
    // Other reporters must be specified, and were not.
    while true {
      let said = try typist.expect(")")
      if said.hasSuffix("n for no") { break }
      if said.hasSuffix("prompt, standard input or a file") || !said.contains("[") { continue }
      try typist.type("\r")
    }
    try typist.type("\r")
    while !(try typist.expect("): ").contains("[reporterSpecification]")) { try typist.type("\r") }
    try typist.type("En nabo\r.\r")
    let end = typist.rest()
    #expect(end.contains("ENDED 0"), "\(end)")
    #expect(try place.lastText() == "En lang tekst\n\nmed avsnitt.")
  }

  @Test func `who was second in a dialogue can record after what came since`() throws {
    let place = try Place()
    let typist = try Typist(
      "sakslogg record case-assigned --case 1 --effective 2025-03-04 --expect 0; "
        + "echo \"ENDED $?\"", in: place.folder)
    try typist.expect("[worker]")
    try typist.type("ola.n\r")
    while !(try typist.expect(")").hasSuffix("(y or n")) { try typist.type("\r") }
    try typist.type("y\r")
    #expect(typist.rest().contains("ENDED 0"))
  }
}
