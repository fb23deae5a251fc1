import CaseModel
import CaseService
import EventCoding
import FoundationEssentials
import Interchange
import Testing

/// Would break: a child with two cases that know nothing of each other.
struct KnownChildTests {
  private static let office = Office("1201")

  private func message(_ words: String, _ number: String = Fixtures.nationalID()) -> JSONValue {
    Fixtures.publicMessage(children: [Fixtures.child(number)])
      .with("melding.melding", .string(words))
  }

  private func registered(
    _ outcome: FiksResult.Outcome
  ) throws -> (positions: [UInt64], warnings: [FiksWarning]) {
    guard case .registered(let positions, let warnings, _) = outcome else {
      Issue.record("not registered: \(outcome)")
      return ([], [])
    }
    return (positions, warnings)
  }

  private func close(_ subject: Subject, in store: borrowing TemporaryLog) throws {
    let file = try #require(try store.log.file(subject))
    let day = try #require(Day("2026-03-17"))
    var drafts: [Draft] = []
    for report in file.episodes(.report).compactMap(\.id) {
      drafts.append(
        Draft(
          ReportDetailsSet(report: report, reporters: ["11"], contents: ["3.1.09"]), on: subject,
          effective: day, actor: "w01"))
      drafts.append(
        Draft(
          ReportAssessed(report: report, conclusion: "7", reason: "no-grounds"), on: subject,
          effective: day, actor: "w01"))
    }
    drafts.append(
      Draft(CaseClosed(reason: "dismissed"), on: subject, effective: day, actor: "w01"))
    let outcome = try store.log.record(drafts)
    guard case .recorded = outcome else {
      Issue.record("not closed: \(outcome)")
      return
    }
  }

  @Test func `a second message about a child goes on in its open case`() throws {
    let store = try TemporaryLog()
    _ = store.take(message("Først"))
    let spaced = String(Fixtures.nationalID().prefix(6)) + " " + Fixtures.nationalID().suffix(5)
    let second = message("Senere", spaced)
    let (positions, warnings) = try registered(store.take(second, id: .other))
    #expect(positions == [2], "a report, and no case")
    #expect(try store.log.subjects(.case).count == 1)
    let joined = try store.log.subjects(.case)[0]
    #expect(warnings.contains { $0.code == .caseJoined && $0.subject == joined })
    guard case .alreadyRegistered(positions: [2]) = store.take(second, id: .other) else {
      Issue.record("not known again")
      return
    }
  }

  @Test func `another child, or one whose number is not certain, gets a case`() throws {
    let store = try TemporaryLog()
    _ = store.take(message("Først"))
    let other = Fixtures.nationalID(individual: 600)
    #expect(try registered(store.take(message("B", other), id: .other)).positions == [2, 3])
    let shared = Fixtures.publicMessage(children: [Fixtures.child(), Fixtures.child()])
    let third = RecordID.message.named("third")
    #expect(try registered(store.take(shared, id: third)).positions == [4, 5, 6, 7])
  }

  @Test func `a closed case is told and not reopened`() throws {
    let store = try TemporaryLog()
    _ = store.take(message("Først"))
    let first = try store.log.subjects(.case)[0]
    try close(first, in: store)
    let (positions, warnings) = try registered(store.take(message("Senere"), id: .other))
    #expect(positions.count == 2)
    #expect(warnings.contains { $0.code == .caseEarlier && $0.subject == first })
  }

  @Test func `a case of another municipality, or opened later, is told and not joined`() throws {
    let store = try TemporaryLog()
    _ = store.take(message("Først"))
    let first = try store.log.subjects(.case)[0]
    let moved = message("Flyttet").with("kommunenummer", .string("3020"))
    let (positions, warnings) = try registered(store.take(moved, id: .other))
    #expect(positions.count == 2 && warnings.contains { $0.subject == first })
    let earlier = try registered(
      store.take(
        message("Lå i køen"), id: RecordID.message.named("third"), arrival: "2026-03-16"))
    #expect(earlier.positions.count == 2)
    #expect(earlier.warnings.contains { $0.code == .caseEarlier })
  }

  @Test func `what a person found out later counts, and what was annulled does not`() throws {
    let store = try TemporaryLog()
    _ = store.take(Fixtures.privateMessage(children: ["Gutten"]))
    let subject = try store.log.subjects(.case)[0]
    let day = try #require(Day("2026-03-17"))
    let identity = Draft(
      IdentityRecorded(details: .random(), birthYear: 2015, sex: "2"), on: subject,
      effective: day, actor: "w01",
      sealed: SealedPlaintext.grouped(
        [(.nationalId, Fixtures.nationalID())], of: .identityRecorded))
    guard case .recorded(let receipt) = try store.log.record([identity]) else {
      Issue.record("not recorded")
      return
    }
    #expect(try store.log.cases(ofChild: Fixtures.nationalID()) == [subject])
    let annulment = Draft(
      EventAnnulled(event: receipt.ids[0], reason: "wrong-data"), on: subject, effective: day,
      actor: "w01")
    guard case .recorded = try store.log.record([annulment]) else {
      Issue.record("not annulled")
      return
    }
    #expect(try store.log.cases(ofChild: Fixtures.nationalID()) == [])
  }

  @Test func `the codes are made again in a log that was taken over as lines`() throws {
    let store = try TemporaryLog()
    _ = store.take(message("Først"))
    let subject = try store.log.subjects(.case)[0]
    let copy = try CaseLog.create(
      at: store.folder + "/copy", keys: store.folder + "/unused", clock: TemporaryLog.Clock())
    var (position, sealed) = (UInt64(0), UInt64(0))
    _ = try copy.importLines(
      {
        defer { position += 1 }
        return try position < store.log.size ? store.log.line(at: position) : nil
      },
      sealed: {
        while try sealed < store.log.size {
          defer { sealed += 1 }
          if let line = try store.log.exportSealed(at: sealed) { return line }
        }
        return nil
      })
    try FileManager.default.removeItem(atPath: store.folder + "/unused")
    try FileManager.default.copyItem(
      atPath: store.folder + "/log.keys", toPath: store.folder + "/unused")
    #expect(try copy.cases(ofChild: Fixtures.nationalID()) == [subject])
    try copy.replay()
    #expect(try copy.cases(ofChild: Fixtures.nationalID()) == [subject])
  }
}
