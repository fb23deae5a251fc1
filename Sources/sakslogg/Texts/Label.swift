import CaseModel
import Projections
import Schemas

/// The labels of events, fields, codes and rules, as the schemas give them.
enum Label {
  /// A label by its key; nil if there is none.
  static func of(_ key: String, _ language: Language) -> String? {
    Labels.text(key, language == .nb ? .norwegian : .english)
  }

  /// An event type: "Melding mottatt".
  static func type(_ type: EventType, _ language: Language) -> String {
    of("event/\(type.name)", language) ?? type.shortName
  }

  /// A field of an event type.
  static func field(_ field: Field, _ language: Language) -> String {
    of("field/\(field.name)", language) ?? field.name
  }

  /// A kind of episode.
  static func episode(_ kind: EpisodeKind, _ language: Language) -> String {
    of("episode/\(kind.rawValue)", language) ?? kind.rawValue
  }

  /// A code of a list.
  static func code(_ code: String, _ list: CodeListName, _ language: Language) -> String? {
    of("code/\(list.rawValue)/\(code)", language)
  }

  /// A rule of the law table.
  static func rule(_ id: String, _ language: Language) -> String { of("rule/\(id)", language) ?? id }

  /// The value of a field as people read it: a code with its label.
  static func value(_ value: FieldValue, _ shape: FieldShape?, _ language: Language) -> String {
    switch (value, shape?.kind) {
    case (.list(let values), _):
      return values.map { Label.value($0, shape, language) }.joined(separator: ", ")
    case (.text(let code), .code(let list)?):
      return Label.code(code, list, language).map { "\(code) \($0)" } ?? code
    case (.flag(let flag), _): return (flag ? Word.yes : Word.no).text(language)
    default: return value.plain
    }
  }
}

extension EventType {
  /// The shape of one of its coded fields.
  func fieldShape(_ field: Field) -> FieldShape? { shape.fields.first { $0.field == field } }
}

extension EpisodeKind {
  /// The shape of a field that events of this kind of episode have.
  func fieldShape(_ field: Field) -> FieldShape? {
    EventType.allCases.lazy.filter { $0.shape.episode.kind == self }
      .compactMap { $0.fieldShape(field) }.first
  }
}
