import FoundationEssentials
import Glibc
import Testing
import XML

/// Would break: a file from others that reads our files, asks the network, or eats the machine.
@Suite struct RefusalTests {
  @Test func `a billion laughs are refused before the first`() {
    var text = "<!DOCTYPE a [\n<!ENTITY l0 \"lol\">\n"
    for level in 1..<10 {
      let ten = String(repeating: "&l\(level - 1);", count: 10)
      text += "<!ENTITY l\(level) \"\(ten)\">\n"
    }
    text += "]>\n<a>&l9;</a>"
    var error: XMLError?
    let time = ContinuousClock().measure { error = failure(text) }
    #expect(error?.code == .documentType)
    #expect(error?.line == 1)
    #expect(time < .milliseconds(200))
  }

  @Test(
    arguments: [
      "<!DOCTYPE a SYSTEM 'PLACE'><a/>",
      "<!DOCTYPE a PUBLIC '-//x//y' 'PLACE'><a/>",
      "<!DOCTYPE a [<!ENTITY e SYSTEM 'PLACE'>]><a>&e;</a>",
      "<!DOCTYPE a [<!ENTITY % e SYSTEM 'PLACE'> %e;]><a/>",
      "<!DOCTYPE a><a/>",
      "<?xml version='1.0'?><!-- x --><!DOCTYPE a SYSTEM 'http://127.0.0.1:9/a.dtd' []><a/>",
    ]
  )
  func `a document type is refused, and nothing it names is read`(text: String) throws {
    let folder = try TemporaryFolder()
    // Opening a pipe that nobody writes to would wait for ever.
    let pipe = folder.path + "/pipe"
    #expect(mkfifo(pipe, 0o600) == 0)
    let text = text.replacing("PLACE", with: pipe)
    #expect(failure(text)?.code == .documentType)
    let path = try folder.file("a.xml", text)
    let error = failure { () throws(XMLError) in _ = try XMLReader.read(path: path) }
    #expect(error?.code == .documentType)
    #expect(error?.file == path)
  }

  @Test func `a schema that a file names is not read`() throws {
    let folder = try TemporaryFolder()
    let pipe = folder.path + "/pipe"
    #expect(mkfifo(pipe, 0o600) == 0)
    let schema = try XMLSchemaFile(
      folder.file(
        "s.xsd",
        """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="a"/></xs:schema>
        """))
    let text = """
      <a xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
        xsi:noNamespaceSchemaLocation="\(pipe)" xsi:schemaLocation="urn:x \(pipe)"/>
      """
    #expect(try schema.validate(bytes: Array(text.utf8)) == [])
    #expect(try read(text)["xsi:noNamespaceSchemaLocation"] == pipe)
    let document = "<!DOCTYPE a SYSTEM '\(pipe)'><a/>"
    let error = failure { () throws(XMLError) in
      _ = try schema.validate(bytes: Array(document.utf8))
    }
    #expect(error?.code == .documentType)
  }

  @Test func `an include is left alone`() throws {
    let include = "<x:include href='/etc/passwd' xmlns:x='http://www.w3.org/2001/XInclude'/>"
    let root = try read("<a>\(include)</a>")
    #expect(root.children.map(\.name) == ["x:include"])
    #expect(root.children.first?.children == [])
  }

  @Test func `ten thousand elements inside each other are refused`() {
    let text = String(repeating: "<a>", count: 10_000) + String(repeating: "</a>", count: 10_000)
    #expect(failure(text)?.code == .tooDeep)
    var limits = XMLLimits()
    limits.depth = .max
    #expect(failure(text, limits)?.code == .tooDeep)
    limits.depth = 2
    #expect(failure("<a><b><c/></b></a>", limits)?.path == "/a/b")
    #expect((try? read("<a><b/><b/></a>", limits)) != nil)
  }

  @Test func `the greatest depth that is allowed is read`() throws {
    var limits = XMLLimits()
    limits.depth = XMLLimits.depthMax
    func nested(_ depth: Int) -> String {
      String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)
    }
    _ = try read(nested(XMLLimits.depthMax), limits)
    #expect(failure(nested(XMLLimits.depthMax + 1), limits)?.code == .tooDeep)
  }

  @Test func `two hundred megabytes are refused without reading them`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("a.xml", "<a>")
    #expect(truncate(path, 200 << 20) == 0)
    var error: XMLError?
    let time = ContinuousClock().measure {
      error = failure { () throws(XMLError) in _ = try XMLReader.read(path: path) }
    }
    #expect(error?.code == .tooLarge)
    #expect(time < .milliseconds(100))
  }

  @Test func `a stream without end is read up to the limit`() throws {
    var limits = XMLLimits()
    limits.fileBytes = 1 << 20
    limits.markupBytes = .max
    // All zero: the size is not known before, and no tag comes.
    let error = failure { () throws(XMLError) in
      _ = try XMLReader.read(path: "/dev/zero", limits: limits)
    }
    #expect(error != nil)
    let long = "<a>" + String(repeating: "<b/>", count: 1 << 20)
    #expect(failure(long, limits)?.code == .tooLarge)
  }

  @Test func `a file that grows beyond the limit while it is read is refused`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/pipe"
    #expect(mkfifo(path, 0o600) == 0)
    // It ends when nobody reads the pipe any more.
    #expect(system("(echo '<a>'; exec yes '<b>text</b>') >'\(path)' 2>/dev/null &") == 0)
    var limits = XMLLimits()
    limits.fileBytes = 200_000
    let error = failure { () throws(XMLError) in
      _ = try XMLReader.read(path: path, limits: limits)
    }
    #expect(error?.code == .tooLarge)
  }

  @Test func `more elements than the limit are refused`() {
    var limits = XMLLimits()
    limits.elements = 3
    #expect((try? read("<a><b/><b/></a>", limits)) != nil)
    let error = failure("<a><b/><b/>\n<b/></a>", limits)
    #expect(error?.code == .tooManyElements)
    #expect(error?.path == "/a/b[3]")
    #expect(error?.line == 2)
  }

  @Test func `an attribute longer than the limit is refused, and its value not told`() {
    var limits = XMLLimits()
    limits.attributeBytes = 6
    #expect((try? read("<a b='123456'/>", limits)) != nil)
    let error = failure("<a b='bl\u{E5}b\u{E6}r'/>", limits)
    #expect(error?.code == .attributeTooLong)
    #expect(error?.what == "The attribute b is longer than 6 bytes")
  }

  @Test func `a tag, comment or instruction longer than the limit is refused`() throws {
    var limits = XMLLimits()
    limits.attributeBytes = .max
    let long = String(repeating: "x", count: limits.markupBytes + 20_000)
    for text in ["<a b='\(long)'/>", "<a><!-- \(long) --></a>", "<a><?p \(long)?></a>"] {
      #expect(failure(text, limits)?.code == .markupTooLong)
    }
    // Libxml2 compares the names of attributes each with each.
    let many = (0..<1_000_000).map { "a\($0)=''" }.joined(separator: " ")
    var error: XMLError?
    let time = ContinuousClock().measure { error = failure("<a \(many)/>") }
    #expect(error?.code == .markupTooLong)
    #expect(time < .seconds(5))
    // Text may be longer than that.
    #expect(try read("<a>\(long)</a>").text == long)
  }
}
