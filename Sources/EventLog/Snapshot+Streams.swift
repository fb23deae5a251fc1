import LMDB

/// What the log knows of a stream (strøm: the events of one subject).
public struct StreamInfo: Hashable, Sendable {
  /// The stream's name, such as `case/2017-0412`.
  public let subject: String
  /// The stream's number in the order of first events, from 0.
  public let ordinal: UInt64
  /// The number of its events.
  public let version: UInt64
}

extension Snapshot {
  /// The number of events of a stream; 0 when there is no such stream.
  public func version(of subject: String) throws -> UInt64 {
    try record(of: subject)?.version ?? 0
  }

  /// A stream, or `nil` when it has no events.
  public func stream(_ subject: String) throws -> StreamInfo? {
    try record(of: subject).map {
      StreamInfo(subject: subject, ordinal: $0.ordinal, version: $0.version)
    }
  }

  /// Visits the streams whose subject begins with `prefix`, in the order of the bytes.
  public func streams(prefix: String = "", _ body: (StreamInfo) throws -> Void) throws {
    try transaction.scan(spaces.streams, prefix: Array(prefix.utf8)) { subject, row in
      var reader = ByteReader()
      let ordinal = try reader.varint(row)
      let version = try reader.varint(row)
      try body(StreamInfo(subject: String(subject), ordinal: ordinal, version: version))
      return .next
    }
  }

  /// The subjects that begin with `prefix` and come after one, at most so many, in the order of
  /// the bytes: a walk over all of them that keeps no more than a page in memory.
  public func subjects(
    prefix: String, after last: String? = nil, limit: Int
  ) throws -> [String] {
    var found: [String] = []
    // The first key beyond a subject is that subject and the smallest byte.
    let start = last.map { Array($0.utf8) + [0] }
    try transaction.scan(spaces.streams, prefix: Array(prefix.utf8), from: start) { subject, _ in
      guard found.count < limit else { return .stop }
      found.append(String(subject))
      return .next
    }
    return found
  }

  /// The positions of a stream's events, from a version on.
  public func positions(of subject: String, from version: UInt64 = 0) throws -> [UInt64] {
    try entries(of: subject, from: version).map(\.position)
  }

  /// Lends the lines of a stream, from a version on.
  ///
  /// The first event has version 0.
  public func scan(
    stream subject: String, from version: UInt64 = 0,
    _ body: (_ version: UInt64, _ position: UInt64, _ line: Span<UInt8>) throws -> Void
  ) throws {
    var next = version
    for entry in try entries(of: subject, from: version) {
      guard try withLine(at: entry.position, { try body(next, entry.position, $0) }) != nil else {
        throw missing(entry.position)
      }
      next += 1
    }
  }

  /// The position of an event among the latest events of its stream (at least 256), by its id.
  public func position(ofEvent id: String, in subject: String) throws -> UInt64? {
    try position(ofEvent: Array(id.utf8), in: try record(of: subject))
  }

  /// The positions that an external key was given to, ascending; empty for an unknown key.
  public func positions(ofKey key: String) throws -> [UInt64] {
    guard 1...Layout.keyBytesMax ~= key.utf8.count else { return [] }
    return try transaction.get(Array(key.utf8), in: spaces.keys) { try KeyRecord.positions($0) }
      ?? []
  }

  func record(of subject: String) throws -> StreamRecord? {
    guard 1...Layout.subjectBytesMax ~= subject.utf8.count else { return nil }
    return try transaction.get(Array(subject.utf8), in: spaces.streams) { try StreamRecord($0) }
  }

  func position(ofEvent id: [UInt8], in record: StreamRecord?) throws -> UInt64? {
    guard let record, record.version > 0 else { return nil }
    let mark = StreamRecord.mark(of: id.span)
    let chunks = max(record.closedChunks, 2) - 2...record.closedChunks
    for number in chunks.reversed() {
      for entry in try entries(ofChunk: number, record).reversed() where entry.mark == mark {
        let same = try withLine(at: entry.position) { line in
          line.extracting(try Envelope(of: line).id).equals(id)
        }
        if same == true { return entry.position }
      }
    }
    return nil
  }

  private func entries(of subject: String, from version: UInt64) throws -> [StreamEntry] {
    guard let record = try record(of: subject), version < record.version else { return [] }
    var found: [StreamEntry] = []
    for number in version / Layout.chunkEntries...record.closedChunks {
      found += try entries(ofChunk: number, record)
    }
    return Array(found.dropFirst(Int(version % Layout.chunkEntries)))
  }

  func entries(ofChunk number: UInt64, _ record: StreamRecord) throws -> [StreamEntry] {
    if number == record.closedChunks { return try StreamRecord.entries(record.open.span) }
    let key = record.key(ofChunk: number)
    let found = try transaction.get(key, in: spaces.chunks) { try StreamRecord.entries($0) }
    guard let found else {
      throw LogError(.damaged, "chunk \(number) of stream \(record.ordinal) is missing; run check")
    }
    return found
  }
}

/// The row of `keys`: ascending positions as varint deltas.
enum KeyRecord {
  static func encoded(_ positions: [UInt64]) -> [UInt8] {
    var out: [UInt8] = []
    var last: UInt64 = 0
    for position in positions {
      out.append(varint: position - last)
      last = position
    }
    return out
  }

  static func positions(_ row: Span<UInt8>) throws -> [UInt64] {
    var reader = ByteReader()
    var positions: [UInt64] = []
    var last: UInt64 = 0
    while reader.at < row.count {
      let (sum, overflow) = last.addingReportingOverflow(try reader.varint(row))
      guard !overflow else { throw LogError(.damaged, "an external key's row is damaged") }
      last = sum
      positions.append(last)
    }
    return positions
  }
}
