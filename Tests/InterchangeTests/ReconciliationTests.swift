import CaseModel
import CaseService
import EventCoding
import Interchange
import Testing

/// Would break: a message that was sent and never came, and nobody is told.
struct ReconciliationTests {
  @Test func `every id is registered, stored, handled or missing`() throws {
    let store = try TemporaryLog()
    let ids = (1...4).map { RecordID(high: 0x1111_2222_3333_4444, low: 0x8000_0000_0000_0000 + $0) }
    _ = store.take(Fixtures.publicMessage(), id: ids[0])
    _ = store.take(Array("{".utf8), id: ids[1])
    _ = store.take(Array("{".utf8), id: ids[2])
    let inbox = try #require(Subject(.message, ids[2].description))
    let handled = Draft(
      MessageHandled(outcome: "not-a-report"), on: inbox,
      effective: TemporaryLog.Clock().now.dayInOslo,
      actor: "kari.n")
    guard case .recorded = try store.log.record([handled]) else {
      Issue.record("not recorded")
      return
    }
    let answers = try InboxReconciliation.check(ids + [ids[3]], in: store.log)
    #expect(answers.map(\.id) == ids)
    #expect(
      answers.map(\.standing) == [
        .registered(position: 0), .stored(position: 2, problem: "not-json"),
        .handled(position: 4, outcome: "not-a-report"), .missing,
      ])
    #expect(
      try InboxReconciliation.waiting(in: store.log).map(\.key) == [ids[1].description])
  }

  @Test func `a list of ids is read leniently, and what is no id is told by its line`() {
    let other = RecordID.other.description.uppercased()
    let text = "\u{FEFF}# uke 12\r\n\(RecordID.message)\r\n\r\n \(other) \nikke-en-id\n"
    let (ids, badLines) = InboxReconciliation.ids(in: text)
    #expect(ids == [.message, .other])
    #expect(badLines == [5])
  }
}
