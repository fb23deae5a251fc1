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

  /// The first and last age of a band that a given figure is for: `age.6-12`, `person-age.67-`.
  ///
  /// Nil for an item that is no band of ages. The last may be the smaller: then the band is wrong.
  public static func limits(ofBand item: String) -> (from: Int, to: Int)? {
    let words = item.split(separator: ".", maxSplits: 1)
    guard words.count == 2, words[0].hasSuffix("age") else { return nil }
    let limits = words[1].split(separator: "-", omittingEmptySubsequences: false)
    guard limits.count == 2, let from = Int(limits[0]) else { return nil }
    if limits[1].isEmpty { return (from, oldest) }
    return Int(limits[1]).map { (from, $0) }
  }

  /// Whether two bands of the same breakdown share an age.
  public static func bandsOverlap(_ one: String, _ other: String) -> Bool {
    guard one.prefix(while: { $0 != "." }) == other.prefix(while: { $0 != "." }),
      let left = limits(ofBand: one), let right = limits(ofBand: other)
    else { return false }
    return left.from <= right.to && right.from <= left.to
  }

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
