import CaseModel

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

extension Dimension {
  /// The place of the episode's group; nil for unknown.
  /// - Parameters:
  ///   - facts: what the episode said on the day; nil for what stands.
  ///   - day: the day that is looked at; nil for the last of the scope.
  func group(
    of episode: Episode, saying facts: Fields? = nil, in view: FileView, _ scope: Scope,
    at day: Day? = nil
  ) -> Int? {
    if let units {
      return units.unit(of: episode, in: view, at: day ?? scope.period.upperBound)
        .flatMap { places[$0] }
    }
    return groups.firstIndex { group in
      group.alternatives.contains { conditions in
        conditions.allSatisfy { $0.holds(for: episode, saying: facts, in: view, scope, at: day) }
      }
    }
  }

  /// The positions of the events, other than the episode's own, that say which group it lies in.
  func evidence(for episode: Episode, in view: FileView, _ scope: Scope) -> [UInt64] {
    if let units { return units.evidence(for: episode, in: view.file, at: scope.period.upperBound) }
    return groups.flatMap(\.alternatives).flatMap(\.self).flatMap {
      $0.evidence(for: episode, in: view, scope)
    }
  }
}
