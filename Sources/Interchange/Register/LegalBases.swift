import CaseModel
import XML

// The legal basis of a decision, a measure or a petition (Lovhjemmel), and the sections it is also
// under (JmfrLovhjemmel): elements in a file, fields and short texts in an event.

extension Fields {
  /// Reads the legal bases of an element.
  mutating func readLegalBases(of element: XMLElement) {
    if let basis = element.child("Lovhjemmel").flatMap(LegalBasis.init(reading:)) {
      self[.act] = .text(basis.act)
      self[.chapter] = .text(basis.chapter)
      self[.section] = .text(basis.section)
      set(.paragraphs, basis.paragraphs.map { .number(Int64($0)) })
      set(.letters, basis.letters.map { .text($0) })
      set(.sentences, basis.sentences.map { .number(Int64($0)) })
    }
    let further = element.children("JmfrLovhjemmel").compactMap(LegalBasis.init(reading:))
    set(.alsoUnder, further.map { .text($0.description) })
  }

  private mutating func set(_ field: Field, _ values: [FieldValue]) {
    self[field] = values.isEmpty ? nil : .list(values)
  }

  /// The legal bases as elements of a file; none if the fields have none.
  var legalElements: [XMLElement] {
    guard let basis = LegalBasis(self) else { return [] }
    let further = values(.alsoUnder).compactMap { value -> LegalBasis? in
      if case .text(let text) = value { LegalBasis(text) } else { nil }
    }
    return [basis.element("Lovhjemmel")] + further.map { $0.element("JmfrLovhjemmel") }
  }
}

extension LegalBasis {
  /// Reads an element.
  init?(reading element: XMLElement) {
    func all(_ name: String) -> [String] { element.children(name).map(\.text) }
    guard let act = element.child("Lov")?.text, let chapter = element.child("Kapittel")?.text,
      let section = element.child("Paragraf")?.text
    else { return nil }
    self.init(
      act: act, chapter: chapter, section: section, paragraphs: all("Ledd").compactMap { Int($0) },
      letters: all("Bokstav"), sentences: all("Punktum").compactMap { Int($0) })
  }

  /// The element of a file.
  func element(_ name: String) -> XMLElement {
    let parts: [(String, [String])] = [
      ("Lov", [act]), ("Kapittel", [chapter]), ("Paragraf", [section]),
      ("Ledd", paragraphs.map(String.init)), ("Bokstav", letters),
      ("Punktum", sentences.map(String.init)),
    ]
    return XMLElement(
      name, children: parts.flatMap { name, texts in texts.map { XMLElement(name, text: $0) } })
  }
}
