import CaseModel
import Projections
import Testing

// What would break: a person in the wrong band, or a middle that is not in the middle.
@Suite struct BandTests {
  private func paid(_ number: Int, _ payments: (day: String, kroner: Int64)...) throws -> History {
    var history = try History("person/\(number)")
    try history.add(PersonOpened(journal: "\(number)"), "2016-01-01")
    for payment in payments {
      try history.add(
        PaymentMade(
          payment: .random(), decision: .random(), benefitKind: "subsistence", aidForm: "grant",
          amount: payment.kroner * 100), payment.day)
    }
    return history
  }

  private func recipients() throws -> [History] {
    [
      try paid(1, ("2017-01-10", 4000), ("2017-01-20", 1000)),
      try paid(2, ("2016-12-31", 90_000), ("2017-03-01", 5000), ("2017-05-01", 4999)),
      try paid(3, ("2017-01-01", 10_000)),
      try paid(4, ("2017-01-01", 60_000), ("2017-02-01", 30_000), ("2017-12-31", 9999)),
    ]
  }

  @Test func `a person lies in the band of what the period alone holds`() throws {
    let table = try Filled("financial-assistance-length", try recipients(), year: 2017)
    #expect(table["recipients"] == "4")
    let length = ["1-1", "2-3", "4-6", "unknown"].map { table["recipients.aid-length.\($0)"] }
    #expect(length == ["2", "2", "0", "0"])
    let amount = ["0-under-10000", "10000-under-25000", "50000-under-100000", "100000+"]
      .map { table["recipients.aid-amount.\($0)"] }
    #expect(amount == ["2", "1", "1", "0"])
    let before = try Filled("financial-assistance-length", try recipients(), year: 2016)
    #expect(before["recipients.aid-amount.50000-under-100000"] == "1")
    #expect(before["recipients.aid-length.1-1"] == "1")
  }

  @Test func `a limit below does not belong to the band, and the one from does`() throws {
    let exact = [try paid(1, ("2017-01-01", 10_000)), try paid(2, ("2017-01-01", 9999))]
    let table = try Filled("financial-assistance-length", exact, year: 2017)
    #expect(table["recipients.aid-amount.0-under-10000"] == "1")
    #expect(table["recipients.aid-amount.10000-under-25000"] == "1")
  }

  @Test func `as many lie above the middle as below, and of an even number it is between two`()
    throws
  {
    var four = try recipients()
    let even = try Filled("financial-assistance-length", four, year: 2017)
    #expect(even["aid-paid-median"] == "10000")  // 5 000, 9 999, 10 000, 99 999: 9 999,50
    #expect(even["aid-months-median"] == "1.5")
    four.removeLast()
    let odd = try Filled("financial-assistance-length", four, year: 2017)
    #expect(odd["aid-paid-median"] == "9999")
    #expect(odd["aid-months-median"] == "1.0")
  }

  @Test func `of nothing there is no middle`() throws {
    let table = try Filled("financial-assistance-length", try recipients(), year: 2015)
    #expect(table["recipients"] == "0")
    #expect(table["aid-paid-median"] == nil)
    #expect(table.missing("aid-paid-median") == .noWhole)
  }

  @Test func `a figure of a band is explained by the events that put somebody in it`() throws {
    let table = try Filled("financial-assistance-length", try recipients(), year: 2017)
    let cell = try #require(
      table.explanations.first { $0.cell.id == "recipients.aid-amount.10000-under-25000" })
    #expect(cell.parts.flatMap(\.things).map(\.positions) == [[1]])
  }

  @Test func `what took three whole months took no less, and what runs is counted to the end`()
    throws
  {
    let histories: [History] = [
      try .investigated(1, opened: "2017-01-31", ended: "2017-02-28"),
      try .investigated(2, opened: "2017-01-10", ended: "2017-04-09"),
      try .investigated(3, opened: "2017-01-10", ended: "2017-04-10"),
      try .investigated(4, opened: "2017-06-01", ended: nil),
    ]
    let table = try Filled("child-welfare-handling-time", histories, year: 2017)
    let bands = ["0-0", "1-1", "2-2", "3-5", "6+", "unknown"]
    #expect(
      bands.map { table["investigations-concluded.handling-time.\($0)"] }
        == ["0", "1", "1", "1", "0", "0"])
    #expect(table["investigations-running.handling-time.6+"] == "1")
    #expect(table["investigations-days-median"] == "90")  // 29, 90 and 91 days
    #expect(table["investigations-days-average"] == "70")
  }

  @Test func `a measure that ended without saying how is in no share of outcomes`() throws {
    var history = try History("case/1")
    try history.add(CaseOpened(journal: "1"), "2017-01-01")
    for outcome in ["goal-reached", "goal-reached", "not-reached", nil] {
      let measure = RecordID.random()
      try history.add(
        MeasureStarted(measure: measure, category: "3.1", class: "change"), "2017-01-02")
      try history.add(MeasureEnded(measure: measure, outcome: outcome), "2017-06-01")
    }
    let table = try Filled("child-welfare-handling-time", [history], year: 2017)
    #expect(table["measures-ended"] == "4")
    #expect(table["measures-ended.outcome.goal-reached"] == "2")
    #expect(table["measures-ended.outcome.unknown"] == "1")
    #expect(table["share-measures-goal-reached"] == "66.7")
  }
}
