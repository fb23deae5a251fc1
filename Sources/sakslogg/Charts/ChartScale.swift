import Projections

/// The axis of figures: from where to where, and where it is marked.
///
/// Nought is always on it, so that lengths can be compared.
struct ChartScale {
  /// The marks, from the lowest.
  let marks: [Fixed]

  /// How many spaces there are between marks, about.
  private static let spaces = 5.0

  /// An axis on which all the numbers lie.
  init(_ numbers: [Fixed]) {
    let decimals = numbers.map(\.decimals).max() ?? 0
    let unit = ChartScale.power(decimals)
    let values = numbers.map { $0.value * unit }
    let (low, high) = (min(0, values.min() ?? 0), max(0, values.max() ?? 0))
    // In units of the last decimal, so that no mark lies between two possible figures.
    let step = ChartScale.step(atLeast: max(1, (high - low) / ChartScale.spaces))
    let first = Int64((low / Double(step)).rounded(.down))
    let last = max(first + 1, Int64((high / Double(step)).rounded(.up)))
    // Marks have the decimals that they need: 20, not 20,0.
    let isWhole = step % Int64(unit) == 0
    marks = (first...last).map { number in
      isWhole
        ? Fixed(number * step / Int64(unit)) : Fixed(number * step, decimals: decimals)
    }
  }

  /// Where a number lies, from 0 at the lowest mark to 1 at the highest.
  func share(_ number: Fixed) -> Double {
    guard let low = marks.first?.value, let high = marks.last?.value, high > low else { return 0 }
    return (number.value - low) / (high - low)
  }

  /// 1, 2 or 5 times a power of ten.
  private static func step(atLeast least: Double) -> Int64 {
    var power: Int64 = 1
    while true {
      for factor: Int64 in [1, 2, 5] where Double(factor * power) >= least {
        return factor * power
      }
      power *= 10
    }
  }

  private static func power(_ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }
}

extension Fixed {
  /// The number, for places on paper only.
  var value: Double { Double(scaled) / (0..<decimals).reduce(1.0) { power, _ in power * 10 } }
}
