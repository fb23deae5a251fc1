import CLibXML2

/// One pass over one file: what `XMLReader` and `XMLSchemaFile` have in common.
///
/// libxml2 pulls bytes from the source and calls back with each tag; the callbacks are in
/// `Parse+Callbacks.swift`. The first error ends the pass. It is only ever used by one thread.
@safe final class Parse {
  let source: ByteSource
  let limits: XMLLimits
  /// Puts the tree together; `nil` when only problems are asked for.
  var builder: TreeBuilder?
  /// Where the parser stands.
  private(set) var path = ElementPath()
  /// The number of elements so far.
  private(set) var elements = 0
  /// What the schema does not allow, so far.
  var problems = ProblemList()
  /// Why the pass ended before the end.
  private(set) var failure: XMLError?

  /// The lines of the elements in their order, when they are not those of the source.
  private let linesGiven: [Int]
  /// libxml2's parser, while it runs.
  private var context: xmlParserCtxtPtr?
  /// Whether the innermost element has had its end tag.
  ///
  /// It is taken off the path only when something follows, because what a schema says at the end
  /// tag is said of that element.
  private var isEnding = false
  /// How many bytes the source had handed out at the last tag or text.
  private var handedOutBefore = 0

  init(
    _ source: ByteSource, _ limits: XMLLimits, builder: TreeBuilder? = nil, lines: [Int] = []
  ) {
    self.source = source
    self.limits = limits
    self.builder = builder
    self.linesGiven = lines
  }

  /// Reads to the end, past a schema if one is given.
  ///
  /// The corresponding C functions are `xmlCreateIOParserCtxt`, `xmlCtxtUseOptions`,
  /// `xmlSchemaSAXPlug` and `xmlParseDocument`.
  func run(against schema: xmlSchemaValidCtxtPtr? = nil) throws(XMLError) {
    let me = unsafe Unmanaged.passUnretained(self).toOpaque()
    var isWellFormed = false
    unsafe LibXML2.withErrors(to: parseError, me) {
      var handler = unsafe handlers
      guard
        let parser = unsafe xmlCreateIOParserCtxt(
          &handler, me, parseRead, nil, me, XML_CHAR_ENCODING_NONE)
      else { return fail(error(.outOfMemory, "libxml2 could not begin")) }
      defer { unsafe xmlFreeParserCtxt(parser) }
      // References in attributes are to be replaced. Without a document type there are none but
      // those of XML itself, so that nothing can grow.
      let options = XML_PARSE_NOENT.rawValue | XML_PARSE_NONET.rawValue
      unsafe xmlCtxtUseOptions(parser, Int32(options | XML_PARSE_IGNORE_ENC.rawValue))
      unsafe context = parser
      defer { unsafe context = nil }
      let plug = unsafe schema.flatMap {
        unsafe xmlSchemaSAXPlug($0, &parser.pointee.sax, &parser.pointee.userData)
      }
      if unsafe schema != nil && plug == nil {
        return fail(error(.outOfMemory, "libxml2 could not begin to validate"))
      }
      unsafe xmlParseDocument(parser)
      if failure == nil { settle() }
      isWellFormed = unsafe parser.pointee.wellFormed == 1
      if let plug = unsafe plug { unsafe xmlSchemaSAXUnplug(plug) }
    }
    if let failure { throw failure }
    guard isWellFormed else { throw error(.malformed, "It is not well-formed XML") }
  }

  /// An error in the place where the parser stands.
  func error(
    _ code: XMLError.Code, _ what: String, line: Int? = nil, column: Int? = nil
  ) -> XMLError {
    XMLError(
      code, what, file: source.name, line: line ?? self.line, column: column ?? self.column,
      path: path.text)
  }

  /// Ends the pass with an error; the first one counts.
  ///
  /// The parser then gets no more bytes, and comes to its end by itself.
  func fail(_ error: XMLError) {
    if failure == nil { failure = error }
  }

  /// Ends the pass with an error, at once.
  ///
  /// Only where a tag or a document type has been told: while it asks for bytes or tells an error,
  /// libxml2 does not bear being stopped. The corresponding C function is `xmlStopParser`.
  func stop(_ error: XMLError) {
    fail(error)
    if let context = unsafe context { unsafe xmlStopParser(context) }
  }

  /// The line of libxml2's input.
  var line: Int? {
    guard let input = unsafe context?.pointee.input else { return nil }
    return unsafe Int(input.pointee.line)
  }

  private var column: Int? {
    guard let input = unsafe context?.pointee.input else { return nil }
    return unsafe Int(input.pointee.col)
  }
}

// MARK: - What comes

extension Parse {
  /// A start tag.
  func start(_ name: String, _ attributes: () -> [XMLAttribute]) {
    settle()
    if let failure { return stop(failure) }
    elements += 1
    let line = elements <= linesGiven.count ? linesGiven[elements - 1] : line ?? 0
    path.push(name, line: line)
    guard path.depth <= min(limits.depth, XMLLimits.depthMax) else {
      let most = min(limits.depth, XMLLimits.depthMax)
      path.pop()
      return stop(error(.tooDeep, "Elements lie more than \(most) deep inside each other"))
    }
    guard elements <= limits.elements else {
      return stop(error(.tooManyElements, "It has more than \(limits.elements) elements"))
    }
    let attributes = attributes()
    if let long = attributes.first(where: { $0.value.utf8.count > limits.attributeBytes }) {
      return stop(
        error(
          .attributeTooLong,
          "The attribute \(long.name) is longer than \(limits.attributeBytes) bytes"))
    }
    builder?.start(name, attributes, line: line)
  }

  /// An end tag.
  func end() {
    settle()
    isEnding = true
    builder?.end()
  }

  /// Characters.
  func text(_ bytes: some Sequence<UInt8>) {
    settle()
    builder?.text(bytes)
  }

  /// Whatever else: a comment, a processing instruction.
  func settle() {
    handedOutBefore = source.handedOut
    if isEnding { path.pop() }
    isEnding = false
  }

  /// More bytes, if no tag is too long.
  func more(_ countMax: Int) -> ArraySlice<UInt8>? {
    guard failure == nil else { return nil }
    guard source.handedOut - handedOutBefore <= limits.markupBytes else {
      fail(
        error(
          .markupTooLong,
          "A tag, comment or instruction is longer than \(limits.markupBytes) bytes"))
      return nil
    }
    guard let piece = source.next(countMax) else {
      if let failure = source.failure { fail(failure) }
      return nil
    }
    return piece
  }
}
