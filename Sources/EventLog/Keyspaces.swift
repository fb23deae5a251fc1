import LMDB
import TransparencyLog

/// The keyspaces of a log, opened.
///
/// `Layout.swift` says what each holds.
struct Keyspaces: Sendable {
  let tail: IntegerKeyspace
  let bundles: IntegerKeyspace
  let tree: IntegerKeyspace
  let chunks: IntegerKeyspace
  let sealed: IntegerKeyspace
  let streams: ByteKeyspace
  let keys: ByteKeyspace
  let checkpoints: ByteKeyspace
  let projections: ByteKeyspace
  let meta: ByteKeyspace

  init(in environment: Environment) throws {
    let (integers, bytes) = try environment.openKeyspaces(
      integers: Layout.integerKeyspaces, bytes: Layout.byteKeyspaces)
    (tail, bundles, tree, chunks) = (integers[0], integers[1], integers[2], integers[3])
    sealed = integers[4]
    (streams, keys, checkpoints, projections) = (bytes[0], bytes[1], bytes[2], bytes[3])
    meta = bytes[4]
  }

  var integers: [IntegerKeyspace] { [tail, bundles, tree, chunks, sealed] }
  var bytes: [ByteKeyspace] { [streams, keys, checkpoints, projections, meta] }
}

/// Keys of `meta`.
enum MetaKey {
  static let format = Array("format".utf8)
  static let log = Array("log".utf8)
  static let origin = Array("origin".utf8)
  static let created = Array("created".utf8)
  static let simulated = Array("simulated".utf8)
  static let state = Array("state".utf8)
}

/// The row `meta/state`: what an append must know of all that came before.
struct LogState {
  var streams: UInt64 = 0
  var lastTime: EventTime?
  var frontier = Frontier()

  /// The number of events.
  var size: UInt64 { frontier.size }

  init() {}

  init(_ bytes: Span<UInt8>) throws {
    var reader = ByteReader()
    let size = try reader.uint64(bytes)
    streams = try reader.uint64(bytes)
    let time = try reader.uint64(bytes)
    lastTime = size == 0 ? nil : EventTime(packed: time)
    var nodes: [Digest] = []
    while reader.at < bytes.count { nodes.append(try reader.digest(bytes)) }
    guard let frontier = Frontier(size: size, nodes: nodes) else {
      throw LogError(.damaged, "meta/state does not hold one hash for each part of the tree")
    }
    self.frontier = frontier
  }

  var encoded: [UInt8] {
    var out: [UInt8] = []
    out.append(uint64: frontier.size)
    out.append(uint64: streams)
    out.append(uint64: lastTime?.packed ?? 0)
    for node in frontier.nodes { node.append(to: &out) }
    return out
  }
}
