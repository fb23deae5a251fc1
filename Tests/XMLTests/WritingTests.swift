import FoundationEssentials
import Glibc
import Testing
import XML

/// Would break: a file that says something else to its reader than what was written.
@Suite struct WritingTests {
  private static let tree = XMLElement(
    "Barnevern", [XMLAttribute("Id", "1")],
    children: [
      XMLElement("Sak", [XMLAttribute("B", "a\n\t\r\"'<>& å🙂"), XMLAttribute("A", "")]),
      XMLElement("Lov", text: "x\r\n\ty <&>\"å"), XMLElement("Tom"),
      XMLElement("Tiltak", children: [XMLElement("Kategori", [XMLAttribute("Kode", "2.2")])]),
    ])

  @Test func `the bytes are these, and the same each time`() throws {
    let text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <Barnevern Id="1">
          <Sak B="a&#10;&#9;&#13;&quot;'&lt;&gt;&amp; å🙂" A=""/>
          <Lov>x&#13;
      \ty &lt;&amp;&gt;&quot;å</Lov>
          <Tom/>
          <Tiltak>
              <Kategori Kode="2.2"/>
          </Tiltak>
      </Barnevern>

      """
    for _ in 0..<3 {
      #expect(String(decoding: try XMLWriter.bytes(of: Self.tree), as: UTF8.self) == text)
    }
    let two = String(decoding: try XMLWriter.bytes(of: Self.tree, indentation: .two), as: UTF8.self)
    #expect(two.contains("\n  <Tiltak>\n    <Kategori Kode=\"2.2\"/>\n  </Tiltak>\n"))
  }

  @Test func `what was written piece by piece is what is written whole`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/a.xml"
    let writer = try XMLWriter(to: path)
    try writer.start("Barnevern", [XMLAttribute("Id", "1")])
    for child in Self.tree.children.dropLast() { try writer.element(child) }
    try writer.start("Tiltak")
    try writer.start("Kategori", [XMLAttribute("Kode", "2.2")])
    try writer.text("")
    try writer.end()
    try writer.end()
    try writer.end()
    try writer.finish()
    #expect(try bytes(of: path) == XMLWriter.bytes(of: Self.tree))
    #expect(try XMLReader.read(path: path) == Self.tree)
  }

  @Test(arguments: 0..<300)
  func `reading what was written gives an equal tree`(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let tree = randomElement(&random, depth: 0)
    for indentation in XMLWriter.Indentation.allCases {
      let bytes = try XMLWriter.bytes(of: tree, indentation: indentation)
      let back = try XMLReader.read(bytes: bytes)
      #expect(back == tree)
      #expect(try XMLWriter.bytes(of: back, indentation: indentation) == bytes)
    }
  }

  @Test func `a file is its owner's alone, and never written over`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/a.xml"
    try XMLWriter.write(Self.tree, to: path)
    var status = stat()
    #expect(stat(path, &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)
    let error = failure { () throws(XMLError) in try XMLWriter.write(XMLElement("b"), to: path) }
    #expect(error?.code == .unwritable)
    #expect(error?.what == "File exists")
    #expect(try XMLReader.read(path: path) == Self.tree)
  }

  @Test func `a file that is not finished is removed`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/a.xml"
    do {
      let writer = try XMLWriter(to: path)
      try writer.start("a")
      #expect(access(path, F_OK) == 0)
    }
    #expect(access(path, F_OK) != 0)
    let bad = XMLElement("a", text: "\u{0}")
    let error = failure { () throws(XMLError) in try XMLWriter.write(bad, to: path) }
    #expect(error?.code == .characterNotAllowed)
    #expect(access(path, F_OK) != 0)
  }

  @Test func `a folder that is not there is an error`() {
    let error = failure { () throws(XMLError) in
      try XMLWriter.write(Self.tree, to: "/dev/null/a.xml")
    }
    #expect(
      error?.description
        == "/dev/null/a.xml: Not a directory. "
        + "Check the folder, the right to write there and the free space.")
  }

  @Test func `a full disk is an error, and nothing is left`() async {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      let path = folder.path + "/a.xml"
      var before = rlimit()
      let limit = __rlimit_resource_t(RLIMIT_FSIZE.rawValue)
      try #require(getrlimit(limit, &before) == 0)
      // As a disk that fills up: no file may grow beyond this.
      var small = rlimit(rlim_cur: 100_000, rlim_max: before.rlim_max)
      signal(SIGXFSZ, SIG_IGN)
      try #require(setrlimit(limit, &small) == 0)
      let row = XMLElement("b", text: String(repeating: "x", count: 60))
      let tree = XMLElement("a", children: Array(repeating: row, count: 5000))
      let error = failure { () throws(XMLError) in try XMLWriter.write(tree, to: path) }
      try #require(setrlimit(limit, &before) == 0)
      try #require(error?.code == .unwritable)
      try #require(error?.what == "File too large")
      try #require(access(path, F_OK) != 0)
    }
  }

  // MARK: - What cannot be written

  private func refusal(_ tree: XMLElement) -> XMLError? {
    failure { () throws(XMLError) in _ = try XMLWriter.bytes(of: tree) }
  }

  @Test(arguments: ["\u{0}", "\u{1}", "\u{8}", "\u{B}", "\u{1F}", "\u{FFFE}", "\u{FFFF}"])
  func `a character that XML cannot hold is an error that names the place`(character: String) {
    let inText = refusal(XMLElement("a", children: [XMLElement("b", text: "x" + character)]))
    let hex = String(character.unicodeScalars.map(\.value)[0], radix: 16, uppercase: true)
    let name = "U+" + String(repeating: "0", count: 4 - hex.count) + hex
    #expect(
      inText?.description
        == "/a/b: The text has \(name), which XML cannot hold. Correct what is to be written.")
    let inAttribute = refusal(XMLElement("a", [XMLAttribute("c", "hemmelig" + character)]))
    #expect(inAttribute?.path == "/a")
    #expect(inAttribute?.what == "The attribute c has \(name), which XML cannot hold")
    #expect(refusal(XMLElement("a" + character))?.code == .nameNotAllowed)
  }

  @Test(arguments: ["", "1", "a b", "-a", "a<", "a:", ":a", "a:b:c", "a\u{0}b", "å&", "p:a"])
  func `a name that XML does not allow is refused`(name: String) {
    #expect(refusal(XMLElement(name))?.code == .nameNotAllowed)
    #expect(refusal(XMLElement("a", [XMLAttribute(name, "")]))?.code == .nameNotAllowed)
  }

  @Test func `names with letters of any kind and declared prefixes are written`() throws {
    let tree = XMLElement(
      "p:a",
      [XMLAttribute("xmlns:p", "urn:x"), XMLAttribute("p:b", "1"), XMLAttribute("xml:lang", "nb")],
      children: [XMLElement("p:å.b-1_"), XMLElement("Søknad")])
    #expect(try XMLReader.read(bytes: XMLWriter.bytes(of: tree)) == tree)
  }

  @Test func `an attribute given twice is refused`() {
    let error = refusal(XMLElement("a", [XMLAttribute("b", "1"), XMLAttribute("b", "2")]))
    #expect(error?.what == "The attribute b is given twice")
  }

  @Test func `elements deeper than can be read are not written`() {
    var tree = XMLElement("a")
    for _ in 1..<XMLLimits.depthMax { tree = XMLElement("a", children: [tree]) }
    #expect((try? XMLWriter.bytes(of: tree)) != nil)
    #expect(refusal(XMLElement("a", children: [tree]))?.code == .tooDeep)
  }

  @Test func `calls that do not make one whole element are refused`() throws {
    let folder = try TemporaryFolder()
    func refusal(_ calls: (XMLWriter) throws(XMLError) -> Void) throws -> String? {
      let writer = try XMLWriter(to: folder.path + "/a.xml")
      let error = failure { () throws(XMLError) in try calls(writer) }
      #expect(error?.code == .unbalanced)
      return error?.what
    }
    let end = "There is an end without a beginning"
    #expect(try refusal { writer throws(XMLError) in try writer.end() } == end)
    let text = "There is text outside the root"
    #expect(try refusal { writer throws(XMLError) in try writer.text("x") } == text)
    let notWhole = "There is not one whole element"
    #expect(try refusal { writer throws(XMLError) in try writer.finish() } == notWhole)
    #expect(
      try refusal { writer throws(XMLError) in
        try writer.start("a")
        try writer.finish()
      } == notWhole)
    #expect(
      try refusal { writer throws(XMLError) in
        try writer.element(XMLElement("a"))
        try writer.start("b")
      } == "There is an element after the root")
  }

  // MARK: - Random trees

  private func randomElement(_ random: inout SeededGenerator, depth: Int) -> XMLElement {
    let names = ["a", "Sak", "Melding", "x.y-z", "_", "Årsak"]
    var element = XMLElement(names.randomElement(using: &random) ?? "a")
    for name in ["B", "a", "Id", "æ"] where Bool.random(using: &random) {
      element.attributes.append(XMLAttribute(name, randomText(&random)))
    }
    if depth < 5 {
      for _ in 0..<Int.random(in: 0...3, using: &random) {
        element.children.append(randomElement(&random, depth: depth + 1))
      }
    }
    let text = Bool.random(using: &random) ? randomText(&random) : ""
    element.text = element.children.isEmpty ? text : trimmed(text)
    return element
  }

  private func randomText(_ random: inout SeededGenerator) -> String {
    let pieces = [
      "a", " ", "\n", "\t", "\r", "\r\n", "<", ">", "&", "\"", "'", "]]>", "&amp;", "&#10;", "<!--",
      "æ", "\u{85}", "\u{2028}", "\u{7F}", "\u{FFFD}", "\u{E000}", "🙂", "\u{FEFF}", "--", "%e;",
    ]
    return (0..<Int.random(in: 0...12, using: &random))
      .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
  }

  private func trimmed(_ text: String) -> String {
    let scalars = text.unicodeScalars
    func isSpace(_ scalar: Unicode.Scalar) -> Bool { " \n\t\r".unicodeScalars.contains(scalar) }
    guard let first = scalars.firstIndex(where: { !isSpace($0) }),
      let last = scalars.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(scalars[first...last])
  }
}
