import CaseModel
import Testing

// What would break: mergers that lead nowhere or round in a circle, a municipality in two joint
// services at once, though each unit by itself looks sound.
@Suite struct OrganisationRuleTests {
  /// Units in the making, each with its own history.
  private struct Units {
    private(set) var given: [String: Given] = [:]

    mutating func add(_ event: some TypedEvent, to unit: String, on day: String) throws {
      var one = try given[unit] ?? Given("unit/" + unit, today: "2030-12-31")
      try one.happened(event, day)
      given[unit] = one
    }

    mutating func establish(_ units: String..., on day: String = "2010-01-01") throws {
      for unit in units { try add(UnitEstablished(name: unit), to: unit, on: day) }
    }

    mutating func merge(_ unit: String, into other: String, on day: String) throws {
      try add(UnitMerged(into: "unit/" + other), to: unit, on: day)
    }

    var faults: [String] {
      organisationFaults(in: given.values.map { $0.file() }).map(\.rule).sorted()
    }
  }

  @Test func `mergers of several into one, and of that one in turn, are sound`() throws {
    var units = Units()
    try units.establish("0602", "0625", "0711", "3005", "3300")
    for old in ["0602", "0625", "0711"] { try units.merge(old, into: "3005", on: "2020-01-01") }
    #expect(units.faults.isEmpty)
    try units.merge("3005", into: "3300", on: "2024-01-01")
    #expect(units.faults.isEmpty)
  }

  @Test func `a merger that comes back to itself is a fault, however long the way`() throws {
    var units = Units()
    try units.establish("0602", "0625", "0711")
    try units.merge("0602", into: "0625", on: "2020-01-01")
    try units.merge("0625", into: "0711", on: "2021-01-01")
    #expect(units.faults.isEmpty)
    try units.merge("0711", into: "0602", on: "2022-01-01")
    #expect(units.faults.allSatisfy { $0 == "merger-in-circle" } && units.faults.count == 3)
  }

  @Test func `a unit that leads into a circle is not itself in it`() throws {
    var units = Units()
    try units.establish("0602", "0625", "0711")
    try units.merge("0602", into: "0625", on: "2019-01-01")
    try units.merge("0625", into: "0711", on: "2021-01-01")
    try units.merge("0711", into: "0625", on: "2022-01-01")
    let circles = units.faults.filter { $0 == "merger-in-circle" }
    #expect(circles.count == 2)
  }

  @Test func `a unit is merged into one that is there on the day`() throws {
    var units = Units()
    try units.establish("0602", "0625")
    try units.merge("0602", into: "3005", on: "2020-01-01")
    #expect(units.faults == ["merger-unit-unknown"])
    try units.establish("3005", on: "2020-01-02")
    #expect(units.faults == ["merger-before-unit"])

    var others = Units()
    try others.establish("0602", "0625", "0711", "3005")
    try others.establish("3300", on: "2020-01-01")
    try others.merge("3005", into: "3300", on: "2020-01-01")
    #expect(others.faults.isEmpty)
    try others.merge("0602", into: "3005", on: "2019-12-31")
    #expect(others.faults.isEmpty)
    try others.merge("0625", into: "3005", on: "2020-01-01")
    #expect(others.faults == ["merger-unit-gone"])
  }

  @Test func `no unit lies below itself on any day`() throws {
    var units = Units()
    try units.establish("a", "b", "c")
    try units.add(UnitChanged(parent: "unit/b"), to: "a", on: "2011-01-01")
    try units.add(UnitChanged(parent: "unit/c"), to: "b", on: "2012-01-01")
    #expect(units.faults.isEmpty)
    // Only after the first has gone elsewhere does the third go below it.
    try units.add(UnitChanged(parent: "unit/d"), to: "a", on: "2013-01-01")
    try units.add(UnitChanged(parent: "unit/a"), to: "c", on: "2014-01-01")
    #expect(units.faults.isEmpty)
    try units.add(UnitChanged(parent: "unit/b"), to: "a", on: "2015-01-01")
    #expect(units.faults.contains("unit-in-circle"))
  }

  @Test func `a municipality is in one joint service for a task at a time`() throws {
    var units = Units()
    try units.establish("north", "south")
    let rollag = try office("0632")
    func member(_ services: [String], _ id: RecordID = .random()) -> MembershipStarted {
      MembershipStarted(membership: id, municipality: rollag, services: services)
    }
    let first = RecordID.random()
    try units.add(member(["child-welfare", "housing"], first), to: "north", on: "2011-01-01")
    try units.add(member(["social-services"]), to: "south", on: "2011-01-01")
    #expect(units.faults.isEmpty)
    try units.add(member(["child-welfare"]), to: "south", on: "2012-01-01")
    #expect(units.faults == ["membership-twofold"])
    try units.add(MembershipEnded(membership: first), to: "north", on: "2012-01-02")
    #expect(units.faults == ["membership-twofold"])

    var after = Units()
    try after.establish("north", "south")
    try after.add(member(["child-welfare"], first), to: "north", on: "2011-01-01")
    try after.add(MembershipEnded(membership: first), to: "north", on: "2012-01-01")
    try after.add(member(["child-welfare"]), to: "south", on: "2012-01-01")
    #expect(after.faults.isEmpty)
  }
}
