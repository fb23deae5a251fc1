import CaseModel

/// Where and when a figure is measured: offices and a period, cut off at the last day that is seen.
struct Scope: Hashable {
  /// The municipalities; nil for all.
  let offices: Set<Office>?
  /// The period, both days included.
  let period: ClosedRange<Day>

  func covers(_ office: Office?) -> Bool {
    guard let offices else { return true }
    return office.map(offices.contains) ?? false
  }
}

/// A file that several figures are read from, folded at the last day of their period.
///
/// What two figures ask of it alike is looked up once: a table of fifty cells asks little more of a
/// file than one of five.
final class FileView {
  let file: CaseFile
  /// The units, and who works where.
  let staff: StaffIndex
  private let events: [RecordedEvent]
  private let day: Day?
  private var known: [RecordedEvent]?
  private var byKind: [EpisodeKind: [Episode]] = [:]
  private var found: [FoundKey: [Episode]] = [:]
  private var groups: [GroupKey: [Int?]] = [:]

  private struct FoundKey: Hashable {
    let indicator: String
    let scope: Scope
  }

  private struct GroupKey: Hashable {
    let found: FoundKey
    let dimension: String
  }

  /// A view of a subject's events, folded at the end of a day.
  init(_ subject: Subject, _ events: [RecordedEvent], at day: Day?, _ staff: StaffIndex) {
    (self.events, self.day, self.staff) = (events, day, staff)
    file = CaseFile(subject: subject, folding: events, at: day)
  }

  /// The events that stand, in order of their day.
  var standing: [RecordedEvent] {
    let found = known ?? CaseFile.standing(events, at: day)
    known = found
    return found
  }

  /// The episodes of a kind that are counted.
  func episodes(_ kind: EpisodeKind) -> [Episode] {
    if let known = byKind[kind] { return known }
    let episodes = file.counted(kind)
    byKind[kind] = episodes
    return episodes
  }

  /// The episodes that an indicator counts in a scope, found at the first call.
  func episodes(
    of indicator: Indicator, in scope: Scope, _ find: () -> [Episode]
  ) -> [Episode] {
    let key = FoundKey(indicator: indicator.id.description, scope: scope)
    if let known = found[key] { return known }
    let episodes = find()
    found[key] = episodes
    return episodes
  }

  /// The group that each of an indicator's episodes lies in.
  func groups(
    of episodes: [Episode], _ indicator: Indicator, in scope: Scope, by dimension: Dimension
  ) -> [Int?] {
    let key = GroupKey(
      found: FoundKey(indicator: indicator.id.description, scope: scope),
      dimension: dimension.id.description)
    if let known = groups[key] { return known }
    let day = scope.period.upperBound
    let places = episodes.map { dimension.group(of: $0, in: self, at: day) }
    groups[key] = places
    return places
  }
}

/// Reads one file for one figure.
struct Reader {
  let view: FileView
  let indicator: Indicator
  let scope: Scope
  let row: RowFilter?

  var file: CaseFile { view.file }
  /// The last day that is seen.
  var day: Day { scope.period.upperBound }

  /// The episodes by which something counts in the row: all of them, or those of its group.
  func episodes(_ query: EpisodeQuery) -> [Episode] {
    inRow(view.episodes(of: indicator, in: scope) { matches(query) }, bySubject: false)
  }

  /// The episodes by which the subject counts in the row; none if it does not.
  func episodes(_ query: SubjectQuery) -> [Episode] {
    let found = view.episodes(of: indicator, in: scope) {
      let any = query.any.map(matches)
      guard any.contains(where: { !$0.isEmpty }),
        query.having.allSatisfy({ !matches($0).isEmpty }),
        query.lacking.allSatisfy({ matches($0).isEmpty })
      else { return [] }
      if query.months > 1 {
        let months = zip(query.any, any).map { self.months(of: $1, $0) }
        guard months.reduce(Set<Int>(), { $0.union($1) }).count >= query.months else { return [] }
      }
      return any.flatMap(\.self) + query.having.flatMap(matches)
    }
    return inRow(found, bySubject: true)
  }

  /// The calendar months in which episodes count, each as a number.
  func months(of episodes: [Episode], _ query: EpisodeQuery) -> Set<Int> {
    Set(
      episodes.compactMap { query.day(of: $0, in: scope.period)?.components }
        .map { $0.year * 12 + $0.month })
  }

  /// The stretches that count in the row.
  func stretches(_ query: StretchQuery) -> [Stretch] {
    let owed = query.owed(in: file, scope)
    switch row {
    case nil: return owed
    case .code, .noCode, .anyCode:
      return owed.filter { row?.holdsByCode($0.episode) ?? true }
    case .group(let dimension, _), .anyGroup(let dimension):
      let groups = owed.map { dimension.group(of: $0.episode, in: view, at: day) }
      return kept(owed, groups, bySubject: query.each == .subject)
    }
  }

