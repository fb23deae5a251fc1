// The decision on a social service (vedtak): granted or refused, for a period, under conditions
// (sosialtjenesteloven §§ 17-21, 27-29; lov om sosiale tjenester 1991 chapters 4 to 5A).

/// What the rules of decisions on social services say of an act.
func supportDecisionFindings(on proposal: Proposal) -> [Finding] {
  switch proposal.event.type {
  case .supportDecided:
    periodFindings(on: proposal) + grantFindings(on: proposal) + programmeFindings(on: proposal)
      + (proposal.event.fields.text(.supportOutcome) == "refused"
        ? refusalFindings(on: proposal, .supportOutcome, [.grantedAmount, .conditions]) : [])
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

/// What is refused gives nothing: no amount, no conditions, no day that it holds from.
func refusalFindings(on proposal: Proposal, _ outcome: Field, _ gifts: [Field]) -> [Finding] {
  let fields = proposal.event.fields
  return gifts.filter { !fields.values($0).isEmpty }.map {
    .error("refusal-gives-nothing", $0, fields.text(outcome) ?? "")
  }
}

/// A qualification programme is granted to who has the age, after an assessment of the ability to
/// work.
private func programmeFindings(on proposal: Proposal) -> [Finding] {
  guard proposal.event.fields.grant("qualification-programme") else { return [] }
  let assessed = proposal.file.workAbility(on: proposal.event.effective)
  guard let assessed else {
    return qualificationAgeFindings(on: proposal)
      + [.error("programme-without-assessment", .service)]
  }
  return qualificationAgeFindings(on: proposal) + assessed.otherThanProgramme(.error)
}

extension CaseFile {
  /// The last assessment of the ability to work by a day.
  func workAbility(on day: Day) -> Episode? {
    episodes(.workAbility).last { $0.start <= day }
  }
}

extension Episode {
  /// What an assessment that found something else than a qualification programme makes of one.
  func otherThanProgramme(_ severity: Finding.Severity) -> [Finding] {
    guard let found = given.text(.workAbility), found != "programme" else { return [] }
    return [
      Finding(
        rule: "programme-assessed-otherwise", severity: severity, field: nil,
        details: [start.description, found])
    ]
  }
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
