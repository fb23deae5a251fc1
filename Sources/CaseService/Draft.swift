public import CaseModel
public import EventCoding

/// An act about to be recorded: an event without its place, with the personal parts in the clear.
public struct Draft: Sendable {
  /// The event's id; nil for a new one.
  ///
  /// Give the same id again to retry without adding anything.
  public var id: RecordID?
  /// What kind of act.
  public var type: EventType
  /// What it is about.
  public var subject: Subject
  /// When it was true.
  public var effective: Day
  /// The responsible municipality; nil for the one that has the case.
  public var office: Office?
  /// The staff id of who records it.
  public var actor: String
  /// The coded facts.
  public var fields: Fields
  /// The personal parts, one for each data subject and class.
  public var sealed: [SealedPlaintext]
  /// The moment of recording, on a simulated log's own calendar; nil for the machine's clock.
  public var time: Instant?

  /// A draft by its parts.
  public init(
    id: RecordID? = nil, _ type: EventType, on subject: Subject, effective: Day,
    office: Office? = nil, actor: String, fields: Fields, sealed: [SealedPlaintext] = [],
    time: Instant? = nil
  ) {
    self.id = id
    self.type = type
    self.subject = subject
    self.effective = effective
    self.office = office
    self.actor = actor
    self.fields = fields
    self.sealed = sealed
    self.time = time
  }

  /// A draft of a typed event.
  public init(
    id: RecordID? = nil, _ event: some TypedEvent, on subject: Subject, effective: Day,
    office: Office? = nil, actor: String, sealed: [SealedPlaintext] = [], time: Instant? = nil
  ) {
    self.init(
      id: id, Swift.type(of: event).type, on: subject, effective: effective, office: office,
      actor: actor, fields: event.fields, sealed: sealed, time: time)
  }
}

extension Draft {
  /// The personal texts by their fields.
  var texts: [Field: String] {
    get throws {
      var texts: [Field: String] = [:]
      for part in sealed {
        for (name, text) in try SealedPlaintext.read(part.bytes) {
          if let field = Field(name: name) { texts[field] = text }
        }
      }
      return texts
    }
  }
}

/// How an attempt to record ended.
public enum RecordOutcome: Sendable {
  /// Durable: on disk before this was said.
  case recorded(Receipt)
  /// The same events were there already; nothing was added.
  case alreadyStored(positions: [UInt64])
  /// Refused by the rules; nothing was added. The index says which draft.
  case refused([(index: Int, finding: Finding)])
  /// The subject is no longer at the version the caller saw; nothing was added.
  case movedOn(subject: Subject, expected: UInt64, actual: UInt64, since: [RecordedEvent])
  /// An external id (a message's) is in the log already, at these positions; nothing was added.
  case keyTaken(String, positions: [UInt64])
}

/// What was recorded, and where.
public struct Receipt: Sendable {
  /// The events' ids, in the order of the drafts.
  public let ids: [RecordID]
  /// Their positions.
  public let positions: [UInt64]
  /// The version of each event's subject after it.
  public let versions: [UInt64]
  /// The warnings that were noted with them.
  public let warnings: [Finding]
  /// The number of events in the log now.
  public let size: UInt64
}
