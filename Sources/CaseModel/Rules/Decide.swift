/// Where an act comes from, and so which rules it must meet.
public enum ActOrigin: Hashable, Sendable {
  /// The service's own work.
  case own
  /// A case folder that another system delivered: the register's rules, and what the log needs to
  /// hold together. With `asDelivered` what they refuse is taken in all the same, and noted.
  case delivered(asDelivered: Bool)
}

/// Decides whether events may be recorded, one after the other, after a subject's history.
///
/// All or none: if one is refused, none may be recorded. Besides each event's own rules, the whole
/// must hold together afterwards, and keep the register's rules or those of a person's file, so
/// that an annulment never leaves another event in the air.
/// - Parameters:
///   - proposed: the new events of one subject, in order.
///   - texts: the sealed texts of each event, as far as they are known.
///   - subject: what they are about.
///   - history: everything recorded on the subject so far, in order.
///   - today: the day of recording; nothing may be true later than it.
///   - origin: where the acts come from.
///   - catalogues: the catalogues of measures of the municipalities that the acts are in.
public func decide(
  _ proposed: [Event], texts: [[Field: String]] = [], on subject: Subject,
  after history: [RecordedEvent], today: Day, origin: ActOrigin = .own,
  catalogues: [Office: MeasureCatalogue] = [:]
) -> Decision {
  var meeting = Meeting(
    subject: subject, history: history, today: today, origin: origin, catalogues: catalogues)
  for event in proposed { meeting.take(event) }
  if meeting.refusals.isEmpty {
    meeting.holdTogether(texts: texts)
  }
  return meeting.decision
}

/// One deliberation: the events taken so far, and what the rules said of them.
private struct Meeting {
  let subject: Subject
  let today: Day
  let origin: ActOrigin
  let catalogues: [Office: MeasureCatalogue]
  let before: CaseFile
  var events: [RecordedEvent]
  var file: CaseFile
  var accepted: [Event] = []
  var warnings: [Finding] = []
  var refusals: [(index: Int, finding: Finding)] = []

  init(
    subject: Subject, history: [RecordedEvent], today: Day, origin: ActOrigin,
    catalogues: [Office: MeasureCatalogue]
  ) {
    (self.subject, self.today, self.origin) = (subject, today, origin)
    self.catalogues = catalogues
    events = history
    before = CaseFile(subject: subject, folding: history)
    file = before
  }

  var decision: Decision {
    refusals.isEmpty ? .accepted(accepted, warnings: warnings) : .refused(refusals)
  }

  /// Asks the rules of one event, and takes it in.
  mutating func take(_ event: Event) {
    let index = accepted.count
    let proposal = Proposal(
      event: event, file: file, today: today, origin: origin, catalogues: catalogues)
    accepted.append(event)
    for finding in findings(on: proposal, history: events) { note(finding, at: index) }
    let position = (events.last?.position).map { $0 + 1 } ?? 0
    events.append(RecordedEvent(position: position, time: Instant(today), event: event))
    if case .delivered = origin, event.type.shape.episode.effect != .annul {
      // A folder is examined as a whole afterwards; until then only what is there counts, in
      // whatever order: folding anew for each of its thousands of acts would take minutes.
      file.evolve(RecordedEvent(position: position, time: Instant(today), event: event))
    } else {
      file = CaseFile(subject: subject, folding: events)
    }
  }

  /// The file as a whole afterwards: no event in the air, and the register's rules.
  mutating func holdTogether(texts: [[Field: String]]) {
    if case .delivered = origin { file = CaseFile(subject: subject, folding: events) }
    if file.faults.count > before.faults.count {
      let types = Set(file.faults.map(\.event.type.name)).sorted().joined(separator: ", ")
      return refusals.append((accepted.count - 1, .error("record-in-use", nil, types)))
    }
    switch subject.kind {
    case .case:
      holdToRegister(texts: texts)
      if case .own = origin { hold(caseFaults(in: file), before: caseFaults(in: before)) }
    case .person: holdToTheWhole(personFaults)
    case .unit: holdToTheWhole { offerFaults(in: $0) + jointServiceFaults(in: $0) }
    case .home: holdToTheWhole { _ in [] }
    case .order, .deviation, .programme, .message: break
    }
    if case .own = origin, refusals.isEmpty { holdLaterActs() }
  }

