import CaseModel
import Projections
import Testing

// What would break: a case counted in two municipalities after a merger, the old municipalities'
// series changed by it, a municipality asked for with the wrong others.
@Suite struct OrganisationTests {
  /// Three municipalities that became one in 2020, which became part of another in 2024.
  static func drammen() throws -> Units {
    var units = Units()
    for old in ["0602", "0625", "0711"] {
      try units.add(UnitEstablished(name: old), to: old, "2010-01-01")
    }
    try units.add(UnitEstablished(name: "Drammen"), to: "3005", "2020-01-01")
    for old in ["0602", "0625", "0711"] {
      try units.add(UnitMerged(into: "unit/3005"), to: old, "2020-01-01")
    }
    try units.add(UnitEstablished(name: "Buskerud"), to: "3301", "2024-01-01")
    try units.add(UnitMerged(into: "unit/3301"), to: "3005", "2024-01-01")
    return units
  }

  @Test(arguments: [
    ("3005", "2019-12-31", "3005"), ("3005", "2020-01-01", "0602 0625 0711 3005"),
    ("3301", "2023-12-31", "3301"), ("3301", "2024-01-01", "0602 0625 0711 3005 3301"),
    ("0602", "2024-01-01", "0602"), ("9999", "2024-01-01", "9999"),
  ])
  func `a municipality is asked for with what became part of it by that day`(
    asked: String, date: String, all: String
  ) throws {
    let organisation = try Self.drammen().organisation
    let offices = organisation.offices(of: try office(asked), at: try day(date))
    #expect(offices.sorted().map(\.description).joined(separator: " ") == all)
  }

  @Test(arguments: [
    ("0602", "2019-12-31", "0602"), ("0602", "2020-01-01", "3005"),
    ("0602", "2024-01-01", "3301"), ("3005", "2023-12-31", "3005"),
  ])
  func `a municipality is by each day what it became`(
    old: String, date: String, new: String
  ) throws {
    let organisation = try Self.drammen().organisation
    #expect(organisation.successor(of: try office(old), on: try day(date)) == (try office(new)))
  }

  @Test func `each municipality is in one of the last ones' sets, so that nothing counts twice`()
    throws
  {
    let organisation = try Self.drammen().organisation
    let all = try ["0602", "0625", "0711", "3005", "3301"].map(office)
    for text in ["2019-12-31", "2020-01-01", "2023-12-31", "2024-01-01"] {
      let date = try day(text)
      let last = Set(all.map { organisation.successor(of: $0, on: date) })
      let sets = last.map { organisation.offices(of: $0, at: date) }
      #expect(sets.map(\.count).reduce(0, +) == all.count, "\(text)")
      #expect(sets.reduce(into: Set()) { $0.formUnion($1) } == Set(all), "\(text)")
      // Asked for together with what it was made of, each is taken once.
      #expect(organisation.offices(of: all, at: date) == Set(all))
    }
  }

  @Test(arguments: 1...30) func `however units merge, each is part of exactly one that stands`(
    seed: UInt64
  ) throws {
    var random = SplitMix(state: seed)
    var units = Units()
    let numbers = (1...12).map { "00" + ($0 < 10 ? "0" : "") + "\($0)" }
    for number in numbers { try units.add(UnitEstablished(name: number), to: number, "2010-01-01") }
    var standing = numbers
    for year in 2011...2020 {
      guard standing.count > 1, random.next() % 4 > 0 else { continue }
      let gone = standing.remove(at: Int(random.next() % UInt64(standing.count)))
      let into = standing[Int(random.next() % UInt64(standing.count))]
      try units.add(UnitMerged(into: "unit/" + into), to: gone, "\(year)-01-01")
    }
    let (organisation, all) = (units.organisation, try numbers.map(office))
    for year in [2010, 2015, 2021] {
      let date = Day.last(of: year)
      let last = Set(all.map { organisation.successor(of: $0, on: date) })
      #expect(last.allSatisfy { organisation.exists(.unit($0), on: date) })
      var count = 0
      for one in last {
        let offices = organisation.offices(of: one, at: date)
        count += offices.count
        #expect(offices.allSatisfy { organisation.successor(of: $0, on: date) == one })
      }
      #expect(count == all.count)
    }
  }

  @Test func `mergers that go in a circle end somewhere`() throws {
    var units = Units()
    for unit in ["0001", "0002"] {
      try units.add(UnitEstablished(name: unit), to: unit, "2010-01-01")
    }
    try units.add(UnitMerged(into: "unit/0002"), to: "0001", "2011-01-01")
    try units.add(UnitMerged(into: "unit/0001"), to: "0002", "2012-01-01")
    let organisation = units.organisation
    #expect(organisation.offices(of: try office("0001"), at: try day("2013-01-01")).count == 2)
    _ = organisation.successor(of: try office("0001"), on: try day("2013-01-01"))
  }

