import TransparencyLog

/// The tree by RFC 6962's own definitions, slow and recursive, to hold the real one against.
enum Reference {
  static func leaves(_ count: Int) -> [Digest] {
    (0..<count).map { MerkleHash.leaf(Array("line \($0)".utf8).span) }
  }

  /// MTH(D[n]).
  static func root(_ leaves: ArraySlice<Digest>) -> Digest {
    guard leaves.count > 1 else { return leaves.first ?? MerkleHash.empty }
    let middle = leaves.startIndex + split(leaves.count)
    return MerkleHash.node(root(leaves[..<middle]), root(leaves[middle...]))
  }

  /// PATH(m, D[n]), with m counted from the slice's start.
  static func inclusion(_ index: Int, _ leaves: ArraySlice<Digest>) -> [Digest] {
    guard leaves.count > 1 else { return [] }
    let half = split(leaves.count)
    let left = leaves.prefix(half)
    let right = leaves.dropFirst(half)
    return index < half
      ? inclusion(index, left) + [root(right)] : inclusion(index - half, right) + [root(left)]
  }

  /// SUBPROOF(m, D[n], b).
  static func consistency(
    _ old: Int, _ leaves: ArraySlice<Digest>, known: Bool = true
  ) -> [Digest] {
    if old == leaves.count { return known ? [] : [root(leaves)] }
    let half = split(leaves.count)
    let left = leaves.prefix(half)
    let right = leaves.dropFirst(half)
    return old <= half
      ? consistency(old, left, known: known) + [root(right)]
      : consistency(old - half, right, known: false) + [root(left)]
  }

  /// SUBTREE_SUBPROOF(start, end, D[n], b) of draft-ietf-plants-merkle-tree-certs.
  static func part(
    _ start: Int, _ end: Int, _ leaves: ArraySlice<Digest>, known: Bool = true
  ) -> [Digest] {
    if start == 0 && end == leaves.count { return known ? [] : [root(leaves)] }
    let half = split(leaves.count)
    let left = leaves.prefix(half)
    let right = leaves.dropFirst(half)
    if end <= half { return part(start, end, left, known: known) + [root(right)] }
    return half <= start
      ? part(start - half, end - half, right, known: known) + [root(left)]
      : part(0, end - half, right, known: false) + [root(left)]
  }

  /// The largest power of two below `count`.
  private static func split(_ count: Int) -> Int {
    var half = 1
    while half * 2 < count { half *= 2 }
    return half
  }
}

/// A tree whose nodes are kept as `Frontier` hands them out, as a store would.
struct KeptTree {
  var frontier = Frontier()
  var nodes: [NodeAddress: Digest] = [:]

  init(_ leaves: [Digest]) {
    for leaf in leaves {
      frontier.append(leaf) { nodes[$0] = $1 }
    }
  }

  struct Missing: Error {
    let address: NodeAddress
  }

  func read(_ address: NodeAddress) throws -> Digest {
    guard let digest = nodes[address] else { throw Missing(address: address) }
    return digest
  }
}

extension Digest {
  /// The digest with one bit turned.
  func flipping(bit: Int) -> Digest {
    var bytes = bytes
    bytes[bit / 8] ^= 1 << UInt8(bit % 8)
    return Digest(bytes: bytes.span) ?? self
  }
}
