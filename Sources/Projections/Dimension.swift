public import CaseModel

/// What figures are broken down by: age, sex, kind of measure (dimensjon).
///
/// Data, not code: `Schemas/dimensions`. Everything lies in one group, the first that fits, or in
/// none, which is "unknown"; so the rows and unknown add up to the total. A child with several
/// episodes is counted once, in the first of the groups that one of them lies in.
public struct Dimension: Sendable {
  /// One group, with its labels.
  public struct Group: Sendable {
    /// The id.
    public let id: StaticString
    /// The label in Norwegian.
    public let norwegian: StaticString
    /// The label in English.
    public let english: StaticString
    /// One of these must hold, with all its conditions.
    public let alternatives: [[FactCondition]]

    /// A group with all its parts.
    public init(
      _ id: StaticString, _ norwegian: StaticString, _ english: StaticString,
      _ alternatives: [[FactCondition]]
    ) {
      (self.id, self.norwegian, self.english) = (id, norwegian, english)
      self.alternatives = alternatives
    }
  }

  /// The id, as reports name it.
  public let id: StaticString
  /// The groups, in the order in which they are tried and shown.
  public let groups: [Group]
  /// Its groups are the units of the log instead, by who was responsible; nil for `groups`.
  public let units: UnitGrouping?
  /// The units that have a group each, in order, once they are known.
  var places: [Subject: Int] = [:]

  /// A dimension with groups.
  public init(_ id: StaticString, _ groups: [Group]) {
    (self.id, self.groups, units) = (id, groups, nil)
  }

  /// A dimension of units.
  public init(_ id: StaticString, _ units: UnitGrouping) {
    (self.id, groups, self.units) = (id, [], units)
  }

  /// The dimension of that id.
  public static func named(_ id: String) -> Dimension? {
    all.first { $0.id.description == id }
  }
}

/// What the facts about an episode must be.
public indirect enum FactCondition: Sendable {
  /// When age is counted.
  public enum AgeDay: Sendable {
    /// The last day of the year in which the episode starts.
    case start
    /// The last day of the year in which the asked period ends.
    case end
  }

  /// A code field has, or has not, one of some codes.
  case codes(FieldCondition)
  /// A number field has one of some numbers.
  case numbers(Field, [Int64])
  /// A text field has a value that is, or begins with, these words.
  case begins(Field, StaticString)
  /// A field says nothing.
  case missing(Field)
  /// The child's age at a year's last day lies between two limits, both included.
  case age(from: Int64?, to: Int64?, AgeDay)
  /// The episode follows from one of that kind, of which the conditions hold.
  case parent(EpisodeKind, [FactCondition])
  /// The conditions hold of the subject itself: the child's case.
  case own([FactCondition])
}

extension Dimension {
  /// The place of the episode's group; nil for unknown.
  /// - Parameters:
  ///   - facts: what the episode said on the day; nil for what stands.
  func group(
    of episode: Episode, saying facts: Fields? = nil, in view: FileView, at day: Day
  ) -> Int? {
    if let units { return units.unit(of: episode, in: view, at: day).flatMap { places[$0] } }
    return groups.firstIndex { group in
      group.alternatives.contains { conditions in
        conditions.allSatisfy { $0.holds(for: episode, saying: facts, in: view.file, at: day) }
      }
    }
  }

  /// The positions of the events, other than the episode's own, that say which group it lies in.
  func evidence(for episode: Episode, in view: FileView, at day: Day) -> [UInt64] {
    if let units { return units.evidence(for: episode, in: view.file, at: day) }
    return groups.flatMap(\.alternatives).flatMap(\.self).flatMap {
      $0.evidence(for: episode, in: view.file)
    }
  }
}

extension FactCondition {
  /// Whether it holds for an episode, with the facts as they stand or those of an earlier day.
  func holds(
    for episode: Episode, saying facts: Fields? = nil, in file: CaseFile, at day: Day
  ) -> Bool {
    let facts = facts ?? episode.attributes
    switch self {
    case .codes(let condition): return condition.holds(for: facts)
    case .numbers(let field, let numbers):
      return facts.values(field).contains { value in
        if case .number(let number) = value { numbers.contains(number) } else { false }
      }
    case .begins(let field, let words):
      return facts.values(field).contains { value in
        value.plain == words.description || value.plain.hasPrefix(words.description + " ")
      }
    case .missing(let field): return facts.values(field).isEmpty
    case .age(let from, let to, let ageDay):
      guard let born = file.own?.attributes.number(.birthYear) else { return false }
      let age = Int64((ageDay == .start ? episode.start : day).year) - born
      return from.map { age >= $0 } ?? true && to.map { age <= $0 } ?? true
    case .parent(let kind, let conditions):
      guard let parent = file.parent(of: episode, kind) else { return false }
      return conditions.allSatisfy { $0.holds(for: parent, in: file, at: day) }
    case .own(let conditions):
      guard let own = file.own else { return false }
      return conditions.allSatisfy { $0.holds(for: own, in: file, at: day) }
    }
  }

  /// The positions of the events, other than the episode's own, by which it holds.
  func evidence(for episode: Episode, in file: CaseFile) -> [UInt64] {
    switch self {
    case .codes, .numbers, .begins, .missing: []
    case .age: file.positions(giving: .birthYear)
    case .parent(let kind, _): file.parent(of: episode, kind)?.positions.prefix(1).map(\.self) ?? []
    case .own(let conditions):
      conditions.flatMap { condition -> [UInt64] in
        guard case .codes(let codes) = condition else { return [] }
        return file.positions(giving: codes.field)
      }
    }
  }
}

extension CaseFile {
  /// The position of the event that last said a fact of the subject itself.
  fileprivate func positions(giving field: Field) -> [UInt64] {
    let told = episodes(.personalDetails).last { $0.attributes[field] != nil }
    return told?.positions ?? own?.positions(giving: field) ?? []
  }
}

extension Episode {
  /// The position of the last event that gave a field its value.
  func positions(giving field: Field) -> [UInt64] {
    if let mark = marks.last(where: { $0.fields[field] != nil }) { return [mark.position] }
    return given[field] == nil ? [] : positions.prefix(1).map(\.self)
  }
}
