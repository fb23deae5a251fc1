// Letters and enquiries (brev, henvendelser), and records moved from another system (avstemming).

/// What the rules of letters say of an act: somebody sent it, or shall have it, and what is told in
/// it by consent rests on one in force.
func letterFindings(on proposal: Proposal) -> [Finding] {
  let fields = proposal.event.fields
  let others: [Field] = [.recipient, .sender, .party]
  let isOf = others.contains { fields[$0] != nil }
  return (isOf ? [] : [.error("letter-without-party", .party)]) + disclosureFindings(on: proposal)
}

/// What the rules of enquiries say of an act.
func enquiryFindings(on proposal: Proposal) -> [Finding] {
  backwardsFindings(on: proposal, .answerBy) + disclosureFindings(on: proposal)
}

/// A difference between two systems is recorded, and told.
func migrationFindings(on proposal: Proposal) -> [Finding] {
  let fields = proposal.event.fields
  guard let before = fields.number(.recordsBefore), let after = fields.number(.recordsAfter),
    before != after
  else { return [] }
  return [
    .warning(
      "migration-difference", .recordsAfter, fields.text(.table) ?? "", "\(before)", "\(after)")
  ]
}
