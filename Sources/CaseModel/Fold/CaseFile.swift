/// One subject as the log knows it: its episodes, folded from its events (saksmappe).
///
/// There is one fold. The command line's single case, the deadlines, the statistics over every
/// case and the rules all read the state it gives; there is no second, faster copy of it to drift.
public struct CaseFile: Sendable {
  /// What the file is about.
  public let subject: Subject
  /// Every episode, in order of its start.
  public private(set) var episodes: [Episode] = []
  private var twice: [RecordedEvent] = []
  private var waiting: [EpisodeKey: [RecordedEvent]] = [:]
  private var unopened: [RecordedEvent] = []
  private var links: [EpisodeKey: [RecordID]] = [:]
  private var informed: [RecordedEvent] = []
  /// Deletions in force of a record that was never there (slettet).
  public private(set) var strayDeletions: [RecordedEvent] = []
  /// The number of events folded, annulled ones left out.
  public private(set) var count = 0
  private var index: [EpisodeKey: Int] = [:]

  /// An empty file.
  public init(subject: Subject) { self.subject = subject }

  /// Folds a subject's events, given in the order they were recorded.
  ///
  /// An annulled event is left out wherever its annulment is known. The rest is taken in order of
  /// the day it was true, so that a late entry changes the file by valid time.
  /// - Parameters:
  ///   - subject: what the file is about.
  ///   - events: its events, or the first of them.
  ///   - day: the file as it stood at the end of that day; nil for as it stands.
  ///   - known: only the first `known` positions of the log count; nil for all.
  public init(
    subject: Subject, folding events: some Collection<RecordedEvent>, at day: Day? = nil,
    knownBefore known: UInt64? = nil
  ) {
    self.init(subject: subject)
    for event in CaseFile.standing(events, at: day, knownBefore: known) { evolve(event) }
    if events.contains(where: { $0.event.type == .recordAnnulled }) {
      strayDeletions = AnnulledRecord.stray(
        in: events.filter { event in known.map { event.position < $0 } ?? true })
    }
  }

  /// What does not hold together: events without their record, records made twice, and everything,
  /// when the subject itself was never opened.
  ///
  /// A sound log has none.
  public var faults: [RecordedEvent] {
    let orphans = twice + waiting.values.joined()
    return (own == nil ? orphans + unopened : orphans).sorted { $0.position < $1.position }
  }

  /// The events that count, in the order they were true; on one day in the order recorded, where
  /// what replaces another event stands in that one's place.
  ///
  /// `withDeleted` keeps the events of records that were deleted whole (`record-annulled`): a
  /// delivery shows them, marked. `asRecorded` takes the order they were recorded in instead.
  public static func standing(
    _ events: some Collection<RecordedEvent>, at day: Day? = nil, knownBefore known: UInt64? = nil,
    withDeleted: Bool = false, asRecorded: Bool = false
  ) -> [RecordedEvent] {
    let knownEvents = events.filter { event in known.map { event.position < $0 } ?? true }
    let annulled = annulments(in: knownEvents)
    let deleted = withDeleted ? [:] : AnnulledRecord.all(in: knownEvents, annulled: annulled)
    var standing = knownEvents.filter { recorded in
      recorded.event.type.shape.episode.effect != .annul && annulled[recorded.event.id] == nil
        && (day.map { recorded.event.effective <= $0 } ?? true)
        && (deleted.isEmpty || !AnnulledRecord.takes(recorded.event, deleted))
    }
    let places = places(of: knownEvents, annulled: annulled)
    standing.sort {
      let (left, right) = (
        places[$0.event.id] ?? $0.position, places[$1.event.id] ?? $1.position
      )
      if asRecorded || $0.event.effective == $1.event.effective { return left < right }
      return $0.event.effective < $1.event.effective
    }
    return standing
  }

  /// The positions of the events that replacements stand for.
  private static func places(
    of events: [RecordedEvent], annulled: [RecordID: RecordedEvent]
  ) -> [RecordID: UInt64] {
    guard !annulled.isEmpty else { return [:] }
    var places: [RecordID: UInt64] = [:]
    // In the order recorded, so that a correction of a correction finds the first one's place.
    for event in events {
      guard let annulment = annulled[event.event.id]?.event,
        let replacement = annulment.fields.id(.replacement)
      else { continue }
      places[replacement] = places[event.event.id] ?? event.position
    }
    return places
  }