  /// What was recorded after a corrected event must still be allowed.
  ///
  /// What is true of the subject itself, as a date of birth, is recorded whatever it makes of what
  /// was done: then it is told only.
  private mutating func holdLaterActs() {
    let corrected = accepted.enumerated().filter { $0.element.type == .eventAnnulled }
    guard let (index, annulment) = corrected.last else { return }
    let found = laterFindings(
      on: subject, before: events.dropLast(accepted.count), after: events, catalogues: catalogues)
    let target = events.first { $0.event.id == annulment.fields.id(.event) }
    let isOwn = target?.event.type.shape.episode.kind == EpisodeKind(subject.kind)
    for finding in found {
      note(isOwn ? finding.asWarning : finding, at: index)
    }
  }

  /// A person's file, a unit or a home as a whole; what was so before the act is not the act's
  /// doing.
  private mutating func holdToTheWhole(_ faults: (CaseFile) -> [Finding]) {
    var (found, told) = (faults(file), faults(before))
    if accepted.contains(where: { $0.type.shape.episode.effect == .annul }) {
      found += danglingFindings(in: events, file)
      told += danglingFindings(in: events.dropLast(accepted.count), before)
    }
    hold(found, before: told)
  }

  /// Notes each finding once that was not there before the act.
  private mutating func hold(_ found: [Finding], before: [Finding]) {
    let told = Set(before)
    var noted: Set<Finding> = []
    for finding in found where !told.contains(finding) && noted.insert(finding).inserted {
      note(finding, at: accepted.count - 1)
    }
  }

  /// The register's rules on a case.
  private mutating func holdToRegister(texts: [[Field: String]]) {
    var known: [EpisodeKey: [Field: String]] = [:]
    for (event, texts) in zip(accepted, texts) {
      known[event.record, default: [:]].merge(texts) { $1 }
    }
    let found = RegisterCase(file, on: today, texts: known).findings(onActOf: origin)
    guard !found.isEmpty else { return }
    // What was so before the act is not the act's doing.
    let told = Set(RegisterCase(before, on: today).findings(onActOf: origin))
    for found in found where !told.contains(found) {
      let place = accepted.lastIndex { $0.record == found.record } ?? accepted.count - 1
      note(found.finding, at: place)
    }
  }

  private mutating func note(_ finding: Finding, at index: Int) {
    switch finding.severity {
    case .error: refusals.append((index, finding))
    case .warning:
      warnings.append(finding)
      accepted[index].warnings.append(finding.rule)
    case .info: warnings.append(finding)
    }
  }
}

extension Event {
  /// The record it is about; nil id for the subject itself.
  var record: EpisodeKey {
    let role = type.shape.episode
    return EpisodeKey(role.kind, role.id.flatMap(fields.id))
  }
}

/// Everything the rules say of one act: the general rules first, then those of its aggregate; the
/// latter may rely on what the former have checked.
func findings(on proposal: Proposal, history: [RecordedEvent]) -> [Finding] {
  if case .delivered(let asDelivered) = proposal.origin {
    return deliveredFindings(on: proposal, history: history, asDelivered: asDelivered)
  }
  let general =
    proposal.event.type.shape.episode.effect == .annul
    ? annulmentFindings(on: proposal, history: history) : generalFindings(on: proposal)
  if general.contains(where: { $0.severity == .error }) { return general }
  return general + aggregateFindings(on: proposal) + impartialityFindings(on: proposal)
}

