// The qualification programme (kvalifiseringsprogram): granted, started, on leave, ended
// (sosialtjenesteloven §§ 29-40; lov om sosiale tjenester 1991 chapter 5A). Its limits of age and
// length are rows of the law table, SO-01 to SO-03.

/// What the rules of qualification programmes say of an act.
func qualificationFindings(on proposal: Proposal) -> [Finding] {
  switch proposal.event.type {
  case .qualificationStarted:
    grantedFindings(on: proposal) + qualificationAgeFindings(on: proposal)
      + lengthFindings(on: proposal, from: proposal.event.effective) { $0.length }
      + (proposal.file.workAbility(on: proposal.event.effective)?
        .otherThanProgramme(.warning) ?? [])
  case .qualificationExtended:
    lengthFindings(on: proposal, from: proposal.target?.start) { $0.extended?.length }
      + extensionFindings(on: proposal)
  case .qualificationEnded: districtFindings(on: proposal)
  default: []
  }
}

/// A programme starts under a decision that grants it.
private func grantedFindings(on proposal: Proposal) -> [Finding] {
  guard let id = proposal.event.fields.id(.decision),
    let decision = proposal.file.episode(.decision, id),
    !decision.attributes.grant("qualification-programme")
  else { return [] }
  return [.error("programme-not-granted", .decision, id.description)]
}

/// The person is old enough and not too old, as far as the year of birth tells.
func qualificationAgeFindings(on proposal: Proposal) -> [Finding] {
  let day = proposal.event.effective
  guard let born = proposal.file.own?.attributes.number(.birthYear) else { return [] }
  let age = day.year - Int(born)
  let least = limit(["SO-03", "SO-03-O"], on: day) ?? 0
  let most = limit(["SO-03-U"], on: day) ?? .max
  guard age < least || age > most else { return [] }
  return [.error("programme-age", nil, "\(age)", "\(least)", "\(most)", "\(day.year)")]
}

/// The years of the row that holds on a day.
private func limit(_ ids: [String], on day: Day) -> Int? {
  let row = LawEntry.all.first { ids.contains("\($0.id)") && $0.holds(on: day) }
  guard let length = row?.length.map({ "\($0)" }), length.hasPrefix("P"), length.hasSuffix("Y")
  else { return nil }
  return Int(length.dropFirst().dropLast())
}

/// The end that is planned lies within the length of the law of the programme's first day.
private func lengthFindings(
  on proposal: Proposal, from start: Day?, length: (LawRule) -> Period?
) -> [Finding] {
  guard let start, let planned = proposal.event.fields.day(.plannedEnd) else { return [] }
  if planned < start {
    return [.error("period-reversed", .plannedEnd, start.description, planned.description)]
  }
  let rule = LawRule.all.first { rule in
    rule.episode == .qualification && rule.holds(forStart: start)
  }
  guard let rule, let last = length(rule).map({ start.adding($0) }), planned > last else {
    return []
  }
  return [
    .error(
      "programme-too-long", .plannedEnd, planned.description, last.description, "\(rule.id)")
  ]
}

/// An extension makes the programme longer.
private func extensionFindings(on proposal: Proposal) -> [Finding] {
  let day = proposal.event.effective
  guard let planned = proposal.event.fields.day(.plannedEnd),
    let present = proposal.target?.value(.plannedEnd, on: day)?.day, planned <= present
  else { return [] }
  return [
    .error("programme-not-longer", .plannedEnd, planned.description, present.description)
  ]
}

/// Only Oslo has districts that a participant can move between (KOSTRA 11CF, rule 036).
private func districtFindings(on proposal: Proposal) -> [Finding] {
  let (event, oslo) = (proposal.event, "0301")
  guard event.fields.text(.qualificationOutcome) == "6", event.office.description != oslo else {
    return []
  }
  return [.error("KOSTRA-11CF-036-oslo", .qualificationOutcome, event.office.description)]
}

/// One programme at a time, and one leave at a time, within its programme.
func qualificationFaults(in file: CaseFile) -> [Finding] {
  let leaves = file.episodes(.qualificationLeave)
  let outside = leaves.compactMap { leave -> Finding? in
    guard let end = file.parent(of: leave, .qualification)?.end,
      leave.end.map({ $0 > end }) ?? true
    else { return nil }
    return .error("leave-outside", nil, leave.start.description, end.description)
  }
  return overlapFaults("programme-overlap", file.episodes(.qualification))
    + overlapFaults("leave-overlap", leaves) { $0.given.id(.qualification)?.description ?? "" }
    + outside
}
