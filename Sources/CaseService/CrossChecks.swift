import CaseModel
import EventLog
import Projections

// Rules that look across files, and at the catalogue of indicators. The rules of one file are
// `decide`'s; what other files say is told, since they may change the next minute. Only what names
// a case or an indicator that is nowhere is refused.

extension CaseLog {
  /// What the rest of the log says against an act: a deviation closed while it still stands, a
  /// child in a home that nobody has approved, a case that is not there.
  /// - Returns: for each draft its warnings, to show and to record with it, or why it is refused.
  func crossFindings(on drafts: [Draft]) throws -> [[Finding]] {
    try drafts.enumerated().map { index, draft -> [Finding] in
      let earlier = drafts.prefix(index)
      switch draft.type {
      case .deviationClosed: return try standingFindings(on: draft)
      case .placementHomeSet: return try homeFindings(on: draft)
      case .approvalApplied:
        return try isCaseUnknown(draft, after: earlier)
          ? [.error("approval-case-unknown", .case)] : []
      case .siblingRecorded:
        return try isCaseUnknown(draft, after: earlier) ? [.warning("sibling-unknown", .case)] : []
      case .approvalEnded: return try leftFindings(on: draft)
      case .controlDefined: return indicatorFindings(on: draft)
      default: return []
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
    guard let home = Subject(home: key), let file = try file(home) else {
      return [.warning("home-unknown", .fosterHome, key)]
    }
    let day = draft.effective
    guard file.isApproved(for: draft.subject, on: day) else {
      return [.warning("home-not-approved", .fosterHome, home.description, day.description)]
    }
    return file.isUnsuitable(for: draft.subject, on: day)
      ? [.warning("home-unfit", .fosterHome, home.description, day.description)] : []
  }

  /// Whether a draft names a case that is neither in the log nor opened just before.
  private func isCaseUnknown(_ draft: Draft, after earlier: ArraySlice<Draft>) throws -> Bool {
    guard let key = draft.fields.text(.case) else { return false }
    guard let named = Subject(case: key) else { return true }
    return try !earlier.contains { $0.subject == named } && file(named) == nil
  }

  /// Children who still live in a home that nobody has approved any more.
  private func leftFindings(on draft: Draft) throws -> [Finding] {
    let day = draft.effective
    guard let approval = draft.fields.id(.approval), let file = try file(draft.subject),
      file.episode(.homeApproval, approval)?.approvals(on: day).isEmpty == false
    else { return [] }
    let left = try children(in: draft.subject, on: day).filter { child in
      !file.approvals(for: child).contains { $0.id != approval && $0.isOpen(on: day) }
        && file.approvals(for: child).contains { $0.id == approval }
    }
    let names = left.map(\.description).joined(separator: ", ")
    return left.isEmpty ? [] : [.warning("home-children-left", nil, names)]
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
