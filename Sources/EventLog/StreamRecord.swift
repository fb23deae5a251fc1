/// One event of a stream, as its chunk tells it.
struct StreamEntry: Equatable {
  let position: UInt64
  /// 16 bits of the hash of the event's id.
  let mark: UInt16
}

/// The row of a stream in `streams`: `Layout.swift` draws it.
struct StreamRecord {
  let ordinal: UInt64
  /// The number of events, in closed chunks and the open one together.
  private(set) var version: UInt64
  /// The encoded open chunk; empty only for a stream without events.
  private(set) var open: [UInt8]
  /// The position of the latest event.
  private var last: UInt64 = 0

  init(new ordinal: UInt64) {
    self.ordinal = ordinal
    version = 0
    open = []
  }

  init(_ bytes: Span<UInt8>) throws {
    var reader = ByteReader()
    ordinal = try reader.varint(bytes)
    version = try reader.varint(bytes)
    open = Array(bytes.extracting(reader.at..<bytes.count))
    for entry in try Self.entries(open.span) { last = entry.position }
  }

  /// The number of closed chunks.
  var closedChunks: UInt64 { version == 0 ? 0 : (version - 1) / Layout.chunkEntries }

  /// Adds an event; gives the chunk that this closes, with its number, when there is one.
  mutating func append(
    _ position: UInt64, mark: UInt16
  ) -> (number: UInt64, bytes: [UInt8])? {
    var closed: (number: UInt64, bytes: [UInt8])?
    if version > 0, version % Layout.chunkEntries == 0 {
      closed = (version / Layout.chunkEntries - 1, open)
      open = []
    }
    open.append(varint: open.isEmpty ? position : position - last)
    open.append(uint16: mark)
    last = position
    version += 1
    return closed
  }

  var encoded: [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(open.count + 8)
    out.append(varint: ordinal)
    out.append(varint: version)
    return out + open
  }

  /// The events of a chunk.
  static func entries(_ chunk: Span<UInt8>) throws -> [StreamEntry] {
    var reader = ByteReader()
    var entries: [StreamEntry] = []
    var position: UInt64 = 0
    while reader.at < chunk.count {
      let (sum, overflow) = position.addingReportingOverflow(try reader.varint(chunk))
      guard !overflow else { throw LogError(.damaged, "a stream's chunk runs past all positions") }
      position = sum
      entries.append(StreamEntry(position: position, mark: try reader.uint16(chunk)))
    }
    return entries
  }

  /// The key of a closed chunk.
  func key(ofChunk number: UInt64) -> UInt64 { ordinal << 24 | number }

  /// The mark of an event id: FNV-1a over its bytes, 32 bits folded to 16.
  static func mark(of id: Span<UInt8>) -> UInt16 {
    var hash: UInt32 = 2_166_136_261
    for index in 0..<id.count { hash = (hash ^ UInt32(id[index])) &* 16_777_619 }
    return UInt16(truncatingIfNeeded: hash ^ hash >> 16)
  }
}
