import CaseModel

/// Reads one rule on one episode.
///
/// It is the one reader of the law table: a rule is data.
struct DutyReader {
  let rule: LawRule
  let file: CaseFile
  /// The file's episodes by kind.
  let episodes: [EpisodeKind: [Episode]]
  let episode: Episode
  let day: Day
  /// The day whose law is asked for; nil for the law in force when the duty arose.
  let law: Day?
  /// Whose file it is on that day.
  let held: Holding

  /// A reader of a rule on an episode, with the file's episodes by kind.
  init(
    rule: LawRule, file: CaseFile, episodes: [EpisodeKind: [Episode]], episode: Episode, day: Day,
    law: Day?, held: Holding? = nil
  ) {
    self.rule = rule
    self.file = file
    self.episodes = episodes
    self.episode = episode
    self.day = day
    self.law = law
    self.held = held ?? Organisation([]).holding(of: file, on: day)
  }

  /// A point that a count runs from.
  private struct Beginning {
    /// The day of the act itself.
    let act: Day
    /// The day the time runs from, after any offset.
    let from: Day
    /// The act's own facts, if it is a mark.
    var fields = Fields()
  }

  var deadlines: [Deadline] {
    guard rule.subjects.isEmpty || rule.subjects.contains(file.subject.kind),
      rule.conditions.allSatisfy(holds), rule.sections.isEmpty || rests(on: rule.sections),
      rule.needsMark.map({ !$0.marks(on: episode).isEmpty }) ?? true
    else { return [] }
    return beginnings.flatMap { begin -> [Deadline] in
      guard rule.holds(forStart: law ?? decidingDay(begin)) else { return [] }
      for case .cover(let kind, let conditions) in rule.met {
        return [covered(by: kind, conditions, from: begin.from)]
      }
      return rule.repeats ? series(begin) : single(begin)
    }
  }

  /// A reader of a rule on an episode, under the law in force when the duty arose.
  init(rule: LawRule, file: CaseFile, episode: Episode, day: Day) {
    self.init(
      rule: rule, file: file, episodes: file.countedByKind,
      episode: episode, day: day, law: nil)
  }

  // MARK: Where it begins

  private var beginnings: [Beginning] {
    switch rule.anchor {
    case .start: [beginning(episode.start)]
    case .end: episode.end.map { [beginning($0)] } ?? []
    case .parentStart(let kind):
      [beginning(file.parent(of: episode, kind)?.start ?? episode.start)]
    case .childEnd(let kind):
      children(kind).compactMap(\.end).min().map { [beginning($0)] } ?? []
    case .mark(let mark):
      mark.marks(on: episode).map { beginning($0.day, $0.fields) }
    case .field(let field):
      if case .day(let named)? = episode.value(field, on: day) { [beginning(named)] } else { [] }
    case .age(let years):
      // A limit is shown once its last year has begun, not from birth.
      yearEnd(age: years).flatMap { $0 < day ? [beginning($0)] : nil } ?? []
    }
  }

  private func beginning(_ act: Day, _ fields: Fields = Fields()) -> Beginning {
    Beginning(act: act, from: rule.offset.map { act.adding($0) } ?? act, fields: fields)
  }

  /// The last day of the year in which the child reaches an age; nil without a birth year.
  private func yearEnd(age: Int) -> Day? {
    file.own?.attributes.number(.birthYear).map { Day.last(of: Int($0) + age) }
  }

  private func decidingDay(_ begin: Beginning) -> Day {
    switch rule.anchor {
    case .start, .parentStart, .mark, .field: episode.start
    case .end, .childEnd: begin.act
    case .age: begin.from.adding(rule.length)
    }
  }

  private func holds(_ condition: FieldCondition) -> Bool {
    let values = episode.attributes.values(condition.field)
    return condition.holds(for: values) || (values.isEmpty && rests(on: rule.standIn))
  }

  /// Whether the episode, or else the decision it follows from, rests on one of the sections.
  private func rests(on sections: [LegalSection]) -> Bool {
    guard !sections.isEmpty else { return false }
    let fields =
      episode.attributes.text(.section) == nil
      ? file.parent(of: episode, .decision)?.attributes : episode.attributes
    return fields.map { fields in sections.contains { $0.isBasis(of: fields) } } ?? false
  }

  private func children(_ kind: EpisodeKind) -> [Episode] {
    guard let id = episode.id else { return [] }
    return (episodes[kind] ?? []).filter { $0.parents.contains(id) }
  }

  // MARK: What meets it

  /// The days on which the duty was done, in order.
  private func fulfilments(_ begin: Beginning) -> [Day] { acts(begin).map(\.day) }

  /// The acts by which the duty was done, in order: the day, and the position of the event.
  private func acts(_ begin: Beginning) -> [(day: Day, position: UInt64)] {
    let acts = rule.met.flatMap { way -> [(day: Day, position: UInt64)] in
      switch way {
      case .end:
        guard let end = episode.end, let position = episode.positions.last else { return [] }
        return [(end, position)]
      case .mark(let type, let conditions):
        return MarkCondition(type, conditions).marks(on: episode)
          .filter { matches($0.fields, begin) }.map { ($0.day, $0.position) }
      case .happening(let kind):
        return starts(children(kind).filter { matches($0.attributes, begin) })
      case .opening(let kind, let conditions):
        return starts(
          (episodes[kind] ?? []).filter { other in
            other.id != episode.id && conditions.allSatisfy { $0.holds(for: other.attributes) }
          })
      case .cover: return []
      }
    }
    let first = earliest(begin)
    return acts.filter { $0.day >= first }.sorted { $0.day < $1.day }
  }

  private func starts(_ others: [Episode]) -> [(day: Day, position: UInt64)] {
    others.compactMap { other in other.positions.first.map { (other.start, $0) } }
  }

