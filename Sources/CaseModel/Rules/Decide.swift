/// Decides whether events may be recorded, one after the other, after a subject's history.
///
/// All or none: if one is refused, none may be recorded. Besides each event's own rules, the whole
/// must hold together afterwards, so that an annulment never leaves another event in the air.
/// - Parameters:
///   - proposed: the new events of one subject, in order.
///   - subject: what they are about.
///   - history: everything recorded on the subject so far, in order.
///   - today: the day of recording; nothing may be true later than it.
public func decide(
  _ proposed: [Event], on subject: Subject, after history: [RecordedEvent], today: Day
) -> Decision {
  var events = history
  var accepted: [Event] = []
  var warnings: [Finding] = []
  var refusals: [(index: Int, finding: Finding)] = []
  var file = CaseFile(subject: subject, folding: events)
  let faultsBefore = file.faults.count
  var next = (history.last?.position ?? 0) + 1

  for (index, event) in proposed.enumerated() {
    let proposal = Proposal(event: event, file: file, today: today)
    let findings = findings(on: proposal, history: events)
    refusals += findings.filter { $0.severity == .error }.map { (index, $0) }
    let milder = findings.filter { $0.severity != .error }
    warnings += milder
    var noted = event
    noted.warnings = milder.filter { $0.severity == .warning }.map(\.rule)
    accepted.append(noted)
    events.append(
      RecordedEvent(position: next, time: Instant(today), event: noted))
    next += 1
    file = CaseFile(subject: subject, folding: events)
  }
  if refusals.isEmpty, file.faults.count > faultsBefore {
    let types = Set(file.faults.map(\.event.type.name)).sorted().joined(separator: ", ")
    refusals = [(proposed.count - 1, .error("record-in-use", nil, types))]
  }
  return refusals.isEmpty ? .accepted(accepted, warnings: warnings) : .refused(refusals)
}

/// Everything the rules say of one act: the general rules first, then those of its aggregate; the
/// latter may rely on what the former have checked.
private func findings(on proposal: Proposal, history: [RecordedEvent]) -> [Finding] {
  let general =
    proposal.event.type == .eventAnnulled
    ? annulmentFindings(on: proposal, history: history) : generalFindings(on: proposal)
  if general.contains(where: { $0.severity == .error }) { return general }
  return general + aggregateFindings(on: proposal)
}

/// The rules of the aggregate that the event belongs to: one line per file in `Aggregates`.
private func aggregateFindings(on proposal: Proposal) -> [Finding] {
  switch proposal.event.type.shape.episode.kind {
  case .case: caseFindings(on: proposal)
  case .report: reportFindings(on: proposal)
  case .investigation: investigationFindings(on: proposal)
  case .decision: decisionFindings(on: proposal)
  case .measure, .grant: measureFindings(on: proposal)
  case .placement, .followUpVisit, .supervisionVisit: placementFindings(on: proposal)
  default: []
  }
}