  /// The annulments in force, by the id of the event they name.
  ///
  /// Read from the latest back, so that an annulment that was itself annulled has no effect.
  public static func annulments(
    in events: some Collection<RecordedEvent>
  ) -> [RecordID: RecordedEvent] {
    var annulled: [RecordID: RecordedEvent] = [:]
    for recorded in events.reversed() where recorded.event.type == .eventAnnulled {
      guard annulled[recorded.event.id] == nil, let target = recorded.event.fields.id(.event)
      else { continue }
      annulled[target] = recorded
    }
    return annulled
  }

  /// Takes in the next event.
  public mutating func evolve(_ recorded: RecordedEvent) {
    let role = recorded.event.type.shape.episode
    let key = EpisodeKey(role.kind, role.id.flatMap(recorded.event.fields.id))
    count += 1
    switch role.effect {
    case .start, .happen: begin(recorded, key, role)
    case .mark, .end, .resume:
      if let place = index[key] {
        episodes[place].add(recorded, role: role)
      } else {
        // What is true before its record began (a delivered file may say so) waits for it.
        waiting[key, default: []].append(recorded)
      }
    case .annul:
      break
    }
  }

  private mutating func begin(_ recorded: RecordedEvent, _ key: EpisodeKey, _ role: EpisodeRole) {
    if role.effect == .start || key.id != nil {
      guard index[key] == nil else {
        twice.append(recorded)
        return
      }
      index[key] = episodes.count
    }
    episodes.append(Episode(recorded, role: role))
    if own == nil { unopened.append(recorded) }
    let place = episodes.count - 1
    for parent in links[key] ?? [] { episodes[place].follow(parent) }
    for early in waiting.removeValue(forKey: key) ?? [] {
      episodes[place].add(early, role: early.event.type.shape.episode)
    }
    if role.kind == .relation { link(recorded.event.fields) }
    if role.kind == .decision { answer(recorded) }
    if role.informs { informed.append(recorded) }
    if role.informs || key == EpisodeKey(EpisodeKind(subject.kind), nil) { inform() }
  }

  /// A decision that names an application ends it.
  private mutating func answer(_ decision: RecordedEvent) {
    guard let id = decision.event.fields.id(.application),
      let place = index[EpisodeKey(.application, id)]
    else { return }
    episodes[place].answer(decision)
  }

  /// What a record tells of the subject itself, once that is open.
  private mutating func inform() {
    guard let place = index[EpisodeKey(EpisodeKind(subject.kind), nil)] else { return }
    for recorded in informed { episodes[place].inform(recorded.event) }
    informed = []
  }

  /// A relation makes the one record follow from the other, whichever came first.
  private mutating func link(_ fields: Fields) {
    guard let from = fields.text(.from).flatMap({ RecordID($0) }), let to = fields.id(.to),
      let kind = fields.text(.toType).flatMap(EpisodeKind.init(registerType:))
    else { return }
    let key = EpisodeKey(kind, to)
    links[key, default: []].append(from)
    if let place = index[key] { episodes[place].follow(from) }
  }

  /// The subject itself as an episode: the case, the person, the order, the unit.
  public var own: Episode? { episode(EpisodeKind(subject.kind), nil) }

  /// The episode of that kind and id.
  public func episode(_ kind: EpisodeKind, _ id: RecordID?) -> Episode? {
    index[EpisodeKey(kind, id)].map { episodes[$0] }
  }

  /// The episodes of a kind.
  public func episodes(_ kind: EpisodeKind) -> [Episode] {
    // By index: an episode that is looked at through a closure is copied first.
    var found: [Episode] = []
    for index in episodes.indices where episodes[index].kind == kind {
      found.append(episodes[index])
    }
    return found
  }

  /// The first parent of an episode that has that kind.
  public func parent(of episode: Episode, _ kind: EpisodeKind) -> Episode? {
    for id in episode.parents { if let parent = self.episode(kind, id) { return parent } }
    return nil
  }

  /// The staff id of the caseworker (saksbehandler).
  public var worker: String? { own?.attributes.text(.worker) }

  /// The team.
  public var team: String? { own?.attributes.text(.team) }

  /// The responsible municipality: the last one transferred to, or where it was opened.
  public var office: Office? {
    guard let own else { return nil }
    return own.attributes.text(.toOffice).flatMap { Office($0) } ?? own.office
  }
}

extension EpisodeKind {
  /// The kind of the episode that the subject itself is.
  public init(_ kind: Subject.Kind) {
    switch kind {
    case .case: self = .case
    case .order: self = .order
    case .deviation: self = .deviation
    case .person: self = .person
    case .unit: self = .unit
    case .programme: self = .programme
    case .home: self = .home
    case .message: self = .message
    }
  }
}
