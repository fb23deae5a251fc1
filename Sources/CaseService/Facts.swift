import CaseModel
import EventCoding
import EventLog

/// Every subject with its events, as far as a question may know them.
struct KnownEvents {
  /// Each subject's events, in the order they were recorded; subjects in order.
  let bySubject: [(Subject, [RecordedEvent])]
  /// The municipalities that have cases.
  let offices: [Office]

  init(_ events: [Subject: [RecordedEvent]]) {
    bySubject = events.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    var seen: Set<Office> = []
    for (subject, events) in events where subject.kind == .case {
      for event in events { seen.insert(event.event.office) }
    }
    offices = seen.sorted()
  }
}

extension CaseLog {
  /// The events of every subject that were known before a position.
  func events(knownBefore: UInt64? = nil) throws -> KnownEvents {
    let end = try min(knownBefore ?? .max, size)
    var events: [Subject: [RecordedEvent]] = [:]
    try log.catchUp(from: 0, to: end) { position, line in
      let recorded = try EventLine.decode(line).recorded(at: position)
      events[recorded.event.subject, default: []].append(recorded)
    }
    return KnownEvents(events)
  }
}
