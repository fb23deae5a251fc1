// The application for a benefit of the state (trygdesøknad), made with the help of the service.

/// What the rules of such applications say of an act.
func benefitApplicationFindings(on proposal: Proposal) -> [Finding] {
  let fields = proposal.event.fields
  switch proposal.event.type {
  case .benefitApplicationFiled where fields.text(.benefit) == "12":
    return [.error("benefit-none", .benefit)]
  case .benefitApplicationDecided where fields.text(.benefitDecision) != "granted":
    return refusalFindings(on: proposal, .benefitDecision, [.grantedFrom])
  default: return []
  }
}
