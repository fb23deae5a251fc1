// An event is never changed; a mistake is named by a later event (annullering). A correction is an
// annulment and the right event in one append.

/// What the rules say of an annulment.
func annulmentFindings(on proposal: Proposal, history: [RecordedEvent]) -> [Finding] {
  guard let target = proposal.event.fields.id(.event),
    let recorded = history.first(where: { $0.event.id == target })
  else {
    let name = proposal.event.fields.id(.event)?.description ?? ""
    return [.error("event-unknown", .event, name, proposal.event.subject.description)]
  }
  if let earlier = CaseFile.annulments(in: history)[target] {
    return [.error("event-annulled-already", .event, target.description, "\(earlier.position)")]
  }
  if proposal.event.effective > proposal.today {
    return [
      .error(
        "date-future", nil, proposal.event.effective.description, proposal.today.description)
    ]
  }
  if proposal.event.effective < recorded.event.effective {
    return [
      .error(
        "before-start", .event, proposal.event.effective.description,
        recorded.event.effective.description)
    ]
  }
  return codeFindings(on: proposal)
}
