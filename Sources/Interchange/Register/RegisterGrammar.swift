import CaseModel

// The register's schema as this program holds it: which elements there are, in which order and how
// often, and what their attributes may say. The bureau's own schema is not shipped; this one is
// checked against it by a test, and serves where a user has no copy.

/// An element of the register's schema.
struct RegisterNode: Sendable {
  let name: String
  let occurs: ClosedRange<Int>
  let attributes: [RegisterAttribute]
  let children: [RegisterNode]
  /// What the element's own text may be; nil for an element without.
  let text: RegisterValue?

  init(
    _ name: String, _ occurs: ClosedRange<Int>, _ attributes: [RegisterAttribute] = [],
    _ children: [RegisterNode] = [], text: RegisterValue? = nil
  ) {
    self.name = name
    self.occurs = occurs
    self.attributes = attributes
    self.children = children
    self.text = text
  }

  static let one = 1...1
  static let optional = 0...1
  static let any = 0...Int.max
  static let some = 1...Int.max
}

/// An attribute of an element of the register's schema.
struct RegisterAttribute: Sendable {
  let name: String
  let value: RegisterValue
  let required: Bool

  /// One that must be there.
  static func must(_ name: String, _ value: RegisterValue) -> RegisterAttribute {
    RegisterAttribute(name: name, value: value, required: true)
  }

  /// One that may be there.
  static func may(_ name: String, _ value: RegisterValue) -> RegisterAttribute {
    RegisterAttribute(name: name, value: value, required: false)
  }
}

/// What a value of the register's schema looks like.
enum RegisterValue: Hashable, Sendable {
  /// A UUID of version 1-5.
  case uuid
  /// A calendar day without time zone.
  case day
  /// A date and time; with an offset, or without one in the oldest schema.
  case moment(offset: Bool)
  /// Yes or no.
  case flag
  /// A text of so many characters, on one line: it stands in the open.
  case text(ClosedRange<Int>)
  /// Free text of so many characters, with line breaks or without: it is sealed.
  case prose(ClosedRange<Int>)
  /// Exactly so many digits.
  case digits(Int)
  /// A code of a list.
  case code(CodeListName)
  /// A number of one to three digits.
  case number
  /// A small letter.
  case letter
  /// A chapter or section: digits, then small letters, in all at most so many.
  case section(Int)

  /// Whether a text is such a value.
  func holds(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    switch self {
    case .uuid: return RecordID(text)?.isRegisterID == true
    case .day: return Day(text) != nil
    case .moment(let offset):
      return Instant(text) != nil || (!offset && Instant(oslo: text) != nil)
    case .flag: return ["true", "false", "1", "0"].contains(text)
    case .prose(let lengths): return lengths.contains(text.unicodeScalars.count)
    case .text(let lengths):
      return lengths.contains(text.unicodeScalars.count)
        && text.unicodeScalars.allSatisfy(Self.isVisible)
    case .digits(let count): return bytes.count == count && bytes.allSatisfy(Self.isDigit)
    case .code(let list): return CodeLists.entries(in: list).contains { "\($0.code)" == text }
    case .number: return (1...3).contains(bytes.count) && bytes.allSatisfy(Self.isDigit)
    case .letter: return bytes.count == 1 && (97...122).contains(bytes[0])
    case .section(let most):
      let digits = bytes.prefix(while: Self.isDigit)
      return (1...most).contains(bytes.count) && !digits.isEmpty
        && bytes.dropFirst(digits.count).allSatisfy { (97...122).contains($0) }
    }
  }

  /// The value said in words, as an error asks for it.
  var asked: String {
    switch self {
    case .uuid: "uuid"
    case .day: "YYYY-MM-DD"
    case .moment(let offset): offset ? "YYYY-MM-DDThh:mm:ss+hh:mm" : "YYYY-MM-DDThh:mm:ss"
    case .flag: "true, false"
    case .text(let lengths), .prose(let lengths): "\(lengths.lowerBound)-\(lengths.upperBound)"
    case .digits(let count): String(repeating: "0", count: count)
    case .code(let list): list.rawValue
    case .number: "1-999"
    case .letter: "a-z"
    case .section(let most): most == 3 ? "4, 4a" : "12, 12a"
    }
  }

  private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: false
    default: true
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }
}
