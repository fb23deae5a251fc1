// The waiting list (venteliste): between the grant of a measure and its start.

/// What the rules of waiting lists say of an act.
func waitingFindings(on proposal: Proposal) -> [Finding] {
  let day = proposal.event.effective
  func hasStarted(_ id: RecordID?) -> Bool {
    guard let id, let measure = proposal.file.episode(.measure, id) else { return false }
    return measure.start <= day
  }
  switch proposal.event.type {
  case .waitingListEntered where hasStarted(proposal.event.fields.id(.measure)):
    return [.error("waiting-for-started", .measure)]
  case .waitingListLeft:
    guard proposal.event.fields.text(.waitingOutcome) == "started",
      !hasStarted(proposal.target?.given.id(.measure))
    else { return [] }
    return [.error("waiting-not-started", .waitingOutcome)]
  default: return []
  }
}

/// A measure is waited for once at a time.
func waitingFaults(in file: CaseFile) -> [Finding] {
  overlapFaults("waiting-overlap", file.episodes(.waiting)) {
    $0.given.id(.measure)?.description ?? ""
  }
}
