/// JSON as this project uses it: reading with limits, writing in canonical form.
///
/// Our own reader and writer, because the replay path must not load Foundation (`JSONDecoder` costs
/// 6 800 ns an event), and because the canonical form and the limits are part of the log's format:
/// they may not change when a library does. There is no floating point: the log holds whole numbers
/// only, and a reader that rounds would change what was said.
public enum JSON {
  /// How much a reader takes before it refuses.
  public struct Limits: Sendable {
    /// The largest input in bytes.
    public var size: Int
    /// How deep objects and arrays may lie in each other.
    public var depth: Int
    /// Whether a number with a fraction or an exponent, or beyond 64 bits, is read as the text that
    /// was written instead of being refused.
    ///
    /// For messages from others, which must not be lost.
    public var numbersAsText: Bool

    /// Limits; by default 1 MiB and a depth of 64, whole numbers only.
    public init(size: Int = 1 << 20, depth: Int = 64, numbersAsText: Bool = false) {
      self.size = size
      self.depth = depth
      self.numbersAsText = numbersAsText
    }
  }

  /// Reads one JSON text (RFC 8259, strictly).
  public static func parse(
    _ bytes: Span<UInt8>, limits: Limits = Limits()
  ) throws(JSONError) -> JSONValue {
    var reader = JSONReader(bytes: bytes, limits: limits)
    return try reader.document()
  }

  /// Reads one JSON text (RFC 8259, strictly).
  public static func parse(
    _ bytes: [UInt8], limits: Limits = Limits()
  ) throws(JSONError) -> JSONValue {
    try parse(bytes.span, limits: limits)
  }

  /// Reads one JSON text (RFC 8259, strictly).
  public static func parse(
    _ text: String, limits: Limits = Limits()
  ) throws(JSONError) -> JSONValue {
    try parse(Array(text.utf8), limits: limits)
  }
}

/// A JSON value without floating point.
public enum JSONValue: Sendable {
  /// Members in the order written; names are unique.
  case object([(name: String, value: JSONValue)])
  /// Values in order.
  case array([JSONValue])
  /// A text.
  case string(String)
  /// A whole number.
  case integer(Int64)
  /// True or false.
  case bool(Bool)
  /// Nothing.
  case null

  /// The value of an object's member; nil for another name and for what is no object.
  public subscript(name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name.utf8.elementsEqual(name.utf8) }?.value
  }

  /// The text, if it is one.
  public var string: String? { if case .string(let value) = self { value } else { nil } }

  /// The number, if it is one.
  public var integer: Int64? { if case .integer(let value) = self { value } else { nil } }

  /// The truth value, if it is one.
  public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }

  /// The values of an array, if it is one.
  public var array: [JSONValue]? { if case .array(let values) = self { values } else { nil } }

  /// The members of an object, if it is one.
  public var members: [(name: String, value: JSONValue)]? {
    if case .object(let members) = self { members } else { nil }
  }

  /// What kind of value it is, for messages.
  public var kindName: String {
    switch self {
    case .object: "an object"
    case .array: "an array"
    case .string: "a text"
    case .integer: "a number"
    case .bool: "true or false"
    case .null: "null"
    }
  }
}

extension JSONValue: Equatable {
  /// Equal when the texts have the same bytes: Swift's own `==` takes a letter with an accent as
  /// equal to letter plus accent, which the log's hashes do not.
  public static func == (left: JSONValue, right: JSONValue) -> Bool {
    switch (left, right) {
    case (.object(let left), .object(let right)):
      left.elementsEqual(right) {
        $0.name.utf8.elementsEqual($1.name.utf8) && $0.value == $1.value
      }
    case (.array(let left), .array(let right)): left == right
    case (.string(let left), .string(let right)): left.utf8.elementsEqual(right.utf8)
    case (.integer(let left), .integer(let right)): left == right
    case (.bool(let left), .bool(let right)): left == right
    case (.null, .null): true
    default: false
    }
  }
}
