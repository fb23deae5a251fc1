import Testing

@testable import sakslogg

/// What a terminal sends becomes text and keys, however it is cut into pieces.
@Suite struct KeyTests {
  private func keys(_ text: String) -> [Key] {
    var decoder = KeyDecoder()
    return text.utf8.flatMap { decoder.take($0) }
  }

  private func bytes(_ text: String) -> [Key] { text.utf8.map(Key.byte) }

  @Test(arguments: ["\n", "\r", "\r\n"])
  func `every kind of line break is one`(_ mark: String) {
    #expect(keys("a\(mark)b") == bytes("a") + [.lineBreak] + bytes("b"))
  }

  @Test func `two returns are two line breaks`() {
    #expect(keys("\r\r\n\n") == [.lineBreak, .lineBreak, .lineBreak])
  }

  @Test func `arrows and other keys that mean nothing here leave no trace`() {
    #expect(keys("a\u{1B}[A\u{1B}[1;5C\u{1B}OPb\u{1B}xc") == bytes("abc"))
  }

  @Test func `nothing within a paste is a key`() {
    let pasted = "\u{1B}[200~a\u{4}\u{7F}\u{15}.\rb\u{1B}[201~\u{4}"
    #expect(keys(pasted) == bytes("a.") + [.lineBreak] + bytes("b") + [.end])
  }

  @Test func `what looks like a key in a paste keeps what can be seen`() {
    #expect(keys("\u{1B}[200~x\u{1B}[31my\u{1B}z\u{1B}[201~") == bytes("x[31myz"))
  }

  @Test func `a sign is taken back whole, with its marks`() {
    var line = TypedLine(after: 0, width: 80)
    for byte in "ae\u{301}å".utf8 { _ = line.add(byte, pasted: false) }
    _ = line.eraseSign()
    #expect(line.bytes == Array("ae\u{301}".utf8))
    _ = line.eraseSign()
    #expect(line.bytes == Array("a".utf8))
  }

  @Test func `taking back goes up a row where the line was broken`() {
    var line = TypedLine(after: 3, width: 5)
    for byte in "abcd".utf8 { _ = line.add(byte, pasted: false) }
    #expect(line.eraseLine() == "\u{1B}[1A\u{1B}[4G\u{1B}[J")
    #expect(line.bytes.isEmpty)
  }

  @Test func `a word is taken back with the blanks behind it`() {
    var line = TypedLine(after: 0, width: 80)
    for byte in "to ord  ".utf8 { _ = line.add(byte, pasted: false) }
    _ = line.eraseWord()
    #expect(line.bytes == Array("to ".utf8))
  }
}
