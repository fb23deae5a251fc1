// The individual plan (individuell plan): needed, offered, wanted, adopted
// (sosialtjenesteloven §§ 28 and 33; lov om sosiale tjenester 1991 § 4-3 a).

/// What the rules of individual plans say of an act.
func individualPlanFindings(on proposal: Proposal) -> [Finding] {
  switch proposal.event.type {
  case .individualPlanAnswered: offerFindings(on: proposal)
  case .individualPlanAdopted: offerFindings(on: proposal) + wishFindings(on: proposal)
  case .individualPlanEnded: fulfilmentFindings(on: proposal)
  default: []
  }
}

/// A plan is fulfilled that was adopted.
private func fulfilmentFindings(on proposal: Proposal) -> [Finding] {
  let wasAdopted = proposal.target?.marks(.individualPlanAdopted).isEmpty == false
  return proposal.event.fields.text(.planEnd) == "fulfilled" && !wasAdopted
    ? [.warning("plan-not-adopted", .planEnd)] : []
}

/// A plan is answered and adopted that was offered.
private func offerFindings(on proposal: Proposal) -> [Finding] {
  let offered = proposal.target?.marks(.individualPlanOffered).contains {
    $0.day <= proposal.event.effective
  }
  return offered == true ? [] : [.error("plan-not-offered", .individualPlan)]
}

/// A plan is not adopted against the person's wish.
private func wishFindings(on proposal: Proposal) -> [Finding] {
  let answer = proposal.target?.marks(.individualPlanAnswered).last {
    $0.day <= proposal.event.effective
  }
  guard let answer, answer.fields.flag(.wanted) == false else { return [] }
  return [.error("plan-not-wanted", .individualPlan, answer.day.description)]
}
