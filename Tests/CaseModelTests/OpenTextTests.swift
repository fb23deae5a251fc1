import CaseModel
import Testing

/// Would break: a name or an identity number in the open, where everybody who may count may read.
@Suite struct OpenTextTests {
  /// Synthetic numbers with right check digits: 80 or 40 added to the month, 40 to the day.
  private static let numbers = [Given.nationalID(month: 84), Given.nationalID(month: 44)]

  @Test(arguments: numbers)
  func `an identity number is found however it is written`(number: String) {
    #expect(number.count == 11)
    let (date, rest) = (number.prefix(6), number.suffix(5))
    for text in [
      number, "sak \(number)", "\(date) \(rest)", "nr. \(date)-\(rest), to", "(\(number))",
    ] {
      #expect(IdentityNumber.stands(in: text), "\(text)")
      #expect(!ReferenceNumber.isValid(text))
      #expect(Subject(.case, text) == nil)
    }
    for text in ["1\(number)", "\(number)0", "a\(number)", "\(number)f", String(number.dropLast())]
    {
      #expect(!IdentityNumber.stands(in: text), "\(text)")
    }
    #expect(!IdentityNumber.stands(in: "12345678901"), "no right check digits")
  }

  @Test(arguments: [
    "2025-00017", "test1", "Sak 12/345 A", "1", "3005-2026-m5a1b2c3d4e5f", "17/1234-2",
  ])
  func `a journal number is a reference`(text: String) { #expect(ReferenceNumber.isValid(text)) }

  @Test(arguments: [
    "Kari Normann", "Normann", "Storgata 12", "Kari Normann 2010", "Ola Nordmann, f. 2012",
    "12345678901", "",
  ])
  func `a name, an address or eleven digits is none`(text: String) {
    #expect(!ReferenceNumber.isValid(text))
  }

  @Test(arguments: ["w01", "kari.n", "fiks-import", "å7", "=2+3"])
  func `a staff id has no spaces`(text: String) {
    #expect(StaffID.isValid(text))
    #expect(!StaffID.isValid(text + " b") && !StaffID.isValid(text + "\u{A0}"))
    #expect(!StaffID.isValid("12345678901") && !StaffID.isValid(""))
    #expect(!StaffID.isValid(String(repeating: "a", count: 65)))
  }

  @Test(arguments: Subject.Kind.allCases)
  func `no subject has a key of eleven digits`(kind: Subject.Kind) {
    #expect(Subject(kind, "12345678901") == nil)
    #expect(Subject("\(kind.rawValue)/12345678901") == nil)
    #expect(Subject(kind, "123456789012") != nil && Subject(kind, "1234567890") != nil)
  }
}

extension Given {
  /// A synthetic identity number with right check digits.
  static func nationalID(month: Int) -> String {
    for number in 500...999 {
      let start = "12\(month)15\(number)".compactMap(\.wholeNumberValue)
      for check in 0...99 {
        let digits = start + [check / 10, check % 10]
        if IdentityNumber.hasRightCheckDigits(digits) {
          return digits.map(String.init).joined()
        }
      }
    }
    return ""
  }
}
