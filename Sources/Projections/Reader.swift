import CaseModel

/// Where and when a figure is measured: offices and a period, cut off at the last day that is seen.
struct Scope: Hashable {
  /// The municipalities; nil for all.
  let offices: Set<Office>?
  /// The period, both days included.
  let period: ClosedRange<Day>
  /// The period as it was asked for, also where its end is not seen yet.
  let asked: ClosedRange<Day>
  /// The unit; nil for all, and for what no unit has.
  let unit: UnitScope?

  init(
    offices: Set<Office>?, period: ClosedRange<Day>, asked: ClosedRange<Day>? = nil,
    unit: UnitScope? = nil
  ) {
    (self.offices, self.period, self.asked) = (offices, period, asked ?? period)
    self.unit = unit
  }

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
  private var figures: [FoundKey: Fixed] = [:]

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

  /// The episodes of a kind that follow from one, or are the same record under another kind; all
  /// of them follow from the subject itself.
  func followers(of episode: Episode, _ kind: EpisodeKind) -> [Episode] {
    guard let id = episode.id else { return episodes(kind) }
    return episodes(kind).filter { other in
      other.parents.contains(id) || other.id == id && kind != episode.kind
    }
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
    let places = episodes.map { dimension.group(of: $0, in: self, scope) }
    groups[key] = places
    return places
  }

  /// What an indicator counts of this subject alone; nil if there is none of that id.
  func figure(of id: String, in scope: Scope) -> Fixed? {
    let key = FoundKey(indicator: id, scope: scope)
    if let known = figures[key] { return known }
    guard let tally = tally(of: id, in: scope, collecting: false) else { return nil }
    figures[key] = tally.total
    return tally.total
  }

  /// The positions of the events behind what an indicator counts of this subject.
  func positions(behind id: String, in scope: Scope) -> [UInt64] {
    tally(of: id, in: scope, collecting: true)?.things.flatMap(\.positions) ?? []
  }

  private func tally(of id: String, in scope: Scope, collecting: Bool) -> Tally? {
    guard let indicator = Indicator.named(id) else { return nil }
    var tally = Tally(collects: collecting)
    tally.add(self, indicator, in: scope)
    return tally
  }
}

/// Reads one file for one figure.
struct Reader {
  let view: FileView
  let indicator: Indicator
  let scope: Scope
  /// What lets something through to the cell: its row's part of a breakdown, its column's.
  let filters: [RowFilter]

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
      episodes.compactMap { query.day(of: $0, in: scope.days(query.days))?.components }
        .map { $0.year * 12 + $0.month })
  }

  /// The stretches that count in the row.
  func stretches(_ query: StretchQuery) -> [Stretch] {
    let owed = query.owed(in: file, scope).filter { isOfUnit($0.episode, on: $0.due) }
    return kept(owed, owed.map(\.episode), bySubject: query.each == .subject) { dimension in
      owed.map { dimension.group(of: $0.episode, in: view, scope) }
    }
  }

  /// The episodes that a query finds in the file.
  private func matches(_ query: EpisodeQuery) -> [Episode] {
    let days = scope.days(query.days)
    return view.episodes(query.kind).filter { episode in
      guard isOurs(episode, query, days) else { return false }
      return query.holds(episode, in: view, scope, days)
        && (query.startedBefore.map { episode.start < $0 } ?? true)
        && (query.deadline?.holds(episode, in: file, at: day) ?? true)
    }
  }

  /// Whether an episode counts in the asked municipalities and unit.
  private func isOurs(_ episode: Episode, _ query: EpisodeQuery, _ days: ClosedRange<Day>) -> Bool {
    switch query.when {
    case .arrived: return moved(episode, days, hither: true)
    case .departed: return moved(episode, days, hither: false)
    default:
      guard let day = query.day(of: episode, in: days) else { return false }
      return isOfUnit(episode, on: day)
        && scope.covers(query.office(of: episode, in: file, days))
    }
  }

  /// Whether the asked unit was responsible for an episode on a day.
  func isOfUnit(_ episode: Episode, on day: Day) -> Bool {
    scope.unit?.holds(episode, in: view, on: day) ?? true
  }

  func inRow(_ episodes: [Episode], bySubject: Bool) -> [Episode] {
    kept(episodes, episodes, bySubject: bySubject) { dimension in
      view.groups(of: episodes, indicator, in: scope, by: dimension)
    }
  }

  /// What every filter lets through.
  ///
  /// By a dimension a subject as a whole lies in the first of the groups that its things lie in;
  /// then those things are kept that put it there.
  /// - Parameter facts: what each episode said on the day that is looked at; nil for what stands.
  func kept<Thing>(
    _ things: [Thing], _ episodes: [Episode], saying facts: [Fields]? = nil, bySubject: Bool,
    _ groups: (Dimension) -> [Int?]
  ) -> [Thing] {
    guard !filters.isEmpty, !things.isEmpty else { return things }
    var isKept = Array(repeating: true, count: things.count)
    var putsThere: [Bool]?
    for filter in filters {
      if !filter.holds(of: file) { return [] }
      guard let dimension = filter.dimension else {
        for place in things.indices where !filter.holdsByCode(episodes[place], facts?[place]) {
          isKept[place] = false
        }
        continue
      }
      let places = groups(dimension)
      if bySubject, !filter.takes(places.compactMap(\.self).min()) { return [] }
      let taken = places.map(filter.takes)
      if bySubject {
        putsThere = putsThere.map { zip($0, taken).map { $0 || $1 } } ?? taken
      } else {
        isKept = zip(isKept, taken).map { $0 && $1 }
      }
    }
    return things.indices.filter { isKept[$0] && putsThere?[$0] != false }.map { things[$0] }
  }

  /// The positions of the events that make episodes count.
  func positions(behind episodes: [Episode]) -> [UInt64] {
    let queries = indicator.measure.queries
    return episodes.flatMap { episode -> [UInt64] in
      var positions = episode.positions
      for query in queries where query.kind == episode.kind {
        positions += query.conditions.flatMap { $0.evidence(for: episode, in: view, scope) }
        for rule in query.deadline?.lawRules ?? [] where rule.holds(forStart: episode.start) {
          positions += DutyReader(rule: rule, file: file, episode: episode, day: day).evidence
        }
      }
      for filter in filters { positions += filter.evidence(for: episode, in: view, scope) }
      return positions
    }
  }
}

