import CaseModel
import Testing

/// A case in the making: given what happened, when something is proposed, then this follows.
struct Given {
  let subject: Subject
  private(set) var history: [RecordedEvent] = []
  var today: Day
  /// What the municipality offers.
  var catalogues: [Office: MeasureCatalogue] = [:]

  init(_ subject: String = "case/1", today: String = "2017-12-31") throws {
    self.subject = try #require(Subject(subject))
    self.today = try #require(Day(today))
  }

  /// A case opened on that day, with a child born in 2010.
  static func openCase(on day: String = "2017-01-02", today: String = "2017-12-31") throws -> Given
  {
    var given = try Given(today: today)
    try given.happened(CaseOpened(journal: "1", birthYear: 2010), day)
    return given
  }

  /// Something that happened, and must be accepted.
  mutating func happened(
    _ event: some TypedEvent, _ day: String, sealed: Set<Field> = [],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let proposed = try self.event(event, day, sealed: sealed)
    guard case .accepted(let events, _) = decide([proposed]) else {
      Issue.record(
        "refused: \(refusals(event, day, sealed: sealed))", sourceLocation: sourceLocation)
      return
    }
    record(events)
  }

  /// Records events as they are, after the rules or past them.
  mutating func record(_ events: [Event]) {
    for event in events {
      history.append(
        RecordedEvent(
          position: UInt64(history.count), time: Instant(today), event: event))
    }
  }

  /// The rules that refuse the event.
  func refusals(_ event: some TypedEvent, _ day: String, sealed: Set<Field> = []) -> [String] {
    guard let proposed = try? self.event(event, day, sealed: sealed),
      case .refused(let reasons) = decide([proposed])
    else { return [] }
    return reasons.map(\.finding.rule)
  }

  /// The rules that warn when the event is accepted.
  func warnings(_ event: some TypedEvent, _ day: String, sealed: Set<Field> = []) -> [String] {
    guard let proposed = try? self.event(event, day, sealed: sealed),
      case .accepted(_, let warnings) = decide([proposed])
    else { return ["refused"] }
    return warnings.map(\.rule)
  }

  func decide(_ events: [Event]) -> Decision {
    CaseModel.decide(
      events, on: subject, after: history, today: today, catalogues: catalogues)
  }

  func event(_ event: some TypedEvent, _ day: String, sealed: Set<Field> = []) throws -> Event {
    Event(
      id: .random(), type: Swift.type(of: event).type, subject: subject,
      effective: try #require(Day(day)), office: try #require(Office("3005")), actor: "w01",
      fields: event.fields, sealedFields: sealed)
  }

  /// The file as it stands, or stood.
  func file(at day: String? = nil, knownBefore: UInt64? = nil) -> CaseFile {
    CaseFile(
      subject: subject, folding: history, at: day.flatMap { Day($0) }, knownBefore: knownBefore)
  }
}

/// A municipality by its number.
func office(_ number: String) throws -> Office { try #require(Office(number)) }
