import LMDB

/// Where a log comes from; written once, when it is made.
public struct Origin: Equatable, Sendable {
  /// Who keeps it, such as `sakslogg:3005`.
  public var name: String
  /// Whether its events are invented.
  public var simulated: Bool

  /// Makes an origin.
  public init(name: String, simulated: Bool = false) {
    self.name = name
    self.simulated = simulated
  }
}

/// What a log says of itself.
public struct LogIdentity: Equatable, Sendable {
  /// The format it is written in.
  public var formatVersion: UInt32
  /// 32 hexadecimal digits that no other log has.
  public var id: String
  /// Where it comes from.
  public var origin: Origin
  /// When it was made.
  public var created: EventTime
}

/// How a log is opened.
public enum Access: Sendable {
  /// Appending is refused.
  case readOnly
  /// Everything.
  case readWrite
}

/// An append-only log of event lines (hendelseslogg) in a folder; `Layout.swift` draws its format.
///
/// It knows the envelope of a line and nothing of cases. Many processes may have it open at once;
/// one at a time appends, the others wait. A process opens it once and shares it between threads.
public final class EventLog: Sendable {
  /// The folder.
  public let path: String
  /// How it was opened.
  public let access: Access
  /// What the log says of itself.
  public let identity: LogIdentity
  let environment: Environment
  let spaces: Keyspaces
  let places = BundlePlaces()

  /// The most bytes a log's file may grow to.
  ///
  /// Address space, neither memory nor disk.
  public static let mapSizeBytes = 1 << 40

  /// Opens a log.
  ///
  /// A folder that this user may only read is read without `lock.mdb`, as long as nobody else has
  /// the log open; every reading then makes sure that nobody has written meanwhile.
  ///
  /// - Throws: `LogError` `.notFound`, `.newerFormat` (naming both versions), `.notWritable`
  ///   without the permission, `.busy` when this process has it open already, or another has and
  ///   this user may only read the folder, `.damaged`.
  public init(
    opening path: String, access: Access, mapSizeBytes: Int = EventLog.mapSizeBytes
  ) throws {
    guard Files.exists(path + "/data.mdb") else {
      throw LogError(
        .notFound, "\(path): there is no log here. Check the path, or make one with init")
    }
    var options = Environment.Options()
    options.isReadOnly = access == .readOnly
    options.mapSizeBytes = mapSizeBytes
    (environment, identity, spaces) = try inWordsOfTheLog(path) {
      let environment = try Environment(opening: path, options: options)
      // The format first: a newer one may not have the keyspaces that this one has.
      let identity = try LogIdentity(of: environment, path)
      return (environment, identity, try Keyspaces(in: environment))
    }
    self.path = path
    self.access = access
  }

  /// Runs `body` on one unchanging state of the log.
  ///
  /// Keep it short: while it runs, the file cannot reuse the space of older states. For long
  /// readings take `catchUp`.
  public func read<R>(_ body: (Snapshot) throws -> R) throws -> R {
    try inWordsOfTheLog(path) {
      try environment.read { try body(Snapshot($0, spaces, places)) }
    }
  }

  /// Lends the lines from a position up to the end of the log, in batches, each read in a
  /// transaction of its own; events that come meanwhile are included.
  ///
  /// A batch is copied and its transaction ended before its lines are lent: `body` may take all the
  /// time it wants, as when it writes to a pipe that nobody reads.
  ///
  /// - Parameters:
  ///   - position: where to begin.
  ///   - end: where to stop, when that comes before the end of the log.
  ///   - batch: how many events to read at a time.
  ///   - body: is lent each line.
  /// - Returns: the position after the last event read.
  @discardableResult
  public func catchUp(
    from position: UInt64, to end: UInt64 = .max, batch: UInt64 = Layout.bundleEntries,
    _ body: (_ position: UInt64, _ line: Span<UInt8>) throws -> Void
  ) throws -> UInt64 {
    var next = position
    while next < end {
      let limit = next.addingReportingOverflow(max(1, batch))
      let stop = min(end, limit.overflow ? .max : limit.partialValue)
      var lines: [UInt8] = []
      var ends: [Int] = []
      let reached = try read { snapshot in
        try snapshot.scan(next..<stop) { _, line in
          lines.append(span: line)
          ends.append(lines.count)
        }
        return min(stop, snapshot.size)
      }
      if reached <= next { break }
      var start = 0
      for (index, end) in ends.enumerated() {
        try body(next + UInt64(index), lines.span.extracting(start..<end))
        start = end
      }
      next = reached
    }
    return next
  }
}

extension LogIdentity {
  /// Reads what a log says of itself, and refuses a newer format.
  init(of environment: Environment, _ path: String) throws {
    let meta = try environment.openKeyspaces(integers: [], bytes: ["meta"]).bytes[0]
    self = try environment.read { transaction in
      func value<R>(_ key: [UInt8], _ body: (Span<UInt8>) throws -> R) throws -> R {
        guard let found = try transaction.get(key, in: meta, body) else {
          throw LogError(.damaged, "\(path): meta/\(String(key.span)) is missing")
        }
        return found
      }
      let version = try value(MetaKey.format) { bytes in
        var reader = ByteReader()
        return try reader.uint32(bytes)
      }
      guard version <= Layout.formatVersion else {
        throw LogError(
          .newerFormat,
          "\(path): the log has format \(version); this program reads up to format "
            + "\(Layout.formatVersion). Use a newer version of the program")
      }
      let created = try value(MetaKey.created) { bytes in
        var reader = ByteReader()
        return EventTime(packed: try reader.uint64(bytes))
      }
      return LogIdentity(
        formatVersion: version, id: try value(MetaKey.log) { hex($0) },
        origin: Origin(
          name: try value(MetaKey.origin) { String($0) },
          simulated: try value(MetaKey.simulated) { $0.count == 1 && $0[0] == 1 }),
        created: created)
    }
  }
}

private func hex(_ bytes: Span<UInt8>) -> String {
  let digits = Array("0123456789abcdef".utf8)
  var text: [UInt8] = []
  for index in 0..<bytes.count {
    text += [digits[Int(bytes[index] >> 4)], digits[Int(bytes[index] & 15)]]
  }
  return String(text.span)
}
