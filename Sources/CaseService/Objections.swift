public import CaseModel

extension CaseLog {
  /// What stands in the way of an act on a subject, whatever its fields will say: the subject, the
  /// state it is in, the day.
  ///
  /// So a person need not answer everything to be told.
  /// - Parameters:
  ///   - type: the kind of act.
  ///   - subject: what it is about.
  ///   - effective: when it was true; nil for what stands in the way on every day.
  ///   - time: the moment of recording, on a simulated log's own calendar.
  public func objections(
    to type: EventType, on subject: Subject, effective: Day?, time: Instant? = nil
  ) throws -> [Finding] {
    let history = try history(of: subject)
    // The municipality is nothing that these rules look at.
    guard let office = CaseFile(subject: subject, folding: history).office ?? Office(number: 0)
    else { return [] }
    let today = (time ?? clock.now).dayInOslo
    let event = Event(
      id: .random(), type: type, subject: subject, effective: effective ?? today, office: office,
      actor: "", fields: Fields())
    guard
      case .refused(let reasons) = decide([event], on: subject, after: history, today: today)
    else { return [] }
    let rules = effective == nil ? Self.onEveryDay : Self.onEveryDay.union(Self.ofDay)
    return reasons.map(\.finding).filter { rules.contains($0.rule) && $0.field == nil }
  }

  private static let onEveryDay: Set = [
    "subject-kind", "subject-unknown", "subject-exists", "subject-open",
  ]
  private static let ofDay: Set = [
    "subject-closed", "before-subject", "date-future", "BVR-Sak-1", "end-before-records",
  ]
}
