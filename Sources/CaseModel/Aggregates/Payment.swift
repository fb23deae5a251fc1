// Money (utbetaling, tilbakeføring, refusjon): paid under a decision in force, taken back up to
// what was paid, and refunded by others up to what is left. Amounts are in øre.

/// What the rules of payments say of an act.
func paymentFindings(on proposal: Proposal) -> [Finding] {
  switch proposal.event.type {
  case .paymentMade:
    payingFindings(on: proposal) + loanFormFindings(on: proposal)
      + afterProgrammeFindings(on: proposal)
  case .refundReceived: periodFindings(on: proposal)
  case .stayCharged: periodFindings(on: proposal) + chargeFindings(on: proposal)
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
  if let form = fields.text(.aidForm) { findings += formFindings(decision, form, .aidForm) }
  return findings
}

/// What is paid as a loan names its loan, and a grant names none.
private func loanFormFindings(on proposal: Proposal) -> [Finding] {
  let fields = proposal.event.fields
  let agrees = (fields.text(.aidForm) == "loan") == (fields.id(.loan) != nil)
  return agrees ? [] : [.error("payment-loan-form", .loan)]
}

/// What is taken back of a payment, once or in parts, is not more than was paid; refunds are not
/// more than what was paid: under the decision that they name, and in all.
func paymentFaults(in file: CaseFile) -> [Finding] {
  let byPayment = Dictionary(grouping: file.episodes(.reversal)) { $0.given.id(.payment) }
  var faults = file.episodes(.payment).compactMap { payment -> Finding? in
    guard let id = payment.id, let taken = byPayment[id] else { return nil }
    return reversalFault(of: payment, id, taken)
  }
  let named = Set(file.episodes(.refund).compactMap { $0.given.id(.decision) })
  for ledger in [SupportLedger(file)] + named.sorted().map({ SupportLedger(file, decision: $0) })
  where ledger.net < 0 && ledger.refunded > 0 {
    faults.append(
      .error("refund-over-payment", .amount, "\(ledger.refunded)", "\(ledger.gross)"))
  }
  return faults + grantedAmountFaults(in: file)
}

/// What is wrong with the last of a payment's reversals: nothing was left, or less than it takes.
private func reversalFault(of payment: Episode, _ id: RecordID, _ taken: [Episode]) -> Finding? {
  guard let last = taken.last else { return nil }
  let before = taken.dropLast()
  let left = payment.amount - before.reduce(0) { $0 + $1.amount }
  guard last.amount > left else { return nil }
  if left <= 0, let former = before.last {
    return .error("reversed-already", .payment, id.description, former.start.description)
  }
  return .error("reversal-over-payment", .amount, "\(last.amount)", "\(left)")
}

/// What was paid under a decision is what it grants, be that for a month or in all.
///
/// The amount is said to be neither: what is told is more than both can mean.
private func grantedAmountFaults(in file: CaseFile) -> [Finding] {
  let granted = file.episodes(.decision).compactMap { decision in
    decision.given.number(.grantedAmount).map { (decision, $0) }
  }
  guard !granted.isEmpty else { return [] }
  let reversals = Dictionary(grouping: file.episodes(.reversal)) { $0.given.id(.payment) }
  let payments = Dictionary(grouping: file.episodes(.payment)) { $0.given.id(.decision) }
  return granted.compactMap { decision, amount -> Finding? in
    guard let id = decision.id, let paid = payments[id] else { return nil }
    var byMonth: [Int: Int64] = [:]
    for payment in paid {
      let back = (reversals[payment.id] ?? []).reduce(0) { $0 + $1.amount }
      let day = payment.start.components
      byMonth[day.year * 12 + day.month, default: 0] += payment.amount - back
    }
    let most = byMonth.values.max() ?? 0
    let (whole, limit) = (byMonth.values.reduce(0, +), amount * months(of: decision))
    if most > amount {
      return .warning("payment-over-grant", .amount, "\(most)", "\(amount)", id.description)
    }
    return whole > limit
      ? .warning("payment-over-grant", .amount, "\(whole)", "\(limit)", id.description) : nil
  }
}

/// How many calendar months a decision's period touches; without an end as many as there may be.
private func months(of decision: Episode) -> Int64 {
  guard let last = decision.given.day(.periodTo)?.components else { return 1200 }
  let first = (decision.given.day(.periodFrom) ?? decision.start).components
  return Int64(max(1, (last.year - first.year) * 12 + last.month - first.month + 1))
}

/// Aid is paid in the form that was decided, if any was: a grant or a loan.
func formFindings(_ decision: Episode, _ form: String, _ field: Field) -> [Finding] {
  guard let decided = decision.given.text(.aidForm), decided != form else { return [] }
  return [.error("aid-form-other", field, decided, form)]
}

/// The qualification benefit is paid for days in the programme.
private func afterProgrammeFindings(on proposal: Proposal) -> [Finding] {
  let (day, fields) = (proposal.event.effective, proposal.event.fields)
  guard fields.text(.benefitKind) == "qualification-benefit" else { return [] }
  let begun = proposal.file.episodes(.qualification).filter { $0.start <= day }
  let ends = begun.compactMap(\.end)
  guard let last = ends.max(), ends.count == begun.count, last < day else { return [] }
  return [.warning("benefit-after-programme", nil, last.description)]
}
