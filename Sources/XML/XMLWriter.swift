import CLibXML2
import Glibc

/// Writes XML: UTF-8, a declaration, one element a line, the same bytes for the same elements.
///
/// Line ends and tabs in attributes are written as references, so that they survive reading. What
/// XML cannot hold is an error that names the place; nothing is left out or replaced.
///
/// # Files
/// A file must be new, and only its owner may read it. It is on disk when `finish` has returned; a
/// writer that ends without it, or with an error, removes the file.
///
/// # Threads
/// A writer belongs to one thread at a time. Different writers may run beside each other.
@safe public final class XMLWriter {
  /// How far each level is moved in.
  public enum Indentation: Int, CaseIterable, Sendable {
    /// Two spaces.
    case two = 2
    /// Four spaces, as the national register's own files have.
    case four = 4
  }

  private let output: Output
  private let writer: xmlTextWriterPtr
  /// The elements that are open.
  private var path = ElementPath()
  /// The prefixes that each open element declares.
  private var prefixes: [[Substring]] = [["xml"]]
  /// Whether the root has been written.
  private var hasRoot = false
  private var isFinished = false

  /// Begins a file.
  public convenience init(to path: String, indentation: Indentation = .four) throws(XMLError) {
    try self.init(try Output(path: path), indentation)
  }

  /// The corresponding C functions are `xmlOutputBufferCreateIO`, `xmlNewTextWriter`,
  /// `xmlTextWriterSetIndentString` and `xmlTextWriterStartDocument`.
  private init(_ output: Output, _ indentation: Indentation) throws(XMLError) {
    let sink = unsafe Unmanaged.passUnretained(output).toOpaque()
    let made = unsafe LibXML2.withErrors(to: ignoreError, nil) { () -> xmlTextWriterPtr? in
      guard let buffer = unsafe xmlOutputBufferCreateIO(writeOutput, nil, sink, nil) else {
        return nil
      }
      guard let writer = unsafe xmlNewTextWriter(buffer) else {
        unsafe xmlOutputBufferClose(buffer)
        return nil
      }
      unsafe xmlTextWriterSetIndent(writer, 1)
      let spaces = String(repeating: " ", count: indentation.rawValue)
      _ = unsafe withXML(spaces) { unsafe xmlTextWriterSetIndentString(writer, $0) }
      unsafe xmlTextWriterStartDocument(writer, nil, "UTF-8", nil)
      return unsafe writer
    }
    guard let made = unsafe made else {
      throw XMLError(.outOfMemory, "libxml2 could not begin to write", file: output.path)
    }
    self.output = output
    unsafe writer = made
  }

  deinit {
    // Freeing writes what is left; then an output that is not finished is removed.
    let writer = unsafe writer
    unsafe LibXML2.withErrors(to: ignoreError, nil) { unsafe xmlFreeTextWriter(writer) }
  }

  /// Writes an element with all that is in it to a new file.
  public static func write(
    _ root: XMLElement, to path: String, indentation: Indentation = .four
  ) throws(XMLError) {
    let writer = try XMLWriter(to: path, indentation: indentation)
    try writer.element(root)
    try writer.finish()
  }

  /// The bytes of the file of an element.
  public static func bytes(
    of root: XMLElement, indentation: Indentation = .four
  ) throws(XMLError) -> [UInt8] {
    let writer = try XMLWriter(Output(), indentation)
    try writer.element(root)
    try writer.finish()
    return writer.output.bytes
  }
}

// MARK: - Piece by piece

extension XMLWriter {
  /// Begins an element, which lasts until `end`.
  ///
  /// The corresponding C functions are `xmlTextWriterStartElement` and
  /// `xmlTextWriterWriteAttribute`.
  public func start(_ name: String, _ attributes: [XMLAttribute] = []) throws(XMLError) {
    guard !isFinished, !(hasRoot && path.depth == 0) else {
      throw failed(.unbalanced, "There is an element after the root")
    }
    guard path.depth < XMLLimits.depthMax else {
      throw failed(.tooDeep, "Elements lie more than \(XMLLimits.depthMax) deep inside each other")
    }
    guard XMLCharacters.isName(name) else {
      throw failed(.nameNotAllowed, "An element in this one has a name that XML does not allow")
    }
    path.push(name)
    prefixes.append(
      attributes.compactMap { $0.name.hasPrefix("xmlns:") ? $0.name.dropFirst(6) : nil })
    try check(name, attributes)
    hasRoot = true
    try unsafe said { writer in
      unsafe withXML(name) { unsafe xmlTextWriterStartElement(writer, $0) }
    }
    for attribute in attributes {
      try unsafe said { writer in
        unsafe withXML(attribute.name) { name in
          unsafe withXML(attribute.value) { unsafe xmlTextWriterWriteAttribute(writer, name, $0) }
        }
      }
    }
  }

