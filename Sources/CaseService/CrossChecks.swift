import CaseModel
import EventLog
import Projections

// Rules that look across files, and at the catalogue of indicators. The rules of one file are
// `decide`'s; what other files say is told, not refused, since they may change the next minute.

extension CaseLog {
  /// What the rest of the log says against an act: a deviation closed while it still stands, a
  /// child in a home that nobody has approved.
  /// - Returns: for each draft its warnings, to show and to record with it, or why it is refused.
  func crossFindings(on drafts: [Draft]) throws -> [[Finding]] {
    try drafts.map { draft -> [Finding] in
      switch draft.type {
      case .deviationClosed: try standingFindings(on: draft)
      case .placementHomeSet: try homeFindings(on: draft)
      case .controlDefined: indicatorFindings(on: draft)
      default: []
      }
    }
  }

  /// What measures a control is in the catalogue.
  private func indicatorFindings(on draft: Draft) -> [Finding] {
    guard let id = draft.fields.text(.indicator), Indicator.named(id) == nil else { return [] }
    let near = nearestNames(to: id, of: Indicator.all.map(\.id.description))
    return [
      near.isEmpty
        ? .error("indicator-unknown", .indicator, id)
        : .error("indicator-unknown-near", .indicator, id, near.joined(separator: ", "))
    ]
  }

  private func standingFindings(on draft: Draft) throws -> [Finding] {
    guard let kind = try file(draft.subject)?.own?.attributes.text(.kind),
      let indicator = Self.standing[kind].flatMap(Indicator.named)
    else { return [] }
    let offices = try file(draft.subject)?.office.map { [$0] } ?? []
    let count = try count(indicator, offices: offices, on: draft.effective)
    return count == 0
      ? [] : [.warning("deviation-stands", nil, kind, String(count), draft.effective.description)]
  }

  /// A child lives in a home of the log that is approved: for itself or for that child.
  private func homeFindings(on draft: Draft) throws -> [Finding] {
    guard let key = draft.fields.text(.fosterHome) else { return [] }
    guard let home = Subject(key) ?? Subject(.home, key), home.kind == .home,
      let file = try file(home)
    else { return [.warning("home-unknown", .fosterHome, key)] }
    return file.isApproved(for: draft.subject, on: draft.effective)
      ? []
      : [.warning("home-not-approved", .fosterHome, home.description, draft.effective.description)]
  }

  /// The indicator that shows whether a kind of deviation still stands.
  private static let standing = [
    "reports-unhandled": "reports-unhandled", "investigations-overdue": "investigations-overdue",
    "plans-missing": "children-without-plan", "evaluations-missing": "children-without-evaluation",
  ]

  private func count(_ indicator: Indicator, offices: [Office], on day: Day) throws -> Int64 {
    let report = Report(
      "deviation", version: 1,
      rows: [.init("", "", indicator.id)], columns: .day)
    let table = try statistics(report, Statistics.Question(offices: offices, at: day))
    return table.cells.first?.value?.scaled ?? 0
  }
}