/// What is asked of an act that another system delivered: that the log holds together.
///
/// Its dates and contents are the register's rules' to judge, which look at the whole folder.
private func deliveredFindings(
  on proposal: Proposal, history: [RecordedEvent], asDelivered: Bool
) -> [Finding] {
  if proposal.event.type.shape.episode.effect == .annul {
    return annulmentFindings(on: proposal, history: history).filter { $0.rule != "before-start" }
  }
  let mild =
    asDelivered || proposal.event.fields.text(.migratedId) != nil
    || proposal.target?.attributes.text(.migratedId) != nil
  let kept: Set = [
    "subject-kind", "subject-unknown", "subject-exists", "date-future", "record-exists",
    "record-unknown", "record-id-version", "code-unknown", "code-outside-dates",
  ]
  return generalFindings(on: proposal).filter { kept.contains($0.rule) }.map { finding in
    guard finding.rule == "code-outside-dates", mild else { return finding }
    return Finding(
      rule: finding.rule, severity: .warning, field: finding.field, details: finding.details)
  }
}

/// The rules of the aggregate that the event belongs to: one line per file in `Aggregates`.
private func aggregateFindings(on proposal: Proposal) -> [Finding] {
  switch proposal.event.type.shape.episode.kind {
  case .case: caseFindings(on: proposal)
  case .report: reportFindings(on: proposal)
  case .investigation: investigationFindings(on: proposal)
  case .decision:
    legalFormFindings(on: proposal) + supportDecisionFindings(on: proposal)
      + (proposal.event.type == .decisionMade ? serviceDecisionFindings(on: proposal) : [])
  case .boardReferral: legalFormFindings(on: proposal) + unreviewedFindings(on: proposal)
  case .measure, .grant: measureFindings(on: proposal)
  case .placement: placementFindings(on: proposal)
  case .person: personFindings(on: proposal)
  case .payment, .refund, .stayCharge: paymentFindings(on: proposal)
  case .loan: loanFindings(on: proposal)
  case .managedAccount: accountFindings(on: proposal)
  case .qualification: qualificationFindings(on: proposal)
  case .programmeActivity: activityFindings(on: proposal)
  case .enrolment: enrolmentFindings(on: proposal)
  case .complaint: complaintFindings(on: proposal)
  case .housingAllowance: allowanceFindings(on: proposal)
  case .benefitApplication: benefitApplicationFindings(on: proposal)
  case .individualPlan: individualPlanFindings(on: proposal)
  case .expertEngagement: expertFindings(on: proposal)
  case .waiting: waitingFindings(on: proposal)
  case .catalogueEntry: entryFindings(on: proposal)
  case .home, .homeApproval: homeFindings(on: proposal)
  case .courtCase: courtFindings(on: proposal)
  case .settlement: settlementFindings(on: proposal)
  case .refundClaim: refundClaimFindings(on: proposal)
  case .control, .routine, .controlRun, .controlFollowUp, .reportMeeting:
    controlFindings(on: proposal)
  case .session, .emergency, .sibling, .cost, .caseReview, .deviation:
    followUpFindings(on: proposal)
  case .aftercare: aftercareFindings(on: proposal)
  case .boardWithdrawal: boardWithdrawalFindings(on: proposal)
  case .unit: unitFindings(on: proposal)
  case .costKey: costKeyFindings(on: proposal)
  case .workingTime: workingTimeFindings(on: proposal)
  case .openingDays: openingDayFindings(on: proposal)
  case .reference: givenFigureFindings(on: proposal)
  case .delegation: delegationFindings(on: proposal)
  case .certificate, .competenceRequirement: backwardsFindings(on: proposal, .periodTo)
  case .agreement: agreementFindings(on: proposal)
  case .absence: absenceFindings(on: proposal)
  case .consent: consentFindings(on: proposal)
  case .disclosure: disclosureFindings(on: proposal)
  case .letter, .inboundLetter: letterFindings(on: proposal)
  case .enquiry: enquiryFindings(on: proposal)
  case .migration: migrationFindings(on: proposal)
  default: []
  }
}
