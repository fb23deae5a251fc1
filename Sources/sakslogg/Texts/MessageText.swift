import CaseModel
import Schemas

/// What a rule or an error says, and what to do about it, in both languages.
struct MessageText {
  /// The rule's or error's id.
  let id: StaticString
  private let norwegian: (says: StaticString, remedy: StaticString)
  private let english: (says: StaticString, remedy: StaticString)

  /// A message as the generated table lists it.
  init(
    _ id: StaticString, _ says: StaticString, _ remedy: StaticString, _ saysInEnglish: StaticString,
    _ remedyInEnglish: StaticString
  ) {
    self.id = id
    norwegian = (says, remedy)
    english = (saysInEnglish, remedyInEnglish)
  }

  /// The message of an id.
  static func of(_ id: String) -> MessageText? { all.first { $0.id.description == id } }

  /// What it says and what to do, with its gaps filled; nil for an unknown id.
  static func filled(
    _ id: String, _ details: [String], in language: Language, field: String = ""
  ) -> (String, String)? {
    of(id).map { message in
      let (says, remedy) = language == .nb ? message.norwegian : message.english
      return (
        fill(says.description, details, language, field),
        fill(remedy.description, details, language, field)
      )
    }
  }

  /// Fills the gaps: `{1}` the first detail, `{1?}` the same where it may be empty, `{1:episode}`
  /// its label, `{1:measure_class}` the label of a code of that list, `{1:kroner}` an amount in øre
  /// as kroner, `{1|line|lines}` a word for one and for several, `{field}` the field's label.
  static func fill(
    _ text: String, _ details: [String], _ language: Language, _ field: String = ""
  ) -> String {
    var result = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      result += rest[..<open]
      let gap = rest[rest.index(after: open)..<close]
      result += filling(gap, details, language, field) ?? String(rest[open...close])
      rest = rest[rest.index(after: close)...]
    }
    result += rest
    return result.hasPrefix(" ") && !text.hasPrefix(" ") ? String(result.dropFirst()) : result
  }

  private static func filling(
    _ gap: Substring, _ details: [String], _ language: Language, _ field: String
  ) -> String? {
    if gap == "field" { return field }
    let words = gap.split(separator: "|", omittingEmptySubsequences: false)
    if words.count == 3, let number = Int(words[0]), details.indices.contains(number - 1) {
      return String(details[number - 1] == "1" ? words[1] : words[2])
    }
    if gap.last == "?", let number = Int(gap.dropLast()) {
      return number <= details.count ? details[number - 1] : ""
    }
    let parts = gap.split(separator: ":")
    guard let number = parts.first.flatMap({ Int($0) }), number > 0 else { return nil }
    let detail = number <= details.count ? details[number - 1] : ""
    guard parts.count > 1 else { return detail.isEmpty ? "…" : detail }
    if parts[1] == "kroner" { return kroner(detail, language) }
    if let list = CodeListName(rawValue: String(parts[1])) {
      return Label.code(detail, list, language).lowercased()
    }
    let names = detail.split(separator: ",").map { name in
      Label.of("\(parts[1] == "subjects" ? "subject" : "episode")/\(name.trimmed)", language)?
        .lowercased() ?? String(name.trimmed)
    }
    return names.joined(separator: ", ")
  }
}

extension MessageText {
  /// An amount in øre as kroner; what is no number stays as it is.
  static func kroner(_ detail: String, _ language: Language) -> String {
    guard let amount = Int64(detail) else { return detail }
    let rest = String(amount.magnitude % 100)
    let digits = "\(amount.magnitude / 100)." + (rest.count < 2 ? "0" : "") + rest
    return NumberText.shown((amount < 0 ? "-" : "") + digits, in: language, grouping: .column)
  }
}

extension Word {
  /// The word in a language, with its gaps filled.
  func text(_ language: Language, _ details: String...) -> String {
    let (norwegian, english) = Word.texts[rawValue]
    let text = (language == .nb ? norwegian : english).description
    return details.isEmpty ? text : MessageText.fill(text, details, language)
  }
}

extension Substring {
  /// Without blanks at either end.
  var trimmed: Substring {
    var text = self
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return text
  }
}
