import CaseModel

/// Hides what a table tells about few persons, and what would give that away (prikking).
///
/// A figure is hidden if it is about at least one subject and fewer than the limit. A share is
/// hidden as well when what is left of its whole is that small. Where all but one part of a shown
/// total are shown, the smallest other part is hidden too, until no hidden figure can be found by
/// subtraction: groups in a total, offices in a joint figure, months in a year.
struct Suppression {
  /// Fewer subjects than this are hidden.
  let limit: Int64

  init(below limit: Int) { self.limit = Int64(limit) }

  /// The leaves to hide, by place; a cell that reads one of them is hidden.
  func hidden(_ leaves: [Leaf], _ formulas: [Formula]) -> Set<Int> {
    var hidden = Set(leaves.indices.filter { isSmall(leaves[$0]) })
    for formula in formulas { hidden.formUnion(smallRests(formula, leaves)) }
    let shown = Set(formulas.flatMap { $0.leaves.map(\.place) })
    let relations = relations(leaves, shown)
    var again = true
    while again {
      again = false
      for relation in relations {
        guard let other = victim(relation, leaves, hidden) else { continue }
        hidden.insert(other)
        again = true
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

  /// A total and figures that add up to it.
  private struct Relation {
    let total: Int
    let parts: [Int]
  }

  /// What a table shows both whole and in parts.
  private func relations(_ leaves: [Leaf], _ shown: Set<Int>) -> [Relation] {
    let counted = shown.sorted().filter { !leaves[$0].isGiven }
    let byWhat = Dictionary(grouping: counted) { leaves[$0].key.what }
    return byWhat.values.flatMap { alike in
      alike.flatMap { total in
        [
          groups(of: total, alike, leaves), offices(of: total, alike, leaves),
          periods(of: total, alike, leaves),
        ].flatMap(\.self)
      }
    }.filter { addsUp($0, leaves) }
  }

  /// The groups of each breakdown of a total.
  private func groups(of total: Int, _ alike: [Int], _ leaves: [Leaf]) -> [Relation] {
    let whole = leaves[total]
    guard whole.filter?.isAllKnown ?? true else { return [] }
    let parts = alike.filter { place in
      let leaf = leaves[place]
      guard let filter = leaf.filter, !filter.isAllKnown else { return false }
      return leaf.column.offices == whole.column.offices
        && leaf.column.period == whole.column.period
        && (whole.filter == nil || whole.filter?.breakdown == filter.breakdown)
    }
    return Dictionary(grouping: parts) { leaves[$0].filter?.breakdown }.values
      .map { Relation(total: total, parts: $0) }
  }

  /// The offices of a joint figure.
  private func offices(of total: Int, _ alike: [Int], _ leaves: [Leaf]) -> [Relation] {
    let whole = leaves[total]
    let parts = alike.filter { place in
      let leaf = leaves[place]
      return leaf.filter?.key == whole.filter?.key && leaf.column.period == whole.column.period
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
      return leaf.filter?.key == whole.filter?.key && leaf.column.offices == whole.column.offices
        && leaf.column.period != whole.column.period
        && whole.column.period.contains(leaf.column.period.lowerBound)
        && whole.column.period.contains(leaf.column.period.upperBound)
    }
    return parts.isEmpty ? [] : [Relation(total: total, parts: parts)]
  }

  /// Parts that do not make up the total, as of children who were there in several months, tell
  /// nothing by subtraction.
  private func addsUp(_ relation: Relation, _ leaves: [Leaf]) -> Bool {
    let sum = relation.parts.reduce(Fixed(0)) { $0 + leaves[$1].tally.total }
    return (sum + -leaves[relation.total].tally.total).scaled == 0
  }

  /// What must be hidden besides the only hidden figure of a relation; nil if there is no need.
  private func victim(_ relation: Relation, _ leaves: [Leaf], _ hidden: Set<Int>) -> Int? {
    let all = [relation.total] + relation.parts
    guard all.filter(hidden.contains).count == 1 else { return nil }
    let others = relation.parts.filter { !hidden.contains($0) && leaves[$0].tally.subjects > 0 }
    return others.min { leaves[$0].tally.subjects < leaves[$1].tally.subjects }
      ?? (hidden.contains(relation.total) ? nil : relation.total)
  }
}
