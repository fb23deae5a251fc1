import CaseModel
import CaseService

@testable import Simulation

/// What the drafts of Bergen say, counted by another way than the projections'.
struct BergenCount {
  /// The drafts that stand: what was withdrawn is left out.
  let drafts: [Draft]
  private let byType: [EventType: [Draft]]

  init(_ all: [Draft]) {
    let withdrawn = Set(
      all.filter { $0.type == .eventAnnulled }.compactMap { $0.fields.id(.event) })
    drafts = all.filter { draft in
      draft.type != .eventAnnulled && !(draft.id.map(withdrawn.contains) ?? false)
    }
    byType = Dictionary(grouping: drafts, by: \.type)
  }

  /// The drafts of a type that are true in a year.
  func acts(_ type: EventType, _ year: Int? = nil) -> [Draft] {
    (byType[type] ?? []).filter { year == nil || $0.effective.year == year }
  }

  /// Payments of financial assistance in a year, by person.
  func aid(_ year: Int) -> [Subject: [Draft]] {
    let other = ["qualification-benefit", "introduction-benefit"]
    return Dictionary(
      grouping: acts(.paymentMade, year).filter {
        !other.contains($0.fields.text(.benefitKind) ?? "")
      }, by: \.subject)
  }

  /// The months with financial assistance, by person.
  func months(_ year: Int) -> [Subject: Set<Int>] {
    aid(year).mapValues { Set($0.map(\.effective.month)) }
  }

  /// A fact of each person as it stands at the end of a year.
  func facts(_ field: Field, _ year: Int) -> [Subject: FieldValue] {
    var found: [Subject: FieldValue] = [:]
    let telling: [EventType] = [
      .personOpened, .personIdentityRecorded, .situationRecorded, .needsRecorded,
    ]
    var last: [Subject: Day] = [:]
    // The drafts are in the order of recording: of those of one day the last one holds.
    for draft in drafts where telling.contains(draft.type) && draft.effective.year <= year {
      guard let value = draft.fields[field] else { continue }
      if let day = last[draft.subject], day > draft.effective { continue }
      last[draft.subject] = draft.effective
      found[draft.subject] = value
    }
    return found
  }

  /// How many recipients of a year have each value of a fact; `-` for none.
  func recipients(_ year: Int, by field: Field) -> [String: Int] {
    let facts = facts(field, year)
    return aid(year).keys.reduce(into: [:]) { counts, person in
      counts[facts[person]?.plain ?? "-", default: 0] += 1
    }
  }

  /// The sum of amounts, in kroner.
  func kroner(_ drafts: [Draft]) -> Int64 {
    drafts.reduce(0) { $0 + ($1.fields.number(.amount) ?? 0) } / 100
  }

  /// The day on which each record of a kind ended, by its id.
  func ends(_ type: EventType, _ field: Field) -> [RecordID: Draft] {
    acts(type).reduce(into: [:]) { ends, draft in
      if let id = draft.fields.id(field) { ends[id] = draft }
    }
  }

  /// The records of a kind that are open on some day of a range, or at its end.
  func open(
    _ start: EventType, _ end: EventType, _ field: Field, in days: ClosedRange<Day>,
    atEnd: Bool = false
  ) -> [Draft] {
    let ends = ends(end, field)
    return acts(start).filter { draft in
      guard draft.effective <= days.upperBound, let id = draft.fields.id(field) else {
        return false
      }
      guard let end = ends[id]?.effective else { return true }
      return atEnd ? end > days.upperBound : end >= days.lowerBound
    }
  }

  /// The persons of some drafts.
  func persons(_ drafts: [Draft]) -> Int { Set(drafts.map(\.subject)).count }
}
