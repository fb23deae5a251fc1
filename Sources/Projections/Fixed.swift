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

  /// `count` × `times` / `base`, rounded half up (away from nought for what is less than nought);
  /// nil for a base that is not above 0, and for more digits than there is room for.
  public init?(_ count: Fixed, per base: Fixed, times: Int64 = 1, decimals: Int) {
    guard base.scaled > 0 else { return nil }
    let power = Fixed.power(decimals) * Fixed.power(base.decimals)
    let (numerator, overflow) = count.scaled.multipliedReportingOverflow(by: times * power)
    let (denominator, overflow2) = base.scaled.multipliedReportingOverflow(
      by: Fixed.power(count.decimals))
    guard !overflow, !overflow2, numerator.magnitude < .max / 4, denominator < .max / 4 else {
      return nil
    }
    let rounded = (2 * Int64(numerator.magnitude) + denominator) / (2 * denominator)
    self.init(numerator < 0 ? -rounded : rounded, decimals: decimals)
  }

  /// The sum, with the decimals of the one that has more.
  public static func + (left: Fixed, right: Fixed) -> Fixed {
    let decimals = max(left.decimals, right.decimals)
    let parts = [left, right].map { $0.scaled * power(decimals - $0.decimals) }
    return Fixed(parts[0] + parts[1], decimals: decimals)
  }

  /// The same number with the other sign.
  public static prefix func - (number: Fixed) -> Fixed {
    Fixed(-number.scaled, decimals: number.decimals)
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

/// What a cell says: a number, or a short fact that was given.
public enum Figure: Hashable, Sendable, CustomStringConvertible {
  /// A number.
  case number(Fixed)
  /// A short fact that is no number: a date, a name of an office.
  case text(String)
  /// Whether a goal was reached.
  case verdict(Bool)

  /// As it is written, with a decimal point.
  public var description: String {
    switch self {
    case .number(let number): number.description
    case .text(let text): text
    case .verdict(let reached): String(reached)
    }
  }
}
