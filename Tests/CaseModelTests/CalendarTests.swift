import CaseModel
import Testing

// What would break: a deadline a day early or late, which is a child overlooked or a false breach.
@Suite struct CalendarTests {
  @Test func `every day of four centuries survives the way to text and back`() throws {
    let first = try #require(Day("1800-01-01"))
    for offset in 0..<(400 * 366) {
      let day = first.adding(days: offset)
      let parts = day.components
      #expect(Day(year: parts.year, month: parts.month, day: parts.day) == day)
      #expect(Day(day.description) == day)
    }
  }

  @Test(arguments: [
    ("2006-11-30", 3, "2007-02-28"), ("2007-11-30", 3, "2008-02-29"),
    ("2016-08-31", 6, "2017-02-28"), ("2017-01-15", 3, "2017-04-15"),
    ("2017-01-31", 1, "2017-02-28"), ("2017-12-31", -1, "2017-11-30"),
  ])
  func `months are calendar months, and a month without the day ends on its last`(
    from: String, months: Int, to: String
  ) throws {
    let start = try #require(Day(from))
    #expect(start.adding(months: months).description == to)
  }

  @Test func `a week ends on the same weekday`() throws {
    let monday = try #require(Day("2017-01-02"))
    #expect(monday.weekday == 1)
    #expect(monday.adding(days: 7).weekday == monday.weekday)
    #expect(Day(number: 0).weekday == 4)
  }

  @Test(arguments: [
    "2017-2-01", "2017-02-30", "2017-13-01", "2017-00-10", "2017-01-01Z", "17-01-01", "",
    "2017-01-0a", "2017/01/01", "+017-01-01",
  ])
  func `what is no day is refused`(text: String) {
    #expect(Day(text) == nil)
  }

  @Test(arguments: [
    ("2020-03-16T13:29:33", "2020-03-16T12:29:33.000Z"),
    ("2020-07-16T13:29:33.5", "2020-07-16T11:29:33.500Z"),
    ("1975-07-16T00:00:00", "1975-07-15T23:00:00.000Z"),
    ("2023-03-26T03:00:00", "2023-03-26T01:00:00.000Z"),
    ("2023-10-29T03:00:00", "2023-10-29T02:00:00.000Z"),
  ])
  func `a clock in Oslo is an hour ahead in winter and two in summer`(
    local: String, utc: String
  ) throws {
    let instant = try #require(Instant(oslo: local))
    #expect(instant.description == utc)
  }

  @Test func `midnight in Oslo begins the day there and not in Greenwich`() throws {
    let day = try #require(Day("2017-06-30"))
    let midnight = Instant(day)
    #expect(midnight.description == "2017-06-29T22:00:00.000Z")
    #expect(midnight.dayInOslo == day)
    #expect(Instant(milliseconds: midnight.milliseconds - 1).dayInOslo == day.adding(days: -1))
  }

  @Test(arguments: [
    "2017-01-01T00:00:00", "2017-01-01T24:00:00Z", "2017-01-01 00:00:00Z", "2017-01-01T00:00:00+1",
    "2017-01-01T00:00:00.Z", "2017-01-01T00:00:00.1234567890Z", "2017-01-01T00:00:00Zx",
  ])
  func `what is no moment is refused`(text: String) {
    #expect(Instant(text) == nil)
  }

  @Test func `a moment survives the way to text and back, before 1970 too`() {
    for milliseconds: Int64 in [-86_400_001, -1, 0, 1, 1_489_479_153_123, 4_102_444_799_999] {
      let instant = Instant(milliseconds: milliseconds)
      #expect(Instant(instant.description) == instant)
    }
  }
}

@Suite struct IdentifierTests {
  @Test func `an id survives the way to text and back, in either case`() throws {
    for _ in 0..<200 {
      let id = RecordID.random()
      #expect(RecordID(id.description) == id)
      #expect(RecordID(id.description.uppercased()) == id)
      #expect(id.version == 4 && id.isRegisterID)
    }
  }

  @Test func `ids of events sort by time, and are not register ids`() {
    var generator = SystemRandomNumberGenerator()
    let early = RecordID.event(at: Instant(milliseconds: 1_000_000), using: &generator)
    let late = RecordID.event(at: Instant(milliseconds: 1_000_001), using: &generator)
    #expect(early < late)
    #expect(early.version == 7 && !early.isRegisterID)
  }

  @Test(arguments: [
    "", "0195", "01950000-0000-7000-8000-00000000000g", "019500000000700080000000000000000000",
  ])
  func `what is no id is refused`(text: String) {
    #expect(RecordID(text) == nil)
  }

  @Test(arguments: [
    "case", "case/", "cases/1", "case/a b", "case/æ", "case/../x/y", "/1", "unit/3005/1",
  ])
  func `what is no subject is refused`(text: String) {
    #expect(Subject(text) == nil)
  }
}
