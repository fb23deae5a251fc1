// Consent (samtykke), and what rests on it: what is told to others, voluntary placements.

/// What the rules of consent say of an act.
func consentFindings(on proposal: Proposal) -> [Finding] {
  proposal.event.type == .consentGiven
    ? backwardsFindings(on: proposal, .periodTo) : withdrawalFindings(on: proposal)
}

/// A voluntary placement rests on consent: without it the child cannot stay there.
private func withdrawalFindings(on proposal: Proposal) -> [Finding] {
  let day = proposal.event.effective
  guard proposal.target?.given.text(.consentScope) == "placement",
    let placement = proposal.file.episodes(.placement).first(where: {
      $0.isOpen(on: day) && $0.value(.basis, on: day) == .text("voluntary")
    })
  else { return [] }
  return [
    .warning(
      "placement-without-consent", .consentId, placement.id?.description ?? "",
      placement.start.description)
  ]
}

/// What is disclosed by consent, to others or by others, names a consent in force.
func disclosureFindings(on proposal: Proposal) -> [Finding] {
  let (event, fields) = (proposal.event, proposal.event.fields)
  guard fields.text(.disclosureBasis) == "consent" else { return [] }
  guard let id = fields.id(.consentId) else {
    return [.error("disclosure-without-consent", .consentId)]
  }
  guard let consent = proposal.file.episode(.consent, id), !consent.isInForce(on: event.effective),
    let last = consent.lastDayInForce
  else { return [] }
  return [
    .error("consent-over", .consentId, event.effective.description, last.description)
  ]
}
