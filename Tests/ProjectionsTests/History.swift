import CaseModel
import Testing

/// Builds the events of one subject without asking the rules: projections read what is there.
struct History {
  let subject: Subject
  private(set) var events: [RecordedEvent] = []
  let office: String

  init(_ subject: String = "case/1", office: String = "3005") throws {
    self.subject = try #require(Subject(subject))
    self.office = office
  }

  mutating func add(
    _ event: some TypedEvent, _ day: String, sealed: Set<Field> = [], position: UInt64? = nil
  ) throws {
    let effective = try #require(Day(day))
    events.append(
      RecordedEvent(
        position: position ?? UInt64(events.count), time: Instant(effective, hour: 9),
        event: Event(
          id: .random(), type: type(of: event).type, subject: subject, effective: effective,
          office: try #require(Office(office)), actor: "w01", fields: event.fields,
          sealedFields: sealed)))
  }

  func file(at day: String) throws -> CaseFile {
    CaseFile(subject: subject, folding: events, at: Day(day))
  }
}
