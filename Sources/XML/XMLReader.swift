/// Reads XML files from others: within limits, and nothing beyond the file itself.
///
/// # What is never done
/// No document type is read: a file that has one is refused where it begins, before any of its
/// entities. No other file is opened, no address is asked for. libxml2 prints nothing.
///
/// # Encodings
/// UTF-8 with or without a byte order mark, UTF-16, ISO-8859-1 and US-ASCII, as declared. Bytes
/// that do not fit are an error with their line.
///
/// # Threads
/// Each call stands alone; any number may run at the same time.
public enum XMLReader {
  /// Reads a file.
  ///
  /// The corresponding C functions are `xmlCreateIOParserCtxt` and `xmlParseDocument`.
  public static func read(
    path: String, limits: XMLLimits = XMLLimits()
  ) throws(XMLError) -> XMLElement {
    try read(try ByteSource(path: path, bytesMax: limits.fileBytes), limits)
  }

  /// Reads bytes in memory; the name stands in errors.
  ///
  /// The corresponding C functions are `xmlCreateIOParserCtxt` and `xmlParseDocument`.
  public static func read(
    bytes: [UInt8], name: String? = nil, limits: XMLLimits = XMLLimits()
  ) throws(XMLError) -> XMLElement {
    try read(try ByteSource(bytes: bytes, name: name, bytesMax: limits.fileBytes), limits)
  }

  private static func read(
    _ source: ByteSource, _ limits: XMLLimits
  ) throws(XMLError) -> XMLElement {
    defer { source.close() }
    let parse = Parse(source, limits, builder: TreeBuilder())
    try unsafe parse.run()
    guard let root = parse.builder?.root else { throw parse.error(.malformed, "It has no element") }
    return root
  }
}
