// The managed account (forvaltningskonto): with consent, and one at a time. That it is open before
// it is closed follows from its schema.

/// What the rules of managed accounts say of an act.
func accountFindings(on proposal: Proposal) -> [Finding] {
  proposal.event.type == .managedAccountOpened && proposal.event.fields.flag(.consent) != true
    ? [.error("account-without-consent", .consent)] : []
}

/// A person has one managed account at a time.
func accountFaults(in file: CaseFile) -> [Finding] {
  overlapFaults("account-overlap", file.episodes(.managedAccount))
}
