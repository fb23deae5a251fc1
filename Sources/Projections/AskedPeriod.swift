public import CaseModel

/// A stretch of time that is asked about: a year, half of one, a third, a quarter, a month or any
/// days (periode: år, halvår, tertial, kvartal, måned).
public struct AskedPeriod: Hashable, Sendable {
  /// Its days, first and last included.
  public let days: ClosedRange<Day>
  /// As it was asked for: `2017`, `2017-H1`, `2017-T3`, `2017-Q2`, `2017-04`,
  /// `2017-01-01..2017-03-31`.
  public let label: String

  /// A calendar year.
  public init(year: Int) {
    days = Day.first(of: year)...Day.last(of: year)
    label = days.lowerBound.description.prefix(4).description
  }

  /// Days under a label.
  init(_ days: ClosedRange<Day>, _ label: String) { (self.days, self.label) = (days, label) }

  /// Reads `2017`, `2017-H1`, `2017-T3`, `2017-Q2`, `2017-04` or `2017-01-01..2017-03-31`; nil for
  /// anything else.
  public init?(_ text: some StringProtocol) {
    let text = String(text)
    if let range = text.firstRange(of: "..") {
      guard let first = Day(text[..<range.lowerBound]), let last = Day(text[range.upperBound...]),
        first <= last
      else { return nil }
      self.init(first...last, text)
      return
    }
    guard text.count >= 4, let january = Day(text.prefix(4) + "-01-01") else { return nil }
    let rest = text.dropFirst(4)
    if rest.isEmpty {
      self.init(year: january.year)
    } else if let split = Report.Split.allCases.first(where: { split in
      split.letter.map { rest.hasPrefix("-\($0)") } ?? false
    }) {
      guard rest.count == 3, let place = Int(rest.dropFirst(2)), let length = split.months,
        (1...12 / length).contains(place)
      else { return nil }
      self.init(
        AskedPeriod.months(length, from: january.adding(months: length * (place - 1))), text)
    } else if let first = Day(text + "-01") {
      self.init(AskedPeriod.months(1, from: first), text)
    } else {
      return nil
    }
  }

  private static func months(_ count: Int, from first: Day) -> ClosedRange<Day> {
    first...first.adding(months: count).adding(days: -1)
  }

  /// Its whole months, quarters, thirds, halves or years; none if it is not made up of such.
  func parts(_ split: Report.Split) -> [AskedPeriod] {
    guard let length = split.months else { return [self] }
    var (parts, first): ([AskedPeriod], Day) = ([], days.lowerBound)
    guard first.components.day == 1, (first.month - 1) % length == 0 else { return [] }
    while first <= days.upperBound {
      let days = AskedPeriod.months(length, from: first)
      parts.append(AskedPeriod(days, split.label(of: first)))
      first = days.upperBound.adding(days: 1)
    }
    return first == days.upperBound.adding(days: 1) ? parts : []
  }
}

extension Report.Split {
  /// How many months each part has; nil for what is not a part of a year.
  var months: Int? {
    switch self {
    case .month: 1
    case .quarter: 3
    case .tertial: 4
    case .half: 6
    case .year: 12
    case .office: nil
    }
  }

  /// The letter that stands for it in a period: `2017-Q2`; nil if it has none.
  fileprivate var letter: Character? {
    switch self {
    case .quarter: "Q"
    case .tertial: "T"
    case .half: "H"
    case .month, .year, .office: nil
    }
  }

  /// What the part that begins on a day is called.
  fileprivate func label(of first: Day) -> String {
    let year = String(first.description.prefix(4))
    guard let letter, let months else {
      return self == .month ? String(first.description.prefix(7)) : year
    }
    return "\(year)-\(letter)\((first.month - 1) / months + 1)"
  }
}
