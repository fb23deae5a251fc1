// The measure (tiltak): granted by a decision, started, ended with an outcome.

/// What the rules of measures say of an act.
func measureFindings(on proposal: Proposal) -> [Finding] {
  switch proposal.event.type {
  case .measureGranted: decisionInForceFindings(on: proposal)
  case .measureStarted:
    decisionInForceFindings(on: proposal) + legalFormFindings(on: proposal)
      + orderFindings(on: proposal) + boardOrderFindings(on: proposal)
      + categoryFindings(on: proposal)
  case .measureChosen: catalogueFindings(on: proposal)
  case .measureDetailsSet:
    saysSomething(proposal) + catalogueFindings(on: proposal)
      + periodFindings(on: proposal, from: .agreementFrom, to: .agreementTo)
  default: []
  }
}

/// What compensates (kompenserende tiltak) comes after a measure that was to change something; that
/// none came before is told.
private func orderFindings(on proposal: Proposal) -> [Finding] {
  let isFirst = !proposal.file.episodes(.measure).contains {
    $0.given.text(.class) == "change" && $0.start <= proposal.event.effective
  }
  return proposal.event.fields.text(.class) == "compensating" && isFirst
    ? [.info("compensating-first", .class)] : []
}

/// A measure is granted and starts while its decision stands.
private func decisionInForceFindings(on proposal: Proposal) -> [Finding] {
  guard let id = proposal.event.fields.id(.decision),
    let decision = proposal.file.episode(.decision, id), let end = decision.end,
    end < proposal.event.effective
  else { return [] }
  return [.error("decision-lapsed-before", .decision, id.description, end.description)]
}
