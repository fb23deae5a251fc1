import CaseModel
import CaseService

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
    case .refused(let refusals):
      for (index, finding) in refusals {
        tell(words(finding, drafts[index], place(index)))
      }
      throw QuietEnd(status: .refused)
    case .movedOn(let subject, let expected, let actual, let since):
      tell(
        Failure(
          .tryAgain, "moved-on", at: "", subject.description, String(expected), String(actual)
        ).shown(in: language))
      for recorded in since { tell("  " + summary(recorded)) }
      throw QuietEnd(status: .tryAgain)
    case .keyTaken(let key, let positions):
      throw Failure(
        .refused, "key-taken", at: "", key, positions.map(String.init).joined(separator: ", "))
    }
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
        finding.rule, finding.details, in: language, field: field)
    else { return (finding.details.joined(separator: ", "), "") }
    // A field called as the kind of record it names would be told twice: "Plan: plan ended …".
    let doubled = "\(field): \(field.lowercased()) "
    return (what.hasPrefix(doubled) ? String(what.dropFirst(field.count + 2)) : what, remedy)
  }

  /// One event on one line: position, day, label, who.
  func summary(_ recorded: RecordedEvent) -> String {
    let event = recorded.event
    return "\(recorded.position)  \(event.effective)  \(Label.type(event.type, language))  "
      + event.actor.printable
  }

  private func show(_ receipt: Receipt, of drafts: [Draft]) throws {
    for warning in receipt.warnings { tell(words(warning, drafts[0], "")) }
    guard format == .table else { return try show(table(receipt, drafts)) }
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
    }
  }

  private func table(_ receipt: Receipt, _ drafts: [Draft]) -> Table {
    var table = Table(columns: [
      Column(id: "position", title: "", isNumber: true),
      Column(id: "subject", title: ""), Column(id: "version", title: "", isNumber: true),
      Column(id: "id", title: ""), Column(id: "record", title: ""),
      Column(id: "warnings", title: ""),
    ])
    for (index, draft) in drafts.enumerated() {
      table.rows.append([
        .whole(receipt.positions[index]), .text(draft.subject.description),
        .whole(receipt.versions[index]), .text(receipt.ids[index].description),
        .optional(draft.recordID?.description), .list(receipt.warnings.map(\.rule)),
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
