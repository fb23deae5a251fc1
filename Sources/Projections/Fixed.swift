/// A number with a fixed count of decimals: shares and rates are computed, never stored.
public struct Fixed: Hashable, Sendable, CustomStringConvertible {
  /// The number without its decimal point.
  public let scaled: Int64
  /// How many of its digits are decimals.
  public let decimals: Int

  /// A number by its digits and decimals.
  public init(_ scaled: Int64, decimals: Int = 0) {
    self.scaled = scaled
    self.decimals = decimals
  }

  /// `count` × `times` / `base`, rounded half up; nil for a base of 0.
  public init?(_ count: Fixed, per base: Fixed, times: Int64, decimals: Int) {
    guard base.scaled > 0 else { return nil }
    let power = Fixed.power(decimals) * Fixed.power(base.decimals)
    let (numerator, overflow) = count.scaled.multipliedReportingOverflow(by: times * power)
    let denominator = base.scaled * Fixed.power(count.decimals)
    guard !overflow else { return nil }
    self.init((2 * numerator + denominator) / (2 * denominator), decimals: decimals)
  }

  /// The sum, with the decimals of the one that has more.
  public static func + (left: Fixed, right: Fixed) -> Fixed {
    let decimals = max(left.decimals, right.decimals)
    let parts = [left, right].map { $0.scaled * power(decimals - $0.decimals) }
    return Fixed(parts[0] + parts[1], decimals: decimals)
  }

  /// With a decimal point, and without trailing decimals that are nought.
  public var description: String { text(point: ".") }

  /// With the given decimal sign.
  public func text(point: String) -> String {
    guard decimals > 0 else { return String(scaled) }
    let power = Fixed.power(decimals)
    var fraction = String((scaled.magnitude % UInt64(power)))
    fraction = String(repeating: "0", count: decimals - fraction.count) + fraction
    return (scaled < 0 ? "-" : "") + String(scaled.magnitude / UInt64(power)) + point + fraction
  }

  private static func power(_ exponent: Int) -> Int64 {
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }
}
