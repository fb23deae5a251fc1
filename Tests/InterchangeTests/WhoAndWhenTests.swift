import CaseModel
import CaseService
import EventCoding
import Testing

@testable import Interchange

/// Would break: a birth year or a sex of somebody else in the statistics, or a clock of law that
/// starts on the wrong day.
struct WhoAndWhenTests {
  @Test(arguments: [
    (12, 84, 15, 512, 2015, "2"), (12, 84, 15, 513, 2015, "1"), (52, 84, 15, 512, 2015, "2"),
    (12, 44, 15, 901, 2015, "1"), (31, 92, 99, 100, 1999, "2"), (1, 81, 45, 900, 1945, "2"),
    (29, 82, 16, 600, 2016, "2"), (1, 81, 60, 501, 1860, "1"),
  ])
  func `a number with right check digits tells birth year and sex`(
    day: Int, month: Int, year: Int, individual: Int, birthYear: Int, sex: String
  ) {
    let number = Fixtures.nationalID(day: day, month: month, year: year, individual: individual)
    #expect(NationalNumber(number)?.birthYear == birthYear)
    #expect(NationalNumber(number)?.sex == sex)
    let (head, tail) = (number.prefix(6), number.suffix(5))
    #expect(NationalNumber("\(head) \(tail)") == NationalNumber(number))
  }

  @Test func `any single wrong digit tells nothing`() {
    let number = Array(Fixtures.nationalID())
    for place in number.indices {
      for digit in "0123456789" where digit != number[place] {
        var wrong = number
        wrong[place] = digit
        #expect(NationalNumber(String(wrong)) == nil)
      }
    }
  }

  @Test(arguments: [
    "", "120415", "12042015", "1204152000000", "00000000000", "abcdefghijk",
    Fixtures.nationalID(day: 32), Fixtures.nationalID(day: 30, month: 82),
    Fixtures.nationalID(month: 93), Fixtures.nationalID(year: 50, individual: 600),
  ])
  func `what is no number of a person tells nothing`(text: String) {
    #expect(NationalNumber(text) == nil)
  }

  static let doubtful: [(children: [JSONValue], warnings: [FiksWarning.Code])] = [
    ([Fixtures.child("")], [.nationalIDMissing]), ([Fixtures.child("  ")], [.nationalIDMissing]),
    ([Fixtures.child("120415")], [.nationalIDNotValid]),
    ([Fixtures.child("12041512345")], [.nationalIDNotValid]),
    ([Fixtures.child(unborn: true)], [.unborn]), ([Fixtures.child("", unborn: true)], [.unborn]),
    ([Fixtures.child(), Fixtures.child()], [.nationalIDShared, .nationalIDShared]),
    ([Fixtures.child(""), Fixtures.child("")], [.nationalIDMissing, .nationalIDMissing]),
    ([Fixtures.child(), Fixtures.child("")], [.nationalIDMissing]),
    ([Fixtures.child(Fixtures.nationalID(year: 85, individual: 100))], [.nationalIDNotAChild]),
    ([Fixtures.child(Fixtures.nationalID(year: 30))], [.nationalIDNotAChild]),
  ]

  @Test(arguments: doubtful.indices)
  func `a child whose number cannot be trusted needs a person, and its case says nothing of it`(
    index: Int
  ) throws {
    let (children, expected) = Self.doubtful[index]
    let store = try TemporaryLog()
    let outcome = store.take(Fixtures.publicMessage(children: children))
    guard case .registered(_, let warnings, _) = outcome else {
      Issue.record("not registered")
      return
    }
    #expect(warnings.map(\.code) == expected)
    let doubted = Set(warnings.compactMap(\.child))
    let events = try store.events().map(\.event)
    for child in children.indices {
      let (opened, report) = (events[2 * child], events[2 * child + 1])
      #expect(report.fields.flag(.needsAttention) == doubted.contains(child))
      #expect((opened.fields.number(.birthYear) == nil) == doubted.contains(child))
      #expect(opened.sealedFields.isEmpty == doubted.contains(child))
    }
  }

