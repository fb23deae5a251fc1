import CaseModel

/// Where and when a cell measures: offices, a period, the file folded at the period's end.
struct Scope {
  /// The municipalities; nil for all.
  let offices: Set<Office>?
  /// The period, both days included.
  let period: ClosedRange<Day>

  func covers(_ office: Office?) -> Bool {
    guard let offices else { return true }
    return office.map(offices.contains) ?? false
  }
}

/// What one cell has gathered so far.
struct Tally {
  private(set) var count: Int64 = 0
  /// What was counted, if that is wanted: as many as the count says.
  private(set) var things: [Counted] = []
  /// Whether what is counted is kept.
  let collects: Bool
  private var seen: Set<String> = []
  /// The last reference figure that each office gave.
  private var figures: [Office: Fixed] = [:]

  init(collects: Bool = false) { self.collects = collects }

  /// Adds what one file, folded at the last day of the period, holds for a measure.
  mutating func add(_ file: CaseFile, _ measure: Measure, in scope: Scope, row: RowFilter?) {
    let reader = Reader(file: file, scope: scope, row: row)
    switch measure {
    case .episodes(let query):
      for episode in reader.episodes(query) {
        count(episode.kind, episode.id, reader.positions(behind: [episode], query), in: file)
      }
    case .subjects(let query):
      let found = reader.episodes(query, bySubject: true)
      if !found.isEmpty { count(file, reader.positions(behind: found, query)) }
    case .distinct(let query, let field, let leavingOutOwn):
      for episode in reader.episodes(query) {
        for value in episode.attributes.values(field).map(\.plain) {
          if leavingOutOwn, value == file.office?.description { continue }
          let isNew = seen.insert(value).inserted
          count(
            episode.kind, episode.id, reader.positions(behind: [episode], query), in: file,
            value: value, as: isNew ? 1 : 0)
        }
      }
    case .stretches(let query): add(query, reader)
    case .reference(let name): add(figure: name.description, file, scope)
    case .share: break  // Two tallies, one for each indicator.
    }
  }

  private mutating func add(_ query: StretchQuery, _ reader: Reader) {
    let owed = reader.stretches(query)
    switch query.each {
    case .stretch:
      for stretch in owed where !query.kept || !stretch.acts.isEmpty {
        count(
          stretch.episode.kind, stretch.episode.id, stretch.positions, in: reader.file,
          value: stretch.due.description)
      }
    case .subject:
      if !owed.isEmpty, !query.kept || owed.allSatisfy({ !$0.acts.isEmpty }) {
        count(reader.file, owed.flatMap(\.positions))
      }
    }
  }

  private mutating func add(figure name: String, _ file: CaseFile, _ scope: Scope) {
    for (episode, figure) in referenceFigures(name, in: file, scope) {
      // The last one given is the one that counts.
      if figures.updateValue(figure, forKey: episode.office) != nil {
        things.removeAll { $0.office == episode.office }
      }
      count(
        .reference, episode.id, episode.positions, in: file, value: figure.description,
        office: episode.office)
    }
  }

  /// Counts the subject itself.
  private mutating func count(_ file: CaseFile, _ positions: @autoclosure () -> [UInt64]) {
    count(EpisodeKind(file.subject.kind), nil, positions(), in: file)
  }

  private mutating func count(
    _ kind: EpisodeKind, _ record: RecordID?, _ positions: @autoclosure () -> [UInt64],
    in file: CaseFile, value: String? = nil, office: Office? = nil, as number: Int64 = 1
  ) {
    count += number
    guard collects else { return }
    things.append(
      Counted(
        subject: file.subject, kind: kind, record: record, value: value,
        positions: Set(positions()).sorted(), office: office))
  }

  /// The reference figures added up; nil if an office that was asked for gave none.
  func figure(for offices: [Office]) -> Fixed? {
    guard offices.allSatisfy({ figures[$0] != nil }) else { return nil }
    return figures.isEmpty ? nil : figures.values.reduce(Fixed(0), +)
  }
}

/// Reads one file for one cell.
private struct Reader {
  let file: CaseFile
  let scope: Scope
  let row: RowFilter?

  /// The last day that is seen.
  private var day: Day { scope.period.upperBound }

  /// The episodes that count in the row.
  func episodes(_ query: EpisodeQuery, bySubject: Bool = false) -> [Episode] {
    let found = file.counted(query.kind).filter { episode in
      query.day(of: episode, in: scope.period) != nil
        && scope.covers(query.office(of: episode, in: file, scope.period))
        && query.holds(episode, in: scope.period)
        && (query.startedBefore.map { episode.start < $0 } ?? true)
        && (query.deadline?.holds(episode, in: file, at: day) ?? true)
    }
    return inRow(found, bySubject: bySubject) { $0 }
  }

