import CaseModel
import CaseService
import Projections
import Testing

// What would break: units that point at each other in a circle because each was recorded alone, a
// municipality's case opened by a service that no longer decides for it, a file shown across a
// border.
@Suite struct OrganisationCheckTests {
  private let temporary: TemporaryLog

  init() throws { temporary = try TemporaryLog() }

  private func draft(
    _ event: some TypedEvent, _ day: String, on subject: String, office: String? = nil,
    by actor: String = "leader", id: RecordID? = nil
  ) throws -> Draft {
    var draft = try temporary.draft(event, day, on: subject, id: id)
    draft.office = try office.map { try #require(Office($0)) }
    draft.actor = actor
    return draft
  }

  private func established(_ unit: String, _ day: String = "2010-01-01") throws -> Draft {
    try draft(
      UnitEstablished(name: unit), day, on: "unit/" + unit,
      office: Office(unit) == nil ? "0631" : unit)
  }

  private func refusals(_ drafts: [Draft]) throws -> [(index: Int, rule: String)] {
    guard case .refused(let reasons) = try temporary.log.record(drafts) else { return [] }
    return reasons.map { ($0.index, $0.finding.rule) }
  }

  /// Numedal: 0631 hosts, 0632 has delegated child welfare through 2012; w01 works there.
  private func numedal() throws {
    try temporary.record([
      established("0631"), established("0632"),
      draft(
        UnitEstablished(name: "Numedal", host: Office("0631")), "2010-01-01",
        on: "unit/numedal", office: "0631"),
    ])
    for office in ["0631", "0632"] {
      try temporary.record([
        draft(
          MembershipStarted(
            membership: .random(), municipality: #require(Office(office)),
            services: ["child-welfare", "social-services"]), "2010-01-01", on: "unit/numedal")
      ])
    }
    try temporary.record([
      draft(
        DelegationGiven(
          delegation: .random(), municipality: #require(Office("0632")),
          services: ["child-welfare"], delegationBasis: "trial-act", periodTo: Day("2012-12-31")),
        "2010-01-01", on: "unit/numedal"),
      draft(
        PostFilled(post: .random(), worker: "w01", staffRole: "caseworker"), "2010-01-01",
        on: "unit/numedal"),
    ])
  }

  private func reading(
    _ actor: String, _ purpose: String = "casework", _ day: String = "2012-06-01",
    id: RecordID? = nil, revealed: Bool = true
  ) throws -> ReadingAct {
    ReadingAct(
      of: try #require(Subject("case/1")), actor: actor, purpose: purpose, id: id,
      day: try #require(Day(day)), revealed: revealed)
  }

  @Test func `a reading says for whom the reader works, and what let it cross the border`() throws {
    try numedal()
    try temporary.record([
      draft(CaseOpened(journal: "1"), "2012-02-01", on: "case/1", office: "0632", by: "w01")
    ])
    let subject = try #require(Subject("case/1"))
    for (actor, revealed) in [("w01", true), ("unknown", false)] {
      guard
        case .recorded = try temporary.log.recordReadings([reading(actor, revealed: revealed)])
      else {
        Issue.record("not recorded: \(actor)")
        return
      }
    }
    let known = try temporary.log.size
    let trail = try temporary.log.accessTrail(of: subject)
    #expect(trail.map(\.municipality?.description) == ["0631", nil])
    #expect(trail.map(\.role) == ["caseworker", nil])
    #expect(trail.map(\.isAcross) == [true, nil])
    #expect(trail.map(\.revealed) == [true, false])
    #expect(trail.map(\.delegation?.joint.description) == ["unit/numedal", nil])
    #expect(try temporary.log.accessTrail().count == 2)
    #expect(try temporary.log.accessTrail(knownBefore: known - 1).count == 1)
    // A delegation that is taken back later was there when it was relied on.
    let unit = try #require(Subject("unit/numedal"))
    let given = try temporary.log.history(of: unit).first { $0.event.type == .delegationGiven }
    try temporary.record([
      draft(
        EventAnnulled(event: #require(given?.event.id), reason: "did-not-happen"), "2012-06-02",
        on: "unit/numedal")
    ])
    #expect(
      try temporary.log.accessTrail(of: subject).first?.delegation?.joint == unit,
      "as the log knew it then")
  }

  @Test func `a reading given again adds nothing, and stands in no other act's way`() throws {
    try temporary.record([
      draft(CaseOpened(journal: "1"), "2012-02-01", on: "case/1", office: "0632")
    ])
    let subject = try #require(Subject("case/1"))
    let act = try reading("w01", id: .random())
    guard case .recorded = try temporary.log.recordReadings([act]),
      case .alreadyStored = try temporary.log.recordReadings([act])
    else {
      Issue.record("recorded twice")
      return
    }
    let assigned = try draft(CaseAssigned(worker: "w02"), "2012-02-02", on: "case/1")
    guard case .recorded = try temporary.log.record([assigned], expecting: [subject: 1]) else {
      Issue.record("a reading is no reason to think again")
      return
    }
    guard case .movedOn = try temporary.log.record([assigned], expecting: [subject: 2]) else {
      Issue.record("an act is")
      return
    }
  }

  @Test func `the front desk registers and passes on, and is shown nothing sealed`() throws {
    try numedal()
    try temporary.record([
      draft(CaseOpened(journal: "1"), "2012-02-01", on: "case/1", office: "0632", by: "w01"),
      draft(
        PostFilled(post: .random(), worker: "w05", staffRole: "front-desk"), "2010-01-01",
        on: "unit/numedal"),
    ])
    let subject = try #require(Subject("case/1"))
    func objection(_ actor: String) throws -> String? {
      try temporary.log.objection(
        toReading: subject, by: actor, on: Day("2012-06-01"), revealing: true)?.rule
    }
    #expect(try objection("w05") == "front-desk-reveals")
    #expect(try objection("w01") == nil && objection("unknown") == nil)
    try temporary.record([
      draft(
        ReportReceived(report: .random(), reporters: ["11"], contents: ["7"]), "2012-06-01",
        on: "case/1", by: "w05"),
      draft(CaseAssigned(worker: "w01"), "2012-06-01", on: "case/1", by: "w05"),
    ])
    func rules(_ purpose: String, revealed: Bool) throws -> [String] {
      let outcome = try temporary.log.recordReadings([
        reading("w05", purpose, revealed: revealed)
      ])
      guard case .refused(let refusals) = outcome else { return [] }
      return refusals.map(\.finding.rule)
    }
    #expect(try rules("routing", revealed: true) == ["front-desk-reveals"])
    #expect(try rules("casework", revealed: false) == ["front-desk-purpose"])
    #expect(try rules("routing", revealed: false) == [])
    // Another role in the same municipality makes it a reader like others.
    try temporary.record([
      draft(
        PostFilled(post: .random(), worker: "w05", staffRole: "caseworker"), "2012-01-01",
        on: "unit/0632")
    ])
    #expect(try objection("w05") == nil)
    #expect(try rules("casework", revealed: true) == [])
  }

  @Test func `a merger and what it leads to may be recorded together, in either order`() throws {
    try temporary.record([established("0602"), established("0625")])
    let merged = try draft(UnitMerged(into: "unit/3005"), "2020-01-01", on: "unit/0602")
    #expect(try refusals([merged]).map(\.rule) == ["merger-unit-unknown"])
    let size = try temporary.log.size
    #expect(size == 2)
    try temporary.record([merged, established("3005", "2020-01-01")])
    let organisation = try temporary.log.organisation()
    let day = try #require(Day("2020-01-01"))
    let office = try #require(Office("3005"))
    #expect(organisation.offices(of: office, at: day).count == 2)
  }

  @Test func `a retried merger adds nothing`() throws {
    try temporary.record([established("0602"), established("3005")])
    let merged = try draft(
      UnitMerged(into: "unit/3005"), "2020-01-01", on: "unit/0602", id: .random())
    try temporary.record([merged])
    guard case .alreadyStored = try temporary.log.record([merged]) else {
      Issue.record("recorded again")
      return
    }
  }

  @Test func `two mergers in one batch that make a circle are refused, each by its own act`()
    throws
  {
    try temporary.record([established("0602"), established("0625")])
    let circle = try refusals([
      draft(UnitMerged(into: "unit/0625"), "2020-01-01", on: "unit/0602"),
      draft(UnitMerged(into: "unit/0602"), "2020-01-01", on: "unit/0625"),
    ])
    #expect(circle.map(\.rule) == ["merger-in-circle", "merger-in-circle"])
    #expect(circle.map(\.index) == [0, 1])
  }

  @Test func `what others were merged into is not annulled away`() throws {
    let target = try established("3005")
    let receipt = try temporary.record([established("0602"), target])
    try temporary.record([draft(UnitMerged(into: "unit/3005"), "2020-01-01", on: "unit/0602")])
    let annulment = try draft(
      EventAnnulled(event: receipt.ids[1], reason: "did-not-happen"), "2020-01-01",
      on: "unit/3005")
    #expect(try refusals([annulment]).map(\.rule) == ["merger-unit-unknown"])
  }

  @Test func `an annulled merger leaves the unit as it was`() throws {
    try temporary.record([established("0602"), established("3005")])
    let receipt = try temporary.record([
      draft(UnitMerged(into: "unit/3005"), "2020-01-01", on: "unit/0602")
    ])
    let opened = try draft(
      CaseOpened(journal: "1"), "2020-06-01", on: "case/1", office: "0602")
    #expect(try refusals([opened]).map(\.rule) == ["office-merged"])
    try temporary.record([
      draft(
        EventAnnulled(event: receipt.ids[0], reason: "did-not-happen"), "2020-06-01",
        on: "unit/0602")
    ])
    try temporary.record([opened])
    let office = try #require(Office("3005"))
    let day = try #require(Day("2020-06-01"))
    #expect(try temporary.log.organisation().offices(of: office, at: day) == [office])
  }

  @Test func `a case is moved to a municipality that is there`() throws {
    try temporary.record([established("0602"), established("3005")])
    try temporary.record([
      draft(CaseOpened(journal: "1"), "2019-01-01", on: "case/1", office: "3005"),
      draft(UnitMerged(into: "unit/3005"), "2020-01-01", on: "unit/0602"),
    ])
    func moved(_ day: String) throws -> Draft {
      try draft(
        CaseTransferred(toOffice: #require(Office("0602")), transferReason: "moved"), day,
        on: "case/1")
    }
    #expect(try refusals([moved("2020-01-01")]).map(\.rule) == ["office-merged"])
    try temporary.record([moved("2019-12-31")])
  }

  @Test func `a municipality is not made a member of two services by two acts`() throws {
    try numedal()
    try temporary.record([established("south")])
    let second = try draft(
      MembershipStarted(
        membership: .random(), municipality: #require(Office("0632")),
        services: ["child-welfare"]), "2011-01-01", on: "unit/south")
    #expect(try refusals([second]).map(\.rule) == ["membership-twofold"])
  }

  @Test func `no case is opened outside the delegation, and the last day is inside`() throws {
    try numedal()
    func opened(_ key: String, _ day: String, _ office: String) throws -> Draft {
      try draft(CaseOpened(journal: key), day, on: "case/" + key, office: office)
    }
    try temporary.record([opened("1", "2012-12-31", "0632")])
    #expect(try refusals([opened("2", "2013-01-01", "0632")]).map(\.rule) == ["outside-delegation"])
    // The host decides for itself; and what nobody ever delegated is not the rule's business.
    try temporary.record([opened("3", "2013-01-01", "0631")])
    try temporary.record([
      draft(PersonOpened(), "2013-01-01", on: "person/1", office: "0632")
    ])
  }

  @Test func `what is decided outside the delegation is noted`() throws {
    try numedal()
    try temporary.record([
      draft(CaseOpened(journal: "1"), "2012-06-01", on: "case/1", office: "0632")
    ])
    func decided(_ day: String) throws -> [String] {
      try temporary.record([
        draft(
          DecisionMade(
            decision: .random(), act: "BVL", chapter: "4", section: "4", paragraphs: [2]), day,
          on: "case/1")
      ]).warnings.map(\.rule)
    }
    #expect(try !decided("2012-12-31").contains("decision-outside-delegation"))
    #expect(try decided("2013-01-01").contains("decision-outside-delegation"))
  }

  @Test func `a task that asks for a certificate is noted when its worker has none that day`()
    throws
  {
    let unit = "unit/0632"
    let (certificate, other) = (RecordID.random(), RecordID.random())
    let requirement = RecordID.random()
    try temporary.record([
      draft(UnitEstablished(name: "Rollag"), "2010-01-01", on: unit, office: "0632"),
      draft(
        CompetenceRequired(
          requirement: requirement, certifiedTask: "counselling-given",
          certificateKind: "ethics"), "2017-03-01", on: unit),
      draft(
        CertificateGranted(
          certificate: certificate, worker: "w01", certificateKind: "ethics",
          periodTo: Day("2017-06-30")), "2017-05-01", on: unit),
      draft(
        CertificateGranted(
          certificate: .random(), worker: "w02", certificateKind: "participation"), "2017-01-01",
        on: unit),
      draft(CompetenceRequirementLifted(requirement: requirement), "2017-09-01", on: unit),
      draft(
        CertificateGranted(certificate: other, worker: "w03", certificateKind: "ethics"),
        "2017-01-01", on: unit),
      draft(
        CertificateEnded(certificate: other, certificateEnd: "withdrawn"), "2017-06-01", on: unit),
      draft(PersonOpened(), "2017-01-01", on: "person/1", office: "0632"),
      draft(PersonOpened(), "2017-01-01", on: "person/2", office: "0631"),
    ])
    func noted(_ day: String, on person: String = "person/1", by actor: String = "w01") throws
      -> Bool
    {
      let found = try temporary.record([
        draft(
          CounsellingGiven(counselling: .random(), counsellingKind: "general"), day, on: person,
          by: actor)
      ])
      return found.warnings.map(\.rule).contains("certificate-missing")
    }
    #expect(try !noted("2017-02-28"))
    #expect(try noted("2017-03-01"))
    #expect(try noted("2017-04-30"))
    #expect(try !noted("2017-05-01"))
    #expect(try !noted("2017-06-30"))
    #expect(try noted("2017-07-01"))
    #expect(try noted("2017-08-31"))
    #expect(try !noted("2017-09-01"))
    #expect(try !noted("2017-05-31", by: "w03"))
    #expect(try noted("2017-06-01", by: "w03"))
    // Another certificate will not do, and another municipality asks for none.
    #expect(try noted("2017-05-02", by: "w02"))
    #expect(try !noted("2017-05-02", on: "person/2", by: "w02"))
  }

  @Test func `a worker records in the municipalities worked for, while they delegate`() throws {
    try numedal()
    try temporary.record([
      draft(CaseOpened(journal: "1"), "2012-06-01", on: "case/1", office: "0632"),
      draft(CaseOpened(journal: "2"), "2012-06-01", on: "case/2", office: "0631"),
    ])
    func received(_ day: String, _ key: String, by actor: String) throws -> Draft {
      try draft(ReportReceived(report: .random()), day, on: "case/" + key, by: actor)
    }
    try temporary.record([received("2012-12-31", "1", by: "w01")])
    #expect(
      try refusals([received("2013-01-01", "1", by: "w01")]).map(\.rule)
        == ["actor-outside-office"])
    try temporary.record([received("2013-01-01", "2", by: "w01")])
    // The log knows nothing of where this one works.
    try temporary.record([received("2013-01-01", "1", by: "w77")])
    let assigned = try draft(CaseAssigned(worker: "w01"), "2013-01-02", on: "case/1")
    #expect(try refusals([assigned]).map(\.rule) == ["worker-outside-office"])
  }

  @Test func `a file is not shown across a border, as far as the log knows who works where`()
    throws
  {
    try numedal()
    try temporary.record([
      draft(CaseOpened(journal: "1"), "2012-06-01", on: "case/1", office: "0632"),
      draft(CaseOpened(journal: "2"), "2012-06-01", on: "case/2", office: "0631"),
    ])
    func objection(_ subject: String, _ actor: String) throws -> String? {
      try temporary.log.objection(
        toReading: #require(Subject(subject)), by: actor)?.rule
    }
    // Today is long after 2012: the delegation is over.
    #expect(try objection("case/1", "w01") == "reader-outside-office")
    #expect(try objection("case/2", "w01") == nil)
    #expect(try objection("case/1", "w77") == nil)
    #expect(try objection("unit/numedal", "w01") == nil)
  }

  @Test func `whoever has left has no files`() throws {
    try temporary.record([established("0631")])
    let post = RecordID.random()
    try temporary.record([
      draft(
        PostFilled(post: post, worker: "w01", staffRole: "caseworker"), "2010-01-01",
        on: "unit/0631"),
      draft(CaseOpened(journal: "1"), "2012-06-01", on: "case/1", office: "0631", by: "w01"),
    ])
    try temporary.record([
      draft(PostVacated(post: post, staffEnd: "resigned"), "2013-01-01", on: "unit/0631")
    ])
    let received = try draft(
      ReportReceived(report: .random()), "2012-12-01", on: "case/1", by: "w01")
    #expect(try refusals([received]).map(\.rule) == ["actor-outside-office"])
  }

  @Test func `a district is one of the municipality's, where it has any`() throws {
    try temporary.record([
      established("1201"),
      draft(
        UnitEstablished(name: "Arna", parent: "unit/1201", districtNumber: "01"), "2010-01-01",
        on: "unit/1201-01", office: "1201"),
      draft(CaseOpened(journal: "1"), "2012-06-01", on: "case/1", office: "1201"),
      draft(CaseOpened(journal: "2"), "2012-06-01", on: "case/2", office: "0631"),
    ])
    func warnings(_ district: String, _ subject: String) throws -> [String] {
      try temporary.record([
        draft(CaseDistrictSet(district: district), "2012-06-01", on: subject)
      ]).warnings.map(\.rule)
    }
    #expect(try warnings("07", "case/1") == ["district-unknown"])
    #expect(try warnings("01", "case/1").isEmpty)
    #expect(try warnings("07", "case/2").isEmpty)
  }
}
