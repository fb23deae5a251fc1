// The complaint (klage): received, forwarded by the service and decided by the appeals body
// (forvaltningsloven §§ 28-34).

/// What the rules of complaints say of an act.
func complaintFindings(on proposal: Proposal) -> [Finding] {
  switch proposal.event.type {
  case .complaintReceived: receivedFindings(on: proposal)
  case .complaintDecided: decidedFindings(on: proposal)
  default: []
  }
}

/// Decisions of the social services go to the county governor, and the party is no child of a case
/// (sosialtjenesteloven § 47).
private func receivedFindings(on proposal: Proposal) -> [Finding] {
  let (event, fields) = (proposal.event, proposal.event.fields)
  guard event.subject.kind == .person else { return [] }
  var findings: [Finding] = []
  if fields.text(.complaintBody) == "board" {
    findings.append(.error("complaint-not-to-board", .complaintBody))
  }
  if fields.text(.party) == "child" { findings.append(.error("complaint-of-child", .party)) }
  return findings
}

/// What the county governor decides was forwarded first.
private func decidedFindings(on proposal: Proposal) -> [Finding] {
  let (day, fields) = (proposal.event.effective, proposal.event.fields)
  guard let complaint = proposal.target, let outcome = fields.text(.complaintOutcome) else {
    return []
  }
  let forwarded = complaint.marks(.complaintForwarded)
  if let later = forwarded.last(where: { $0.day > day }) {
    return [.error("complaint-decided-early", nil, day.description, later.day.description)]
  }
  guard complaint.given.text(.complaintBody) == "governor", forwarded.isEmpty,
    ["upheld", "changed", "quashed"].contains(outcome)
  else { return [] }
  return [.error("complaint-not-forwarded", .complaintOutcome, outcome)]
}
