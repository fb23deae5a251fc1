public import CaseModel
import EventCoding
import EventLog
public import Projections

// Rules that look across subjects and refuse: what units say of each other, and whose files
// somebody may deal with. They are asked under the log's write lock, so that what they rest on
// cannot move.

extension CaseLog {
  /// The units of the log as they stand, or stood (organisasjon).
  /// - Parameters:
  ///   - day: as it stood at the end of that day; nil for as it stands.
  ///   - knownBefore: only the first so many events count; nil for all.
  public func organisation(
    at day: Day? = nil, knownBefore: UInt64? = nil
  ) throws -> Organisation {
    try log.read { snapshot in
      if day == nil, knownBefore == nil { return try organisation(in: snapshot) }
      let units = try Self.units(in: snapshot).map {
        ($0, try Self.history(of: $0, in: snapshot))
      }
      return Organisation(units: units, at: day, knownBefore: knownBefore)
    }
  }

  /// A municipality and those that have become part of it by a day (sammenslåtte kommuner).
  /// - Parameter knownBefore: only the first so many positions count; nil for all.
  public func offices(
    of office: Office, at day: Day, knownBefore: UInt64? = nil
  ) throws -> Set<Office> {
    try organisation(knownBefore: knownBefore).offices(of: office, at: day)
  }

  /// What the organisation says of acts about to be recorded, after the rules of each subject.
  /// - Parameters:
  ///   - events: the acts, in the order of the drafts.
  ///   - drafts: what was asked to be recorded: whether a municipality was named.
  ///   - times: their moments of recording.
  ///   - snapshot: the log before them.
  ///   - origin: where the acts come from; a delivered folder is another's work.
  /// - Returns: what it finds, with the place of the act.
  func organisationFindings(
    on events: [Event], from drafts: [Draft], at times: [Instant], in snapshot: Snapshot,
    origin: ActOrigin
  ) throws -> [(index: Int, finding: Finding)] {
    var organisation = try organisation(in: snapshot)
    var found: [(index: Int, finding: Finding)] = []
    if let last = events.lastIndex(where: { $0.subject.kind == .unit }) {
      let after = try units(after: events, at: times, in: snapshot)
      let told = Set(organisationFaults(in: Array(organisation.files.values)))
      let faults = organisationFaults(in: after).filter { !told.contains($0) }
      // A circle is a fault of every unit in it: those that the acts are about tell it.
      let own = faults.filter { fault in
        events.contains { $0.subject.description == fault.details.first }
      }
      found = (own.isEmpty ? faults : own).map { fault in
        (events.lastIndex { $0.subject.description == fault.details.first } ?? last, fault)
      }
      organisation = Organisation(after)
    }
    guard case .own = origin, organisation.isConfigured else { return found }
    for (index, event) in events.enumerated() where event.type == .accessUsed {
      found += frontDeskFindings(on: event, recorded: times[index].dayInOslo, organisation).map {
        (index, $0)
      }
    }
    for (index, event) in events.enumerated() {
      var about = mergerFindings(on: event, givenOffice: drafts[index].office, organisation)
      if about.isEmpty, event.subject.municipalService != nil {
        about = findings(on: event, recorded: times[index].dayInOslo, organisation)
      }
      found += about.map { (index, $0) }
    }
    return found
  }

  /// The files of every unit as they would stand after the acts.
  private func units(
    after events: [Event], at times: [Instant], in snapshot: Snapshot
  ) throws -> [CaseFile] {
    var subjects = Set(try Self.units(in: snapshot))
    subjects.formUnion(events.map(\.subject).filter { $0.kind == .unit })
    return try subjects.sorted().map { unit in
      var history = try Self.history(of: unit, in: snapshot)
      let stored = Set(history.map(\.event.id))
      for (event, time) in zip(events, times)
      where event.subject == unit && !stored.contains(event.id) {
        let position = max(snapshot.size, (history.last?.position).map { $0 + 1 } ?? 0)
        history.append(RecordedEvent(position: position, time: time, event: event))
      }
      return CaseFile(subject: unit, folding: history)
    }
  }

  /// The organisation as the log stands, folded anew only when a unit has a new event.
  private func organisation(in snapshot: Snapshot) throws -> Organisation {
    var versions: [String: UInt64] = [:]
    try snapshot.streams(prefix: Subject.Kind.unit.rawValue + "/") { stream in
      versions[stream.subject] = stream.version
    }
    if let known = lastOrganisation, known.versions == versions { return known.organisation }
    let units = try Self.units(in: snapshot).map { ($0, try Self.history(of: $0, in: snapshot)) }
    let organisation = Organisation(units: units)
    lastOrganisation = (versions, organisation)
    return organisation
  }

  static func units(in snapshot: Snapshot) throws -> [Subject] {
    var units: [Subject] = []
    try snapshot.streams(prefix: Subject.Kind.unit.rawValue + "/") { stream in
      if let subject = Subject(stream.subject) { units.append(subject) }
    }
    return units
  }
}

