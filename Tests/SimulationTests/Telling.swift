import CaseModel
import CaseService
import Projections

@testable import Simulation

/// Tables straight from what was told, by the same fold and statistics, without a store: so
/// that a law can be tried on many tellings of the same acts.
struct Telling {
  /// The acts, in the order they are recorded.
  let events: [RecordedEvent]
  private let bySubject: [(Subject, [RecordedEvent])]
  private let coverage: Statistics.Coverage

  init(_ drafts: [Draft]) {
    self.init(
      drafts.enumerated().compactMap { place, draft in
        // A scenario says all three of every act.
        guard let id = draft.id, let office = draft.office, let time = draft.time else {
          return nil
        }
        let event = Event(
          id: id, type: draft.type, subject: draft.subject, effective: draft.effective,
          office: office, actor: draft.actor, fields: draft.fields)
        return RecordedEvent(position: UInt64(place), time: time, event: event)
      })
  }

  init(_ events: [RecordedEvent]) {
    self.events = events
    bySubject = Dictionary(grouping: events, by: \.event.subject).sorted { $0.key < $1.key }
    let days = events.map(\.event.effective) + events.map(\.time.dayInOslo)
    coverage = Statistics.Coverage(
      offices: Set(events.map(\.event.office)).sorted(),
      days: (days.min() ?? .of(2000, 1, 1))...(days.max() ?? .of(2000, 1, 1)))
  }

  /// The municipalities.
  var offices: [Office] { coverage.offices }

  /// The years in which something is true.
  var years: ClosedRange<Int> { coverage.days.lowerBound.year...coverage.days.upperBound.year }

  /// The history of a subject.
  func history(of subject: Subject) -> [RecordedEvent] {
    bySubject.first { $0.0 == subject }?.1 ?? []
  }

  /// The first subject of a kind that is open still.
  func openSubject(_ kind: Subject.Kind) -> Subject? {
    bySubject.first { subject, events in
      subject.kind == kind
        && CaseFile(subject: subject, folding: events).own.map { $0.end == nil } == true
    }?.0
  }

  /// The cells of a report.
  func cells(
    _ report: Report, _ question: Statistics.Question = .init(), knownBefore: UInt64? = nil
  ) throws -> [Statistics.Cell] {
    var statistics = try Statistics(report, question, coverage: coverage) { _, code in
      (code, code)
    }
    for (subject, events) in bySubject {
      let known = knownBefore.map { limit in events.filter { $0.position < limit } } ?? events
      if !known.isEmpty { statistics.add(subject, known) }
    }
    return statistics.cells
  }

  /// Figures of indicators in a year, by indicator and column.
  func figures(
    _ indicators: [StaticString], _ year: Int, by split: Report.Split? = nil,
    offices: [Office] = [], knownBefore: UInt64? = nil
  ) throws -> [String: [Fixed?]] {
    let report = Report(
      "law", version: 1, rows: indicators.map { .init($0, $0, $0) }, columns: .period(split))
    let cells = try cells(
      report, Statistics.Question(offices: offices, year: year), knownBefore: knownBefore)
    return Dictionary(grouping: cells, by: \.id).mapValues { $0.map(\.value) }
  }

  /// One figure of a year.
  func figure(
    _ indicator: StaticString, _ year: Int, offices: [Office] = [], knownBefore: UInt64? = nil
  ) throws -> Fixed? {
    let found = try figures([indicator], year, offices: offices, knownBefore: knownBefore)
    return found[indicator.description]?.first.flatMap(\.self)
  }

  /// With acts told after the last, one a second.
  func telling(_ more: [Event]) -> Telling {
    let last = events.last?.time.milliseconds ?? 0
    return Telling(
      events
        + more.enumerated().map { place, event in
          RecordedEvent(
            position: UInt64(events.count + place),
            time: Instant(milliseconds: last + Int64(place + 1) * 1000), event: event)
        })
  }
}
