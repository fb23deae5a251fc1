import CaseModel

/// What a national identity number (fødselsnummer) or D-number tells: birth and sex.
///
/// Read only from a number whose both check digits are right. Synthetic numbers are read too:
/// 80 or 40 added to the month.
struct NationalIdentity: Hashable {
  /// The year of birth.
  let birthYear: Int
  /// The code of the register's list of sexes: 1 male, 2 female.
  let sex: String

  /// Reads eleven digits, white space aside; nil for anything else or wrong check digits.
  init?(_ text: String) {
    let digits = NationalIdentity.digits(of: text)
    guard IdentityNumber.hasRightCheckDigits(digits) else { return nil }
    let number = { (range: Range<Int>) in digits[range].reduce(0) { $0 * 10 + $1 } }
    let day = digits[0] >= 4 ? number(0..<2) - 40 : number(0..<2)
    let written = number(2..<4)
    let month = written > 80 ? written - 80 : written > 40 ? written - 40 : written
    guard let century = NationalIdentity.century(number(6..<9), year: number(4..<6)),
      let birth = Day(year: century + number(4..<6), month: month, day: day)
    else { return nil }
    birthYear = birth.year
    sex = digits[8].isMultiple(of: 2) ? "2" : "1"
  }

  /// The digits of a text if that is all it holds, white space aside; else none.
  static func digits(of text: String) -> [Int] {
    let bytes = text.utf8.filter { $0 != 32 && $0 != 9 && $0 != 10 && $0 != 13 }
    guard bytes.allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return [] }
    return bytes.map { Int($0) - 48 }
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