  /// The episodes that a query finds in the file.
  private func matches(_ query: EpisodeQuery) -> [Episode] {
    view.episodes(query.kind).filter { episode in
      query.day(of: episode, in: scope.period) != nil
        && scope.covers(query.office(of: episode, in: file, scope.period))
        && query.holds(episode, in: file, scope.period)
        && (query.startedBefore.map { episode.start < $0 } ?? true)
        && (query.deadline?.holds(episode, in: file, at: day) ?? true)
    }
  }

  func inRow(_ episodes: [Episode], bySubject: Bool) -> [Episode] {
    guard let row, !episodes.isEmpty else { return episodes }
    switch row {
    case .code, .noCode, .anyCode: return episodes.filter { row.holdsByCode($0) }
    case .group(let dimension, _), .anyGroup(let dimension):
      let groups = view.groups(of: episodes, indicator, in: scope, by: dimension)
      return kept(episodes, groups, bySubject: bySubject)
    }
  }

  /// Those in the row's group: each in its own, or all in the first of their subject's groups.
  func kept<Thing>(_ things: [Thing], _ groups: [Int?], bySubject: Bool) -> [Thing] {
    let first = groups.compactMap(\.self).min()
    guard case .group(_, let wanted)? = row else {
      return bySubject && first == nil ? [] : zip(things, groups).filter { $0.1 != nil }.map(\.0)
    }
    if bySubject, first != wanted { return [] }
    return zip(things, groups).filter { $0.1 == wanted }.map(\.0)
  }

  /// The positions of the events that make episodes count.
  func positions(behind episodes: [Episode]) -> [UInt64] {
    let queries = indicator.measure.queries
    return episodes.flatMap { episode -> [UInt64] in
      var positions = episode.positions
      for query in queries where query.kind == episode.kind {
        positions += query.conditions.flatMap { $0.evidence(for: episode, in: file) }
        for rule in query.deadline?.lawRules ?? [] where rule.holds(forStart: episode.start) {
          positions += DutyReader(rule: rule, file: file, episode: episode, day: day).evidence
        }
      }
      switch row {
      case .group(let dimension, _), .anyGroup(let dimension):
        positions += dimension.evidence(for: episode, in: view, at: day)
      case nil, .code, .noCode, .anyCode: break
      }
      return positions
    }
  }
}

/// Restricts a row to one code or group of its breakdown, to what has none, or to what has one.
enum RowFilter: Sendable {
  /// One code of a field that may hold several.
  case code(Field, String)
  /// No code at all.
  case noCode(Field)
  /// Some code.
  case anyCode(Field)
  /// The group at that place; nil for unknown.
  case group(Dimension, Int?)
  /// Some group.
  case anyGroup(Dimension)

  /// Tells it from other filters.
  var key: String {
    switch self {
    case .code(let field, let code): "\(field.name)=\(code)"
    case .noCode(let field): "\(field.name)="
    case .anyCode(let field): "\(field.name)"
    case .group(let dimension, let place): "\(dimension.id)#\(place.map(String.init) ?? "")"
    case .anyGroup(let dimension): "\(dimension.id)"
    }
  }

  /// What the row is a part of: the dimension or the field.
  var breakdown: String {
    switch self {
    case .code(let field, _), .noCode(let field), .anyCode(let field): field.name.description
    case .group(let dimension, _), .anyGroup(let dimension): dimension.id.description
    }
  }

  /// Whether it is everything that is known of the breakdown, and not one part of it.
  var isAllKnown: Bool {
    switch self {
    case .anyCode, .anyGroup: true
    case .code, .noCode, .group: false
    }
  }

  /// Whether an episode lies in the row, by what it says: on a day, or as it stands.
  func holdsByCode(_ episode: Episode, _ facts: Fields? = nil) -> Bool {
    let said = facts ?? episode.attributes
    return switch self {
    case .code(let field, let code): said.values(field).contains { $0.plain == code }
    case .noCode(let field): said.values(field).isEmpty
    case .anyCode(let field): !said.values(field).isEmpty
    case .group, .anyGroup: true
    }
  }
}

extension EpisodeQuery {
  /// Whether the facts fulfil the conditions: those that stand at the end of the period, or, when
  /// any day of the period counts, those of some time in it.
  func holds(_ episode: Episode, in file: CaseFile, _ period: ClosedRange<Day>) -> Bool {
    guard !conditions.isEmpty else { return true }
    let readings =
      if case .active = when { episode.readings(in: period) } else { [episode.attributes] }
    return readings.contains { fields in
      conditions.allSatisfy {
        $0.holds(for: episode, saying: fields, in: file, at: period.upperBound)
      }
    }
  }

  /// The day by which an episode counts in a period; nil if it does not.
  func day(of episode: Episode, in period: ClosedRange<Day>) -> Day? {
    let before = period.lowerBound.adding(days: -1)
    switch when {
    case .started: return period.contains(episode.start) ? episode.start : nil
    case .ended: return episode.end.flatMap { period.contains($0) ? $0 : nil }
    case .reopened:
      return episode.pauses.first { $0.end <= before && period.contains($0.resumed) }?.resumed
    case .open: return episode.isOpen(on: period.upperBound) ? period.upperBound : nil
    case .inForce:
      let last = period.upperBound
      return episode.isOpen(on: last) && episode.isInForce(on: last) ? last : nil
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
