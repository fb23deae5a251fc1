import Testing
import TransparencyLog

/// Would break: a forged proof that passes.
struct TamperedProofTests {
  static let leaves = Reference.leaves(70)

  /// Every bit at small sizes; at large ones, where the proofs take the same forms, a share of them
  /// that moves with the size.
  static func bits(size: Int) -> [Int] {
    size <= 17 ? Array(0..<256) : Array(stride(from: size % 13, to: 256, by: 13))
  }

  /// The proof with one bit flipped, once in each of its hashes.
  static func forged(_ proof: [Digest], bit: Int) -> [[Digest]] {
    proof.indices.map { at in
      var forged = proof
      forged[at] = forged[at].flipping(bit: bit)
      return forged
    }
  }

  @Test(arguments: 1...70)
  func `an inclusion proof with any bit flipped is refused`(size: Int) throws {
    let root = Reference.root(Self.leaves.prefix(size))
    // Every leaf at small sizes, the corners at large ones: the paths take the same forms.
    for index in size <= 17 ? Array(0..<size) : [0, size / 2, size - 2, size - 1] {
      let proof = Reference.inclusion(index, Self.leaves.prefix(size))
      func check(
        leaf: Digest = Self.leaves[index], index: Int = index, size: Int = size,
        proof: [Digest] = proof, root: Digest = root
      ) -> ProofVerdict {
        ProofCheck.verifyInclusion(
          leafHash: leaf, index: UInt64(index), size: UInt64(size), proof: proof, root: root)
      }
      #expect(check() == .holds)
      let passed = Self.bits(size: size).filter { bit in
        check(leaf: Self.leaves[index].flipping(bit: bit)) != .refused(.rootDiffers)
          || check(root: root.flipping(bit: bit)) != .refused(.rootDiffers)
          || Self.forged(proof, bit: bit).contains {
            check(proof: $0) != .refused(.rootDiffers)
          }
      }
      #expect(passed == [], "position \(index): these bits were flipped and not noticed")
      #expect(check(proof: proof + [root]) == .refused(.proofTooLong))
      if size > 1 {
        #expect(check(proof: proof.dropLast()) == .refused(.proofTooShort))
      }
      #expect(check(index: size) == .refused(.leafBeyondTree))
      for other in 0..<size where other != index {
        #expect(check(index: other) != .holds)
      }
    }
  }

  @Test(arguments: 1...70)
  func `a consistency proof with any bit flipped is refused`(new: Int) throws {
    let newRoot = Reference.root(Self.leaves.prefix(new))
    for old in new <= 17 ? Array(1...new) : [1, new / 2, new - 1, new] {
      let oldRoot = Reference.root(Self.leaves.prefix(old))
      let proof = Reference.consistency(old, Self.leaves.prefix(new))
      func check(
        _ proof: [Digest] = proof, oldRoot: Digest = oldRoot, newRoot: Digest = newRoot
      ) -> ProofVerdict {
        ProofCheck.verifyConsistency(
          from: UInt64(old), to: UInt64(new), proof: proof, oldRoot: oldRoot, newRoot: newRoot)
      }
      #expect(check() == .holds)
      let passed = Self.bits(size: new).filter { bit in
        check(oldRoot: oldRoot.flipping(bit: bit)) == .holds
          || check(newRoot: newRoot.flipping(bit: bit)) != .refused(.rootDiffers)
          || Self.forged(proof, bit: bit).contains { check($0) == .holds }
      }
      #expect(passed == [], "from \(old): these bits were flipped and not noticed")
      #expect(check(proof + [newRoot]) == .refused(.proofTooLong))
      if !proof.isEmpty {
        #expect(check(proof.dropLast()) == .refused(.proofTooShort))
      }
    }
  }

  @Test func `sizes that prove nothing are refused with their reason`() {
    let root = Self.leaves[0]
    func check(_ from: UInt64, _ to: UInt64) -> ProofVerdict {
      ProofCheck.verifyConsistency(from: from, to: to, proof: [], oldRoot: root, newRoot: root)
    }
    #expect(check(0, 0) == .refused(.nothingToProve))
    #expect(check(0, 5) == .refused(.nothingToProve))
    #expect(check(6, 5) == .refused(.sizesOutOfOrder))
    #expect(check(5, 5) == .holds)
    #expect(check(.max, .max) == .holds)
    #expect(check(.max - 1, .max) == .refused(.proofTooShort))
    #expect(Subtree(start: 3, end: 5) == nil)
    #expect(Subtree(start: 2, end: 1) == nil)
    #expect(Subtree(start: 1, end: .max) == nil)
    #expect(Subtree(start: 0, end: .max)?.count == .max)
  }
}
