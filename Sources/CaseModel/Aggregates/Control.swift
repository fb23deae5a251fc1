// Internal control (internkontroll): routines in force by name and version, controls that are made
// so often, with what they found and what was done about it (barnevernsloven 2021 § 15-2).

/// What the rules of routines, controls and meetings say of an act on a unit.
func controlFindings(on proposal: Proposal) -> [Finding] {
  let fields = proposal.event.fields
  return switch proposal.event.type {
  case .controlDefined: twiceFindings(on: proposal)
  case .routineAdopted: dueFindings(on: proposal, .reviewBy)
  case .controlPerformed:
    countFindings(
      rule: "control-count", .found, fields.number(.found), of: fields.number(.examined))
  case .controlFollowedUp:
    countFindings(
      rule: "control-remaining", .remaining, fields.number(.remaining),
      of: proposal.file.episode(.controlRun, fields.id(.run))?.given.number(.found))
  case .reportMeetingHeld:
    countFindings(
      rule: "meeting-count", .unassigned, fields.number(.unassigned), of: fields.number(.reports))
  default: []
  }
}

/// A control has one definition at a time: a name stands for one while it stands.
private func twiceFindings(on proposal: Proposal) -> [Finding] {
  guard let name = proposal.event.fields.text(.name) else { return [] }
  let day = proposal.event.effective
  let standing = proposal.file.episodes(.control).first {
    $0.given.text(.name)?.lowercased() == name.lowercased() && ($0.end.map { day < $0 } ?? true)
  }
  guard let standing, let id = standing.id else { return [] }
  return [
    .error("control-twice", .name, name, standing.start.description, id.description)
  ]
}

/// A part is not more than the whole.
private func countFindings(
  rule: String, _ field: Field, _ part: Int64?, of whole: Int64?
) -> [Finding] {
  guard let part, let whole, part > whole else { return [] }
  return [Finding(rule: rule, severity: .error, field: field, details: ["\(part)", "\(whole)"])]
}

extension CaseFile {
  /// The version of a routine that is in force on a day; nil for none.
  public func routine(_ name: String, on day: Day) -> Episode? {
    episodes(.routine).first { $0.given.text(.name) == name && $0.isOpen(on: day) }
  }
}

/// One version of a routine is in force at a time, and each has a higher number than those before.
func routineFaults(in file: CaseFile) -> [Finding] {
  let routines = file.episodes(.routine)
  let byName = Dictionary(grouping: routines) { $0.given.text(.name) ?? "" }
  return overlapFaults("routine-overlap", routines) { $0.given.text(.name) ?? "" }
    + byName.sorted { $0.key < $1.key }.compactMap { name, versions in
      let sorted = versions.sorted { $0.start < $1.start }
      let numbers = sorted.compactMap { $0.given.number(.routineVersion) }
      guard let fall = zip(numbers, numbers.dropFirst()).first(where: { $0 >= $1 }) else {
        return nil
      }
      return .error("routine-version", .routineVersion, name, "\(fall.1)", "\(fall.0)")
    }
}
