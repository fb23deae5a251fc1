/// A stretch of a case: a report, an investigation, a measure, a placement … (episode).
///
/// Every answer the log gives is a question about episodes: which are open at a date, which were
/// due, what happened in a period.
public struct Episode: Sendable {
  /// What it is.
  public let kind: EpisodeKind
  /// The record's id; nil if the episode is the subject itself.
  public let id: RecordID?
  /// The first day.
  public private(set) var start: Day
  /// The responsible municipality when it started.
  public let office: Office
  /// The records it follows from: those it named, and those it was linked to.
  public private(set) var parents: [RecordID]
  /// The last day; nil while it is open.
  public private(set) var end: Day?
  /// The times that it was closed before it was opened again, in order.
  public private(set) var pauses: [Pause] = []
  /// The outcome's code, once it has ended.
  public private(set) var outcome: String?
  /// The coded facts it started with.
  public let given: Fields
  /// The coded facts as they stand: those of the start, overlaid by every later event's.
  public private(set) var attributes: Fields
  /// The personal fields that were given at some time and lie sealed.
  public private(set) var sealedFields: Set<Field>
  /// The dated remarks, in order of their day.
  public private(set) var marks: [Mark] = []
  /// The positions of the events that made it what it is, in order of their day.
  public private(set) var positions: [UInt64]

  /// Opened by an event.
  init(_ recorded: RecordedEvent, role: EpisodeRole) {
    let event = recorded.event
    kind = role.kind
    id = role.id.flatMap(event.fields.id)
    start = event.effective
    office = event.office
    parents = role.parents.flatMap { event.fields.values($0) }.compactMap {
      if case .id(let id) = $0 { id } else { nil }
    }
    end = role.effect == .happen ? event.effective : nil
    outcome = role.outcome.flatMap(event.fields.text)
    given = event.fields
    attributes = event.fields
    sealedFields = event.sealedFields
    positions = [recorded.position]
  }

  /// The home that a measure is about: as long as the measure, with its settings of visits.
  init(home facts: Fields, of measure: Episode) {
    kind = .placement
    id = measure.id
    start = measure.start
    office = measure.office
    parents = []
    end = measure.end
    given = facts
    sealedFields = []
    marks = measure.marks(.measureVisitsSet)
    positions = measure.positions
    attributes = facts
    for mark in marks {
      for (field, value) in mark.fields.entries where field != .measure && field != .setting {
        attributes[field] = value
      }
    }
  }

  /// What somebody did, with the facts of who did it: one day long.
  public init(act recorded: RecordedEvent, by worker: Fields) {
    let event = recorded.event
    kind = event.type.shape.episode.kind
    id = event.id
    start = event.effective
    end = event.effective
    office = event.office
    parents = []
    given = worker
    attributes = worker
    sealedFields = []
    positions = [recorded.position]
  }

  /// Whether it is open at the end of that day.
  public func isOpen(on day: Day) -> Bool {
    start <= day && (end.map { $0 > day } ?? true)
      && !pauses.contains { $0.end <= day && day < $0.resumed }
  }

  /// Whether any of its days lie in the period.
  public func isActive(in period: ClosedRange<Day>) -> Bool {
    start <= period.upperBound && (end.map { $0 >= period.lowerBound } ?? true)
      && !pauses.contains { $0.end < period.lowerBound && period.upperBound < $0.resumed }
  }

  /// Its days in a period, first and last included, those of its pauses left out.
  public func days(in period: ClosedRange<Day>) -> Int {
    period.days(from: start, to: end ?? period.upperBound)
      - pauses.reduce(0) {
        $0 + period.days(from: $1.end.adding(days: 1), to: $1.resumed.adding(days: -1))
      }
  }

  /// Its nights, each that which follows a day of the period: none follows its last day.
  public func nights(in period: ClosedRange<Day>) -> Int {
    period.days(from: start, to: end?.adding(days: -1) ?? period.upperBound)
      - pauses.reduce(0) { $0 + period.days(from: $1.end, to: $1.resumed.adding(days: -1)) }
  }

