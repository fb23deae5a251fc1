public import CaseModel

/// The units as they stand: which became part of which, which lies below which, who works where
/// (organisasjon).
///
/// Built from the units' own events and from nothing else; a merger or a new cost key changes no
/// case. What a municipality was before a merger can so be asked alone, and with those it went
/// together with, and a case, which has one municipality on a day, is never counted twice.
public struct Organisation: Sendable {
  /// The units' files, by subject.
  public let files: [Subject: CaseFile]
  /// The units that became part of one, by that one, in order.
  private let merged: [Subject: [(unit: Subject, from: Day)]]
  /// Whether more than names is known: only then do units have a say in what is done with cases.
  public let isConfigured: Bool

  /// The organisation of a log.
  /// - Parameters:
  ///   - units: every unit with its events, in the order they were recorded.
  ///   - day: as it stood at the end of that day; nil for as it stands.
  ///   - knownBefore: only the first so many positions count; nil for all.
  public init(
    units: some Collection<(Subject, [RecordedEvent])>, at day: Day? = nil,
    knownBefore: UInt64? = nil
  ) {
    self.init(
      units.map { CaseFile(subject: $0, folding: $1, at: day, knownBefore: knownBefore) })
  }

  /// The organisation of units that are folded already.
  public init(_ files: [CaseFile]) {
    let opened = files.filter { $0.subject.kind == .unit && $0.own != nil }
    self.files = Dictionary(opened.map { ($0.subject, $0) }) { first, _ in first }
    var merged: [Subject: [(unit: Subject, from: Day)]] = [:]
    for file in opened.sorted(by: { $0.subject < $1.subject }) {
      if let merger = file.merger {
        merged[merger.into, default: []].append((file.subject, merger.from))
      }
    }
    self.merged = merged
    let telling: Set<EpisodeKind> = [
      .membership, .delegation, .post, .competenceRequirement,
    ]
    isConfigured =
      !merged.isEmpty
      || opened.contains { file in
        file.own?.attributes[.districtNumber] != nil
          || file.episodes.contains { telling.contains($0.kind) }
      }
  }

  /// Every unit, in order.
  public var units: [Subject] { files.keys.sorted() }
}

extension Organisation {
  /// What a unit has become by a day: itself, or what it went into, and that in turn.
  public func successor(of unit: Subject, on day: Day) -> Subject {
    var (current, seen) = (unit, Set([unit]))
    while let merger = files[current]?.merger, merger.from <= day,
      seen.insert(merger.into).inserted
    {
      current = merger.into
    }
    return current
  }

  /// The municipality that another has become by a day (etterfølger).
  public func successor(of office: Office, on day: Day) -> Office {
    successor(of: Subject.unit(office), on: day).municipality ?? office
  }

  /// The units that have become part of a unit by a day, and those that they were made of.
  public func predecessors(of unit: Subject, on day: Day) -> Set<Subject> {
    var (found, waiting): (Set<Subject>, [Subject]) = ([], [unit])
    while let next = waiting.popLast() {
      for part in merged[next] ?? [] where part.from <= day && part.unit != unit {
        if found.insert(part.unit).inserted { waiting.append(part.unit) }
      }
    }
    return found
  }

  /// A municipality and those that have become part of it by a day: what to ask for when it is
  /// asked for together with its past (sammenslåtte kommuner).
  ///
  /// To ask for one of the old ones alone, ask for that one.
  public func offices(of office: Office, at day: Day) -> Set<Office> {
    let parts = predecessors(of: Subject.unit(office), on: day)
    return Set(parts.compactMap(\.municipality)).union([office])
  }

  /// The same for several, each taken once: a municipality and one that it was made of may both be
  /// asked for.
  public func offices(of offices: [Office], at day: Day) -> Set<Office> {
    offices.reduce(into: []) { $0.formUnion(self.offices(of: $1, at: day)) }
  }
}

extension Organisation {
  /// Whether a municipality was made of others that were still there on a day: it has no figures
  /// from then, and those of the others are not its own.
  func isToCome(_ office: Office, on day: Day) -> Bool {
    let unit = Subject.unit(office)
    guard let parts = merged[unit], let start = files[unit]?.own?.start, start > day else {
      return false
    }
    return parts.allSatisfy { $0.from > day }
  }

