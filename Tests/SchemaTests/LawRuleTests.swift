import CaseModel
import Testing

/// A month read as 30 days would call a service late that is in time, and the other way round.
@Suite struct LawRuleTests {
  private func rule(_ id: String) throws -> LawRule {
    try #require(LawRule.all.first { "\($0.id)" == id })
  }

  private func day(_ text: String) throws -> Day { try #require(Day(text)) }

  @Test func `each rule stands once`() {
    #expect(Set(LawRule.all.map { "\($0.id)" }).count == LawRule.all.count)
    #expect(LawRule.all.count >= 10)
  }

  @Test(arguments: [
    ("2017-11-30", "2018-02-28"), ("2015-11-30", "2016-02-29"), ("2017-01-31", "2017-04-30"),
    ("2017-03-14", "2017-06-14"), ("2017-12-31", "2018-03-31"),
  ])
  func `three months are calendar months`(from: String, due: String) throws {
    let rule = try rule("BV-10")
    #expect(rule.due(from: try day(from), length: rule.length) == (try day(due)))
  }

  @Test func `six months replace three and are counted from the same point`() throws {
    let rule = try rule("BV-10")
    let longer = try #require(rule.extended)
    #expect(rule.due(from: try day("2017-08-31"), length: longer.length) == (try day("2018-02-28")))
  }

  @Test func `the 2021 Act counts from the end of the week after the report`() throws {
    let rule = try rule("BV-11")
    #expect(rule.anchor == .parentStart(.report))
    #expect(rule.due(from: try day("2023-01-24"), length: rule.length) == (try day("2023-04-30")))
    #expect(rule.due(from: try day("2023-01-02"), length: rule.length) == (try day("2023-04-09")))
  }

  @Test func `a week ends on the same weekday`() throws {
    let rule = try rule("BV-01")
    let start = try day("2017-03-13")
    let due = rule.due(from: start, length: rule.length)
    #expect(due.weekday == start.weekday && due.days(since: start) == 7)
  }

  @Test func `the statistics count days, not months`() throws {
    let rule = try rule("CAL-05")
    let start = try day("2017-06-01")
    #expect(rule.verdict == .statistics)
    #expect(rule.due(from: start, length: rule.length).days(since: start) == 97)
    let longer = try #require(rule.extended)
    #expect(rule.due(from: start, length: longer.length).days(since: start) == 187)
  }

  @Test func `one Act's rule ends the day before the other's begins`() throws {
    let (old, new) = (try rule("BV-10"), try rule("BV-11"))
    for text in ["1993-01-01", "2022-12-31", "2023-01-01", "2026-05-05"] {
      let day = try day(text)
      #expect(old.holds(forStart: day) != new.holds(forStart: day))
    }
    #expect(!old.holds(forStart: try day("1992-12-31")))
  }

  @Test func `feedback is owed unless every reporter is anonymous`() throws {
    let condition = try #require(try rule("BV-03").conditions.first)
    let anonymous = FieldValue.text("23")
    #expect(!condition.holds(for: [anonymous]))
    #expect(!condition.holds(for: [anonymous, anonymous]))
    #expect(condition.holds(for: [anonymous, .text("11")]))
    #expect(condition.holds(for: [.text("11")]))
    #expect(condition.holds(for: []))
  }

  @Test func `a condition that is not negated needs one of its codes`() {
    let condition = FieldCondition(.home, ["foster-home"])
    #expect(condition.holds(for: [.text("foster-home")]))
    #expect(!condition.holds(for: [.text("institution")]))
    #expect(!condition.holds(for: []))
  }

  @Test func `two visits a year are owed at twice the distance of four`() throws {
    for id in ["BV-50", "BV-51"] {
      let by = try #require(try rule(id).lengthBy)
      let lengths = Dictionary(uniqueKeysWithValues: by.lengths.map { ($0.code, $0.length) })
      #expect(lengths == ["4": Period(months: 3), "2": Period(months: 6)])
    }
  }

  @Test func `a number that the Act does not give is called a policy`() {
    let policies = LawRule.all.filter { $0.verdict == .policy }.map { "\($0.id)" }.sorted()
    #expect(
      policies == [
        "BV-17", "BV-20", "BV-27-C", "BV-31", "BV-37", "BV-60", "BV-83", "FV-05", "IK-01", "IK-02",
        "IK-03", "IK-04", "SO-05-S", "SO-07",
      ])
  }
}
