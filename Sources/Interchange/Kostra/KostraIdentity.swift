import CaseModel

/// What the bureau's rules make of a person's number (fødselsnummer, D-nummer, DUF-nummer).
///
/// It differs from what the log and the national register take: a number with right check digits
/// passes whatever day it names, and 40 added to the month is not understood.
enum KostraIdentity {
  /// What stands after the day of birth of who has no number: a man, a woman, or not told.
  private static let substitutes = ["00100", "00200", "99999"]

  /// The digits of a text of that many digits and nothing else.
  static func digits(_ text: String, count: Int) -> [Int]? {
    let bytes = text.utf8
    guard bytes.count == count, bytes.allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return nil }
    return bytes.map { Int($0) - 48 }
  }

  /// Whether eleven digits have the two right check digits.
  static func isChecked(_ text: String) -> Bool {
    digits(text, count: 11).map(IdentityNumber.hasRightCheckDigits) ?? false
  }

  /// Whether it is a number that a record may have: a checked one, or a substitute.
  static func isAccepted(_ text: String, reportingYear: Int) -> Bool {
    isChecked(text)
      || isSubstitute(text) && birthYear(text, reportingYear: reportingYear) != nil
  }

  /// Whether it is a valid DUF number.
  static func isDUF(_ text: String) -> Bool {
    digits(text, count: 12) != nil && DUFNumber(text) != nil
  }

  /// The year of birth that a number tells; nil where its first six digits are no day.
  static func birthYear(_ text: String, reportingYear: Int) -> Int? {
    guard var digits = digits(text, count: 11) else { return nil }
    let isSubstitute = isSubstitute(text)
    if !isSubstitute {
      // A D-number has 4 added to its first digit, a synthetic one 8 to its third.
      if digits[0] > 3 { digits[0] -= 4 }
      if digits[2] >= 8 { digits[2] -= 8 }
    }
    let number = { (range: Range<Int>) in digits[range].reduce(0) { $0 * 10 + $1 } }
    let (date, month, year) = (number(0..<2), number(2..<4), number(4..<6))
    guard let day = Day(year: 2000 + year, month: month, day: date) else { return nil }
    if isSubstitute { return day > .last(of: reportingYear + 1) ? 1900 + year : 2000 + year }
    switch (number(6..<9), year) {
    case (500...999, ...39): return 2000 + year
    case (500...749, 54...): return 1800 + year
    case (0...499, _), (900...999, _): return 1900 + year
    default: return 2000 + year
    }
  }

  private static func isSubstitute(_ text: String) -> Bool {
    substitutes.contains { text.hasSuffix($0) }
  }
}
