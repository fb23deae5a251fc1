import LMDB
public import TransparencyLog

extension Snapshot {
  /// The root hash that the log had at a size.
  ///
  /// - Throws: `LogError` `.notFound` for a size the log has not reached.
  public func root(at size: UInt64) throws -> Digest {
    try requireReached(size)
    if size == self.size { return root }
    return try MerkleTree.root(size: size) { try node($0) }
  }

  /// The hashes that prove event `position` to be in the tree of `size` events (RFC 6962 §2.1.1).
  public func inclusionProof(of position: UInt64, size: UInt64) throws -> [Digest] {
    try requireReached(size)
    guard position < size else {
      throw LogError(.notFound, "event \(position) is not among the first \(size) events")
    }
    return try MerkleTree.inclusionProof(index: position, size: size) { try node($0) }
  }

  /// The hashes that prove the tree of `to` events to continue that of `from` (RFC 6962 §2.1.2).
  public func consistencyProof(from: UInt64, to: UInt64) throws -> [Digest] {
    try requireReached(to)
    guard from <= to else {
      throw LogError(.notFound, "a tree of \(from) events is not the beginning of one of \(to)")
    }
    return try MerkleTree.consistencyProof(from: from, to: to) { try node($0) }
  }

  /// The hashes of a tile, 32 bytes each: 256 of them, or fewer for the last of its level; `nil`
  /// where there is none.
  ///
  /// The bytes are those of C2SP tlog-tiles.
  public func tile(_ tile: TileAddress) throws -> [UInt8]? {
    let width = Tiles.width(of: tile, size: size)
    guard width > 0 else { return nil }
    if tile.level == 0, width < Tiles.width { return try openTile() }
    let bytes = try transaction.get(TreeKey.of(tile), in: spaces.tree) { Array($0) }
    guard let bytes, bytes.count == width * Digest.byteCount else {
      throw LogError(.damaged, "tile \(tile.level)/\(tile.number) is missing or cut; run check")
    }
    return bytes
  }

  /// The lines of bundle `number` in the form of C2SP tlog-tiles: 256 lines, or fewer for the last;
  /// `nil` where there is none.
  public func bundle(_ number: UInt64) throws -> [UInt8]? {
    let (start, overflow) = number.multipliedReportingOverflow(by: Layout.bundleEntries)
    guard !overflow, start < size else { return nil }
    if start < bundledSize {
      let bytes = try transaction.get(number, in: spaces.bundles) { Array($0) }
      guard let bytes else { throw missing(start) }
      return bytes
    }
    var bytes: [UInt8] = []
    try scan(start..<size) { _, line in EntryBundle.append(line, to: &bytes) }
    return bytes
  }

  private func requireReached(_ size: UInt64) throws {
    guard size <= self.size else {
      throw LogError(.notFound, "the log has \(self.size) events, not \(size)")
    }
  }

  /// The leaf hashes of the open tile of level 0, which stand beside the lines in `tail`.
  private func openTile() throws -> [UInt8] {
    var bytes: [UInt8] = []
    try transaction.scan(spaces.tail, bundledSize..<size) { position, row in
      guard row.count >= Layout.leafBytes else { throw missing(position) }
      bytes.append(span: row.extracting(0..<Layout.leafBytes))
      return .next
    }
    return bytes
  }

  /// The hash of a complete subtree.
  func node(_ address: NodeAddress) throws -> Digest {
    let place = Tiles.place(of: address)
    if place.tile.level == 0, place.tile.number == size / Layout.bundleEntries {
      let tile = try openTile()
      return try hash(of: address, tile: tile.span)
    }
    let key = TreeKey.of(place.tile)
    let found = try transaction.get(key, in: spaces.tree) { try hash(of: address, tile: $0) }
    guard let found else { throw damaged(place.tile) }
    return found
  }

  private func hash(of address: NodeAddress, tile: Span<UInt8>) throws -> Digest {
    guard let hash = Tiles.hash(of: address, tile: tile) else {
      throw damaged(Tiles.place(of: address).tile)
    }
    return hash
  }

  private func damaged(_ tile: TileAddress) -> LogError {
    LogError(.damaged, "tile \(tile.level)/\(tile.number) is missing or too short; run check")
  }
}

/// Keys of `tree`.
enum TreeKey {
  static func of(_ tile: TileAddress) -> UInt64 { UInt64(tile.level) << 56 | tile.number }
}
