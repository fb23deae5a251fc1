import CaseModel
import Projections
import Testing

@Suite struct PeriodTests {
  @Test(arguments: [
    ("2017", "2017-01-01", "2017-12-31"), ("2017-Q1", "2017-01-01", "2017-03-31"),
    ("2017-H2", "2017-07-01", "2017-12-31"), ("2016-T1", "2016-01-01", "2016-04-30"),
    ("2017-T3", "2017-09-01", "2017-12-31"), ("2016-02", "2016-02-01", "2016-02-29"),
    ("2017-01-15..2017-03-02", "2017-01-15", "2017-03-02"),
    ("2017-05-01..2017-05-01", "2017-05-01", "2017-05-01"),
  ])
  func `a period is a year, a half, a third, a quarter, a month or any days`(
    text: String, first: String, last: String
  ) throws {
    let period = try #require(AskedPeriod(text))
    #expect(period.days.lowerBound == Day(first))
    #expect(period.days.upperBound == Day(last))
    #expect(period.label == text)
  }

  @Test(arguments: [
    "", "17", "2017-Q5", "2017-Q0", "2017-13", "2017-1", "2017-03-02..2017-01-15", "2017-..", "år",
    "2017-01-32..2017-02-01", "2017-Q", "2017-T4", "2017-H0", "2017-H10", "2017-T",
  ])
  func `an impossible period is none`(text: String) { #expect(AskedPeriod(text) == nil) }

  private func columns(
    _ period: String, by split: Report.Split, _ columns: Report.Columns = .period(nil)
  ) throws -> [String] {
    let days = try #require(Day("2010-01-01"))...(try #require(Day("2018-12-31")))
    let report = Report("t", version: 1, rows: [.init("", "", "reports")], columns: columns)
    return try Statistics(
      report, Statistics.Question(period: AskedPeriod(period), by: split),
      coverage: .init(offices: [], days: days), label: { ($1, $1) }
    ).cells.map(\.column)
  }

  @Test func `a period is divided into whole months, quarters or years, or not at all`() throws {
    #expect(try columns("2017-Q2", by: .month) == ["2017-04", "2017-05", "2017-06"])
    #expect(try columns("2017", by: .quarter) == ["2017-Q1", "2017-Q2", "2017-Q3", "2017-Q4"])
    #expect(try columns("2016-01-01..2017-12-31", by: .year) == ["2016", "2017"])
    #expect(try columns("2017", by: .tertial) == ["2017-T1", "2017-T2", "2017-T3"])
    #expect(try columns("2017", by: .half) == ["2017-H1", "2017-H2"])
    #expect(try columns("2017-H2", by: .quarter) == ["2017-Q3", "2017-Q4"])
    #expect(throws: Statistics.Refusal.periodUnsplit("2017-T1")) {
      try columns("2017-T1", by: .quarter)
    }
    #expect(throws: Statistics.Refusal.periodUnsplit("2017-02")) {
      try columns("2017-02", by: .quarter)
    }
    #expect(throws: Statistics.Refusal.periodUnsplit("2017-01-15..2017-03-31")) {
      try columns("2017-01-15..2017-03-31", by: .month)
    }
  }

  @Test func `several periods have a column each, whatever they are divided into`() throws {
    let days = try #require(Day("2010-01-01"))...(try #require(Day("2018-12-31")))
    let offices = ["3005", "3006"].compactMap { Office($0) }
    func columns(_ split: Report.Split?, _ columns: Report.Columns) throws -> [String] {
      var question = Statistics.Question(offices: offices, by: split)
      question.periods = ["2016-T1", "2017-T1"].compactMap { AskedPeriod($0) }
      return try Statistics(
        Report("t", version: 1, rows: [.init("", "", "reports")], columns: columns), question,
        coverage: .init(offices: offices, days: days), label: { ($1, $1) }
      ).cells.map(\.column)
    }
    #expect(try columns(nil, .period(nil)) == ["2016-T1", "2017-T1"])
    #expect(try columns(nil, .day) == ["2016-04-30", "2017-04-30"])
    #expect(try columns(.month, .period(nil)).count == 8)
    #expect(
      try columns(.office, .period(nil))
        == ["3005 2016-T1", "3006 2016-T1", "3005 2017-T1", "3006 2017-T1"])
  }

  @Test func `a stock has the last day of each part`() throws {
    #expect(
      try columns("2017-Q1", by: .month, .day) == ["2017-01-31", "2017-02-28", "2017-03-31"])
  }
}
