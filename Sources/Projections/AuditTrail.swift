public import CaseModel

/// One act as an auditor reads it: who, when, what, before and after (revisjonsspor).
public struct AuditEntry: Sendable {
  /// A fact that the act changed.
  public struct Change: Hashable, Sendable {
    /// The field, coded or sealed; nil for the episode itself coming or going.
    public let field: Field?
    /// What it said before; nil for nothing, ``sealed`` for a personal text.
    public let before: String?
    /// What it says after; nil for nothing, ``sealed`` for a personal text.
    public let after: String?

    /// Stands for a personal text: that it is there is seen, what it says is not.
    public static let sealed = "[sealed]"

    /// A change of a field, or with nil of the episode itself.
    public init(field: Field?, before: String?, after: String?) {
      (self.field, self.before, self.after) = (field, before, after)
    }
  }

  /// The act, with its place and time.
  public let recorded: RecordedEvent
  /// What it changed, record by record.
  public let differences: [EpisodeDifference]
  /// The position of a later annulment of it, if there is one.
  public let annulledAt: UInt64?

  /// What it changed.
  public var changes: [Change] { differences.flatMap(\.changes) }
}

/// The audit trail of a file, in the order its events were recorded.
///
/// - Parameters:
///   - subject: whose file it is.
///   - events: every event of the subject, as recorded.
///   - day: only what was true at its end; an annulment counts whenever it was made. Nil for all.
public func auditTrail(
  of subject: Subject, _ events: [RecordedEvent], at day: Day? = nil
) -> [AuditEntry] {
  let annulments = CaseFile.annulments(in: events)
  var before = CaseFile(subject: subject)
  return events.indices.compactMap { index in
    let recorded = events[index]
    let after = CaseFile(subject: subject, folding: events[...index], at: day)
    defer { before = after }
    var differences = changes(from: before, to: after)
    let isLater = day.map { recorded.event.effective > $0 } ?? false
    // What was not yet true changed nothing by then, unless it took back what had been recorded.
    if isLater, differences.isEmpty { return nil }
    if !isLater { differences += sealedAnew(recorded.event, besides: differences) }
    return AuditEntry(
      recorded: recorded, differences: differences,
      annulledAt: annulments[recorded.event.id]?.position)
  }
}

/// The personal texts of an act that take the place of earlier ones.
private func sealedAnew(
  _ event: Event, besides differences: [EpisodeDifference]
) -> [EpisodeDifference] {
  let changed = differences.flatMap(\.changes)
  let anew = event.sealedFields.sorted().filter { field in !changed.contains { $0.field == field } }
  guard !anew.isEmpty else { return [] }
  let role = event.type.shape.episode
  let changes = anew.map { field in
    AuditEntry.Change(
      field: field, before: AuditEntry.Change.sealed, after: AuditEntry.Change.sealed)
  }
  let record = role.id.flatMap(event.fields.id)
  return [EpisodeDifference(kind: role.kind, id: record, changes: changes)]
}

/// How an episode differs between two readings of a file.
public struct EpisodeDifference: Sendable {
  /// The kind of episode.
  public let kind: EpisodeKind
  /// The record's id; nil for the subject itself.
  public let id: RecordID?
  /// What differs.
  public let changes: [AuditEntry.Change]
}

/// What differs between two readings of one file: two dates, or two states of knowledge.
public func changes(from before: CaseFile, to after: CaseFile) -> [EpisodeDifference] {
  let keys = (before.episodes + after.episodes).map { EpisodeKey($0.kind, $0.id) }
  var seen: Set<EpisodeKey> = []
  return keys.compactMap { key -> EpisodeDifference? in
    guard seen.insert(key).inserted else { return nil }
    let changes = differences(
      before.episode(key.kind, key.id), after.episode(key.kind, key.id))
    return changes.isEmpty ? nil : EpisodeDifference(kind: key.kind, id: key.id, changes: changes)
  }
}

private func differences(_ before: Episode?, _ after: Episode?) -> [AuditEntry.Change] {
  var changes: [AuditEntry.Change] = []
  if before?.span != after?.span {
    changes.append(.init(field: nil, before: before?.span, after: after?.span))
  }
  let fields = Set((before?.attributes.entries ?? []).map(\.field))
    .union((after?.attributes.entries ?? []).map(\.field))
  for field in fields.sorted() {
    // The record's own id says nothing that its place in the list does not.
    let value = after?.attributes[field] ?? before?.attributes[field]
    if let id = (after ?? before)?.id, value == .id(id) { continue }
    let (old, new) = (before?.attributes[field]?.plain, after?.attributes[field]?.plain)
    if old != new { changes.append(.init(field: field, before: old, after: new)) }
  }
  let (old, new) = (before?.sealedFields ?? [], after?.sealedFields ?? [])
  for field in old.symmetricDifference(new).sorted() {
    let isNew = new.contains(field)
    changes.append(
      .init(
        field: field, before: isNew ? nil : AuditEntry.Change.sealed,
        after: isNew ? AuditEntry.Change.sealed : nil))
  }
  return changes
}

extension Episode {
  /// From when to when, as text: `2017-03-14/` while open.
  fileprivate var span: String { "\(start)/\(end?.description ?? "")" }
}
