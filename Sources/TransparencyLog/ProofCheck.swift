/// What checking a proof says: that it holds, or why it does not.
public enum ProofVerdict: Equatable, Sendable {
  /// The proof holds.
  case holds
  /// The proof does not hold, for this reason.
  case refused(ProofRefusal)
}

/// Why a proof was refused.
public enum ProofRefusal: String, Equatable, Sendable, CustomStringConvertible {
  /// The leaf's position is not below the tree's size.
  case leafBeyondTree
  /// The earlier size is larger than the later one.
  case sizesOutOfOrder
  /// The earlier size is 0: such a proof says nothing.
  case nothingToProve
  /// The range is backwards, or not one that stands as a tree of its own.
  case notASubtree
  /// The proof has fewer hashes than the sizes call for.
  case proofTooShort
  /// The proof has more hashes than the sizes call for.
  case proofTooLong
  /// The proof gives another root than the earlier tree's, or the part's.
  case oldRootDiffers
  /// The proof gives another root than the tree's.
  case rootDiffers

  /// The reason as a sentence part, to be shown after "the proof was refused: ".
  public var description: String {
    switch self {
    case .leafBeyondTree: "the position is not below the size of the tree"
    case .sizesOutOfOrder: "the earlier size is larger than the later size"
    case .nothingToProve: "the earlier size is 0, and a proof from nothing says nothing"
    case .notASubtree: "the range of leaves does not stand as a tree of its own"
    case .proofTooShort: "it has fewer hashes than the sizes call for"
    case .proofTooLong: "it has more hashes than the sizes call for"
    case .oldRootDiffers: "it does not lead to the earlier root"
    case .rootDiffers: "it does not lead to the root"
    }
  }
}

/// Checks proofs (bevis), with no access to the log.
///
/// Hashes of a wrong length never come this far: `Digest(bytes:)` refuses them.
public enum ProofCheck {
  /// Whether `proof` shows that leaf `index` of the tree of `size` leaves has this hash.
  public static func verifyInclusion(
    leafHash: Digest, index: UInt64, size: UInt64, proof: [Digest], root: Digest
  ) -> ProofVerdict {
    guard let tree = Subtree(start: 0, end: size) else { return .refused(.notASubtree) }
    return verifyInclusion(leafHash: leafHash, index: index, in: tree, proof: proof, root: root)
  }

  /// Whether `proof` shows that leaf `index` of the whole tree, which is in `subtree`, has this
  /// hash, when `root` is the subtree's root.
  public static func verifyInclusion(
    leafHash: Digest, index: UInt64, in subtree: Subtree, proof: [Digest], root: Digest
  ) -> ProofVerdict {
    guard index >= subtree.start, index < subtree.end else { return .refused(.leafBeyondTree) }
    var node = index - subtree.start
    var last = subtree.count - 1
    var hash = leafHash
    for sibling in proof {
      guard last > 0 else { return .refused(.proofTooLong) }
      if node & 1 == 1 || node == last {
        hash = MerkleHash.node(sibling, hash)
        // A last node without a sibling is carried up unchanged until it has one on its left.
        while node & 1 == 0 {
          node >>= 1
          last >>= 1
        }
      } else {
        hash = MerkleHash.node(hash, sibling)
      }
      node >>= 1
      last >>= 1
    }
    guard last == 0 else { return .refused(.proofTooShort) }
    return hash == root ? .holds : .refused(.rootDiffers)
  }

  /// Whether `proof` shows that the tree of `to` leaves begins with the tree of `from` leaves.
  ///
  /// A proof from size 0 is refused: it would hold for any tree. Who starts with nothing, such as a
  /// witness seeing a log for the first time, has nothing to check.
  public static func verifyConsistency(
    from: UInt64, to: UInt64, proof: [Digest], oldRoot: Digest, newRoot: Digest
  ) -> ProofVerdict {
    guard from > 0 else { return .refused(.nothingToProve) }
    guard from <= to else { return .refused(.sizesOutOfOrder) }
    guard let old = Subtree(start: 0, end: from) else { return .refused(.notASubtree) }
    return verifyConsistency(of: old, to: to, proof: proof, subtreeRoot: oldRoot, root: newRoot)
  }

  /// Whether `proof` shows that the tree of `to` leaves has `subtree`, with its root, as a part.
  ///
  /// An empty range is part of every tree, with an empty proof and the root of nothing.
  public static func verifyConsistency(
    of subtree: Subtree, to: UInt64, proof: [Digest], subtreeRoot: Digest, root: Digest
  ) -> ProofVerdict {
    guard subtree.end <= to else { return .refused(.sizesOutOfOrder) }
    guard subtree.count > 0 else {
      guard proof.isEmpty else { return .refused(.proofTooLong) }
      return subtreeRoot == MerkleHash.empty ? .holds : .refused(.oldRootDiffers)
    }
    // The walk goes up from the lowest complete node at the part's right edge. `first` and `edge`
    // are the part's first and last nodes at the present height, `last` the whole tree's.
    var (first, edge, last) = (subtree.start, subtree.end - 1, to - 1)
    func climb(while condition: () -> Bool) {
      while condition() {
        first >>= 1
        edge >>= 1
        last >>= 1
      }
    }
    if edge == last {
      climb { first != edge }
    } else {
      climb { first != edge && edge & 1 == 1 }
    }
    var rest = proof[...]
    var partHash = subtreeRoot
    if first != edge {
      guard let start = rest.popFirst() else { return .refused(.proofTooShort) }
      partHash = start
    }
    var hash = partHash
    for sibling in rest {
      guard last > 0 else { return .refused(.proofTooLong) }
      if edge & 1 == 1 || edge == last {
        if first < edge { partHash = MerkleHash.node(sibling, partHash) }
        hash = MerkleHash.node(sibling, hash)
        climb { edge & 1 == 0 }
      } else {
        hash = MerkleHash.node(hash, sibling)
      }
      first >>= 1
      edge >>= 1
      last >>= 1
    }
    guard last == 0 else { return .refused(.proofTooShort) }
    guard partHash == subtreeRoot else { return .refused(.oldRootDiffers) }
    return hash == root ? .holds : .refused(.rootDiffers)
  }
}
