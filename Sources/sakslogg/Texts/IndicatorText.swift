import CaseModel
import Projections
import Schemas

/// A duty that an indicator asks about, and how it must stand.
struct IndicatorDuty {
  let rule: LawRule
  let statuses: [Deadline.Status]

  /// "BV-01 Review of a report (bvl 2021 § 2-1 …): in time".
  func text(_ language: Language) -> String {
    let entry = LawEntry.all.first { $0.id.description == rule.id.description }
    let basis = [entry?.now, entry?.old].compactMap { $0?.description }.filter { !$0.isEmpty }
      .joined(separator: "; ")
    let text = "\(rule.id) \(Label.rule(rule, language)) (\(basis))"
    guard !statuses.isEmpty else { return text }
    return text + ": " + statuses.map { $0.word.text(language) }.joined(separator: ", ")
  }
}

extension Label {
  /// An indicator of the catalogue.
  static func indicator(_ indicator: Indicator, _ language: Language) -> String {
    of("indicator/\(indicator.id)", language) ?? indicator.id.description
  }
}

extension Indicator {
  /// The duties that it asks about.
  var duties: [IndicatorDuty] {
    if case .stretches(let query) = measure {
      return LawRule.all.filter { $0.id.description == query.rule.description }
        .map { IndicatorDuty(rule: $0, statuses: []) }
    }
    return measure.queries.compactMap(\.deadline).flatMap { deadline in
      LawRule.all.filter { rule in
        deadline.rules.contains { $0.description == rule.id.description }
      }.map { IndicatorDuty(rule: $0, statuses: deadline.statuses) }
    }
  }

  /// What the facts must be, as people read it: "Measure, Basis: Assistance measure".
  func conditions(_ language: Language) -> [String] {
    measure.queries.flatMap { query in
      query.conditions.flatMap { $0.texts(of: query.kind, language) }
        .map { text in query.days.word.map { "\(text) (\($0.text(language)))" } ?? text }
    }
  }
}

extension EpisodeQuery.Days {
  /// Which days, where they are not those of the period.
  fileprivate var word: Word? {
    switch self {
    case .period: nil
    case .before: .daysBefore
    case .earlier: .daysEarlier
    }
  }
}

extension FactCondition {
  /// What it asks of an episode of that kind, as people read it.
  fileprivate func texts(of kind: EpisodeKind, _ language: Language) -> [String] {
    switch self {
    case .codes(let condition):
      let not = condition.negated ? Word.notOneOf.text(language) + " " : ""
      let (field, shape) = field(condition.field, of: kind, language)
      let codes = condition.values.map { Label.value(.text($0), shape, language) }
      return ["\(field): \(not)\(codes.joined(separator: ", "))"]
    case .numbers(let name, let numbers):
      let list = numbers.map(String.init).joined(separator: ", ")
      return ["\(field(name, of: kind, language).text): \(list)"]
    case .begins(let name, let words):
      return ["\(field(name, of: kind, language).text): \(words) …"]
    case .marked(let type): return [Label.type(type, language)]
    case .missing(let name):
      return ["\(field(name, of: kind, language).text): \(Word.conditionUnsaid.text(language))"]
    case .number(let name, let limits):
      return ["\(field(name, of: kind, language).text): \(limits.text(language))"]
    case .left(let name, let other, let limits):
      let less =
        "\(Word.conditionLess.text(language)) \(Label.episode(other, language).lowercased())"
      return ["\(field(name, of: kind, language).text) \(less): \(limits.text(language))"]
    case .age(let limits, _): return ["\(Word.age.text(language)): \(limits.text(language))"]
    case .lasted(let length, let limits):
      let label = Label.episode(kind, language)
      return ["\(label), \(length.word.text(language)): \(limits.text(language))"]
    case .figure(let id, let limits):
      let label = Indicator.named(id.description).map { Label.indicator($0, language) }
      return ["\(label ?? id.description): \(limits.text(language))"]
    case .parent(let parent, let conditions), .child(let parent, let conditions, _):
      return conditions.flatMap { $0.texts(of: parent, language) }
    case .own(let conditions): return conditions.flatMap { $0.texts(of: kind, language) }
    }
  }

  private func field(
    _ name: Field, of kind: EpisodeKind, _ language: Language
  ) -> (text: String, shape: FieldShape?) {
    let type =
      EventType.allCases.first { type in
        type.shape.episode.kind == kind && type.fieldShape(name) != nil
      } ?? EventType.allCases.first { $0.fieldShape(name) != nil }
    let label = "\(Label.episode(kind, language)), \(Label.field(name, of: type, language))"
    return (label, type?.fieldShape(name))
  }
}

extension Limits {
  /// "3–5", "6–", "10000–<20000".
  fileprivate func text(_ language: Language) -> String {
    let last = to.map(String.init) ?? below.map { "<\($0)" } ?? ""
    return "\(from.map(String.init) ?? "")–\(last)"
  }
}

extension FactCondition.Length {
  /// How long something lasted, in its unit.
  fileprivate var word: Word {
    switch self {
    case .days: .lastedDays
    case .months: .lastedMonths
    case .years: .lastedYears
    }
  }
}

extension Explanation.Role {
  /// The word for people.
  var word: Word {
    switch self {
    case .counted: .roleCounted
    case .part: .rolePart
    case .whole: .roleWhole
    case .base: .roleBase
    case .target: .roleTarget
    case .subtracted: .roleSubtracted
    }
  }
}

extension Statistics.Missing {
  /// Why a figure is missing, for people.
  var word: Word {
    switch self {
    case .notCovered: .missingNotCovered
    case .notCounted: .missingNotCounted
    case .notGiven: .missingNotGiven
    case .noRule: .missingNoRule
    case .noWhole: .missingNoWhole
    case .notOver: .missingNotOver
    case .notDefined: .missingNotDefined
    case .suppressed: .missingSuppressed
    }
  }
}
