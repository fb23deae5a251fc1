import CaseModel
import CaseService
import EventCoding
import FoundationEssentials
import Testing

@testable import Interchange

/// Would break: a message counted twice because the portal sent it twice.
struct RedeliveryTests {
  @Test func `a message that comes again adds nothing and tells where it is`() throws {
    let store = try TemporaryLog()
    let body = Fixtures.publicMessage(children: [Fixtures.child(), Fixtures.child("")])
    _ = store.take(Fixtures.privateMessage(), id: .other)
    _ = store.take(body)
    let root = try store.log.root()
    for _ in 0..<3 {
      guard case .alreadyRegistered(let positions) = store.take(body) else {
        Issue.record("not known again")
        return
      }
      #expect(positions == [2, 3, 4, 5])
    }
    #expect(try store.log.root() == root)
  }

  @Test(arguments: ["2026-03-18", "2027-01-02", nil])
  func `it is known again when its arrival is told otherwise`(arrival: String?) throws {
    let store = try TemporaryLog()
    _ = store.take(Fixtures.publicMessage())
    guard
      case .alreadyRegistered(let positions) = store.take(
        Fixtures.publicMessage(), arrival: arrival)
    else {
      Issue.record("not known again")
      return
    }
    #expect(positions == [0, 1])
    #expect(try store.log.size == 2)
  }

  @Test func `it is known again under another file name, layout or envelope`() throws {
    let store = try TemporaryLog()
    let body = Fixtures.publicMessage()
    let name = "\(RecordID.message).json"
    let first = try store.file(name, JSON.canonical(body))
    let again = try store.file("kopi.json", Array(JSON.indented(body).utf8))
    let envelope = Fixtures.object([
      ("melding-id", .string(RecordID.message.description.uppercased())), ("body", body),
    ])
    let wrapped = try store.file("konvolutt.json", JSON.canonical(envelope))
    let importer = FiksImporter()
    importer.import(files: [first], into: store.log)
    importer.import(
      files: [again], into: store.log,
      options: FiksDelivery(name: "", bytes: [], messageID: .message))
    let results = importer.import(files: [wrapped, first], into: store.log)
    #expect(results.allSatisfy { $0.messageID == .message && $0.isAcknowledged })
    #expect(try store.log.size == 2)
  }

  @Test func `another message under a known id is refused, never taken for the same`() throws {
    let store = try TemporaryLog()
    _ = store.take(Fixtures.publicMessage())
    let other = Fixtures.publicMessage().with("melding.melding", .string("Noe helt annet"))
    guard case .refused(let refusal) = store.take(other) else {
      Issue.record("not refused")
      return
    }
    #expect(refusal.code == .otherContent)
    #expect(try store.log.size == 2)
  }

  @Test func `a stored message that comes again is known too`() throws {
    let store = try TemporaryLog()
    let bytes = Array("{".utf8)
    _ = store.take(bytes)
    guard case .alreadyStored(position: 0) = store.take(bytes) else {
      Issue.record("not known again")
      return
    }
    guard case .refused(let refusal) = store.take(Array("[".utf8)) else {
      Issue.record("not refused")
      return
    }
    #expect(refusal.code == .otherContent)
    #expect(try store.log.size == 1)
  }

  @Test(arguments: ["2026-03-17", "2026-03-18"])
  func `it is known again in a log that has lost the message's key`(arrival: String) throws {
    let store = try TemporaryLog()
    let day = try #require(FiksArrival("2026-03-17"))
    let delivery = FiksDelivery(
      name: "", bytes: JSON.canonical(Fixtures.publicMessage()), messageID: .message, arrival: day)
    let reading = try FiksReading(delivery)
    guard case .message(let message) = reading.content else {
      Issue.record("not read")
      return
    }
    let plan = FiksDrafts(reading: reading, delivery: delivery, arrival: day, actor: "fiks-import")
    _ = try store.log.record(plan.reports(of: message).drafts)
    let outcome = store.take(Fixtures.publicMessage(), arrival: arrival)
    guard case .alreadyRegistered(positions: [0, 1]) = outcome else {
      Issue.record("not known again")
      return
    }
  }

  @Test func `it is known again in a copy made of the exported lines`() throws {
    let store = try TemporaryLog()
    let copy = try TemporaryLog()
    let body = Fixtures.publicMessage(children: [Fixtures.child(), Fixtures.child("")])
    _ = store.take(Fixtures.privateMessage(), id: .other)
    _ = store.take(body)
    var lines: [[UInt8]] = []
    try store.log.exportLines { _, line in
      lines.append((0..<line.count).map { line[$0] })
    }
    var next = lines.makeIterator()
    _ = try copy.log.importLines({ next.next() })
    guard case .alreadyRegistered(let positions) = copy.take(body, arrival: nil) else {
      Issue.record("not known again")
      return
    }
    #expect(positions == [2, 3, 4, 5])
    #expect(try copy.log.size == 6)
  }

  @Test func `the ids follow from message and child, on every machine`() throws {
    let one = try TemporaryLog()
    let two = try TemporaryLog()
    _ = one.take(Fixtures.publicMessage())
    _ = two.take(Fixtures.publicMessage(), arrival: "2026-03-19")
    #expect(try one.events().map(\.event.id) == two.events().map(\.event.id))
    #expect(try one.events().map(\.event.subject) == two.events().map(\.event.subject))
    // A child whose number is not known has no case yet that its report could go on in.
    let unknown = Fixtures.publicMessage(children: [Fixtures.child("")])
    _ = one.take(unknown, id: .other)
    #expect(Set(try one.events().map(\.event.id)).count == 4)
    #expect(Set(try one.events().map(\.event.subject)).count == 2)
  }

  @Test func `a named id is the RFC's UUID of version 5`() throws {
    let dns = try #require(RecordID("6ba7b810-9dad-11d1-80b4-00c04fd430c8"))
    #expect(dns.named("www.example.com") == RecordID("2ed6657d-e927-568b-95e1-2665a8aea6a2"))
    #expect(dns.named("a").isRegisterID)
  }
}
