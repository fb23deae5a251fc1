import CaseModel

// Which days a query looks at: a person is new who had no payment in the period before.

extension EpisodeQuery {
  /// Which days a query looks at.
  public enum Days: Sendable {
    /// Those of the asked period.
    case period
    /// Those of the equally long period just before it: the month before a month, the year before
    /// a year, and of other periods as many days.
    case before
    /// Every day before it.
    case earlier
  }
}

extension Scope {
  /// The days that a query looks at.
  ///
  /// The facts about what it finds there, an age too, are those at the asked period's end: so the
  /// same persons are compared.
  func days(_ days: EpisodeQuery.Days) -> ClosedRange<Day> {
    switch days {
    case .period: period
    case .before: asked.before
    case .earlier: Day(number: .min / 2)...asked.lowerBound.adding(days: -1)
    }
  }
}

extension ClosedRange<Day> {
  /// The equally long period just before: as many whole months if it is made up of such, else as
  /// many days.
  var before: ClosedRange<Day> {
    let (last, next) = (lowerBound.adding(days: -1), upperBound.adding(days: 1))
    guard lowerBound.components.day == 1, next.components.day == 1 else {
      return lowerBound.adding(days: -count)...last
    }
    let months = (next.year - lowerBound.year) * 12 + next.month - lowerBound.month
    return lowerBound.adding(months: -months)...last
  }

  private var count: Int { upperBound.days(since: lowerBound) + 1 }
}

extension Measure {
  /// Whether a period is long enough for what is asked: nobody has six months in a quarter.
  func fits(in asked: ClosedRange<Day>) -> Bool {
    guard case .subjects(let query) = self else { return true }
    let (first, last) = (asked.lowerBound.components, asked.upperBound.components)
    return (last.year - first.year) * 12 + last.month - first.month + 1 >= query.months
  }

  /// Whether what it looks back at can be known to a log that began on that day: of the period
  /// before, the log must have seen some of the first month, or all would be new.
  func canLookBack(from asked: ClosedRange<Day>, to first: Day) -> Bool {
    queries.allSatisfy { query in
      switch query.days {
      case .period: true
      case .before:
        first <= asked.before.upperBound
          && first < asked.before.lowerBound.adding(months: 1)
      case .earlier: first < asked.lowerBound
      }
    }
  }
}
