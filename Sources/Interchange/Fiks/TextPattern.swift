import CaseModel

/// The patterns that the portal's structure sets for texts.
enum TextPattern: Sendable {
  /// Anything, empty included.
  case anything
  /// One line: `^(.*)$`, where `.` is anything but a line break (ECMA-262).
  case oneLine
  /// That many digits 0-9.
  case digits(Int)
  /// A telephone number: digits in groups parted by a hyphen or a space, perhaps after a plus.
  case phone
  /// An e-mail address.
  case email
  /// A date and time, with an offset or without one.
  case moment

  /// What is wrong with a text, in words that do not show it; nil if nothing is.
  func violation(in text: String) -> String? {
    switch self {
    case .anything: nil
    case .oneLine: text.unicodeScalars.contains(where: \.isLineBreak) ? "has a line break" : nil
    case .digits(let count):
      text.utf8.count == count && text.utf8.allSatisfy(\.isDigit)
        ? nil : "must be \(count) digits"
    case .phone: isPhone(text) ? nil : "is not a telephone number"
    case .email: isEmail(text) ? nil : "is not an e-mail address"
    case .moment: SendingTime(text) == nil ? "is not a date and time" : nil
    }
  }

  private func isPhone(_ text: String) -> Bool {
    let digits = text.utf8.first == UInt8(ascii: "+") ? text.utf8.dropFirst() : text.utf8[...]
    return digits.split(omittingEmptySubsequences: false) { $0 == 45 || $0 == 32 }
      .allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isDigit) }
  }

  private func isEmail(_ text: String) -> Bool {
    let halves = text.unicodeScalars.split(separator: "@", omittingEmptySubsequences: false)
    guard halves.count == 2 else { return false }
    let name = halves[0].split(separator: ".", omittingEmptySubsequences: false)
    let host = halves[1].split(separator: ".", omittingEmptySubsequences: false)
    guard host.count >= 2, let top = host.last, top.count >= 2 else { return false }
    return name.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0.isNorwegianWord || $0 == "_" } }
      && host.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isNorwegianWord) }
      && top.allSatisfy(\.isLatinLetter)
  }
}

/// A sending time (sendingstidspunkt) as the message wrote it, and the moment it means.
///
/// The portal's own examples have no offset; such a time is what a clock in Oslo showed. Seconds
/// may be missing: a common way of writing whole minutes.
struct SendingTime: Hashable {
  let raw: String
  let moment: Instant

  init?(_ raw: String) {
    let full = raw.utf8.count == 16 ? raw + ":00" : raw
    guard raw.utf8.count <= 40, let moment = Instant(oslo: full) ?? Instant(full) else {
      return nil
    }
    (self.raw, self.moment) = (raw, moment)
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { self >= 48 && self <= 57 }
}

extension Unicode.Scalar {
  fileprivate var isLineBreak: Bool {
    self == "\n" || self == "\r" || self == "\u{2028}" || self == "\u{2029}"
  }

  fileprivate var isLatinLetter: Bool { ("a"..."z").contains(self) || ("A"..."Z").contains(self) }

  fileprivate var isNorwegianWord: Bool {
    isLatinLetter || ("0"..."9").contains(self) || "æøåÆØÅ".unicodeScalars.contains(self)
      || self == "-"
  }
}
