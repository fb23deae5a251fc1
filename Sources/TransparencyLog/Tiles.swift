/// The place of a tile (flis): 256 neighbouring hashes of one tree level.
///
/// Tile (L, N) holds the hashes of tree level 8·L, indices 256·N up to 256·(N + 1). The last tile
/// of a level may be partial.
public struct TileAddress: Hashable, Sendable {
  /// The tile's level; its hashes stand at tree level 8·`level`.
  public var level: Int
  /// How many tiles of this level stand to the left of it.
  public var number: UInt64

  /// The address of tile `number` of tile level `level`.
  public init(level: Int, number: UInt64) {
    self.level = level
    self.number = number
  }
}

/// The tree cut into tiles (C2SP tlog-tiles): which tile holds what, and nodes out of tiles.
///
/// Only every eighth level is stored; the seven between are recomputed from a tile.
public enum Tiles {
  /// How many tree levels a tile spans.
  public static let height = 8
  /// The number of hashes in a full tile, and of entries in a full bundle.
  public static let width = 256
  /// The number of bytes in a full tile.
  public static let byteCount = width * Digest.byteCount

  /// Whether hashes of this tree level are stored in tiles, rather than recomputed.
  public static func stores(level: Int) -> Bool { level % height == 0 }

  /// The tile a node is stored in or recomputed from, and the hashes of that tile it covers.
  public static func place(of node: NodeAddress) -> (tile: TileAddress, hashes: Range<Int>) {
    let above = node.level % height
    let tile = TileAddress(
      level: node.level / height, number: node.index >> UInt64(height - above))
    let first = Int(truncatingIfNeeded: node.index << UInt64(above)) & (width - 1)
    return (tile, first..<first + 1 << above)
  }

  /// How many hashes a tile has when the tree has `size` leaves: 0 to 256.
  public static func width(of tile: TileAddress, size: UInt64) -> Int {
    let shift = UInt64(height * tile.level)
    let hashes = shift < 64 ? size >> shift : 0
    let full = hashes / UInt64(width)
    if tile.number < full { return width }
    return tile.number == full ? Int(hashes % UInt64(width)) : 0
  }

  /// The hash of a node, from the bytes of the tile that `place(of:)` names.
  ///
  /// Nil when the tile does not yet hold all hashes below the node.
  public static func hash(of node: NodeAddress, tile: Span<UInt8>) -> Digest? {
    let hashes = place(of: node).hashes
    guard tile.count >= hashes.upperBound * Digest.byteCount else { return nil }
    return root(of: tile, hashes)
  }

  /// The root over a power of two of a tile's hashes.
  private static func root(of tile: Span<UInt8>, _ hashes: Range<Int>) -> Digest? {
    if hashes.count == 1 {
      let start = hashes.lowerBound * Digest.byteCount
      return Digest(bytes: tile.extracting(start..<start + Digest.byteCount))
    }
    let middle = hashes.lowerBound + hashes.count / 2
    guard let left = root(of: tile, hashes.lowerBound..<middle),
      let right = root(of: tile, middle..<hashes.upperBound)
    else { return nil }
    return MerkleHash.node(left, right)
  }
}
