import CaseModel

/// A stretch of time in which a duty that comes again is owed once.
struct Stretch {
  /// The episode that owes it.
  let episode: Episode
  /// The last day of the stretch.
  let due: Day
  /// The positions of the events by which it was done in the stretch; empty if it was not.
  let acts: [UInt64]

  /// The positions of the events behind it: the episode's until its last day, and the acts.
  var positions: [UInt64] {
    let marks = episode.marks.filter { $0.day <= due }.map(\.position)
    return episode.positions.prefix(1) + marks + acts
  }
}

extension StretchQuery {
  /// The law rule.
  var lawRule: LawRule? { LawRule.all.first { $0.id.description == rule.description } }

  /// The stretches of a file that end in the period, whether kept or not.
  func owed(in file: CaseFile, _ scope: Scope) -> [Stretch] {
    guard let rule = lawRule else { return [] }
    return file.counted(rule.episode).flatMap { episode in
      rule.holds(forStart: episode.start)
        ? DutyReader(rule: rule, file: file, episode: episode, day: scope.period.upperBound)
          .stretches(in: scope) : []
    }
  }
}

extension DutyReader {
  /// The stretches that end in the period, at a day at which the duty was owed.
  func stretches(in scope: Scope) -> [Stretch] {
    guard let (first, acts) = course else { return [] }
    var found: [Stretch] = []
    // Counted from the first day, or from where the frequency changed, not from stretch to
    // stretch: months of unequal length would move the day.
    var (base, count, length) = (first, 0, length(on: first))
    var begin = first
    while true {
      let now = self.length(on: begin)
      if now != length { (base, count, length) = (begin, 0, now) }
      count += 1
      let due = base.adding(Period(months: length.months * count, days: length.days * count))
      guard due > begin, due <= scope.period.upperBound, episode.isOpen(on: due) else { break }
      if scope.period.contains(due), isOwed(on: due), scope.covers(file.office(on: due)) {
        let done = acts.filter { act in
          act.day <= due && (act.day > begin || act.day == first && begin == first)
        }
        found.append(Stretch(episode: episode, due: due, acts: done.map(\.position)))
      }
      begin = due
    }
    return found
  }

  /// Whether what the rule asks of the episode held on that day: the home may have changed.
  private func isOwed(on day: Day) -> Bool {
    rule.conditions.allSatisfy { condition in
      let value = episode.value(condition.field, on: day)
      let values: [FieldValue] =
        if case .list(let several)? = value { several } else { value.map { [$0] } ?? [] }
      return condition.holds(for: values)
    }
  }
}

extension CaseFile {
  /// The municipality that was responsible at a day.
  func office(on day: Day) -> Office? {
    guard let own else { return nil }
    guard case .text(let office)? = own.value(.toOffice, on: day) else { return own.office }
    return Office(office) ?? own.office
  }
}
