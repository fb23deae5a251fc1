public import CaseModel
import EventCoding
import EventLog

extension CaseLog {
  /// Everything recorded on a subject, in the order it was recorded; empty for an unknown one.
  public func history(of subject: Subject) throws -> [RecordedEvent] {
    try log.read { try Self.history(of: subject, in: $0) }
  }

  /// A subject's file as it stood at a day and as it was known at a position; nil if unknown then.
  public func file(
    _ subject: Subject, at day: Day? = nil, knownBefore: UInt64? = nil
  ) throws -> CaseFile? {
    let file = CaseFile(
      subject: subject, folding: try history(of: subject), at: day, knownBefore: knownBefore)
    return file.count == 0 ? nil : file
  }

  /// The subjects of a kind, in order.
  public func subjects(_ kind: Subject.Kind) throws -> [Subject] {
    var found: [Subject] = []
    try log.read { snapshot in
      try snapshot.streams(prefix: kind.rawValue + "/") { stream in
        if let subject = Subject(stream.subject) { found.append(subject) }
      }
    }
    return found
  }

  /// Visits the subjects of a kind, in order. The log is free meanwhile: what is visited may be
  /// recorded on, and memory does not grow with the number of subjects.
  public func forEachSubject(_ kind: Subject.Kind, _ body: (Subject) throws -> Void) throws {
    var last: String?
    while true {
      let page = try log.read {
        try $0.subjects(prefix: kind.rawValue + "/", after: last, limit: 256)
      }
      guard !page.isEmpty else { return }
      for subject in page.compactMap({ Subject($0) }) { try body(subject) }
      last = page.last
    }
  }

  /// The version of a subject: the number of events recorded on it.
  public func version(of subject: Subject) throws -> UInt64 {
    try log.read { try $0.version(of: subject.description) }
  }

  /// The line at a position, exactly the hashed bytes.
  /// - Throws: `ServiceError.eventUnknown` beyond the end.
  public func line(at position: UInt64) throws -> [UInt8] {
    guard let line = try log.read({ try $0.line(at: position) }) else {
      throw ServiceError(
        .eventUnknown, "the log has \(try size) events and none at position \(position)",
        remedy: "Positions begin at 0; see history for those of a case")
    }
    return line
  }

  /// The event at a position.
  public func event(at position: UInt64) throws -> RecordedEvent {
    try EventLine.decode(line(at: position)).recorded(at: position)
  }

  /// The positions recorded under an id that was given elsewhere.
  public func positions(ofKey key: String) throws -> [UInt64] {
    try log.read { try $0.positions(ofKey: key) }
  }

  /// The receipt of events that are stored already, as it was given when they were.
  public func receipt(ofStored positions: [UInt64]) throws -> Receipt {
    let stored = try positions.map { try event(at: $0) }
    let versions = try stored.map { recorded -> UInt64 in
      let history = try history(of: recorded.event.subject)
      return UInt64(history.prefix { $0.position <= recorded.position }.count)
    }
    return Receipt(
      ids: stored.map(\.event.id), positions: positions, versions: versions,
      warnings: stored.flatMap { $0.event.warnings.map { .warning($0) } }, size: try size)
  }

  /// How many events the log knew then. What is named is included, whichever way it is named.
  /// - Parameter text: a day (known at its end in Oslo), an RFC 3339 moment (recorded up to and in
  ///   it), or a position (that event and those before it: at position 3 four events are known).
  public func knownBefore(_ text: String) throws -> UInt64 {
    if let position = UInt64(text) {
      _ = try line(at: position)
      return position + 1
    }
    let moment: Instant
    if let day = Day(text) {
      moment = Instant(milliseconds: Instant(day.adding(days: 1)).milliseconds - 1)
    } else if let instant = Instant(text) {
      moment = instant
    } else {
      throw ServiceError(
        .knownAtInvalid, "\"\(text.prefix(40))\" is neither a date, a moment nor a position",
        remedy: "Write 2017-01-31, 2017-01-31T12:00:00Z or the position of an event")
    }
    guard let time = EventTime(moment.description) else { return 0 }
    return try log.read { try $0.position(knownAt: time) }
  }
}