  /// The stretches that count in the row.
  func stretches(_ query: StretchQuery) -> [Stretch] {
    inRow(query.owed(in: file, scope), bySubject: query.each == .subject) { $0.episode }
  }

  /// Those in the row: each in its own group, or all in the first group of their subject's.
  private func inRow<Thing>(
    _ things: [Thing], bySubject: Bool, _ episode: (Thing) -> Episode
  ) -> [Thing] {
    switch row {
    case nil: return things
    case .code(let field, let code):
      return things.filter { thing in
        episode(thing).attributes.values(field).contains { $0.plain == code }
      }
    case .noCode(let field):
      return things.filter { episode($0).attributes.values(field).isEmpty }
    case .group(let dimension, let wanted):
      let groups = things.map { dimension.group(of: episode($0), in: file, at: day) }
      if bySubject, groups.compactMap(\.self).min() != wanted { return [] }
      return zip(things, groups).filter { $0.1 == wanted }.map(\.0)
    }
  }

  /// The positions of the events that make episodes count.
  func positions(behind episodes: [Episode], _ query: EpisodeQuery) -> [UInt64] {
    episodes.flatMap { episode -> [UInt64] in
      var positions = episode.positions
      for rule in query.deadline?.lawRules ?? [] where rule.holds(forStart: episode.start) {
        positions += DutyReader(rule: rule, file: file, episode: episode, day: day).evidence
      }
      if case .group(let dimension, _)? = row {
        positions += dimension.evidence(for: episode, in: file)
      }
      return positions
    }
  }
}

/// Restricts a row to one code or group of its breakdown, or to what has none.
enum RowFilter {
  /// One code of a field that may hold several.
  case code(Field, String)
  /// No code at all.
  case noCode(Field)
  /// The group at that place; nil for unknown.
  case group(Dimension, Int?)
}

extension EpisodeQuery {
  /// Whether the facts fulfil the conditions: those that stand at the end of the period, or, when
  /// any day of the period counts, those of some time in it.
  func holds(_ episode: Episode, in period: ClosedRange<Day>) -> Bool {
    let readings =
      if case .active = when { episode.readings(in: period) } else { [episode.attributes] }
    return readings.contains { fields in conditions.allSatisfy { $0.holds(for: fields) } }
  }

  /// The day by which an episode counts in a period; nil if it does not.
  func day(of episode: Episode, in period: ClosedRange<Day>) -> Day? {
    let before = period.lowerBound.adding(days: -1)
    switch when {
    case .started: return period.contains(episode.start) ? episode.start : nil
    case .ended: return episode.end.flatMap { period.contains($0) ? $0 : nil }
    case .open: return episode.isOpen(on: period.upperBound) ? period.upperBound : nil
    case .active: return episode.isActive(in: period) ? period.upperBound : nil
    case .openBefore: return episode.isOpen(on: before) ? before : nil
    case .marked(let type): return episode.marks(type).map(\.day).last(where: period.contains)
    }
  }

  /// What began belongs to the office of its beginning; anything else to the office that was
  /// responsible on the day by which it counts.
  func office(of episode: Episode, in file: CaseFile, _ period: ClosedRange<Day>) -> Office? {
    if case .started = when { return episode.office }
    return day(of: episode, in: period).flatMap(file.office(on:)) ?? episode.office
  }
}

extension DeadlineCondition {
  /// The rules of the condition.
  var lawRules: [LawRule] {
    LawRule.all.filter { rule in rules.contains { $0.description == rule.id.description } }
  }

  func holds(_ episode: Episode, in file: CaseFile, at day: Day) -> Bool {
    deadlines(of: file, at: day, rules: lawRules).contains {
      $0.record == episode.id && $0.rule.episode == episode.kind && statuses.contains($0.status)
    }
  }
}

/// The reference figures of that name that were given for the scope's year or day, in order.
private func referenceFigures(
  _ name: String, in file: CaseFile, _ scope: Scope
) -> [(episode: Episode, figure: Fixed)] {
  file.episodes(.reference).compactMap { episode in
    let fields = episode.attributes
    guard fields.text(.figure) == name, scope.covers(episode.office),
      fields.number(.year) == Int64(scope.period.upperBound.year),
      let value = fields.number(.value)
    else { return nil }
    if let day = fields.day(.day), day != scope.period.upperBound { return nil }
    return (episode, Fixed(value, decimals: Int(fields.number(.decimals) ?? 0)))
  }
}
