import CaseModel
import Projections

extension Explanation {
  /// The figure as the listed things give it, by another way than the one that counted them.
  var recounted: Fixed? {
    guard cell.missing == nil, cell.text == nil, cell.reached == nil, let number else { return nil }
    guard let scale else { return number }
    return Fixed(number, per: Fixed(scale.divisor), decimals: scale.decimals)
  }

  /// The figure before it is scaled.
  private var number: Fixed? {
    if case .median(let median) = indicator.measure { return middle(median) }
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
    return counted
  }

  /// The middle number of the listed things, or of the subjects that they belong to.
  private func middle(_ median: Median) -> Fixed? {
    let things = parts.flatMap(\.things)
    let isMonths = things.contains { $0.value?.contains("-") ?? false }
    let numbers: [Fixed] =
      switch median.each {
      case .thing: things.map { sum([$0]) }
      case .subject:
        Dictionary(grouping: things, by: \.subject).values.map {
          isMonths ? Fixed(Int64($0.count)) : sum($0)
        }
      }
    let decimals = numbers.map(\.decimals).max() ?? 0
    let sorted = numbers.map(\.scaled).sorted()
    guard let low = sorted.dropFirst((sorted.count - 1) / 2).first else { return nil }
    let pair = Fixed(low + sorted[sorted.count / 2], decimals: decimals)
    return Fixed(pair, per: Fixed(2), decimals: median.decimals)
  }

  private func sum(_ role: Role) -> Fixed? {
    let found = parts.filter { $0.role == role }.map { part in
      switch part.indicator?.measure {
      case .episodes, .subjects, .stretches, .months:
        Fixed(Int64(Set(part.things.map(\.key)).count))
      case .acts: Fixed(Int64(part.things.count))
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
