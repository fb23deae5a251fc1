import Testing
import XML

/// Would break: a file that the register will refuse, sent; or a message that tells what stands in
/// it.
@Suite struct ValidationTests {
  private static func schema(_ text: String = SchemaText.valid) throws -> XMLSchemaFile {
    let folder = try TemporaryFolder()
    return try XMLSchemaFile(folder.file("s.xsd", text))
  }

  /// A row of a file, and what is said of it.
  struct Case: Sendable, CustomTestStringConvertible {
    let row: String
    let kind: XMLProblem.Kind
    let message: String
    var testDescription: String { message }

    init(_ row: String, _ kind: XMLProblem.Kind, _ message: String) {
      self.row = row
      self.kind = kind
      self.message = message
    }
  }

  static let cases = [
    Case(
      "<rad id='1' kode='hemmelig'/>", .enumeration,
      "/a/rad: The attribute kode has a value that is not one of the list."),
    Case(
      "<rad id='1' nummer='hemmelig'/>", .pattern,
      "/a/rad: The attribute nummer has a value that does not fit the pattern [0-9]{4}."),
    Case(
      "<rad id='1' tekst='hemmelig'/>", .length,
      "/a/rad: The attribute tekst has a value longer than 5."),
    Case(
      "<rad id='1' tekst='h'/>", .length,
      "/a/rad: The attribute tekst has a value shorter than 2."),
    Case(
      "<rad id='1' fast='hemmelig'/>", .length,
      "/a/rad: The attribute fast has a value of another length than 3."),
    Case("<rad id='1' tall='1'/>", .range, "/a/rad: The attribute tall has a value less than 2."),
    Case(
      "<rad id='1' tall='6'/>", .range, "/a/rad: The attribute tall has a value greater than 5."),
    Case(
      "<rad id='1' mellom='2'/>", .range,
      "/a/rad: The attribute mellom has a value not greater than 2."),
    Case(
      "<rad id='1' mellom='5000'/>", .range,
      "/a/rad: The attribute mellom has a value not less than 5000."),
    Case(
      "<rad id='1' mellom='123.45'/>", .digits,
      "/a/rad: The attribute mellom has a value of too many digits."),
    Case(
      "<rad id='1' mellom='3.456'/>", .digits,
      "/a/rad: The attribute mellom has a value of too many decimals."),
    Case(
      "<rad id='1' dato='hemmelig'/>", .type,
      "/a/rad: The attribute dato has a value that is not of its type xs:date."),
    Case(
      "<rad id='1'><verdi>hemmelig</verdi></rad>", .enumeration,
      "/a/rad/verdi: The element has a value that is not one of the list."),
    Case(
      "<rad id='1'><dag>hemmelig</dag></rad>", .type,
      "/a/rad/dag: The element has a value that is not of its type xs:date."),
    Case(
      "<rad id='1'><dag>2024-01-01</dag><verdi>1</verdi></rad>", .elementNotExpected,
      "/a/rad/verdi: The element is not expected here."),
    Case(
      "<annen/>", .elementNotExpected,
      "/a/annen: The element is not expected here; expected: rad, tom."),
    Case(
      "<rad id='1'><verdi>1<x/></verdi></rad>", .elementNotExpected,
      "/a/rad/verdi/x: Elements stand where only a value may."),
    Case("<rad/>", .attributeMissing, "/a/rad: The attribute id is missing."),
    Case(
      "<rad id='1' ukjent='hemmelig'/>", .attributeNotAllowed,
      "/a/rad: The attribute ukjent is not allowed here."),
    Case(
      "<rad id='1'>hemmelig</rad>", .textNotAllowed,
      "/a/rad: Text stands where only elements may."),
    Case("<tom>hemmelig</tom>", .textNotAllowed, "/a/tom: The element must be empty."),
    Case(
      "<rad id='hemmelig'/><rad id='hemmelig'/>", .notUnique,
      "/a/rad[2]: A value is given twice that must be unique (radId)."),
    Case(
      "<rad id='1' tekst='hemm'/><rad id='2' tekst='hemm'/>", .notUnique,
      "/a/rad[2]: A value is given twice that must be unique (tekstEn)."),
    Case(
      "<rad id='1' til='hemmelig'/>", .reference,
      "/a: A key names nothing or is not whole (radTil)."),
  ]

