// The stay in temporary housing (opphold i midlertidig botilbud), by kind of housing. That it ends
// no earlier than it starts, and once, follows from its schema.

/// Nobody sleeps in two places: a person has one stay of a kind at a time, and two of different
/// kinds are told.
func stayFaults(in file: CaseFile) -> [Finding] {
  let stays = file.episodes(.housingStay)
  let same = overlapFaults("stay-overlap", stays) { $0.given.text(.stayKind) ?? "" }
  return same.isEmpty ? overlapFaults("stay-overlap", stays).map(\.asWarning) : same
}

/// A stay is charged for days that it lasted, and for each day once.
func chargeFindings(on proposal: Proposal) -> [Finding] {
  let fields = proposal.event.fields
  guard let id = fields.id(.stay), let stay = proposal.file.episode(.housingStay, id) else {
    return []
  }
  let from = fields.day(.periodFrom) ?? fields.day(.periodTo)
  guard let from, let to = fields.day(.periodTo) ?? fields.day(.periodFrom) else { return [] }
  let last = stay.end
  let days = [stay.start.description, last?.description ?? ""]
  if to < stay.start || last.map({ $0 < from }) ?? false {
    return [
      .error("charge-outside-stay", .periodFrom, from.description, to.description, days[0], days[1])
    ]
  }
  var findings: [Finding] = []
  if from < stay.start || last.map({ $0 < to }) ?? false {
    findings.append(
      .warning(
        "charge-beyond-stay", .periodFrom, from.description, to.description, days[0], days[1]))
  }
  let before = proposal.file.episodes(.stayCharge).first { charge in
    guard charge.given.id(.stay) == id, let first = charge.given.day(.periodFrom),
      let last = charge.given.day(.periodTo)
    else { return false }
    return first <= to && from <= last
  }
  if let first = before?.given.day(.periodFrom), let last = before?.given.day(.periodTo) {
    findings.append(
      .warning("stay-charged-twice", .periodFrom, first.description, last.description))
  }
  return findings
}
