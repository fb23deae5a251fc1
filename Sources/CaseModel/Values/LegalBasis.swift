/// A section of an Act that something rests on (lovhjemmel): `BVL2021 5-1 ledd 1,2 bokstav a`.
public struct LegalBasis: Hashable, Sendable, CustomStringConvertible {
  /// The Act: `BVL` (1992), `BVL2021` or `BL1981`.
  public var act: String
  /// The chapter (kapittel), with a letter where it has one: `4`, `4a`.
  public var chapter: String
  /// The section within the chapter (paragraf): `12`.
  public var section: String
  /// The paragraphs (ledd).
  public var paragraphs: [Int]
  /// The letters (bokstav).
  public var letters: [String]
  /// The sentences (punktum).
  public var sentences: [Int]

  /// A legal basis by its parts.
  public init(
    act: String, chapter: String, section: String, paragraphs: [Int] = [],
    letters: [String] = [], sentences: [Int] = []
  ) {
    self.act = act
    self.chapter = chapter
    self.section = section
    self.paragraphs = paragraphs
    self.letters = letters
    self.sentences = sentences
  }

  /// The legal basis that an event or a record has; nil if it has none.
  public init?(_ fields: Fields) {
    guard let act = fields.text(.act), let chapter = fields.text(.chapter),
      let section = fields.text(.section)
    else { return nil }
    func numbers(_ field: Field) -> [Int] {
      fields.values(field).compactMap {
        if case .number(let number) = $0 { Int(number) } else { nil }
      }
    }
    let letters = fields.values(.letters).compactMap { value -> String? in
      if case .text(let letter) = value { letter } else { nil }
    }
    self.init(
      act: act, chapter: chapter, section: section, paragraphs: numbers(.paragraphs),
      letters: letters, sentences: numbers(.sentences))
  }

  /// Reads the written form; nil for anything else.
  public init?(_ text: String) {
    let words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    guard words.count >= 2, words.count.isMultiple(of: 2), !words[0].isEmpty else { return nil }
    let place = words[1].split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    guard place.count == 2, !place[0].isEmpty, !place[1].isEmpty else { return nil }
    self.init(act: words[0], chapter: place[0], section: place[1])
    for index in stride(from: 2, to: words.count, by: 2) {
      let values = words[index + 1].split(separator: ",").map(String.init)
      switch words[index] {
      case "ledd": paragraphs = values.compactMap { Int($0) }
      case "bokstav": letters = values
      case "punktum": sentences = values.compactMap { Int($0) }
      default: return nil
      }
    }
    guard description == text else { return nil }
  }

  /// The written form.
  public var description: String {
    var text = "\(act) \(chapter)-\(section)"
    let parts = [
      ("ledd", paragraphs.map(String.init)), ("bokstav", letters),
      ("punktum", sentences.map(String.init)),
    ]
    for (word, values) in parts where !values.isEmpty {
      text += " \(word) " + values.joined(separator: ",")
    }
    return text
  }
}

extension LegalBasis {
  /// Whether a measure under it is a care order (omsorgsovertakelse): § 4-12 of the Act of 1992,
  /// § 4-8 of it second or third paragraph or together with § 4-12, § 5-1 of the Act of 2021.
  public func isCareOrder(alsoUnder others: [LegalBasis] = []) -> Bool {
    switch (act, chapter, section) {
    case ("BVL", "4", "12"), ("BVL2021", "5", "1"): return true
    case ("BVL", "4", "8"):
      let with = others.contains { $0.act == "BVL" && $0.chapter == "4" && $0.section == "12" }
      return with || paragraphs.contains(2) || paragraphs.contains(3)
    default: return false
    }
  }
}
