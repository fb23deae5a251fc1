import CaseModel

/// An investigation as its story remembers it (undersøkelse).
struct InvestigationNote {
  /// The record.
  let id: RecordID
  /// The day it was opened.
  let opened: Day

  /// The last day on which its conclusion is in time.
  var lastDay: Day { opened.adding(months: 3) }
}

extension CaseStory {
  /// The time for an investigation is made longer, in time (utvidet frist).
  func extend(_ investigation: InvestigationNote, on day: Day) {
    note(ExtensionRequested(investigation: investigation.id), on: day)
    note(ExtensionDecided(investigation: investigation.id, granted: "1"), on: day)
  }

  /// The child is heard (barnets medvirkning).
  func hearChild(_ investigation: InvestigationNote, on day: Day) {
    let participation = roll { $0.pick(["1.1", "1.1", "1.3", "2.2"]) }
    note(
      ChildHeard(investigation: investigation.id, participation: participation), on: day)
  }

  /// The investigation ends without a measure (undersøkelse henlagt).
  /// - Returns: the event's id, by which a correction can name it.
  @discardableResult
  func dismiss(
    _ investigation: InvestigationNote, because reason: String, on day: Day
  ) -> RecordID {
    let id = eventID(on: day)
    note(dismissal(of: investigation, because: reason), on: day, id: id)
    return id
  }

  /// The act of dismissing an investigation, to be written or to replace a wrong one.
  func dismissal(
    of investigation: InvestigationNote, because reason: String
  ) -> InvestigationConcluded {
    InvestigationConcluded(
      investigation: investigation.id, conclusion: Codes.investigationDismissed(reason),
      reason: reason)
  }

  /// The investigation ends with a decision on a measure (vedtak om tiltak).
  func concludeWithMeasure(
    _ investigation: InvestigationNote, on day: Day, basis: LegalBasis = .assistance
  ) -> RecordID {
    let grounds = roll { Codes.contents(on: day, violence: false, &$0) }
    note(InvestigationGroundsSet(investigation: investigation.id, grounds: grounds), on: day)
    let decision = decide(basis, on: day, after: investigation)
    note(
      InvestigationConcluded(
        investigation: investigation.id, conclusion: Codes.investigationWithMeasure,
        decision: decision),
      on: day)
    return decision
  }

  /// A decision is made (vedtak).
  func decide(
    _ basis: LegalBasis, on day: Day, after investigation: InvestigationNote? = nil
  ) -> RecordID {
    let id = newRecord()
    let (act, chapter, section) = basis.section(on: day)
    note(
      DecisionMade(
        decision: id, act: act, chapter: chapter, section: section, status: "1",
        investigation: investigation?.id),
      on: day)
    return id
  }

  /// The County Governor is told why the time ran out (fristbrudd).
  func reportBreach(of investigation: InvestigationNote, on day: Day) {
    let reason = roll { $0.pick(Codes.breachReasons) }
    note(
      BreachReasonReported(
        investigation: investigation.id, breachReason: reason, to: "county-governor"),
      on: day)
  }

  /// The County Governor is told why the time ran out, and accepts it (fristbrudd).
  func explainBreach(_ investigation: InvestigationNote, on day: Day, accepted: Day) {
    reportBreach(of: investigation, on: day)
    note(BreachReasonAccepted(investigation: investigation.id, accepted: true), on: accepted)
  }

  /// An investigation that ran its course before the scenario begins: a report and its dismissal or
  /// decision, all in time.
  func investigateInTime(from day: Day, lasting days: Int) -> (decision: RecordID, on: Day) {
    let report = report(on: day)
    acknowledge(report, on: day.adding(days: 3))
    let investigation = investigate(report, on: day.adding(days: 5).onWorkday)
    let end = investigation.opened.adding(days: days).onWorkday.notAfter(investigation.lastDay)
    return (concludeWithMeasure(investigation, on: end), end)
  }
}
