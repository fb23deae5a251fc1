import CaseModel
import EventLog

extension CaseLog {
  /// The catalogues of measures that acts of a case are chosen from, by municipality; none where no
  /// act names an entry.
  ///
  /// They are read in the same transaction as the case, so that an entry cannot be withdrawn in
  /// between; what is recorded on a unit in the same call counts too.
  static func catalogues(
    for events: [Event], beside drafts: [Draft], in snapshot: Snapshot
  ) throws -> [Office: MeasureCatalogue] {
    let choices = events.filter { $0.subject.kind == .case && $0.fields[.entryKey] != nil }
    var found: [Office: MeasureCatalogue] = [:]
    for event in choices where found[event.office] == nil {
      found[event.office] = try catalogue(of: event.office, beside: drafts, in: snapshot)
    }
    return found
  }

  /// The catalogue of a municipality's unit, and of the units above it.
  private static func catalogue(
    of office: Office, beside drafts: [Draft], in snapshot: Snapshot
  ) throws -> MeasureCatalogue {
    var files: [CaseFile] = []
    var next: Subject? = .unit(office)
    while let unit = next, !files.contains(where: { $0.subject == unit }) {
      var events = try history(of: unit, in: snapshot)
      for draft in drafts where draft.subject == unit {
        let event = Event(
          id: draft.id ?? .random(), type: draft.type, subject: unit, effective: draft.effective,
          office: draft.office ?? office, actor: draft.actor, fields: draft.fields)
        let position = (events.last?.position).map { $0 + 1 } ?? 0
        events.append(
          RecordedEvent(position: position, time: Instant(draft.effective), event: event))
      }
      let file = CaseFile(subject: unit, folding: events)
      files.append(file)
      next = file.own?.attributes.text(.parent).flatMap { Subject($0) ?? Subject(.unit, $0) }
    }
    return MeasureCatalogue(files)
  }
}