  @Test(arguments: cases)
  func `what the schema does not allow is said with its place, and without the value`(one: Case)
    throws
  {
    let text = "<a>\n<forst/>\n\(one.row)\n</a>"
    let problems = try Self.schema().validate(bytes: Array(text.utf8), name: "a.xml")
    let line = one.message.hasPrefix("/a:") ? 1 : 3
    #expect(problems.first?.description == "a.xml:\(line): \(one.message)")
    #expect(problems.first?.kind == one.kind)
    for problem in problems { #expect(!problem.description.contains("hemm")) }
    // A missing key attribute also breaks the key.
    #expect(problems.count == (one.kind == .attributeMissing ? 2 : 1))
  }

  @Test func `an unknown root and a missing element are said`() throws {
    let schema = try Self.schema()
    let unknown = try schema.validate(bytes: Array("<b/>".utf8))
    #expect(unknown.map(\.description) == ["1: /b: The schema does not know this root."])
    #expect(unknown.map(\.kind) == [.rootUnknown])
    let missing = try schema.validate(bytes: Array("\n<a>\n</a>".utf8))
    #expect(missing.map(\.description) == ["2: /a: An element is missing; expected: forst."])
    #expect(missing.map(\.kind) == [.elementMissing])
  }

  @Test func `every problem is given, in the order of the file`() throws {
    var text = "<a>\n<forst/>\n"
    for number in 0..<500 { text += "<rad id='\(number)' kode='9' tall='9'/>\n" }
    let problems = try Self.schema().validate(bytes: Array((text + "</a>").utf8))
    #expect(problems.count == 1000)
    #expect(problems.map(\.line) == (0..<1000).map { 3 + $0 / 2 })
    #expect(problems.last?.path == "/a/rad[500]")
    #expect(problems.prefix(2).map(\.attribute) == ["kode", "tall"])
  }

  @Test func `what libxml2 cannot put into one message is not told either`() throws {
    // A value that looks like the end of a message, and one longer than a message may be.
    let lies = [
      "x' is not a valid value of the atomic type 'hemmelig'.",
      "' is not accepted by the pattern 'hemmelig'.",
      String(repeating: "hemmelig ", count: 20_000) + "atomic type 'hemmelig'.",
    ]
    var limits = XMLLimits()
    limits.attributeBytes = .max
    limits.markupBytes = .max
    for lie in lies {
      let element = XMLElement(
        "a",
        children: [
          XMLElement("forst"),
          XMLElement(
            "rad",
            ["id", "dato", "nummer", "kode", "tekst", "tall"].map { XMLAttribute($0, lie) },
            children: [XMLElement("verdi", text: lie), XMLElement("dag", text: lie)]),
        ])
      let bytes = try XMLWriter.bytes(of: element)
      let problems = try Self.schema().validate(bytes: bytes, limits: limits)
      #expect(problems.count >= 6)
      for problem in problems { #expect(!problem.description.contains("hemmelig")) }
    }
  }

  @Test func `a tree is validated as its file is, with the lines it was read from`() throws {
    let text = "<a>\n\n<forst/>\n\n<rad id='1'/>\n<rad\nid='2' kode='9'>\n<dag>x</dag></rad></a>"
    let schema = try Self.schema()
    let ofFile = try schema.validate(bytes: Array(text.utf8))
    #expect(ofFile.map(\.line) == [7, 8])
    #expect(try schema.validate(read(text)) == ofFile)
    #expect(try schema.validate(XMLElement("b")).map(\.line) == [0])
    #expect(try schema.validate(XMLElement("b")).first?.description.first == "/")
  }

  @Test func `references in attributes are replaced before they are validated`() throws {
    let text = "<a><forst/><rad id='&#38;' tekst='&amp;&lt;'/></a>"
    #expect(try Self.schema().validate(bytes: Array(text.utf8)) == [])
    let long = "<a><forst/><rad id='1' tekst='&amp;&amp;&amp;&amp;&amp;'/></a>"
    #expect(try Self.schema().validate(bytes: Array(long.utf8)) == [])
  }

  @Test func `a file that is not well-formed is an error and not a problem`() throws {
    let schema = try Self.schema()
    let error = failure { () throws(XMLError) in
      _ = try schema.validate(bytes: Array("<a><forst/><rad kode='9'/>".utf8), name: "a.xml")
    }
    #expect(error?.code == .malformed)
    let absent = failure { () throws(XMLError) in _ = try schema.validate(file: "/absent") }
    #expect(absent?.code == .unreadable)
    let deep = String(repeating: "<a>", count: 10_000)
    let tooDeep = failure { () throws(XMLError) in
      _ = try schema.validate(bytes: Array(deep.utf8))
    }
    #expect(tooDeep?.code == .tooDeep)
  }

  @Test func `a schema serves many files, also at the same time`() async throws {
    let schema = try Self.schema()
    let bad = Array("<a><forst/><rad id='1' kode='9'/></a>".utf8)
    let good = Array("<a><forst/><rad id='1' kode='1'/></a>".utf8)
    await withTaskGroup { group in
      for number in 0..<200 {
        group.addTask {
          let problems = try? schema.validate(bytes: number % 2 == 0 ? bad : good)
          #expect(problems?.count == (number % 2 == 0 ? 1 : 0))
        }
      }
    }
  }

  // MARK: - Schemas that cannot be used

  private func refusal(_ text: String) throws -> XMLError? {
    let folder = try TemporaryFolder()
    let path = try folder.file("s.xsd", text)
    return failure { () throws(XMLError) in _ = try XMLSchemaFile(path) }
  }

  @Test func `a schema file that is missing is said`() {
    let error = failure { () throws(XMLError) in _ = try XMLSchemaFile("/absent.xsd") }
    #expect(
      error?.description
        == "/absent.xsd: No such file or directory. Check the path and the right to read it.")
  }

  @Test func `a file that is not a schema is said`() throws {
    let other = try refusal("<a/>")
    #expect(other?.code == .notASchema)
    #expect(other?.what == "It is not an XML Schema")
    #expect(other?.line == 1)
    #expect(try refusal("<schema/>")?.code == .notASchema)
    #expect(try refusal("not XML")?.code == .malformed)
    #expect(try refusal("<!DOCTYPE x><a/>")?.code == .documentType)
  }

  @Test func `a schema that is not sound is said with its line`() throws {
    let error = try refusal(SchemaText.broken)
    #expect(error?.code == .notASchema)
    #expect(error?.line == 2)
    #expect(error?.what.contains("Ukjent") == true)
    #expect(try refusal(SchemaText.schema("\n<xs:nonsense/>"))?.line == 3)
  }

  @Test(arguments: ["include", "import", "redefine"])
  func `a schema that needs another file is refused, and the file not fetched`(kind: String)
    throws
  {
    for place in ["http://127.0.0.1:9/s.xsd", "s2.xsd", "/etc/passwd"] {
      let error = try refusal(SchemaText.schema("<xs:\(kind) schemaLocation='\(place)'/>"))
      #expect(error?.code == .schemaNotWhole)
      #expect(error?.line == 2)
      #expect(error?.path == "/xs:schema/xs:\(kind)")
    }
  }

  @Test func `a schema may use any prefix, or none`() throws {
    let address = "http://www.w3.org/2001/XMLSchema"
    let schema = try Self.schema("<schema xmlns='\(address)'><element name='a'/></schema>")
    #expect(try schema.validate(bytes: Array("<a/>".utf8)) == [])
    #expect(try schema.validate(bytes: Array("<b/>".utf8)).count == 1)
  }
}
