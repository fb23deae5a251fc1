import CaseModel

/// How a cell is computed from what is counted.
indirect enum Formula: Sendable {
  /// The figure of a leaf, by its place, and what it is to the cell.
  case leaf(Int, Explanation.Role)
  /// The one for each of the other.
  case ratio(Formula, Formula, times: Int64, decimals: Int)
  /// The sum of some, less the sum of others.
  case sum([Formula], less: [Formula])
  /// In thousands, in millions: divided, and rounded half up.
  case scaled(Formula, divisor: Int64, decimals: Int)
  /// Whether the one is at least, or at most, the other.
  case reached(Formula, target: Formula, atLeast: Bool)
  /// No figure, whatever was counted.
  case missing(Statistics.Missing)

  /// The leaves it reads, each with what it is to the cell.
  var leaves: [(place: Int, role: Explanation.Role)] {
    switch self {
    case .leaf(let place, let role): [(place, role)]
    case .ratio(let part, let whole, _, _): part.leaves + whole.leaves
    case .sum(let plus, let minus): (plus + minus).flatMap(\.leaves)
    case .scaled(let inner, _, _): inner.leaves
    case .reached(let actual, let target, _): actual.leaves + target.leaves
    case .missing: []
    }
  }

  /// The figure, or why it is missing.
  func value(
    _ leaf: (Int) -> Result<Figure, MissingFigure>
  ) -> Result<Figure, MissingFigure> {
    switch self {
    case .leaf(let place, _): return leaf(place)
    case .ratio(let part, let whole, let times, let decimals):
      return part.number(leaf).flatMap { part in
        whole.number(leaf).flatMap { whole in
          guard let ratio = Fixed(part, per: whole, times: times, decimals: decimals) else {
            return .failure(MissingFigure(.noWhole))
          }
          return .success(.number(ratio))
        }
      }
    case .sum(let plus, let minus):
      var sum = Fixed(0)
      for (terms, negative) in [(plus, false), (minus, true)] {
        for term in terms {
          switch term.number(leaf) {
          case .success(let number): sum = sum + (negative ? -number : number)
          case .failure(let why): return .failure(why)
          }
        }
      }
      return .success(.number(sum))
    case .scaled(let inner, let divisor, let decimals):
      return inner.number(leaf).flatMap { number in
        Fixed(number, per: Fixed(divisor), decimals: decimals).map { .success(.number($0)) }
          ?? .failure(MissingFigure(.noWhole))
      }
    case .reached(let actual, let target, let atLeast):
      return Formula.verdict(actual, target, atLeast: atLeast, leaf)
    case .missing(let why): return .failure(MissingFigure(why))
    }
  }

  /// Its number; a text cannot be computed with.
  func number(
    _ leaf: (Int) -> Result<Figure, MissingFigure>
  ) -> Result<Fixed, MissingFigure> {
    value(leaf).flatMap { figure in
      guard case .number(let number) = figure else { return .failure(MissingFigure(.notGiven)) }
      return .success(number)
    }
  }
}

/// A missing figure as an error, so that it can stand in a result.
struct MissingFigure: Error {
  let why: Statistics.Missing

  init(_ why: Statistics.Missing) { self.why = why }
}

/// One figure that is counted in the files or given: several cells may read it.
struct Leaf {
  let indicator: Indicator
  /// Which of several given figures of that name.
  let item: String?
  /// The part of a breakdown that its row is about.
  let filter: RowFilter?
  /// The part of a breakdown that its column is about.
  let columnFilter: RowFilter?
  /// The offices and the period, as they were asked for.
  let column: ResolvedColumn
  /// The unit that the table is of; nil for all.
  let unit: UnitScope?
  /// Whether it is a given figure that municipalities share and do not add up, as a percentage.
  var isLevel = false
  /// Whether the log can answer for the column's time and offices.
  let isCovered: Bool
  var tally: Tally
  /// Whether an office said that it does not count this.
  var isUncounted = false

  var isGiven: Bool { if case .reference = indicator.measure { true } else { false } }

