// The Housing Bank's allowance (bostøtte): applied for and decided for one term.

/// What the rules of the allowance say of an act.
func allowanceFindings(on proposal: Proposal) -> [Finding] {
  let fields = proposal.event.fields
  switch proposal.event.type {
  case .housingAllowanceApplied: return termFindings(on: proposal)
  case .housingAllowanceDecided where fields.text(.allowanceOutcome) != "granted":
    return refusalFindings(on: proposal, .allowanceOutcome, [.monthly])
  default: return []
  }
}

/// The allowance of a term is applied for when the term is there, or the month before.
private func termFindings(on proposal: Proposal) -> [Finding] {
  let (day, fields) = (proposal.event.effective, proposal.event.fields)
  guard let year = fields.number(.termYear), let term = fields.text(.term),
    let number = Int(term.dropFirst()), (1...12).contains(number)
  else { return [] }
  let month = term.hasPrefix("T") ? number * 4 - 3 : number
  guard let first = Day(year: Int(year), month: min(12, month), day: 1),
    first > day.adding(months: 1)
  else { return [] }
  return [.error("allowance-term-future", .term, "\(year) \(term)", first.description)]
}

/// The allowance of a term is applied for, and so decided, once: unless it was withdrawn.
func allowanceFaults(in file: CaseFile) -> [Finding] {
  let standing = file.episodes(.housingAllowance).filter { $0.outcome != "withdrawn" }
  let byTerm = Dictionary(grouping: standing) { allowance in
    "\(allowance.given.number(.termYear) ?? 0) \(allowance.given.text(.term) ?? "")"
  }
  return byTerm.sorted { $0.key < $1.key }.compactMap { term, applied in
    guard applied.count > 1, let first = applied.first else { return nil }
    return .error("allowance-applied-already", .term, term, first.start.description)
  }
}
