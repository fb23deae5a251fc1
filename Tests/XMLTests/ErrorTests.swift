import Glibc
import Testing
import XML

/// Would break: a sender who cannot be told what is wrong with the file, and where; or a message
/// that tells what stands in it.
@Suite struct ErrorTests {
  /// A text that is not well-formed, and what is said of it.
  struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    let message: String
    var testDescription: String { message }

    init(_ text: String, _ message: String) {
      self.text = text
      self.message = message
    }
  }

  static let cases = [
    Case("", "a.xml:1:1: It is empty, or does not begin as XML"),
    Case("  \n", "a.xml:2:1: It is empty, or does not begin as XML"),
    Case("hemmelig", "a.xml:1:1: It is empty, or does not begin as XML"),
    Case("<?xml version='1.0'?>\n", "a.xml:2:1: It is empty, or does not begin as XML"),
    Case(
      "<a/>\nhemmelig",
      "a.xml:2:1: Something stands after the end of the root, or there is none"),
    Case("<a>\n<b>\n</c></a>", "a.xml:3:5: /a/b: The end tag belongs to another element"),
    Case("<a>\n<b>hemmelig", "a.xml:2:12: /a/b: It ends before this element does"),
    Case("<a>\n<b c='hemmelig'", "a.xml:2:16: /a: A space is missing"),
    Case("<a><b c='hemmelig' <d/></a>", "a.xml:1:20: /a: A name is missing or not allowed"),
    Case("<a></a b>", "a.xml:1:8: /a: A tag is not closed"),
    Case("<?xml version '1.0'?><a/>", "a.xml:1:15: An equals sign is missing"),
    Case("<a><?p:q?></a>", "a.xml:1:9: /a: A colon stands where a name may not have one"),
    Case("<a>\n<1/></a>", "a.xml:2:2: /a: A name is missing or not allowed"),
    Case("<a b='hemmelig'c='2'/>", "a.xml:1:16: A space is missing"),
    Case("<a>hemmelig\u{1}</a>", "a.xml:1:12: /a: A character here is not allowed in XML"),
    Case("<a b='\u{1}'/>", "a.xml:1:7: A character here is not allowed in XML"),
    Case("<a>&#1;</a>", "a.xml:1:8: /a: A character here is not allowed in XML"),
    Case("<a>&#g;</a>", "a.xml:1:6: /a: A character reference is not one"),
    Case("<a>&#xg;</a>", "a.xml:1:7: /a: A character reference is not one"),
    Case("<a>&#x110000;</a>", "a.xml:1:14: /a: A character here is not allowed in XML"),
    Case("<a b='hemmelig & mer'/>", "a.xml:1:17: A name is missing or not allowed"),
    Case("<a>A&B</a>", "a.xml:1:7: /a: An ampersand does not begin a reference"),
    Case("<a>&hemmelig;</a>", "a.xml:1:14: /a: An entity is not one of XML's own five"),
    Case("<a b=hemmelig/>", "a.xml:1:6: The value of an attribute has no quotes"),
    Case("<a b='hemmelig", "a.xml:1:15: The value of an attribute does not end"),
    Case("<a b/>", "a.xml:1:5: An attribute has no value"),
    Case("<a b='hemmelig' b='2'/>", "a.xml:1:22: An attribute is given twice"),
    Case("<a b='hemmelig<'/>", "a.xml:1:15: A less-than sign stands in an attribute"),
    Case("<a><!-- hemmelig", "a.xml:1:17: /a: A comment does not end"),
    Case("<a><!-- a -- b --></a>", "a.xml:1:11: /a: Two hyphens stand in a comment"),
    Case("<a><![CDATA[hemmelig", "a.xml:1:21: /a: A CDATA section does not end"),
    Case("<a>]]></a>", "a.xml:1:4: /a: The end of a CDATA section stands in text"),
    Case("<a><?</a>", "a.xml:1:6: /a: A processing instruction has no name"),
    Case("<a><?p hemmelig", "a.xml:1:16: /a: A processing instruction does not end"),
    Case(
      "\n<?xml version='1.0'?><a/>", "a.xml:2:6: The XML declaration does not stand first"),
    Case("<?xml version='1.0' hemmelig?><a/>", "a.xml:1:21: The XML declaration does not end"),
    Case("<?xml encoding='UTF-8'?><a/>", "a.xml:1:7: The XML declaration has no version"),
    Case("<?xml version='2.0'?><a/>", "a.xml:1:20: The version of XML is not 1.0"),
    Case("<a>\n<p:b/></a>", "a.xml:2:5: /a: A prefix is not declared"),
    Case("<a p:b='hemmelig'/>", "a.xml:1:18: A prefix is not declared"),
    Case("<a:b:c xmlns:a='x' />", "a.xml:1:5: A name has more than one colon"),
    Case(
      "<a xmlns:p='x' xmlns:q='x' p:b='1' q:b='2'/>", "a.xml:1:43: An attribute is given twice"),
    Case("<a xmlns:xml='x'/>", "a.xml:1:17: A prefix that XML reserves is declared anew"),
  ]

  @Test(arguments: cases)
  func `what is not well-formed is said with its place`(one: Case) {
    let error = failure(one.text)
    #expect(error?.code == .malformed)
    #expect(error?.description == one.message + ". Ask the sender for a whole, well-formed file.")
    #expect(error?.description.contains("hemmelig") == false)
  }

  @Test func `a file that cannot be opened is said with the system's words`() throws {
    let folder = try TemporaryFolder()
    let absent = folder.path + "/absent.xml"
    let error = failure { () throws(XMLError) in _ = try XMLReader.read(path: absent) }
    #expect(
      error?.description
        == "\(absent): No such file or directory. Check the path and the right to read it.")
    let isFolder = failure { () throws(XMLError) in _ = try XMLReader.read(path: folder.path) }
    #expect(isFolder?.code == .unreadable)
    #expect(isFolder?.what == "Is a directory")
  }

  @Test func `a path numbers the siblings of one name`() {
    #expect(failure("<a><b/><c/><b><d/><d>&x;</d></b></a>")?.path == "/a/b[2]/d[2]")
  }

  @Test func `every code has a remedy, and errors are equal by code`() {
    let codes = XMLError.Code.allCases
    #expect(Set(codes.map(\.rawValue)).count == codes.count)
    #expect(failure("<a>") == failure("<b"))
    #expect(failure("<a>") != failure("<!DOCTYPE a>"))
  }

  @Test func `a file cut anywhere is an error, or whole but for its end`() throws {
    let text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <!-- note --><Barnevern xmlns:p="urn:x" Id='å&amp;b'>
        <Sak p:c="&#xE5;"><Lov><![CDATA[x]]>æ</Lov><?p q?></Sak>
      </Barnevern>
      <!-- end -->

      """
    let bytes = Array(text.utf8)
    let whole = try XMLReader.read(bytes: bytes)
    let end = try #require(text.firstRange(of: "</Barnevern>")).upperBound
    let wholeFrom = text.utf8.distance(from: text.startIndex, to: end)
    for count in 0..<bytes.count {
      let root = try? XMLReader.read(bytes: Array(bytes.prefix(count)))
      #expect(root == nil || root == whole && count >= wholeFrom)
      if count < wholeFrom { #expect(root == nil, "cut after \(count) bytes") }
    }
  }

  @Test func `a file changed anywhere is read or refused, and never a crash`() throws {
    let text = "<?xml version='1.0'?><a b='å&amp;' xmlns:p='u'><p:c>&#65;<![CDATA[x]]></p:c></a>"
    let bytes = Array(text.utf8)
    var random = SeededGenerator(seed: 1)
    for _ in 0..<20_000 {
      var changed = bytes
      for _ in 0...Int.random(in: 0..<3, using: &random) {
        let place = Int.random(in: changed.indices, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: changed[place] = UInt8.random(in: 0...255, using: &random)
        case 1: changed.remove(at: place)
        default: changed.insert(changed.randomElement(using: &random) ?? 0, at: place)
        }
      }
      guard let root = try? XMLReader.read(bytes: changed) else { continue }
      #expect(try XMLReader.read(bytes: XMLWriter.bytes(of: root)) == root)
    }
  }

  @Test func `libxml2 prints nothing`() async throws {
    let result = try await #require(
      processExitsWith: .success, observing: [\.standardErrorContent, \.standardOutputContent]
    ) {
      for one in ErrorTests.cases { _ = try? read(one.text) }
      _ = try? XMLReader.read(path: "/absent")
      _ = try? XMLSchemaFile("/absent")
      _ = try? XMLWriter.bytes(of: XMLElement("1"))
      let folder = try TemporaryFolder()
      for text in ["<a>", "<!DOCTYPE a>", SchemaText.broken, SchemaText.valid] {
        guard let schema = try? XMLSchemaFile(folder.file("s.xsd", text)) else { continue }
        _ = try? schema.validate(bytes: Array("<a b='1'><x/></a>".utf8))
        _ = try? schema.validate(bytes: Array("<a".utf8))
      }
    }
    #expect(result.standardErrorContent.isEmpty)
  }
}
