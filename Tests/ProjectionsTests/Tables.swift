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
    guard cell.missing == nil, let first = parts.first, let last = parts.last else { return nil }
    let counts = parts.map { part in Fixed(Int64(Set(part.things.map(\.key)).count)) }
    switch indicator.measure {
    case .episodes, .subjects, .stretches: return per(counts[0])
    case .distinct: return per(Fixed(Int64(Set(first.things.compactMap(\.value)).count)))
    case .reference: return per(sum(first.things))
    case .share(let share):
      let whole = Fixed(Int64(Set(last.things.map(\.key)).count))
      return Fixed(counts[0], per: whole, times: share.times, decimals: share.decimals)
    }
  }

  private func per(_ count: Fixed?) -> Fixed? {
    guard let rate, let count else { return count }
    return sum(parts[1].things).flatMap {
      Fixed(count, per: $0, times: rate.times, decimals: rate.decimals)
    }
  }

  private func sum(_ things: [Counted]) -> Fixed? {
    let given = things.compactMap { thing -> Fixed? in
      guard let words = thing.value?.split(separator: "."), let digits = Int64(words.joined())
      else { return nil }
      return Fixed(digits, decimals: words.count > 1 ? words[1].count : 0)
    }
    return given.isEmpty ? nil : given.reduce(Fixed(0), +)
  }
}
