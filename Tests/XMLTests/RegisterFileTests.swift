import Testing
import XML

/// Would break: the register's own files, which every municipality sends, not read or judged as the
/// register does.
@Suite(.enabled(if: Register.folder != nil, Register.absent)) struct RegisterFileTests {
  @Test(arguments: Register.samples)
  func `a sample read, written and read again is equal`(name: String) throws {
    let folder = try #require(Register.folder)
    let tree = try XMLReader.read(path: "\(folder)/samples/\(name)")
    #expect(tree.name == "Barnevern")
    let bytes = try XMLWriter.bytes(of: tree)
    #expect(try XMLReader.read(bytes: bytes) == tree)
    #expect(try XMLWriter.bytes(of: XMLReader.read(bytes: bytes)) == bytes)
  }

  @Test func `the file with every element is valid, and stays so when it is written`() throws {
    let folder = try #require(Register.folder)
    let schema = try XMLSchemaFile("\(folder)/Barnevern_v4.0.1.xsd")
    let file = "\(folder)/samples/made/all_elements_v401.xml"
    #expect(try schema.validate(file: file) == [])
    let tree = try XMLReader.read(path: file)
    #expect(try schema.validate(tree) == [])
    #expect(try schema.validate(bytes: XMLWriter.bytes(of: tree, indentation: .two)) == [])
  }

  @Test func `the invalid file gives all its problems`() throws {
    let folder = try #require(Register.folder)
    let schema = try XMLSchemaFile("\(folder)/Barnevern_v4.0.1.xsd")
    let file = "\(folder)/samples/invalid.xml"
    let found = try schema.validate(file: file).map { "\($0.line) \($0.path) \($0.what)" }
    #expect(
      found == [
        // Of an element that is not expected nothing more is said.
        "4 /Barnevern/Sak The element is not expected here; expected: Avgiver"
      ])
  }

  /// The verdicts of xmllint, as the table beside the samples has them.
  @Test(arguments: Register.samples, ["v1.2.0", "v1", "v3", "v4.0.1"])
  func `a sample is valid where it is known to be`(name: String, version: String) throws {
    let folder = try #require(Register.folder)
    let schema = try XMLSchemaFile("\(folder)/Barnevern_\(version).xsd")
    let isValid =
      name.hasPrefix("v4/")
      ? version != "v1.2.0"
      : name.hasPrefix("made/")
        ? version == "v4.0.1"
        : version == "v1.2.0" && name != "invalid.xml" && !name.contains("file09")
    let problems = try schema.validate(file: "\(folder)/samples/\(name)")
    #expect(problems.isEmpty == isValid)
    #expect(problems.allSatisfy { $0.kind != .other })
  }
}
