import LMDB
public import TransparencyLog

/// Something that is not as it was written.
public struct Fault: Hashable, Sendable, CustomStringConvertible {
  /// The event it concerns, where it concerns one.
  public var position: UInt64?
  /// What is wrong.
  public var what: String

  /// Position and fault in one line.
  public var description: String { position.map { "event \($0): \(what)" } ?? what }
}

/// What a check found.
public struct CheckReport: Sendable {
  /// The number of events.
  public var size: UInt64
  /// The root hash of the lines, computed anew.
  public var root: Digest
  /// Events whose line names sealed parts that are not in this log.
  ///
  /// Not a fault: a log may be taken over without them.
  public var withoutSealedParts: UInt64
  /// Everything that is wrong, in the order it was found.
  public var faults: [Fault]

  /// Whether nothing is wrong.
  public var isSound: Bool { faults.isEmpty }
}

extension EventLog {
  /// Reads everything and derives everything again: lines, order of times, hashes, tiles, streams,
  /// sealed parts, keys, tables.
  ///
  /// Changes nothing.
  ///
  /// One state of the log is read from beginning to end: others may append meanwhile, but the file
  /// grows a little more than else. A damaged page inside LMDB's own structure may still end the
  /// process; a damaged value gives a fault.
  ///
  /// - Parameter progress: is told how many of how many events have been read.
  public func check(
    progress: (_ done: UInt64, _ of: UInt64) -> Void = { _, _ in }
  ) throws -> CheckReport {
    try read { snapshot in
      var check = LineCheck(snapshot)
      check.run(progress)
      var faults = check.faults
      faults += IndexCheck(snapshot, streams: check.streams).run()
      return CheckReport(
        size: snapshot.size, root: check.frontier.root,
        withoutSealedParts: check.withoutSealedParts, faults: faults)
    }
  }
}

/// What the lines say of a stream, to be compared with what its index says.
struct StreamSum: Equatable {
  let ordinal: UInt64
  private(set) var version: UInt64 = 0
  /// A running hash over positions and marks.
  private(set) var hash: UInt64 = 0xCBF2_9CE4_8422_2325

  init(ordinal: UInt64) { self.ordinal = ordinal }

  mutating func add(_ entry: StreamEntry) {
    version += 1
    hash = (hash ^ entry.position) &* 0x100_0000_01B3
    hash = (hash ^ UInt64(entry.mark)) &* 0x100_0000_01B3
    hash ^= hash >> 29
  }
}

/// Reads every line once, in order, and compares what stands beside it.
struct LineCheck {
  private let snapshot: Snapshot
  private(set) var faults: [Fault] = []
  private(set) var frontier = Frontier()
  private(set) var streams: [[UInt8]: StreamSum] = [:]
  private(set) var withoutSealedParts: UInt64 = 0
  private var lastTime: EventTime?

  init(_ snapshot: Snapshot) { self.snapshot = snapshot }

  mutating func run(_ progress: (UInt64, UInt64) -> Void) {
    let width = Layout.bundleEntries
    for number in 0..<snapshot.size / width {
      checkBundle(number)
      progress((number + 1) * width, snapshot.size)
    }
    checkTail()
    progress(snapshot.size, snapshot.size)
    if frontier != snapshot.state.frontier {
      add("the stored right edge of the tree is not that of the lines")
    }
    if lastTime != snapshot.lastTime { add("the stored last time is not that of the last line") }
  }

  private mutating func checkBundle(_ number: UInt64) {
    let start = number * Layout.bundleEntries
    let tile =
      attempt(nil) { check in
        try check.snapshot.tile(TileAddress(level: 0, number: number))
      } ?? nil
    var read: UInt64 = 0
    attempt(start) { check in
      let snapshot = check.snapshot
      let found: Void? = try snapshot.transaction.get(number, in: snapshot.spaces.bundles) {
        try EntryBundle.forEach($0) { index, line in
          guard read < Layout.bundleEntries else {
            throw LogError(.damaged, "bundle \(number) holds more than 256 lines")
          }
          check.checkLine(line, at: start + read, leaf: Self.leaf(index, tile))
          read += 1
        }
      }
      if found == nil { throw LogError(.damaged, "bundle \(number) is missing") }
    }
    if read < Layout.bundleEntries {
      add("bundle \(number) gives only \(read) of its 256 lines", at: start + read)
      skip(from: start + read, to: start + Layout.bundleEntries, tile)
    }
  }

