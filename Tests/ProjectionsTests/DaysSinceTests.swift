import CaseModel
import Projections
import Testing

// What would break: a published time of handling that leaves out those who were answered the same
// day, or counts those who never applied.
@Suite struct `Days since the record that another follows from` {
  /// A person with decisions so many days after their applications; nil for one without.
  private func person(_ number: Int, _ waits: [Int?]) throws -> History {
    var history = try History("person/\(number)")
    try history.add(PersonOpened(birthYear: 1980, sex: "1"), "2017-01-01")
    let applied = try #require(Day("2017-02-01"))
    for wait in waits {
      let application: RecordID? = wait == nil ? nil : .random()
      if let application {
        try history.add(
          SupportApplied(application: application, appliedFor: "financial-aid"),
          applied.description)
      }
      try history.add(
        SupportDecided(
          decision: .random(), service: "financial-aid", supportOutcome: "granted",
          legalBasis: ["SOTJ-18"], application: application),
        applied.adding(days: wait ?? 3).description)
    }
    return history
  }

  private func cells(
    _ waits: [[Int?]], _ period: String, suppressBelow: Int = 0
  ) throws -> [String: Statistics.Cell] {
    var statistics = try Statistics(
      Report(
        "test", version: 1,
        rows: [
          .init("", "", "aid-applications-days"), .init("", "", "aid-applications-decided"),
          .init("", "", "aid-applications-average-days"),
          .init("", "", "aid-applications-median-days"),
        ], columns: .period(nil)),
      Statistics.Question(period: AskedPeriod(period), suppressBelow: suppressBelow),
      coverage: Statistics.Coverage(
        offices: [try #require(Office("3005"))],
        days: try #require(Day("2016-01-01"))...(try #require(Day("2018-12-31")))),
      label: { ($1, $1) })
    for (number, waits) in waits.enumerated() {
      let history = try person(number, waits)
      statistics.add(history.subject, history.events)
    }
    return Dictionary(uniqueKeysWithValues: statistics.cells.map { ($0.id, $0) })
  }

  private func shown(_ waits: [[Int?]], _ period: String = "2017") throws -> [String?] {
    let found = try cells(waits, period)
    return ["days", "decided", "average-days", "median-days"].map {
      found["aid-applications-\($0)"]?.value?.description
    }
  }

  @Test func `the same day is 0 days, and counts in the average and the middle`() throws {
    #expect(try shown([[0]]) == ["0", "1", "0.0", "0.0"])
    #expect(try shown([[0, 10], [2]]) == ["12", "3", "4.0", "2.0"])
  }

  @Test func `what follows from nothing has no such days, and is in neither`() throws {
    #expect(try shown([[nil, 6], [nil]]) == ["6", "1", "6.0", "6.0"])
    #expect(try shown([[nil]]) == ["0", "0", nil, nil])
  }

  @Test func `months add up to the year, each with what was decided in it`() throws {
    let waits = [[0, 10, 27], [28, 40], [nil]]
    let months = (1...12).map { "2017-" + ($0 < 10 ? "0" : "") + "\($0)" }
    for row in ["aid-applications-days", "aid-applications-decided"] {
      let parts = try months.map { try cells(waits, $0)[row]?.value?.scaled ?? 0 }
      #expect(parts.reduce(0, +) == (try cells(waits, "2017")[row]?.value?.scaled))
      #expect(parts.count { $0 != 0 } == 2)
    }
  }

  @Test func `a person answered the same day is hidden as any other`() throws {
    let found = try cells([[0], [0]], "2017", suppressBelow: 3)
    #expect(found["aid-applications-days"]?.missing == .suppressed)
    #expect(found["aid-applications-median-days"]?.missing == .suppressed)
  }
}
