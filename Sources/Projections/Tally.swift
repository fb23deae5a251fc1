import CaseModel

/// What one figure has gathered so far.
struct Tally {
  /// The number, without its decimal point.
  private(set) var count: Int64 = 0
  /// How many of its digits are decimals.
  private var decimals = 0
  /// How many persons there are behind it: a figure about few of them may have to be hidden.
  ///
  /// What is recorded on a unit, such as a referral of somebody without a case, is about one each.
  private(set) var subjects = 0
  /// How many things were counted or added up.
  private var counted = 0
  /// What was counted, if that is wanted: as many as the count says.
  private(set) var things: [Counted] = []
  /// Whether what is counted is kept.
  let collects: Bool
  private var seen: Set<String> = []
  /// How many numbers of 0 were added: somebody stands behind them too.
  private var zeros = 0
  /// The numbers that were added up, one by one; nil if they are not kept.
  private var numbers: [Int64]?
  /// The last figure that was given for each office, and by which unit.
  private var figures: [Office: (figure: Figure, by: Subject)] = [:]
  /// The offices for which several units gave one, and not the municipality itself.
  private var isTorn: Set<Office> = []
  /// Whether a cost key holds when the period is over, and whether there
  /// was something that no key shares.
  private var (hasCostKey, isUnshared) = (false, false)
  /// Whether what is shared between municipalities could be.
  var isShared: Bool { hasCostKey && !isUnshared }

  init(collects: Bool = false) { self.collects = collects }

  /// Adds what one file, folded at the last day of the period, holds for an indicator: all of it,
  /// or what all the filters let through.
  mutating func add(
    _ view: FileView, _ indicator: Indicator, item: String? = nil, filters: [RowFilter] = [],
    in scope: Scope
  ) {
    let reader = Reader(view: view, indicator: indicator, scope: scope, filters: filters)
    let before = (count: count, seen: seen.count, zeros: zeros, counted: counted)
    switch indicator.measure {
    case .episodes(let query): addEach(reader.episodes(query), reader)
    case .subjects(let query):
      let found = reader.episodes(query)
      if !found.isEmpty { count(view.file, reader.positions(behind: found)) }
    case .distinct(let query, let field, let own):
      addValues(reader.episodes(query), field, leavingOutOwn: own, reader)
    case .told(let query, let field): addWords(reader.episodes(query), field, reader)
    case .sum(let query, let field, let decimals):
      self.decimals = decimals
      addNumbers(reader.episodes(query), field, reader)
    case .ownSum(let query, let field): addOwn(reader.episodes(query), field, reader)
    case .months(let query): addMonths(reader.episodes(query), query, reader)
    case .days(let query, let inPeriod, let nights):
      addDays(reader.episodes(query), query, inPeriod: inPeriod, nights: nights, reader)
    case .subjectDays(let query): addSubjectDays(query, reader)
    case .daysSince(let query, let kind): addDays(since: kind, query, reader)
    case .acts(let query): addEach(reader.acts(query), reader)
    case .stretches(let query): add(query, reader)
    case .reference(let name):
      add(figure: name.description, item: item, view.file, scope)
    case .shared(let query): addShared(query, item: item, reader)
    case .median(let median): add(view, median, filters, in: scope)
    case .share, .combination: break  // Computed from other leaves.
    }
    if (count, seen.count, zeros) != (before.count, before.seen, before.zeros) {
      subjects += view.file.subject.kind == .unit ? counted - before.counted : 1
    }
  }

  private mutating func add(
    _ view: FileView, _ median: Median, _ filters: [RowFilter], in scope: Scope
  ) {
    guard let indicator = Indicator.named(median.of.description) else { return }
    let before = (count: count, subjects: subjects, numbers: numbers ?? [])
    numbers = before.numbers
    add(view, indicator, filters: filters, in: scope)
    if case .subject = median.each, subjects > before.subjects {
      numbers = before.numbers + [count - before.count]
    }
    // Whoever asked for the median counts the subject.
    subjects = before.subjects
  }

