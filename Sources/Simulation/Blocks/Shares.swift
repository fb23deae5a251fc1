/// Whole numbers in proportion to weights that add up to a total exactly.
///
/// Each is what the rounded running sum grows by, so no remainder is left over.
func shares(of total: Int, by weights: [Int]) -> [Int] {
  let whole = weights.reduce(0, +)
  guard whole > 0 else { return weights.map { _ in 0 } }
  var (running, given) = (0, 0)
  return weights.map { weight in
    running += weight
    let (high, low) = running.multipliedFullWidth(by: total)
    let next = whole.dividingFullWidth((high, low)).quotient
    defer { given = next }
    return next - given
  }
}

/// A value of a margin: so many of a population have it.
struct MarginValue<Value: Equatable, Member> {
  /// What they have.
  let value: Value
  /// How many have it.
  var count: Int
  /// Who can have it at all; nil for everybody.
  var fits: ((Member) -> Bool)?
}

extension Dice {
  /// Gives every member of a population one value of a margin, so that each value is had by as many
  /// as the margin says.
  ///
  /// What only some can have is given first. Who had a value before mostly keeps it.
  /// - Parameters:
  ///   - margin: the values, whose counts add up to the population.
  ///   - before: what a member had before; nil for nothing.
  ///   - keeping: of a hundred, how many keep what they had, as far as the counts allow.
  mutating func spread<Value: Equatable, Member>(
    _ margin: [MarginValue<Value, Member>], over members: [Member],
    before: (Member) -> Value?, keeping: Int = 90
  ) -> [Value] {
    var found = [Value?](repeating: nil, count: members.count)
    var left = shuffled(Array(members.indices))
    var margin = margin
    for place in margin.indices {
      guard let fits = margin[place].fits else { continue }
      let value = margin[place].value
      let able = left.filter { fits(members[$0]) }
      let keepers = able.filter { before(members[$0]) == value }
      let others = able.filter { before(members[$0]) != value }
      for index in (keepers + others).prefix(margin[place].count) {
        found[index] = value
        margin[place].count -= 1
      }
      left = left.filter { found[$0] == nil }
    }
    for index in left where chance(keeping) {
      let place = margin.firstIndex { $0.count > 0 && $0.value == before(members[index]) }
      guard let place, margin[place].fits == nil else { continue }
      found[index] = margin[place].value
      margin[place].count -= 1
    }
    let rest = shuffled(margin.flatMap { Array(repeating: $0.value, count: $0.count) })
    for (index, value) in zip(left.filter { found[$0] == nil }, rest) { found[index] = value }
    return found.compactMap(\.self)
  }
}