/// Restricts a row or a column to one code or group of its breakdown, to what has none, or to what
/// has one.
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
  /// One value of a field of the subject itself; nil for none.
  case value(Field, String?)
  /// Some value of it.
  case anyValue(Field)

  /// Tells it from other filters.
  var key: String {
    switch self {
    case .code(let field, let code): "\(field.name)=\(code)"
    case .noCode(let field): "\(field.name)="
    case .anyCode(let field): "\(field.name)"
    case .group(let dimension, let place): "\(dimension.id)#\(place.map(String.init) ?? "")"
    case .anyGroup(let dimension): "\(dimension.id)"
    case .value(let field, let value): "own.\(field.name)=\(value ?? "")"
    case .anyValue(let field): "own.\(field.name)"
    }
  }

  /// What the row is a part of: the dimension or the field.
  var breakdown: String {
    switch self {
    case .code(let field, _), .noCode(let field), .anyCode(let field): field.name.description
    case .group(let dimension, _), .anyGroup(let dimension): dimension.id.description
    case .value(let field, _), .anyValue(let field): "own.\(field.name)"
    }
  }

  /// Whether it is everything that is known of the breakdown, and not one part of it.
  var isAllKnown: Bool {
    switch self {
    case .anyCode, .anyGroup, .anyValue: true
    case .code, .noCode, .group, .value: false
    }
  }

  /// Whether it holds of the subject itself, as it stands.
  fileprivate func holds(of file: CaseFile) -> Bool {
    switch self {
    case .value(let field, let value):
      file.own?.attributes.values(field).first?.plain == value
    case .anyValue(let field): file.own?.attributes.values(field).isEmpty == false
    case .code, .noCode, .anyCode, .group, .anyGroup: true
    }
  }

  /// The dimension that it is by; nil for a field.
  fileprivate var dimension: Dimension? {
    switch self {
    case .group(let dimension, _), .anyGroup(let dimension): dimension
    case .code, .noCode, .anyCode, .value, .anyValue: nil
    }
  }

  /// The positions of the events, other than the episode's own, that put it in the part.
  fileprivate func evidence(
    for episode: Episode, in view: FileView, _ scope: Scope
  ) -> [UInt64] {
    switch self {
    case .group(let dimension, _), .anyGroup(let dimension):
      dimension.evidence(for: episode, in: view, scope)
    case .value(let field, _), .anyValue(let field): view.file.positions(giving: field)
    case .code, .noCode, .anyCode: []
    }
  }

  /// Whether it lets a group of its dimension through, by its place; nil is unknown.
  fileprivate func takes(_ group: Int?) -> Bool {
    if case .group(_, let wanted) = self { group == wanted } else { group != nil }
  }

  /// Whether an episode lies in the part, by what it says: on a day, or as it stands.
  fileprivate func holdsByCode(_ episode: Episode, _ facts: Fields? = nil) -> Bool {
    let said = facts ?? episode.attributes
    return switch self {
    case .code(let field, let code): said.values(field).contains { $0.plain == code }
    case .noCode(let field): said.values(field).isEmpty
    case .anyCode(let field): !said.values(field).isEmpty
    case .group, .anyGroup, .value, .anyValue: true
    }
  }
}

extension EpisodeQuery {
  /// Whether the facts fulfil the conditions: those that stand at the end of the period, or, when
  /// any day of the period counts, those of some time in it.
  func holds(
    _ episode: Episode, in view: FileView, _ scope: Scope, _ days: ClosedRange<Day>
  ) -> Bool {
    guard !conditions.isEmpty else { return true }
    let readings =
      if case .active = when { episode.readings(in: days) } else { [episode.attributes] }
    return readings.contains { fields in
      conditions.allSatisfy { $0.holds(for: episode, saying: fields, in: view, scope) }
    }
  }

  /// The day by which an episode counts in a period; nil if it does not.
  func day(of episode: Episode, in period: ClosedRange<Day>) -> Day? {
    when.day(of: episode, in: period)
  }

  /// The municipality that it is counted in.
  func office(of episode: Episode, in file: CaseFile, _ period: ClosedRange<Day>) -> Office? {
    day(of: episode, in: period).map { when.office(of: episode, in: file, on: $0) }
      ?? episode.office
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
