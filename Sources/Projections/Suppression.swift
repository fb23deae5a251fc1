import CaseModel

/// Hides what a table tells about few persons, and what would give that away (prikking).
///
/// A figure is hidden if it is about at least one subject and fewer than the limit. A share is
/// hidden as well when what is left of its whole is that small. Then the smallest other part of a
/// total is hidden too, until no hidden figure can be computed from what is shown, nor from its
/// being one at least: by all the table's totals together, which are groups in rows and in columns,
/// offices in a joint figure, months in a year, and what came and went beside what is there.
struct Suppression {
  /// Fewer subjects than this are hidden.
  let limit: Int64

  init(below limit: Int) { self.limit = Int64(limit) }

  /// The leaves to hide, by place; a cell that reads one of them is hidden.
  func hidden(_ leaves: [Leaf], _ formulas: [Formula]) -> Set<Int> {
    let veiled = veiled(formulas, leaves)
    var hidden = Set(leaves.indices.filter { isSmall(leaves[$0]) && !veiled.contains($0) })
    for formula in formulas {
      hidden.formUnion(smallRests(formula, leaves))
      hidden.formUnion(smallSum(formula, leaves))
    }
    let shown = Set(formulas.flatMap { $0.leaves.map(\.place) })
    for relations in connected(relations(leaves, shown)) {
      while true {
        let more = victims(relations, leaves, hidden)
        if more.isEmpty { break }
        hidden.formUnion(more)
      }
    }
    return hidden
  }

  private func isSmall(_ leaf: Leaf) -> Bool {
    !leaf.isGiven && !leaf.indicator.isOpen && (1..<limit).contains(Int64(leaf.tally.subjects))
  }

  /// The parts of shares of which only a few are left out: 98 of 100.
  private func smallRests(_ formula: Formula, _ leaves: [Leaf]) -> [Int] {
    if case .reached(let actual, _, _) = formula { return smallRests(actual, leaves) }
    guard case .ratio(.leaf(let part, .part), .leaf(let whole, _), _, _) = formula,
      !leaves[part].isGiven, !leaves[whole].isGiven, !leaves[part].indicator.isOpen
    else { return [] }
    let rest = leaves[whole].tally.subjects - leaves[part].tally.subjects
    return (1..<limit).contains(Int64(rest)) ? [part] : []
  }

  /// What to hide where a sum or a difference of counts is small: owed less kept.
  ///
  /// The last figure that is taken away, or else the last that is added: the cell, which reads it,
  /// is hidden with it.
  private func smallSum(_ formula: Formula, _ leaves: [Leaf]) -> [Int] {
    if case .scaled(let inner, _, _) = formula { return smallSum(inner, leaves) }
    guard case .sum(let plus, let minus) = formula,
      formula.leaves.allSatisfy({ place, _ in
        let leaf = leaves[place]
        return !leaf.isGiven && !leaf.indicator.isOpen && leaf.indicator.measure.isCount
      }),
      // A change of one figure is not about the few by which it changed.
      Set(formula.leaves.map { leaves[$0.place].column.period }).count == 1,
      case .success(.number(let number)) = formula.value({
        .success(.number(leaves[$0].tally.total))
      }),
      (1..<limit).contains(abs(number.scaled))
    else { return [] }
    return [(minus.isEmpty ? plus : minus).flatMap(\.leaves).last?.place].compactMap(\.self)
  }

  /// The leaves that no cell shows by themselves, but only in sums with others like them: nobody
  /// can tell how large each is.
  private func veiled(_ formulas: [Formula], _ leaves: [Leaf]) -> Set<Int> {
    var (bare, sums): (Set<Int>, [Set<Int>]) = ([], [])
    for formula in formulas {
      let read = Set(formula.leaves.map(\.place))
      if case .sum = formula { sums.append(read) } else { bare.formUnion(read) }
    }
    let inner = Set(sums.flatMap(\.self)).subtracting(bare)
    return inner.filter { place in
      sums.allSatisfy { sum in
        !sum.contains(place)
          || sum.contains { $0 != place && inner.contains($0) && leaves[$0].tally.subjects > 0 }
      }
    }
  }

  /// A total and figures that add up to it, some of them taken away.
  private struct Relation {
    let total: Int
    let parts: [Int]
    var minus: [Int] = []

    var all: [Int] { parts + minus }
    /// The total and its figures.
    var places: Set<Int> { Set(all + [total]) }
  }

  /// The relations that share figures, together: what is hidden among some tells nothing of others.
  private func connected(_ relations: [Relation]) -> [[Relation]] {
    var groups: [(places: Set<Int>, relations: [Relation])] = []
    for relation in relations {
      let touched = groups.filter { !$0.places.isDisjoint(with: relation.places) }
      groups.removeAll { !$0.places.isDisjoint(with: relation.places) }
      groups.append(
        (
          touched.reduce(relation.places) { $0.union($1.places) },
          touched.flatMap(\.relations) + [relation]
        ))
    }
    return groups.map(\.relations)
  }

