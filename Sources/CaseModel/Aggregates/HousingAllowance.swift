// The Housing Bank's allowance (bostøtte): applied for and decided for one term.

/// The allowance of a term is decided once.
func allowanceFaults(in file: CaseFile) -> [Finding] {
  let decided = file.episodes(.housingAllowance).filter {
    $0.outcome != nil && $0.outcome != "withdrawn"
  }
  let byTerm = Dictionary(grouping: decided) { allowance in
    "\(allowance.given.number(.termYear) ?? 0) \(allowance.given.text(.term) ?? "")"
  }
  return byTerm.sorted { $0.key < $1.key }.compactMap { term, decided in
    decided.count > 1 ? .error("allowance-decided-already", .allowance, term) : nil
  }
}
