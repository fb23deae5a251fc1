/// Which figures could be other than they are when sums of them stay, and some of them can only be
/// more: a count that is one, of which it is known that it is one at least.
///
/// All directions in which the figures could move make a cone. Those that can go down as well are
/// eliminated; what is left are sums of such that can only grow, and the simplex method finds
/// whether one of them can, the others making up for it. Numbers are whole and exact. Where they
/// would grow past their room, the figures count as held: rather one hidden too many.
struct Latitude {
  /// A sum that stays: figures with their coefficients.
  typealias Row = [Int: Int]

  /// Those that can only be what they are.
  private(set) var held: Set<Int> = []

  /// - Parameters:
  ///   - rows: the sums that stay.
  ///   - growing: the figures that can only be more; all others can be less as well.
  init(_ rows: [Row], growing: Set<Int>) {
    var rows = rows.filter { !$0.isEmpty }
    let loose = Set(rows.flatMap(\.keys)).subtracting(growing)
    for figure in loose.sorted() {
      guard let pivot = rows.firstIndex(where: { $0[figure] != nil }) else { continue }
      let row = rows.remove(at: pivot)
      guard let left = Latitude.eliminated(figure, by: row, from: rows) else {
        held = growing
        return
      }
      rows = left
    }
    holdOneSided(&rows)
    for part in Latitude.parts(rows) { hold(part) }
  }

  /// Figures that all must grow for a sum to move are held; then perhaps more.
  private mutating func holdOneSided(_ rows: inout [Row]) {
    while let row = rows.first(where: {
      $0.values.allSatisfy { $0 > 0 } || $0.values.allSatisfy { $0 < 0 }
    }) {
      held.formUnion(row.keys)
      rows = rows.map { $0.filter { !held.contains($0.key) } }.filter { !$0.isEmpty }
    }
  }

  /// Holds those figures of connected sums that cannot grow.
  private mutating func hold(_ rows: [Row]) {
    var waiting = Set(rows.flatMap(\.keys))
    while let figure = waiting.min() {
      var simplex = Simplex(rows, raising: figure)
      let moved = simplex.solution()
      waiting.remove(figure)
      if let moved { waiting.subtract(moved) } else { held.insert(figure) }
    }
  }

  /// The rows without a figure, by one row that tells it; nil for numbers that are too large.
  private static func eliminated(_ figure: Int, by row: Row, from rows: [Row]) -> [Row]? {
    guard let own = row[figure] else { return rows }
    var left: [Row] = []
    for other in rows {
      guard let factor = other[figure] else {
        left.append(other)
        continue
      }
      var sum: Row = [:]
      for key in Set(other.keys).union(row.keys) {
        guard let value = combined(other[key] ?? 0, own, row[key] ?? 0, factor) else { return nil }
        if value != 0 { sum[key] = value }
      }
      let divisor = sum.values.reduce(0, commonDivisor)
      if divisor > 0 { left.append(sum.mapValues { $0 / divisor }) }
    }
    return left
  }

  /// Rows that share figures, together.
  private static func parts(_ rows: [Row]) -> [[Row]] {
    var parts: [(keys: Set<Int>, rows: [Row])] = []
    for row in rows {
      let keys = Set(row.keys)
      let touched = parts.filter { !$0.keys.isDisjoint(with: keys) }
      parts.removeAll { !$0.keys.isDisjoint(with: keys) }
      parts.append(
        (touched.reduce(keys) { $0.union($1.keys) }, touched.flatMap(\.rows) + [row]))
    }
    return parts.map(\.rows)
  }
}

/// Finds figures of nought or more that keep some sums at nought when one of them is one: the first
/// phase of the simplex method, with Bland's rule, so that it ends.
private struct Simplex {
  private let figures: [Int]
  private let raised: Int
  /// Sums, the last number of each what it makes; each stands for its basic figure.
  private var rows: [[Int]] = []
  /// What the sums fall short by together.
  private var lack: [Int]
  /// The column of each row's basic figure; from the count of columns on, what the row lacks.
  private var basis: [Int]

  init(_ sums: [Latitude.Row], raising raised: Int) {
    self.raised = raised
    figures = Set(sums.flatMap(\.keys)).subtracting([raised]).sorted()
    for sum in sums {
      let made = -(sum[raised] ?? 0)
      let row = figures.map { sum[$0] ?? 0 } + [made]
      rows.append(made < 0 ? row.map { -$0 } : row)
    }
    basis = rows.indices.map { [count = figures.count] in count + $0 }
    lack = (0...figures.count).map { [rows] column in rows.reduce(0) { $0 + $1[column] } }
  }

  /// The figures that grow with the raised one; nil if it cannot be raised, or cannot be told.
  mutating func solution() -> Set<Int>? {
    while lack[figures.count] > 0 {
      guard let column = figures.indices.first(where: { lack[$0] > 0 }),
        let row = leaving(column), turn(row, column)
      else { return nil }
    }
    let grown = rows.indices.filter { basis[$0] < figures.count && rows[$0][figures.count] > 0 }
    return Set(grown.map { figures[basis[$0]] } + [raised])
  }

  /// The row that first comes to nought when a column's figure grows.
  private func leaving(_ column: Int) -> Int? {
    let last = figures.count
    return rows.indices.filter { rows[$0][column] > 0 }.min { one, other in
      let left = rows[one][last].multipliedFullWidth(by: rows[other][column])
      let right = rows[other][last].multipliedFullWidth(by: rows[one][column])
      return (left.high, left.low, basis[one]) < (right.high, right.low, basis[other])
    }
  }

  /// Makes a column's figure the basic one of a row; false for numbers that are too large.
  private mutating func turn(_ row: Int, _ column: Int) -> Bool {
    for other in rows.indices where other != row && rows[other][column] != 0 {
      guard let left = reduced(rows[other], by: rows[row], column) else { return false }
      rows[other] = left
    }
    guard let left = reduced(lack, by: rows[row], column) else { return false }
    lack = left
    basis[row] = column
    return true
  }

  private func reduced(_ other: [Int], by row: [Int], _ column: Int) -> [Int]? {
    var left: [Int] = []
    for place in other.indices {
      guard let value = combined(other[place], row[column], row[place], other[column]) else {
        return nil
      }
      left.append(value)
    }
    let divisor = left.reduce(0, commonDivisor)
    return divisor > 1 ? left.map { $0 / divisor } : left
  }
}

/// `a` × `factor` − `b` × `other`; nil if there is no room for it.
private func combined(_ a: Int, _ factor: Int, _ b: Int, _ other: Int) -> Int? {
  let (first, second) = (
    a.multipliedReportingOverflow(by: factor), b.multipliedReportingOverflow(by: other)
  )
  let (sum, overflow) = first.partialValue.subtractingReportingOverflow(second.partialValue)
  return first.overflow || second.overflow || overflow ? nil : sum
}

private func commonDivisor(_ a: Int, _ b: Int) -> Int {
  var (a, b) = (a.magnitude, b.magnitude)
  while b != 0 { (a, b) = (b, a % b) }
  return Int(clamping: a)
}
