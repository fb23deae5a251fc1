import CLibXML2

extension Parse {
  /// Takes an error of libxml2's parser, in words of our own.
  ///
  /// Its own words may hold text of the file, and are not passed on.
  func parserSays(code: Int32, _ message: String, line: Int, column: Int) {
    settle()
    let kind = xmlParserErrors(UInt32(bitPattern: code))
    let place = (line > 0 ? line : nil, column > 0 ? column : nil)
    switch kind {
    case XML_ERR_NO_MEMORY:
      fail(error(.outOfMemory, "There is no memory left", line: place.0, column: place.1))
    case XML_ERR_INVALID_ENCODING,
      _ where message.hasPrefix("Input is not proper UTF-8"):
      let what = "A byte here does not belong to \(source.encoding.name), the file's encoding"
      fail(error(.encodingViolated, what, line: place.0, column: place.1))
    case XML_ERR_TAG_NOT_FINISHED:
      fail(error(.malformed, "It ends before this element does", line: place.0, column: place.1))
    default:
      let what = Self.words[kind.rawValue] ?? "It is not well-formed XML (libxml2 says \(code))"
      fail(error(.malformed, what, line: place.0, column: place.1))
    }
  }

  /// What libxml2's codes mean, as far as they are usual.
  private static let words: [UInt32: String] = [
    XML_ERR_DOCUMENT_EMPTY.rawValue: "It is empty, or does not begin as XML",
    XML_ERR_DOCUMENT_END.rawValue: "Something stands after the end of the root, or there is none",
    XML_ERR_TAG_NAME_MISMATCH.rawValue: "The end tag belongs to another element",
    XML_ERR_GT_REQUIRED.rawValue: "A tag is not closed",
    XML_ERR_NAME_REQUIRED.rawValue: "A name is missing or not allowed",
    XML_ERR_SPACE_REQUIRED.rawValue: "A space is missing",
    XML_ERR_EQUAL_REQUIRED.rawValue: "An equals sign is missing",
    XML_ERR_INVALID_CHAR.rawValue: "A character here is not allowed in XML",
    XML_ERR_INVALID_DEC_CHARREF.rawValue: "A character reference is not one",
    XML_ERR_INVALID_HEX_CHARREF.rawValue: "A character reference is not one",
    XML_ERR_ENTITYREF_SEMICOL_MISSING.rawValue: "An ampersand does not begin a reference",
    XML_ERR_UNDECLARED_ENTITY.rawValue: "An entity is not one of XML's own five",
    XML_ERR_ATTRIBUTE_NOT_STARTED.rawValue: "The value of an attribute has no quotes",
    XML_ERR_ATTRIBUTE_NOT_FINISHED.rawValue: "The value of an attribute does not end",
    XML_ERR_ATTRIBUTE_WITHOUT_VALUE.rawValue: "An attribute has no value",
    XML_ERR_ATTRIBUTE_REDEFINED.rawValue: "An attribute is given twice",
    XML_ERR_LT_IN_ATTRIBUTE.rawValue: "A less-than sign stands in an attribute",
    XML_ERR_COMMENT_NOT_FINISHED.rawValue: "A comment does not end",
    XML_ERR_HYPHEN_IN_COMMENT.rawValue: "Two hyphens stand in a comment",
    XML_ERR_CDATA_NOT_FINISHED.rawValue: "A CDATA section does not end",
    XML_ERR_MISPLACED_CDATA_END.rawValue: "The end of a CDATA section stands in text",
    XML_ERR_PI_NOT_STARTED.rawValue: "A processing instruction has no name",
    XML_ERR_PI_NOT_FINISHED.rawValue: "A processing instruction does not end",
    XML_ERR_RESERVED_XML_NAME.rawValue: "The XML declaration does not stand first",
    XML_ERR_XMLDECL_NOT_FINISHED.rawValue: "The XML declaration does not end",
    XML_ERR_VERSION_MISSING.rawValue: "The XML declaration has no version",
    XML_ERR_UNKNOWN_VERSION.rawValue: "The version of XML is not 1.0",
    XML_NS_ERR_UNDEFINED_NAMESPACE.rawValue: "A prefix is not declared",
    XML_NS_ERR_QNAME.rawValue: "A name has more than one colon",
    XML_NS_ERR_COLON.rawValue: "A colon stands where a name may not have one",
    XML_NS_ERR_ATTRIBUTE_REDEFINED.rawValue: "An attribute is given twice",
    XML_NS_ERR_XML_NAMESPACE.rawValue: "A prefix that XML reserves is declared anew",
  ]
}
