import CaseModel

// The checker's own reading of a line. It knows positions and characters and takes whatever stands
// there: what it makes of a field is for the rules to say.

/// A line of a delivery as the rules look at it.
struct KostraLine: Sendable {
  /// What the rules need to know besides the line.
  let context: KostraContext
  private let text: KostraText

  init(_ text: KostraText, _ context: KostraContext) {
    self.text = text
    self.context = context
  }

  /// The reporting year of the delivery.
  var year: Int { context.year }

  /// What stands in a field, with the spaces around it; empty for a field of another record type.
  subscript(_ name: KostraFieldName) -> String {
    guard let field = context.layout[name] else { return "" }
    return text.string(field.range)
  }

  /// Whether a field holds nothing but spaces.
  func isBlank(_ name: KostraFieldName) -> Bool {
    guard let field = context.layout[name] else { return true }
    return text.isBlank(field.range)
  }

  /// The whole number in a field, however it is aligned; nil for anything else.
  func integer(_ name: KostraFieldName) -> Int? {
    var digits = self[name][...]
    while digits.first == " " { digits.removeFirst() }
    while digits.last == " " { digits.removeLast() }
    return Int(digits)
  }

  /// The whole number in a field; 0 where there is none.
  func number(_ name: KostraFieldName) -> Int { integer(name) ?? 0 }

  /// The day in a field, written `ddMMyyyy`; nil for anything else.
  func day(_ name: KostraFieldName) -> Day? {
    guard let digits = KostraIdentity.digits(self[name], count: 8) else { return nil }
    let number = { (range: Range<Int>) in digits[range].reduce(0) { $0 * 10 + $1 } }
    return Day(year: number(4..<8), month: number(2..<4), day: number(0..<2))
  }

  /// Whether a field holds a code that may stand there: one of its list, exactly as it is written.
  func isCoded(_ name: KostraFieldName) -> Bool {
    context.codes[name.rawValue]?.contains(self[name]) ?? false
  }

  /// Whether one of some tick boxes holds its code.
  func hasTick(_ names: [KostraFieldName]) -> Bool { names.contains { isCoded($0) } }

  /// Whether the record is of Oslo, which delivers a file for each district.
  var isOfOslo: Bool { self[.kommuneNr] == KostraContext.oslo }

  /// The age in the reporting year by the identity number; nil where that does not tell it.
  var age: Int? {
    KostraIdentity.birthYear(self[.personFodselsnr], reportingYear: year).map { year - $0 }
  }
}

/// What the rules need to know besides a line: whose delivery it is, and of which year.
struct KostraContext: Sendable {
  static let oslo = "0301"

  let layout: KostraLayout
  let year: Int
  /// The municipality that the file is delivered for.
  let office: String
  /// The codes that may stand in a field, by the number of its name.
  let codes: [Set<String>?]
  /// The districts of Oslo.
  let districts: Set<String>

  init(_ layout: KostraLayout, year: Int, office: String) {
    self.layout = layout
    self.year = year
    self.office = office
    var codes = [Set<String>?](repeating: nil, count: KostraFieldName.allCases.count)
    for field in layout.fields { codes[field.name.rawValue] = field.codes(in: year).map(Set.init) }
    self.codes = codes
    districts = Set(CodeLists.entries(in: .kostraBydel, on: .last(of: year)).map { "\($0.code)" })
  }
}

/// The characters of a line: UTF-8, or ISO 8859-1 where the bytes are no UTF-8.
struct KostraText: Sendable {
  private let bytes: [UInt8]
  /// Where each character begins; nil where each is one byte.
  private let starts: [Int]?

  /// Decodes a line without its line break.
  init(_ line: [UInt8]) {
    guard line.contains(where: { $0 >= 0x80 }) else {
      bytes = line
      starts = nil
      return
    }
    let text =
      String(validating: line, as: UTF8.self)
      ?? String(String.UnicodeScalarView(line.map { Unicode.Scalar($0) }))
    let decoded = Array(text.utf8)
    bytes = decoded
    starts = decoded.indices.filter { decoded[$0] & 0xC0 != 0x80 }
  }

  /// How many characters there are.
  var count: Int { starts?.count ?? bytes.count }

  /// Whether a tab stands in it.
  var hasTab: Bool { bytes.contains(9) }

  /// Some of its characters, counted from 0.
  func string(_ range: Range<Int>) -> String { String(decoding: slice(range), as: UTF8.self) }

  /// Whether some of its characters are all spaces.
  func isBlank(_ range: Range<Int>) -> Bool { slice(range).allSatisfy { $0 == 32 } }

  private func slice(_ range: Range<Int>) -> ArraySlice<UInt8> {
    guard let starts else { return bytes[range] }
    let end = range.upperBound < starts.count ? starts[range.upperBound] : bytes.count
    return bytes[starts[range.lowerBound]..<end]
  }
}
