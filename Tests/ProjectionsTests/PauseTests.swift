import CaseModel
import Projections
import Testing

// What would break: a file that was closed counted as open, when it is looked back on after it was
// opened again.
@Suite struct PauseTests {
  /// Opened in 2016, closed on some days and opened again on others, in turn.
  private func history(_ turns: [String]) throws -> History {
    var history = try History()
    try history.add(CaseOpened(journal: "1"), "2016-01-01")
    for (place, day) in turns.enumerated() {
      if place.isMultiple(of: 2) {
        try history.add(CaseClosed(reason: "measures-ended"), day)
      } else {
        try history.add(CaseReopened(reopenReason: "new-report"), day)
      }
    }
    return history
  }

  private func figures(_ history: History, _ days: ClosedRange<Day>) throws -> [String: Int64] {
    let ids: [StaticString] = [
      "cases-open-before", "cases-began", "cases-reopened", "cases-ended", "cases-open",
      "cases-active",
    ]
    let period = try #require(AskedPeriod("\(days.lowerBound)..\(days.upperBound)"))
    var statistics = try Statistics(
      Report("law", version: 1, rows: ids.map { .init($0, $0, $0) }, columns: .period(nil)),
      Statistics.Question(period: period),
      coverage: Statistics.Coverage(
        offices: [try #require(Office("3005"))],
        days: try #require(Day("2000-01-01"))...(try #require(Day("2030-12-31")))),
      label: { ($1, $1) })
    statistics.add(history.subject, history.events)
    return Dictionary(
      uniqueKeysWithValues: statistics.cells.map { ($0.id, $0.value?.scaled ?? -1) })
  }

  @Test(arguments: [
    ("2017-02-28", true), ("2017-03-01", false), ("2017-05-31", false), ("2017-06-01", true),
  ])
  func `a file is closed in its pause, looked back on from any later day`(
    date: String, isOpen: Bool
  ) throws {
    let history = try history(["2017-03-01", "2017-06-01"])
    let asked = try #require(Day(date))
    #expect(try history.file(at: "2018-12-31").own?.isOpen(on: asked) == isOpen)
    #expect(try history.file(at: date).own?.isOpen(on: asked) == isOpen)
  }

  @Test(arguments: [
    [], ["2017-02-01"], ["2017-02-01", "2017-02-01"], ["2016-12-31", "2017-01-01"],
    ["2017-01-31", "2017-02-01"], ["2016-06-01", "2018-06-01"], ["2016-06-01", "2017-02-10"],
    ["2016-06-01", "2017-02-10", "2017-02-20"], ["2017-02-10", "2017-02-20", "2017-02-25"],
    ["2017-02-03", "2017-02-05", "2017-02-28", "2017-03-01", "2017-03-31"],
  ])
  func `open before, begun and opened again, less ended, is open after, and is what any day says`(
    turns: [String]
  ) throws {
    let history = try history(turns)
    var day = try #require(Day("2015-12-30"))
    while day <= (try #require(Day("2017-04-02"))) {
      for length in [0, 27, 400] {
        let period = day...day.adding(days: length)
        let found = try figures(history, period)
        func figure(_ name: String) throws -> Int64 { try #require(found["cases-" + name]) }
        let sum = try figure("open-before") + figure("began") + figure("reopened")
        #expect(try sum - figure("ended") == figure("open"), "\(turns) \(period)")
        // As each day knew it, which nothing later can have changed.
        let before = day.adding(days: -1).description
        let own = try history.file(at: before).own
        let wasOpen = own?.isOpen(on: day.adding(days: -1)) == true
        #expect(try figure("open-before") == (wasOpen ? 1 : 0), "\(turns) \(period)")
      }
      day = day.adding(days: 3)
    }
  }

  @Test func `a file closed all through a period is not active in it`() throws {
    let history = try history(["2016-06-01", "2018-06-01"])
    let year = try #require(AskedPeriod("2017")).days
    #expect(try figures(history, year)["cases-active"] == 0)
    let touching = try #require(Day("2016-06-01"))...(try #require(Day("2016-06-30")))
    #expect(try figures(history, touching)["cases-active"] == 1)
    let own = try #require(try history.file(at: "2018-12-31").own)
    let days = try #require(Day("2016-05-31"))...(try #require(Day("2018-06-02")))
    #expect(own.days(in: days) == 4)
  }
}
