import CaseModel

// What changed hands while it was there: it neither began nor ended, and is elsewhere now
// (flyttet).

extension Reader {
  /// Whether an episode came to the asked municipalities or unit in the period, or left them, while
  /// it was there: what was there at the beginning or began, and is there at the end or ended, was
  /// theirs at the one and not at the other.
  ///
  /// Where all of the log is asked about, nothing moves.
  func moved(_ episode: Episode, _ days: ClosedRange<Day>, hither: Bool) -> Bool {
    guard scope.offices != nil || scope.unit != nil,
      let first = first(of: episode, in: days), let last = last(of: episode, in: days)
    else { return false }
    let (was, now) = (isOurs(episode, first), isOurs(episode, last))
    return hither ? now && !was : was && !now
  }

  /// The query by which an episode is counted when it came into the period.
  private func first(of episode: Episode, in days: ClosedRange<Day>) -> (EpisodeQuery.When, Day)? {
    counted(episode, in: days, [.openBefore, .started, .reopened])
  }

  /// That by which it is counted at the end.
  private func last(of episode: Episode, in days: ClosedRange<Day>) -> (EpisodeQuery.When, Day)? {
    counted(episode, in: days, [.open, .ended])
  }

  private func counted(
    _ episode: Episode, in days: ClosedRange<Day>, _ ways: [EpisodeQuery.When]
  ) -> (EpisodeQuery.When, Day)? {
    for way in ways {
      if let day = way.day(of: episode, in: days) { return (way, day) }
    }
    return nil
  }

  private func isOurs(_ episode: Episode, _ counted: (when: EpisodeQuery.When, day: Day)) -> Bool {
    isOfUnit(episode, on: counted.day)
      && scope.covers(counted.when.office(of: episode, in: file, on: counted.day))
  }
}

extension EpisodeQuery.When {
  /// The day by which an episode counts in a period; nil if it does not.
  func day(of episode: Episode, in period: ClosedRange<Day>) -> Day? {
    let before = period.lowerBound.adding(days: -1)
    switch self {
    case .started: return period.contains(episode.start) ? episode.start : nil
    case .ended: return episode.end.flatMap { period.contains($0) ? $0 : nil }
    case .reopened:
      return episode.pauses.first { $0.end <= before && period.contains($0.resumed) }?.resumed
    case .open: return episode.isOpen(on: period.upperBound) ? period.upperBound : nil
    case .inForce:
      let last = period.upperBound
      return episode.isOpen(on: last) && episode.isInForce(on: last) ? last : nil
    case .active, .arrived, .departed:
      return episode.isActive(in: period) ? period.upperBound : nil
    case .openBefore: return episode.isOpen(on: before) ? before : nil
    case .marked(let type): return episode.marks(type).map(\.day).last(where: period.contains)
    }
  }

  /// What began belongs to the office of its beginning; anything else to the office that was
  /// responsible on the day by which it counts.
  func office(of episode: Episode, in file: CaseFile, on day: Day) -> Office {
    if case .started = self { return episode.office }
    return file.office(on: day) ?? episode.office
  }
}