  /// What a table shows both whole and in parts.
  private func relations(_ leaves: [Leaf], _ shown: Set<Int>) -> [Relation] {
    let counted = shown.sorted().filter { leaves[$0].addsUp }
    let byWhat = Dictionary(grouping: counted) { leaves[$0].key.what }
    return byWhat.values.flatMap { alike in
      alike.flatMap { total in
        [
          groups(of: total, alike, leaves, by: \.filter, alongside: \.columnFilter),
          groups(of: total, alike, leaves, by: \.columnFilter, alongside: \.filter),
          offices(of: total, alike, leaves),
          periods(of: total, alike, leaves),
        ].flatMap(\.self)
      }
    }.filter { addsUp($0, leaves) }
      + (balances(counted, leaves) + wholes(counted, leaves)).filter { addsUp($0, leaves) }
  }

  /// What was there, came and went of one group, office and period, and where a period begins as
  /// the one before it ends.
  private func balances(_ counted: [Int], _ leaves: [Leaf]) -> [Relation] {
    let places = Dictionary(counted.map { (leaves[$0].key, $0) }) { first, _ in first }
    return Balance.all.flatMap { balance in
      counted.filter { leaves[$0].key.what.indicator == balance.closing.description }.flatMap {
        closing in
        let key = leaves[closing].key
        // Where nothing says what there was, the period before says what it closed with.
        let before = counted.first { place in
          let other = leaves[place].key
          return other.what.indicator == balance.closing.description
            && other.period.upperBound.adding(days: 1) == key.period.lowerBound
            && other.of(key.what.indicator, during: key.period) == key
        }
        let opening = places[key.of(balance.opening.description)] ?? before
        // A flow that is not shown, as of what moved, is taken to be nought.
        func shown(_ flows: [StaticString]) -> [Int] {
          flows.compactMap { places[key.of($0.description)] }
        }
        let (came, went) = (shown(balance.incoming), shown(balance.outgoing))
        var found: [Relation] = []
        if let opening, !came.isEmpty || !went.isEmpty {
          found.append(Relation(total: closing, parts: [opening] + came, minus: went))
        }
        let next = counted.filter { place in
          let other = leaves[place].key
          return other.what.indicator == balance.opening.description
            && other.period.lowerBound == key.period.upperBound.adding(days: 1)
            && other.of(key.what.indicator, during: key.period) == key
        }
        return found + next.map { Relation(total: closing, parts: [$0]) }
      }
    }
  }

  /// Figures that others add up to, of one group, office and period.
  private func wholes(_ counted: [Int], _ leaves: [Leaf]) -> [Relation] {
    let places = Dictionary(counted.map { (leaves[$0].key, $0) }) { first, _ in first }
    return Whole.all.flatMap { whole in
      counted.filter { leaves[$0].key.what.indicator == whole.whole.description }.compactMap {
        total in
        let parts = whole.parts.map { places[leaves[total].key.of($0.description)] }
        let found = parts.compactMap(\.self)
        return found.count == parts.count ? Relation(total: total, parts: found) : nil
      }
    }
  }

  /// The groups of each breakdown of a total: its rows, or its columns.
  private func groups(
    of total: Int, _ alike: [Int], _ leaves: [Leaf], by filter: KeyPath<Leaf, RowFilter?>,
    alongside other: KeyPath<Leaf, RowFilter?>
  ) -> [Relation] {
    let whole = leaves[total]
    guard whole[keyPath: filter]?.isAllKnown ?? true else { return [] }
    let parts = alike.filter { place in
      let leaf = leaves[place]
      guard let part = leaf[keyPath: filter], !part.isAllKnown else { return false }
      return leaf[keyPath: other]?.key == whole[keyPath: other]?.key
        && leaf.column.offices == whole.column.offices
        && leaf.column.period == whole.column.period
        && (whole[keyPath: filter].map { $0.breakdown == part.breakdown } ?? true)
    }
    return Dictionary(grouping: parts) { leaves[$0][keyPath: filter]?.breakdown }.values
      .map { Relation(total: total, parts: $0) }
  }

  /// The offices of a joint figure.
  private func offices(of total: Int, _ alike: [Int], _ leaves: [Leaf]) -> [Relation] {
    let whole = leaves[total]
    let parts = alike.filter { place in
      let leaf = leaves[place]
      return leaf.isSamePart(as: whole) && leaf.column.period == whole.column.period
        && leaf.column.offices.count == 1 && whole.column.offices.count != 1
        && (whole.column.offices.isEmpty || whole.column.offices.contains(leaf.column.offices[0]))
    }
    return parts.isEmpty ? [] : [Relation(total: total, parts: parts)]
  }

  /// The months of a year.
  private func periods(of total: Int, _ alike: [Int], _ leaves: [Leaf]) -> [Relation] {
    let whole = leaves[total]
    let parts = alike.filter { place in
      let leaf = leaves[place]
      return leaf.isSamePart(as: whole) && leaf.column.offices == whole.column.offices
        && leaf.column.period != whole.column.period
        && whole.column.period.contains(leaf.column.period.lowerBound)
        && whole.column.period.contains(leaf.column.period.upperBound)
    }
    return parts.isEmpty ? [] : [Relation(total: total, parts: parts)]
  }

