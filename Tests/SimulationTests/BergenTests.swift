import CaseModel
import CaseService
import Testing

@testable import Simulation

private enum Bergen {
  /// The whole population, made once.
  static let count = Result { BergenCount(try Played.bergen(seed: Played.seeds[0])) }
}

/// The printed figures; the whole population is made, and counted draft by draft.
@Suite struct `Bergen's population is that of the tables` {
  private let count: BergenCount

  init() throws { count = try Bergen.count.get() }

  @Test(arguments: [2007, 2008])
  func `in persons, by every margin`(year: Int) {
    let isFirst = year == 2007
    #expect(count.aid(year).count == (isFirst ? 7150 : 7131))
    #expect(
      count.recipients(year, by: .sex)
        == (isFirst ? ["1": 4035, "2": 3115] : ["1": 4069, "2": 3062]))
    #expect(
      count.recipients(year, by: .citizenship)
        == (isFirst
          ? ["norwegian": 5859, "foreign": 1291] : ["norwegian": 5874, "foreign": 1257]))
    #expect(
      count.recipients(year, by: .maritalStatus)
        == (isFirst
          ? ["1": 4426, "2": 792, "3": 226, "4": 1561, "5": 145]
          : ["1": 4486, "2": 783, "3": 227, "4": 1486, "5": 149]))
    #expect(
      count.recipients(year, by: .mainIncome)
        == (isFirst
          ? [
            "1": 692, "2": 229, "3": 2977, "4": 142, "5": 2674, "6": 71, "7": 33, "9": 332,
          ]
          : [
            "1": 642, "2": 147, "3": 3035, "4": 91, "5": 2640, "6": 64, "7": 52, "8": 159,
            "9": 301,
          ]))
  }

  @Test(arguments: [2007, 2008])
  func `in children supported`(year: Int) {
    let counts = count.recipients(year, by: .children)
    let known = counts.compactMap { key, persons in Int(key).map { ($0, persons) } }
    #expect(known.filter { $0.0 > 0 }.map(\.1).reduce(0, +) == (year == 2007 ? 1621 : 1613))
    #expect(known.map { $0.0 * $0.1 }.reduce(0, +) == (year == 2007 ? 3041 : 3027))
    #expect(counts["-"] == (year == 2007 ? nil : 1))
    #expect(counts["0"] == (year == 2007 ? 5529 : 5517))
  }

  @Test(arguments: [2007, 2008])
  func `in age, of which some is unknown`(year: Int) {
    let born = count.facts(.birthYear, year)
    var bands = [Int](repeating: 0, count: 7)
    var unknown = 0
    for person in count.aid(year).keys {
      guard case .number(let birthYear)? = born[person] else {
        unknown += 1
        continue
      }
      let age = year - Int(birthYear)
      bands[[25, 30, 40, 50, 60, 67].firstIndex { age < $0 } ?? 6] += 1
      #expect(age >= 18)
    }
    #expect(unknown == 15)
    #expect(
      bands
        == (year == 2007
          ? [1064, 1031, 1877, 1604, 912, 360, 287] : [1095, 995, 1795, 1593, 967, 393, 278]))
  }

  @Test(arguments: [2007, 2008])
  func `in benefits, of which some have two`(year: Int) {
    let (facts, income) = (count.facts(.benefits, year), count.facts(.mainIncome, year))
    var counts: [String: Int] = [:]
    var persons = 0
    for person in count.aid(year).keys where income[person] == .text("3") {
      persons += 1
      guard case .list(let values)? = facts[person] else { continue }
      for value in values { counts[value.plain, default: 0] += 1 }
    }
    #expect(persons == (year == 2007 ? 2977 : 3035))
    #expect(
      counts
        == (year == 2007
          ? [
            "07": 201, "10": 116, "attforing": 629, "02": 193, "06": 17, "med-rehab": 426,
            "05": 204, "01": 81, "04": 1218,
          ]
          : [
            "07": 212, "10": 117, "attforing": 656, "02": 171, "06": 22, "med-rehab": 416,
            "05": 196, "01": 92, "04": 1282,
          ]))
  }

  @Test func `in months`() {
    let (first, second) = (count.months(2007), count.months(2008))
    #expect(first.values.map(\.count).reduce(0, +) == 42_900)
    #expect(second.values.map(\.count).reduce(0, +) == 43_499)
    #expect(first.values.count { $0.count >= 6 } == 3504)
    #expect(second.values.count { $0.contains(11) } == 3321)
    let long = second.filter { $0.value.count >= 6 }.keys
    let needs = count.facts(.needs, 2008)
    let withNeed = long.count { needs[$0] != nil }
    #expect(withNeed * 2 > long.count)
  }

  @Test(arguments: [2007, 2008])
  func `in kroner`(year: Int) {
    let isFirst = year == 2007
    let aid = count.aid(year)
    let reversed = Dictionary(grouping: count.acts(.paymentReversed, year), by: \.subject)
    let refunds = Dictionary(grouping: count.acts(.refundReceived, year), by: \.subject)
    func gross(_ persons: some Sequence<Subject>) -> Int64 {
      persons.reduce(0) { $0 + count.kroner(aid[$1] ?? []) - count.kroner(reversed[$1] ?? []) }
    }
    func back(_ persons: some Sequence<Subject>) -> Int64 {
      persons.reduce(0) { $0 + count.kroner(refunds[$1] ?? []) }
    }
    #expect(gross(aid.keys) == (isFirst ? 289_500_000 : 317_900_000))
    #expect(back(refunds.keys) == (isFirst ? 41_000_000 : 42_400_000))
    let born = count.facts(.birthYear, year)
    let young = aid.keys.filter { person in
      guard case .number(let birthYear)? = born[person] else { return false }
      return year - Int(birthYear) <= 24
    }
    #expect(gross(young) - back(young) == (isFirst ? 28_900_000 : 33_700_000))
    let rent = count.acts(.paymentMade, year).filter { $0.fields.text(.benefitKind) == "rent" }
    let backOfRent = count.acts(.paymentReversed, year).filter { reversal in
      rent.contains { $0.fields.id(.payment) == reversal.fields.id(.payment) }
    }
    #expect(
      count.kroner(rent) - count.kroner(backOfRent) == (isFirst ? 62_000_000 : 69_000_000))
  }
}