  private mutating func checkTail() {
    var next = snapshot.bundledSize
    attempt(next) { check in
      let snapshot = check.snapshot
      try snapshot.transaction.scan(snapshot.spaces.tail, 0..<UInt64.max) { position, row in
        guard position == next, position < snapshot.size, row.count >= Layout.leafBytes else {
          throw LogError(.damaged, "row \(position) of the tail is cut, too many, or after a gap")
        }
        let leaf = Digest(bytes: row.extracting(0..<Layout.leafBytes))
        check.checkLine(row.extracting(Layout.leafBytes..<row.count), at: position, leaf: leaf)
        next += 1
        return .next
      }
      if next < snapshot.size { throw LogError(.damaged, "the tail ends too early") }
    }
    skip(from: next, to: snapshot.size, nil)
  }

  private mutating func checkLine(_ line: Span<UInt8>, at position: UInt64, leaf: Digest?) {
    let hash = MerkleHash.leaf(line)
    if leaf != hash { add("the line does not have the hash that was stored for it", at: position) }
    addLeaf(hash)
    do {
      let envelope = try Envelope(of: line)
      if let lastTime, envelope.time < lastTime {
        add("its time is earlier than that of the event before it", at: position)
      }
      lastTime = envelope.time
      let subject = Array(line.extracting(envelope.subject))
      let mark = StreamRecord.mark(of: line.extracting(envelope.id))
      let ordinal = UInt64(streams.count)
      streams[subject, default: StreamSum(ordinal: ordinal)].add(
        StreamEntry(position: position, mark: mark))
      try checkSealed(line, at: position)
    } catch {
      add("\(error)", at: position)
    }
  }

  private mutating func checkSealed(_ line: Span<UInt8>, at position: UInt64) throws {
    let digests = try Envelope.sealedDigests(of: line)
    let parts = try snapshot.sealed(at: position)
    if parts.isEmpty {
      if !digests.isEmpty { withoutSealedParts += 1 }
    } else if digests != parts.map({ Digest(hashing: $0.span) }) {
      add("its sealed parts are not those that the line names", at: position)
    }
  }

  /// Puts stored hashes in the place of lines that cannot be read, so that later ones are checked.
  private mutating func skip(from: UInt64, to: UInt64, _ tile: [UInt8]?) {
    guard from < to else { return }
    for position in from..<to {
      addLeaf(Self.leaf(Int(position % Layout.bundleEntries), tile) ?? MerkleHash.empty)
    }
  }

  /// Adds a leaf to the tree, and compares the hashes it completes with the stored ones.
  private mutating func addLeaf(_ leaf: Digest) {
    var above: [(NodeAddress, Digest)] = []
    frontier.append(leaf) { address, hash in
      if address.level > 0, Tiles.stores(level: address.level) { above.append((address, hash)) }
    }
    for (address, hash) in above {
      guard let stored = attempt(nil, { try $0.snapshot.node(address) }), stored != hash else {
        continue
      }
      let tile = Tiles.place(of: address)
      add(
        "tile \(tile.tile.level)/\(tile.tile.number): hash \(tile.hashes.lowerBound) is not that "
          + "of the lines below it")
    }
  }

  private static func leaf(_ index: Int, _ tile: [UInt8]?) -> Digest? {
    guard let tile, tile.count >= (index + 1) * Digest.byteCount else { return nil }
    let bytes = tile[index * Digest.byteCount..<(index + 1) * Digest.byteCount]
    return Digest(bytes: Array(bytes).span)
  }

  private mutating func add(_ what: String, at position: UInt64? = nil) {
    faults.append(Fault(position: position, what: what))
  }

  /// Runs `body`; an error in it becomes a fault.
  @discardableResult
  private mutating func attempt<R>(
    _ position: UInt64?, _ body: (inout LineCheck) throws -> R
  ) -> R? {
    do { return try body(&self) } catch {
      add("\(error)", at: position)
      return nil
    }
  }
}
