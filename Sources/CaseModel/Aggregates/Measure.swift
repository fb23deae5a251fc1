// The measure (tiltak): granted by a decision, started, ended with an outcome.

/// What the rules of measures say of an act.
func measureFindings(on proposal: Proposal) -> [Finding] {
  switch proposal.event.type {
  case .measureGranted: decisionInForceFindings(on: proposal)
  case .measureStarted: decisionInForceFindings(on: proposal) + legalFormFindings(on: proposal)
  default: []
  }
}

/// A measure is granted and starts while its decision stands.
private func decisionInForceFindings(on proposal: Proposal) -> [Finding] {
  guard let id = proposal.event.fields.id(.decision),
    let decision = proposal.file.episode(.decision, id), let end = decision.end,
    end < proposal.event.effective
  else { return [] }
  return [.error("decision-lapsed-before", .decision, id.description, end.description)]
}
