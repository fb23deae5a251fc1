import CLibXML2
import Synchronization

/// An XML Schema (XSD), read once, against which any number of files are validated.
///
/// # Limits
/// The schema is one file: one that includes or imports another by its place is refused, and
/// nothing is fetched. What a file says of its own schema (`xsi:schemaLocation`) is not followed.
///
/// # Threads
/// A schema may be used by several threads; its validations then run one after the other. Different
/// schemas, and reading and writing without a schema, run beside each other.
@safe public final class XMLSchemaFile: @unchecked Sendable {
  /// The schema file's path as it was given.
  public let path: String

  /// libxml2's schema, which validating may change inside: only `lock`'s holder uses it.
  private let schema: xmlSchemaPtr
  private let lock = Mutex(())

  /// Reads a schema.
  ///
  /// The corresponding C functions are `xmlSchemaNewMemParserCtxt` and `xmlSchemaParse`.
  public init(_ path: String) throws(XMLError) {
    let bytes = try wholeFile(path)
    let root = try XMLReader.read(bytes: bytes, name: path)
    try requireWholeSchema(root, path)
    self.path = path
    unsafe schema = try unsafe parseSchema(bytes, path)
  }

  deinit { unsafe xmlSchemaFree(schema) }

  /// Validates a file, and gives all that the schema does not allow in it.
  ///
  /// Memory does not grow with the file, only with the problems.
  /// - Throws: `XMLError` when the file cannot be read, as `XMLReader.read` does.
  public func validate(
    file: String, limits: XMLLimits = XMLLimits()
  ) throws(XMLError) -> [XMLProblem] {
    try validate(Parse(try ByteSource(path: file, bytesMax: limits.fileBytes), limits))
  }

  /// Validates bytes in memory; the name stands in problems.
  ///
  /// - Throws: `XMLError` when they cannot be read, as `XMLReader.read` does.
  public func validate(
    bytes: [UInt8], name: String? = nil, limits: XMLLimits = XMLLimits()
  ) throws(XMLError) -> [XMLProblem] {
    try validate(
      Parse(try ByteSource(bytes: bytes, name: name, bytesMax: limits.fileBytes), limits))
  }

  /// Validates an element with all that is in it, as the root of a file.
  ///
  /// The lines of problems are those of the elements (`XMLElement.line`).
  /// - Throws: `XMLError` when it cannot be written, as `XMLWriter.bytes` does.
  public func validate(_ element: XMLElement) throws(XMLError) -> [XMLProblem] {
    // Beyond the limits for files of others: this tree is in memory already.
    var limits = XMLLimits()
    limits.depth = XMLLimits.depthMax
    limits.elements = .max
    limits.attributeBytes = .max
    limits.markupBytes = .max
    let bytes = try XMLWriter.bytes(of: element)
    var lines: [Int] = []
    element.addLines(to: &lines)
    let source = try ByteSource(bytes: bytes, name: nil, bytesMax: .max)
    return try validate(Parse(source, limits, lines: lines))
  }

  /// The corresponding C functions are `xmlSchemaNewValidCtxt`,
  /// `xmlSchemaSetValidStructuredErrors` and `xmlSchemaFreeValidCtxt`.
  private func validate(_ parse: Parse) throws(XMLError) -> [XMLProblem] {
    defer { parse.source.close() }
    let failure = lock.withLock { _ -> XMLError? in
      LibXML2.start()
      guard let context = unsafe xmlSchemaNewValidCtxt(schema) else {
        return parse.error(.outOfMemory, "libxml2 could not begin to validate")
      }
      defer { unsafe xmlSchemaFreeValidCtxt(context) }
      let me = unsafe Unmanaged.passUnretained(parse).toOpaque()
      unsafe xmlSchemaSetValidStructuredErrors(context, parseError, me)
      do throws(XMLError) {
        try unsafe parse.run(against: context)
        return nil
      } catch {
        return error
      }
    }
    if let failure { throw failure }
    return parse.problems.all
  }
}

/// All bytes of a schema file.
private func wholeFile(_ path: String) throws(XMLError) -> [UInt8] {
  let source = try ByteSource(path: path, bytesMax: XMLLimits().fileBytes)
  defer { source.close() }
  var bytes: [UInt8] = []
  while let piece = source.next(1 << 16), !piece.isEmpty { bytes += piece }
  if let failure = source.failure { throw failure }
  return bytes
}

/// Refuses what is not a schema, and one that is not whole in its file.
private func requireWholeSchema(_ root: XMLElement, _ path: String) throws(XMLError) {
  let prefix = root.name.firstIndex(of: ":").map { String(root.name[...$0]) } ?? ""
  let declaration = prefix.isEmpty ? "xmlns" : "xmlns:" + prefix.dropLast()
  guard root.name == prefix + "schema",
    root[declaration] == "http://www.w3.org/2001/XMLSchema"
  else {
    throw XMLError(
      .notASchema, "It is not an XML Schema", file: path, line: root.line, path: "/" + root.name)
  }
  let elsewhere = ["include", "import", "redefine"].map { prefix + $0 }
  for child in root.children
  where elsewhere.contains(child.name) && child["schemaLocation"] != nil {
    throw XMLError(
      .schemaNotWhole, "The schema needs another file, which is not fetched", file: path,
      line: child.line, path: "/\(root.name)/\(child.name)")
  }
}

/// What libxml2 says of a schema that is not sound; the first counts.
private final class SchemaFault {
  var line = 0
  var what: String?
}

private func parseSchema(_ bytes: [UInt8], _ path: String) throws(XMLError) -> xmlSchemaPtr {
  let fault = SchemaFault()
  let context = unsafe Unmanaged.passUnretained(fault).toOpaque()
  let schema = unsafe LibXML2.withErrors(to: schemaError, context) { () -> xmlSchemaPtr? in
    unsafe bytes.withUnsafeBytes { bytes in
      let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
      guard let parser = unsafe xmlSchemaNewMemParserCtxt(start, Int32(clamping: bytes.count))
      else { return nil }
      defer { unsafe xmlSchemaFreeParserCtxt(parser) }
      unsafe xmlSchemaSetParserStructuredErrors(parser, schemaError, context)
      return unsafe xmlSchemaParse(parser)
    }
  }
  withExtendedLifetime(fault) {}
  guard let schema = unsafe schema else {
    throw XMLError(
      .notASchema, fault.what ?? "libxml2 does not take it for a schema", file: path,
      line: fault.line > 0 ? fault.line : nil)
  }
  return unsafe schema
}

/// The corresponding C type is `xmlStructuredErrorFunc`.
///
/// A schema holds nothing personal, so libxml2's words are kept.
private func schemaError(
  _ data: UnsafeMutableRawPointer?, _ error: UnsafeMutablePointer<xmlError>?
) {
  guard let data = unsafe data, let error = unsafe error?.pointee,
    unsafe error.level.rawValue >= XML_ERR_ERROR.rawValue
  else { return }
  let fault = unsafe Unmanaged<SchemaFault>.fromOpaque(data).takeUnretainedValue()
  guard fault.what == nil else { return }
  let message = unsafe error.message.map { unsafe String(cString: $0) } ?? ""
  var words = message[...]
  while let last = words.last, last.isWhitespace || last == "." { words.removeLast() }
  fault.what = String(words)
  fault.line = unsafe Int(error.line)
}

extension XMLElement {
  /// Adds the lines of this element and all in it, in the order of their start tags.
  fileprivate func addLines(to lines: inout [Int]) {
    lines.append(line)
    for child in children { child.addLines(to: &lines) }
  }
}
