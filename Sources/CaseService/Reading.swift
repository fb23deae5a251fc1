public import CaseModel
import EventCoding
import EventLog

extension CaseLog {
  /// Everything recorded on a subject, in the order it was recorded; empty for an unknown one.
  public func history(of subject: Subject) throws -> [RecordedEvent] {
    var events: [RecordedEvent] = []
    try log.scan(stream: subject.description) { position, line in
      events.append(try EventLine.decode(line).recorded(at: position))
    }
    return events
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
    try log.subjects(prefix: kind.rawValue + "/").compactMap { Subject($0) }
  }

  /// The version of a subject: the number of events recorded on it.
  public func version(of subject: Subject) throws -> UInt64 {
    try log.version(of: subject.description)
  }

  /// The line at a position, exactly the hashed bytes.
  /// - Throws: `LogError.notFound` beyond the end.
  public func line(at position: UInt64) throws -> [UInt8] { try log.line(at: position) }

  /// The event at a position.
  public func event(at position: UInt64) throws -> RecordedEvent {
    try EventLine.decode(line(at: position)).recorded(at: position)
  }

  /// The positions recorded under an id that was given elsewhere.
  public func positions(ofKey key: String) throws -> [UInt64] { try log.positions(ofKey: key) }

  /// How many events the log knew then.
  /// - Parameter text: a day (its end in Oslo), an RFC 3339 moment, or a position.
  public func knownBefore(_ text: String) throws -> UInt64 {
    if let position = UInt64(text) { return position + 1 }
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
    return try log.position(knownAt: EventTime(milliseconds: moment.milliseconds))
  }
}
