import CaseModel
import Testing

// What would break: a child in a home that nobody has approved, an approval that nobody gave, a
// home closed over an approval that then seems to stand for ever.
@Suite struct FosterHomeTests {
  /// A registered home that has applied to be approved.
  private struct Applied {
    var given: Given
    let approval = RecordID.random()
    let office: Office

    init(for child: String? = nil) throws {
      given = try Given("home/1")
      office = try #require(Office("3005"))
      try given.happened(
        HomeRegistered(homeKind: "foster-home", municipality: office), "2017-01-02")
      try given.happened(
        ApprovalApplied(
          approval: approval, approvalScope: child == nil ? "general" : "child", case: child),
        "2017-01-10")
    }
  }

  @Test func `an approval for one child names the case, and one for the home names none`() throws {
    let given = try Applied().given
    func applied(_ scope: String, _ child: String?) -> [String] {
      given.refusals(
        ApprovalApplied(approval: .random(), approvalScope: scope, case: child), "2017-02-01")
    }
    #expect(applied("child", nil) == ["approval-scope"])
    #expect(applied("general", "case/1") == ["approval-scope"])
    #expect(applied("child", "case/1").isEmpty)
  }

  @Test func `a home is approved from the day it is, until the day it is revoked`() throws {
    var home = try Applied()
    let child = try #require(Subject("case/1"))
    func approved(_ day: String) throws -> Bool {
      home.given.file().isApproved(for: child, on: try #require(Day(day)))
    }
    try home.given.happened(HomeAssessed(approval: home.approval, suitable: true), "2017-02-01")
    #expect(try !approved("2017-02-01"))
    try home.given.happened(
      HomeApproved(approval: home.approval, approvedBy: home.office), "2017-03-01")
    #expect(try !approved("2017-02-28"))
    #expect(try approved("2017-03-01"))
    try home.given.happened(
      ApprovalEnded(approval: home.approval, approvalEnd: "revoked"), "2017-06-01")
    #expect(try approved("2017-05-31"))
    #expect(try !approved("2017-06-01"))
  }

  @Test func `an approval for one child holds for no other`() throws {
    var home = try Applied(for: "case/1")
    try home.given.happened(
      HomeApproved(approval: home.approval, approvedBy: home.office), "2017-03-01")
    let day = try #require(Day("2017-04-01"))
    let (own, other) = (try #require(Subject("case/1")), try #require(Subject("case/2")))
    #expect(home.given.file().isApproved(for: own, on: day))
    #expect(!home.given.file().isApproved(for: other, on: day))
  }

  @Test func `a municipality approves the same once, and another may too`() throws {
    var home = try Applied()
    let approved = HomeApproved(approval: home.approval, approvedBy: home.office)
    try home.given.happened(approved, "2017-03-01")
    #expect(home.given.refusals(approved, "2017-04-01") == ["approved-already"])
    let other = HomeApproved(approval: home.approval, approvedBy: try #require(Office("0625")))
    #expect(home.given.refusals(other, "2017-04-01").isEmpty)
  }

  @Test func `a home that nobody looked into, or that is not fit, is approved with a warning`()
    throws
  {
    var home = try Applied()
    let approved = HomeApproved(approval: home.approval, approvedBy: home.office)
    func assessed(_ suitable: Bool) -> HomeAssessed {
      HomeAssessed(approval: home.approval, suitable: suitable)
    }
    #expect(home.given.warnings(approved, "2017-02-01") == ["home-not-assessed"])
    try home.given.happened(assessed(false), "2017-02-02")
    #expect(home.given.warnings(approved, "2017-02-03") == ["home-approved-unfit"])
    try home.given.happened(assessed(true), "2017-02-04")
    #expect(home.given.warnings(approved, "2017-02-05").isEmpty)
    #expect(home.given.warnings(assessed(false), "2017-02-05").isEmpty)
    try home.given.happened(approved, "2017-02-05")
    #expect(home.given.warnings(assessed(false), "2017-02-06") == ["home-approval-stands"])
    let child = try #require(Subject("case/1"))
    let day = try #require(Day("2017-02-06"))
    #expect(!home.given.file().isUnsuitable(for: child, on: day))
    try home.given.happened(assessed(false), "2017-02-06")
    #expect(home.given.file().isUnsuitable(for: child, on: day))
  }

  @Test func `an application is refused, and an approval revoked`() throws {
    var home = try Applied()
    func ended(_ how: String) -> [String] {
      home.given.refusals(ApprovalEnded(approval: home.approval, approvalEnd: how), "2017-04-01")
    }
    #expect(ended("revoked") == ["approval-end-other"])
    #expect(ended("refused").isEmpty)
    try home.given.happened(
      HomeApproved(approval: home.approval, approvedBy: home.office), "2017-03-01")
    #expect(ended("withdrawn") == ["approval-end-other"])
    #expect(ended("ended").isEmpty)
  }

  @Test func `a home is not closed over an approval`() throws {
    var home = try Applied()
    #expect(home.given.refusals(HomeClosed(), "2017-05-01") == ["home-approval-open"])
    try home.given.happened(
      ApprovalEnded(approval: home.approval, approvalEnd: "withdrawn"), "2017-04-01")
    #expect(home.given.refusals(HomeClosed(), "2017-05-01").isEmpty)
  }

  @Test func `an application that something rests on is not annulled`() throws {
    var home = try Applied()
    try home.given.happened(
      HomeApproved(approval: home.approval, approvedBy: home.office), "2017-03-01")
    let applied = try #require(home.given.history.first { $0.event.type == .approvalApplied })
    #expect(
      home.given.refusals(
        EventAnnulled(event: applied.event.id, reason: "wrong-data"), "2017-04-01")
        == ["record-in-use"])
  }
}
