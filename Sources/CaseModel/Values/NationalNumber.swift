/// A number that the register takes for who a child is (fødselsnummer): a national identity number
/// or a D-number with both check digits right, or one of the forms for who has none yet.
///
/// Synthetic numbers are read too: 80 or 40 added to the month. Source: barnevernregisteret,
/// BVR-Personalia-12.
public struct NationalNumber: Hashable, Sendable {
  /// The kinds of number.
  public enum Kind: Hashable, Sendable {
    /// A national identity number (fødselsnummer).
    case national
    /// A number for who is not registered as resident (D-nummer): 40 added to the day.
    case dNumber
    /// A day of birth and 00100 for a boy, 00200 for a girl, until there is a number.
    case incomplete
    /// The due date and 99999, for a child not yet born.
    case unborn
  }

  /// The kind.
  public let kind: Kind
  /// Whether it belongs to the synthetic series.
  public let isSynthetic: Bool
  /// The day of birth; nil where the number does not tell the century.
  public let birth: Day?
  /// The code of the register's list of sexes: 1 male, 2 female; nil for an unborn child.
  public let sex: String?
  /// The first six digits as a day: day of the month, month, and the year within its century.
  private let written: Written

  private struct Written: Hashable {
    var day: Int
    var month: Int
    var year: Int
  }

  /// Reads eleven digits, white space aside; nil for anything else, wrong check digits included.
  public init?(_ text: some StringProtocol) {
    let digits = digitValues(of: text)
    guard digits.count == 11 else { return nil }
    let number = { (range: Range<Int>) in digits[range].reduce(0) { $0 * 10 + $1 } }
    var written = Written(day: number(0..<2), month: number(2..<4), year: number(4..<6))
    let ending = number(6..<11)
    if ending == 99_999 || ending == 100 || ending == 200 {
      // The century is not told: the day must exist in one of those that a child can be born in.
      guard
        [1900, 2000].contains(where: {
          Day(year: $0 + written.year, month: written.month, day: written.day) != nil
        })
      else { return nil }
      (kind, isSynthetic, birth) = (ending == 99_999 ? .unborn : .incomplete, false, nil)
    } else {
      guard IdentityNumber.hasRightCheckDigits(digits) else { return nil }
      kind = written.day > 40 ? .dNumber : .national
      if written.day > 40 { written.day -= 40 }
      let added = written.month > 80 ? 80 : written.month > 40 ? 40 : 0
      written.month -= added
      isSynthetic = added > 0
      guard let century = NationalNumber.century(number(6..<9), year: written.year),
        let day = Day(year: century + written.year, month: written.month, day: written.day)
      else { return nil }
      birth = day
    }
    self.written = written
    sex = kind == .unborn ? nil : digits[8].isMultiple(of: 2) ? "2" : "1"
  }

  /// The year of birth; nil where the number does not tell the century.
  public var birthYear: Int? { birth?.year }

  /// Whether its first six digits are that day, what is added for its series undone.
  public func tells(_ day: Day) -> Bool {
    let (year, month, date) = day.components
    return written == Written(day: date, month: month, year: year % 100)
  }

  /// The century by the individual number and the two digits of the year.
  private static func century(_ individual: Int, year: Int) -> Int? {
    switch (individual, year) {
    case (0...499, _): 1900
    case (500...749, 54...): 1800
    case (500...999, ..<40): 2000
    case (900...999, 40...): 1900
    default: nil
    }
  }
}

/// A number of the immigration authorities (DUF-nummer): twelve digits, the last two of which
/// check the first ten. Source: barnevernregisteret, BVR-Personalia-17.
public struct DUFNumber: Hashable, Sendable {
  /// The ten digits that the number is about.
  public let serial: Int

  /// Reads twelve digits, white space aside; nil for anything else, wrong check digits included.
  public init?(_ text: some StringProtocol) {
    let digits = digitValues(of: text)
    guard digits.count == 12 else { return nil }
    let weighed = zip([4, 6, 3, 2, 4, 6, 3, 2, 7, 5], digits).reduce(0) { $0 + $1.0 * $1.1 }
    guard weighed % 11 == digits[10] * 10 + digits[11] else { return nil }
    serial = digits[..<10].reduce(0) { $0 * 10 + $1 }
  }
}

/// The digits of a text if that is all it holds, white space aside; else none.
private func digitValues(of text: some StringProtocol) -> [Int] {
  let bytes = text.utf8.filter { $0 != 32 && $0 != 9 && $0 != 10 && $0 != 13 }
  guard bytes.allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return [] }
  return bytes.map { Int($0) - 48 }
}
