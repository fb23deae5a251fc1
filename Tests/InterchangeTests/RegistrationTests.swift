import CaseModel
import CaseService
import EventCoding
import Interchange
import Testing

/// Would break: a child that is named in a message and gets no report, or another's.
struct RegistrationTests {
  @Test func `two children give two cases and two reports in one append`() throws {
    let store = try TemporaryLog()
    let second = Fixtures.nationalID(day: 3, month: 91, year: 18, individual: 611)
    let body = Fixtures.publicMessage(children: [
      Fixtures.child(), Fixtures.child(second, name: "Søsken Barnestad"),
    ])
    guard case .registered(let positions, let warnings, _) = store.take(body) else {
      Issue.record("not registered")
      return
    }
    #expect(positions == [0, 1, 2, 3])
    #expect(warnings.isEmpty)
    let events = try store.events()
    #expect(
      events.map(\.event.type) == [.caseOpened, .reportReceived, .caseOpened, .reportReceived])
    #expect(events[0].event.subject == events[1].event.subject)
    #expect(events[2].event.subject == events[3].event.subject)
    #expect(events[0].event.subject != events[2].event.subject)
    let reports = [1, 3].compactMap { ReportReceived(events[$0].event.fields) }
    #expect(reports.map(\.child) == [0, 1])
    #expect(reports.map(\.message) == [.message, .message])
    #expect(Set(reports.map(\.report)).count == 2)
    #expect(reports.allSatisfy { $0.report.isRegisterID && $0.reporterKind == "public" })
    #expect(try store.texts(at: 1)[.childName] == "Barn Barnestad")
    #expect(try store.texts(at: 3)[.childName] == "Søsken Barnestad")
  }

  @Test func `one child that the rules refuse leaves nothing of the other`() throws {
    let store = try TemporaryLog()
    let closed = try #require(Subject(.case, "unknown-case"))
    let body = Fixtures.publicMessage(children: [Fixtures.child(), Fixtures.child("")])
    guard case .refused(let refusal) = store.take(body, cases: [1: closed]) else {
      Issue.record("not refused")
      return
    }
    #expect(refusal.code == .rules)
    #expect(refusal.findings.map(\.rule) == ["subject-unknown"])
    #expect(try store.log.size == 0)
  }

  @Test func `the facts are coded and the person is sealed`() throws {
    let store = try TemporaryLog()
    _ = store.take(Fixtures.publicMessage())
    let events = try store.events().map(\.event)
    let opened = try #require(CaseOpened(events[0].fields))
    #expect(opened.birthYear == 2015)
    #expect(opened.sex == "2")
    #expect(opened.journal == events[0].subject.key)
    #expect(events[0].subject.key.hasPrefix("1201-2026-m"))
    let report = try #require(ReportReceived(events[1].fields))
    #expect(report.channel == "portal")
    #expect(report.sentAt == "2026-03-16T13:29:33")
    #expect(report.needsAttention == false)
    #expect(report.unborn == false)
    #expect(report.reporters.isEmpty && report.contents.isEmpty)
    #expect(events[1].effective == Day("2026-03-17"))
    #expect(events.allSatisfy { $0.office == Office("1201") && $0.actor == "fiks-import" })
    #expect(try store.texts(at: 0)[.nationalId] == Fixtures.nationalID())
  }

  @Test func `everything a person must read is in the sealed texts`() throws {
    let store = try TemporaryLog()
    let body = Fixtures.publicMessage().with("melding.andreSynspunkter", .string("Mor er enig"))
    _ = store.take(body)
    let texts = try store.texts(at: 1)
    #expect(texts[.childAddress] == "Lekeplassen 3, 0099 Fiktivstad")
    #expect(texts[.childPhone] == "92233444")
    #expect(texts[.childDetails] == "Orientert: nei\nBegrunnelse: Barnet er for lite")
    #expect(texts[.reporterName] == "Lærke Melderstad")
    let contact = try #require(texts[.reporterContact])
    #expect(contact.hasPrefix("Telefon: +47 400 11 222\nE-post: lærke@skolen.example"))
    let details = try #require(texts[.reporterDetails])
    #expect(details.hasPrefix("Rolle: Helsesykepleierrolle\nVirksomhet: Fjellheim barneskole"))
    let guardians = try #require(texts[.guardians])
    #expect(guardians.hasPrefix("Navn: Forelder Foresattsen\nTelefon: 41122333\nOrientert: ja"))
    let text = try #require(texts[.text])
    for part in ["Barnet kommer\nsultent", "siden jul", "Mor er enig", "Tigrinja", "Fysio"] {
      #expect(text.contains(part))
    }
    #expect(texts[.raw] == String(decoding: JSON.canonical(body), as: UTF8.self))
  }

  @Test func `the raw message lies with the first child only`() throws {
    let store = try TemporaryLog()
    _ = store.take(Fixtures.privateMessage(children: ["Den ene", "Den andre"]))
    #expect(try store.texts(at: 1)[.raw] != nil)
    #expect(try store.texts(at: 3)[.raw] == nil)
    #expect(try store.texts(at: 3)[.text] == "Mye roping\nom natten.")
  }

  @Test func `a private message names nobody for certain, so its case says nothing of the child`()
    throws
  {
    let store = try TemporaryLog()
    guard case .registered(_, let warnings, _) = store.take(Fixtures.privateMessage()) else {
      Issue.record("not registered")
      return
    }
    #expect(warnings.map(\.code) == [.nationalIDMissing])
    let events = try store.events().map(\.event)
    #expect(events[0].sealedFields.isEmpty)
    #expect(CaseOpened(events[0].fields)?.birthYear == nil)
    let report = try #require(ReportReceived(events[1].fields))
    #expect(report.reporterKind == "private")
    #expect(report.needsAttention == true)
    #expect(report.unborn == nil)
    #expect(try store.texts(at: 1)[.childName] == "Gutten i tredje etasje")
    #expect(
      try store.texts(at: 1)[.childDetails]
        == "Antatt alder: omtrent sju\nRelasjon: Bor i samme oppgang")
  }

  @Test func `a case that a person has found takes the report`() throws {
    let store = try TemporaryLog()
    _ = store.take(Fixtures.publicMessage(), id: .other)
    let known = try store.events()[0].event.subject
    let outcome = store.take(Fixtures.privateMessage(), cases: [0: known])
    guard case .registered(let positions, let warnings, _) = outcome else {
      Issue.record("not registered")
      return
    }
    #expect(positions == [2])
    #expect(warnings.isEmpty)
    let report = try store.events()[2].event
    #expect(report.subject == known)
    #expect(report.fields.flag(.needsAttention) == false)
  }

  @Test func `a case for a child that is not in the message is refused`() throws {
    let store = try TemporaryLog()
    let known = try #require(Subject(.case, "2026-1"))
    guard case .refused(let refusal) = store.take(Fixtures.privateMessage(), cases: [1: known])
    else {
      Issue.record("not refused")
      return
    }
    #expect(refusal.code == .option)
  }
}
