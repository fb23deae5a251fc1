/// An age group of the population, as a reference figure names it (befolkningsgruppe).
public struct PopulationGroup: Hashable, Sendable {
  /// The ages, both included; a group without an upper limit goes to 199.
  public let ages: ClosedRange<Int>

  /// The group that a code of `reference_figure` stands for: `population` is everybody,
  /// `population-0-17` those aged 0-17, `population-67-` those from 67 on; nil for any other code.
  public init?(figure code: String) {
    let prefix = "population"
    guard code.hasPrefix(prefix) else { return nil }
    let rest = code.dropFirst(prefix.count)
    if rest.isEmpty {
      ages = 0...Self.oldest
      return
    }
    let limits = rest.dropFirst().split(separator: "-", omittingEmptySubsequences: false)
    guard rest.first == "-", limits.count == 2, let from = Int(limits[0]),
      let to = limits[1].isEmpty ? Self.oldest : Int(limits[1]), from <= to, to <= Self.oldest
    else { return nil }
    ages = from...to
  }

  private static let oldest = 199

  /// Whether everybody in it is in a larger group too.
  public func isPart(of other: PopulationGroup) -> Bool {
    self != other && ages.clamped(to: other.ages) == ages
  }

  /// The first two of some figures that cannot be added up, since somebody is in both: the same
  /// group twice, or groups that share an age.
  ///
  /// Figures that are no population never overlap. Ask for one municipality and one day or year at
  /// a time: people of other places are others.
  public static func overlap(in figures: [String]) -> (first: String, second: String)? {
    for (place, later) in figures.enumerated() {
      guard let one = PopulationGroup(figure: later) else { continue }
      for earlier in figures[..<place] {
        guard let other = PopulationGroup(figure: earlier), other.ages.overlaps(one.ages) else {
          continue
        }
        return (earlier, later)
      }
    }
    return nil
  }
}
