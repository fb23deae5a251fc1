import CaseModel
import Projections
import Testing

// What would break: costs shared out that are more or less than there were, a decision on behalf of
// a municipality that had taken its authority back, hours of people who were not there.
@Suite struct JointServiceTests {
  private static let membership = RecordID.random()

  /// Two municipalities from 2003, the trial extended to the end of 2007, and another key in 2006.
  private static func numedal() throws -> Units {
    var units = Units()
    for office in ["0631", "0632"] {
      try units.add(UnitEstablished(name: office), to: office, "2000-01-01")
    }
    let (host, other) = (try office("0631"), try office("0632"))
    try units.add(UnitEstablished(name: "Numedal", host: host), to: "numedal", "2003-01-01")
    for (id, member) in [(RecordID.random(), host), (membership, other)] {
      try units.add(
        MembershipStarted(
          membership: id, municipality: member, services: ["child-welfare", "social-services"]),
        to: "numedal", "2003-01-01")
    }
    for (from, last) in [("2003-01-01", "2005-12-31"), ("2006-01-01", "2007-12-31")] {
      try units.add(
        DelegationGiven(
          delegation: .random(), municipality: other, services: ["child-welfare"],
          delegationBasis: "trial-act", periodTo: day(last)), to: "numedal", from)
    }
    for (shares, from) in [([60, 40], "2003-01-01"), ([65, 35], "2006-01-01")]
      as [([Int64], String)]
    {
      try units.add(
        CostKeySet(municipalities: [host, other], shares: shares), to: "numedal", from)
    }
    return units
  }

  @Test func `who takes part, and in what, follows the day`() throws {
    var units = try Self.numedal()
    try units.add(MembershipEnded(membership: Self.membership), to: "numedal", "2008-01-01")
    let (organisation, joint) = (units.organisation, try subject("numedal"))
    let both = try [office("0631"), office("0632")]
    #expect(organisation.members(of: joint, on: try day("2002-12-31")).isEmpty)
    #expect(organisation.members(of: joint, on: try day("2007-12-31")) == both)
    #expect(organisation.members(of: joint, on: try day("2008-01-01")) == [both[0]])
    #expect(organisation.members(of: joint, on: try day("2006-01-01"), service: "housing").isEmpty)
    let found = organisation.jointService(
      of: both[1], service: "child-welfare", on: try day("2006-01-01"))
    #expect(found == joint)
    #expect(organisation.host(of: joint, on: try day("2006-01-01")) == both[0])
  }

