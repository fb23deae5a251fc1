// The rules that follow from an event type's schema alone. They hold for every type, those not yet
// thought of included, so that a new type needs rules of its own only where its field has some.

/// What the general rules say of an act.
func generalFindings(on proposal: Proposal) -> [Finding] {
  let subject = subjectFindings(on: proposal)
  guard subject.isEmpty else { return subject }
  return dateFindings(on: proposal) + birthFindings(on: proposal) + recordFindings(on: proposal)
    + referenceFindings(on: proposal) + codeFindings(on: proposal)
}

/// Types that may be recorded on a record after its end: what others say of it later.
private let afterTheEnd: Set<EventType> = [
  .reporterFeedbackGiven, .breachReasonReported, .breachReasonAccepted, .decisionStatusChanged,
  .decisionNotified, .decisionFinal, .renewedInvestigationSet, .expertReportReviewed,
  .noAftercareReasonGiven, .measureChosen,
]
/// Types that may also be recorded on a closed case: a complaint may be about its last decision,
/// money comes back when it comes, and letters go on.
private let afterTheCase: Set<EventType> = afterTheEnd.union([
  .complaintReceived, .complaintForwarded, .complaintDecided, .paymentReversed, .refundReceived,
  .loanRepaid, .loanWrittenOff, .stayCharged, .costRecorded, .refundClaimed, .refundClaimAnswered,
  .courtCaseOpened, .courtRuled,
  .letterSent, .letterReceived, .enquiryAnswered,
  .informationDisclosed, .accessUsed,
])
/// Kinds of record that say nothing of whether the subject is still there: a delivery of the
/// folder, that somebody read it, and figures of a unit, which are given long after the year they
/// are about.
private let besides: Set<EpisodeKind> = [.submission, .reference, .access]

private func subjectFindings(on proposal: Proposal) -> [Finding] {
  let (event, shape) = (proposal.event, proposal.event.type.shape)
  guard shape.subjects.contains(event.subject.kind) else {
    let kinds = shape.subjects.map(\.rawValue).joined(separator: ", ")
    return [.error("subject-kind", nil, event.subject.description, kinds)]
  }
  let opensSubject = shape.episode.effect == .start && shape.episode.id == nil
  guard let own = proposal.file.own else {
    return opensSubject ? [] : [.error("subject-unknown", nil, event.subject.description)]
  }
  if opensSubject {
    return [.error("subject-exists", nil, event.subject.description, own.start.description)]
  }
  let reopens = shape.episode.effect == .resume
  if reopens, shape.episode.id == nil, own.end == nil {
    return [.error("subject-open", nil, event.subject.description)]
  }
  if let end = own.end, event.effective > end, !reopens, !afterTheCase.contains(event.type),
    !besides.contains(shape.episode.kind)
  {
    return [
      mergedFinding(proposal.file)
        ?? .error("subject-closed", nil, event.subject.description, end.description)
    ]
  }
  return []
}

private func dateFindings(on proposal: Proposal) -> [Finding] {
  let (event, today) = (proposal.event, proposal.today)
  var findings: [Finding] = []
  if event.effective > today {
    findings.append(
      .error("date-future", nil, event.effective.description, today.description))
  }
  if let own = proposal.file.own, event.effective < own.start {
    findings.append(
      .error(
        "before-subject", nil, event.effective.description, own.start.description))
  }
  return findings
}

/// Nobody is born later than next year: a child that is not born yet may be due then.
private func birthFindings(on proposal: Proposal) -> [Finding] {
  let latest = Int64(proposal.today.year + 1)
  guard let year = proposal.event.fields.number(.birthYear), year > latest else { return [] }
  return [.error("birth-year-future", .birthYear, String(year), String(latest))]
}

private func recordFindings(on proposal: Proposal) -> [Finding] {
  let (event, role) = (proposal.event, proposal.event.type.shape.episode)
  guard let field = role.id, let id = event.fields.id(field) else {
    return role.id == nil && role.effect == .end ? ownEndFindings(on: proposal) : []
  }
  switch role.effect {
  case .start, .happen:
    if !id.isRegisterID {
      return [.error("record-id-version", field, id.description, String(id.version))]
    }
    return proposal.target == nil
      ? [] : [.error("record-exists", field, role.kind.rawValue, id.description)]
  case .mark, .end, .resume:
    guard let target = proposal.target else {
      return [.error("record-unknown", field, role.kind.rawValue, id.description)]
    }
    if event.effective < target.start {
      return [.error("before-start", field, event.effective.description, target.start.description)]
    }
    if let end = target.end, role.effect == .end || event.effective > end,
      !afterTheEnd.contains(event.type), !saysWhatDecisionDid(event, to: target)
    {
      return [.error("record-ended", field, role.kind.rawValue, end.description)]
    }
    return []
  case .annul:
    return []
  }
}

/// Whether an application that a decision ended is said to be answered: `answerFaults` judges it.
private func saysWhatDecisionDid(_ event: Event, to target: Episode) -> Bool {
  event.type == .applicationDecided && target.marks(.applicationDecided).isEmpty
}

/// A subject ends once, and not before anything that is recorded of it.
private func ownEndFindings(on proposal: Proposal) -> [Finding] {
  if let end = proposal.file.own?.end {
    return [
      mergedFinding(proposal.file)
        ?? .error("subject-closed", nil, proposal.event.subject.description, end.description)
    ]
  }
  let acts = proposal.file.episodes.filter { !besides.contains($0.kind) }
  let days = acts.flatMap { [$0.start, $0.end].compactMap(\.self) }
  guard let last = days.max(), last > proposal.event.effective else { return [] }
  return [
    .error("end-before-records", nil, proposal.event.effective.description, last.description)
  ]
}

private func referenceFindings(on proposal: Proposal) -> [Finding] {
  let shape = proposal.event.type.shape
  return shape.fields.flatMap { field -> [Finding] in
    guard let kind = field.refers, field.field != shape.episode.id else { return [] }
    return proposal.event.fields.values(field.field).compactMap { value in
      guard case .id(let id) = value else { return nil }
      guard let record = proposal.file.episode(kind, id) else {
        return .error("record-unknown", field.field, kind.rawValue, id.description)
      }
      if proposal.event.effective < record.start {
        return .error(
          "before-start", field.field, proposal.event.effective.description,
          record.start.description)
      }
      guard field.open, let end = record.end, end < proposal.event.effective else { return nil }
      return .error("record-ended", field.field, kind.rawValue, end.description)
    }
  }
}

/// Codes are of their list and of their time.
func codeFindings(on proposal: Proposal) -> [Finding] {
  let event = proposal.event
  return codeFindings(in: event.fields, of: event.type, on: event.effective)
}

/// What is wrong with the codes in the fields of a type: not of their list, or not of that day.
public func codeFindings(in fields: Fields, of type: EventType, on day: Day) -> [Finding] {
  type.shape.fields.flatMap { field -> [Finding] in
    guard case .code(let list) = field.kind else { return [] }
    return fields.values(field.field).compactMap { value in
      guard case .text(let code) = value else { return nil }
      switch CodeLists.validity(of: code, in: list, on: day) {
      case .valid: return nil
      case .unknown: return .error("code-unknown", field.field, code, list.rawValue)
      case .outside(let from, let to):
        return .error(
          "code-outside-dates", field.field, code, day.description, from?.description ?? "",
          to?.description ?? "", list.rawValue)
      }
    }
  }
}

extension FieldValue {
  /// The value as a day.
  var day: Day? { if case .day(let day) = self { day } else { nil } }
}