  /// Cases of the old municipalities, some of them moved over at the merger and some not.
  private static func cases() throws -> [History] {
    var cases: [History] = []
    for (number, old) in ["0602", "0602", "0625", "0711", "0711"].enumerated() {
      var history = try History("case/\(number)", office: old)
      try history.add(CaseOpened(journal: "\(number)"), "2017-0\(number + 1)-10")
      if number % 2 == 0 {
        try history.add(
          CaseTransferred(toOffice: office("3005"), transferReason: "merger"), "2020-01-01")
      }
      if number == 3 { try history.add(CaseClosed(reason: "no-further-need"), "2020-05-01") }
      cases.append(history)
    }
    var new = try History("case/9", office: "3005")
    try new.add(CaseOpened(journal: "9"), "2020-03-01")
    return cases + [new]
  }

  /// The open cases of municipalities on a day, by the statistics' own count.
  private static func open(_ offices: Set<Office>, on date: Day) throws -> Int {
    try cases().filter { history in
      let file = CaseFile(subject: history.subject, folding: history.events, at: date)
      guard let own = file.own, own.isOpen(on: date) else { return false }
      return file.office.map(offices.contains) ?? false
    }.count
  }

  @Test func `a merger counts no case twice and loses none`() throws {
    let organisation = try Self.drammen().organisation
    let all = try ["0602", "0625", "0711", "3005"].map(office)
    for text in ["2017-12-31", "2019-12-31", "2020-01-01", "2020-12-31"] {
      let date = try day(text)
      let alone = try all.map { try Self.open([$0], on: date) }.reduce(0, +)
      let together = try Self.open(organisation.offices(of: all, at: date), on: date)
      #expect(alone == together, "\(text)")
    }
    let after = try day("2020-12-31")
    let merged = organisation.offices(of: try office("3005"), at: after)
    #expect(try Self.open(merged, on: after) == 5)
    #expect(try Self.open([office("3005")], on: after) == 4)
  }

  @Test func `the merger leaves the old series as they were`() throws {
    var before = Units()
    for old in ["0602", "0625", "0711"] {
      try before.add(UnitEstablished(name: old), to: old, "2010-01-01")
    }
    let (then, now) = (before.organisation, try Self.drammen().organisation)
    for text in ["2017-06-30", "2019-12-31"] {
      let date = try day(text)
      for old in try ["0602", "0625", "0711"].map(office) {
        #expect(then.offices(of: old, at: date) == now.offices(of: old, at: date))
        let counts = try [then, now].map { try Self.open($0.offices(of: old, at: date), on: date) }
        #expect(counts[0] == counts[1])
      }
    }
  }

  @Test(
    arguments: [
      ("3005", "2017", nil), ("3005", "2019-Q4", nil), ("3005", "2020-Q1", "6"),
      ("3005", "2020", "6"),
      ("0602", "2017", "2"), ("0602", "2020", "1"),
    ] as [(String, String, String?)])
  func `before it was made of others a municipality has no figure, which is not nought`(
    asked: String, period: String, cases: String?
  ) throws {
    let question = Statistics.Question(
      offices: [try office(asked)], period: AskedPeriod(period))
    var statistics = try Statistics(
      Report("test", version: 1, rows: [.init("", "", "cases-active")], columns: .period(nil)),
      question,
      coverage: Statistics.Coverage(
        offices: try ["0602", "0625", "0711", "3005"].map(office),
        days: (try day("2010-01-01"))...(try day("2021-12-31")),
        organisation: try Self.drammen().organisation),
      label: { ($1, $1) })
    for history in try Self.cases() { statistics.add(history.subject, history.events) }
    let cell = try #require(statistics.cells.first)
    #expect(cell.value?.description == cases)
    #expect(cell.missing == (cases == nil ? .notCovered : nil))
  }

  @Test func `what is known only later changes nothing before`() throws {
    let units = try Self.drammen()
    let date = try day("2024-06-01")
    let known = Organisation(units: units.all, knownBefore: 4)
    #expect(known.offices(of: try office("3005"), at: date).count == 1)
    let earlier = Organisation(units: units.all, at: try day("2019-12-31"))
    #expect(earlier.units.count == 3)
  }

  @Test func `units lie below others by the day`() throws {
    var units = Units()
    for unit in ["3005", "3005-east", "3005-west"] {
      try units.add(
        UnitEstablished(name: unit, parent: unit == "3005" ? nil : "unit/3005"), to: unit,
        "2010-01-01")
    }
    try units.add(
      UnitEstablished(name: "Team", parent: "unit/3005-east"), to: "team", "2011-01-01")
    try units.add(UnitChanged(parent: "unit/3005-west"), to: "team", "2012-01-01")
    let (organisation, team) = (units.organisation, try subject("team"))
    let (before, after) = (try day("2011-12-31"), try day("2012-01-01"))
    #expect(organisation.parent(of: team, on: before)?.key == "3005-east")
    #expect(organisation.ancestors(of: team, on: after).map(\.key) == ["3005-west", "3005"])
    #expect(organisation.municipality(of: team, on: after) == (try office("3005")))
    let below = organisation.units(below: try subject("3005"), on: after)
    #expect(below.map(\.key) == ["3005-east", "3005-west", "team"])
    #expect(organisation.units(below: try subject("3005"), on: try day("2010-12-31")).count == 2)
  }

