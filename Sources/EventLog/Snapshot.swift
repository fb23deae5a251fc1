import LMDB
public import TransparencyLog

/// One unchanging state of a log (øyeblikksbilde), inside `EventLog.read` or `EventLog.append`.
///
/// Everything asked of one snapshot fits together. It lives as long as the closure it is given to;
/// kept longer, every question gives an error.
public struct Snapshot {
  let transaction: ReadTransaction
  let spaces: Keyspaces
  let state: LogState
  private let places: BundlePlaces

  init(
    _ transaction: ReadTransaction, _ spaces: Keyspaces, _ places: BundlePlaces
  ) throws {
    self.transaction = transaction
    self.spaces = spaces
    self.places = places
    guard
      let state = try transaction.get(MetaKey.state, in: spaces.meta, { try LogState($0) })
    else { throw LogError(.damaged, "meta/state is missing") }
    self.state = state
  }

  /// The number of events; the position of the next one.
  public var size: UInt64 { state.size }
  /// When the last event was recorded; `nil` for an empty log.
  public var lastTime: EventTime? { state.lastTime }
  /// The number of streams.
  public var streamCount: UInt64 { state.streams }
  /// The root hash over all lines (RFC 6962).
  public var root: Digest { state.frontier.root }

  /// Lines in closed bundles; the rest are rows.
  var bundledSize: UInt64 { size - size % Layout.bundleEntries }
}

// MARK: - Lines

extension Snapshot {
  /// Lends the lines of a range of positions, in order.
  ///
  /// Positions beyond the end are left out.
  public func scan(
    _ range: Range<UInt64>, _ body: (_ position: UInt64, _ line: Span<UInt8>) throws -> Void
  ) throws {
    let range = range.clamped(to: 0..<size)
    let bundled = range.clamped(to: 0..<bundledSize)
    var next = range.lowerBound
    if !bundled.isEmpty {
      let width = Layout.bundleEntries
      let numbers = bundled.lowerBound / width..<(bundled.upperBound - 1) / width + 1
      try transaction.scan(spaces.bundles, numbers) { number, bundle in
        var count: UInt64 = 0
        try EntryBundle.forEach(bundle) { index, line in
          count += 1
          let position = number * width + UInt64(index)
          guard bundled.contains(position) else { return }
          guard position == next else { throw missing(next) }
          next += 1
          try body(position, line)
        }
        // A damaged length may fall into step again: then lines are missing.
        guard count == width else { throw missing(number * width) }
        return .next
      }
      guard next == bundled.upperBound else { throw missing(next) }
    }
    let open = max(next, bundledSize)..<max(range.upperBound, bundledSize)
    guard range.upperBound > bundledSize else { return }
    next = open.lowerBound
    try transaction.scan(spaces.tail, open) { position, row in
      guard position == next, row.count >= Layout.leafBytes else { throw missing(next) }
      next += 1
      try body(position, row.extracting(Layout.leafBytes..<row.count))
      return .next
    }
    guard next == open.upperBound else { throw missing(next) }
  }

  /// Lends the line at a position, or returns `nil` when the log is not that long.
  public func withLine<R>(
    at position: UInt64, _ body: (Span<UInt8>) throws -> R
  ) throws -> R? {
    guard position < size else { return nil }
    let found: R?
    if position < bundledSize {
      let number = position / Layout.bundleEntries
      found = try transaction.get(number, in: spaces.bundles) { bundle in
        let index = Int(position % Layout.bundleEntries)
        return try body(
          bundle.extracting(try places.range(of: index, inBundle: number, bundle)))
      }
    } else {
      found = try transaction.get(position, in: spaces.tail) { row in
        guard row.count >= Layout.leafBytes else { throw missing(position) }
        return try body(row.extracting(Layout.leafBytes..<row.count))
      }
    }
    guard let found else { throw missing(position) }
    return found
  }

  /// A copy of the line at a position, or `nil` when the log is not that long.
  public func line(at position: UInt64) throws -> [UInt8]? {
    try withLine(at: position) { Array($0) }
  }

  /// The ciphertexts beside a line, in the order of the line's list; empty when there are none.
  public func sealed(at position: UInt64) throws -> [[UInt8]] {
    try transaction.get(position, in: spaces.sealed) { try SealedRecord.parts($0) } ?? []
  }

  /// How many events had been recorded at a time: those whose time is not later than it.
  ///
  /// Times never decrease, so this is found by halving.
  public func position(knownAt time: EventTime) throws -> UInt64 {
    var range = 0..<size
    while !range.isEmpty {
      let middle = range.lowerBound + (range.upperBound - range.lowerBound) / 2
      let found = try withLine(at: middle) { try Envelope(of: $0).time }
      guard let found else { throw missing(middle) }
      range = found <= time ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return range.lowerBound
  }

  func missing(_ position: UInt64) -> LogError {
    LogError(.damaged, "event \(position) is missing or cannot be read; run check")
  }
}

/// The row of `sealed`: each ciphertext as its length (4 bytes) and its bytes.
enum SealedRecord {
  static func encoded(_ parts: [[UInt8]]) -> [UInt8] {
    var out: [UInt8] = []
    for part in parts {
      out.append(uint32: UInt32(part.count))
      out.append(contentsOf: part)
    }
    return out
  }

  static func parts(_ row: Span<UInt8>) throws -> [[UInt8]] {
    var reader = ByteReader()
    var parts: [[UInt8]] = []
    while reader.at < row.count {
      let count = Int(try reader.uint32(row))
      parts.append(Array(row.extracting(try reader.take(count, row))))
    }
    return parts
  }
}
