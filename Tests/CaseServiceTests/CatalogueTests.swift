import CaseModel
import CaseService
import Projections
import Testing

// What would break: a measure taken from the catalogue of another municipality, or refused because
// its entry came in the same call; a child in a home whose approval nobody looked up.
@Suite struct CatalogueTests {
  private let entry = CatalogueEntryAdded(
    entry: .random(), entryKey: "m07", name: "Early help", class: "change", ageFrom: 3, ageTo: 12)

  /// A case with a measure that has started.
  private func begin(_ log: TemporaryLog, born: Int64) throws -> RecordID {
    let (decision, measure) = (RecordID.random(), RecordID.random())
    try log.record([
      try log.draft(CaseOpened(journal: "1", birthYear: born), "2017-03-01"),
      try log.draft(
        DecisionMade(decision: decision, act: "BVL", chapter: "4", section: "4", status: "1"),
        "2017-03-01"),
      try log.draft(
        MeasureStarted(measure: measure, category: "3.1", class: "change", decision: decision),
        "2017-03-02"),
    ])
    return measure
  }

  private func establish(_ log: TemporaryLog, _ key: String, below parent: String? = nil) throws {
    try log.record([
      try log.draft(UnitEstablished(name: key, parent: parent), "2017-01-01", on: "unit/\(key)")
    ])
  }

  private func refused(_ log: TemporaryLog, _ drafts: [Draft]) throws -> [String] {
    guard case .refused(let reasons) = try log.log.record(drafts) else { return [] }
    return reasons.map(\.finding.rule)
  }

  @Test func `the catalogue is that of the municipality, or of what it belongs to`() throws {
    for holder in ["3005", "region"] {
      let log = try TemporaryLog()
      try establish(log, "3005", below: "unit/region")
      try establish(log, "region")
      try establish(log, "0602")
      let measure = try begin(log, born: 2010)
      let chosen = try log.draft(
        MeasureDetailsSet(measure: measure, entryKey: "m07"), "2017-03-02")
      try log.record([try log.draft(entry, "2017-01-01", on: "unit/0602")])
      #expect(try refused(log, [chosen]) == ["catalogue-entry-unknown"])
      try log.record([try log.draft(entry, "2017-01-01", on: "unit/\(holder)")])
      #expect(try refused(log, [chosen]).isEmpty, "\(holder)")
    }
  }

  @Test func `units cannot stand above each other, so the way up has an end`() throws {
    let log = try TemporaryLog()
    try establish(log, "3005", below: "unit/region")
    let circle = try log.draft(
      UnitEstablished(name: "region", parent: "unit/3005"), "2017-01-01", on: "unit/region")
    #expect(try refused(log, [circle]) == ["unit-in-circle"])
  }

  @Test func `an entry of the same call counts, and all or nothing is recorded`() throws {
    let log = try TemporaryLog()
    try establish(log, "3005")
    let measure = try begin(log, born: 2000)
    let size = try log.log.size
    let added = try log.draft(entry, "2017-01-01", on: "unit/3005")
    let chosen = try log.draft(MeasureDetailsSet(measure: measure, entryKey: "m07"), "2017-03-02")
    #expect(try refused(log, [chosen, added]) == ["catalogue-age"])
    #expect(try log.log.size == size)
    let young = try TemporaryLog()
    try establish(young, "3005")
    let second = try begin(young, born: 2010)
    try young.record([
      try young.draft(MeasureDetailsSet(measure: second, entryKey: "m07"), "2017-03-02"),
      try young.draft(entry, "2017-01-01", on: "unit/3005"),
    ])
  }

  @Test func `a child in a home that is not approved is told, and the warning stays`() throws {
    let log = try TemporaryLog()
    let (placement, approval) = (RecordID.random(), RecordID.random())
    let office = try #require(Office(TemporaryLog.office))
    try log.record([
      try log.draft(CaseOpened(journal: "1", birthYear: 2010), "2017-03-01"),
      try log.draft(
        PlacementStarted(
          placement: placement, home: "foster-home", basis: "voluntary", municipality: office),
        "2017-03-02"),
    ])
    func set(_ key: String) throws -> [String] {
      let receipt = try log.record([
        try log.draft(PlacementHomeSet(placement: placement, fosterHome: key), "2017-03-02")
      ])
      let stored = try log.log.event(at: try #require(receipt.positions.first))
      #expect(stored.event.warnings == receipt.warnings.map(\.rule))
      return stored.event.warnings
    }
    #expect(try set("home/1") == ["home-unknown"])
    #expect(try set("case/1") == ["home-unknown"])
    try log.record([
      try log.draft(
        HomeRegistered(homeKind: "foster-home", municipality: office), "2017-01-01", on: "home/1"),
      try log.draft(
        ApprovalApplied(approval: approval, approvalScope: "child", case: "case/1"), "2017-01-01",
        on: "home/1"),
    ])
    #expect(try set("home/1") == ["home-not-approved"])
    try log.record([
      try log.draft(
        HomeApproved(approval: approval, approvedBy: office), "2017-03-02", on: "home/1")
    ])
    #expect(try set("home/1").isEmpty)
    #expect(try set("1").isEmpty)
    func owed(_ day: String) throws -> [String] {
      try log.log.deadlines(at: try #require(Day(day))).filter { $0.rule.id.description == "BV-54" }
        .map { "\($0.subject) \($0.due) \($0.status.rawValue)" }
    }
    #expect(try owed("2017-03-03") == ["case/1 2017-03-02 met"])
    let ended = try log.record([
      try log.draft(
        ApprovalEnded(approval: approval, approvalEnd: "revoked"), "2017-03-03", on: "home/1")
    ])
    #expect(ended.warnings.map(\.rule) == ["home-children-left"])
    #expect(try owed("2017-03-04") == ["case/1 2017-03-03 overdue"])
  }

  @Test func `a case that is nowhere is no ground for an approval, and is told of a sibling`()
    throws
  {
    let log = try TemporaryLog()
    let office = try #require(Office(TemporaryLog.office))
    func applied(_ child: String) throws -> Draft {
      try log.draft(
        ApprovalApplied(approval: .random(), approvalScope: "child", case: child), "2017-01-01",
        on: "home/1")
    }
    try log.record([
      try log.draft(
        HomeRegistered(homeKind: "foster-home", municipality: office), "2017-01-01", on: "home/1"),
      try log.draft(CaseOpened(journal: "1", birthYear: 2010), "2017-01-01"),
    ])
    #expect(try refused(log, [applied("case/2")]) == ["approval-case-unknown"])
    try log.record([applied("1")])
    let sibling = try log.draft(
      SiblingRecorded(sibling: .random(), case: "case/2", together: true), "2017-01-02")
    #expect(try log.record([sibling]).warnings.map(\.rule) == ["sibling-unknown"])
  }
}