  /// Whether its parts make up its whole: middles do not.
  var addsUp: Bool { if case .median = indicator.measure { false } else { !isGiven } }

  /// Tells it from the other figures of a table.
  var key: LeafKey {
    LeafKey(
      what: WhatKey(indicator: indicator.id.description, item: item, isLevel: isLevel),
      filter: filter?.key, columnFilter: columnFilter?.key, offices: column.offices,
      period: column.period)
  }

  /// The figure, or why it is missing.
  func outcome(until end: Day) -> Result<Figure, MissingFigure> {
    let last = min(end, column.period.upperBound)
    guard isCovered || isGiven else { return .failure(MissingFigure(.notCovered)) }
    guard !isUncounted else { return .failure(MissingFigure(.notCounted)) }
    guard indicator.holds(on: column.period.upperBound), indicator.measure.fits(in: column.period)
    else {
      return .failure(MissingFigure(.notDefined))
    }
    guard unit == nil || !indicator.measure.isShared else {
      return .failure(MissingFigure(.notGiven))
    }
    guard indicator.measure.hasRules(by: last) else { return .failure(MissingFigure(.noRule)) }
    guard !indicator.measure.isShared || tally.isShared else {
      return .failure(MissingFigure(.notGiven))
    }
    if case .told = indicator.measure {
      return tally.told.map { .success($0) } ?? .failure(MissingFigure(.notGiven))
    }
    if case .median(let median) = indicator.measure {
      return tally.middle(decimals: median.decimals).map { .success(.number($0)) }
        ?? .failure(MissingFigure(.noWhole))
    }
    guard isGiven else { return .success(.number(tally.total)) }
    return tally.given(in: column, isLevel: isLevel).map { .success($0) }
      ?? .failure(MissingFigure(.notGiven))
  }

  /// Adds what one file holds.
  mutating func add(_ view: FileView, until end: Day) {
    let scope = Scope(
      offices: column.offices.isEmpty ? nil : Set(column.offices),
      period: column.period.lowerBound...max(column.period.lowerBound, end), asked: column.period,
      unit: unit)
    tally.add(
      view, indicator, item: item, filters: [filter, columnFilter].compactMap(\.self), in: scope)
    let file = view.file
    if let thing = indicator.countedAs?.description, file.subject.kind == .unit,
      scope.covers(file.own?.office), !file.counts(thing)
    {
      isUncounted = true
    }
  }
}

/// What a leaf measures, wherever and whenever.
struct WhatKey: Hashable {
  let indicator: String
  let item: String?
  var isLevel = false
}

/// Tells a leaf from the others.
struct LeafKey: Hashable {
  let what: WhatKey
  let filter: String?
  let columnFilter: String?
  let offices: [Office]
  let period: ClosedRange<Day>

  /// The same of another indicator, and of another period.
  func of(_ indicator: String, during period: ClosedRange<Day>? = nil) -> LeafKey {
    LeafKey(
      what: WhatKey(indicator: indicator, item: what.item, isLevel: what.isLevel), filter: filter,
      columnFilter: columnFilter, offices: offices, period: period ?? self.period)
  }
}

extension CaseFile {
  /// Whether the unit counts a thing: it does unless it has said otherwise.
  fileprivate func counts(_ thing: String) -> Bool {
    let said = own?.marks(.countingSet).last { $0.fields.text(.counts) == thing }
    return said?.fields.flag(.counted) ?? true
  }
}

extension Measure {
  /// Whether it is shared between municipalities: no unit has a part in it.
  fileprivate var isShared: Bool { if case .shared = self { true } else { false } }

  /// Whether a verdict it asks for could exist by then: a rule that began later gave none.
  func hasRules(by day: Day) -> Bool {
    var rules: [[LawRule]] = queries.compactMap { $0.deadline?.lawRules }
    if case .stretches(let query) = self { rules.append(query.lawRule.map { [$0] } ?? []) }
    return rules.allSatisfy { $0.contains { rule in rule.validFrom.map { $0 <= day } ?? true } }
  }
}
