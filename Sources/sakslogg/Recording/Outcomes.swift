import CaseModel
import CaseService
import EventCoding

extension Session {
  /// Says how recording ended; throws the exit code if nothing was added.
  ///
  /// - Parameter place: where a draft came from, by its index: a file's line; empty for arguments.
  func report(
    _ outcome: RecordOutcome, of drafts: [Draft], place: (Int) -> String = { _ in "" }
  ) throws {
    switch outcome {
    case .recorded(let receipt): try show(receipt, of: drafts)
    case .alreadyStored(let positions):
      say(.alreadyStored, positions.map(String.init).joined(separator: ", "))
      if format != .table, let receipt = try log?.receipt(ofStored: positions) {
        try show(table(receipt, drafts, alreadyStored: true))
      }
    case .refused(let refusals):
      for (index, finding) in refusals {
        tell(words(finding, drafts[index], place(index)))
      }
      throw QuietEnd(status: .refused)
    case .movedOn(_, _, let actual, _):
      tell(movedOn(outcome, Retry.command(expecting: actual)))
      if Retry.readsInput { say(.retrySameInput) }
      throw QuietEnd(status: .tryAgain)
    case .keyTaken(let key, let positions):
      throw Failure(
        .refused, "key-taken", at: "", key, positions.map(String.init).joined(separator: ", "))
    }
  }

  /// What happened since a person looked, and what to do so that both acts are kept.
  func movedOn(_ outcome: RecordOutcome, _ retry: String) -> String {
    guard case .movedOn(let subject, let expected, let actual, let since) = outcome else {
      return ""
    }
    let failure = Failure(
      .tryAgain, "moved-on", at: "", subject.description, String(expected), String(actual),
      retry.isEmpty ? "" : " " + Word.retryAfter.text(language, retry))
    return ([failure.shown(in: language)] + since.map { "  " + summary($0) })
      .joined(separator: "\n")
  }

  /// A finding of a rule in the one form of errors.
  func words(_ finding: Finding, _ draft: Draft, _ place: String) -> String {
    let (what, remedy) = words(finding, of: draft.type)
    let places = [place, draft.subject.description, draft.type.shortName, finding.rule]
    let grade: Word? =
      switch finding.severity {
      case .error: nil
      case .warning: .warning
      case .info: .note
      }
    return Failure.line(
      (grade.map { $0.text(language) + ": " } ?? "") + what,
      place: places.filter { !$0.isEmpty }.joined(separator: ", "), remedy: remedy)
  }

  /// What a finding on an event of a type says, and what to do.
  func words(_ finding: Finding, of type: EventType) -> (what: String, remedy: String) {
    let field = finding.field.map { Label.field($0, of: type, language) } ?? ""
    guard
      let (what, remedy) = MessageText.filled(
        finding.rule, shownDetails(finding), in: language, field: field)
    else { return (finding.details.joined(separator: ", "), "") }
    // A field called as the kind of record it names would be told twice: "Plan: plan ended …".
    let doubled = "\(field): \(field.lowercased()) "
    return (what.hasPrefix(doubled) ? String(what.dropFirst(field.count + 2)) : what, remedy)
  }

  /// What a finding says may be shown.
  ///
  /// What is not a code may be a name that was put in the wrong field: only a short number is
  /// surely none.
  private func shownDetails(_ finding: Finding) -> [String] {
    guard finding.rule == "code-unknown", let code = finding.details.first else {
      return finding.details
    }
    let isNumber =
      code.utf8.count <= 4 && code.utf8.allSatisfy { (48...57).contains($0) || $0 == 46 }
    return isNumber
      ? finding.details : [Word.whatIsGiven.text(language)] + finding.details.dropFirst()
  }

  /// One event on one line: position, day, label, who.
  func summary(_ recorded: RecordedEvent) -> String {
    let event = recorded.event
    return "\(recorded.position)  \(event.effective)  \(Label.type(event.type, language))  "
      + event.actor.printable
  }

  private func show(_ receipt: Receipt, of drafts: [Draft]) throws {
    for warning in receipt.warnings { tell(words(warning, drafts[0], "")) }
    guard format == .table else {
      return try show(table(receipt, drafts, alreadyStored: false))
    }
    for (index, draft) in drafts.enumerated() {
      try out.line(
        Word.recordedAt.text(
          language, String(receipt.positions[index]), draft.subject.description,
          String(receipt.versions[index])))
      try out.line("  " + Word.eventID.text(language, receipt.ids[index].description))
      if let id = draft.recordID {
        let kind = Label.episode(draft.type.shape.episode.kind, language)
        try out.line("  " + Word.recordID.text(language, kind, id.description))
      }
      // Who typed øre as if they were kroner sees it here.
      for (field, value) in draft.fields.entries where Amount.isAmount(field, of: draft.type) {
        let shown = Label.value(value, draft.type.fieldShape(field), of: draft.type, language)
        try out.line("  " + Label.field(field, of: draft.type, language) + ": " + shown)
      }
    }
  }

  private func table(_ receipt: Receipt, _ drafts: [Draft], alreadyStored: Bool) -> Table {
    var table = Table(columns: [
      Column(id: "position", title: "", isNumber: true),
      Column(id: "subject", title: ""), Column(id: "version", title: "", isNumber: true),
      Column(id: "id", title: ""), Column(id: "record", title: ""),
      Column(id: "warnings", title: ""), Column(id: "alreadyStored", title: ""),
    ])
    for (index, draft) in drafts.enumerated() {
      table.rows.append([
        .whole(receipt.positions[index]), .text(draft.subject.description),
        .whole(receipt.versions[index]), .text(receipt.ids[index].description),
        .optional(draft.recordID?.description), .list(receipt.warnings.map(\.rule)),
        .flag(alreadyStored),
      ])
    }
    return table
  }
}

extension Draft {
  /// The id of the record that it begins.
  var recordID: RecordID? {
    let role = type.shape.episode
    guard role.effect == .start || role.effect == .happen else { return nil }
    return role.id.flatMap(fields.id)
  }
}
