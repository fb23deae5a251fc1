// What was recorded on the strength of an event must still be right without it, or with what
// replaces it: a payment rests on its decision, a sanction on the breach (etterprøving).

/// What a correction makes impossible of what was recorded after the corrected event.
///
/// Each later event is put to its rules anew, on its own day of recording, with the history as it
/// was before the correction and as it is after. What only the latter refuses, the correction does.
/// - Parameters:
///   - subject: what the events are about.
///   - before: the history without the correction.
///   - after: the same with it.
///   - catalogues: the catalogues of measures of the municipalities that the acts are in.
/// - Returns: for each rule that is broken, that it is, and what it says.
func laterFindings(
  on subject: Subject, before: some Collection<RecordedEvent>,
  after: some Collection<RecordedEvent>,
  catalogues: [Office: MeasureCatalogue]
) -> [Finding] {
  // What deletes whole records is judged as a whole, with the folder that it came in.
  guard !after.contains(where: { $0.event.type == .recordAnnulled }) else { return [] }
  let old = CaseFile.standing(before, asRecorded: true)
  var (was, now) = (Course(subject, catalogues), Course(subject, catalogues))
  let known = Set(old.map(\.event.id))
  var (next, isChanged, found): (Int, Bool, [Finding]) = (0, false, [])
  for recorded in CaseFile.standing(after, asRecorded: true) {
    guard known.contains(recorded.event.id) else {
      isChanged = true
      now.take(recorded)
      continue
    }
    while old[next].event.id != recorded.event.id {
      isChanged = true
      was.take(old[next])
      next += 1
    }
    if isChanged {
      let broken = now.refusals(of: recorded).subtracting(was.refusals(of: recorded))
      for finding in broken.sorted(by: { $0.rule < $1.rule }) {
        found += [
          .error("later-refused", nil, "\(recorded.position)", recorded.event.type.name), finding,
        ]
      }
    }
    was.take(recorded)
    now.take(recorded)
    next += 1
  }
  return found
}

/// A history up to some event.
private struct Course {
  private let catalogues: [Office: MeasureCatalogue]
  private var events: [RecordedEvent] = []
  private var latest: Day?
  private var file: CaseFile

  init(_ subject: Subject, _ catalogues: [Office: MeasureCatalogue]) {
    self.catalogues = catalogues
    file = CaseFile(subject: subject)
  }

  mutating func take(_ recorded: RecordedEvent) {
    let day = recorded.event.effective
    events.append(recorded)
    // What was true earlier than what is there takes its own place.
    if let latest, latest > day {
      file = CaseFile(subject: file.subject, folding: events)
    } else {
      file.evolve(recorded)
      latest = day
    }
  }

  /// What the rules would have refused of an event that day.
  func refusals(of recorded: RecordedEvent) -> Set<Finding> {
    let proposal = Proposal(
      event: recorded.event, file: file, today: recorded.time.dayInOslo, origin: .own,
      catalogues: catalogues)
    return Set(findings(on: proposal, history: events).filter { $0.severity == .error })
  }
}