  /// The middle one of the numbers; nil if there are none.
  func middle(decimals places: Int) -> Fixed? {
    guard let sorted = numbers?.sorted(), !sorted.isEmpty else { return nil }
    let pair = sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]
    return Fixed(Fixed(pair, decimals: decimals), per: Fixed(2), decimals: places)
  }

  private mutating func addEach(_ episodes: [Episode], _ reader: Reader) {
    for episode in episodes {
      count(episode.kind, episode.id, reader.positions(behind: [episode]), in: reader.file)
    }
  }

  private mutating func addValues(
    _ episodes: [Episode], _ field: Field, leavingOutOwn: Bool, _ reader: Reader
  ) {
    for episode in episodes {
      for value in episode.attributes.values(field).map(\.plain) {
        if leavingOutOwn, value == reader.file.office?.description { continue }
        let isNew = seen.insert(value).inserted
        count(
          episode.kind, episode.id, reader.positions(behind: [episode]), in: reader.file,
          value: value, as: isNew ? 1 : 0)
      }
    }
  }

  private mutating func addWords(_ episodes: [Episode], _ field: Field, _ reader: Reader) {
    for episode in episodes {
      guard let words = episode.attributes.text(field) else { continue }
      seen.insert(words)
      count(
        episode.kind, episode.id, reader.positions(behind: [episode]), in: reader.file,
        value: words)
    }
  }

  private mutating func addNumbers(_ episodes: [Episode], _ field: Field, _ reader: Reader) {
    for episode in episodes {
      guard let number = episode.attributes.number(field) else { continue }
      count(
        episode.kind, episode.id, reader.positions(behind: [episode]), in: reader.file,
        value: Fixed(number, decimals: decimals).description, as: number)
    }
  }

  private mutating func addOwn(_ episodes: [Episode], _ field: Field, _ reader: Reader) {
    guard !episodes.isEmpty, let own = reader.file.own, let number = own.attributes.number(field)
    else { return }
    count(
      own.kind, nil, reader.positions(behind: episodes) + own.positions(giving: field),
      in: reader.file, value: String(number), as: number)
  }

  private mutating func addMonths(
    _ episodes: [Episode], _ query: EpisodeQuery, _ reader: Reader
  ) {
    let byMonth = Dictionary(grouping: episodes) { reader.months(of: [$0], query).first ?? 0 }
    for (month, episodes) in byMonth.sorted(by: { $0.key < $1.key }) {
      let number = (month - 1) % 12 + 1
      count(
        query.kind, nil, reader.positions(behind: episodes), in: reader.file,
        value: "\((month - 1) / 12)-\(number < 10 ? "0" : "")\(number)")
    }
  }

  /// A night is that which follows a day of the period: the months' add up to the year's.
  private mutating func addDays(
    _ episodes: [Episode], _ query: EpisodeQuery, inPeriod: Bool, nights: Bool, _ reader: Reader
  ) {
    let period = reader.scope.days(query.days)
    for episode in episodes {
      let whole = episode.start...max(episode.start, episode.end ?? period.upperBound)
      let window = inPeriod ? period : whole
      let days = nights ? episode.nights(in: window) : episode.days(in: window)
      guard days > 0 else { continue }
      count(
        episode.kind, episode.id, reader.positions(behind: [episode]), in: reader.file,
        value: String(days), as: Int64(days))
    }
  }

  private mutating func addSubjectDays(_ query: EpisodeQuery, _ reader: Reader) {
    let found = reader.subjectDays(query)
    guard found.days > 0 else { return }
    count(
      EpisodeKind(reader.file.subject.kind), nil, reader.positions(behind: found.episodes),
      in: reader.file, value: String(found.days), as: Int64(found.days))
  }

  private mutating func addDays(
    since kind: EpisodeKind, _ query: EpisodeQuery, _ reader: Reader
  ) {
    for episode in reader.episodes(query) {
      let first = kind == episode.kind ? episode : reader.file.parent(of: episode, kind)
      guard let parent = first,
        let day = query.day(of: episode, in: reader.scope.days(query.days))
      else { continue }
      let days = max(0, day.days(since: parent.start))
      if days == 0 { zeros += 1 }
      count(
        episode.kind, episode.id,
        parent.positions.prefix(1) + reader.positions(behind: [episode]), in: reader.file,
        value: String(days), as: Int64(days))
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

  /// A unit has those that were given of itself.
  private mutating func add(figure name: String, item: String?, _ file: CaseFile, _ scope: Scope) {
    guard scope.unit.map({ $0.unit == file.subject }) ?? true else { return }
    for (episode, figure) in givenFigures(name, item: item, in: file, scope) {
      let (office, unit) = (episode.office, file.subject)
      if let known = figures[office]?.by, known != unit {
        // A team's figure is not its municipality's.
        if known.municipality == office { continue }
        if unit.municipality != office { isTorn.insert(office) }
      }
      if unit.municipality == office { isTorn.remove(office) }
      // The last one given is the one that counts.
      figures[office] = (figure, unit)
      things.removeAll { $0.office == office }
      count(
        .reference, episode.id, episode.positions, in: file, value: figure.description,
        office: episode.office)
    }
  }

  /// What a joint service shares: exactly the whole, over all the municipalities of its key.
  private mutating func addShared(_ query: SharedQuery, item: String?, _ reader: Reader) {
    let (file, period) = (reader.file, reader.scope.period)
    guard file.subject.kind == .unit, !file.episodes(.costKey).isEmpty else { return }
    let key = Organisation([file]).costKey(of: file.subject, on: period.upperBound)
    var amounts: [(day: Day, amount: Int64, episode: Episode)] = []
    switch query {
    case .recorded(let query, let field):
      let all = Reader(
        view: reader.view, indicator: reader.indicator,
        scope: Scope(offices: nil, period: period), filters: [])
      for episode in all.episodes(query) {
        guard let number = episode.attributes.number(field) else { continue }
        amounts.append((episode.start, number, episode))
      }
    case .given(let figure):
      let scope = Scope(offices: nil, period: period)
      let last = givenFigures(figure.description, item: item, in: file, scope).last
      guard case .number(let number)? = last?.figure, let episode = last?.episode else { return }
      decimals = number.decimals
      amounts.append((period.upperBound, number.scaled, episode))
    }
    let shares = Organisation([file]).shares(
      of: amounts.map { ($0.day, $0.amount) }, in: file.subject)
    // Without a key, or with something that no key of its day shares, there is no figure.
    if shares == nil { isUnshared = true }
    if key != nil { hasCostKey = true }
    for (office, amount) in (shares ?? [:]).sorted(by: { $0.key < $1.key })
    where reader.scope.covers(office) {
      count(
        .costKey, nil, reader.positions(behind: amounts.map(\.episode)), in: file,
        value: Fixed(amount, decimals: decimals).description, office: office, as: amount)
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
    counted += 1
    numbers?.append(number)
    guard collects else { return }
    things.append(
      Counted(
        subject: file.subject, kind: kind, record: record, value: value,
        positions: Set(positions()).sorted(), office: office))
  }

  /// What all say that say anything; nil if they say different things, or nothing.
  var told: Figure? { seen.count == 1 ? seen.first.map { .text($0) } : nil }

  /// What was counted, or added up.
  var total: Fixed { Fixed(count, decimals: decimals) }

  /// The given figures added up; nil if an office that was asked for gave none, if several of its
  /// units gave one and it did not itself, or if several gave what cannot be added, or different
  /// levels.
  ///
  /// What a municipality gave itself goes before what those gave that became part of it.
  func given(in column: ResolvedColumn, isLevel: Bool = false) -> Figure? {
    var wanted: [Office] = []
    for office in column.asked {
      wanted += figures[office] != nil ? [office] : column.merged[office] ?? [office]
    }
    if column.asked.isEmpty { wanted = Array(figures.keys) }
    guard isTorn.isDisjoint(with: wanted) else { return nil }
    let found = wanted.compactMap { figures[$0]?.figure }
    guard !found.isEmpty, column.asked.isEmpty || found.count == wanted.count else { return nil }
    if found.count == 1 { return found[0] }
    if isLevel { return Set(found).count == 1 ? found[0] : nil }
    var sum = Fixed(0)
    for figure in found {
      guard case .number(let number) = figure else { return nil }
      sum = sum + number
    }
    return .number(sum)
  }
}

/// The figures of that name that were given for the scope's year or day, in order.
private func givenFigures(
  _ name: String, item: String?, in file: CaseFile, _ scope: Scope
) -> [(episode: Episode, figure: Figure)] {
  guard file.subject.kind == .unit else { return [] }
  let given = file.episodes(.reference).compactMap { episode -> (Episode, Figure)? in
    let fields = episode.attributes
    guard fields.text(.figure) == name, fields.text(.item) == item, scope.covers(episode.office),
      fields.number(.year) == Int64(scope.period.upperBound.year)
    else { return nil }
    if let day = fields.day(.day), day != scope.period.upperBound { return nil }
    if let value = fields.number(.value) {
      return (episode, .number(Fixed(value, decimals: Int(fields.number(.decimals) ?? 0))))
    }
    return fields.text(.text).map { (episode, .text($0)) }
  }
  // That of the very day goes before that of the year.
  let isOfDay = { (figure: (Episode, Figure)) in figure.0.attributes.day(.day) != nil }
  return (given.filter { !isOfDay($0) } + given.filter(isOfDay)).map { (episode: $0, figure: $1) }
}
