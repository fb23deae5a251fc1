import Testing
import XML

/// Would break: a register file read as something else than what stands in it.
@Suite struct ReadingTests {
  @Test func `names, attributes, text and lines come as they stand`() throws {
    let root = try read(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <!-- a note -->
      <Barnevern Id="1" Dato="2">
        <Sak Navn="A &amp; B &lt;&#38;&quot; &#xE5;"/>
        <Lov>BVL&#50;021<![CDATA[ <a> ]]>&gt;</Lov>
        <Tom></Tom>
      </Barnevern>

      """)
    let expected = XMLElement(
      "Barnevern", [XMLAttribute("Id", "1"), XMLAttribute("Dato", "2")],
      children: [
        XMLElement("Sak", [XMLAttribute("Navn", "A & B <&\" å")]),
        XMLElement("Lov", text: "BVL2021 <a> >"), XMLElement("Tom"),
      ])
    #expect(root == expected)
    #expect(root.line == 3)
    #expect(root.children.map(\.line) == [4, 5, 6])
    #expect(root["Dato"] == "2")
    #expect(root["Datum"] == nil)
    #expect(root.child("Lov")?.text == "BVL2021 <a> >")
    #expect(root.children("Sak").count == 1)
  }

  @Test func `white space is text in an element alone, and layout around children`() throws {
    #expect(try read("<a>  b\t\n</a>").text == "  b\t\n")
    #expect(try read("<a>  </a>").text == "  ")
    #expect(try read("<a>\n  <b/>\n</a>").text == "")
    #expect(try read("<a>\n x <b/> y \n</a>").text == "x  y")
    #expect(try read("<a b=' c&#10;d\ne&#9;'/>")["b"] == " c\nd e\t")
  }

  @Test func `the line is that of where the start tag ends`() throws {
    let root = try read("\n\n<a\n b='1'\n>\r\n<c/>\n</a>")
    #expect(root.line == 5)
    #expect(root.child("c")?.line == 6)
  }

  @Test func `lines beyond 65 535 are counted`() throws {
    let root = try read("<a>" + String(repeating: "\n", count: 70_000) + "<b/></a>")
    #expect(root.child("b")?.line == 70_001)
  }

  @Test func `names are kept with their prefix, and declarations come first`() throws {
    let root = try read("<p:a q:c='2' xmlns:p='urn:p' xmlns:q='urn:q' d='3'><b xmlns='x'/></p:a>")
    #expect(root.name == "p:a")
    #expect(root.attributes.map(\.name) == ["xmlns:p", "xmlns:q", "q:c", "d"])
    #expect(root["q:c"] == "2")
    #expect(root.child("b")?["xmlns"] == "x")
    #expect(failure("<p:a/>")?.what == "A prefix is not declared")
  }

  @Test func `a file is read as bytes are`() throws {
    let folder = try TemporaryFolder()
    let text = "<a>" + String(repeating: "<b c='æøå'>é</b>\n", count: 20_000) + "</a>"
    #expect(try XMLReader.read(path: folder.file("a.xml", text)) == read(text))
  }

  // MARK: - Encodings

  private static let text = "<a b='blåbær €'>\n<c>sæløre 🙂</c></a>"
  private static let expected = XMLElement(
    "a", [XMLAttribute("b", "blåbær €")], children: [XMLElement("c", text: "sæløre 🙂")])

  @Test func `UTF-8 is read with and without a byte order mark and a declaration`() throws {
    for declaration in ["", "<?xml version='1.0'?>", "<?xml version='1.0' encoding='utf-8'?>"] {
      for mark: [UInt8] in [[], [0xEF, 0xBB, 0xBF]] {
        let bytes = mark + Array((declaration + Self.text).utf8)
        #expect(try XMLReader.read(bytes: bytes) == Self.expected)
      }
    }
  }

  @Test func `UTF-16 is read in both byte orders, marked or not`() throws {
    for declaration in ["", "<?xml version='1.0' encoding='UTF-16'?>"] {
      for isBig in [true, false] {
        for mark in ["", "\u{FEFF}"] {
          let bytes = utf16(mark + declaration + Self.text, isBig)
          #expect(try XMLReader.read(bytes: bytes) == Self.expected)
        }
      }
    }
  }

  @Test func `ISO-8859-1 is read as declared`() throws {
    let text = "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>\n<a b='bl\u{E5}'>\u{F8}\u{FF}</a>"
    let root = try XMLReader.read(bytes: text.unicodeScalars.map { UInt8($0.value) })
    #expect(root == XMLElement("a", [XMLAttribute("b", "blå")], text: "øÿ"))
  }

  @Test func `a character that lies across two pieces of the file is one`() throws {
    let folder = try TemporaryFolder()
    for shift in 0..<4 {
      let text = String(repeating: "x", count: shift) + String(repeating: "æ🙂", count: 60_000)
      let path = try folder.file("\(shift).xml", "<a>\(text)</a>")
      #expect(try XMLReader.read(path: path).text == text)
    }
  }

  @Test func `bytes that do not fit the encoding are an error with line and element`() throws {
    let lines = "<a>\n<b>" + String(repeating: "x", count: 9000) + "</b>\n<b>"
    for bad: [UInt8] in [[0xE5], [0xC3], [0xFF], [0xC0, 0x80], [0]] {
      let error = failure(bytes: Array(lines.utf8) + bad + Array("</b></a>".utf8))
      #expect(error?.code == .encodingViolated)
      #expect(error?.line == 3)
      #expect(error?.path == "/a/b[2]")
    }
    // Half a UTF-16 pair in UTF-8's form, which libxml2 takes for a character that is not allowed.
    let half = failure(bytes: Array(lines.utf8) + [0xED, 0xA0, 0x80] + Array("</b></a>".utf8))
    #expect(half?.code == .malformed)
    #expect(half?.path == "/a/b[2]")
    let ascii = "<?xml version='1.0' encoding='US-ASCII'?>\n<a>\n<b>å</b></a>"
    let error = failure(ascii)
    #expect(error?.code == .encodingViolated)
    #expect(error?.line == 3)
    #expect(error?.what == "A byte here does not belong to US-ASCII, the file's encoding")
  }

  @Test func `half a UTF-16 character is an error with line and element`() throws {
    for isBig in [true, false] {
      let before = utf16("\u{FEFF}<a>\n<b/>\n", isBig)
      let after = utf16("</a>", isBig)
      for unit: UInt16 in [0xD83D, 0xDE42, 0] {
        let half = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
        let error = failure(bytes: before + (isBig ? half : half.reversed()) + after)
        #expect(error?.code == .encodingViolated)
        #expect(error?.line == 3)
        #expect(error?.path == "/a")
      }
      #expect(failure(bytes: Array((before + after).dropLast()))?.path == "/a")
    }
  }

  @Test func `a declaration that contradicts the bytes is refused`() {
    let utf8 = "<?xml version='1.0' encoding='UTF-8'?><a/>"
    let utf16Name = "<?xml version='1.0' encoding='UTF-16'?><a/>"
    let latin = "\u{FEFF}<?xml version='1.0' encoding='ISO-8859-1'?><a/>"
    #expect(failure(bytes: utf16("\u{FEFF}" + utf8, true))?.code == .encodingViolated)
    #expect(failure(utf16Name)?.code == .encodingViolated)
    #expect(failure(latin)?.code == .encodingViolated)
  }

  @Test(arguments: ["windows-1252", "UTF-32", "UTF-7", "EBCDIC-CP-NO", "IBM037", "x", ""])
  func `an encoding that is not read is refused, not guessed`(name: String) {
    let error = failure("<?xml version='1.0' encoding='\(name)'?><a/>")
    #expect(error?.code == .encodingUnknown)
    #expect(error?.line == 1)
  }

  private func utf16(_ text: String, _ isBig: Bool) -> [UInt8] {
    text.utf16.flatMap { unit in
      let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
      return isBig ? pair : pair.reversed()
    }
  }
}
