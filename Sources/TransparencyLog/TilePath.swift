/// The names of tiles and entry bundles as static files (C2SP tlog-tiles).
///
///     tile/0/000             the first tile of hashes         tile/1/x001/234    tile (1, 1234)
///     tile/0/x001/234.p/17   its first 17 hashes              tile/entries/000   256 lines
///
/// The number is cut in groups of three digits, every group but the last marked with `x`. A partial
/// width stands after `.p/`; a full tile has none.
public struct TilePath: Hashable, Sendable, CustomStringConvertible {
  /// What a file holds.
  public enum Content: Hashable, Sendable {
    /// Hashes of this tile level, 0 to 63.
    case hashes(level: Int)
    /// The entries themselves, 256 to a full bundle.
    case entries
  }

  /// The highest tile level that has a name.
  public static let levelMax = 63

  /// What the file holds.
  public let content: Content
  /// Which tile or bundle of its kind it is.
  public let number: UInt64
  /// How many hashes or entries it holds, 1 to 256.
  public let width: Int

  /// The path of a tile or bundle; nil for a level or a width that does not exist.
  public init?(_ content: Content, number: UInt64, width: Int = Tiles.width) {
    guard (1...Tiles.width).contains(width) else { return nil }
    if case .hashes(let level) = content, !(0...Self.levelMax).contains(level) { return nil }
    self.content = content
    self.number = number
    self.width = width
  }

  /// The path a text names; nil unless it is exactly as `description` writes it.
  public init?(_ text: String) {
    var parts = text.split(separator: "/", omittingEmptySubsequences: false)[...]
    guard parts.popFirst() == "tile", let kind = parts.popFirst() else { return nil }
    var width = Tiles.width
    if parts.count > 1, let before = parts.dropLast().last, before.hasSuffix(".p") {
      guard let partial = parts.popLast().flatMap({ Int($0) }), let marked = parts.popLast() else {
        return nil
      }
      width = partial
      parts.append(marked.dropLast(2))
    }
    var number: UInt64 = 0
    for group in parts {
      guard let value = UInt64(group.hasPrefix("x") ? group.dropFirst() : group) else { return nil }
      let (shifted, overflow) = number.multipliedReportingOverflow(by: 1000)
      let (sum, overflowSum) = shifted.addingReportingOverflow(value)
      guard !overflow, !overflowSum else { return nil }
      number = sum
    }
    let content: Content
    if kind == "entries" {
      content = .entries
    } else {
      guard let level = Int(kind) else { return nil }
      content = .hashes(level: level)
    }
    self.init(content, number: number, width: width)
    // One name for one file: whatever would be written otherwise is not a path.
    guard description == text else { return nil }
  }

  /// The path, relative to the log's prefix.
  public var description: String {
    var groups: [String] = []
    var rest = number
    repeat {
      let digits = String(rest % 1000)
      let group = String(repeating: "0", count: 3 - digits.count) + digits
      groups.append(groups.isEmpty ? group : "x" + group)
      rest /= 1000
    } while rest > 0
    let kind =
      switch content {
      case .hashes(let level): String(level)
      case .entries: "entries"
      }
    let partial = width < Tiles.width ? ".p/\(width)" : ""
    return "tile/\(kind)/" + groups.reversed().joined(separator: "/") + partial
  }
}