  /// What a coded field said on that day: the last value given by then.
  public func value(_ field: Field, on day: Day) -> FieldValue? {
    let later = marks.last { $0.day <= day && $0.fields[field] != nil }
    return later?.fields[field] ?? given[field]
  }

  /// The coded facts as they stood at some time in a period, one reading for each change.
  public func readings(in period: ClosedRange<Day>) -> [Fields] {
    var fields = given
    var readings = [fields]
    for mark in marks where mark.day <= period.upperBound {
      for (field, value) in mark.fields.entries { fields[field] = value }
      // What stood before the period's first day, or only in the course of the episode's own, is
      // not a reading of the period.
      if mark.day <= max(period.lowerBound, start) { readings.removeAll() }
      readings.append(fields)
    }
    return readings
  }

  /// The same, counted from another day: an approval from the day it was given, and not from that
  /// on which it was applied for.
  public func counted(from day: Day) -> Episode {
    var other = self
    other.start = day
    return other
  }

  /// The remarks of one type.
  public func marks(_ type: EventType) -> [Mark] { marks.filter { $0.type == type } }

  /// Makes it follow from a record, once.
  mutating func follow(_ parent: RecordID) {
    if !parents.contains(parent) { parents.append(parent) }
  }

  /// Takes over what a record of the subject says of the subject itself.
  mutating func inform(_ event: Event) {
    let own = event.type.shape.episode.id
    for (field, value) in event.fields.entries where field != own { attributes[field] = value }
  }

  /// Ends an application on the day of the first decision on it.
  mutating func answer(_ decision: RecordedEvent) {
    positions.append(decision.position)
    guard end == nil else { return }
    end = decision.event.effective
    if let id = decision.event.fields.id(.decision) { attributes[.decision] = .id(id) }
  }

  mutating func add(_ recorded: RecordedEvent, role: EpisodeRole) {
    let event = recorded.event
    positions.append(recorded.position)
    sealedFields.formUnion(event.sealedFields)
    for (field, value) in event.fields.entries where field != role.id {
      attributes[field] = value
    }
    switch role.effect {
    case .end:
      // An application that a decision ended has that end, also when it is said to be answered.
      if kind != .application || end == nil { end = event.effective }
      outcome = role.outcome.flatMap(event.fields.text)
    case .resume:
      if let end { pauses.append(Pause(end: end, resumed: event.effective)) }
      (end, outcome) = (nil, nil)
    case .mark:
      break
    case .start, .happen, .annul:
      return
    }
    marks.append(
      Mark(
        type: event.type, day: event.effective, fields: event.fields, position: recorded.position))
  }
}

/// A time in which an episode was closed, before it was opened again (gjenåpnet).
public struct Pause: Hashable, Sendable {
  /// The day it was closed: at the end of that day it is not open.
  public let end: Day
  /// The day it was opened again.
  public let resumed: Day
}

/// A dated remark on an episode.
public struct Mark: Sendable {
  /// The type of the event that made it.
  public let type: EventType
  /// When it was true.
  public let day: Day
  /// Its coded facts.
  public let fields: Fields
  /// The event's position.
  public let position: UInt64
}

/// What names an episode within its subject: register ids are unique per kind only.
public struct EpisodeKey: Hashable, Sendable {
  /// The kind.
  public let kind: EpisodeKind
  /// The record's id; nil for the subject itself.
  public let id: RecordID?

  /// A key by kind and id.
  public init(_ kind: EpisodeKind, _ id: RecordID?) { (self.kind, self.id) = (kind, id) }
}

extension ClosedRange<Day> {
  /// How many of the days from one to another lie in it, both included.
  fileprivate func days(from first: Day, to last: Day) -> Int {
    Swift.max(0, Swift.min(last, upperBound).days(since: Swift.max(first, lowerBound)) + 1)
  }
}
