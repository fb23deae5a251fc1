import CaseModel
import EventCoding
import Projections
import Schemas

/// The labels of events, fields, codes and rules, as the schemas give them.
enum Label {
  /// A label by its key; nil if there is none.
  static func of(_ key: String, _ language: Language) -> String? {
    Labels.text(key, language)
  }

  /// An event type: "Melding mottatt".
  static func type(_ type: EventType, _ language: Language) -> String {
    Labels.eventType(type.name, language)
  }

  /// A field as an event type calls it.
  static func field(_ field: Field, of type: EventType?, _ language: Language) -> String {
    Amount.plain(label: Labels.field(field.name, of: type?.name ?? "", language))
  }

  /// An amount in øre as kroner: `7 000,00 kr`; what is no number stays as it is.
  static func kroner(_ ore: String, _ language: Language) -> String {
    guard Int64(ore) != nil else { return ore }
    return MessageText.kroner(ore, language) + " kr"
  }

  /// What a rule found, and what to do; the field by the label it has in a type that has it.
  static func finding(_ finding: Finding, _ language: Language) -> (String, String) {
    let type = finding.field.flatMap { field in
      EventType.allCases.first { type in
        type.shape.fields.contains { $0.field == field }
          || type.shape.sealed.contains { $0.field == field }
      }
    }
    let field = finding.field.map { self.field($0, of: type, language) } ?? ""
    return MessageText.filled(finding.rule, finding.details, in: language, field: field)
      ?? (finding.details.joined(separator: ", "), "")
  }

  /// A kind of episode.
  static func episode(_ kind: EpisodeKind, _ language: Language) -> String {
    Labels.episode(kind.rawValue, language)
  }

  /// A code of a list.
  static func code(_ code: String, _ list: CodeListName, _ language: Language) -> String {
    Labels.code(code, in: list.rawValue, language)
  }

  /// A report of the catalogue.
  static func report(_ id: String, _ language: Language) -> String {
    of("report/\(id)", language) ?? id
  }

  /// A duty of the law table, with the sections it rests on.
  static func rule(_ rule: LawRule, _ language: Language) -> String {
    Labels.lawRule(rule.id.description, language)
  }

  /// The value of a field as people read it: a code with its label.
  static func value(
    _ value: FieldValue, _ shape: FieldShape?, of type: EventType? = nil, _ language: Language
  ) -> String {
    switch (value, shape?.kind) {
    case (.list(let values), _):
      return values.map { Label.value($0, shape, of: type, language) }.joined(separator: ", ")
    case (.number(let ore), .number?)
    where shape.map { Amount.isAmount($0.field, of: type) } ?? false:
      return kroner(String(ore), language)
    case (.text(let code), .code(let list)?):
      let label = Label.code(code, list, language)
      // The register's codes are numbers that caseworkers know; ours are words for programs.
      let isWord = code.utf8.allSatisfy { (97...122).contains($0) || $0 == UInt8(ascii: "-") }
      return isWord || label == code ? label : "\(code) \(label)"
    case (.flag(let flag), _): return (flag ? Word.yes : Word.no).text(language)
    default: return value.plain
    }
  }
}

extension Label {
  /// A value that changed, as people read it: codes with their labels, yes and no, a span with a
  /// dash, and of a personal text that it is there.
  static func change(
    _ value: String?, _ field: Field?, of type: EventType?, _ language: Language
  ) -> String? {
    guard let value else { return nil }
    guard let field else { return value.replacing("/", with: " – ").trimmingEnd }
    let shape = type?.fieldShape(field)
    switch shape?.kind {
    case .code?:
      return value.split(separator: ",").map { code in
        Label.value(.text(String(code)), shape, language)
      }.joined(separator: ", ")
    case .flag?: return (value == "true" ? Word.yes : Word.no).text(language)
    case .number? where Amount.isAmount(field, of: type): return kroner(value, language)
    case nil where value == AuditEntry.Change.sealed: return Word.sealedPart.text(language)
    default: return value
    }
  }
}

extension String {
  /// Without blanks at the end.
  fileprivate var trimmingEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}

extension EventType {
  /// Whether a field holds the id of the record that the event is about.
  func names(_ field: Field?) -> Bool { field != nil && field == shape.episode.id }

  /// The shape of one of its coded fields.
  func fieldShape(_ field: Field) -> FieldShape? { shape.fields.first { $0.field == field } }
}

extension EpisodeKind {
  /// The event type that gives this kind of episode a field: one of its own, or one that informs.
  func type(giving field: Field) -> EventType? {
    let giving = EventType.allCases.lazy.filter { $0.shape.order.contains(field) }
    return giving.first { $0.shape.episode.kind == self }
      ?? giving.first { $0.shape.episode.informs }
  }

  /// A field of such an episode with its value, as people read them.
  func shown(_ field: Field, _ value: FieldValue, _ language: Language) -> String {
    let type = type(giving: field)
    return Label.field(field, of: type, language) + ": "
      + Label.value(value, type?.fieldShape(field), of: type, language)
  }
}

extension FieldValue {
  /// The value in JSON.
  var json: JSONText {
    switch self {
    case .text(let text): .string(text)
    case .number(let number): .number(String(number))
    case .flag(let flag): .bool(flag)
    case .day(let day): .string(day.description)
    case .id(let id): .string(id.description)
    case .list(let values): .array(values.map(\.json))
    }
  }
}

extension Fields {
  /// The fields as an object.
  var json: [(String, JSONText)] { entries.map { ($0.field.name, $0.value.json) } }
}
