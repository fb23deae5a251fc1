public import CaseModel
import EventCoding
import EventLog

extension CaseLog {
  /// Records acts: all of them or none, after the rules of every subject they touch.
  ///
  /// Loading, deciding and appending happen under the log's one write lock, so that what was
  /// decided on cannot have moved. It returns only when the events are durable.
  /// - Parameters:
  ///   - drafts: the acts, in order; they may be about several subjects.
  ///   - expecting: the version the caller has seen of a subject, to be told if it moved on.
  ///   - externalKeys: ids given elsewhere (a portal's message) that may come in only once.
  ///   - origin: where the acts come from, and so which rules they must meet.
  /// - Throws: `LogError`, `KeyStoreError`, `ServiceError`, `LineError`; nothing is recorded then.
  public func record(
    _ drafts: [Draft], expecting: [Subject: UInt64] = [:], keys externalKeys: [String] = [],
    origin: ActOrigin = .own
  ) throws -> RecordOutcome {
    do {
      return try append(drafts, expecting, externalKeys, origin)
    } catch let stop as Stop {
      return stop.outcome
    }
  }

  private func append(
    _ drafts: [Draft], _ expecting: [Subject: UInt64], _ externalKeys: [String],
    _ origin: ActOrigin
  ) throws -> RecordOutcome {
    var ids: [RecordID] = []
    var warnings: [Finding] = []
    let across = try crossFindings(on: drafts)
    let refused = across.enumerated().flatMap { index, findings in
      findings.filter { $0.severity == .error }.map { (index: index, finding: $0) }
    }
    let outcome = try log.append { snapshot in
      try Self.check(expecting, in: snapshot)
      for key in externalKeys {
        let positions = try snapshot.positions(ofKey: key)
        if !positions.isEmpty { throw Stop(.keyTaken(key, positions: positions)) }
      }
      let times = try times(for: drafts, in: snapshot)
      var decided = try decide(drafts, at: times, in: snapshot, origin: origin)
      if !refused.isEmpty { throw Stop(.refused(refused)) }
      for (index, findings) in across.enumerated() {
        decided.events[index].warnings += findings.map(\.rule)
        decided.warnings += findings
      }
      try organise(&decided, from: drafts, at: times, in: snapshot, origin)
      ids = decided.events.map(\.id)
      warnings = decided.warnings
      return try zip(drafts, decided.events).enumerated().map { index, pair in
        let (references, ciphertexts) = try seal(pair.0, for: pair.1, at: times[index])
        return NewEvent(
          line: try EventLine.encode(
            pair.1, time: times[index], sealed: references, simulated: isSimulated),
          sealed: ciphertexts, externalKeys: index == 0 ? externalKeys : [])
      }
    }
    switch outcome {
    case .appended(let appended):
      return .recorded(
        Receipt(
          ids: ids, positions: Array(appended.positions),
          versions: appended.versions.map { $0 + 1 },
          warnings: warnings, size: appended.size))
    case .alreadyStored(let stored):
      return .alreadyStored(positions: stored.map(\.position))
    case .nothing:
      return .alreadyStored(positions: [])
    }
  }

  /// Asks what units say of each other and of whose files somebody may deal with.
  private func organise(
    _ decided: inout (events: [Event], warnings: [Finding]), from drafts: [Draft],
    at times: [Instant], in snapshot: Snapshot, _ origin: ActOrigin
  ) throws {
    let found = try organisationFindings(
      on: decided.events, from: drafts, at: times, in: snapshot, origin: origin)
    let refusals = found.filter { $0.finding.severity == .error }
    if !refusals.isEmpty { throw Stop(.refused(refusals)) }
    for (index, finding) in found {
      decided.events[index].warnings.append(finding.rule)
      decided.warnings.append(finding)
    }
  }

  /// Requires that nothing was done since the caller looked; that somebody read the file meanwhile
  /// changes nothing that was decided on.
  private static func check(_ expecting: [Subject: UInt64], in snapshot: Snapshot) throws {
    for (subject, expected) in expecting {
      let actual = try snapshot.version(of: subject.description)
      guard actual != expected else { continue }
      let since = try history(of: subject, in: snapshot).dropFirst(Int(clamping: expected))
      if actual > expected, since.allSatisfy({ $0.event.type == .accessUsed }) { continue }
      throw Stop(
        .movedOn(subject: subject, expected: expected, actual: actual, since: Array(since)))
    }
  }

  /// The moment of recording of each draft: never earlier than the last event's.
  private func times(for drafts: [Draft], in snapshot: Snapshot) throws -> [Instant] {
    var last = snapshot.lastTime.flatMap { Instant($0.description) }
    return try drafts.map { draft in
      if draft.time != nil, !isSimulated {
        throw ServiceError(
          .clockGiven, "a time of recording was given, and \(path) is not a simulated log",
          remedy: "Leave the time to the machine's clock, or use a log made with --simulated")
      }
      let now = draft.time ?? clock.now
      let time = last.map { max(now, $0) } ?? now
      last = time
      return time
    }
  }

