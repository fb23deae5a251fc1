import FoundationEssentials
import Testing
import TransparencyLog

/// One public test vector, of any of its four kinds.
struct Vector: Decodable {
  let desc: String
  let wantErr: Bool
  let proof: [Data]?
  let leafIdx, treeSize, size1, size2, start, end, size: UInt64?
  let leafHash, root, root1, root2: Data?

  /// What a vector asks, with hashes still as bytes of any length.
  enum Question {
    case inclusion(index: UInt64, Subtree?, leaf: Data, root: Data)
    case consistency(from: UInt64, to: UInt64, Data, Data)
    case subtree(Subtree?, to: UInt64, Data, Data)
  }

  var question: Question? {
    if let leafIdx, let leafHash, let root {
      guard let end = treeSize ?? end else { return nil }
      return .inclusion(
        index: leafIdx, Subtree(start: start ?? 0, end: end), leaf: leafHash, root: root)
    }
    guard let root1, let root2 else { return nil }
    if let size1, let size2 { return .consistency(from: size1, to: size2, root1, root2) }
    guard let start, let end, let size else { return nil }
    return .subtree(Subtree(start: start, end: end), to: size, root1, root2)
  }
}

/// Would break: we accept what the field's tools refuse, or refuse what they accept.
struct VectorTests {
  static let folder = "reference/merkle-vectors"

  @Test(
    .enabled(if: SharedFolder.folder(folder) != nil, SharedFolder.absent(folder))
  )
  func `all 518 public vectors are judged as they should be`() throws {
    let folder = try #require(SharedFolder.folder(Self.folder))
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".json") }
    #expect(paths.count == 518)
    var held = 0
    for path in paths {
      let data = try Data(contentsOf: URL(filePath: "\(folder)/\(path)"))
      let vector = try JSONDecoder().decode(Vector.self, from: data)
      let question = try #require(vector.question, "\(path)")
      let holds = Self.holds(question, proof: vector.proof ?? [])
      #expect(holds == !vector.wantErr, "\(path): \(vector.desc)")
      held += holds ? 1 : 0
    }
    #expect(held == 36)
  }

  /// Some vectors use short texts as roots, where only equality matters: their hash stands in.
  static func root(_ data: Data) -> Digest {
    digest(data) ?? Digest(hashing: Array(data).span)
  }

  static func digest(_ data: Data) -> Digest? { Digest(bytes: Array(data).span) }

  static func holds(_ question: Vector.Question, proof: [Data]) -> Bool {
    let hashes = proof.compactMap(digest)
    guard hashes.count == proof.count else { return false }
    switch question {
    case .inclusion(let index, let subtree, let leaf, let root):
      guard let subtree, let leaf = digest(leaf) else { return false }
      return ProofCheck.verifyInclusion(
        leafHash: leaf, index: index, in: subtree, proof: hashes, root: Self.root(root)) == .holds
    case .consistency(let from, let to, let old, let new):
      return ProofCheck.verifyConsistency(
        from: from, to: to, proof: hashes, oldRoot: root(old), newRoot: root(new)) == .holds
    case .subtree(let subtree, let to, let old, let new):
      guard let subtree else { return false }
      return ProofCheck.verifyConsistency(
        of: subtree, to: to, proof: hashes, subtreeRoot: root(old), root: root(new)) == .holds
    }
  }
}
