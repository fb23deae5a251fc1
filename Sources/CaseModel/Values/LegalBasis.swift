/// A section of an Act that something is decided under (lovhjemmel).
///
/// Written `BVL2021 5-1 ledd 1,2 bokstav a punktum 1`, or as short as `BVL 4-12`. Writing and
/// reading give back the same, part by part.
public struct LegalBasis: Hashable, Sendable, CustomStringConvertible {
  /// The Act (lov): `BVL` of 1992, `BVL2021`, `BL1981`.
  public var act: String
  /// The chapter (kapittel).
  public var chapter: String
  /// The section within the chapter (paragraf).
  public var section: String
  /// The paragraphs of the section (ledd).
  public var paragraphs: [Int]
  /// The letters (bokstav).
  public var letters: [String]
  /// The sentences (punktum).
  public var sentences: [Int]

  /// A legal basis by its parts.
  public init(
    act: String, chapter: String, section: String, paragraphs: [Int] = [], letters: [String] = [],
    sentences: [Int] = []
  ) {
    (self.act, self.chapter, self.section) = (act, chapter, section)
    (self.paragraphs, self.letters, self.sentences) = (paragraphs, letters, sentences)
  }

  /// The legal basis among a record's coded facts, as it was given; nil without Act, chapter and
  /// section.
  public init?(_ fields: Fields) {
    guard let act = fields.text(.act), let chapter = fields.text(.chapter),
      let section = fields.text(.section)
    else { return nil }
    let numbers = { (field: Field) in
      fields.values(field).compactMap {
        if case .number(let number) = $0 { Int(number) } else { nil }
      }
    }
    self.init(
      act: act, chapter: chapter, section: section, paragraphs: numbers(.paragraphs),
      letters: fields.values(.letters).map(\.plainText), sentences: numbers(.sentences))
  }

  /// Reads what `description` writes; nil for anything else.
  public init?(_ text: some StringProtocol) {
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count >= 2, words.count.isMultiple(of: 2) else { return nil }
    let place = words[1].split(separator: "-", omittingEmptySubsequences: false)
    guard !words[0].isEmpty, words[0].utf8.allSatisfy(\.isLetterOrDigit), place.count == 2,
      LegalBasis.isNumber(place[0], max: 3), LegalBasis.isNumber(place[1], max: 4)
    else { return nil }
    var parts: [LegalPart: [String]] = [:]
    for index in stride(from: 2, to: words.count, by: 2) {
      let values = words[index + 1].split(separator: ",", omittingEmptySubsequences: false)
      guard let part = LegalPart(rawValue: String(words[index])), parts[part] == nil,
        values.allSatisfy(part.allows)
      else { return nil }
      parts[part] = values.map { String($0) }
    }
    self.init(
      act: String(words[0]), chapter: String(place[0]), section: String(place[1]),
      paragraphs: parts[.paragraphs, default: []].compactMap { Int($0) },
      letters: parts[.letters, default: []],
      sentences: parts[.sentences, default: []].compactMap { Int($0) })
  }

  /// `BVL2021 5-1 ledd 1,2 bokstav a punktum 1`; parts without values are left out.
  public var description: String {
    var text = act + " " + chapter + "-" + section
    let parts: [(LegalPart, [String])] = [
      (.paragraphs, paragraphs.map { "\($0)" }), (.letters, letters),
      (.sentences, sentences.map { "\($0)" }),
    ]
    for (part, values) in parts where !values.isEmpty {
      text += " " + part.rawValue + " " + values.joined(separator: ",")
    }
    return text
  }

  /// Whether it can be written and read again: every part in the form the register takes.
  public var isWellFormed: Bool { LegalBasis(description) == self }

  /// Whether both name the same section of the same Act, whatever the parts within it.
  public func isSameSection(as other: LegalBasis) -> Bool {
    act == other.act && chapter == other.chapter && section == other.section
  }

  /// Digits, then small letters; at most so many characters.
  private static func isNumber(_ text: some StringProtocol, max: Int) -> Bool {
    let letters = text.utf8.drop { $0.isDigit }
    return text.utf8.first?.isDigit == true && text.utf8.count <= max
      && letters.allSatisfy { $0.isSmallLetter }
  }
}

/// The parts of a section, by the words they are written with.
private enum LegalPart: String {
  case paragraphs = "ledd"
  case letters = "bokstav"
  case sentences = "punktum"

  /// Whether a value may stand in the part: one letter, or a number of at most three digits.
  func allows(_ value: some StringProtocol) -> Bool {
    switch self {
    case .letters: value.utf8.count == 1 && value.utf8.allSatisfy { $0.isSmallLetter }
    case .paragraphs, .sentences:
      (1...3).contains(value.utf8.count) && value.utf8.allSatisfy { $0.isDigit }
        && (value.utf8.count == 1 || value.utf8.first != 48)
    }
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { (48...57).contains(self) }
  fileprivate var isSmallLetter: Bool { (97...122).contains(self) }
  fileprivate var isLetterOrDigit: Bool { isDigit || isSmallLetter || (65...90).contains(self) }
}
