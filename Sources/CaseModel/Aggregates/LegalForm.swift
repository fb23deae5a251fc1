// The legal basis (lovhjemmel) of a decision, a measure or a petition, in the form that can be read
// again and delivered.

/// Every part of a legal basis is in the register's form, and at most three more sections are named
/// (jamfør lovhjemmel).
///
/// Source: the register's schema.
func legalFormFindings(on proposal: Proposal) -> [Finding] {
  let fields = proposal.event.fields
  if let basis = LegalBasis(fields), !basis.isWellFormed {
    return [.error("legal-basis-form", .section, basis.description)]
  }
  let also = fields.values(.alsoUnder).map(\.plainText)
  if let unread = also.first(where: { LegalBasis($0) == nil }) {
    return [.error("legal-basis-form", .alsoUnder, unread)]
  }
  return also.count > 3 ? [.error("legal-basis-many", .alsoUnder, "\(also.count)")] : []
}
