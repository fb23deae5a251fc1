// The social loan (sosialt lån): granted under a decision, paid out, repaid and written off.

/// What the rules of loans say of an act.
func loanFindings(on proposal: Proposal) -> [Finding] {
  guard proposal.event.type == .loanGranted, let id = proposal.event.fields.id(.decision),
    let decision = proposal.file.episode(.decision, id)
  else { return [] }
  return decision.grants
    ? formFindings(decision, "loan", .decision)
    : [.error("decision-grants-nothing", .decision, id.description)]
}

/// A loan is not paid out beyond its sum, nor repaid and written off beyond its balance.
func loanFaults(in file: CaseFile) -> [Finding] {
  SupportLedger(file).loans.flatMap { loan -> [Finding] in
    var faults: [Finding] = []
    if loan.paidOut > loan.granted {
      faults.append(.error("payment-over-loan", .amount, "\(loan.paidOut)", "\(loan.granted)"))
    }
    let settled = loan.repaid + loan.writtenOff
    if loan.balance < 0 {
      faults.append(.error("loan-over-balance", .amount, "\(settled)", "\(loan.granted)"))
    } else if loan.paidOut > 0, settled > loan.paidOut {
      faults.append(
        .warning("loan-over-paid-out", .amount, "\(settled)", "\(loan.paidOut)"))
    }
    return faults
  }
}
