// The placement (plassering) in a foster home, an institution or elsewhere. That a visit happens
// while the child lives there follows from the schemas of the visits (`x-open`).

/// What the rules of placements say of an act.
func placementFindings(on proposal: Proposal) -> [Finding] {
  proposal.event.type == .placementStarted ? overlapFindings(on: proposal) : []
}

/// A child lives in one place; a second placement beside an open one is told.
///
/// The register asks the same of measures, and later (BVR-Tiltak-9).
private func overlapFindings(on proposal: Proposal) -> [Finding] {
  let open = proposal.file.episodes(.placement).first { $0.isOpen(on: proposal.event.effective) }
  return open.map { [.warning("placement-beside-open", .placement, $0.start.description)] } ?? []
}
