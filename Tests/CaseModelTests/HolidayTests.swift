import CaseModel
import Testing

// What would break: a complaint turned away as late that came on the first workday after Easter.
@Suite struct HolidayTests {
  @Test(arguments: [
    (1818, "1818-03-22"), (1943, "1943-04-25"), (2000, "2000-04-23"), (2008, "2008-03-23"),
    (2016, "2016-03-27"), (2024, "2024-03-31"), (2025, "2025-04-20"), (2026, "2026-04-05"),
    (2038, "2038-04-25"), (2285, "2285-03-22"),
  ])
  func `Easter falls where the almanac has it`(year: Int, day: String) {
    #expect(Day.easter(of: year)?.description == day)
  }

  @Test func `Easter is a Sunday from 22 March to 25 April in every year`() throws {
    for year in 1800...2300 {
      let easter = try #require(Day.easter(of: year))
      let first = try #require(Day(year: year, month: 3, day: 22))
      #expect(easter.weekday == 7 && (0...34).contains(easter.days(since: first)), "\(year)")
    }
  }

  @Test func `a year has its twelve holidays`() throws {
    let first = Day.first(of: 2026)
    let holidays = (0..<365).map { first.adding(days: $0) }.filter(\.isHoliday)
    #expect(
      holidays.map { String($0.description.dropFirst(5)) } == [
        "01-01", "04-02", "04-03", "04-05", "04-06", "05-01", "05-14", "05-17", "05-24", "05-25",
        "12-25", "12-26",
      ])
  }

  @Test(arguments: [
    ("2026-04-01", "2026-04-01"), ("2026-04-02", "2026-04-07"), ("2026-04-04", "2026-04-07"),
    ("2026-05-23", "2026-05-26"), ("2027-12-25", "2027-12-27"), ("2021-05-01", "2021-05-03"),
    ("2024-12-31", "2024-12-31"), ("2025-01-01", "2025-01-02"), ("2024-05-16", "2024-05-16"),
    ("2024-05-17", "2024-05-21"),
  ])
  func `a day off moves to the next working day, a working day stays`(day: String, next: String) {
    #expect(Day(day)?.nextWorkday.description == next)
  }

  @Test func `only times for complaint and lawsuit roll over`() {
    let rolling = LawRule.all.filter(\.rollsOver)
    #expect(rolling.allSatisfy { $0.owner == .party && $0.lapses })
    #expect(rolling.contains { "\($0.id)" == "FV-01" })
    #expect(LawRule.all.filter(\.isOwnByLaw).allSatisfy { !$0.rollsOver })
  }
}
