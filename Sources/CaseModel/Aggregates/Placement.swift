// The placement (plassering) in a foster home, an institution or elsewhere. That a visit happens
// while the child lives there follows from the schemas of the visits (`x-open`).

/// What the rules of placements say of an act.
func placementFindings(on proposal: Proposal) -> [Finding] {
  switch proposal.event.type {
  case .placementStarted:
    overlapFindings(on: proposal) + voluntaryFindings(on: proposal)
      + boardOrderFindings(on: proposal) + categoryFindings(on: proposal)
  case .visitFrequencySet: reducedVisitFindings(on: proposal)
  default: []
  }
}

/// A child lives in one place; a second placement beside an open one is told.
///
/// The register asks the same of measures, and later (BVR-Tiltak-9).
private func overlapFindings(on proposal: Proposal) -> [Finding] {
  let open = proposal.file.episodes(.placement).first { $0.isOpen(on: proposal.event.effective) }
  return open.map { [.warning("placement-beside-open", .placement, $0.start.description)] } ?? []
}

/// A voluntary placement rests on a consent to it, in force that day.
private func voluntaryFindings(on proposal: Proposal) -> [Finding] {
  let day = proposal.event.effective
  guard proposal.event.fields.text(.basis) == "voluntary" else { return [] }
  let isAgreed = proposal.file.episodes(.consent).contains {
    $0.given.text(.consentScope) == "placement" && $0.isOpen(on: day) && $0.isInForce(on: day)
  }
  return isAgreed ? [] : [.info("placement-consent-missing", .basis, day.description)]
}

/// Fewer visits than the Act's four a year are decided in writing: by a decision made while the
/// child lives there, other than the one the placement itself rests on.
private func reducedVisitFindings(on proposal: Proposal) -> [Finding] {
  let (file, day) = (proposal.file, proposal.event.effective)
  guard proposal.event.fields.text(.followUpFrequency) == "2", let placement = proposal.target,
    placement.value(.followUpFrequency, on: day) != .text("2")
  else { return [] }
  let own = file.parent(of: placement, .measure)?.given.id(.decision)
  let isDecided = file.episodes(.decision).contains {
    placement.start <= $0.start && $0.start <= day && $0.id != own
  }
  return isDecided
    ? []
    : [.info("visits-without-decision", .followUpFrequency, placement.start.description)]
}

/// A placement rests on a measure of a category that is a placement: nobody lives with foster
/// parents by way of a kindergarten.
///
/// Asked of the placement when it starts, and of the measure, which may be a correction.
func categoryFindings(on proposal: Proposal) -> [Finding] {
  let (file, fields) = (proposal.file, proposal.event.fields)
  guard let id = fields.id(.measure) else { return [] }
  if proposal.event.type == .placementStarted {
    let category = file.episode(.measure, id)?.attributes.text(.category)
    return mismatch(fields.text(.home), category, from: proposal.event.effective)
  }
  return file.episodes(.placement).filter { $0.end == nil && $0.parents.contains(id) }.flatMap {
    mismatch($0.attributes.text(.home), fields.text(.category), from: $0.start)
  }
}

private func mismatch(_ home: String?, _ category: String?, from start: Day) -> [Finding] {
  guard let home, let category, !fits(home, category) else { return [] }
  return [.warning("placement-category", .category, category, home, start.description)]
}

/// Whether a measure of that category can be a life away from home: in an institution, with foster
/// parents, in housing with follow-up, or of the whole family in a centre.
private func fits(_ home: String, _ category: String) -> Bool {
  ["1", "2"].contains(category.prefix { $0 != "." })
    || ["8.2", "8.4", "8.5"].contains(category) || home == "institution" && category == "3.8"
}
