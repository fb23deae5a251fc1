// A figure or a short fact that was given and not counted (referansetall).

/// What the rules of given figures say of an act.
func referenceFigureFindings(on proposal: Proposal) -> [Finding] {
  guard proposal.event.type == .referenceFigureSet else { return [] }
  let fields = proposal.event.fields
  if fields.number(.value) != nil, fields.text(.text) != nil {
    return [.error("reference-figure-twofold", .text)]
  }
  if fields.number(.value) == nil, fields.text(.text) == nil {
    return [.error("reference-figure-empty", .value)]
  }
  return []
}
