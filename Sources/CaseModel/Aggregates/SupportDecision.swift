// The decision on a social service (vedtak): granted or refused, for a period, under conditions
// (sosialtjenesteloven §§ 17-21, 27-29; lov om sosiale tjenester 1991 chapters 4 to 5A).

/// What the rules of decisions on social services say of an act.
func supportDecisionFindings(on proposal: Proposal) -> [Finding] {
  switch proposal.event.type {
  case .supportDecided:
    periodFindings(on: proposal) + grantFindings(on: proposal) + programmeFindings(on: proposal)
  case .conditionBreached: breachFindings(on: proposal)
  case .sanctionImposed: sanctionFindings(on: proposal)
  default: []
  }
}

extension Episode {
  /// Whether it is a decision that grants something, if only in part.
  var grants: Bool {
    ["granted", "partly"].contains(attributes.text(.supportOutcome))
  }
}

extension Fields {
  /// Whether they are those of a decision that grants a service.
  func grant(_ service: String) -> Bool {
    text(.service) == service && ["granted", "partly"].contains(text(.supportOutcome))
  }
}

/// Financial aid is granted for something; what it is for decides what may be paid.
private func grantFindings(on proposal: Proposal) -> [Finding] {
  let fields = proposal.event.fields
  let isMissing = fields.grant("financial-aid") && fields.values(.benefitKinds).isEmpty
  return isMissing ? [.error("benefit-kinds-missing", .benefitKinds)] : []
}

/// A qualification programme is granted to who has the age, after an assessment of the ability to
/// work.
private func programmeFindings(on proposal: Proposal) -> [Finding] {
  guard proposal.event.fields.grant("qualification-programme") else { return [] }
  let assessed = proposal.file.episodes(.workAbility).contains {
    $0.start <= proposal.event.effective
  }
  return qualificationAgeFindings(on: proposal)
    + (assessed ? [] : [.error("programme-without-assessment", .service)])
}

/// A condition is breached that was set.
private func breachFindings(on proposal: Proposal) -> [Finding] {
  guard let decision = proposal.target, let condition = proposal.event.fields.text(.condition),
    !decision.given.values(.conditions).contains(.text(condition))
  else { return [] }
  return [.error("condition-not-set", .condition, condition)]
}

/// A sanction follows a breach.
private func sanctionFindings(on proposal: Proposal) -> [Finding] {
  let breached = proposal.target?.marks(.conditionBreached).contains {
    $0.day <= proposal.event.effective
  }
  return breached == true ? [] : [.error("sanction-without-breach", .decision)]
}