  @Test func `a delegation holds through its last day, for what was delegated`() throws {
    let (organisation, rollag) = (try Self.numedal().organisation, try office("0632"))
    func through(_ text: String, _ service: String = "child-welfare") throws -> String? {
      organisation.delegation(by: rollag, service: service, on: try day(text))?.through?.description
    }
    #expect(try through("2002-12-31") == nil)
    #expect(try through("2005-12-31") == "2005-12-31")
    #expect(try through("2006-01-01") == "2007-12-31")
    #expect(try through("2008-01-01") == nil)
    #expect(try through("2006-01-01", "social-services") == nil)
    let last = organisation.lastDelegation(
      by: rollag, service: "child-welfare", before: try day("2008-01-01"))
    #expect(last?.through == (try day("2007-12-31")) && last?.basis == "trial-act")
    #expect(
      organisation.lastDelegation(
        by: rollag, service: "child-welfare", before: try day("2005-12-31")) == nil)
  }

  @Test func `the share of a municipality follows the key of the day`() throws {
    let (organisation, joint) = (try Self.numedal().organisation, try subject("numedal"))
    func share(_ number: String, _ text: String) throws -> String? {
      organisation.costShare(of: try office(number), in: joint, on: try day(text))?.description
    }
    #expect(try share("0631", "2002-12-31") == nil)
    #expect(try share("0631", "2005-12-31") == "60.00")
    #expect(try share("0632", "2006-01-01") == "35.00")
    #expect(try share("0633", "2006-01-01") == "0.00")
  }

  @Test func `costs of two keys' days are each shared by their own key`() throws {
    let (organisation, joint) = (try Self.numedal().organisation, try subject("numedal"))
    let shares = organisation.shares(
      of: [(try day("2005-06-01"), 100_00), (try day("2006-06-01"), 100_00)], in: joint)
    #expect(shares == [try office("0631"): 125_00, try office("0632"): 75_00])
    // A day before the first key cannot be shared, and is not left out in silence.
    #expect(organisation.shares(of: [(try day("2002-06-01"), 1)], in: joint) == nil)
  }

  private static let divisions: [(whole: Int64, shares: [Int64], amounts: [Int64])] = [
    (100, [6_000, 4_000], [60, 40]), (1, [6_000, 4_000], [1, 0]), (101, [5_000, 5_000], [51, 50]),
    (100, [3_333, 3_333, 3_334], [33, 33, 34]), (10, [3_330, 3_330, 3_340], [3, 3, 4]),
    (-101, [5_000, 5_000], [-51, -50]), (0, [6_000, 4_000], [0, 0]),
    (7, [10_000, 0], [7, 0]), (2, [2_500, 2_500, 2_500, 2_500], [1, 1, 0, 0]),
  ]

  @Test(arguments: divisions)
  func `what is left goes to those who lost most by rounding, and then to the first`(
    whole: Int64, shares: [Int64], amounts: [Int64]
  ) throws {
    let key = try Self.key(shares)
    #expect(key.divide(whole).map(\.amount) == amounts)
  }

  private static func key(_ shares: [Int64]) throws -> CostKey {
    CostKey(
      from: try day("2003-01-01"),
      shares: try shares.enumerated().map {
        (office: try #require(Office(number: 631 + $0.offset)), share: $0.element)
      })
  }

  @Test(arguments: 1...40) func `shares add up to the whole, each within one of its part`(
    seed: UInt64
  ) throws {
    var random = SplitMix(state: seed)
    for _ in 0..<50 {
      let count = Int(random.next() % 6) + 1
      var cuts = (1..<count).map { _ in Int64(random.next() % 10_001) }.sorted()
      cuts = [0] + cuts + [10_000]
      let shares = zip(cuts, cuts.dropFirst()).map { $1 - $0 }
      let whole = Int64(bitPattern: random.next() >> (random.next() % 60))
      let key = try Self.key(shares)
      let parts = key.divide(whole).map(\.amount)
      #expect(parts.reduce(0, +) == whole)
      for (part, share) in zip(parts, shares) {
        // The exact part in 128 bits, so that the test does not round either.
        let exact = Int128(whole) * Int128(share)
        #expect((Int128(part) * 10_000 - exact).magnitude < 10_000)
        #expect(part == 0 || (part < 0) == (whole < 0))
      }
      #expect(key.divide(-(whole >> 1)).map(\.amount) == key.divide(whole >> 1).map { -$0.amount })
    }
  }

  @Test func `hours are shared to the last decimal`() throws {
    let parts = try Self.key([6_000, 4_000]).divide(Fixed(375, decimals: 1)).map(\.amount)
    #expect(parts == [Fixed(225, decimals: 1), Fixed(150, decimals: 1)])
    #expect(parts.reduce(Fixed(0), +) == Fixed(375, decimals: 1))
  }

  @Test func `staff is counted by the day, and without those who are away`() throws {
    var units = try Self.numedal()
    let (post, other) = (RecordID.random(), RecordID.random())
    try units.add(
      PostFilled(post: post, worker: "w01", staffRole: "manager"), to: "numedal", "2004-01-01")
    try units.add(
      PostFilled(
        post: other, worker: "w02", staffRole: "caseworker", staffKind: "permanent", percent: 80),
      to: "numedal", "2004-01-01")
    try units.add(PostChanged(post: other, percent: 50), to: "numedal", "2005-01-01")
    try units.add(
      AbsenceStarted(
        absence: .random(), post: other, absenceKind: "parental", substitute: "w03"),
      to: "numedal", "2006-01-01")
    try units.add(
      AbsenceStarted(absence: .random(), post: post, absenceKind: "sickness", percent: 40),
      to: "numedal", "2006-01-01")
    try units.add(PostVacated(post: post, staffEnd: "resigned"), to: "numedal", "2007-01-01")
    let organisation = units.organisation
    func equivalents(_ text: String, present: Bool = false) throws -> String {
      organisation.fullTimeEquivalents(on: try day(text), present: present).description
    }
    #expect(try equivalents("2003-12-31") == "0.00")
    #expect(try equivalents("2004-12-31") == "1.80")
    #expect(try equivalents("2005-01-01") == "1.50")
    #expect(try equivalents("2006-01-01") == "1.50")
    #expect(try equivalents("2006-01-01", present: true) == "0.60")
    #expect(try equivalents("2007-01-01", present: true) == "0.00")
    #expect(organisation.absentWorkers(on: try day("2006-06-01")) == ["w02"])
    #expect(organisation.absentWorkers(on: try day("2005-06-01")).isEmpty)
    let away = organisation.posts(on: try day("2006-06-01")).first { $0.worker == "w02" }
    #expect(away?.substitute == "w03" && away?.percent == 50 && away?.kind == "permanent")
  }

  @Test func `whoever works for the host has the members' files while they delegate`() throws {
    var units = try Self.numedal()
    try units.add(
      PostFilled(post: .random(), worker: "w01", staffRole: "caseworker"), to: "numedal",
      "2004-01-01")
    try units.add(
      PostFilled(post: .random(), worker: "w09", staffRole: "caseworker"), to: "0632",
      "2004-01-01")
    let organisation = units.organisation
    func offices(
      _ worker: String, _ text: String, _ service: String = "child-welfare"
    ) throws -> String? {
      organisation.offices(
        ofWorker: worker, service: service, on: try day(text), actsOf: try day(text)
      ).map { $0.sorted().map(\.description).joined(separator: " ") }
    }
    #expect(try offices("w01", "2007-12-31") == "0631 0632")
    #expect(try offices("w01", "2008-01-01") == "0631")
    #expect(try offices("w01", "2007-12-31", "social-services") == "0631")
    #expect(try offices("w01", "2003-06-01") == "")
    #expect(try offices("w09", "2008-01-01") == "0632")
    #expect(try offices("w77", "2008-01-01") == nil)
  }

  private static let groups: [(figures: [String], overlap: String?)] = [
    (["population-0-17", "population-18-66"], nil),
    (["population-0-17", "population-0-19"], "population-0-17 population-0-19"),
    (
      ["population-20-66", "staff-child-welfare", "population-66-"],
      "population-20-66 population-66-"
    ),
    (["population", "population-80-"], "population population-80-"),
    (["population-0-17", "population-0-17"], "population-0-17 population-0-17"),
    (["population-0-17", "population-18-66", "population-67-"], nil),
    (["staff-child-welfare", "staff-child-welfare"], nil), ([], nil),
    (["population-17-0", "population-0-17"], nil), (["population-0-17x", "population-0-17"], nil),
  ]

  @Test(arguments: groups)
  func `people are added up once: groups that share an age are found`(
    figures: [String], overlap: String?
  ) {
    let found = PopulationGroup.overlap(in: figures)
    #expect(found.map { "\($0.first) \($0.second)" } == overlap)
  }
}

/// A generator by seed, so that a failure can be seen again.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
