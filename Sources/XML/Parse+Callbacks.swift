import CLibXML2

extension Parse {
  /// The functions that libxml2 calls, in the form of its second interface (SAX2).
  var handlers: xmlSAXHandler {
    var handler = unsafe xmlSAXHandler()
    unsafe handler.initialized = UInt32(XML_SAX2_MAGIC)
    unsafe handler.internalSubset = parseDocumentType
    unsafe handler.startElementNs = parseStart
    unsafe handler.endElementNs = parseEnd
    unsafe handler.characters = parseText
    unsafe handler.ignorableWhitespace = parseText
    unsafe handler.cdataBlock = parseText
    unsafe handler.comment = { data, _ in unsafe parse(data)?.settle() }
    unsafe handler.processingInstruction = { data, _, _ in unsafe parse(data)?.settle() }
    unsafe handler.serror = parseError
    return unsafe handler
  }
}

/// The pass that a callback belongs to.
private func parse(_ data: UnsafeMutableRawPointer?) -> Parse? {
  guard let data = unsafe data else { return nil }
  return unsafe Unmanaged<Parse>.fromOpaque(data).takeUnretainedValue()
}

/// The corresponding C type is `xmlInputReadCallback`.
func parseRead(
  _ data: UnsafeMutableRawPointer?, _ target: UnsafeMutablePointer<CChar>?, _ countMax: Int32
) -> Int32 {
  guard let pass = unsafe parse(data), let target = unsafe target,
    let piece = pass.more(Int(countMax))
  else { return -1 }
  unsafe UnsafeMutableRawBufferPointer(start: target, count: Int(countMax)).copyBytes(from: piece)
  return Int32(piece.count)
}

/// Called where a document type begins, before anything in it or named by it is read.
///
/// The corresponding C type is `internalSubsetSAXFunc`.
private func parseDocumentType(
  _ data: UnsafeMutableRawPointer?, _: UnsafePointer<xmlChar>?, _: UnsafePointer<xmlChar>?,
  _: UnsafePointer<xmlChar>?
) {
  guard let pass = unsafe parse(data) else { return }
  pass.stop(pass.error(.documentType, "It has a document type (DOCTYPE), which is never read"))
}

/// The corresponding C type is `startElementNsSAX2Func`.
private func parseStart(
  _ data: UnsafeMutableRawPointer?, _ name: UnsafePointer<xmlChar>?,
  _ prefix: UnsafePointer<xmlChar>?, _: UnsafePointer<xmlChar>?, _ namespaceCount: Int32,
  _ namespaces: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, _ attributeCount: Int32,
  _: Int32, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
) {
  guard let pass = unsafe parse(data) else { return }
  pass.start(unsafe String(xmlPrefix: prefix, name)) {
    var result: [XMLAttribute] = []
    if let namespaces = unsafe namespaces {
      // Each: prefix, address.
      for index in 0..<Int(namespaceCount) {
        let prefix = unsafe namespaces[2 * index]
        let name = unsafe prefix == nil ? "xmlns" : "xmlns:" + String(xml: prefix)
        result.append(XMLAttribute(name, unsafe String(xml: namespaces[2 * index + 1])))
      }
    }
    if let attributes = unsafe attributes {
      // Each: name, prefix, address, where the value begins, where it ends.
      for index in 0..<Int(attributeCount) {
        let part = unsafe attributes + 5 * index
        guard let start = unsafe part[3], let end = unsafe part[4] else { continue }
        let value = unsafe UnsafeBufferPointer(start: start, count: end - start)
        result.append(
          XMLAttribute(
            unsafe String(xmlPrefix: part[1], part[0]),
            unsafe String(decoding: value, as: UTF8.self)))
      }
    }
    return result
  }
}

/// The corresponding C type is `endElementNsSAX2Func`.
private func parseEnd(
  _ data: UnsafeMutableRawPointer?, _: UnsafePointer<xmlChar>?, _: UnsafePointer<xmlChar>?,
  _: UnsafePointer<xmlChar>?
) {
  unsafe parse(data)?.end()
}

/// The corresponding C type is `charactersSAXFunc`.
private func parseText(
  _ data: UnsafeMutableRawPointer?, _ text: UnsafePointer<xmlChar>?, _ count: Int32
) {
  guard let pass = unsafe parse(data), pass.failure == nil else { return }
  unsafe pass.text(UnsafeBufferPointer(start: text, count: Int(count)))
}

/// The corresponding C type is `xmlStructuredErrorFunc`.
func parseError(_ data: UnsafeMutableRawPointer?, _ error: UnsafeMutablePointer<xmlError>?) {
  guard let pass = unsafe parse(data), let error = unsafe error?.pointee else { return }
  let message = unsafe error.message.map { unsafe String(cString: $0) } ?? ""
  if unsafe error.domain == XML_FROM_SCHEMASV.rawValue {
    pass.schemaSays(code: unsafe error.code, message)
    return
  }
  guard unsafe error.level.rawValue >= XML_ERR_ERROR.rawValue else { return }
  pass.parserSays(
    code: unsafe error.code, message, line: unsafe Int(error.line), column: unsafe Int(error.int2))
}