/// What the organisation says of one act on a child's case or a person's file.
private func findings(
  on event: Event, recorded today: Day, _ organisation: Organisation
) -> [Finding] {
  delegationFindings(on: event, organisation)
    + workerFindings(on: event, recorded: today, organisation)
    + districtFindings(on: event, organisation)
    + competenceFindings(on: event, organisation)
}

/// Nothing is opened in, moved to or recorded as done by a municipality that is part of another by
/// then; of itself its own unit may still tell.
private func mergerFindings(
  on event: Event, givenOffice: Office?, _ organisation: Organisation
) -> [Finding] {
  let role = event.type.shape.episode
  let opens = role.effect == .start && role.id == nil
  let moved = event.fields.text(.toOffice).flatMap { Office($0) }
  let isOwn = event.subject.kind == .unit && (!opens || event.subject == .unit(event.office))
  guard let office = moved ?? (isOwn ? nil : opens ? event.office : givenOffice) else { return [] }
  let successor = organisation.successor(of: office, on: event.effective)
  guard successor != office else { return [] }
  return [
    .error(
      "office-merged", moved == nil ? nil : .toOffice, office.description, successor.description,
      event.effective.description)
  ]
}

/// A joint service takes no new file of a municipality whose delegation is over, and what it still
/// decides there is noted: a child who has a case is not left (forsøk utløpt, delegasjon utløpt).
private func delegationFindings(on event: Event, _ organisation: Organisation) -> [Finding] {
  let opens = event.type == .caseOpened || event.type == .personOpened
  let role = event.type.shape.episode
  guard opens || role.kind == .decision && role.effect == .start,
    let service = event.subject.municipalService
  else { return [] }
  let (office, day) = (event.office, event.effective)
  guard let joint = organisation.jointService(of: office, service: service, on: day),
    organisation.host(of: joint, on: day) != office,
    organisation.delegation(by: office, service: service, on: day) == nil,
    let last = organisation.lastDelegation(by: office, service: service, before: day)
  else { return [] }
  let (through, name) = (last.through?.description ?? "", joint.description)
  return [
    opens
      ? .error("outside-delegation", nil, office.description, name, through)
      : .warning("decision-outside-delegation", nil, office.description, name, through)
  ]
}

/// Whoever works somewhere deals with the files of those municipalities, and is given no others.
private func workerFindings(
  on event: Event, recorded today: Day, _ organisation: Organisation
) -> [Finding] {
  guard let service = event.subject.municipalService else { return [] }
  func outside(_ worker: String) -> String? {
    let offices = organisation.offices(
      ofWorker: worker, service: service, on: today, actsOf: event.effective)
    guard let offices, !offices.contains(event.office) else { return nil }
    return names(offices)
  }
  var found: [Finding] = []
  if let names = outside(event.actor) {
    found.append(
      .error("actor-outside-office", nil, event.actor, event.office.description, names))
  }
  let assigned: Set<EventType> = [
    .caseAssigned, .caseReassigned, .personAssigned, .personReassigned,
  ]
  guard assigned.contains(event.type), let worker = event.fields.text(.worker) else {
    return found
  }
  if worker != event.actor, let names = outside(worker) {
    found.append(
      .error("worker-outside-office", .worker, worker, event.office.description, names))
  } else if organisation.absentWorkers(on: event.effective).contains(worker) {
    found.append(.warning("worker-absent", .worker, worker, event.effective.description))
  }
  return found
}

/// Whoever does a task that asks for a certificate in the municipality has it that day; what is
/// done without is noted (kompetansekrav).
private func competenceFindings(on event: Event, _ organisation: Organisation) -> [Finding] {
  let (task, day) = (event.type.stem, event.effective)
  let asked = organisation.competenceRequired(for: task, in: event.office, on: day)
  guard !asked.isEmpty else { return [] }
  let held = organisation.certificates(of: event.actor, on: day)
  return asked.filter { !held.contains($0.certificate) }.map {
    .warning(
      "certificate-missing", nil, event.actor, task, $0.certificate, $0.from.description,
      day.description)
  }
}

/// A district that is given is one of the municipality's, where the log knows its districts.
private func districtFindings(on event: Event, _ organisation: Organisation) -> [Finding] {
  guard let district = event.fields.text(.district) else { return [] }
  let office = event.fields.text(.toOffice).flatMap { Office($0) } ?? event.office
  let districts = organisation.districts(of: office, on: event.effective).map(\.number)
  guard !districts.isEmpty, !districts.contains(district) else { return [] }
  return [
    .warning(
      "district-unknown", .district, district, office.description,
      districts.joined(separator: ", "))
  ]
}

/// Municipalities as a text; a dash for none.
func names(_ offices: Set<Office>) -> String {
  offices.isEmpty ? "-" : offices.sorted().map(\.description).joined(separator: ", ")
}
