import CaseModel
import Testing

// What would break: a care order that no board made, a child who lives with foster parents by way
// of a kindergarten, aftercare for somebody whom the Act no longer reaches.
@Suite struct CareRuleTests {
  private func rules(_ given: Given, _ event: some TypedEvent, _ day: String) throws -> [String] {
    let proposed = try given.event(event, day)
    guard case .accepted(_, let found) = given.decide([proposed]) else {
      return given.refusals(event, day)
    }
    return found.map(\.rule).filter { $0 != "compensating-first" }
  }

  private func placed(
    _ basis: String, _ home: String = "foster-home", under measure: RecordID? = nil
  ) throws -> PlacementStarted {
    PlacementStarted(
      placement: .random(), home: home, basis: basis, municipality: try #require(Office("3005")),
      measure: measure)
  }

  private func born(_ year: Int64, today: String = "2024-12-31") throws -> Given {
    var given = try Given(today: today)
    try given.happened(CaseOpened(journal: "1", birthYear: year), "2017-01-02")
    return given
  }

  @Test func `a care order without the board is told, until the board was asked`() throws {
    var given = try Given.openCase()
    let order = DecisionMade(
      decision: .random(), act: "BVL", chapter: "4", section: "12", status: "1")
    let petition = DecisionMade(
      decision: .random(), act: "BVL", chapter: "4", section: "12", status: "2")
    #expect(try rules(given, order, "2017-03-01") == ["board-not-heard"])
    #expect(try !rules(given, petition, "2017-03-01").contains("board-not-heard"))
    for basis in ["care-order", "behaviour"] {
      #expect(try rules(given, placed(basis), "2017-03-01") == ["board-not-heard"])
    }
    #expect(try rules(given, placed("emergency"), "2017-03-01") == [])
    try given.happened(
      BoardReferralSent(boardReferral: .random(), act: "BVL", chapter: "4", section: "12"),
      "2017-02-01")
    #expect(try rules(given, order, "2017-03-01") == [])
    #expect(try rules(given, order, "2017-01-31") == ["board-not-heard"])
    #expect(try rules(given, placed("care-order"), "2017-03-01") == [])
  }

  @Test func `a petition is withdrawn before the board has decided, not after`() throws {
    var given = try Given.openCase()
    let (first, second, hearing) = (RecordID.random(), RecordID.random(), RecordID.random())
    for id in [first, second] {
      try given.happened(
        BoardReferralSent(boardReferral: id, act: "BVL", chapter: "4", section: "12"),
        "2017-02-01")
    }
    try given.happened(BoardHearingHeld(hearing: hearing, boardReferral: first), "2017-03-01")
    try given.happened(
      BoardDecisionMade(boardDecision: .random(), hearing: hearing), "2017-03-10")
    func withdrawn(_ petition: RecordID, _ day: String) -> [String] {
      given.refusals(
        BoardReferralWithdrawn(withdrawal: .random(), boardReferral: petition), day)
    }
    #expect(withdrawn(first, "2017-03-09").isEmpty)
    #expect(withdrawn(first, "2017-03-10") == ["petition-decided"])
    #expect(withdrawn(second, "2017-03-10").isEmpty)
  }

  @Test func `a voluntary placement without a consent in force that day is told`() throws {
    var given = try Given.openCase()
    let missing = ["placement-consent-missing"]
    #expect(try rules(given, placed("voluntary"), "2017-04-01") == missing)
    try given.happened(
      ConsentGiven(consentId: .random(), consentScope: "measure", party: "mother"), "2017-02-01")
    #expect(try rules(given, placed("voluntary"), "2017-04-01") == missing)
    try given.happened(
      ConsentGiven(
        consentId: .random(), consentScope: "placement", party: "mother",
        periodTo: Day("2017-04-30")), "2017-04-01")
    #expect(try rules(given, placed("voluntary"), "2017-03-31") == missing)
    #expect(try rules(given, placed("voluntary"), "2017-04-30") == [])
    #expect(try rules(given, placed("voluntary"), "2017-05-01") == missing)
  }

