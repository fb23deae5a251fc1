import CaseModel

// What is counted day by day, and act by act.

extension Reader {
  /// The acts that count in the row, each with the facts of who did it.
  func acts(_ query: ActQuery) -> [Episode] {
    guard file.subject.kind == query.kind else { return [] }
    let found = view.episodes(of: indicator, in: scope) {
      view.standing.compactMap { recorded in
        let event = recorded.event
        guard scope.period.contains(event.effective), scope.covers(event.office),
          query.types.isEmpty || query.types.contains(event.type),
          !query.leavingOut.contains(event.type)
        else { return nil }
        let worker = view.staff.facts(of: event.actor, on: event.effective)
        let act = Episode(act: recorded, by: worker)
        let holds = query.conditions.allSatisfy { $0.holds(for: act, in: view, scope) }
        return holds && isOfUnit(act, on: event.effective) ? act : nil
      }
    }
    return inRow(found, bySubject: false)
  }

  /// The days of the period on which the subject counts in the row, and by which episodes.
  ///
  /// Every day is counted once, in the municipality of that day, and by what was said by then.
  func subjectDays(_ query: EpisodeQuery) -> (days: Int, episodes: [Episode]) {
    let period = scope.period
    let found = view.episodes(query.kind).filter { $0.isActive(in: period) }
    guard !found.isEmpty else { return (0, []) }
    let cuts = cuts(found)
    var (days, used): (Int, Set<Int>) = (0, [])
    for (place, first) in cuts.enumerated() {
      let next = place + 1 < cuts.count ? cuts[place + 1] : period.upperBound.adding(days: 1)
      guard scope.covers(file.office(on: first)) else { continue }
      let counted = found.indices.filter { counts(found[$0], query, on: first) }
      let inRow = counted.isEmpty ? [] : inRow(counted, of: found, on: first)
      guard !inRow.isEmpty else { continue }
      days += next.days(since: first)
      used.formUnion(inRow)
    }
    return (days, used.sorted().map { found[$0] })
  }

  /// The first days of the stretches in which nothing changes.
  private func cuts(_ episodes: [Episode]) -> [Day] {
    var days: Set<Day> = [scope.period.lowerBound]
    for episode in episodes + [file.own].compactMap(\.self) {
      days.insert(episode.start)
      if let end = episode.end { days.insert(end.adding(days: 1)) }
      for pause in episode.pauses { days.formUnion([pause.end.adding(days: 1), pause.resumed]) }
      days.formUnion(episode.marks.map(\.day))
    }
    return days.filter(scope.period.contains).sorted()
  }

  private func counts(_ episode: Episode, _ query: EpisodeQuery, on day: Day) -> Bool {
    guard episode.isActive(in: day...day), isOfUnit(episode, on: day),
      query.startedBefore.map({ episode.start < $0 }) ?? true,
      query.deadline?.holds(episode, in: file, at: self.day) ?? true
    else { return false }
    guard !query.conditions.isEmpty else { return true }
    let facts = episode.facts(on: day)
    return query.conditions.allSatisfy {
      $0.holds(for: episode, saying: facts, in: view, scope, at: day)
    }
  }

  /// Those of a day's episodes that put the day in the row.
  private func inRow(_ places: [Int], of episodes: [Episode], on day: Day) -> [Int] {
    let (found, facts) = (places.map { episodes[$0] }, places.map { episodes[$0].facts(on: day) })
    return kept(places, found, saying: facts, bySubject: true) { dimension in
      zip(found, facts).map { dimension.group(of: $0, saying: $1, in: view, scope, at: day) }
    }
  }
}

extension Episode {
  /// The coded facts as they stood at the end of a day.
  fileprivate func facts(on day: Day) -> Fields {
    var facts = given
    for mark in marks where mark.day <= day {
      for (field, value) in mark.fields.entries { facts[field] = value }
    }
    return facts
  }
}
