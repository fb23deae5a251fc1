// The decision (vedtak): made under an Act, approved or sent to the board, lapsed.

/// What the rules of decisions say of an act.
func decisionFindings(on proposal: Proposal) -> [Finding] {
  switch proposal.event.type {
  case .decisionMade: legalBasisFindings(on: proposal)
  case .decisionStatusChanged: statusFindings(on: proposal)
  default: []
  }
}

/// The Act of 1992 until 2022-12-31, that of 2021 from the day after (BVR-Vedtak-5), and no
/// chapter, section or paragraph 0 (BVR-Tiltak-14).
private func legalBasisFindings(on proposal: Proposal) -> [Finding] {
  let (fields, day) = (proposal.event.fields, proposal.event.effective)
  var findings: [Finding] = []
  let act = fields.text(.act) ?? ""
  if (act == "BVL") == (day.year >= 2023), act != "BL1981" {
    findings.append(.error("BVR-Vedtak-5", .act, act, day.description))
  }
  let zero = [Field.chapter, .section].first { fields.text($0) == "0" }
  let zeros = [Field.paragraphs, .sentences].first { fields.values($0).contains(.number(0)) }
  if let field = zero ?? zeros { findings.append(.error("BVR-Tiltak-14", field)) }
  if let status = fields.text(.status), status == "3" || status == "4" {
    findings.append(.error("BVR-Vedtak-3", .status, status))
  }
  return findings
}

/// A decision that is discontinued or refused must have ended (BVR-Vedtak-3).
private func statusFindings(on proposal: Proposal) -> [Finding] {
  guard let status = proposal.event.fields.text(.status), status == "3" || status == "4",
    proposal.target?.end == nil
  else { return [] }
  return [.error("BVR-Vedtak-3", .status, status)]
}