  /// Which of the asked municipalities add something of their own on a day, together: none that has
  /// become part of another of them, and none that is made only later of others of them.
  func adding(_ asked: [Office], on day: Day) -> [Office] {
    let units = Set(asked.map(Subject.unit))
    return asked.filter { office in
      let parts = merged[Subject.unit(office)] ?? []
      let isMadeOfThem = isToCome(office, on: day) && parts.allSatisfy { units.contains($0.unit) }
      let became = successor(of: office, on: day)
      return !isMadeOfThem && (became == office || !asked.contains(became))
    }
  }

  /// The unit that a unit belongs to on a day.
  public func parent(of unit: Subject, on day: Day) -> Subject? {
    files[unit]?.parentUnit(on: day)
  }

  /// The units above a unit on a day, the nearest first.
  public func ancestors(of unit: Subject, on day: Day) -> [Subject] {
    var (found, current): ([Subject], Subject) = ([], unit)
    while let parent = parent(of: current, on: day), parent != unit, !found.contains(parent) {
      found.append(parent)
      current = parent
    }
    return found
  }

  /// The units below a unit on a day, however deep, in order.
  public func units(below unit: Subject, on day: Day) -> [Subject] {
    units.filter { other in
      other != unit && exists(other, on: day) && ancestors(of: other, on: day).contains(unit)
    }
  }

  /// What a unit is called on a day; its key where it has no name.
  public func name(of unit: Subject, on day: Day) -> String {
    let own = files[unit]?.own
    guard case .text(let name)? = own?.value(.name, on: day) else {
      return own?.given.text(.name) ?? unit.key
    }
    return name
  }

  /// Whether a unit is there on a day.
  public func exists(_ unit: Subject, on day: Day) -> Bool {
    files[unit]?.own?.isOpen(on: day) ?? false
  }

  /// The municipality that a unit belongs to on a day: its own number, that of the nearest unit
  /// above it that is a municipality, or the one it was recorded under.
  public func municipality(of unit: Subject, on day: Day) -> Office? {
    if let own = unit.municipality { return own }
    return ancestors(of: unit, on: day).lazy.compactMap(\.municipality).first
      ?? files[unit]?.own?.office
  }
}

/// A district of a municipality (bydel).
public struct District: Hashable, Sendable {
  /// The unit that it is.
  public let unit: Subject
  /// Its number, by which files name it.
  public let number: String
  /// Its name, where it has one.
  public let name: String?
}

extension Organisation {
  /// The districts of a municipality on a day, by number (bydeler).
  public func districts(of office: Office, on day: Day) -> [District] {
    units.compactMap { unit -> District? in
      guard exists(unit, on: day), municipality(of: unit, on: day) == office,
        let own = files[unit]?.own,
        case .text(let number)? = own.value(.districtNumber, on: day)
      else { return nil }
      var name: String?
      if case .text(let text)? = own.value(.districtName, on: day) { name = text }
      return District(unit: unit, number: number, name: name)
    }.sorted { ($0.number, $0.unit) < ($1.number, $1.unit) }
  }
}

extension CaseFile {
  /// The district that has a case or a person's file on a day (bydel); nil if none was given.
  ///
  /// One on any day: a file that moves between districts is in each of them in turn, and in the
  /// municipality once.
  public func district(on day: Day) -> String? {
    guard case .text(let district)? = own?.value(.district, on: day) else { return nil }
    return district
  }

  /// The days on which the file came to another district than it had (flyttet mellom bydeler).
  public func districtMoves(in period: ClosedRange<Day>) -> [Day] {
    let given = own?.marks.compactMap { mark in
      mark.fields.text(.district).map { (day: mark.day, district: $0) }
    }
    return zip(given ?? [], (given ?? []).dropFirst()).compactMap { before, after in
      before.district != after.district && period.contains(after.day) ? after.day : nil
    }
  }
}

extension Organisation {
  /// Whether an office is open on a day: a day of the week on which it says it is, and no public
  /// holiday; nil if it has not said.
  public func isOpen(_ unit: Subject, on day: Day) -> Bool? {
    files[unit]?.openWeekdays(on: day).map { $0.contains(day.weekday) && !day.isHoliday }
  }

  /// The day itself if the office is open, or else the first one after it (neste åpningsdag); nil
  /// if it has not said when it is open.
  public func nextOpenDay(of unit: Subject, from day: Day) -> Day? {
    // No stretch of holidays is longer than two weeks, and a week has a day that it is open on.
    (0...28).lazy.map { day.adding(days: $0) }.first { self.isOpen(unit, on: $0) == true }
  }
}
