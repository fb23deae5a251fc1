import CaseModel
import CaseService
import Testing

// What would break: an act recorded twice, half, or not at all while the caseworker is told it was.
@Suite struct RecordingTests {
  let report = RecordID.random()

  private func opened() throws -> TemporaryLog {
    let temporary = try TemporaryLog()
    try temporary.record([temporary.draft(CaseOpened(journal: "1"), "2017-01-02")])
    return temporary
  }

  @Test func `a retry with the same id adds nothing and says where it is`() throws {
    let temporary = try opened()
    let draft = try temporary.draft(
      ReportReceived(report: report), "2017-01-03", id: .random())
    let receipt = try temporary.record([draft])
    guard case .alreadyStored(let positions) = try temporary.log.record([draft]) else {
      Issue.record("recorded again")
      return
    }
    #expect(positions == receipt.positions)
    #expect(try temporary.log.size == 2)
  }

  @Test func `a retry of what was sealed is the same act, though its ciphertext differs`() throws {
    let temporary = try opened()
    let draft = try temporary.draft(
      ReportReceived(report: report), "2017-01-03", texts: [(.text, "bekymring")], id: .random())
    try temporary.record([draft])
    guard case .alreadyStored = try temporary.log.record([draft]) else {
      Issue.record("recorded again")
      return
    }
  }

  @Test func `an id used for another act is refused`() throws {
    let temporary = try opened()
    let id = RecordID.random()
    try temporary.record([
      temporary.draft(ReportReceived(report: report), "2017-01-03", id: id)
    ])
    let other = try temporary.draft(ReportReceived(report: .random()), "2017-01-03", id: id)
    guard case .refused(let reasons) = try temporary.log.record([other]) else {
      Issue.record("recorded")
      return
    }
    #expect(reasons.map(\.finding.rule) == ["event-id-used"])
  }

  @Test func `acts on several subjects are recorded all or none`() throws {
    let temporary = try opened()
    let good = try temporary.draft(CaseOpened(journal: "2"), "2017-01-02", on: "case/2")
    let bad = try temporary.draft(ReportAssessed(report: report, conclusion: "2"), "2017-01-03")
    guard case .refused(let reasons) = try temporary.log.record([good, bad]) else {
      Issue.record("recorded")
      return
    }
    #expect(reasons.map(\.index) == [1])
    #expect(try temporary.log.size == 1)
    #expect(try temporary.log.file(#require(Subject("case/2"))) == nil)
  }

  @Test func `a refusal says which of the drafts it is about, whatever their subjects`() throws {
    let temporary = try opened()
    let used = RecordID.random()
    try temporary.record([
      temporary.draft(ReportReceived(report: report), "2017-01-03", id: used)
    ])
    let first = try temporary.draft(CaseOpened(journal: "2"), "2017-01-02", on: "case/2")
    var stranger = try temporary.draft(
      ReportReceived(report: .random()), "2017-01-03", on: "case/3")
    stranger.office = nil
    let reused = try temporary.draft(ReportReceived(report: .random()), "2017-01-03", id: used)
    for (bad, rule) in [(stranger, "subject-unknown"), (reused, "event-id-used")] {
      guard case .refused(let reasons) = try temporary.log.record([first, bad]) else {
        Issue.record("recorded")
        return
      }
      #expect(reasons.map(\.index) == [1])
      #expect(reasons.map(\.finding.rule) == [rule])
    }
  }

  @Test func `a case that moved on is told, and both acts are kept`() throws {
    let temporary = try opened()
    let subject = try #require(Subject("case/1"))
    let seen = try temporary.log.version(of: subject)
    try temporary.record([temporary.draft(CaseAssigned(worker: "w02"), "2017-01-03")])
    let late = try temporary.draft(ReportReceived(report: report), "2017-01-03")
    guard
      case .movedOn(_, let expected, let actual, let since) = try temporary.log.record(
        [late], expecting: [subject: seen])
    else {
      Issue.record("recorded unseen")
      return
    }
    #expect((expected, actual) == (1, 2))
    #expect(since.map(\.event.type) == [.caseAssigned])
    try temporary.record([late])
    #expect(try temporary.log.history(of: subject).count == 3)
  }

  @Test func `an id given elsewhere comes in once`() throws {
    let temporary = try opened()
    let draft = try temporary.draft(ReportReceived(report: report), "2017-01-03")
    guard case .recorded = try temporary.log.record([draft], keys: ["fiks/1"]) else {
      Issue.record("refused")
      return
    }
    let again = try temporary.draft(ReportReceived(report: .random()), "2017-01-03")
    guard case .keyTaken(_, let positions) = try temporary.log.record([again], keys: ["fiks/1"])
    else {
      Issue.record("recorded again")
      return
    }
    #expect(positions == [1])
  }

  @Test func `a new subject needs an office, and a known one has its own`() throws {
    let temporary = try TemporaryLog()
    var draft = try temporary.draft(CaseOpened(journal: "1"), "2017-01-02")
    draft.office = nil
    #expect { try temporary.log.record([draft]) } throws: {
      ($0 as? ServiceError)?.code == .officeMissing
    }
    draft.office = Office("3005")
    try temporary.record([draft])
    var next = try temporary.draft(ReportReceived(report: report), "2017-01-03")
    next.office = nil
    try temporary.record([next])
    #expect(try temporary.log.event(at: 1).event.office.description == "3005")
  }

  @Test func `only a simulated log takes a time of recording, and never an earlier one`() throws {
    let real = try TemporaryLog()
    let draft = try real.draft(
      CaseOpened(journal: "1"), "2017-01-02", time: "2017-01-02T08:00:00Z")
    #expect { try real.log.record([draft]) } throws: {
      ($0 as? ServiceError)?.code == .clockGiven
    }
    let simulated = try TemporaryLog(simulated: true)
    try simulated.record([draft])
    try simulated.record([
      simulated.draft(CaseAssigned(worker: "w02"), "2017-01-02", time: "2017-01-01T08:00:00Z")
    ])
    #expect(try simulated.log.event(at: 1).time.description == "2017-01-02T08:00:00.000Z")
  }

  @Test func `warnings are shown and recorded with the event`() throws {
    let temporary = try opened()
    try temporary.record([
      temporary.draft(
        ReportReceived(report: report, reporters: ["11"], contents: ["3"]), "2017-01-03"),
      temporary.draft(ReportAssessed(report: report, conclusion: "2"), "2017-01-04"),
    ])
    let investigation = RecordID.random()
    try temporary.record([
      temporary.draft(
        InvestigationOpened(investigation: investigation, reports: [report]), "2017-01-04")
    ])
    let receipt = try temporary.record([
      temporary.draft(
        ExtensionDecided(investigation: investigation, granted: "1"), "2017-05-04")
    ])
    #expect(receipt.warnings.map(\.rule) == ["BV-12"])
    let position = try #require(receipt.positions.first)
    #expect(try temporary.log.event(at: position).event.warnings == ["BV-12"])
  }
}