  @Test func `a case that moves between districts is one, and in one of them each day`() throws {
    var units = Units()
    try units.add(UnitEstablished(name: "Bergen"), to: "1201", "2000-01-01")
    for (number, name) in [("01", "Arna"), ("02", "Bergenhus")] {
      try units.add(
        UnitEstablished(
          name: name, parent: "unit/1201", districtNumber: number, districtName: name),
        to: "1201-\(number)", "2000-01-01")
    }
    let districts = units.organisation.districts(
      of: try office("1201"), on: try day("2008-01-01"))
    #expect(districts.map(\.number) == ["01", "02"])
    #expect(districts.first?.name == "Arna")
    #expect(try units.organisation.districts(of: office("1201"), on: day("1999-12-31")).isEmpty)

    var moved = try History("case/1", office: "1201")
    try moved.add(CaseOpened(journal: "1"), "2008-01-10")
    try moved.add(CaseDistrictSet(district: "01"), "2008-01-10")
    try moved.add(CaseDistrictSet(district: "01", districtReason: "residence"), "2008-02-01")
    try moved.add(CaseDistrictSet(district: "02", districtReason: "capacity"), "2008-06-01")
    let file = try moved.file(at: "2008-12-31")
    #expect(file.district(on: try day("2008-05-31")) == "01")
    #expect(file.district(on: try day("2008-06-01")) == "02")
    #expect(file.district(on: try day("2008-01-09")) == nil)
    let year = try day("2008-01-01")...day("2008-12-31")
    #expect(file.districtMoves(in: year) == [try day("2008-06-01")])
    #expect(file.districtMoves(in: try day("2008-06-02")...day("2008-12-31")).isEmpty)
    for text in ["2008-03-01", "2008-06-01", "2008-12-31"] {
      let date = try day(text)
      let there = districts.filter { $0.number == file.district(on: date) }
      #expect(there.count == 1, "\(text)")
    }
  }

  @Test func `an office is open on the days it says, and on no holiday`() throws {
    var units = Units()
    try units.add(UnitEstablished(name: "Rollag"), to: "0632", "2003-01-01")
    let rollag = try subject("0632")
    #expect(units.organisation.isOpen(rollag, on: try day("2006-05-16")) == nil)
    #expect(units.organisation.nextOpenDay(of: rollag, from: try day("2006-05-16")) == nil)
    try units.add(OpeningDaysSet(openDays: [1, 3, 5]), to: "0632", "2003-02-01")
    try units.add(OpeningDaysSet(openDays: [2]), to: "0632", "2007-01-01")
    let organisation = units.organisation
    // 17 May 2006 is a Wednesday and a holiday.
    #expect(organisation.isOpen(rollag, on: try day("2006-05-15")) == true)
    #expect(organisation.isOpen(rollag, on: try day("2006-05-16")) == false)
    #expect(organisation.isOpen(rollag, on: try day("2006-05-17")) == false)
    #expect(
      organisation.nextOpenDay(of: rollag, from: try day("2006-05-16")) == (try day("2006-05-19")))
    #expect(organisation.isOpen(rollag, on: try day("2007-01-01")) == false)
    #expect(
      organisation.nextOpenDay(of: rollag, from: try day("2007-01-01")) == (try day("2007-01-02")))
  }
}

/// Units in the making, without the rules: the organisation reads what is there.
struct Units {
  private var histories: [String: History] = [:]
  private var order: [String] = []
  private var count: UInt64 = 0

  mutating func add(
    _ event: some TypedEvent, to unit: String, _ effective: String, office: String = "0631"
  ) throws {
    if histories[unit] == nil {
      histories[unit] = try History(
        "unit/" + unit, office: Office(unit) == nil ? office : unit)
      order.append(unit)
    }
    try histories[unit]?.add(event, effective, position: count)
    count += 1
  }

  var all: [(Subject, [RecordedEvent])] {
    order.compactMap { histories[$0].map { ($0.subject, $0.events) } }
  }

  var organisation: Organisation { Organisation(units: all) }
}

/// A municipality by its number.
func office(_ number: String) throws -> Office { try #require(Office(number)) }

/// A unit by its key.
func subject(_ key: String) throws -> Subject { try #require(Subject(.unit, key)) }

/// A day as it is written.
func day(_ text: String) throws -> Day { try #require(Day(text)) }
