import CaseModel
import CaseService
import Projections

/// What the log holds of a case, read in the form of a case folder.
///
/// Most events are facts of the folder as they stand. The rest of a folder follows from what the
/// log says in its own words (`DerivedFacts`).
struct LogFolder {
  let subject: Subject
  let file: CaseFile
  /// Everything recorded on the case that is asked about, in order.
  let history: [RecordedEvent]
  /// Everything that was known, also of later days.
  let known: [RecordedEvent]
  /// The events that count, deleted records included, in the order recorded.
  let events: [RecordedEvent]
  /// The sealed texts of each event, by position.
  let texts: [UInt64: [Field: String]]
  /// Gives all sealed texts of an event.
  let readTexts: (RecordedEvent) throws -> [Field: String]

  /// Reads a case.
  /// - Parameter texts: gives the sealed texts of an event; asked only where there are some.
  init(
    _ subject: Subject, _ history: [RecordedEvent], at day: Day? = nil,
    texts: @escaping (RecordedEvent) throws -> [Field: String]
  ) throws {
    readTexts = texts
    self.subject = subject
    known = history
    self.history = history.filter { event in day.map { event.event.effective <= $0 } ?? true }
    file = CaseFile(subject: subject, folding: history, at: day)
    events = CaseFile.standing(history, at: day, withDeleted: true, asRecorded: true)
    var found: [UInt64: [Field: String]] = [:]
    for event in events where !event.event.sealedFields.isEmpty {
      let rows = RegisterRow.of(event.event.type)
      let known = Set(rows.flatMap(\.sealedFields) + Self.alsoRead)
      guard !known.isDisjoint(with: event.event.sealedFields) else { continue }
      found[event.position] = try texts(event).filter { known.contains($0.key) }
    }
    self.texts = found
  }

  /// Sealed fields that a folder needs besides those of the map's rows.
  private static let alsoRead: [Field] = [
    .nationalId, .birthDate, .revocationSpecification, .reporterSpecification,
    .contentSpecification,
  ]

  /// The case's id in the register: the one it has, or one that follows from its first event.
  var caseID: RecordID? {
    let opened = history.first { $0.event.type == .caseOpened }
    return opened.map { $0.event.fields.id(.caseId) ?? $0.event.id.named("register/case") }
  }

  /// The case's journal number.
  var journal: String { file.own?.attributes.text(.journal) ?? subject.key }

  /// The events that brought the case in, or took it out.
  var submissions: [RecordedEvent] {
    events.filter { $0.event.type.shape.episode.kind == .submission }
  }

  /// Who delivered the case last, as far as the log knows, for a municipality: also a look back to
  /// a day before the delivery may name it.
  func deliverer(for office: Office?) -> RegisterSubmission? {
    let all = known.filter { $0.event.type.shape.episode.kind == .submission }
    return all.compactMap { RegisterSubmission($0.event.fields) }
      .last { $0.municipality == office }
  }

  /// Everything the folder says, in the order recorded.
  var facts: [RegisterFact] {
    var facts: [RegisterFact] = []
    var places: [RegisterFact.Key: Int] = [:]
    var evaluations: [RecordID?: Int] = [:]
    for recorded in events {
      if recorded.event.type == .reportDetailsSet { overlay(recorded, &facts) }
      for row in RegisterRow.of(recorded.event.type) + further(recorded.event) {
        guard var fact = fact(row, recorded) else { continue }
        if row.type == .planEvaluated {
          // Evaluations have no ids: they are told apart by their place.
          fact.ordinal = evaluations[fact.record, default: 0]
          evaluations[fact.record] = fact.ordinal + 1
        }
        // What a record has only once is as its latest reading.
        if let earlier = places[fact.key] {
          facts[earlier] = fact
        } else {
          places[fact.key] = facts.count
          facts.append(fact)
        }
      }
    }
    return facts + derivedFacts(given: facts)
  }

  /// Rows that an event follows besides its type's own: an end that tells the revocation too.
  private func further(_ event: Event) -> [RegisterRow] {
    event.type == .measureEnded ? RegisterRow.of(.measureRevoked) : []
  }

  /// Reporters and contents that were set later are the report's.
  private func overlay(_ recorded: RecordedEvent, _ facts: inout [RegisterFact]) {
    guard let report = recorded.event.fields.id(.report),
      let place = facts.firstIndex(where: { $0.row.type == .reportReceived && $0.record == report })
    else { return }
    for list in facts[place].row.lists where recorded.event.fields[list.codes] != nil {
      facts[place].fields[list.codes] = recorded.event.fields[list.codes]
      facts[place].texts[list.texts] = text(list.texts, recorded, codes: list.codes)
    }
  }

