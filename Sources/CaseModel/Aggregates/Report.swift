// The report of concern (bekymringsmelding): received, described, assessed within a week
// (barnevernsloven 2021 § 2-1; 1992 § 4-2), answered.

/// What the rules of reports say of an act.
func reportFindings(on proposal: Proposal) -> [Finding] {
  switch proposal.event.type {
  case .reportReceived: adultFindings(on: proposal)
  case .reportAssessed: assessmentFindings(on: proposal)
  case .reporterFeedbackGiven: feedbackFindings(on: proposal)
  default: []
  }
}

/// A report about somebody whom the Act no longer reaches is told: it may be the wrong case.
private func adultFindings(on proposal: Proposal) -> [Finding] {
  let day = proposal.event.effective
  let limit = max(aftercareLimit(on: day), 18)
  guard let turns = proposal.turns, turns > limit else { return [] }
  return [.warning("report-of-adult", nil, "\(turns)", "\(day.year)", "\(limit)")]
}

/// Conclusions that dismiss a report (henleggelse).
private let dismissals: Set<String> = ["1", "3", "5", "6", "9", "10"]

private func assessmentFindings(on proposal: Proposal) -> [Finding] {
  guard let conclusion = proposal.event.fields.text(.conclusion) else { return [] }
  var findings: [Finding] = []
  let explained = proposal.event.fields.text(.reason) != nil || proposal.has(.text)
  if dismissals.contains(conclusion), !explained {
    findings.append(.error("BV-02", .reason, conclusion))
  }
  if conclusion == "4" {
    let named = proposal.event.fields.id(.investigation)
    let running = proposal.file.episode(.investigation, named)
    if named == nil || running?.isOpen(on: proposal.event.effective) != true {
      findings.append(.error("investigation-not-running", .investigation))
    }
  }
  return findings
}

private func feedbackFindings(on proposal: Proposal) -> [Finding] {
  guard let report = proposal.target else { return [] }
  let reporters = report.attributes.values(.reporters)
  let anonymous = !reporters.isEmpty && reporters.allSatisfy { $0 == .text("23") }
  return anonymous ? [.error("reporter-anonymous", .report)] : []
}
