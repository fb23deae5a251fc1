/// The place of a complete subtree: the `index`-th subtree of 2^`level` leaves, from the left.
///
/// Level 0 is the leaves. Such a node's hash never changes once its last leaf is there.
public struct NodeAddress: Hashable, Sendable {
  /// The subtree's height: it has 2^`level` leaves.
  public var level: Int
  /// How many subtrees of this height stand to the left of it.
  public var index: UInt64

  /// The address of the `index`-th complete subtree of 2^`level` leaves.
  public init(level: Int, index: UInt64) {
    self.level = level
    self.index = index
  }
}

/// The right edge of the tree (trefronten): enough to append, and to give the root.
///
/// Holds the roots of the largest complete subtrees, largest first, one for each set bit of `size`:
/// a tree of 11 leaves is held as subtrees of 8, 2 and 1.
public struct Frontier: Hashable, Sendable {
  /// The number of leaves.
  public private(set) var size: UInt64
  /// The roots of the largest complete subtrees, largest first.
  public private(set) var nodes: [Digest]

  /// The empty tree.
  public init() {
    size = 0
    nodes = []
  }

  /// The tree of `size` leaves whose largest complete subtrees have these roots, largest first.
  ///
  /// Nil unless there is one root for each set bit of `size`.
  public init?(size: UInt64, nodes: [Digest]) {
    guard nodes.count == size.nonzeroBitCount else { return nil }
    self.size = size
    self.nodes = nodes
  }

  /// Appends a leaf, and hands out every node it completes, the leaf itself first.
  ///
  /// When `emit` throws, the tree is as it was before.
  public mutating func append(
    _ leaf: Digest, emit: (NodeAddress, Digest) throws -> Void
  ) rethrows {
    var address = NodeAddress(level: 0, index: size)
    var hash = leaf
    var kept = nodes.count
    try emit(address, hash)
    while address.index & 1 == 1 {
      kept -= 1
      hash = MerkleHash.node(nodes[kept], hash)
      address = NodeAddress(level: address.level + 1, index: address.index >> 1)
      try emit(address, hash)
    }
    nodes.removeSubrange(kept...)
    nodes.append(hash)
    size += 1
  }

  /// Appends a leaf.
  public mutating func append(_ leaf: Digest) {
    append(leaf) { _, _ in }
  }

  /// The root of the tree: the digest that stands for all its leaves in their order.
  public var root: Digest {
    guard var root = nodes.last else { return MerkleHash.empty }
    for left in nodes.dropLast().reversed() {
      root = MerkleHash.node(left, root)
    }
    return root
  }

  /// The addresses of the nodes a frontier of `size` leaves holds, largest first.
  public static func addresses(size: UInt64) -> [NodeAddress] {
    Subtree(start: 0, end: size)?.completeParts ?? []
  }
}