  /// Writes characters into the element that is open; before its children, if it has any.
  ///
  /// The corresponding C function is `xmlTextWriterWriteString`.
  public func text(_ text: String) throws(XMLError) {
    guard !isFinished, path.depth > 0 else {
      throw failed(.unbalanced, "There is text outside the root")
    }
    if let character = XMLCharacters.firstNotAllowed(in: text) {
      throw failed(.characterNotAllowed, "The text has \(character), which XML cannot hold")
    }
    guard !text.isEmpty else { return }
    try unsafe said { writer in unsafe withXML(text) { unsafe xmlTextWriterWriteString(writer, $0) }
    }
  }

  /// Ends the element that was begun last.
  ///
  /// The corresponding C function is `xmlTextWriterEndElement`.
  public func end() throws(XMLError) {
    guard !isFinished, path.depth > 0 else {
      throw failed(.unbalanced, "There is an end without a beginning")
    }
    try unsafe said { writer in unsafe xmlTextWriterEndElement(writer) }
    path.pop()
    prefixes.removeLast()
  }

  /// Writes an element with all that is in it.
  public func element(_ element: XMLElement) throws(XMLError) {
    try start(element.name, element.attributes)
    try text(element.text)
    for child in element.children { try self.element(child) }
    try end()
  }

  /// Ends the file, and puts it on disk.
  ///
  /// The corresponding C functions are `xmlTextWriterEndDocument` and `xmlTextWriterFlush`.
  public func finish() throws(XMLError) {
    guard hasRoot, path.depth == 0, !isFinished else {
      throw failed(.unbalanced, "There is not one whole element")
    }
    try unsafe said { writer in unsafe xmlTextWriterEndDocument(writer) }
    try unsafe said { writer in unsafe xmlTextWriterFlush(writer) }
    isFinished = true
    try output.finish()
  }

  /// Refuses attributes that would not come back as they are.
  private func check(_ name: String, _ attributes: [XMLAttribute]) throws(XMLError) {
    var seen: Set<String> = []
    for attribute in attributes {
      guard XMLCharacters.isName(attribute.name) else {
        throw failed(.nameNotAllowed, "An attribute has a name that XML does not allow")
      }
      guard seen.insert(attribute.name).inserted else {
        throw failed(.nameNotAllowed, "The attribute \(attribute.name) is given twice")
      }
      if let character = XMLCharacters.firstNotAllowed(in: attribute.value) {
        throw failed(
          .characterNotAllowed,
          "The attribute \(attribute.name) has \(character), which XML cannot hold")
      }
    }
    for name in [name] + attributes.map(\.name) where name.contains(":") {
      let prefix = name.prefix { $0 != ":" }
      guard prefix == "xmlns" || prefixes.contains(where: { $0.contains(prefix) }) else {
        throw failed(.nameNotAllowed, "The prefix of \(name) is not declared")
      }
    }
  }

  /// Asks libxml2 to write something.
  private func said(_ call: (xmlTextWriterPtr) -> Int32) throws(XMLError) {
    let writer = unsafe writer
    let result = unsafe LibXML2.withErrors(to: ignoreError, nil) { unsafe call(writer) }
    guard result < 0 || output.fault != 0 else { return }
    guard output.fault == 0 else {
      throw failed(.unwritable, unsafe String(cString: strerror(output.fault)))
    }
    throw failed(.outOfMemory, "libxml2 could not go on writing")
  }

  /// An error; the writer is over with it, and its file removed.
  private func failed(_ code: XMLError.Code, _ what: String) -> XMLError {
    output.discard()
    isFinished = true
    return XMLError(code, what, file: output.path, path: path.text)
  }
}

/// The corresponding C type is `xmlOutputWriteCallback`.
private func writeOutput(
  _ data: UnsafeMutableRawPointer?, _ bytes: UnsafePointer<CChar>?, _ count: Int32
) -> Int32 {
  guard let data = unsafe data else { return -1 }
  let output = unsafe Unmanaged<Output>.fromOpaque(data).takeUnretainedValue()
  let piece = unsafe UnsafeRawBufferPointer(start: bytes, count: Int(count))
  return unsafe output.take(piece) ? count : -1
}

/// Errors are known from what the calls return, and are not printed.
private func ignoreError(_: UnsafeMutableRawPointer?, _: UnsafeMutablePointer<xmlError>?) {}
