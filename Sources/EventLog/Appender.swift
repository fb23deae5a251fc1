import LMDB
import TransparencyLog

/// Stores checked events in a write transaction.
///
/// Everything that follows from a line is written with it: leaf, bundle, tiles, stream, sealed
/// parts, external keys, state.
struct Appender {
  private let transaction: WriteTransaction
  private let spaces: Keyspaces
  private let snapshot: Snapshot
  private var state: LogState
  /// Streams touched by this append; written at its end, each once.
  private var streams: [[UInt8]: StreamRecord] = [:]
  /// The open bundle and its leaf hashes, gathered only when this append closes it.
  private var bundle: [UInt8] = []
  private var leaves: [UInt8] = []
  private var closesBundle = false

  init(_ transaction: WriteTransaction, _ snapshot: Snapshot) {
    self.transaction = transaction
    self.snapshot = snapshot
    spaces = snapshot.spaces
    state = snapshot.state
  }

  mutating func append(_ checked: CheckedEvents) throws -> Appended {
    let start = state.size
    var versions: [UInt64] = []
    versions.reserveCapacity(checked.events.count)
    try gatherOpenBundle(closing: UInt64(checked.events.count))
    for event in checked.events {
      let position = state.size
      try addLine(event.new.line.span, at: position)
      versions.append(try addToStream(event, at: position))
      if !event.new.sealed.isEmpty {
        let row = SealedRecord.encoded(event.new.sealed)
        try transaction.append(row.span, at: position, in: spaces.sealed)
      }
      for key in Set(event.new.externalKeys) { try add(key, at: position) }
      state.lastTime = event.time
    }
    try finish()
    return Appended(
      positions: start..<state.size, versions: versions, root: state.frontier.root,
      size: state.size)
  }

  /// When the open bundle will be closed, its rows are taken out of `tail` first.
  private mutating func gatherOpenBundle(closing count: UInt64) throws {
    let open = state.size % Layout.bundleEntries
    closesBundle = open + count >= Layout.bundleEntries
    guard closesBundle, open > 0 else { return }
    var rows: UInt64 = 0
    try transaction.scan(spaces.tail, 0..<UInt64.max) { position, row in
      guard position == state.size - open + rows, row.count >= Layout.leafBytes else {
        throw snapshot.missing(position)
      }
      leaves.append(span: row.extracting(0..<Layout.leafBytes))
      EntryBundle.append(row.extracting(Layout.leafBytes..<row.count), to: &bundle)
      rows += 1
      return .next
    }
    guard rows == open else { throw snapshot.missing(state.size - open + rows) }
    try transaction.removeAll(spaces.tail)
  }

  private mutating func addLine(_ line: Span<UInt8>, at position: UInt64) throws {
    let leaf = MerkleHash.leaf(line)
    if closesBundle {
      EntryBundle.append(line, to: &bundle)
      leaf.append(to: &leaves)
    } else {
      try putRow(leaf.bytes, line, at: position)
    }
    var above: [(NodeAddress, Digest)] = []
    state.frontier.append(leaf) { address, hash in
      if address.level > 0, Tiles.stores(level: address.level) { above.append((address, hash)) }
    }
    for (address, hash) in above { try addNode(hash, at: address) }
    if leaves.count == Tiles.byteCount { try closeBundle(position / Layout.bundleEntries) }
  }

  private func putRow(_ leaf: [UInt8], _ line: Span<UInt8>, at position: UInt64) throws {
    var row = leaf
    row.append(span: line)
    try transaction.append(row.span, at: position, in: spaces.tail)
  }

  private mutating func closeBundle(_ number: UInt64) throws {
    try transaction.append(bundle.span, at: number, in: spaces.bundles)
    let tile = TileAddress(level: 0, number: number)
    try transaction.put(leaves.span, at: TreeKey.of(tile), in: spaces.tree)
    bundle.removeAll(keepingCapacity: true)
    leaves.removeAll(keepingCapacity: true)
  }

  /// Adds a hash to the open tile of a level above the leaves.
  private func addNode(_ hash: Digest, at address: NodeAddress) throws {
    let place = Tiles.place(of: address)
    let key = TreeKey.of(place.tile)
    var tile: [UInt8] = []
    if place.hashes.lowerBound > 0 {
      tile = try transaction.get(key, in: spaces.tree) { Array($0) } ?? []
    }
    guard tile.count == place.hashes.lowerBound * Digest.byteCount else {
      throw LogError(
        .damaged,
        "tile \(place.tile.level)/\(place.tile.number) is not as long as it should be; "
          + "nothing was stored. Run check")
    }
    hash.append(to: &tile)
    try transaction.put(tile.span, at: key, in: spaces.tree)
  }

  /// Gives the event's version in its stream.
  private mutating func addToStream(
    _ event: CheckedEvents.Event, at position: UInt64
  ) throws -> UInt64 {
    var record: StreamRecord
    if let known = streams[event.subject] {
      record = known
    } else if let stored = try snapshot.record(of: String(event.subject.span)) {
      record = stored
    } else {
      record = StreamRecord(new: state.streams)
      state.streams += 1
    }
    streams[event.subject] = nil
    if let closed = record.append(position, mark: StreamRecord.mark(of: event.id.span)) {
      let key = record.key(ofChunk: closed.number)
      try transaction.put(closed.bytes.span, at: key, in: spaces.chunks)
    }
    streams[event.subject] = record
    return record.version - 1
  }

  private func add(_ key: String, at position: UInt64) throws {
    let positions = try snapshot.positions(ofKey: key) + [position]
    try transaction.put(
      KeyRecord.encoded(positions).span, at: Array(key.utf8), in: spaces.keys)
  }

  private mutating func finish() throws {
    if closesBundle {
      var position = state.size - state.size % Layout.bundleEntries
      try EntryBundle.forEach(bundle.span) { index, line in
        let leaf = Array(leaves[index * Layout.leafBytes..<(index + 1) * Layout.leafBytes])
        try putRow(leaf, line, at: position)
        position += 1
      }
    }
    // In the order of their keys, so that each page is visited once.
    for (subject, record) in streams.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      try transaction.put(record.encoded.span, at: subject, in: spaces.streams)
    }
    try transaction.put(state.encoded.span, at: MetaKey.state, in: spaces.meta)
  }
}
