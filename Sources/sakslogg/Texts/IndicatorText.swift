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
  private var query: EpisodeQuery? {
    switch measure {
    case .episodes(let query), .subjects(let query), .distinct(let query, _, _): query
    case .stretches, .reference, .share: nil
    }
  }

  /// The duties that it asks about.
  var duties: [IndicatorDuty] {
    if case .stretches(let query) = measure {
      return LawRule.all.filter { $0.id.description == query.rule.description }
        .map { IndicatorDuty(rule: $0, statuses: []) }
    }
    guard let deadline = query?.deadline else { return [] }
    return LawRule.all.filter { rule in
      deadline.rules.contains { $0.description == rule.id.description }
    }.map { IndicatorDuty(rule: $0, statuses: deadline.statuses) }
  }

  /// What the facts must be, as people read it: "Basis: Assistance measure".
  func conditions(_ language: Language) -> [String] {
    guard let query else { return [] }
    let kind = Label.episode(query.kind, language)
    return query.conditions.map { condition in
      let type = EventType.allCases.first { type in
        type.shape.episode.kind == query.kind && type.fieldShape(condition.field) != nil
      }
      let codes = condition.values.map { code in
        Label.value(.text(code), type?.fieldShape(condition.field), language)
      }
      let not = condition.negated ? Word.notOneOf.text(language) + " " : ""
      let field = Label.field(condition.field, of: type, language)
      return "\(kind), \(field): \(not)\(codes.joined(separator: ", "))"
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
    }
  }
}
