import CaseModel
import Testing

// What would break: two versions of a routine in force at a time, a control that found more faults
// than it looked at, a day for closing that was over before it was set.
@Suite struct ControlTests {
  private func unit() throws -> Given {
    var given = try Given("unit/3005")
    try given.happened(UnitEstablished(name: "Barneverntjenesten"), "2010-01-01")
    return given
  }

  @Test func `one version of a routine is in force at a time`() throws {
    var given = try unit()
    let first = RecordID.random()
    try given.happened(
      RoutineAdopted(routine: first, name: "Reports", routineVersion: 1), "2017-01-01")
    let second = RoutineAdopted(routine: .random(), name: "Reports", routineVersion: 2)
    #expect(given.refusals(second, "2017-05-01") == ["routine-overlap"])
    let other = RoutineAdopted(routine: .random(), name: "Plans", routineVersion: 1)
    #expect(given.refusals(other, "2017-05-01").isEmpty)
    try given.happened(RoutineWithdrawn(routine: first), "2017-05-01")
    let same = RoutineAdopted(routine: .random(), name: "Reports", routineVersion: 1)
    #expect(given.refusals(same, "2017-05-01") == ["routine-version"])
    try given.happened(second, "2017-05-01")
    // Recorded late, and in force between: the numbers would not rise.
    let late = RoutineAdopted(routine: .random(), name: "Reports", routineVersion: 3)
    #expect(given.refusals(late, "2016-05-01").contains("routine-overlap"))
  }

  @Test func `the version in force on a day is that of the day`() throws {
    var given = try unit()
    let (first, second) = (RecordID.random(), RecordID.random())
    try given.happened(
      RoutineAdopted(routine: first, name: "Reports", routineVersion: 1), "2017-01-01")
    try given.happened(RoutineWithdrawn(routine: first), "2017-05-01")
    try given.happened(
      RoutineAdopted(routine: second, name: "Reports", routineVersion: 2), "2017-06-01")
    func version(_ day: String) throws -> RecordID? {
      given.file().routine("Reports", on: try #require(Day(day)))?.id
    }
    #expect(try version("2016-12-31") == nil)
    #expect(try version("2017-04-30") == first)
    #expect(try version("2017-05-01") == nil)
    #expect(try version("2017-06-01") == second)
  }

  @Test func `a control finds no more than it looks at, and no more remains than it found`() throws
  {
    var given = try unit()
    let (control, run) = (RecordID.random(), RecordID.random())
    try given.happened(
      ControlDefined(
        control: control, name: "Reports in time", controlKind: "internal-control",
        controlFrequency: "monthly"), "2017-01-01")
    func performed(_ found: Int64) -> ControlPerformed {
      ControlPerformed(run: run, control: control, examined: 10, found: found)
    }
    #expect(given.refusals(performed(11), "2017-02-01") == ["control-count"])
    try given.happened(performed(10), "2017-02-01")
    func followed(_ remaining: Int64) -> ControlFollowedUp {
      ControlFollowedUp(
        controlFollowUp: .random(), run: run, action: "routine", remaining: remaining)
    }
    #expect(given.refusals(followed(11), "2017-02-05") == ["control-remaining"])
    #expect(given.refusals(followed(10), "2017-02-05").isEmpty)
    try given.happened(ControlWithdrawn(control: control), "2017-03-01")
    let late = ControlPerformed(run: .random(), control: control, examined: 1, found: 0)
    #expect(given.refusals(late, "2017-03-02") == ["record-ended"])
  }

  @Test func `a report meeting leaves no more unassigned than it had`() throws {
    let given = try unit()
    func held(_ reports: Int64, _ unassigned: Int64) -> [String] {
      given.refusals(
        ReportMeetingHeld(meeting: .random(), reports: reports, unassigned: unassigned),
        "2017-02-01")
    }
    #expect(held(3, 4) == ["meeting-count"])
    #expect(held(3, 3).isEmpty)
    #expect(held(0, 0).isEmpty)
  }

  @Test func `a day is set for later, not for before`() throws {
    let day = Day("2017-01-31")
    let unit = try unit()
    #expect(
      unit.refusals(
        RoutineAdopted(routine: .random(), name: "R", routineVersion: 1, reviewBy: day),
        "2017-02-01") == ["due-before"])
    var deviation = try Given("deviation/1")
    try deviation.happened(DeviationRegistered(kind: "other"), "2017-01-02")
    let assigned = DeviationAssigned(worker: "w02", dueBy: day)
    #expect(deviation.refusals(assigned, "2017-02-01") == ["due-before"])
    #expect(deviation.refusals(assigned, "2017-01-31").isEmpty)
    let given = try Given.openCase()
    let reviewed = CaseReviewed(caseReview: .random(), reviewKind: "periodic", nextBy: day)
    #expect(given.refusals(reviewed, "2017-02-01") == ["due-before"])
    let engaged = ExpertEngaged(
      engagement: .random(), engagedBy: "child-welfare", reportDue: day)
    #expect(given.refusals(engaged, "2017-02-01") == ["due-before"])
  }
}
