// The investigation (undersøkelse): opened from a report, extended, concluded within three months,
// six in special cases (barnevernsloven 2021 § 2-2; 1992 § 6-9).

/// What the rules of investigations say of an act.
func investigationFindings(on proposal: Proposal) -> [Finding] {
  switch proposal.event.type {
  case .investigationOpened: openingFindings(on: proposal)
  case .investigationGroundsSet: groundsFindings(on: proposal)
  case .extensionDecided: extensionFindings(on: proposal)
  case .investigationConcluded: conclusionFindings(on: proposal)
  case .breachReasonAccepted: acceptanceFindings(on: proposal)
  default: []
  }
}

private func openingFindings(on proposal: Proposal) -> [Finding] {
  let reports = proposal.event.fields.values(.reports)
  guard !reports.isEmpty else { return [.error("BVR-Undersokelse-20", .reports)] }
  var findings: [Finding] = []
  for case .id(let id) in reports {
    guard let report = proposal.file.episode(.report, id) else { continue }
    if let outcome = report.outcome, outcome != "2", outcome != "4" {
      findings.append(.error("report-dismissed", .reports, id.description, outcome))
    }
  }
  let twin = proposal.file.episodes(.investigation).first {
    $0.start == proposal.event.effective && $0.attributes.values(.reports) == reports
  }
  if let twin {
    findings.append(
      .error("BVR-Undersokelse-19", .investigation, twin.id?.description ?? ""))
  }
  return findings
}

private func groundsFindings(on proposal: Proposal) -> [Finding] {
  let vague = proposal.codes(.grounds).contains { $0 == "18" || $0 == "19" }
  return vague && !proposal.has(.groundSpecification)
    ? [.error("BVR-Undersokelse-3", .grounds)] : []
}

/// An extension must be decided before the ordinary three months are over (BV-12).
private func extensionFindings(on proposal: Proposal) -> [Finding] {
  guard let investigation = proposal.target else { return [] }
  let limit = investigation.start.adding(months: 3).adding(days: 7)
  return proposal.event.effective > limit
    ? [.warning("BV-12", nil, proposal.event.effective.description, limit.description)] : []
}

private func conclusionFindings(on proposal: Proposal) -> [Finding] {
  guard let investigation = proposal.target,
    let conclusion = proposal.event.fields.text(.conclusion)
  else { return [] }
  guard conclusion == "1" || conclusion == "2" else {
    var findings: [Finding] = []
    if proposal.event.fields.text(.reason) == nil {
      findings.append(.error("dismissal-reason", .reason, conclusion))
    }
    if conclusion == "5", !proposal.has(.text), !proposal.has(.specification) {
      findings.append(.error("KOSTRA-Undersokelse-3", .text))
    }
    return findings
  }
  var findings: [Finding] = []
  if investigation.attributes.values(.grounds).isEmpty {
    findings.append(.error("BVR-Undersokelse-7", .grounds, conclusion))
  }
  if proposal.event.fields.id(.decision) == nil {
    findings.append(
      conclusion == "1"
        ? .error("BVR-Undersokelse-21", .decision, conclusion)
        : .warning("BVR-Undersokelse-21", .decision, conclusion))
  }
  return findings
}

private func acceptanceFindings(on proposal: Proposal) -> [Finding] {
  let reported = proposal.target?.marks(.breachReasonReported).isEmpty == false
  return reported ? [] : [.error("breach-not-reported", .investigation)]
}
