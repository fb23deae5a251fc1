// The expert (sakkyndig): engaged, delivering a report, which the commission of experts on children
// reviews before a decision rests on it (barnevernsloven 2021 § 12-7; 1992 § 2-5).

/// What the rules of experts say of an act.
func expertFindings(on proposal: Proposal) -> [Finding] {
  switch proposal.event.type {
  case .expertEngaged: dueFindings(on: proposal, .reportDue)
  case .expertReportReviewed: reviewFindings(on: proposal)
  default: []
  }
}

/// Only a report that was delivered can be reviewed.
private func reviewFindings(on proposal: Proposal) -> [Finding] {
  guard let engagement = proposal.target else { return [] }
  let isDelivered =
    engagement.outcome == "delivered"
    && engagement.end.map { $0 <= proposal.event.effective } == true
  return isDelivered ? [] : [.error("expert-report-missing", .engagement)]
}

/// A decision, or a petition to the board, does not rest on a report that the commission has not
/// reviewed (BV-18).
///
/// Those of the court's and the board's own experts are theirs to send.
func unreviewedFindings(on proposal: Proposal) -> [Finding] {
  let day = proposal.event.effective
  guard LawEntry.all.contains(where: { "\($0.id)" == "BV-18" && $0.holds(on: day) }) else {
    return []
  }
  let waiting = proposal.file.episodes(.expertEngagement).first { engagement in
    ["child-welfare", "party"].contains(engagement.given.text(.engagedBy))
      && engagement.outcome == "delivered" && engagement.end.map { $0 <= day } == true
      && !engagement.marks(.expertReportReviewed).contains {
        $0.day <= day && $0.fields.text(.expertReview) != "more-wanted"
      }
  }
  guard let waiting, let delivered = waiting.end else { return [] }
  return [.warning("BV-18", nil, delivered.description)]
}
