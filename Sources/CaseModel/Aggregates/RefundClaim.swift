// The refund (refusjon) of what a placement or an unaccompanied minor cost: claimed for a period,
// and paid, in whole or in part. Amounts are in øre.

/// What the rules of refund claims say of an act.
func refundClaimFindings(on proposal: Proposal) -> [Finding] {
  switch proposal.event.type {
  case .refundClaimed: periodFindings(on: proposal) + groundFindings(on: proposal)
  case .refundClaimAnswered: answerFindings(on: proposal)
  default: []
  }
}

/// What a claim is for is in the case: a placement or measure, or the minor's settlement.
private func groundFindings(on proposal: Proposal) -> [Finding] {
  let fields = proposal.event.fields
  let isThere =
    switch fields.text(.claimKind) {
    case "foster-home", "institution": fields.id(.placement) != nil || fields.id(.measure) != nil
    case "unaccompanied-minor": fields.id(.settlement) != nil
    default: true
    }
  return isThere ? [] : [.error("claim-without-ground", .claimKind, fields.text(.claimKind) ?? "")]
}

/// What came fits the answer: all of it, some of it or nothing.
private func answerFindings(on proposal: Proposal) -> [Finding] {
  guard let answer = proposal.event.fields.text(.claimAnswer), let claim = proposal.target,
    let received = proposal.event.fields.number(.received)
  else { return [] }
  let claimed = claim.given.number(.amount) ?? 0
  let fits =
    switch answer {
    case "paid": received == claimed
    case "partly": received > 0 && received < claimed
    default: received == 0
    }
  return fits ? [] : [.error("claim-answer-amount", .received, answer, "\(received)", "\(claimed)")]
}

/// The same placement, measure or minor is not claimed for twice for the same days, and no more
/// came than was claimed.
func refundClaimFaults(in file: CaseFile) -> [Finding] {
  let claims = file.episodes(.refundClaim).filter {
    $0.outcome != "refused" && $0.outcome != "withdrawn"
  }
  let groups = Dictionary(grouping: claims) { claim in
    [.placement, .measure, .settlement].compactMap { claim.given.id($0)?.description }
      .joined(separator: " ") + " " + (claim.given.text(.claimKind) ?? "")
  }
  return groups.sorted { $0.key < $1.key }.compactMap { _, claims in
    let periods = claims.compactMap { claim -> ClosedRange<Day>? in
      guard let from = claim.given.day(.periodFrom), let to = claim.given.day(.periodTo), from <= to
      else { return nil }
      return from...to
    }.sorted { $0.lowerBound < $1.lowerBound }
    guard let twin = zip(periods, periods.dropFirst()).first(where: { $0.overlaps($1) }) else {
      return nil
    }
    return .error(
      "claim-overlap", .periodFrom, twin.1.lowerBound.description, twin.0.upperBound.description)
  }
}