  @Test func `a placement under a measure that is none is told`() throws {
    for (category, home, fits) in [
      ("2.2", "foster-home", true), ("1.1", "institution", true), ("8.2", "housing", true),
      ("4.1", "foster-home", false), ("3.8", "institution", true), ("3.8", "foster-home", false),
    ] {
      var running = try RunningCase()
      try running.decide()
      try running.given.happened(
        MeasureStarted(
          measure: running.measure, category: category, class: "change",
          decision: running.decision, basis: "assistance"), "2017-02-02")
      let placement = try placed("emergency", home, under: running.measure)
      let found = try rules(running.given, placement, "2017-02-02")
      #expect(found == (fits ? [] : ["placement-category"]), "\(category) \(home)")
    }
  }

  @Test func `fewer visits without a decision made while the child lives there are told`() throws {
    var given = try Given.openCase()
    let placement = RecordID.random()
    let decision = DecisionMade(
      decision: .random(), act: "BVL", chapter: "4", section: "4", status: "1")
    try given.happened(decision, "2017-02-01")
    try given.happened(
      PlacementStarted(
        placement: placement, home: "foster-home", basis: "emergency",
        municipality: try #require(Office("3005"))), "2017-02-02")
    func set(_ visits: String) throws -> [String] {
      try rules(
        given, VisitFrequencySet(placement: placement, followUpFrequency: visits), "2017-06-01")
    }
    #expect(try set("2") == ["visits-without-decision"])
    #expect(try set("4") == [])
    try given.happened(
      DecisionMade(decision: .random(), act: "BVL", chapter: "4", section: "22", status: "1"),
      "2017-05-01")
    #expect(try set("2") == [])
  }

  @Test func `aftercare is offered until the age that the Act of the day gives it to`() throws {
    func offered(_ born: Int64, _ day: String) throws -> [String] {
      try rules(self.born(born), AftercareOffered(aftercare: .random()), day)
    }
    #expect(try offered(2002, "2017-06-01") == ["aftercare-early"])
    #expect(try offered(2001, "2017-06-01") == [])
    #expect(try offered(1994, "2017-06-01") == [])
    #expect(try offered(1993, "2017-06-01") == ["aftercare-too-old"])
    #expect(try offered(1996, "2021-06-01") == [])
    #expect(try offered(1995, "2021-06-01") == ["aftercare-too-old"])
  }

  @Test func `aftercare that was declined with a reason is accepted by a new offer only`() throws {
    var given = try born(2005)
    let (first, second) = (RecordID.random(), RecordID.random())
    for id in [first, second] { try given.happened(AftercareOffered(aftercare: id), "2023-02-01") }
    try given.happened(
      NoAftercareReasonGiven(aftercare: first, noAftercareReason: "does-not-want"), "2023-03-01")
    func concluded(_ id: RecordID, _ conclusion: String) -> [String] {
      given.refusals(AftercareConcluded(aftercare: id, conclusion: conclusion), "2023-04-01")
    }
    #expect(concluded(first, "1") == ["aftercare-declined"])
    #expect(concluded(first, "3").isEmpty)
    #expect(concluded(second, "1").isEmpty)
  }

  @Test func `who is settled becomes an adult in the year of turning 18`() throws {
    var given = try born(2005)
    let settlement = RecordID.random()
    try given.happened(
      MinorSettled(settlement: settlement, settlementHousing: "shared-housing"), "2020-02-01")
    func ended(_ how: String, _ day: String) -> [String] {
      given.refusals(SettlementEnded(settlement: settlement, settlementEnd: how), day)
    }
    #expect(ended("adult", "2022-12-31") == ["settlement-not-adult"])
    #expect(ended("moved", "2022-12-31").isEmpty)
    #expect(ended("adult", "2023-01-01").isEmpty)
  }

  @Test func `a report about somebody whom the Act does not reach is told`() throws {
    func received(_ born: Int64) throws -> [String] {
      try rules(self.born(born), ReportReceived(report: .random(), reporters: ["11"]), "2024-02-01")
        .filter { $0 == "report-of-adult" }
    }
    #expect(try received(1999) == [])
    #expect(try received(1998) == ["report-of-adult"])
  }
}
