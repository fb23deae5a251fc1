import CaseModel
import Testing

// What would break: a case that reads otherwise than it stood, or than it was known.
@Suite struct FoldTests {
  @Test func `folding in one go equals folding event by event`() throws {
    var running = try RunningCase()
    try running.decide()
    try running.startMeasure()
    var stepwise = CaseFile(subject: running.given.subject)
    for event in running.given.history { stepwise.evolve(event) }
    let whole = running.given.file()
    #expect(whole.count == stepwise.count)
    #expect(whole.episodes.map(\.attributes) == stepwise.episodes.map(\.attributes))
    #expect(whole.episodes.map(\.start) == stepwise.episodes.map(\.start))
  }

  @Test func `a file as it stood at a day has nothing later`() throws {
    let running = try RunningCase()
    #expect(running.given.file(at: "2017-01-01").count == 0)
    #expect(running.given.file(at: "2017-01-04").episodes(.report).first?.end == nil)
    #expect(running.given.file(at: "2017-01-04").episodes(.investigation).isEmpty)
    #expect(running.given.file(at: "2017-01-05").episodes(.report).first?.outcome == "2")
  }

  @Test func `a late entry changes the file by valid time, and not what was known`() throws {
    var running = try RunningCase()
    let known = UInt64(running.given.history.count)
    try running.given.happened(
      ReportReceived(report: .random(), reporters: ["8"], contents: ["7"]), "2017-01-03")
    #expect(running.given.file(at: "2017-01-04").episodes(.report).count == 2)
    #expect(running.given.file(at: "2017-01-04", knownBefore: known).episodes(.report).count == 1)
  }

  @Test func `a correction replaces the event from the day it was true, and both stay`() throws {
    var running = try RunningCase()
    let wrong = running.given.history[1].event
    let known = UInt64(running.given.history.count)
    var right = wrong
    right.id = .random()
    right.fields[.reporters] = .list([.text("8")])
    let annulled = try running.given.event(
      EventAnnulled(event: wrong.id, reason: "wrong-data", replacement: right.id), "2017-02-01")
    guard case .accepted(let events, _) = running.given.decide([annulled, right]) else {
      Issue.record("refused")
      return
    }
    running.given.record(events)
    let report = running.given.file(at: "2017-01-02").episodes(.report).first
    #expect(report?.attributes.values(.reporters) == [.text("8")])
    let before = running.given.file(at: "2017-01-02", knownBefore: known).episodes(.report).first
    #expect(before?.attributes.values(.reporters) == [.text("11")])
    #expect(running.given.history.contains { $0.event == wrong })
  }

  @Test func `an annulment that would leave another event in the air is refused`() throws {
    let running = try RunningCase()
    let received = running.given.history[1].event
    let annulled = EventAnnulled(event: received.id, reason: "did-not-happen")
    #expect(running.given.refusals(annulled, "2017-02-01") == ["record-in-use"])
  }

  @Test func `an annulment that was annulled has no effect`() throws {
    var given = try Given.openCase()
    let report = ReportReceived(report: .random(), reporters: ["11"], contents: ["3"])
    try given.happened(report, "2017-01-02")
    let first = EventAnnulled(event: given.history[1].event.id, reason: "did-not-happen")
    try given.happened(first, "2017-01-03")
    #expect(given.file().episodes(.report).isEmpty)
    #expect(given.refusals(first, "2017-01-04") == ["event-annulled-already"])
    let second = EventAnnulled(event: given.history[2].event.id, reason: "wrong-data")
    try given.happened(second, "2017-01-04")
    #expect(given.file().episodes(.report).count == 1)
  }

  @Test func `an annulment names an event of the same subject`() throws {
    let given = try Given.openCase()
    let stranger = EventAnnulled(event: .random(), reason: "wrong-data")
    #expect(given.refusals(stranger, "2017-01-03") == ["event-unknown"])
    let opened = given.history[0].event.id
    let vague = EventAnnulled(event: opened, reason: "feil")
    #expect(given.refusals(vague, "2017-01-03") == ["code-unknown"])
  }

  @Test func `facts of a period are those that stood at some time in it`() throws {
    var given = try Given.openCase()
    let placement = RecordID.random()
    let office = try #require(Office("3005"))
    try given.happened(
      PlacementStarted(
        placement: placement, home: "institution", basis: "voluntary", municipality: office),
      "2017-02-01")
    try given.happened(
      PlacementMoved(placement: placement, home: "foster-home", municipality: office), "2017-06-01")
    let episode = try #require(given.file().episode(.placement, placement))
    func homes(_ from: String, _ to: String) throws -> [String?] {
      let period = try #require(Day(from))...(try #require(Day(to)))
      return episode.readings(in: period).map { $0.text(.home) }
    }
    #expect(try homes("2017-01-01", "2017-12-31") == ["institution", "foster-home"])
    #expect(try homes("2017-01-01", "2017-05-31") == ["institution"])
    #expect(try homes("2017-06-01", "2017-12-31") == ["foster-home"])
  }
}
