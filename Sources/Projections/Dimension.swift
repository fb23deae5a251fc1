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

  /// A dimension with all its parts.
  public init(_ id: StaticString, _ groups: [Group]) { (self.id, self.groups) = (id, groups) }

  /// The dimension of that id.
  public static func named(_ id: String) -> Dimension? {
    all.first { $0.id.description == id }
  }
}

extension Dimension {
  /// The place of the episode's group; nil for unknown.
  func group(of episode: Episode, in view: FileView, _ scope: Scope) -> Int? {
    groups.firstIndex { group in
      group.alternatives.contains { conditions in
        conditions.allSatisfy { $0.holds(for: episode, in: view, scope) }
      }
    }
  }

  /// The positions of the events, other than the episode's own, that say which group it lies in.
  func evidence(for episode: Episode, in view: FileView, _ scope: Scope) -> [UInt64] {
    groups.flatMap(\.alternatives).flatMap(\.self).flatMap {
      $0.evidence(for: episode, in: view, scope)
    }
  }
}
