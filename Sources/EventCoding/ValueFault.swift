public import CaseModel

/// Why a value does not fit its field's shape.
enum ValueFault: String {
  case wrongKind = "is of another kind"
  case outsideLimits = "is outside its limits"
  case tooLong = "is too long"
  case empty = "is empty"
  case personal = "may be a name, an address or an identity number"
  case controlCharacter = "holds a control character or another that cannot be seen"
}

extension FieldShape.Kind {
  /// The longest code or staff id, in characters.
  static let longestCode = 64

  /// Why the value (or one value of a list) does not fit; nil if it does. Whether a code stands in
  /// its list is a rule, not a matter of coding.
  func fault(in value: FieldValue) -> ValueFault? {
    switch (self, value) {
    case (.id, .id), (.flag, .flag): return nil
    case (.day, .day(let day)): return day.isWritable ? nil : .outsideLimits
    case (.number(let limits), .number(let number)):
      return limits.contains(number) ? nil : .outsideLimits
    case (.code, .text(let text)): return text.fault(limit: Self.longestCode)
    case (.text(let limit), .text(let text)), (.foreign(let limit), .text(let text)):
      return text.fault(limit: limit) ?? (IdentityNumber.stands(in: text) ? .personal : nil)
    case (.staff, .text(let text)): return text.staffFault
    case (.reference(let limit), .text(let text)):
      return text.fault(limit: limit) ?? (ReferenceNumber.isValid(text) ? nil : .personal)
    case (.key, .text(let text)):
      if let fault = text.fault(limit: Self.longestCode) { return fault }
      let key = text.split(separator: "/", maxSplits: 1).last.map(String.init) ?? text
      if Subject.mayIdentify(key) { return .personal }
      return (text.contains("/") ? Subject(text) : Subject(.case, text)) == nil ? .wrongKind : nil
    case (.office, .text(let text)): return Office(text) == nil ? .wrongKind : nil
    default: return .wrongKind
    }
  }

  /// What the kind takes, in words: "a date (YYYY-MM-DD)".
  public var expectation: String {
    switch self {
    case .id: "an id (a UUID, 8-4-4-4-12 hexadecimal digits)"
    case .day: "a date (YYYY-MM-DD)"
    case .number(let limits): "a whole number from \(limits.lowerBound) to \(limits.upperBound)"
    case .flag: "true or false"
    case .code(let list): "a code of the list \(list.rawValue)"
    case .office: "a municipality number (four digits)"
    case .staff: "a staff id (1 to \(Self.longestCode) characters without spaces, never a name)"
    case .key: "the key of a case, or a kind and a key (case/2017-0412)"
    case .reference(let limit), .foreign(let limit):
      "a number of at most \(limit) characters such as 2025-00017, never a name or an address"
    case .text(let limit): "a text of 1 to \(limit) characters on one line"
    }
  }
}

extension String {
  /// Why the text cannot be a staff id; nil if it can.
  var staffFault: ValueFault? {
    fault(limit: FieldShape.Kind.longestCode) ?? (StaffID.isValid(self) ? nil : .personal)
  }

  /// Why the text cannot stand in a line; nil if it can. The limit counts Unicode characters as
  /// JSON Schema does.
  func fault(limit: Int) -> ValueFault? {
    if isEmpty { return .empty }
    if utf8.count > limit, unicodeScalars.count > limit { return .tooLong }
    // Most texts are plain ASCII, and their bytes are quicker to look at than their characters.
    var isASCII = true
    for byte in utf8 {
      if byte < 0x20 || byte == 0x7F { return .controlCharacter }
      if byte >= 0x80 { isASCII = false }
    }
    if isASCII { return nil }
    return unicodeScalars.contains { $0.isInvisible } ? .controlCharacter : nil
  }
}

extension Day {
  /// Whether `YYYY-MM-DD` can write it: from year 1 to 9999.
  var isWritable: Bool { (-719_162...2_932_896).contains(number) }
}

extension Instant {
  /// Whether RFC 3339 can write it: from year 1 to 9999.
  var isWritable: Bool {
    (-719_162 * 86_400_000..<2_932_897 * 86_400_000).contains(milliseconds)
  }
}
