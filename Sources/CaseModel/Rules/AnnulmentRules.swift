// An event is never changed; a mistake is named by a later event (annullering). A correction is an
// annulment and the right event in one append.

/// What the rules say of an annulment of an event, or of a whole record.
func annulmentFindings(on proposal: Proposal, history: [RecordedEvent]) -> [Finding] {
  if proposal.event.type == .recordAnnulled { return deletionFindings(on: proposal) }
  guard let target = proposal.event.fields.id(.event),
    let recorded = history.first(where: { $0.event.id == target })
  else {
    let name = proposal.event.fields.id(.event)?.description ?? ""
    return [.error("event-unknown", .event, name, proposal.event.subject.description)]
  }
  if let earlier = CaseFile.annulments(in: history)[target] {
    return [.error("event-annulled-already", .event, target.description, "\(earlier.position)")]
  }
  if let replacement = recorded.event.fields.id(.replacement),
    CaseFile.annulments(in: history)[replacement] == nil
  {
    return [.error("annulment-replaced", .event, target.description, replacement.description)]
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

/// A deletion of a record is about a case that is there, and not of tomorrow.
private func deletionFindings(on proposal: Proposal) -> [Finding] {
  if proposal.file.own == nil {
    return [.error("subject-unknown", nil, proposal.event.subject.description)]
  }
  if proposal.event.effective > proposal.today {
    return [
      .error(
        "date-future", nil, proposal.event.effective.description, proposal.today.description)
    ]
  }
  return codeFindings(on: proposal)
}
