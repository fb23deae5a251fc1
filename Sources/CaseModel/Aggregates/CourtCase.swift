// The court case (rettssak) about the board's decision: opened, ruled on, and appealed to a higher
// court (barnevernsloven 2021 § 14-25; tvisteloven chapter 36).

/// What the rules of court cases say of an act.
///
/// The district court hears the board's decision; a higher court hears what a lower one has ruled.
func courtFindings(on proposal: Proposal) -> [Finding] {
  guard proposal.event.type == .courtCaseOpened,
    let instance = proposal.event.fields.text(.courtInstance), let level = instances[instance]
  else { return [] }
  let appealed = proposal.event.fields.id(.appealed)
  guard level > 0 else {
    return appealed == nil ? [] : [.error("court-appeal", .appealed, instance)]
  }
  guard let appealed, let lower = proposal.file.episode(.courtCase, appealed) else {
    return [.error("court-appeal", .appealed, instance)]
  }
  let below = lower.given.text(.courtInstance).flatMap { instances[$0] } ?? level
  guard below < level else { return [.error("court-appeal", .appealed, instance)] }
  let hasRuled = lower.end.map { $0 <= proposal.event.effective } == true
  return hasRuled ? [] : [.error("court-not-ruled", .appealed, lower.start.description)]
}

private let instances = ["district": 0, "appeal": 1, "supreme": 2]
