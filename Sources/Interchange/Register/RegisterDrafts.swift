import CaseModel
import CaseService
import EventCoding
import Projections

/// The acts that make the log say what a delivered folder says.
struct RegisterDrafts {
  let folder: RegisterFolder
  let subject: Subject
  let log: LogFolder?
  let actor: String
  let fileDigest: String

  /// The acts, each with the thing of the file that it follows from.
  func drafts(_ comparison: FolderComparison) throws -> [(draft: Draft, fact: RegisterFact?)] {
    var made: [(draft: Draft, fact: RegisterFact?)] = []
    for position in comparison.restored { made.append((try annulment(of: position), nil)) }
    for (position, facts) in comparison.corrected {
      made += try correction(of: position, facts)
    }
    let order = Dictionary(
      RegisterRow.all.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
    let added = comparison.added.enumerated().sorted { left, right in
      (order[left.element.row.key] ?? 0, left.offset) < (
        order[right.element.row.key] ?? 0, right.offset
      )
    }
    made += added.map { (draft(of: $0.element), $0.element) }
    if let moved { made.append((moved, nil)) }
    made += comparison.deleted.map { (deletion($0), nil) }
    if !isKnown(folder.submission.id) { made.append((submission, nil)) }
    return made
  }

  private func isKnown(_ id: RecordID) -> Bool {
    log?.submissions.contains { $0.event.fields.id(.submission) == id } ?? false
  }

  /// The act that a thing of the file is.
  private func draft(of fact: RegisterFact) -> Draft {
    var fields = fact.fields
    if let field = fact.row.record, fact.row.type.shape.field(field) != nil {
      fields[field] = fact.record.map(FieldValue.id)
    }
    if let field = fact.row.own { fields[field] = fact.own.map(FieldValue.id) }
    switch fact.row.type {
    case .caseClosed: fields[.reason] = .text("not-given")
    case .measureStarted:
      fields[.class] = .text("not-given")
      fields[.basis] = .text(isCareOrder(fields) ? "care-order" : "assistance")
    default: break
    }
    return draft(fact.row.type, on: fact.effective, fields, fact.texts)
  }

  private func isCareOrder(_ fields: Fields) -> Bool {
    guard let basis = LegalBasis(fields) else { return false }
    return basis.isCareOrder(
      with: fields.values(.alsoUnder).compactMap { LegalBasis($0.plain) })
  }

  private func draft(
    _ type: EventType, on day: Day, _ fields: Fields, _ texts: [Field: String] = [:],
    id: RecordID? = nil
  ) -> Draft {
    Draft(
      id: id, type, on: subject, effective: day, office: folder.submission.municipality,
      actor: actor, fields: fields,
      sealed: SealedPlaintext.grouped(texts.map { ($0.key, $0.value) }, of: type))
  }

  /// The earlier event is annulled, and one with what the file says stands in its place.
  private func correction(
    of position: UInt64, _ facts: [RegisterFact]
  ) throws -> [(draft: Draft, fact: RegisterFact?)] {
    guard let log, let earlier = log.events.first(where: { $0.position == position }) else {
      return []
    }
    var fields = earlier.event.fields
    var texts = try log.allTexts(earlier)
    var day = earlier.event.effective
    for fact in facts {
      for field in fact.row.codedFields { fields[field] = fact.fields[field] }
      for field in [Field.finished, .deleted, .birthYear] where fact.fields[field] != nil {
        fields[field] = fact.fields[field]
      }
      for field in fact.row.sealedFields { texts[field] = fact.texts[field] }
      if fact.row.type == earlier.event.type, fact.row.date != nil { day = fact.effective }
    }
    let id = RecordID.eventNow()
    var annulled = try annulment(of: position)
    annulled.fields[.replacement] = .id(id)
    var replacement = draft(earlier.event.type, on: day, fields, texts, id: id)
    replacement.office = earlier.event.office
    let overlays = try log.overlays(of: earlier).map {
      (try annulment(of: $0.position), nil as RegisterFact?)
    }
    return [(annulled, facts.first)] + overlays + [(replacement, facts.first)]
  }

  private func annulment(of position: UInt64) throws -> Draft {
    let recorded = log?.history.first { $0.position == position }
    var fields = Fields()
    fields[.event] = recorded.map { .id($0.event.id) }
    fields[.reason] = .text("wrong-data")
    return draft(
      .eventAnnulled, on: max(extractionDay, recorded?.event.effective ?? extractionDay), fields)
  }

  private func deletion(_ deletion: RegisterDeletion) -> Draft {
    var fields = Fields()
    fields[.recordType] = .text(deletion.type)
    fields[.record] = .id(deletion.record)
    if deletion.conclusionOnly { fields[.conclusionOnly] = .flag(true) }
    fields[.flagged] = .flag(deletion.flagged)
    fields[.listed] = .flag(deletion.listed != nil)
    return draft(.recordAnnulled, on: deletion.listed ?? extractionDay, fields)
  }

  /// The case is another municipality's now.
  private var moved: Draft? {
    guard let office = log?.file.office, office != folder.submission.municipality else {
      return nil
    }
    var fields = Fields()
    fields[.toOffice] = .text(folder.submission.municipality.description)
    return draft(.caseTransferred, on: extractionDay, fields)
  }

  private var submission: Draft {
    draft(
      .submissionReceived, on: extractionDay, folder.submission.fields(fileDigest: fileDigest))
  }

  /// The day of extraction, as the file's own clock shows it.
  private var extractionDay: Day {
    Day(folder.submission.extractedAt.prefix(10)) ?? Day(number: 0)
  }
}

extension RegisterRow {
  /// What tells rows apart.
  struct Key: Hashable {
    let type: EventType
    let path: [String]
  }

  var key: Key { Key(type: type, path: path) }
}

extension RecordID {
  /// A new event's id.
  static func eventNow() -> RecordID {
    var generator = SystemRandomNumberGenerator()
    return event(at: SystemClock().now, using: &generator)
  }
}

extension RegisterSubmission {
  /// The facts of the event that records the delivery.
  func fields(fileDigest: String) -> Fields {
    var fields = Fields()
    fields[.submission] = .id(id)
    fields[.previous] = previous.map(FieldValue.id)
    fields[.extractedAt] = .text(extractedAt)
    fields[.vendor] = .text(vendor)
    fields[.system] = .text(system)
    fields[.systemVersion] = .text(systemVersion)
    fields[.organisationNumber] = .text(organisationNumber)
    fields[.municipality] = .text(municipality.description)
    fields[.municipalityName] = .text(municipalityName)
    fields[.districtNumber] = districtNumber.map(FieldValue.text)
    fields[.districtName] = districtName.map(FieldValue.text)
    fields[.fileDigest] = .text(fileDigest)
    return fields
  }
}
