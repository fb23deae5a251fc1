import CLibXML2

/// What libxml2 says of a file that its schema does not allow, in words that hold no value.
///
/// A message of libxml2 is, for instance, `Element 'Sak', attribute 'Kjonn': [facet 'enumeration']
/// The value '4' is not an element of the set {'0', '1'}.` Only two things are taken from it: the
/// attribute's name at the start, and what the schema says at the very end. A value that
/// pretends to be such an end stands before the true one, and is not taken.
struct SchemaMessage {
  let kind: XMLProblem.Kind
  let attribute: String?
  let what: String

  init(code: Int32, _ message: String) {
    let message = message.hasSuffix("\n") ? String(message.dropLast()) : message
    let named = message.prefixMatch(of: #/Element '[^']*', attribute '([^']*)': /#)
    let attribute = named.map { String($0.1) }
    let subject = attribute.map { "The attribute \($0)" } ?? "The element"
    self.attribute = attribute
    let kind = xmlParserErrors(UInt32(bitPattern: code))
    if let (kind, tail) = Self.values[kind.rawValue] {
      self.kind = kind
      what = subject + " has a value " + tail(message)
    } else {
      (self.kind, what) = Self.structure(kind, message, subject)
    }
  }

  /// Whether a code says that libxml2 itself failed.
  static func isFailure(_ code: Int32) -> Bool {
    UInt32(bitPattern: code) == XML_SCHEMAV_INTERNAL.rawValue
  }

  /// What is said of elements and attributes that stand where they may not, or do not stand.
  private static func structure(
    _ code: xmlParserErrors, _ message: String, _ subject: String
  ) -> (XMLProblem.Kind, String) {
    switch code {
    case XML_SCHEMAV_CVC_ELT_1:
      return (.rootUnknown, "The schema does not know this root")
    case XML_SCHEMAV_ELEMENT_CONTENT where message.contains(": Missing child element(s)."):
      return (.elementMissing, "An element is missing\(expected(message))")
    case XML_SCHEMAV_ELEMENT_CONTENT:
      return (.elementNotExpected, "The element is not expected here\(expected(message))")
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_1, XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_2,
      XML_SCHEMAV_CVC_TYPE_3_1_1:
      return (.attributeNotAllowed, "\(subject) is not allowed here")
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_4:
      let name = between("The attribute '", "' is required but missing.", message)
      return (.attributeMissing, "The attribute \(name ?? "that must be there") is missing")
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_3:
      return (.textNotAllowed, "Text stands where only elements may")
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_1:
      return (.textNotAllowed, "The element must be empty")
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_2, XML_SCHEMAV_CVC_TYPE_3_1_2:
      return (.elementNotExpected, "Elements stand where only a value may")
    case XML_SCHEMAV_CVC_IDC where message.contains(": Duplicate key-sequence ["):
      let name = between("identity-constraint '", "'.", message)
      return (.notUnique, "A value is given twice that must be unique" + bracketed(name))
    case XML_SCHEMAV_CVC_IDC:
      let name = between("keyref '", "'.", message)
      return (.reference, "A key names nothing or is not whole" + bracketed(name))
    default:
      return (.other, "\(subject) is not as the schema says (libxml2 says \(code.rawValue))")
    }
  }

  /// What is said of values, with what the schema says of them.
  private static let values: [UInt32: (XMLProblem.Kind, @Sendable (String) -> String)] = [
    XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_1.rawValue: (.type, type),
    XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_2.rawValue: (.type, type),
    XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_3.rawValue: (.type, type),
    XML_SCHEMAV_CVC_FACET_VALID.rawValue: (.other, { _ in "that breaks a rule of its type" }),
    XML_SCHEMAV_CVC_ENUMERATION_VALID.rawValue: (
      .enumeration, { _ in "that is not one of the list" }
    ),
    XML_SCHEMAV_CVC_PATTERN_VALID.rawValue: (
      .pattern,
      { "that does not fit the pattern" + quoted(between("accepted by the pattern '", "'.", $0)) }
    ),
    XML_SCHEMAV_CVC_LENGTH_VALID.rawValue: (
      .length, { "of another length than" + bound(between("allowed length of '", "'.", $0)) }
    ),
    XML_SCHEMAV_CVC_MINLENGTH_VALID.rawValue: (
      .length, { "shorter than" + bound(between("allowed minimum length of '", "'.", $0)) }
    ),
    XML_SCHEMAV_CVC_MAXLENGTH_VALID.rawValue: (
      .length, { "longer than" + bound(between("allowed maximum length of '", "'.", $0)) }
    ),
    XML_SCHEMAV_CVC_MININCLUSIVE_VALID.rawValue: (
      .range, { "less than" + bound(between("minimum value allowed ('", "').", $0)) }
    ),
    XML_SCHEMAV_CVC_MAXINCLUSIVE_VALID.rawValue: (
      .range, { "greater than" + bound(between("maximum value allowed ('", "').", $0)) }
    ),
    XML_SCHEMAV_CVC_MINEXCLUSIVE_VALID.rawValue: (
      .range, { "not greater than" + bound(between("must be greater than '", "'.", $0)) }
    ),
    XML_SCHEMAV_CVC_MAXEXCLUSIVE_VALID.rawValue: (
      .range, { "not less than" + bound(between("must be less than '", "'.", $0)) }
    ),
    XML_SCHEMAV_CVC_TOTALDIGITS_VALID.rawValue: (.digits, { _ in "of too many digits" }),
    XML_SCHEMAV_CVC_FRACTIONDIGITS_VALID.rawValue: (.digits, { _ in "of too many decimals" }),
  ]

  private static let type: @Sendable (String) -> String = { message in
    "that is not of its type" + quoted(between("atomic type '", "'.", message))
  }
  private static func quoted(_ text: String?) -> String { text.map { " \($0)" } ?? "" }
  private static func bracketed(_ text: String?) -> String { text.map { " (\($0))" } ?? "" }
  private static func bound(_ text: String?) -> String { " " + (text ?? "allowed") }

  /// The names that were expected, which are the schema's.
  private static func expected(_ message: String) -> String {
    for start in ["Expected is one of ( ", "Expected is ( "] {
      if let names = between(start, " ).", message) { return "; expected: \(names)" }
    }
    return ""
  }

  /// What stands between the last `start` and an `end` with which the message ends.
  private static func between(_ start: String, _ end: String, _ message: String) -> String? {
    guard message.hasSuffix(end), let begin = message.ranges(of: start).last?.upperBound else {
      return nil
    }
    let rest = message[begin...]
    return rest.count < end.count ? nil : String(rest.dropLast(end.count))
  }
}

extension Parse {
  /// Takes what libxml2 says of the file and its schema.
  func schemaSays(code: Int32, _ message: String) {
    guard !SchemaMessage.isFailure(code) else {
      return fail(error(.outOfMemory, "libxml2 could not go on validating"))
    }
    // Of a key whose value is wrong, which has been told already.
    guard !message.contains(": Warning: No precomputed value available") else { return }
    let said = SchemaMessage(code: code, message)
    problems.add(
      XMLProblem(
        kind: said.kind, attribute: said.attribute, what: said.what, file: source.name,
        line: path.steps.last?.line ?? line ?? 0, path: path.text ?? "/"))
  }
}
