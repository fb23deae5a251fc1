import CaseModel
import Testing

/// A code outside its dates is refused; one that the law tests get wrong would refuse true history.
@Suite struct CodeValidityTests {
  @Test(arguments: CodeListName.allCases)
  func `a code is valid from its first day to its last and on no day beside them`(
    list: CodeListName
  ) {
    let entries = CodeLists.entries(in: list)
    // A list with a code that was always there has no beginning.
    let firstDays = entries.compactMap(\.validFrom)
    let listStart = firstDays.count == entries.count ? firstDays.min() : nil
    for entry in entries {
      let code = "\(entry.code)"
      let outside = CodeValidity.outside(from: entry.validFrom, to: entry.validTo)
      if let from = entry.validFrom {
        #expect(CodeLists.validity(of: code, in: list, on: from) == .valid)
        let before = CodeLists.validity(of: code, in: list, on: from.adding(days: -1))
        #expect(before == (from == listStart ? .valid : outside), "\(code) the day before \(from)")
      }
      if let to = entry.validTo {
        #expect(CodeLists.validity(of: code, in: list, on: to) == .valid)
        let after = CodeLists.validity(of: code, in: list, on: to.adding(days: 1))
        #expect(after == outside, "\(code) the day after \(to)")
      }
    }
  }

  @Test func `an act before the list began is coded by the list's first day`() throws {
    let day = try #require(Day(year: 2006, month: 3, day: 14))
    #expect(CodeLists.validity(of: "11", in: .melder, on: day) == .valid)
    #expect(CodeLists.validity(of: "24", in: .melder, on: day) != .valid)
    #expect(CodeLists.validity(of: "16", in: .saksinnhold, on: day) == .valid)
    #expect(CodeLists.validity(of: "25", in: .saksinnhold, on: day) != .valid)
  }

  @Test func `a code outside its dates says which they are`() throws {
    let (from, to) = (Day(year: 2013, month: 1, day: 1), Day(year: 2024, month: 12, day: 31))
    let day = try #require(Day(year: 2025, month: 1, day: 1))
    #expect(CodeLists.validity(of: "15", in: .melder, on: day) == .outside(from: from, to: to))
    #expect(CodeLists.validity(of: "24", in: .melder, on: day) == .valid)
  }

  @Test(arguments: ["", "0", "26", "1 ", "01", "1.0", "Barnet selv", "é"])
  func `a code that the list never had is unknown`(code: String) {
    #expect(CodeLists.validity(of: code, in: .melder, on: Day(number: 18_000)) == .unknown)
  }

  @Test(arguments: ["1", "2", "3", "4", "5", "6", "7", "8"])
  func `a heading is no code`(code: String) {
    #expect(CodeLists.validity(of: code, in: .tiltakKategori, on: Day(number: 18_000)) == .unknown)
  }

  @Test(arguments: CodeListName.allCases)
  func `a list offers on a day just the codes that are valid on it`(list: CodeListName) {
    for day in [Day.first(of: 2006), .last(of: 2017), .first(of: 2026)] {
      let offered = CodeLists.entries(in: list, on: day).map { "\($0.code)" }
      let valid = CodeLists.entries(in: list).map { "\($0.code)" }.filter {
        CodeLists.validity(of: $0, in: list, on: day) == .valid
      }
      #expect(offered == valid)
      #expect(!offered.isEmpty)
    }
  }
}
