import LMDB
import TransparencyLog

/// Compares what the log keeps beside its lines with what the lines gave: streams, and rows that
/// should not be there.
struct IndexCheck {
  private let snapshot: Snapshot
  private let streams: [[UInt8]: StreamSum]
  private var faults: [Fault] = []

  init(_ snapshot: Snapshot, streams: [[UInt8]: StreamSum]) {
    self.snapshot = snapshot
    self.streams = streams
  }

  consuming func run() -> [Fault] {
    checkStreams()
    checkRows()
    checkSealedRows()
    checkKeys()
    checkTables()
    return faults
  }

  private mutating func checkStreams() {
    var seen = 0
    var closed: UInt64 = 0
    attempt { check in
      let (snapshot, streams) = (check.snapshot, check.streams)
      try snapshot.transaction.scan(snapshot.spaces.streams, prefix: []) { subject, row in
        guard let expected = streams[Array(subject)] else {
          check.add("stream \(String(subject)): no line has this subject")
          return .next
        }
        seen += 1
        closed += (expected.version - 1) / Layout.chunkEntries
        check.attempt { check in
          let record = try StreamRecord(row)
          let stored = try sum(of: record, snapshot)
          if stored != expected || record.version != expected.version {
            check.add("stream \(String(subject)): its index is not that of its lines")
          }
        }
        return .next
      }
    }
    if seen != streams.count { add("\(streams.count - seen) streams are missing from the index") }
    if snapshot.streamCount != UInt64(streams.count) {
      add("the stored number of streams is not that of the lines")
    }
    expect(closed, of: snapshot.spaces.chunks)
  }

  private mutating func checkRows() {
    let closed = snapshot.size / Layout.bundleEntries
    expect(closed, of: snapshot.spaces.bundles)
    expect(snapshot.size % Layout.bundleEntries, of: snapshot.spaces.tail)
    var tiles = closed
    var hashes = closed
    while hashes > 0 {
      tiles += (hashes + UInt64(Tiles.width) - 1) / UInt64(Tiles.width)
      hashes /= UInt64(Tiles.width)
    }
    expect(tiles, of: snapshot.spaces.tree)
  }

  private mutating func checkSealedRows() {
    attempt { check in
      let last = try check.snapshot.transaction.lastKey(check.snapshot.spaces.sealed)
      if let last, last >= check.snapshot.size {
        check.add("there are sealed parts for event \(last), which does not exist")
      }
    }
  }

  private mutating func checkKeys() {
    attempt { check in
      let snapshot = check.snapshot
      try snapshot.transaction.scan(snapshot.spaces.keys, prefix: []) { key, row in
        check.attempt { check in
          let positions = try KeyRecord.positions(row)
          if positions.isEmpty || positions.contains(where: { $0 >= snapshot.size }) {
            check.add("external key \(String(key)) leads to an event that does not exist")
          }
        }
        return .next
      }
    }
  }

  private mutating func checkTables() {
    attempt { check in
      for name in try check.snapshot.tables() {
        for copy in [TableCopy.live, .building] {
          check.attempt { check in
            try check.snapshot.scan(table: name, copy) { _ in }
            guard let head = try check.snapshot.table(name, copy) else { return }
            if head.position > check.snapshot.size {
              check.add("table \(name) covers more events than there are")
            }
          }
        }
      }
    }
  }

  private mutating func expect(_ count: UInt64, of space: IntegerKeyspace) {
    attempt { check in
      let entries = try check.snapshot.transaction.info(space).entries
      if UInt64(entries) != count {
        check.add("\(space.name) has \(entries) rows instead of \(count)")
      }
    }
  }

  private mutating func add(_ what: String) {
    faults.append(Fault(position: nil, what: what))
  }

  /// Runs `body`; an error in it becomes a fault.
  private mutating func attempt(_ body: (inout IndexCheck) throws -> Void) {
    do { try body(&self) } catch { add("\(error)") }
  }
}

/// What a stream's index says of it.
private func sum(of record: StreamRecord, _ snapshot: Snapshot) throws -> StreamSum {
  var sum = StreamSum(ordinal: record.ordinal)
  for number in 0...record.closedChunks {
    for entry in try snapshot.entries(ofChunk: number, record) { sum.add(entry) }
  }
  return sum
}
