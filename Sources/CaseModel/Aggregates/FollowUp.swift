// What else is done in a case: sessions, emergencies, siblings, reviews, and
// the days that are set for later.

/// What the rules of follow-up say of an act.
func followUpFindings(on proposal: Proposal) -> [Finding] {
  switch proposal.event.type {
  case .sessionHeld: sessionFindings(on: proposal)
  case .emergencyHandled: emergencyFindings(on: proposal)
  case .siblingRecorded: siblingFindings(on: proposal)
  case .costRecorded: periodFindings(on: proposal)
  case .caseReviewed: dueFindings(on: proposal, .nextBy)
  case .deviationAssigned: dueFindings(on: proposal, .dueBy)
  default: []
  }
}

/// A day that is set for later is no earlier than the day on which it is set.
func dueFindings(on proposal: Proposal, _ field: Field) -> [Finding] {
  let day = proposal.event.effective
  guard let due = proposal.event.fields.day(field), due < day else { return [] }
  return [.error("due-before", field, due.description, day.description)]
}

/// What only says what is new says something.
func saysSomething(_ proposal: Proposal) -> [Finding] {
  let own = proposal.event.type.shape.episode.id
  let says = proposal.event.fields.entries.contains { $0.field != own }
  return says || !proposal.event.sealedFields.isEmpty ? [] : [.error("nothing-set", own)]
}

/// A session belongs to a measure or a placement.
private func sessionFindings(on proposal: Proposal) -> [Finding] {
  let fields = proposal.event.fields
  return fields.id(.measure) == nil && fields.id(.placement) == nil
    ? [.error("session-of-nothing", .measure)] : []
}

/// A child that is placed in an emergency has a case and a decision; a night begins the same day or
/// the day before.
private func emergencyFindings(on proposal: Proposal) -> [Finding] {
  let (event, fields) = (proposal.event, proposal.event.fields)
  var findings: [Finding] = []
  if fields.text(.emergencyOutcome) == "placement", fields.id(.decision) == nil {
    findings.append(.error("emergency-without-decision", .decision))
  }
  if let night = fields.day(.night), night != event.effective,
    night.adding(days: 1) != event.effective
  {
    findings.append(.error("night-other", .night, night.description, event.effective.description))
  }
  return findings
}

/// Nobody is their own brother or sister.
private func siblingFindings(on proposal: Proposal) -> [Finding] {
  guard let key = proposal.event.fields.text(.case),
    (Subject(key) ?? Subject(.case, key)) == proposal.event.subject
  else { return [] }
  return [.error("sibling-self", .case)]
}

/// A visit of supervision is reported on once.
func supervisionReportFaults(in file: CaseFile) -> [Finding] {
  let byVisit = Dictionary(grouping: file.episodes(.supervisionReport)) { $0.given.id(.visit) }
  return byVisit.values.filter { $0.count > 1 }.compactMap(\.first)
    .sorted { $0.start < $1.start }
    .map { .error("supervision-report-twice", .visit, $0.start.description) }
}

/// What does not hold of a case as a whole, whatever came last, besides the register's rules.
func caseFaults(in file: CaseFile) -> [Finding] {
  settlementFaults(in: file) + refundClaimFaults(in: file) + waitingFaults(in: file)
    + supervisionReportFaults(in: file)
}

/// What does not hold of a unit's catalogue and routines as a whole, whatever came last.
func offerFaults(in file: CaseFile) -> [Finding] {
  catalogueFaults(in: file) + routineFaults(in: file)
}
