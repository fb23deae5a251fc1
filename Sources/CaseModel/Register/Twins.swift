// Records that say the same under different ids (dobbeltregistrering).

extension RegisterCase {
  /// Of records of one kind: those with the same content as an earlier one, each with that one's id
  /// (BVR-Melding-19, -Undersokelse-19, -Vedtak-19, -Tiltak-19, -Plan-19).
  ///
  /// The content is what the register's element holds: the first and last day, codes, dated
  /// remarks, and sealed texts. Ids, links to other records and what the register is not told
  /// do not count. A text that is not known here is unlike one that is.
  func twins(_ records: [Episode]) -> [RegisterBreach] {
    guard records.count > 1 else { return [] }
    var seen: [Content: Episode] = [:]
    let visits = records.first?.kind == .measure ? self.visits : [:]
    let claims = records.first?.kind == .decision ? self.claims : [:]
    return records.compactMap { record in
      var content = content(of: record)
      if let id = record.id { content.parts += visits[id, default: []] + claims[id, default: []] }
      guard let first = seen[content] else {
        seen[content] = record
        return nil
      }
      let field = record.kind == .investigation ? Field.investigation : nil
      return RegisterBreach(record, field, first.id?.description ?? "")
    }
  }

  private struct Content: Hashable {
    let start: Day
    let end: Day?
    let outcome: String?
    let facts: [FieldValue?]
    let sealed: [Bool]
    let texts: [String?]
    var parts: [[FieldValue]]
  }

  private func content(of record: Episode) -> Content {
    let (facts, sealed, marks) = record.kind.contentOfElement
    return Content(
      start: record.start, end: record.end,
      outcome: record.kind == .measure ? nil : record.outcome,
      facts: facts.map { record.attributes[$0] } + legalBasis(record),
      sealed: sealed.map { has($0, record) }, texts: sealed.map { text($0, of: record) },
      parts: record.marks.filter { marks.contains($0.type) }.map { mark in
        [.text(mark.type.name.description), .day(mark.day)]
          + mark.fields.entries.filter { !idsOfParts.contains($0.field) }.map(\.value)
      })
  }

  private func legalBasis(_ record: Episode) -> [FieldValue?] {
    guard record.kind == .measure || record.kind == .decision else { return [] }
    let all = [file.legalBasis(of: record)].compactMap(\.self) + file.alsoUnder(record)
    return all.map { .text($0.description) }
  }

  /// The visits by the measure they belong to.
  private var visits: [RecordID: [[FieldValue]]] {
    parts(of: file.episodes.filter { $0.kind == .followUpVisit || $0.kind == .supervisionVisit })
  }

  /// The claims by the decision they belong to.
  private var claims: [RecordID: [[FieldValue]]] { parts(of: records(.privateClaim)) }

  private func parts(of episodes: [Episode]) -> [RecordID: [[FieldValue]]] {
    var found: [RecordID: [[FieldValue]]] = [:]
    for part in episodes {
      for parent in part.parents {
        let end = part.end.map { FieldValue.day($0) } ?? .flag(false)
        found[parent, default: []].append(
          [.text(part.kind.rawValue), .day(part.start), end, .text(part.outcome ?? "")])
      }
    }
    return found
  }
}

/// Ids within a record's parts: they tell parts apart, not records.
private let idsOfParts: Set<Field> = [
  .investigation, .decision, .statusId, .measure, .setting, .plan,
]

extension EpisodeKind {
  /// The coded facts, sealed texts and dated remarks that the register's element holds.
  fileprivate var contentOfElement: (facts: [Field], sealed: [Field], marks: Set<EventType>) {
    switch self {
    case .report:
      ([.reporters, .contents], [.reporterSpecification, .contentSpecification], [])
    case .investigation:
      (
        [.grounds], [.groundSpecification, .specification],
        [.childHeard, .extensionRequested, .extensionDecided]
      )
    case .decision: ([], [], [.decisionStatusChanged])
    case .measure:
      (
        [.category, .grounds, .revocation],
        [.specification, .groundSpecification, .revocationSpecification], [.measureVisitsSet]
      )
    case .plan: ([.planType], [], [.planEvaluated])
    default: ([], [], [])
    }
  }
}
