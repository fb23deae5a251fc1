import Crypto

/// The three hashes a Merkle tree is made of (RFC 6962 §2.1).
///
/// Leaves and inner nodes start with different bytes, so that no entry can pass for a node.
public enum MerkleHash {
  /// The hash of a leaf: SHA-256(0x00 ‖ entry).
  public static func leaf(_ entry: Span<UInt8>) -> Digest {
    var hasher = SHA256()
    update(&hasher, prefix: 0)
    entry.withUnsafeBytes { hasher.update(bufferPointer: $0) }
    return Digest(hasher.finalize())
  }

  /// The hash of an inner node: SHA-256(0x01 ‖ left ‖ right).
  public static func node(_ left: Digest, _ right: Digest) -> Digest {
    var hasher = SHA256()
    update(&hasher, prefix: 1)
    left.withUnsafeBytes { hasher.update(bufferPointer: $0) }
    right.withUnsafeBytes { hasher.update(bufferPointer: $0) }
    return Digest(hasher.finalize())
  }

  /// The root of the tree with no leaves: SHA-256 of nothing.
  public static let empty = Digest(SHA256().finalize())

  private static func update(_ hasher: inout SHA256, prefix: UInt8) {
    withUnsafeBytes(of: prefix) { hasher.update(bufferPointer: $0) }
  }
}
