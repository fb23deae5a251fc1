/// Which unknowns some sums tell: a linear system with whole coefficients.
///
/// Only which figures are hidden matters, not what they are. It is solved in the numbers modulo a
/// large prime, where nothing is rounded.
struct Equations {
  private static let prime: Int64 = 2_147_483_647
  /// Solved rows, by the unknown that each is led by; no other row has that unknown.
  private var rows: [Int: [Int: Int64]] = [:]

  /// Adds that a sum of unknowns is known, each with its coefficient.
  mutating func add(_ terms: [Int: Int]) {
    var row: [Int: Int64] = [:]
    for (unknown, coefficient) in terms where coefficient != 0 {
      row[unknown] = Equations.reduced(Int64(coefficient))
    }
    // A solved row has no other row's lead, so that one round is enough.
    for unknown in Array(row.keys) {
      if let factor = row[unknown], let solved = rows[unknown] {
        Equations.subtract(solved, times: factor, from: &row)
      }
    }
    guard let (lead, coefficient) = row.min(by: { $0.key < $1.key }) else { return }
    let inverse = Equations.power(coefficient, Equations.prime - 2)
    row = row.mapValues { Equations.reduced($0 * inverse) }
    for (other, solved) in rows {
      guard let factor = solved[lead] else { continue }
      var solved = solved
      Equations.subtract(row, times: factor, from: &solved)
      rows[other] = solved
    }
    rows[lead] = row
  }

  /// The unknowns that follow from the sums.
  var determined: Set<Int> { Set(rows.filter { $0.value.count == 1 }.keys) }

  private static func subtract(
    _ other: [Int: Int64], times factor: Int64, from row: inout [Int: Int64]
  ) {
    for (unknown, coefficient) in other {
      let left = reduced(row[unknown, default: 0] - reduced(coefficient * factor))
      row[unknown] = left == 0 ? nil : left
    }
  }

  private static func reduced(_ number: Int64) -> Int64 {
    let rest = number % prime
    return rest < 0 ? rest + prime : rest
  }

  private static func power(_ base: Int64, _ exponent: Int64) -> Int64 {
    var (result, square, left): (Int64, Int64, Int64) = (1, base, exponent)
    while left > 0 {
      if left & 1 == 1 { result = reduced(result * square) }
      square = reduced(square * square)
      left >>= 1
    }
    return result
  }
}
