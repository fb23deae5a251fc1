// What may stand in the open: numbers and ids that point at nobody who does not have the register
// they come from. Names, addresses and identity numbers are sealed; these checks catch those that
// were put in the wrong field. They look at the form only: no list of names is complete.

/// A national identity number (fødselsnummer, D-nummer, synthetic ones too), found in other text.
public enum IdentityNumber {
  /// Whether a text holds eleven digits that are an identity number, alone or after other text;
  /// a space, hyphen or full stop may stand after the sixth.
  ///
  /// Within a longer run of letters and digits, such as a digest, nothing is taken for one.
  public static func stands(in text: String) -> Bool {
    guard text.utf8.count >= count else { return false }
    var digits: [Int] = []
    var isGlued = false
    for byte in text.utf8 {
      switch byte {
      case 48...57:
        if !isGlued { digits.append(Int(byte) - 48) }
        if digits.count > count { isGlued = true }
      case 65...90, 97...122, 128...255:
        isGlued = true
      case _ where [32, 45, 46].contains(byte) && digits.count == 6 && !isGlued:
        continue
      default:
        if !isGlued, isOne(digits) { return true }
        isGlued = false
        digits = []
      }
    }
    return !isGlued && isOne(digits)
  }

  /// Whether a text is eleven digits and nothing else: possibly one, even with wrong check digits.
  public static func mayBe(_ text: String) -> Bool {
    text.utf8.count == count && text.utf8.allSatisfy { (48...57).contains($0) }
  }

  /// Whether both check digits of eleven digits are right.
  public static func hasRightCheckDigits(_ digits: [Int]) -> Bool {
    guard digits.count == count else { return false }
    let first = zip([3, 7, 6, 1, 8, 9, 4, 5, 2, 1], digits).reduce(0) { $0 + $1.0 * $1.1 }
    let second = zip([5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1], digits).reduce(0) { $0 + $1.0 * $1.1 }
    return first.isMultiple(of: 11) && second.isMultiple(of: 11)
  }

  private static let count = 11

  /// A day and a month with all that is added to them in some series, and right check digits.
  private static func isOne(_ digits: [Int]) -> Bool {
    guard digits.count == count else { return false }
    let (day, month) = (digits[0] * 10 + digits[1], digits[2] * 10 + digits[3])
    let hasDate =
      [0, 40].contains { (1...31).contains(day - $0) }
      && [0, 40, 65, 80].contains { (1...12).contains(month - $0) }
    return hasDate && hasRightCheckDigits(digits)
  }
}

/// A staff id (ansatt-id), of whoever records or is responsible: never a name.
public enum StaffID {
  /// Whether a text can be one: 1-64 characters without white space, and no identity number.
  public static func isValid(_ text: String) -> Bool {
    (1...64).contains(text.unicodeScalars.count)
      && !text.unicodeScalars.contains { $0.properties.isWhitespace }
      && !IdentityNumber.mayBe(text) && !IdentityNumber.stands(in: text)
  }
}

/// A number given by this or another system (journalnummer, id i tidligere system).
public enum ReferenceNumber {
  /// Whether a text can be one and not a name or an address: it holds a digit, no identity number,
  /// and where it has several words none of letters alone is longer than four.
  ///
  /// `2025-00017`, `test1` and `Sak 12/345 A` can be; `Kari Normann` and `Storgata 12` cannot.
  public static func isValid(_ text: String) -> Bool {
    guard text.utf8.contains(where: { (48...57).contains($0) }), !IdentityNumber.mayBe(text),
      !IdentityNumber.stands(in: text)
    else { return false }
    guard text.contains(where: { $0.isWhitespace || $0 == "," }) else { return true }
    return text.split { !$0.isLetter && !$0.isNumber }
      .allSatisfy { $0.count <= 4 || !$0.allSatisfy(\.isLetter) }
  }
}
