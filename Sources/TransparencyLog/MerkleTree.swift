/// Roots and proofs (RFC 6962 §2.1), made from stored hashes.
///
/// `read` gives the hash of any complete subtree; what it throws is passed on. A proof reads a
/// number of hashes that grows with the tree's height, never with its size.
public enum MerkleTree {
  /// Why a proof that was asked for does not exist.
  public enum RequestError: Error, Equatable, CustomStringConvertible {
    /// The leaf is not in a tree of this size.
    case leafBeyondTree(index: UInt64, size: UInt64)
    /// The earlier size is larger than the later one.
    case sizesOutOfOrder(from: UInt64, to: UInt64)

    /// What was asked for, why there is no such proof, and what to ask for instead.
    public var description: String {
      switch self {
      case .leafBeyondTree(let index, let size):
        "no inclusion proof for position \(index) in a tree of \(size) leaves: "
          + "ask for a position below \(size), or for a larger tree"
      case .sizesOutOfOrder(let from, let to):
        "no consistency proof from size \(from) to size \(to): give the smaller size first"
      }
    }
  }

  /// The root of the tree's first `size` leaves.
  public static func root(
    size: UInt64, read: (NodeAddress) throws -> Digest
  ) throws -> Digest {
    guard let tree = Subtree(start: 0, end: size) else { return MerkleHash.empty }
    return try root(of: tree, read: read)
  }

  /// The root of a part of the tree.
  public static func root(
    of subtree: Subtree, read: (NodeAddress) throws -> Digest
  ) throws -> Digest {
    let parts = subtree.completeParts
    guard let last = parts.last else { return MerkleHash.empty }
    var root = try read(last)
    for part in parts.dropLast().reversed() {
      root = MerkleHash.node(try read(part), root)
    }
    return root
  }

  /// The proof that leaf `index` is in the tree of `size` leaves, from the leaf's sibling upwards.
  ///
  /// - Throws: `RequestError` when the tree has no such leaf.
  public static func inclusionProof(
    index: UInt64, size: UInt64, read: (NodeAddress) throws -> Digest
  ) throws -> [Digest] {
    guard index < size, var part = Subtree(start: 0, end: size) else {
      throw RequestError.leafBeyondTree(index: index, size: size)
    }
    var siblings: [Digest] = []
    while let (left, right) = part.halves {
      let goesLeft = index < left.end
      siblings.append(try root(of: goesLeft ? right : left, read: read))
      part = goesLeft ? left : right
    }
    return siblings.reversed()
  }

  /// The proof that the tree of `to` leaves begins with the tree of `from` leaves.
  ///
  /// Empty when the sizes are equal, and when `from` is 0: any tree begins with nothing.
  ///
  /// - Throws: `RequestError` when `from` is larger than `to`.
  public static func consistencyProof(
    from: UInt64, to: UInt64, read: (NodeAddress) throws -> Digest
  ) throws -> [Digest] {
    guard from <= to, var part = Subtree(start: 0, end: to) else {
      throw RequestError.sizesOutOfOrder(from: from, to: to)
    }
    guard from > 0 else { return [] }
    var proof: [Digest] = []
    while part.end != from, let (left, right) = part.halves {
      let goesLeft = from <= left.end
      proof.append(try root(of: goesLeft ? right : left, read: read))
      part = goesLeft ? left : right
    }
    // What is left ends where the old tree ended. Unless it is the whole old tree, whose root the
    // verifier has, the proof must begin with it.
    if part.start > 0 {
      proof.append(try root(of: part, read: read))
    }
    return proof.reversed()
  }
}
