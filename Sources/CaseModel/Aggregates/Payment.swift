// Money (utbetaling, tilbakeføring, refusjon): paid under a decision in force, taken back once, and
// refunded by others up to what was paid. Amounts are in øre.

/// What the rules of payments say of an act.
func paymentFindings(on proposal: Proposal) -> [Finding] {
  switch proposal.event.type {
  case .paymentMade: payingFindings(on: proposal) + loanFormFindings(on: proposal)
  case .refundReceived, .stayCharged: periodFindings(on: proposal)
  default: []
  }
}

/// A payment belongs to a decision that grants it: of that kind, and in force that day.
///
/// Emergency aid may be paid before its period begins.
private func payingFindings(on proposal: Proposal) -> [Finding] {
  let (event, fields) = (proposal.event, proposal.event.fields)
  guard let id = fields.id(.decision), let decision = proposal.file.episode(.decision, id) else {
    return []
  }
  guard decision.grants else {
    return [.error("decision-grants-nothing", .decision, id.description)]
  }
  var findings: [Finding] = []
  let (from, to) = (decision.given.day(.periodFrom), decision.given.day(.periodTo))
  let isEarly = from.map { event.effective < $0 } ?? false
  let isLate = to.map { event.effective > $0 } ?? false
  if isLate || isEarly && decision.given.flag(.emergency) != true {
    findings.append(
      .error(
        "payment-outside-period", .decision, event.effective.description,
        from?.description ?? decision.start.description, to?.description ?? ""))
  }
  if let kind = fields[.benefitKind], !decision.given.values(.benefitKinds).contains(kind) {
    findings.append(.error("payment-other-kind", .benefitKind, kind.plain))
  }
  return findings
}

/// What is paid as a loan names its loan, and a grant names none.
private func loanFormFindings(on proposal: Proposal) -> [Finding] {
  let fields = proposal.event.fields
  let agrees = (fields.text(.aidForm) == "loan") == (fields.id(.loan) != nil)
  return agrees ? [] : [.error("payment-loan-form", .loan)]
}

/// A payment is taken back once, and not more of it than was paid; refunds are not more than what
/// was paid: under the decision that they name, and in all.
func paymentFaults(in file: CaseFile) -> [Finding] {
  let reversals = file.episodes(.reversal)
  let byPayment = Dictionary(grouping: reversals) { $0.given.id(.payment) }
  var faults = file.episodes(.payment).compactMap { payment -> Finding? in
    guard let id = payment.id, let taken = byPayment[id], let first = taken.first else {
      return nil
    }
    if taken.count > 1 {
      return .error("reversed-already", .payment, id.description, first.start.description)
    }
    let (back, paid) = (first.amount, payment.amount)
    return back > paid ? .error("reversal-over-payment", .amount, "\(back)", "\(paid)") : nil
  }
  let named = Set(file.episodes(.refund).compactMap { $0.given.id(.decision) })
  for ledger in [SupportLedger(file)] + named.sorted().map({ SupportLedger(file, decision: $0) })
  where ledger.net < 0 && ledger.refunded > 0 {
    faults.append(
      .error("refund-over-payment", .amount, "\(ledger.refunded)", "\(ledger.gross)"))
  }
  return faults
}
