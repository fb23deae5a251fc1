import CaseModel
import Testing

// What would break: a municipality that is merged into itself or into nothing, two services that
// decide for it at once, a cost key that shares out more or less than there is. Each rule has a
// case that breaks it and one that just holds.
@Suite struct UnitRuleTests {
  /// A joint service in Numedal with two members from 2003.
  private static func joint(_ services: [String] = ["child-welfare"]) throws -> Given {
    var given = try Given("unit/numedal", today: "2008-12-31")
    try given.happened(UnitEstablished(name: "Numedal", host: office("0631")), "2003-01-01")
    for member in ["0631", "0632"] {
      try given.happened(
        MembershipStarted(
          membership: .random(), municipality: office(member), services: services),
        "2003-01-01")
    }
    return given
  }

  private static func delegation(
    by member: String = "0632", through last: String? = nil,
    services: [String] = ["child-welfare"]
  ) throws -> DelegationGiven {
    DelegationGiven(
      delegation: .random(), municipality: try office(member), services: services,
      delegationBasis: "trial-act", periodTo: last.flatMap { Day($0) })
  }

  @Test func `a unit is merged once, into another unit, no earlier than it was there`() throws {
    var given = try Given("unit/0602", today: "2020-12-31")
    try given.happened(UnitEstablished(name: "Drammen"), "2010-01-01")
    #expect(given.refusals(UnitMerged(into: "unit/0602"), "2020-01-01") == ["merger-into-itself"])
    #expect(given.refusals(UnitMerged(into: "case/1"), "2020-01-01") == ["unit-expected"])
    #expect(given.refusals(UnitMerged(into: "3005"), "2020-01-01") == ["unit-expected"])
    let merged = UnitMerged(into: "unit/3005")
    #expect(given.refusals(merged, "2009-12-31").first == "before-subject")
    try given.happened(merged, "2020-01-01")
    #expect(given.refusals(merged, "2020-06-01") == ["unit-merged-already"])
    #expect(given.refusals(merged, "2019-06-01") == ["unit-merged-already"])
    #expect(given.refusals(UnitClosed(), "2020-06-01") == ["unit-merged-already"])
  }

  @Test func `a merged unit's figures may still be given, of the time it was there`() throws {
    var given = try Given("unit/0602", today: "2020-12-31")
    try given.happened(UnitEstablished(name: "Drammen"), "2010-01-01")
    try given.happened(UnitMerged(into: "unit/3005"), "2020-01-01")
    #expect(given.refusals(Self.population(68_000), "2020-03-01").isEmpty)
    try given.happened(Self.population(68_000), "2020-03-01")
    #expect(given.refusals(CountingSet(counts: "orders", counted: true), "2020-03-01").count == 1)
  }

  @Test func `a figure given before the merger was known does not stand in its way`() throws {
    var given = try Given("unit/0602", today: "2020-12-31")
    try given.happened(UnitEstablished(name: "Drammen"), "2010-01-01")
    try given.happened(Self.population(68_000), "2020-03-01")
    #expect(given.refusals(UnitMerged(into: "unit/3005"), "2020-01-01").isEmpty)
  }

