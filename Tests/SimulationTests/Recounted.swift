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

  private func sum(_ role: Role) -> Fixed? {
    let found = parts.filter { $0.role == role }.map { part in
      switch part.indicator?.measure {
      case .episodes, .subjects, .stretches, .months:
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
