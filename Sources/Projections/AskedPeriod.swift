public import CaseModel

/// A stretch of time that is asked about: a year, a quarter, a month or any days (periode).
public struct AskedPeriod: Hashable, Sendable {
  /// Its days, first and last included.
  public let days: ClosedRange<Day>
  /// As it was asked for: `2017`, `2017-Q2`, `2017-04`, `2017-01-01..2017-03-31`.
  public let label: String

  /// A calendar year.
  public init(year: Int) {
    days = Day.first(of: year)...Day.last(of: year)
    label = days.lowerBound.description.prefix(4).description
  }

  /// Days under a label.
  init(_ days: ClosedRange<Day>, _ label: String) { (self.days, self.label) = (days, label) }

  /// Reads `2017`, `2017-Q2`, `2017-04` or `2017-01-01..2017-03-31`; nil for anything else.
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
    } else if rest.count == 3, rest.hasPrefix("-Q"), let quarter = Int(rest.dropFirst(2)),
      (1...4).contains(quarter)
    {
      self.init(AskedPeriod.months(3, from: january.adding(months: 3 * (quarter - 1))), text)
    } else if let first = Day(text + "-01") {
      self.init(AskedPeriod.months(1, from: first), text)
    } else {
      return nil
    }
  }

  private static func months(_ count: Int, from first: Day) -> ClosedRange<Day> {
    first...first.adding(months: count).adding(days: -1)
  }

  /// Its whole months, quarters or years; none if it is not made up of such.
  func parts(_ split: Report.Split) -> [AskedPeriod] {
    let length: Int
    switch split {
    case .month: length = 1
    case .quarter: length = 3
    case .year: length = 12
    case .office: return [self]
    }
    var (parts, first): ([AskedPeriod], Day) = ([], days.lowerBound)
    guard first.components.day == 1, (first.month - 1) % length == 0 else { return [] }
    while first <= days.upperBound {
      let days = AskedPeriod.months(length, from: first)
      let year = first.description.prefix(4)
      let label =
        switch split {
        case .month: String(first.description.prefix(7))
        case .quarter: "\(year)-Q\((first.month + 2) / 3)"
        case .year, .office: String(year)
        }
      parts.append(AskedPeriod(days, label))
      first = days.upperBound.adding(days: 1)
    }
    return first == days.upperBound.adding(days: 1) ? parts : []
  }
}
