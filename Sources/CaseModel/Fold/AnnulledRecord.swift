// A record, or its conclusion only, that was registered by mistake (slettet). What was said of it
// no longer counts, and stays readable.

/// How much of a record a deletion takes.
enum AnnulledRecord {
  /// Everything said of it.
  case whole
  /// Its end only: it is open again.
  case conclusion

  /// The records that deletions in force take, by key.
  static func all(
    in events: [RecordedEvent], annulled: [RecordID: RecordedEvent]
  ) -> [EpisodeKey: AnnulledRecord] {
    var found: [EpisodeKey: AnnulledRecord] = [:]
    for recorded in events where recorded.event.type == .recordAnnulled {
      let fields = recorded.event.fields
      guard annulled[recorded.event.id] == nil, let record = fields.id(.record),
        let kind = fields.text(.recordType).flatMap(EpisodeKind.init(registerType:))
      else { continue }
      let key = EpisodeKey(kind, record)
      if fields.flag(.conclusionOnly) != true { found[key] = .whole }
      if found[key] == nil { found[key] = .conclusion }
    }
    return found
  }

  /// The deletions in force that name a record which no event in force began.
  static func stray(in events: [RecordedEvent]) -> [RecordedEvent] {
    let annulled = CaseFile.annulments(in: events)
    var begun: Set<EpisodeKey> = []
    for recorded in events where annulled[recorded.event.id] == nil {
      switch recorded.event.type.shape.episode.effect {
      case .start, .happen: begun.insert(recorded.event.record)
      case .mark, .end, .resume, .annul: break
      }
    }
    return events.filter { recorded in
      guard recorded.event.type == .recordAnnulled, annulled[recorded.event.id] == nil,
        let type = recorded.event.fields.text(.recordType)
      else { return false }
      let record = recorded.event.fields.id(.record)
      return EpisodeKind(registerType: type).map { begun.contains(EpisodeKey($0, record)) } != true
    }
  }

  /// Whether one of the deletions takes an event.
  static func takes(_ event: Event, _ deleted: [EpisodeKey: AnnulledRecord]) -> Bool {
    let role = event.type.shape.episode
    switch deleted[EpisodeKey(role.kind, role.id.flatMap(event.fields.id))] {
    case .whole?: return true
    case .conclusion?: return role.effect == .end
    case nil: return false
    }
  }
}

extension EpisodeKind {
  /// The kind of record that one of the register's types names (begrepstype); nil for another.
  public init?(registerType: String) {
    guard let kind = Self.registerTypes.first(where: { $0.name == registerType })?.kind else {
      return nil
    }
    self = kind
  }

  /// The register's name for the kind of record (begrepstype); nil for one that it does not have.
  public var registerType: String? { Self.registerTypes.first { $0.kind == self }?.name }

  private static let registerTypes: [(name: String, kind: EpisodeKind)] = [
    ("Personalia", .personalDetails), ("Melding", .report), ("Undersokelse", .investigation),
    ("Plan", .plan), ("Tiltak", .measure), ("Vedtak", .decision), ("Ettervern", .aftercare),
    ("OversendelseFylkesnemnd", .boardReferral), ("Flytting", .relocation),
    ("Relasjon", .relation),
  ]
}
