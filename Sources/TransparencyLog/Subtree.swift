/// A range of leaves that stands as a tree of its own inside every larger tree (deltre).
///
/// Leaves `start` up to but not including `end`. Aligned: `start` is a multiple of the smallest
/// power of two that is not less than the number of leaves. Every tree is such a range from 0.
public struct Subtree: Hashable, Sendable {
  /// The first leaf.
  public let start: UInt64
  /// The leaf after the last.
  public let end: UInt64

  /// The range from `start` up to `end`; nil when it is backwards or not aligned.
  public init?(start: UInt64, end: UInt64) {
    guard start <= end else { return nil }
    let count = end - start
    let mask = count <= 1 ? 0 : UInt64.max >> UInt64((count - 1).leadingZeroBitCount)
    guard start & mask == 0 else { return nil }
    self.start = start
    self.end = end
  }

  /// The subtree over a range known to be aligned: a half of one that is.
  private init(alignedStart start: UInt64, end: UInt64) {
    self.start = start
    self.end = end
  }

  /// The number of leaves.
  public var count: UInt64 { end - start }

  /// The largest complete subtrees it is made of, from the left.
  public var completeParts: [NodeAddress] {
    var parts: [NodeAddress] = []
    var from = start
    while from < end {
      let level = UInt64.bitWidth - 1 - (end - from).leadingZeroBitCount
      parts.append(NodeAddress(level: level, index: from >> UInt64(level)))
      from += 1 << UInt64(level)
    }
    return parts
  }

  /// The two halves, split as RFC 6962 splits: the left one is the largest power of two that leaves
  /// something to the right.
  ///
  /// Nil for fewer than two leaves.
  var halves: (left: Subtree, right: Subtree)? {
    guard count > 1 else { return nil }
    let middle = start + 1 << UInt64(UInt64.bitWidth - 1 - (count - 1).leadingZeroBitCount)
    return (
      Subtree(alignedStart: start, end: middle), Subtree(alignedStart: middle, end: end)
    )
  }
}
