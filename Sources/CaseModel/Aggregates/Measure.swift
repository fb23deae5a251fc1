// The measure (tiltak): granted by a decision, started, ended with an outcome.

/// What the rules of measures say of an act.
func measureFindings(on proposal: Proposal) -> [Finding] {
  switch proposal.event.type {
  case .measureGranted: decisionInForceFindings(on: proposal)
  case .measureStarted:
    decisionInForceFindings(on: proposal) + categoryFindings(on: proposal)
      + ageFindings(on: proposal)
  case .measureEnded: endingFindings(on: proposal)
  default: []
  }
}

private func decisionInForceFindings(on proposal: Proposal) -> [Finding] {
  guard let id = proposal.event.fields.id(.decision),
    let decision = proposal.file.episode(.decision, id), let end = decision.end,
    end < proposal.event.effective
  else { return [] }
  return [.error("decision-lapsed-before", .decision, id.description, end.description)]
}

/// Categories that say "other" must be specified (BVR-Tiltak-7).
private func categoryFindings(on proposal: Proposal) -> [Finding] {
  guard let category = proposal.event.fields.text(.category) else { return [] }
  let vague = category == "3.7" || category.hasSuffix(".99")
  return vague && !proposal.has(.specification)
    ? [.error("BVR-Tiltak-7", .category, category)] : []
}

/// Kindergarten above 7 and after-school care above 11 years (BVR-Tiltak-5, -6), by birth year.
private func ageFindings(on proposal: Proposal) -> [Finding] {
  guard let born = proposal.file.own?.attributes.number(.birthYear) else { return [] }
  let age = Int64(proposal.event.effective.year) - born
  switch proposal.event.fields.text(.category) {
  case "4.1" where age > 7: return [.warning("BVR-Tiltak-5", .category, "\(age)")]
  case "4.2" where age > 11: return [.warning("BVR-Tiltak-6", .category, "\(age)")]
  default: return []
  }
}

private func endingFindings(on proposal: Proposal) -> [Finding] {
  guard let measure = proposal.target else { return [] }
  let revocation = proposal.event.fields.text(.revocation)
  var findings: [Finding] = []
  if revocation == "4", !proposal.has(.revocationSpecification) {
    findings.append(.error("BVR-Tiltak-8", .revocation))
  }
  let category = measure.attributes.text(.category) ?? ""
  let placement = category.hasPrefix("1.") || category.hasPrefix("2.")
  if placement, measure.attributes.text(.basis) == "care-order", revocation == nil {
    findings.append(.error("BVR-Tiltak-12", .revocation, category))
  }
  return findings
}