  /// Runs the rules, subject by subject, and gives the events in the drafts' order.
  private func decide(
    _ drafts: [Draft], at times: [Instant], in snapshot: Snapshot, origin: ActOrigin
  ) throws -> (events: [Event], warnings: [Finding]) {
    var events = [Event?](repeating: nil, count: drafts.count)
    var warnings: [Finding] = []
    var refusals: [(index: Int, finding: Finding)] = []
    var stored: [Int: UInt64] = [:]
    var order: [Subject] = []
    let bySubject = Dictionary(grouping: drafts.indices) { drafts[$0].subject }
    for draft in drafts where !order.contains(draft.subject) { order.append(draft.subject) }

    for subject in order {
      let places = bySubject[subject] ?? []
      let history = try Self.history(of: subject, in: snapshot)
      let proposed = try propose(places.map { (drafts[$0], times[$0], $0) }, after: history)
      if let positions = try Self.retried(proposed, at: places, in: history) {
        for (place, position) in zip(places, positions) { stored[place] = position }
        for (place, event) in zip(places, proposed) { events[place] = event }
        continue
      }
      let today = times[places.last ?? 0].dayInOslo
      let texts = try places.map { try drafts[$0].texts }
      let catalogues = try Self.catalogues(for: proposed, beside: drafts, in: snapshot)
      switch CaseModel.decide(
        proposed, texts: texts, on: subject, after: history, today: today, origin: origin,
        catalogues: catalogues)
      {
      case .accepted(let accepted, let noted):
        for (place, event) in zip(places, accepted) { events[place] = event }
        warnings += noted
      case .refused(let reasons):
        refusals += reasons.map { (places[$0.index], $0.finding) }
      }
    }
    if !refusals.isEmpty { throw Stop(.refused(refusals)) }
    if stored.count == drafts.count {
      throw Stop(.alreadyStored(positions: drafts.indices.compactMap { stored[$0] }))
    }
    return (events.compactMap(\.self), warnings)
  }

  /// Turns drafts of one subject into events, with ids and offices settled.
  private func propose(
    _ drafts: [(draft: Draft, time: Instant, place: Int)], after history: [RecordedEvent]
  ) throws -> [Event] {
    var generator = SystemRandomNumberGenerator()
    var office = drafts.first.flatMap {
      CaseFile(subject: $0.draft.subject, folding: history).office
    }
    return try drafts.map { draft, time, place in
      guard let responsible = draft.office ?? office else {
        // What cannot open a subject has no use for a municipality: say what is really missing.
        if let finding = draft.openingFinding { throw Stop(.refused([(place, finding)])) }
        throw ServiceError(
          .officeMissing, "\(draft.subject) is new and no municipality is given",
          remedy: "Give the four-digit municipality number (--office)")
      }
      office = responsible
      return Event(
        id: draft.id ?? .event(at: time, using: &generator), type: draft.type,
        subject: draft.subject, effective: draft.effective, office: responsible,
        actor: draft.actor, fields: draft.fields,
        sealedFields: Set(draft.sealed.flatMap(\.fields)))
    }
  }

  /// The positions of the events if they are stored already.
  ///
  /// The same id with other content is refused: it is an id used twice.
  private static func retried(
    _ proposed: [Event], at places: [Int], in history: [RecordedEvent]
  ) throws -> [UInt64]? {
    var found: [UInt64] = []
    for (place, event) in zip(places, proposed) {
      guard let stored = history.last(where: { $0.event.id == event.id }) else { continue }
      var plain = stored.event
      plain.warnings = []
      guard plain == event else {
        throw Stop(
          .refused([
            (place, .error("event-id-used", nil, event.id.description, "\(stored.position)"))
          ]))
      }
      found.append(stored.position)
    }
    return found.count == proposed.count ? found : nil
  }

  static func history(of subject: Subject, in snapshot: Snapshot) throws -> [RecordedEvent] {
    var events: [RecordedEvent] = []
    try snapshot.scan(stream: subject.description) { _, position, line in
      events.append(try EventLine.decode(line).recorded(at: position))
    }
    return events
  }
}

/// Leaves the write transaction with an answer, so that nothing is stored.
private struct Stop: Error {
  let outcome: RecordOutcome

  init(_ outcome: RecordOutcome) { self.outcome = outcome }
}

extension Draft {
  /// Why the draft cannot be the first of its subject; nil if it opens one.
  fileprivate var openingFinding: Finding? {
    let shape = type.shape
    guard shape.subjects.contains(subject.kind) else {
      let kinds = shape.subjects.map(\.rawValue).joined(separator: ", ")
      return .error("subject-kind", nil, subject.description, kinds)
    }
    let opens = shape.episode.effect == .start && shape.episode.id == nil
    return opens ? nil : .error("subject-unknown", nil, subject.description)
  }
}