  private func fact(_ row: RegisterRow, _ recorded: RecordedEvent) -> RegisterFact? {
    let event = recorded.event
    var fields = Fields()
    for field in row.codedFields { fields[field] = event.fields[field] }
    var texts: [Field: String] = [:]
    for field in row.texts.map(\.field) { texts[field] = self.texts[recorded.position]?[field] }
    for list in row.lists { texts[list.texts] = text(list.texts, recorded, codes: list.codes) }
    let isSettingOfOther = row.type == .measureVisitsSet && fields.entries.isEmpty
    guard row.date != nil || !fields.entries.isEmpty || !texts.isEmpty, !isSettingOfOther
    else { return nil }
    complete(&fields, row, event)
    let record = record(of: row, event)
    guard row.record == nil || record != nil else { return nil }
    return RegisterFact(
      row: row, record: record,
      own: row.own.map { event.fields.id($0) ?? event.id.named("record") },
      effective: event.effective, fields: fields, texts: texts, position: recorded.position)
  }

  /// What the folder says in full where the event says it short, or in another place.
  private func complete(_ fields: inout Fields, _ row: RegisterRow, _ event: Event) {
    switch row.type {
    case .caseOpened:
      if fields[.caseId] == nil { fields[.caseId] = caseID.map(FieldValue.id) }
      if file.own?.end == nil { fields[.finished] = event.fields[.finished] }
      fields[.deleted] = event.fields[.deleted]
    case .caseClosed: fields[.finished] = event.fields[.finished] ?? .flag(true)
    case .identityRecorded: fields[.birthYear] = event.fields[.birthYear]
    case .measureStarted where fields[.act] == nil:
      // A measure without a legal basis of its own rests on its decision's.
      let decision = event.fields.id(.decision).flatMap { file.episode(.decision, $0) }
      for field in RegisterRow.legalFields { fields[field] = decision?.given[field] }
    default: break
    }
  }

  /// The record that a fact stands in.
  private func record(of row: RegisterRow, _ event: Event) -> RecordID? {
    guard let field = row.record else { return nil }
    if let id = event.fields.id(field) { return id }
    switch event.type {
    case .privateClaimConcluded:
      return file.episode(.privateClaim, event.fields.id(.claim))?.given.id(.decision)
    case .supervisionVisitDone, .followUpVisitDone:
      return file.episode(.placement, event.fields.id(.placement))?.given.id(.measure)
    default: return nil
    }
  }

  /// A text that specifies codes, in the one form it can be compared in.
  private func text(_ field: Field, _ recorded: RecordedEvent, codes: Field) -> String? {
    let list = recorded.event.fields.values(codes).map(\.plain)
    return texts[recorded.position]?[field].flatMap {
      CodeTexts.write(
        CodeTexts.read($0, for: list, needing: CodeTexts.needing(in: codes)), for: list)
    }
  }

  /// Records that were deleted, whole or their conclusion only.
  var deletions: [RegisterDeletion] {
    let annulled = CaseFile.annulments(in: history)
    let said = history.compactMap { recorded -> RegisterDeletion? in
      let fields = recorded.event.fields
      guard recorded.event.type == .recordAnnulled, annulled[recorded.event.id] == nil,
        let type = fields.text(.recordType), let record = fields.id(.record)
      else { return nil }
      let isPart = fields.flag(.conclusionOnly) == true
      let isListed = fields.flag(.listed) ?? !isPart
      return RegisterDeletion(
        type: type, record: record, conclusionOnly: isPart, flagged: fields.flag(.flagged) ?? true,
        listed: isListed ? recorded.event.effective : nil, position: recorded.position)
    }
    return said + withdrawn(annulled)
  }

  /// Records that a delivery has shown and that were annulled since: the register must be told.
  private func withdrawn(_ annulled: [RecordID: RecordedEvent]) -> [RegisterDeletion] {
    let shown = submissions.compactMap { $0.event.fields.number(.logSize) }.max() ?? 0
    return history.compactMap { recorded in
      let role = recorded.event.type.shape.episode
      guard recorded.position < UInt64(shown), let annulment = annulled[recorded.event.id]?.event,
        annulment.fields.id(.replacement) == nil, role.effect == .start || role.effect == .happen,
        let type = role.kind.registerType, let id = role.id.flatMap(recorded.event.fields.id),
        file.episode(role.kind, id) == nil
      else { return nil }
      return RegisterDeletion(type: type, record: id, listed: annulment.effective)
    }
  }
}

extension LogFolder {
  /// Every sealed text of an event, for an event that takes its place.
  func allTexts(_ recorded: RecordedEvent) throws -> [Field: String] {
    guard !recorded.event.sealedFields.isEmpty else { return [:] }
    return try readTexts(recorded)
  }

  /// Later events whose facts are part of this one's in a folder, and go with it.
  func overlays(of recorded: RecordedEvent) throws -> [RecordedEvent] {
    guard recorded.event.type == .reportReceived else { return [] }
    return events.filter {
      $0.event.type == .reportDetailsSet
        && $0.event.fields.id(.report) == recorded.event.fields.id(.report)
    }
  }
}