  /// The first day that the time runs from, and the acts by which the duty was done since.
  var course: (from: Day, acts: [(day: Day, position: UInt64)])? {
    beginnings.first.map { ($0.from, acts($0)) }
  }

  /// The positions of the events, other than the episode's own, that the verdict rests on.
  var evidence: [UInt64] {
    var positions = beginnings.flatMap { acts($0).map(\.position) }
    for case .cover(let kind, let conditions) in rule.met {
      let covers = (episodes[kind] ?? []).filter { cover in
        cover.isOpen(on: day) && conditions.allSatisfy { $0.holds(for: cover.attributes) }
      }
      positions += covers.compactMap(\.positions.first)
    }
    if case .parentStart(let kind) = rule.anchor {
      positions += file.parent(of: episode, kind)?.positions.prefix(1) ?? []
    }
    return positions
  }

  private func matches(_ fields: Fields, _ begin: Beginning) -> Bool {
    guard let field = rule.matching else { return true }
    return fields[field] == begin.fields[field]
  }

  /// The first day on which an act can meet the duty.
  private func earliest(_ begin: Beginning) -> Day {
    switch rule.anchor {
    case .end, .childEnd, .mark: begin.act
    case .start, .parentStart, .field, .age: episode.start
    }
  }

  // MARK: When it is due

  private func single(_ begin: Beginning) -> [Deadline] {
    let ordinary = rule.due(fromOffset: begin.from, length: length(on: begin.from))
    let longer = extensionLength(by: ordinary).map { rule.due(fromOffset: begin.from, length: $0) }
    let due = longer ?? ordinary
    let met = fulfilments(begin).first
    if let kind = rule.needsOpen, !isOpen(kind, on: min(due, day)) { return [] }
    // Nothing is owed any more, and nothing lapsed, if the episode was over before the time was.
    if met == nil, !rule.owedAfterEnd, let end = episode.end, end <= due { return [] }
    return [deadline(from: begin.from, due: due, met: met, extended: longer != nil)]
  }

  private func isOpen(_ kind: EpisodeKind, on day: Day) -> Bool {
    (episodes[kind] ?? []).contains { $0.isOpen(on: day) }
  }

  private func extensionLength(by ordinary: Day) -> Period? {
    guard let extended = rule.extended else { return nil }
    let given = extended.mark.marks(on: episode).contains { !extended.inTime || $0.day <= ordinary }
    return given ? extended.length : nil
  }

  /// A duty that comes again after each time it is done, until the episode ends or the child is
  /// too old for it.
  private func series(_ begin: Beginning) -> [Deadline] {
    var all: [Deadline] = []
    var last = begin.from
    for done in fulfilments(begin) {
      all.append(deadline(from: last, due: dueAfter(last), met: done, extended: false))
      last = done
    }
    let due = dueAfter(last)
    if over.map({ $0 > due }) ?? true {
      all.append(deadline(from: last, due: due, met: nil, extended: false))
    }
    return all
  }

  /// The day from which nothing more is owed; nil if that has not come.
  private var over: Day? {
    let grown = rule.untilAge.flatMap { yearEnd(age: $0) }.map { $0.adding(days: 1) }
    return [episode.end, grown.flatMap { $0 <= day ? $0 : nil }].compactMap(\.self).min()
  }

  /// When a plan names the day of its own evaluation, that day goes before the table's length.
  private func dueAfter(_ last: Day) -> Day {
    if case .day(let own)? = episode.value(.evaluateBy, on: last), own > last { return own }
    return rule.due(fromOffset: last, length: length(on: last))
  }

  /// The length that holds on a day; a frequency may change it in the course of the episode.
  func length(on day: Day) -> Period {
    guard let choice = rule.lengthBy, let value = episode.value(choice.field, on: day)
    else { return rule.length }
    return choice.lengths.first { $0.code == value.plain }?.length ?? rule.length
  }

  /// A duty to have something in force all the time, such as a plan.
  private func covered(
    by kind: EpisodeKind, _ conditions: [FieldCondition], from: Day
  ) -> Deadline {
    let until = episode.end.map { $0.adding(days: -1) } ?? day
    let covers = (episodes[kind] ?? []).filter { cover in
      conditions.allSatisfy { $0.holds(for: cover.attributes) }
        && (cover.end.map { $0 > from } ?? true)
        && cover.start <= max(until, from)
    }
    if let inForce = covers.filter({ $0.isOpen(on: max(until, from)) }).map(\.start).min() {
      let due = from.adding(rule.length)
      return deadline(from: from, due: due, met: max(inForce, from), extended: false)
    }
    let since = covers.compactMap(\.end).max() ?? from
    return deadline(from: since, due: since.adding(rule.length), met: nil, extended: false)
  }

  // MARK: How it stands

  private func deadline(from: Day, due: Day, met: Day?, extended: Bool) -> Deadline {
    Deadline(
      rule: rule, subject: file.subject, record: episode.id, from: from, due: due, met: met,
      status: status(due: due, met: met), extended: extended, suspended: suspended(from: from),
      held: held)
  }

  private func status(due: Day, met: Day?) -> Deadline.Status {
    if let met, met <= due { return .met }
    if rule.lapses { return day > due ? .lapsed : .due }
    if met != nil { return .metLate }
    if !rule.owedAfterEnd, let over, over <= day { return .missed }
    return day > due ? .overdue : .due
  }

  /// The days of recorded suspensions after the count began; shown, never added (CAL-04).
  private func suspended(from: Day) -> Int {
    children(.suspension).reduce(0) { sum, pause in
      sum + max(0, (pause.end ?? day).days(since: max(pause.start, from)))
    }
  }
}
