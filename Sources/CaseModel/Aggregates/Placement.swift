// The placement (plassering) in a foster home, an institution or elsewhere, and the visits there:
// follow-up by the service, supervision by the supervising municipality.

/// What the rules of placements say of an act.
func placementFindings(on proposal: Proposal) -> [Finding] {
  switch proposal.event.type {
  case .placementStarted: overlapFindings(on: proposal)
  case .followUpVisitDone, .supervisionVisitDone: visitFindings(on: proposal)
  default: []
  }
}

/// A child lives in one place; a second placement beside an open one is told. The register asks
/// the same of measures, and later (BVR-Tiltak-9).
private func overlapFindings(on proposal: Proposal) -> [Finding] {
  let open = proposal.file.episodes(.placement).first { $0.isOpen(on: proposal.event.effective) }
  return open.map { [.warning("placement-beside-open", .placement, $0.start.description)] } ?? []
}

/// A visit happens while the child lives there.
private func visitFindings(on proposal: Proposal) -> [Finding] {
  guard let id = proposal.event.fields.id(.placement),
    let end = proposal.file.episode(.placement, id)?.end, end < proposal.event.effective
  else { return [] }
  return [.error("record-ended", .placement, "placement", end.description)]
}
