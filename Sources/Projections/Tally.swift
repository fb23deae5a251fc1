import CaseModel

/// What one figure has gathered so far.
struct Tally {
  /// The number, without its decimal point.
  private(set) var count: Int64 = 0
  /// How many of its digits are decimals.
  private var decimals = 0
  /// How many subjects there are behind it: a figure about few persons may have to be hidden.
  private(set) var subjects = 0
  /// What was counted, if that is wanted: as many as the count says.
  private(set) var things: [Counted] = []
  /// Whether what is counted is kept.
  let collects: Bool
  private var seen: Set<String> = []
  /// The last figure that each office gave.
  private var figures: [Office: Figure] = [:]

  init(collects: Bool = false) { self.collects = collects }

  /// Adds what one file, folded at the last day of the period, holds for a leaf of the table.
  mutating func add(_ view: FileView, _ leaf: Leaf, in scope: Scope) {
    let reader = Reader(
      view: view, indicator: leaf.indicator, scope: scope, row: leaf.filter)
    let before = (count, seen.count)
    switch leaf.indicator.measure {
    case .episodes(let query): addEach(reader.episodes(query), reader)
    case .subjects(let query):
      let found = reader.episodes(query)
      if !found.isEmpty { count(view.file, reader.positions(behind: found)) }
    case .distinct(let query, let field, let own):
      addValues(reader.episodes(query), field, leavingOutOwn: own, reader)
    case .sum(let query, let field, let decimals):
      self.decimals = decimals
      addNumbers(reader.episodes(query), field, reader)
    case .ownSum(let query, let field): addOwn(reader.episodes(query), field, reader)
    case .months(let query): addMonths(reader.episodes(query), query, reader)
    case .days(let query, let inPeriod):
      addDays(reader.episodes(query), inPeriod: inPeriod, reader)
    case .stretches(let query): add(query, reader)
    case .reference(let name):
      add(figure: name.description, item: leaf.item, view.file, scope)
    case .share, .combination: break  // Computed from other leaves.
    }
    if (count, seen.count) != before { subjects += 1 }
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

  private mutating func addDays(_ episodes: [Episode], inPeriod: Bool, _ reader: Reader) {
    let period = reader.scope.period
    for episode in episodes {
      let last = min(episode.end ?? period.upperBound, inPeriod ? period.upperBound : .distant)
      let first = inPeriod ? max(episode.start, period.lowerBound) : episode.start
      let days = last.days(since: first) + 1
      guard days > 0 else { continue }
      count(
        episode.kind, episode.id, reader.positions(behind: [episode]), in: reader.file,
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

  private mutating func add(figure name: String, item: String?, _ file: CaseFile, _ scope: Scope) {
    for (episode, figure) in givenFigures(name, item: item, in: file, scope) {
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

  /// What was counted, or added up.
  var total: Fixed { Fixed(count, decimals: decimals) }

  /// The given figures added up; nil if an office that was asked for gave none, or if several gave
  /// what cannot be added.
  func given(by offices: [Office]) -> Figure? {
    guard !figures.isEmpty, offices.allSatisfy({ figures[$0] != nil }) else { return nil }
    if figures.count == 1 { return figures.values.first }
    var sum = Fixed(0)
    for figure in figures.values {
      guard case .number(let number) = figure else { return nil }
      sum = sum + number
    }
    return .number(sum)
  }
}

extension Day {
  /// Later than any day that is recorded.
  fileprivate static let distant = Day(number: .max)
}

/// The figures of that name that were given for the scope's year or day, in order.
private func givenFigures(
  _ name: String, item: String?, in file: CaseFile, _ scope: Scope
) -> [(episode: Episode, figure: Figure)] {
  guard file.subject.kind == .unit else { return [] }
  return file.episodes(.reference).compactMap { episode in
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
}
