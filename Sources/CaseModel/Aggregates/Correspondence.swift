// Letters and enquiries (brev, henvendelser), and records moved from another system (avstemming).

/// What the rules of letters say of an act: somebody sent it, or shall have it.
func letterFindings(on proposal: Proposal) -> [Finding] {
  let fields = proposal.event.fields
  let others: [Field] = [.recipient, .sender, .party]
  return others.contains { fields[$0] != nil } ? [] : [.error("letter-without-party", .party)]
}

/// What the rules of enquiries say of an act.
func enquiryFindings(on proposal: Proposal) -> [Finding] {
  backwardsFindings(on: proposal, .answerBy)
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
