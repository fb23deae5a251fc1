// The person's file at the social services (personmappe): opened, described, closed; and what must
// hold of the file as a whole, whatever came last.

/// What the rules of a person's file say of an act.
func personFindings(on proposal: Proposal) -> [Finding] {
  switch proposal.event.type {
  case .personClosed: personClosingFindings(on: proposal)
  case .situationRecorded: situationFindings(on: proposal)
  default: []
  }
}

/// Kinds of record that last, and that somebody ends: what a closed file should not have open.
///
/// A decision without an end is what a decision usually is, and a loan lasts until it is repaid.
private let lasting: Set<EpisodeKind> = [
  .housingStay, .lease, .housingFollowUp, .managedAccount, .debtCase, .enrolment,
  .programmeActivity, .programmeRequest, .qualification, .qualificationLeave, .individualPlan,
  .benefitApplication, .housingAllowance, .complaint,
]

/// A file is never closed over an application that nobody has answered; what else is open is told.
private func personClosingFindings(on proposal: Proposal) -> [Finding] {
  if let first = proposal.file.episodes(.application).first(where: { $0.end == nil }) {
    return [
      .error("open-application", nil, first.id?.description ?? "", first.start.description)
    ]
  }
  let open = Set(
    proposal.file.episodes.filter { $0.end == nil && lasting.contains($0.kind) }
      .map(\.kind.rawValue))
  return open.isEmpty
    ? [] : [.warning("person-open-records", nil, open.sorted().joined(separator: ", "))]
}

/// Who lives on a benefit has one (KOSTRA 11F, rule 020B).
private func situationFindings(on proposal: Proposal) -> [Finding] {
  let fields = proposal.event.fields
  return fields.text(.mainIncome) == "3" && fields.text(.largestBenefit) == "12"
    ? [.warning("KOSTRA-11F-020B", .largestBenefit)] : []
}

/// What does not hold of a person's file as a whole: money that was not there, times that overlap.
///
/// These rules look at the whole file, so that a late entry, a correction or an annulment cannot
/// bring about what the act itself would have been refused for.
func personFaults(in file: CaseFile) -> [Finding] {
  paymentFaults(in: file) + loanFaults(in: file) + stayFaults(in: file)
    + allowanceFaults(in: file) + accountFaults(in: file) + qualificationFaults(in: file)
    + enrolmentFaults(in: file) + answerFaults(in: file)
}

/// References of standing events to records that are not there.
func danglingFindings(in events: some Collection<RecordedEvent>, _ file: CaseFile) -> [Finding] {
  CaseFile.standing(events).flatMap { recorded -> [Finding] in
    let (event, shape) = (recorded.event, recorded.event.type.shape)
    return shape.fields.flatMap { field -> [Finding] in
      guard let kind = field.refers, field.field != shape.episode.id else { return [] }
      return event.fields.values(field.field).compactMap { value in
        guard case .id(let id) = value, file.episode(kind, id) == nil else { return nil }
        return .error("record-in-use", nil, event.type.name)
      }
    }
  }
}

/// A period that is named ends no earlier than it begins.
func periodFindings(
  on proposal: Proposal, from: Field = .periodFrom, to: Field = .periodTo
) -> [Finding] {
  let fields = proposal.event.fields
  guard let first = fields.day(from), let last = fields.day(to), last < first else { return [] }
  return [.error("period-reversed", to, first.description, last.description)]
}

/// The first two of the episodes that share a day other than that on which one ends and the other
/// begins; nil if there are none.
func firstOverlap(_ episodes: [Episode]) -> (earlier: Episode, later: Episode)? {
  let sorted = episodes.sorted { $0.start < $1.start }
  var longest: Episode?
  for episode in sorted {
    if let open = longest, open.end.map({ $0 > episode.start }) ?? true { return (open, episode) }
    if let end = longest?.end, let own = episode.end, own <= end { continue }
    longest = episode
  }
  return nil
}

/// A finding for each group of episodes in which two overlap.
func overlapFaults(
  _ rule: String, _ episodes: [Episode], by key: (Episode) -> String = { _ in "" }
) -> [Finding] {
  Dictionary(grouping: episodes, by: key).sorted { $0.key < $1.key }.compactMap { _, group in
    firstOverlap(group).map {
      .error(rule, nil, $0.earlier.start.description, $0.later.start.description)
    }
  }
}
