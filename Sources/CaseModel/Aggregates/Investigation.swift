// The investigation (undersøkelse): opened from a report, extended, concluded within three months,
// six in special cases (barnevernsloven 2021 § 2-2; 1992 § 6-9).

/// What the rules of investigations say of an act.
func investigationFindings(on proposal: Proposal) -> [Finding] {
  switch proposal.event.type {
  case .investigationOpened: openingFindings(on: proposal)
  case .extensionDecided: extensionFindings(on: proposal)
  case .investigationConcluded: conclusionFindings(on: proposal)
  case .breachReasonAccepted: acceptanceFindings(on: proposal)
  default: []
  }
}

/// An investigation comes of reports that were not dismissed.
private func openingFindings(on proposal: Proposal) -> [Finding] {
  proposal.event.fields.values(.reports).compactMap { value in
    guard case .id(let id) = value, let outcome = proposal.file.episode(.report, id)?.outcome,
      outcome != "2", outcome != "4"
    else { return nil }
    return .error("report-dismissed", .reports, id.description, outcome)
  }
}

/// An extension must be decided before the ordinary three months are over (BV-12).
private func extensionFindings(on proposal: Proposal) -> [Finding] {
  guard let investigation = proposal.target else { return [] }
  let limit = investigation.start.adding(months: 3).adding(days: 7)
  return proposal.event.effective > limit
    ? [.warning("BV-12", nil, proposal.event.effective.description, limit.description)] : []
}

/// An investigation that leads to no measure is dismissed for a reason, or said where it went.
private func conclusionFindings(on proposal: Proposal) -> [Finding] {
  guard let conclusion = proposal.event.fields.text(.conclusion), proposal.target != nil,
    conclusion != "1", conclusion != "2"
  else { return [] }
  var findings: [Finding] = []
  if proposal.event.fields.text(.reason) == nil {
    findings.append(.error("dismissal-reason", .reason, conclusion))
  }
  if conclusion == "5", !proposal.has(.text), !proposal.has(.specification) {
    findings.append(.error("KOSTRA-Undersokelse-3", .text))
  }
  return findings
}

private func acceptanceFindings(on proposal: Proposal) -> [Finding] {
  let reported = proposal.target?.marks(.breachReasonReported).isEmpty == false
  return reported ? [] : [.error("breach-not-reported", .investigation)]
}
