// The case itself (sak): opened, assigned, transferred, closed, reopened.

/// What the rules of the case say of an act.
func caseFindings(on proposal: Proposal) -> [Finding] {
  proposal.event.type == .caseClosed ? closingFindings(on: proposal) : []
}

/// A case is never closed over an unassessed report or a running investigation: that child would be
/// forgotten.
///
/// What else is open is told (BVR-Sak-23).
private func closingFindings(on proposal: Proposal) -> [Finding] {
  let waiting = proposal.file.episodes.filter {
    $0.end == nil && ($0.kind == .report || $0.kind == .investigation)
  }
  guard let first = waiting.first else { return [] }
  return [
    .error(
      "open-records", nil, first.kind.rawValue, first.id?.description ?? "",
      String(waiting.count))
  ]
}