  @Test func `a unit does not lie below itself, and a change changes something`() throws {
    var given = try Given("unit/team", today: "2020-12-31")
    #expect(
      given.refusals(UnitEstablished(name: "Team", parent: "unit/team"), "2010-01-01")
        == ["unit-below-itself"])
    try given.happened(UnitEstablished(name: "Team", parent: "unit/3005"), "2010-01-01")
    #expect(given.refusals(UnitChanged(parent: "unit/team"), "2011-01-01") == ["unit-below-itself"])
    #expect(given.refusals(UnitChanged(), "2011-01-01") == ["unit-change-empty"])
    #expect(given.refusals(UnitChanged(name: "Mottak"), "2011-01-01").isEmpty)
  }

  @Test(arguments: [
    ([1, 2, 3, 4, 5], []), ([7], []), ([1, 1], ["opening-day-twice"]),
    ([3, 5, 3], ["opening-day-twice"]),
  ])
  func `a day of the week is named once`(days: [Int64], rules: [String]) throws {
    #expect(try Self.joint().refusals(OpeningDaysSet(openDays: days), "2003-02-01") == rules)
  }

  private static let keys:
    [(offices: [String], shares: [Int64], decimals: Int64, rules: [String])] =
      [
        (["0631", "0632"], [60, 40], 0, []),
        (["0631", "0632"], [100, 0], 0, []),
        (["0631", "0632"], [666, 334], 1, []),
        (["0631", "0632"], [6_667, 3_333], 2, []),
        (["0631", "0632"], [60, 41], 0, ["cost-key-sum"]),
        (["0631", "0632"], [60, 39], 0, ["cost-key-sum"]),
        (["0631", "0632"], [666, 333], 1, ["cost-key-sum"]),
        (["0631", "0632"], [60, 40], 1, ["cost-key-sum"]),
        (["0631", "0632"], [100], 0, ["cost-key-uneven"]),
        (["0631", "0631"], [60, 40], 0, ["cost-key-twice"]),
        (["0631", "0633"], [60, 40], 0, ["cost-key-not-member"]),
        (["0631"], [100], 0, ["cost-key-member-missing"]),
      ]

  @Test(arguments: keys)
  func `a cost key is the whole, once for each member`(
    offices: [String], shares: [Int64], decimals: Int64, rules: [String]
  ) throws {
    let key = CostKeySet(
      municipalities: try offices.map(office), shares: shares, decimals: decimals)
    #expect(try Self.joint().refusals(key, "2003-02-01") == rules)
  }

  @Test func `a municipality is a member once at a time for each task`() throws {
    var given = try Self.joint()
    let rollag = try office("0632")
    func member(_ services: [String]) -> MembershipStarted {
      MembershipStarted(membership: .random(), municipality: rollag, services: services)
    }
    #expect(given.refusals(member(["child-welfare"]), "2005-01-01") == ["membership-overlap"])
    // A late entry before the one that is there runs into it as well.
    #expect(given.refusals(member(["child-welfare"]), "2003-01-01") == ["membership-overlap"])
    #expect(given.refusals(member(["social-services"]), "2005-01-01").isEmpty)
    let id = try #require(given.file().episodes(.membership).last?.id)
    try given.happened(MembershipEnded(membership: id), "2005-01-01")
    #expect(given.refusals(member(["child-welfare"]), "2005-01-01").isEmpty)
  }

  @Test func `a delegation ends no earlier than it starts and overlaps no other`() throws {
    var given = try Self.joint()
    #expect(
      given.refusals(try Self.delegation(through: "2003-06-30"), "2003-07-01") == [
        "period-reversed"
      ])
    #expect(given.refusals(try Self.delegation(through: "2003-07-01"), "2003-07-01").isEmpty)
    try given.happened(try Self.delegation(through: "2005-12-31"), "2003-01-01")
    #expect(given.refusals(try Self.delegation(), "2005-12-31") == ["delegation-overlap"])
    #expect(given.refusals(try Self.delegation(), "2006-01-01").isEmpty)
    #expect(given.refusals(try Self.delegation(by: "0631"), "2005-01-01").isEmpty)
  }

  @Test func `a delegation that was taken back makes room for another`() throws {
    var given = try Self.joint()
    let first = try Self.delegation()
    try given.happened(first, "2003-01-01")
    #expect(given.refusals(try Self.delegation(), "2004-01-01") == ["delegation-overlap"])
    try given.happened(DelegationEnded(delegation: first.delegation), "2004-01-01")
    #expect(given.refusals(try Self.delegation(), "2004-01-01").isEmpty)
    #expect(given.refusals(try Self.delegation(), "2003-12-31") == ["delegation-overlap"])
  }

  @Test func `a municipality delegates as long as it takes part, and not longer`() throws {
    var given = try Self.joint()
    #expect(
      given.refusals(try Self.delegation(by: "0633"), "2003-01-01")
        == ["delegation-without-membership"])
    #expect(
      given.refusals(try Self.delegation(services: ["housing"]), "2003-01-01")
        == ["delegation-without-membership"])
    let delegation = try Self.delegation()
    try given.happened(delegation, "2003-01-01")
    let membership = try #require(
      given.file().episodes(.membership).first { $0.attributes.text(.municipality) == "0632" }?.id)
    let ended = MembershipEnded(membership: membership)
    #expect(given.refusals(ended, "2008-01-01") == ["delegation-without-membership"])
    try given.happened(DelegationEnded(delegation: delegation.delegation), "2008-01-01")
    #expect(given.refusals(ended, "2008-01-01").isEmpty)
  }

  @Test func `an agreement is made longer, never shorter`() throws {
    var given = try Self.joint()
    let id = RecordID.random()
    func signed(_ last: String) -> AgreementSigned {
      AgreementSigned(agreement: id, agreementKind: "joint-service", periodTo: Day(last))
    }
    #expect(given.refusals(signed("2002-12-31"), "2003-01-01") == ["period-reversed"])
    try given.happened(signed("2005-12-31"), "2003-01-01")
    func extended(_ day: String) throws -> AgreementExtended {
      AgreementExtended(agreement: id, periodTo: try #require(Day(day)))
    }
    #expect(
      given.refusals(try extended("2005-12-31"), "2005-12-01") == ["agreement-not-longer"])
    #expect(given.refusals(try extended("2007-12-31"), "2005-12-01").isEmpty)
  }

  @Test func `a unit has a task once, and a worker one post and one absence at a time`() throws {
    var given = try Self.joint()
    let task = RecordID.random()
    try given.happened(TaskAssigned(task: task, taskKind: "foster-homes"), "2004-01-01")
    let again = TaskAssigned(task: .random(), taskKind: "foster-homes")
    #expect(given.refusals(again, "2005-01-01") == ["task-overlap"])
    try given.happened(TaskWithdrawn(task: task), "2005-01-01")
    #expect(given.refusals(again, "2005-01-01").isEmpty)

    let post = RecordID.random()
    func filled(_ id: RecordID) -> PostFilled {
      PostFilled(post: id, worker: "w02", staffRole: "caseworker", percent: 80)
    }
    try given.happened(filled(post), "2004-01-01")
    #expect(given.refusals(filled(.random()), "2005-01-01") == ["post-overlap"])
    func away(_ substitute: String?) -> AbsenceStarted {
      AbsenceStarted(
        absence: .random(), post: post, absenceKind: "parental", substitute: substitute)
    }
    #expect(given.refusals(away("w02"), "2006-01-01") == ["absence-own-substitute"])
    try given.happened(away("w03"), "2006-01-01")
    #expect(given.refusals(away(nil), "2006-06-01") == ["absence-overlap"])
  }

  private static func population(_ value: Int64, decimals: Int64? = nil) -> ReferenceFigureSet {
    ReferenceFigureSet(figure: "population", year: 2019, value: value, decimals: decimals)
  }

  @Test func `a figure given again with another value contradicts, and both are kept`() throws {
    var given = try Given("unit/0602", today: "2020-12-31")
    try given.happened(UnitEstablished(name: "Drammen"), "2010-01-01")
    try given.happened(Self.population(68_000), "2019-01-15")
    #expect(given.warnings(Self.population(68_000), "2019-02-01").isEmpty)
    #expect(given.warnings(Self.population(680_000, decimals: 1), "2019-02-01").isEmpty)
    #expect(
      given.warnings(Self.population(68_001), "2019-02-01") == ["reference-contradicts"])
    let other = ReferenceFigureSet(figure: "population", year: 2018, value: 67_000)
    #expect(given.warnings(other, "2019-02-01").isEmpty)
    try given.happened(Self.population(68_001), "2019-02-01")
    #expect(given.file().episodes(.reference).count == 2)
    // It is the last one given that a third one is held against.
    #expect(given.warnings(Self.population(68_001), "2019-03-01").isEmpty)
    #expect(given.warnings(Self.population(68_000), "2019-03-01") == ["reference-contradicts"])
  }

  @Test func `a population is people, and a part of it is no more than the whole`() throws {
    var given = try Given("unit/0602", today: "2020-12-31")
    try given.happened(UnitEstablished(name: "Drammen"), "2010-01-01")
    func young(_ value: Int64?, _ figure: String = "population-0-17", decimals: Int64? = nil)
      -> ReferenceFigureSet
    {
      ReferenceFigureSet(
        figure: figure, year: 2019, value: value, decimals: decimals,
        text: value == nil ? "mange" : nil)
    }
    for broken in [young(-3), young(105, decimals: 1), young(nil)] {
      #expect(given.refusals(broken, "2019-01-15") == ["population-not-people"])
    }
    #expect(given.refusals(young(0), "2019-01-15").isEmpty)
    #expect(given.refusals(young(-3, "budget"), "2019-01-15").isEmpty)
    try given.happened(Self.population(68_000), "2019-01-15")
    #expect(given.warnings(young(68_001), "2019-02-01") == ["populations-contradict"])
    #expect(given.warnings(young(68_000), "2019-02-01").isEmpty)
    let nextYear = ReferenceFigureSet(figure: "population-0-17", year: 2020, value: 68_001)
    #expect(given.warnings(nextYear, "2020-02-01").isEmpty)
    try given.happened(young(14_000), "2019-02-01")
    #expect(
      given.warnings(young(13_999, "population-0-22"), "2019-02-01") == ["populations-contradict"])
    // Groups that share some ages only say nothing of each other.
    #expect(given.warnings(young(1, "population-20-66"), "2019-02-01").isEmpty)
  }

  @Test func `a difference after a migration is kept and told`() throws {
    let given = try Self.joint()
    func moved(_ after: Int64) -> MigrationReconciled {
      MigrationReconciled(
        migration: .random(), system: "SOSYS", table: "saker", recordsBefore: 100,
        recordsAfter: after)
    }
    #expect(given.warnings(moved(99), "2005-01-01") == ["migration-difference"])
    #expect(given.warnings(moved(100), "2005-01-01").isEmpty)
  }
}
