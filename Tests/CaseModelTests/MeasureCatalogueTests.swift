import CaseModel
import Testing

/// A municipality's unit with a catalogue of measures.
struct Offer {
  var unit: Given

  init(today: String = "2023-12-31") throws {
    unit = try Given("unit/3005", today: today)
    try unit.happened(UnitEstablished(name: "Barneverntjenesten"), "1990-01-01")
  }

  @discardableResult
  mutating func add(
    _ key: String, ages: (Int64?, Int64?) = (nil, nil), limit: String? = nil,
    class: String = "change", from day: String = "1990-01-01"
  ) throws -> RecordID {
    let entry = RecordID.random()
    try unit.happened(
      CatalogueEntryAdded(
        entry: entry, entryKey: key, name: key, class: `class`, ageFrom: ages.0, ageTo: ages.1,
        ageLimit: limit), day)
    return entry
  }

  /// A case of a child with a measure that has started, in a municipality with this catalogue.
  func measure(
    born: Int64?, on day: String, class: String = "change"
  ) throws -> (given: Given, measure: RecordID) {
    var given = try Given(today: unit.today.description)
    given.catalogues = [try #require(Office("3005")): MeasureCatalogue([unit.file()])]
    let (decision, measure) = (RecordID.random(), RecordID.random())
    try given.happened(CaseOpened(journal: "1", birthYear: born), day)
    let act = day < "2023-01-01" ? "BVL" : "BVL2021"
    try given.happened(
      DecisionMade(decision: decision, act: act, chapter: "4", section: "4", status: "1"), day)
    try given.happened(
      MeasureStarted(
        measure: measure, category: "3.1", class: `class`, decision: decision), day)
    return (given, measure)
  }
}

// What would break: a child of two in a programme for youths, a measure nobody offers, a young
// person kept from the aftercare that the Act gives because a list says otherwise.
@Suite struct MeasureCatalogueTests {
  @Test func `a measure is refused when the child can have none of its ages that year`() throws {
    // Every limit and age: the child turns `turns` this year, so it is that old or a year younger.
    for (least, most) in [(Int64(3), Int64(12)), (12, 17), (7, 7), (0, 5)] {
      var offer = try Offer()
      try offer.add("m", ages: (least, most))
      for turns in Int64(0)...20 {
        let (given, measure) = try offer.measure(born: 2017 - turns, on: "2017-06-01")
        let set = MeasureDetailsSet(measure: measure, entryKey: "m")
        let possible = (least...most).contains(turns) || (least...most).contains(turns - 1)
        #expect(
          given.refusals(set, "2017-06-01") == (possible ? [] : ["catalogue-age"]),
          "\(least)-\(most), turns \(turns)")
      }
    }
  }

