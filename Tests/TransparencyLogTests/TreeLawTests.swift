import Testing
import TransparencyLog

/// Would break: an old root that no longer follows from the lines, or a proof another tool refuses.
struct TreeLawTests {
  static let sizeMax = 70
  let leaves = Reference.leaves(sizeMax)

  @Test func `the root is the reference's root at every size`() throws {
    var frontier = Frontier()
    let kept = KeptTree(leaves)
    for size in 0...Self.sizeMax {
      let expected = Reference.root(leaves.prefix(size))
      #expect(frontier.size == UInt64(size))
      #expect(frontier.root == expected)
      #expect(try MerkleTree.root(size: UInt64(size), read: kept.read) == expected)
      if size < Self.sizeMax { frontier.append(leaves[size]) }
    }
  }

  @Test func `a node handed out at append is the reference's root of its leaves`() {
    let kept = KeptTree(leaves)
    for (address, digest) in kept.nodes {
      let count = 1 << address.level
      let first = Int(address.index) * count
      #expect(digest == Reference.root(leaves[first..<first + count]))
    }
    let complete = (0...6).map { Self.sizeMax >> $0 }.reduce(0, +)
    #expect(kept.nodes.count == complete, "each complete subtree is handed out exactly once")
  }

  @Test func `the leaf is handed out first, then each node it completes, upwards`() {
    var frontier = Frontier()
    for (position, leaf) in leaves.enumerated() {
      var levels: [Int] = []
      frontier.append(leaf) { address, _ in levels.append(address.level) }
      #expect(levels == Array(0...(position + 1).trailingZeroBitCount))
    }
  }

  @Test func `a frontier taken up again gives the same roots`() throws {
    let kept = KeptTree(leaves)
    for size in 0...Self.sizeMax {
      let nodes = try Frontier.addresses(size: UInt64(size)).map(kept.read)
      var frontier = try #require(Frontier(size: UInt64(size), nodes: nodes))
      for leaf in leaves[size...] { frontier.append(leaf) }
      #expect(frontier == kept.frontier)
      #expect(Frontier(size: UInt64(size), nodes: nodes + [leaves[0]]) == nil)
    }
  }

  @Test func `an append that fails leaves the frontier as it was`() {
    struct Refused: Error {}
    var frontier = KeptTree(Array(leaves.prefix(7))).frontier
    let before = frontier
    for level in 0...3 {
      #expect(throws: Refused.self) {
        try frontier.append(leaves[7]) { address, _ in
          if address.level == level { throw Refused() }
        }
      }
      #expect(frontier == before)
    }
  }

  @Test func `every inclusion proof is the reference's, and holds`() throws {
    let kept = KeptTree(leaves)
    for size in 1...Self.sizeMax {
      let root = Reference.root(leaves.prefix(size))
      for index in 0..<size {
        let proof = try MerkleTree.inclusionProof(
          index: UInt64(index), size: UInt64(size), read: kept.read)
        #expect(proof == Reference.inclusion(index, leaves.prefix(size)))
        let verdict = ProofCheck.verifyInclusion(
          leafHash: leaves[index], index: UInt64(index), size: UInt64(size), proof: proof,
          root: root)
        #expect(verdict == .holds)
      }
    }
  }

  @Test func `every consistency proof is the reference's, and holds`() throws {
    let kept = KeptTree(leaves)
    for new in 1...Self.sizeMax {
      let newRoot = Reference.root(leaves.prefix(new))
      for old in 1...new {
        let proof = try MerkleTree.consistencyProof(
          from: UInt64(old), to: UInt64(new), read: kept.read)
        #expect(proof == Reference.consistency(old, leaves.prefix(new)))
        let verdict = ProofCheck.verifyConsistency(
          from: UInt64(old), to: UInt64(new), proof: proof,
          oldRoot: Reference.root(leaves.prefix(old)), newRoot: newRoot)
        #expect(verdict == .holds)
      }
    }
  }

  @Test func `a proof the tree cannot give is refused with the sizes`() {
    let kept = KeptTree(leaves)
    #expect(throws: MerkleTree.RequestError.leafBeyondTree(index: 70, size: 70)) {
      try MerkleTree.inclusionProof(index: 70, size: 70, read: kept.read)
    }
    #expect(throws: MerkleTree.RequestError.leafBeyondTree(index: 0, size: 0)) {
      try MerkleTree.inclusionProof(index: 0, size: 0, read: kept.read)
    }
    #expect(throws: MerkleTree.RequestError.sizesOutOfOrder(from: 8, to: 7)) {
      try MerkleTree.consistencyProof(from: 8, to: 7, read: kept.read)
    }
    #expect(throws: KeptTree.Missing.self, "what the reader throws is passed on") {
      try MerkleTree.root(size: 71, read: kept.read)
    }
  }

  @Test func `a proof reads no more hashes than the tree is high, twice over`() throws {
    let size: UInt64 = (1 << 40) + 12_345_678_901
    for index in [0, 1, 4_096, size / 2, size - 2, size - 1] {
      var reads = 0
      _ = try MerkleTree.inclusionProof(index: index, size: size) { _ in
        reads += 1
        return MerkleHash.empty
      }
      #expect(reads <= 2 * 41)
    }
  }
}
