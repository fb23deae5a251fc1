public import CaseModel
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