  @Test func `a limit on one side holds on that side`() throws {
    var offer = try Offer()
    try offer.add("from", ages: (12, nil))
    try offer.add("to", ages: (nil, 12))
    let (small, first) = try offer.measure(born: 2010, on: "2017-06-01")
    #expect(
      small.refusals(MeasureDetailsSet(measure: first, entryKey: "from"), "2017-06-01")
        == ["catalogue-age"])
    #expect(
      small.refusals(MeasureDetailsSet(measure: first, entryKey: "to"), "2017-06-01").isEmpty)
    let (big, second) = try offer.measure(born: 2002, on: "2017-06-01")
    #expect(
      big.refusals(MeasureDetailsSet(measure: second, entryKey: "to"), "2017-06-01")
        == ["catalogue-age"])
  }

  @Test func `a guiding limit is told and not refused`() throws {
    var offer = try Offer()
    try offer.add("m", ages: (12, 18), limit: "guiding")
    let (given, measure) = try offer.measure(born: 2014, on: "2017-06-01")
    let set = MeasureDetailsSet(measure: measure, entryKey: "m")
    #expect(given.warnings(set, "2017-06-01") == ["catalogue-age-guide"])
  }

  @Test(arguments: [
    // The Act let aftercare last to 23 until 2020, and to 25 since 2021.
    (1993, "2017-06-01", ["catalogue-age-guide"]), (1992, "2017-06-01", ["refused"]),
    (1997, "2022-06-01", ["catalogue-age-guide"]), (1996, "2022-06-01", ["catalogue-age-guide"]),
    (1995, "2022-06-01", ["refused"]), (1998, "2017-06-01", []),
  ])
  func `aftercare offered for less long than the Act gives it is told`(
    born: Int, day: String, warnings: [String]
  ) throws {
    var offer = try Offer()
    try offer.add("aftercare", ages: (18, 21))
    let (given, measure) = try offer.measure(born: Int64(born), on: day)
    let set = MeasureDetailsSet(measure: measure, entryKey: "aftercare")
    #expect(given.warnings(set, day) == warnings, "\(born) \(day)")
  }

  @Test func `without a year of birth the limit is told to be unknown`() throws {
    var offer = try Offer()
    try offer.add("limited", ages: (3, 12))
    try offer.add("open")
    let (given, measure) = try offer.measure(born: nil, on: "2017-06-01")
    #expect(
      given.warnings(MeasureDetailsSet(measure: measure, entryKey: "limited"), "2017-06-01")
        == ["catalogue-age-unknown"])
    #expect(
      given.warnings(MeasureDetailsSet(measure: measure, entryKey: "open"), "2017-06-01").isEmpty)
  }

  @Test func `what counts is the day the measure began`() throws {
    var offer = try Offer()
    let entry = try offer.add("m", ages: (3, 12))
    try offer.unit.happened(CatalogueEntryWithdrawn(entry: entry), "2018-01-01")
    let (given, measure) = try offer.measure(born: 2004, on: "2017-06-01")
    // The child is fifteen by now and the measure is offered no more; it was, and it was twelve.
    let set = MeasureDetailsSet(measure: measure, entryKey: "m")
    #expect(given.warnings(set, "2019-06-01").isEmpty)
    let (late, second) = try offer.measure(born: 2010, on: "2018-01-01")
    #expect(
      late.refusals(MeasureDetailsSet(measure: second, entryKey: "m"), "2018-01-01")
        == ["catalogue-entry-unknown"])
  }

  @Test func `a granted measure is chosen from the catalogue too`() throws {
    var offer = try Offer()
    try offer.add("m", ages: (3, 12))
    var (given, _) = try offer.measure(born: 2000, on: "2017-06-01")
    let grant = RecordID.random()
    let decision = try #require(given.file().episodes(.decision).first?.id)
    try given.happened(
      MeasureGranted(measure: grant, decision: decision, category: "3.1", class: "change"),
      "2017-06-02")
    #expect(
      given.refusals(MeasureChosen(measure: grant, entryKey: "m"), "2017-06-02")
        == ["catalogue-age"])
    #expect(
      given.refusals(MeasureChosen(measure: grant, entryKey: "other"), "2017-06-09")
        == ["catalogue-entry-unknown"])
  }

  @Test func `a measure of another class than the catalogue's is told`() throws {
    var offer = try Offer()
    try offer.add("m", class: "controlling")
    let (given, measure) = try offer.measure(born: 2010, on: "2017-06-01")
    let set = MeasureDetailsSet(measure: measure, entryKey: "m")
    #expect(given.warnings(set, "2017-06-01") == ["catalogue-class"])
  }

  @Test func `a key means one measure at a time, and ages are in order`() throws {
    var offer = try Offer()
    let first = try offer.add("m", from: "2017-01-01")
    let twin = CatalogueEntryAdded(
      entry: .random(), entryKey: "m", name: "again", class: "change")
    #expect(offer.unit.refusals(twin, "2017-02-01") == ["entry-key-used"])
    // Recorded late, and begun before: the two would meet.
    #expect(offer.unit.refusals(twin, "2016-02-01") == ["entry-key-used"])
    try offer.unit.happened(CatalogueEntryWithdrawn(entry: first), "2017-02-01")
    #expect(offer.unit.refusals(twin, "2017-02-01").isEmpty)
    let reversed = CatalogueEntryAdded(
      entry: .random(), entryKey: "n", name: "n", class: "change", ageFrom: 12, ageTo: 3)
    #expect(offer.unit.refusals(reversed, "2017-02-01") == ["age-limits-reversed"])
  }

  @Test func `a description says something, and an agreement's days are in order`() throws {
    let offer = try Offer()
    let (given, measure) = try offer.measure(born: 2010, on: "2017-06-01")
    #expect(given.refusals(MeasureDetailsSet(measure: measure), "2017-06-01") == ["nothing-set"])
    #expect(
      given.refusals(MeasureDetailsSet(measure: measure, level: "secondary"), "2017-06-01")
        .isEmpty)
    let backwards = MeasureDetailsSet(
      measure: measure, agreementFrom: Day("2017-07-01"), agreementTo: Day("2017-06-30"))
    #expect(given.refusals(backwards, "2017-06-01") == ["period-reversed"])
  }

  @Test func `a compensating measure before any change measure is told`() throws {
    let offer = try Offer()
    var (given, _) = try offer.measure(born: 2010, on: "2017-06-01", class: "compensating")
    let decision = try #require(given.file().episodes(.decision).first?.id)
    func start(_ class: String) -> MeasureStarted {
      MeasureStarted(measure: .random(), category: "4.5", class: `class`, decision: decision)
    }
    #expect(given.warnings(start("compensating"), "2017-07-01") == ["compensating-first"])
    #expect(given.warnings(start("controlling"), "2017-07-01").isEmpty)
    try given.happened(start("change"), "2017-08-01")
    #expect(given.warnings(start("compensating"), "2017-08-01").isEmpty)
    #expect(given.warnings(start("compensating"), "2017-07-31") == ["compensating-first"])
  }
}
