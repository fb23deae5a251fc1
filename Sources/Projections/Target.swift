import CaseModel

// Goals: what a figure should be, and whether it was (styringskort).

extension Report {
  /// What of a row a column shows.
  public enum Show: String, Sendable, CaseIterable {
    /// What its indicator measures.
    case actual
    /// What it should be.
    case target
    /// Whether it was.
    case reached
  }

  /// What a row's figure should be (måltall).
  ///
  /// The target of a calendar year is given under the item's own name. That of any month is given
  /// under it with `.month` behind it, that of any quarter with `.quarter`, that of other days with
  /// the days; in a row that is a group, the group's id goes before: `x.18-24.month`. Where none
  /// was given there is no answer.
  public struct Target: Sendable {
    /// The id of the indicator that gives it.
    public let indicator: StaticString
    /// Which of several given figures it is.
    public let item: StaticString
    /// Whether the figure should be that or more; else that or less.
    public let isAtLeast: Bool
    /// Whether one target holds for periods of any length, as for a share or a stock.
    public let anyPeriod: Bool

    /// A target with all its parts.
    public init(
      _ indicator: StaticString, item: StaticString, atLeast: Bool, anyPeriod: Bool = false
    ) {
      (self.indicator, self.item) = (indicator, item)
      (isAtLeast, self.anyPeriod) = (atLeast, anyPeriod)
    }

    /// The item that a target was given under, for a row's group and a column's period.
    func item(of group: String?, in period: ClosedRange<Day>) -> String {
      [item.description, group, anyPeriod ? nil : period.length].compactMap(\.self)
        .joined(separator: ".")
    }
  }
}

extension ClosedRange<Day> {
  /// How long a calendar month or quarter is, nil for a year, the days themselves for others.
  fileprivate var length: String? {
    let (first, next) = (lowerBound, upperBound.adding(days: 1))
    if first == Day.first(of: first.year), upperBound == Day.last(of: first.year) { return nil }
    if first.components.day == 1, next == first.adding(months: 1) { return "month" }
    let isQuarter = first.components.day == 1 && (first.month - 1) % 3 == 0
    if isQuarter, next == first.adding(months: 3) { return "quarter" }
    return "\(lowerBound)..\(upperBound)"
  }
}

extension Report.Row {
  /// The indicator of which a column shows a figure: the row's, or that which gives its target.
  func indicator(in column: ResolvedColumn) throws(Statistics.Refusal) -> Indicator {
    if column.show == .target, let target { return try Indicator.of(target.indicator) }
    return try Indicator.of(indicator)
  }
}

extension Formula {
  /// Whether a figure is what it should be; no answer where one of them is missing.
  static func verdict(
    _ actual: Formula, _ target: Formula, atLeast: Bool,
    _ leaf: (Int) -> Result<Figure, MissingFigure>
  ) -> Result<Figure, MissingFigure> {
    actual.number(leaf).flatMap { actual in
      target.number(leaf).map { target in
        let more = (actual + -target).scaled
        return .verdict(atLeast ? more >= 0 : more <= 0)
      }
    }
  }
}
