// The unaccompanied minor (enslig mindreårig): settled by a municipality, housed and represented.

/// What the rules of unaccompanied minors say of an act.
func settlementFindings(on proposal: Proposal) -> [Finding] {
  switch proposal.event.type {
  case .minorSettled: minorFindings(on: proposal)
  case .settlementDetailsSet: saysSomething(proposal)
  case .settlementEnded: adultFindings(on: proposal)
  default: []
  }
}

/// Who is settled as a minor is not of age, as far as the year of birth tells.
private func minorFindings(on proposal: Proposal) -> [Finding] {
  let year = proposal.event.effective.year
  guard let born = proposal.file.own?.attributes.number(.birthYear), year - Int(born) > 18 else {
    return []
  }
  return [.error("minor-of-age", nil, "\(year - Int(born))", "\(year)")]
}

/// Nobody is independent as an adult before the year of turning 18.
private func adultFindings(on proposal: Proposal) -> [Finding] {
  guard proposal.event.fields.text(.settlementEnd) == "adult", let turns = proposal.turns,
    turns < 18
  else { return [] }
  return [
    .error("settlement-not-adult", .settlementEnd, "\(turns)", "\(proposal.event.effective.year)")
  ]
}

/// A child is settled once at a time.
func settlementFaults(in file: CaseFile) -> [Finding] {
  overlapFaults("settlement-overlap", file.episodes(.settlement))
}