  /// Parts that do not make up the total, as of children who were there in several months, tell
  /// nothing by subtraction.
  private func addsUp(_ relation: Relation, _ leaves: [Leaf]) -> Bool {
    let plus = relation.parts.reduce(Fixed(0)) { $0 + leaves[$1].tally.total }
    let sum = relation.minus.reduce(plus) { $0 + -leaves[$1].tally.total }
    return (sum + -leaves[relation.total].tally.total).scaled == 0
  }

  /// What must be hidden besides; nothing if no hidden figure can be computed, or none can be
  /// helped.
  private func victims(
    _ relations: [Relation], _ leaves: [Leaf], _ hidden: Set<Int>
  ) -> Set<Int> {
    let known = determined(relations, leaves, hidden)
    guard !known.isEmpty else { return [] }
    // First where one figure alone is hidden; another that follows from it may then be safe.
    let alone = relations.filter { $0.places.intersection(hidden).count == 1 }
    for tried in [alone, relations] {
      let others = others(than: known, in: tried, leaves, hidden)
      if !others.isEmpty { return others }
    }
    return distant(known, relations, leaves, hidden).map { [$0] } ?? []
  }

  /// The hidden figures that can be computed: from sums, and because each count that is hidden is
  /// one at least.
  private func determined(
    _ relations: [Relation], _ leaves: [Leaf], _ hidden: Set<Int>
  ) -> Set<Int> {
    let sums = relations.map { relation in
      var terms = Dictionary(relation.parts.map { ($0, -1) }, uniquingKeysWith: +)
      for place in relation.minus { terms[place, default: 0] += 1 }
      terms[relation.total, default: 0] += 1
      return terms.filter { $0.value != 0 && hidden.contains($0.key) }
    }
    let computed = solved(sums, knowing: [])
    // All the others could be less as well as more.
    let ones = hidden.subtracting(computed).filter {
      leaves[$0].indicator.measure.isCount && leaves[$0].tally.total.scaled <= 1
    }
    guard !ones.isEmpty else { return computed }
    let rest = sums.map { $0.filter { !computed.contains($0.key) } }
    let held = computed.union(Latitude(rest, growing: ones).held)
    return held.union(solved(sums, knowing: held))
  }

  private func solved(_ sums: [[Int: Int]], knowing known: Set<Int>) -> Set<Int> {
    var equations = Equations()
    for sum in sums { equations.add(sum.filter { !known.contains($0.key) }) }
    return equations.determined
  }

  /// Where everything beside what is known is hidden or nought: the smallest figure of a relation
  /// next to its own that makes less known, or the smallest of all.
  private func distant(
    _ known: Set<Int>, _ relations: [Relation], _ leaves: [Leaf], _ hidden: Set<Int>
  ) -> Int? {
    func near(_ places: Set<Int>) -> Set<Int> {
      relations.map(\.places).filter { !$0.isDisjoint(with: places) }
        .reduce(into: []) { $0.formUnion($1) }
    }
    func free(_ places: Set<Int>) -> [Int] {
      places.filter { !hidden.contains($0) && leaves[$0].tally.subjects > 0 }
        .sorted { (leaves[$0].tally.subjects, $0) < (leaves[$1].tally.subjects, $1) }
    }
    // Each is tried by solving everything anew: the first dozen are enough.
    return free(near(near(known))).prefix(12).first {
      determined(relations, leaves, hidden.union([$0])).count < known.count
    } ?? free(Set(relations.flatMap(\.places))).first
  }

  /// The smallest part beside each figure that is known, or else its total; one for all the figures
  /// of a relation.
  private func others(
    than known: Set<Int>, in relations: [Relation], _ leaves: [Leaf], _ hidden: Set<Int>
  ) -> Set<Int> {
    var others: Set<Int> = []
    for place in known.sorted() {
      let own = relations.filter { $0.places.contains(place) }
      guard own.allSatisfy({ $0.places.isDisjoint(with: others) }) else { continue }
      let parts = own.flatMap(\.all).filter {
        !hidden.contains($0) && leaves[$0].tally.subjects > 0
      }
      let smallest = parts.min {
        (leaves[$0].tally.subjects, $0) < (leaves[$1].tally.subjects, $1)
      }
      if let other = smallest ?? own.map(\.total).first(where: { !hidden.contains($0) }) {
        others.insert(other)
      }
    }
    return others
  }
}

extension Measure {
  /// Whether it is one at least where there is anybody: not so of an amount or of days.
  fileprivate var isCount: Bool {
    switch self {
    case .episodes, .subjects, .distinct, .months, .acts, .stretches: true
    default: false
    }
  }
}

extension Leaf {
  /// Whether both are about the same part of their breakdowns.
  fileprivate func isSamePart(as other: Leaf) -> Bool {
    filter?.key == other.filter?.key && columnFilter?.key == other.columnFilter?.key
  }
}
