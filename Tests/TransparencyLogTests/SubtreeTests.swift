import Testing
import TransparencyLog

/// Would break: a proof for a part of the log that says something else than the log does.
struct SubtreeTests {
  static let leaves = Reference.leaves(34)
  static let kept = KeptTree(leaves)

  /// Whether a range stands as a tree of its own, by trying every power of two.
  static func isAligned(_ start: Int, _ end: Int) -> Bool {
    var width = 1
    while width < end - start { width *= 2 }
    return start % width == 0
  }

  @Test(arguments: 0...34)
  func `just the aligned ranges are parts, with the reference's root`(start: Int) throws {
    for end in 0...34 {
      let subtree = Subtree(start: UInt64(start), end: UInt64(end))
      #expect((subtree != nil) == (start <= end && Self.isAligned(start, end)))
      guard let subtree else { continue }
      let root = try MerkleTree.root(of: subtree, read: Self.kept.read)
      #expect(root == Reference.root(Self.leaves[start..<end]))
      for index in start..<end {
        let verdict = ProofCheck.verifyInclusion(
          leafHash: Self.leaves[index], index: UInt64(index), in: subtree,
          proof: Reference.inclusion(index - start, Self.leaves[start..<end]), root: root)
        #expect(verdict == .holds)
      }
    }
  }

  @Test(arguments: 1...34)
  func `every part's proof by the reference holds, and no other part's root passes`(
    size: Int
  ) throws {
    let tree = Self.leaves.prefix(size)
    let root = Reference.root(tree)
    for start in 0..<size {
      for end in start + 1...size {
        guard let subtree = Subtree(start: UInt64(start), end: UInt64(end)) else { continue }
        let proof = Reference.part(start, end, tree)
        func check(_ part: Digest, _ root: Digest, _ proof: [Digest]) -> ProofVerdict {
          ProofCheck.verifyConsistency(
            of: subtree, to: UInt64(size), proof: proof, subtreeRoot: part, root: root)
        }
        let part = Reference.root(tree[start..<end])
        #expect(check(part, root, proof) == .holds, "\(start)..<\(end) of \(size)")
        #expect(check(part.flipping(bit: size), root, proof) != .holds)
        #expect(check(part, root.flipping(bit: size), proof) == .refused(.rootDiffers))
        #expect(check(part, root, proof + [part]) == .refused(.proofTooLong))
        if !proof.isEmpty {
          #expect(check(part, root, proof.dropLast()) == .refused(.proofTooShort))
        }
      }
    }
  }
}