  @Test func `an unborn child is told as such in case and report`() throws {
    let store = try TemporaryLog()
    _ = store.take(Fixtures.publicMessage(children: [Fixtures.child(unborn: true)]))
    #expect(try store.events()[0].event.fields.text(.sex) == "0")
    #expect(try store.events()[1].event.fields.flag(.unborn) == true)
  }

  @Test(arguments: [
    ("2026-03-16T13:29:33", "2026-03-16T12:29:33.000Z"),
    ("2026-07-16T13:29:33", "2026-07-16T11:29:33.000Z"),
    ("2026-07-16T13:29", "2026-07-16T11:29:00.000Z"),
    ("2026-07-16T13:29:33Z", "2026-07-16T13:29:33.000Z"),
    ("2026-07-16T13:29:33.5-02:00", "2026-07-16T15:29:33.500Z"),
  ])
  func `a time without an offset is what a clock in Oslo showed`(text: String, moment: String) {
    #expect(SendingTime(text)?.moment.description == moment)
    #expect(SendingTime(text)?.raw == text)
  }

  @Test(arguments: [
    ("2026-03-17", false), ("2026-03-16", false), ("2026-03-15", true),
    ("2026-03-16T13:29:33", false), ("2026-03-16T13:29:32", true),
    ("2026-03-16T12:29:32Z", true), ("2026-03-16T12:30:00Z", false),
  ])
  func `sent later than received is told and needs a person`(arrival: String, late: Bool) throws {
    let store = try TemporaryLog()
    let outcome = store.take(Fixtures.publicMessage(), arrival: arrival)
    guard case .registered(_, let warnings, _) = outcome else {
      Issue.record("not registered")
      return
    }
    #expect(warnings.map(\.code) == (late ? [.sentAfterReceived] : []))
    #expect(try store.events()[1].event.fields.flag(.needsAttention) == late)
  }

  @Test func `the clocks of law start on the day of arrival, today if none is told`() throws {
    let store = try TemporaryLog()
    _ = store.take(Fixtures.publicMessage(), arrival: "2026-03-16T23:30:00Z")
    let other = Fixtures.publicMessage(
      children: [Fixtures.child(Fixtures.nationalID(individual: 600))])
    _ = store.take(other, id: .other, arrival: nil)
    let days = try store.events().map(\.event.effective)
    #expect(days == ["2026-03-17", "2026-03-17", "2026-03-20", "2026-03-20"].map { Day($0) })
  }

  @Test func `an envelope tells id, type and arrival`() throws {
    let store = try TemporaryLog()
    let envelope = Fixtures.object([
      ("melding-id", .string("\(RecordID.other)")),
      ("type", .string(FiksMessageType.publicV2.rawValue)), ("mottatt", .string("2026-03-18")),
      ("body", Fixtures.publicMessage()),
    ])
    let delivery = FiksDelivery(name: "\(RecordID.message).json", bytes: JSON.canonical(envelope))
    let result = FiksImporter().take(delivery, into: store.log)
    #expect(result.messageID == .other)
    #expect(try store.events()[1].event.effective == Day("2026-03-18"))
    let bad = envelope.with("mottatt", .string("i går")).with(
      "melding-id", .string("\(RecordID.message)"))
    let second = FiksImporter().take(
      FiksDelivery(name: "x", bytes: JSON.canonical(bad)), into: store.log)
    guard case .stored(_, .schema, let violations) = second.outcome else {
      Issue.record("not stored")
      return
    }
    #expect(violations.map(\.path) == ["mottatt"])
  }

  @Test func `a day that is still to come is refused`() throws {
    let store = try TemporaryLog()
    guard case .refused(let refusal) = store.take(Fixtures.publicMessage(), arrival: "2026-03-21")
    else {
      Issue.record("not refused")
      return
    }
    #expect(refusal.findings.map(\.rule).contains("date-future"))
    #expect(try store.log.size == 0)
  }
}
