// Aftercare (ettervern): offered to a young person who comes of age, accepted or not
// (barnevernsloven 2021 § 3-6; 1992 § 1-3).

/// What the rules of aftercare say of an act.
func aftercareFindings(on proposal: Proposal) -> [Finding] {
  switch proposal.event.type {
  case .aftercareOffered: aftercareAgeFindings(on: proposal)
  case .aftercareConcluded: acceptanceFindings(on: proposal)
  case .noAftercareReasonGiven: reasonFindings(on: proposal)
  default: []
  }
}

extension Proposal {
  /// The age that the child or person has at the end of the act's year; nil without a birth year.
  var turns: Int64? {
    file.own?.attributes.number(.birthYear).map { Int64(event.effective.year) - $0 }
  }
}

/// The age to which the Act of that day lets aftercare last (BV-61, BV-62); 17 where it does not.
func aftercareLimit(on day: Day) -> Int64 {
  for rule in LawRule.all where ["BV-61", "BV-62"].contains("\(rule.id)") {
    if case .age(let years) = rule.anchor, rule.holds(forStart: day) { return Int64(years) + 1 }
  }
  return 17
}

/// The Act gives aftercare until an age; a child is told of it in good time, not years before.
private func aftercareAgeFindings(on proposal: Proposal) -> [Finding] {
  let day = proposal.event.effective
  let limit = aftercareLimit(on: day)
  guard let turns = proposal.turns else { return [] }
  if limit >= 18, turns > limit {
    return [.error("aftercare-too-old", nil, "\(turns)", "\(day.year)", "\(limit)")]
  }
  return turns < 16 ? [.warning("aftercare-early", nil, "\(turns)", "\(day.year)")] : []
}

/// Who did not want aftercare, or did not need it, accepts a new offer.
private func acceptanceFindings(on proposal: Proposal) -> [Finding] {
  guard proposal.event.fields.text(.conclusion) == "1" else { return [] }
  let reason = proposal.target?.marks(.noAftercareReasonGiven).first {
    $0.day <= proposal.event.effective
  }
  let declined = reason.map { Finding.error("aftercare-declined", nil, $0.day.description) }
  return aftercareAgeFindings(on: proposal) + (declined.map { [$0] } ?? [])
}

/// A reason is given for what was not accepted.
private func reasonFindings(on proposal: Proposal) -> [Finding] {
  proposal.target?.outcome == "1" ? [.error("aftercare-accepted", .aftercare)] : []
}
