import TransparencyLog

/// Events whose lines have been checked; only such are stored.
struct CheckedEvents {
  struct Event {
    let new: NewEvent
    let subject: [UInt8]
    let id: [UInt8]
    let time: EventTime
  }

  let events: [Event]

  /// Checks each event by itself: its line, its sealed parts, its keys, and that no id comes twice.
  init(_ new: [NewEvent]) throws {
    var events: [Event] = []
    events.reserveCapacity(new.count)
    var ids: Set<[UInt8]> = []
    for (index, event) in new.enumerated() {
      let place = "event \(index + 1) of \(new.count)"
      let envelope = try Self.envelope(of: event.line, place)
      let line = event.line.span
      let id = Array(line.extracting(envelope.id))
      guard ids.insert(id).inserted else {
        throw LogError(.lineInvalid, "\(place): the id comes twice among them. Nothing was stored")
      }
      try Self.requireSealed(event, place)
      try Self.requireKeys(event.externalKeys, place)
      events.append(
        Event(
          new: event, subject: Array(line.extracting(envelope.subject)), id: id,
          time: envelope.time))
    }
    self.events = events
  }

  private static func envelope(of line: [UInt8], _ place: String) throws -> Envelope {
    do {
      return try Envelope(checking: line.span)
    } catch {
      throw LogError(
        .lineInvalid,
        "\(place): the line is not one a log takes: \(error.reason). "
          + "Nothing was stored")
    }
  }

  /// The line must name exactly the ciphertexts that stand beside it.
  private static func requireSealed(_ event: NewEvent, _ place: String) throws {
    guard !event.sealed.isEmpty else { return }
    let digests = try Envelope.sealedDigests(of: event.line.span)
    for part in event.sealed where part.count > Layout.sealedBytesMax {
      throw LogError(
        .lineInvalid,
        "\(place): a sealed part has \(part.count) bytes; "
          + "\(Layout.sealedBytesMax) are allowed. Nothing was stored")
    }
    guard digests == event.sealed.map({ Digest(hashing: $0.span) }) else {
      throw LogError(
        .lineInvalid,
        "\(place): the line names \(digests.count) sealed parts, "
          + "which are not the \(event.sealed.count) given with it. Nothing was stored")
    }
  }

  private static func requireKeys(_ keys: [String], _ place: String) throws {
    for key in keys where !(1...Layout.keyBytesMax).contains(key.utf8.count) {
      throw LogError(
        .lineInvalid,
        "\(place): an external key has \(key.utf8.count) bytes; "
          + "1 to \(Layout.keyBytesMax) are allowed. Nothing was stored")
    }
  }

  /// Where the events stand already: `nil` when none of them does.
  ///
  /// - Throws: `LogError` `.partlyStored` when some do and some do not.
  func findStored(in snapshot: Snapshot) throws -> [StoredEvent]? {
    var found: [StoredEvent] = []
    var fresh: [Int] = []
    var records: [[UInt8]: StreamRecord?] = [:]
    for (index, event) in events.enumerated() {
      let record: StreamRecord?
      if let known = records[event.subject] {
        record = known
      } else {
        record = try snapshot.record(of: String(event.subject.span))
        records[event.subject] = .some(record)
      }
      guard let position = try snapshot.position(ofEvent: event.id, in: record),
        let line = try snapshot.line(at: position)
      else {
        fresh.append(index + 1)
        continue
      }
      found.append(StoredEvent(position: position, line: line))
    }
    if found.isEmpty { return nil }
    guard fresh.isEmpty else {
      let stored = found.map { String($0.position) }.joined(separator: ", ")
      throw LogError(
        .partlyStored,
        "of the \(events.count) events some are stored already (at \(stored)) and some are not "
          + "(number \(fresh.map(String.init).joined(separator: ", "))); nothing was stored. "
          + "Send them as they were sent first, or give the new ones a batch of their own",
        positions: found.map(\.position))
    }
    return found
  }

  /// Times never decrease, neither from what is stored nor within the batch.
  func requireTimeOrder(after lastTime: EventTime?) throws {
    var last = lastTime
    for (index, event) in events.enumerated() {
      if let last, event.time < last {
        throw LogError(
          .timeOrder,
          "event \(index + 1) of \(events.count): its time \(event.time) is earlier "
            + "than that of the event before it, \(last). Nothing was stored; check the clock")
      }
      last = event.time
    }
  }
}

extension AppendCondition {
  /// Throws unless the condition holds.
  func require(in snapshot: Snapshot) throws {
    switch self {
    case .streamVersion(let subject, let expected):
      let version = try snapshot.version(of: subject)
      guard version != expected else { return }
      let since = expected < version ? try snapshot.positions(of: subject, from: expected) : []
      throw LogError(
        .conflict,
        "\(subject) has \(version) events, not \(expected) as was expected: "
          + "someone else has changed it. Nothing was stored; read it again and decide anew",
        positions: since)
    case .noEvent(let query, let since):
      let found = try query.firstMatch(in: snapshot, since: since)
      guard let found else { return }
      throw LogError(
        .conflict,
        "event \(found) stands against this one; it came after the first \(since). "
          + "Nothing was stored; read the log again and decide anew", positions: [found])
    case .noKey(let key):
      let positions = try snapshot.positions(ofKey: key)
      guard let first = positions.first else { return }
      throw LogError(
        .keyTaken,
        "the external key \(key) was given to event \(first) already. "
          + "Nothing was stored", positions: positions)
    }
  }
}

extension EventQuery {
  /// The position of the first matching event from `since` on.
  ///
  /// When every item names its subjects only those streams are read, else all lines from `since`.
  func firstMatch(in snapshot: Snapshot, since: UInt64) throws -> UInt64? {
    let items = items.map { ($0.types.map { Array($0.utf8) }, $0.subjects.map { Array($0.utf8) }) }
    func matches(_ line: Span<UInt8>) throws -> Bool {
      let envelope = try Envelope(of: line)
      let (type, subject) = (line.extracting(envelope.type), line.extracting(envelope.subject))
      for (types, subjects) in items {
        let typeFits = types.isEmpty || type.isAny(of: types)
        if typeFits, subjects.isEmpty || subject.isAny(of: subjects) { return true }
      }
      return false
    }
    var found: UInt64?
    guard self.items.allSatisfy({ !$0.subjects.isEmpty }) else {
      try snapshot.scan(since..<max(since, snapshot.size)) { position, line in
        if found == nil, try matches(line) { found = position }
      }
      return found
    }
    for subject in Set(self.items.flatMap(\.subjects)) {
      for position in try snapshot.positions(of: subject) where position >= since {
        guard found.map({ position < $0 }) ?? true else { break }
        if try snapshot.withLine(at: position, { try matches($0) }) == true { found = position }
      }
    }
    return found
  }
}

extension Span<UInt8> {
  fileprivate func isAny(of texts: [[UInt8]]) -> Bool {
    for text in texts where equals(text) { return true }
    return false
  }
}
