import CaseModel

/// A report of concern as its story remembers it (bekymringsmelding).
struct ReportNote {
  /// The record.
  let id: RecordID
  /// The day of arrival.
  let day: Day
  /// Whether nobody can be answered.
  let anonymous: Bool
  /// What it was recorded with, to record it again.
  let event: ReportReceived
}

extension CaseStory {
  /// A report arrives (melding mottatt).
  func report(
    on day: Day, violence: Bool = false, recorded: Day? = nil, eventID: RecordID? = nil
  ) -> ReportNote {
    let (reporter, channel, contents) = roll { dice in
      (
        dice.pick(Codes.reporters), dice.pick(Codes.channels),
        Codes.contents(on: day, violence: violence, &dice)
      )
    }
    let event = ReportReceived(
      report: newRecord(), channel: channel, reporters: [reporter], contents: contents,
      reporterKind: Codes.privateReporters.contains(reporter) ? "private" : "public")
    note(event, on: day, recorded: recorded, id: eventID)
    return ReportNote(id: event.report, day: day, anonymous: reporter == "23", event: event)
  }

  /// Two take down the same report, and the second is withdrawn when it is found (dobbeltført).
  func reportTwice(on day: Day, violence: Bool = false) -> ReportNote {
    let second = eventID(on: day)
    let report = report(on: day, violence: violence)
    _ = self.report(on: day, violence: violence, eventID: second)
    withdraw(second, found: day.onWorkday, reason: "duplicate")
    return report
  }

  /// The reporter is told that the report arrived (tilbakemelding til melder).
  func acknowledge(_ report: ReportNote, on day: Day, feedback: String = "received") {
    guard !report.anonymous else { return }
    note(
      ReporterFeedbackGiven(report: report.id, feedback: feedback, feedbackChannel: "letter"),
      on: day)
  }

  /// The report is dismissed with a reason (melding henlagt).
  func dismiss(_ report: ReportNote, on day: Day, recorded: Day? = nil) {
    let reason = roll { $0.pick(["no-grounds", "outside-act", "other-service", "unidentified"]) }
    note(
      ReportAssessed(report: report.id, conclusion: Codes.reportDismissed(on: day), reason: reason),
      on: day, recorded: recorded)
  }

  /// The report goes to investigation, which is opened at once (undersøkelse åpnet).
  func investigate(_ report: ReportNote, on day: Day) -> InvestigationNote {
    note(ReportAssessed(report: report.id, conclusion: Codes.reportKept), on: day)
    let id = newRecord()
    note(InvestigationOpened(investigation: id, reports: [report.id]), on: day)
    return InvestigationNote(id: id, opened: day)
  }

  /// A report about a child who is being investigated already joins that investigation.
  func join(_ report: ReportNote, to investigation: InvestigationNote, on day: Day) {
    note(
      ReportAssessed(
        report: report.id, conclusion: Codes.reportJoined(on: day),
        investigation: investigation.id),
      on: day)
  }
}
