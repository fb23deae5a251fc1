public import CaseModel
public import Projections

/// Why cells say what they say, with the events behind them (forklaring).
public struct Explanations: Sendable {
  /// The report's name.
  public let report: String
  /// The definition's version: `name@version`.
  public let definition: String
  /// The number of events it was made from.
  public let size: UInt64
  /// What the unit is called that alone was asked about; nil for no unit.
  public let unitName: String?
  /// The cells, row by row.
  public let cells: [Explanation]
  /// The events that the cells name, by position.
  public let events: [UInt64: RecordedEvent]
}

extension CaseLog {
  /// Rebuilds a published table, and keeps what makes its figures.
  /// - Parameters:
  ///   - report: which table.
  ///   - question: for which time and offices.
  ///   - place: the one cell to explain; nil for all of them.
  ///   - knownBefore: only the first so many events count; nil for all.
  /// - Throws: `Statistics.Refusal` for what the report cannot be asked, and for a cell it has not.
  public func explanations(
    _ report: Report, _ question: Statistics.Question, of place: Statistics.Place?,
    knownBefore: UInt64? = nil
  ) throws -> Explanations {
    let (statistics, files, known) = try filled(
      report, question, knownBefore: knownBefore, explaining: true
    ) { statistics in
      if let place { try statistics.keep(only: place) }
    }
    let cells = statistics.explanations
    var wanted: Set<UInt64> = []
    for cell in cells {
      for part in cell.parts {
        for thing in part.things { wanted.formUnion(thing.positions) }
      }
    }
    var events: [UInt64: RecordedEvent] = [:]
    for (_, recorded) in files.bySubject {
      for event in recorded where wanted.contains(event.position) { events[event.position] = event }
    }
    return Explanations(
      report: report.id.description, definition: "\(report.id)@\(report.version)",
      size: known, unitName: try unitName(question, files.organisation), cells: cells,
      events: events)
  }
}
