import CaseModel

/// Restricts a whole table to a unit (enhet) and those below it.
///
/// What began is counted with the unit that was responsible that day, as municipalities count it;
/// anything else with the one on the day by which it counts: when it ended, or at the period's end.
/// Whether that lay below the asked unit is a matter of the same day.
struct UnitScope: Hashable, Sendable {
  /// The unit that was asked for.
  let unit: Subject
  private static let responsible = UnitGrouping(.end, .own)

  /// Whether a unit was it, or lay below it, on a day.
  func contains(_ other: Subject, of organisation: Organisation, on day: Day) -> Bool {
    other == unit || organisation.ancestors(of: other, on: day).contains(unit)
  }

  /// Whether it was responsible for an episode on a day.
  /// - Parameter day: the day by which the episode counts.
  func holds(_ episode: Episode, in view: FileView, on day: Day) -> Bool {
    let day = max(episode.start, min(day, episode.end ?? day))
    let subject = view.file.subject
    // What is recorded on a unit is that unit's.
    let other =
      subject.kind == .unit
      ? subject : UnitScope.responsible.unit(of: episode, in: view, at: day)
    return other.map { contains($0, of: view.staff.organisation, on: day) } ?? false
  }
}
