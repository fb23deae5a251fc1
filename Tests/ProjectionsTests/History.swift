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

  /// A case with one report and its investigation.
  static func investigated(
    _ number: Int, office: String = "3005", opened: String, ended: String?
  ) throws -> History {
    var history = try History("case/\(number)", office: office)
    let (report, investigation) = (RecordID.random(), RecordID.random())
    try history.add(CaseOpened(journal: "\(number)"), opened)
    try history.add(ReportReceived(report: report, reporters: ["11"]), opened)
    try history.add(InvestigationOpened(investigation: investigation, reports: [report]), opened)
    if let ended {
      try history.add(
        InvestigationConcluded(
          investigation: investigation, conclusion: "3", reason: "no-grounds"), ended)
    }
    return history
  }

  func file(at day: String) throws -> CaseFile {
    CaseFile(subject: subject, folding: events, at: Day(day))
  }
}
