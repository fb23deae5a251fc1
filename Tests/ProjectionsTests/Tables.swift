import CaseModel
import Projections
import Testing

/// A report filled from hand-built histories, with what each figure counts.
struct Filled {
  let explanations: [Explanation]

  init(
    _ report: String, _ histories: [History], year: Int? = nil, at: String? = nil,
    offices: [String] = [], today: String = "2030-12-31"
  ) throws {
    var question = Statistics.Question(offices: offices.compactMap { Office($0) }, year: year)
    question.at = at.flatMap { Day($0) }
    let days = try #require(Day("2000-01-01"))...(try #require(Day(today)))
    let known = ["3005", "3006"].compactMap { Office($0) }
    var statistics = try Statistics(
      try #require(Report.named(report)), question,
      coverage: Statistics.Coverage(offices: known, days: days), explaining: true,
      label: { ($1, $1) })
    for history in histories { statistics.add(history.subject, history.events) }
    explanations = statistics.explanations
  }

  /// The figure of a row by its id; nil is missing.
  subscript(row: String) -> String? {
    explanations.first { $0.cell.id == row }?.cell.value?.description
  }

  func missing(_ row: String) -> Statistics.Missing? {
    explanations.first { $0.cell.id == row }?.cell.missing
  }
}

extension Explanation {
  /// The figure as the listed things give it, by another way than the one that counted them.
  var recounted: Fixed? {
    guard cell.missing == nil, cell.text == nil, cell.reached == nil else { return nil }
    let plus = sum(.counted) ?? sum(.part)
    guard let plus else { return nil }
    let counted = plus + -(sum(.subtracted) ?? Fixed(0))
    if let base {
      return sum(.whole).flatMap { Fixed(counted, per: $0, times: 100, decimals: base.decimals) }
    }
    if let rate {
      return sum(.base).flatMap {
        Fixed(counted, per: $0, times: rate.times, decimals: rate.decimals)
      }
    }
    if case .share(let share) = indicator.measure {
      return sum(.whole).flatMap {
        Fixed(counted, per: $0, times: share.times, decimals: share.decimals)
      }
    }
    guard let scale else { return counted }
    return Fixed(counted, per: Fixed(scale.divisor), decimals: scale.decimals)
  }

  private func sum(_ role: Role) -> Fixed? {
    let found = parts.filter { $0.role == role }.map { part in
      switch part.indicator?.measure {
      case .episodes, .subjects, .stretches, .months, .acts:
        Fixed(Int64(Set(part.things.map(\.key)).count))
      case .distinct: Fixed(Int64(Set(part.things.compactMap(\.value)).count))
      default: sum(part.things)
      }
    }
    return found.isEmpty ? nil : found.reduce(Fixed(0), +)
  }

  private func sum(_ things: [Counted]) -> Fixed {
    let given = things.compactMap { thing -> Fixed? in
      guard let words = thing.value?.split(separator: "."), let digits = Int64(words.joined())
      else { return nil }
      return Fixed(digits, decimals: words.count > 1 ? words[1].count : 0)
    }
    return given.reduce(Fixed(0), +)
  }
}
