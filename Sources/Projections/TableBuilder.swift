import CaseModel

/// Lays out a table: what is counted for its cells, each figure once, and how they are computed.
struct TableBuilder {
  let coverage: Statistics.Coverage
  let end: Day
  let explaining: Bool
  let unit: UnitScope?
  private(set) var leaves: [Leaf] = []
  private var places: [LeafKey: Int] = [:]

  init(coverage: Statistics.Coverage, end: Day, explaining: Bool, unit: UnitScope?) {
    (self.coverage, self.end, self.explaining, self.unit) = (coverage, end, explaining, unit)
  }

  /// The formula of a cell: the figure of its row, as its column wants it.
  mutating func formula(
    _ line: RowLine, _ indicator: Indicator, _ column: ResolvedColumn
  ) throws(Statistics.Refusal) -> Formula {
    guard column.show != .reached else { return try verdict(line, indicator, column) }
    var formula: Formula
    switch column.change {
    case nil where column.show == .target:
      formula = try target(line, indicator, column, .counted)
    case .some(let (later, earlier)):
      let new = try figure(line, indicator, later)
      formula = .sum([new], less: [try figure(line, indicator, earlier, .subtracted)])
    case nil: formula = try figure(line, indicator, column)
    }
    if let scale = line.scale, column.base == nil, column.per == nil {
      formula = .scaled(formula, divisor: scale.divisor, decimals: scale.decimals)
    }
    return formula
  }

  /// Whether the row's figure is what it should be, once the period is over.
  private mutating func verdict(
    _ line: RowLine, _ indicator: Indicator, _ column: ResolvedColumn
  ) throws(Statistics.Refusal) -> Formula {
    guard column.period.upperBound <= end else { return .missing(.notOver) }
    return .reached(
      try figure(line, indicator, column), target: try target(line, indicator, column, .target),
      atLeast: line.target?.isAtLeast ?? true)
  }

  /// What the row's figure should be.
  ///
  /// Shares of several municipalities have one target together.
  private mutating func target(
    _ line: RowLine, _ indicator: Indicator, _ column: ResolvedColumn, _ role: Explanation.Role
  ) throws(Statistics.Refusal) -> Formula {
    guard let target = line.target else { return .missing(.notGiven) }
    let isLevel = if case .share = indicator.measure { true } else { false }
    let given = try Indicator.of(target.indicator)
    let asked = Asked(
      item: target.item(of: line.group, in: column.period), filter: nil, column: column,
      role: role)
    return .leaf(leaf(given, asked, isLevel: isLevel), role)
  }

  private mutating func figure(
    _ line: RowLine, _ indicator: Indicator, _ column: ResolvedColumn,
    _ role: Explanation.Role = .counted
  ) throws(Statistics.Refusal) -> Formula {
    let item = [line.item, column.item].compactMap(\.self).joined(separator: ".")
    let asked = Asked(
      item: item.isEmpty ? nil : item, filter: line.filter, column: column, role: role)
    if let base = column.base {
      var (part, whole) = (asked, asked)
      part.role = .part
      whole.role = .whole
      whole.filter = base.isKnownOnly ? line.knownFilter : nil
      return .ratio(
        try compile(indicator, part), try compile(indicator, whole), times: 100,
        decimals: base.decimals)
    }
    let counted = try compile(indicator, asked)
    guard let rate = column.per else { return counted }
    let given = Indicator(rate.figure, unit: "", .reference(figure: rate.figure))
    let people = rate.isByGroup ? line.part : nil
    let base = leaf(given, Asked(item: people, filter: nil, column: column, role: .base))
    return .ratio(counted, .leaf(base, .base), times: rate.times, decimals: rate.decimals)
  }

  /// What is asked of an indicator in a cell.
  private struct Asked {
    var item: String?
    var filter: RowFilter?
    var column: ResolvedColumn
    var role: Explanation.Role
  }

  private mutating func compile(
    _ indicator: Indicator, _ asked: Asked
  ) throws(Statistics.Refusal) -> Formula {
    switch indicator.measure {
    case .share(let share):
      var (part, whole) = (asked, asked)
      if asked.role == .counted { (part.role, whole.role) = (.part, .whole) }
      return .ratio(
        try compile(try Indicator.of(share.part), part),
        try compile(try Indicator.of(share.whole), whole), times: share.times,
        decimals: share.decimals)
    case .combination(let plus, let minus):
      var less = asked
      // What is taken away from what is taken away is added.
      switch asked.role {
      case .counted, .part: less.role = .subtracted
      case .subtracted: less.role = .counted
      case .whole, .base, .target: break
      }
      if let (one, other) = PopulationGroup.overlap(in: try figures(of: plus)) {
        throw .populationsOverlap(one, other)
      }
      var (added, subtracted): ([Formula], [Formula]) = ([], [])
      for id in plus { added.append(try compile(try Indicator.of(id), asked)) }
      for id in minus { subtracted.append(try compile(try Indicator.of(id), less)) }
      return .sum(added, less: subtracted)
    default: return .leaf(leaf(indicator, asked), asked.role)
    }
  }

  /// The given figures among some indicators.
  private func figures(of ids: [StaticString]) throws(Statistics.Refusal) -> [String] {
    var figures: [String] = []
    for id in ids {
      if case .reference(let figure) = try Indicator.of(id).measure {
        figures.append(figure.description)
      }
    }
    return figures
  }

  /// The place of a figure, which is counted once however many cells read it.
  private mutating func leaf(
    _ indicator: Indicator, _ asked: Asked, isLevel: Bool = false
  ) -> Int {
    let isGiven = if case .reference = indicator.measure { true } else { false }
    let leaf = Leaf(
      indicator: indicator, item: asked.item, filter: isGiven ? nil : asked.filter,
      columnFilter: isGiven ? nil : asked.column.filter, column: asked.column, unit: unit,
      isLevel: isLevel,
      isCovered: asked.column.isCovered(by: coverage, until: end)
        && indicator.measure.canLookBack(
          from: asked.column.period, to: coverage.days.lowerBound),
      tally: Tally(collects: explaining))
    if let known = places[leaf.key] { return known }
    places[leaf.key] = leaves.count
    leaves.append(leaf)
    return leaves.count - 1
  }
}

/// One cell in the making.
struct Slot: Sendable {
  let row: RowLine
  let column: ResolvedColumn
  let indicator: Indicator
  let formula: Formula

  var unit: String {
    if column.show == .reached { return "reached" }
    if column.base != nil { return "percent" }
    if let scale = row.scale { return scale.unit ?? indicator.unit.description }
    if let rate = column.per { return "per-\(rate.times)-\(rate.figure)" }
    return indicator.unit.description
  }
}
