import Glibc
import LMDB

extension EventLog {
  /// Makes an empty log in a new folder (mode 0700), or in one that is there and empty.
  ///
  /// The log is made beside its place and moved there when it is complete and on disk: a crash
  /// leaves a folder `PATH.new-…`, never half a log. The next attempt removes it.
  ///
  /// - Throws: `LogError` `.exists`, `.notFound` for the folder above, `.notWritable`, `.full`.
  public static func create(
    at path: String, origin: Origin, created: EventTime = .now(),
    mapSizeBytes: Int = EventLog.mapSizeBytes
  ) throws {
    let path = Files.trimmed(path)
    try requireFree(path)
    let draft = "\(path).new-\(getpid())-\(UInt32.random(in: .min ... .max))"
    Files.sweepDrafts(of: path)
    try Files.makeFolder(draft)
    do {
      try inWordsOfTheLog(path) {
        try fill(draft, origin: origin, created: created, mapSizeBytes: mapSizeBytes)
      }
      try Files.sync(draft + "/data.mdb")
      try Files.sync(draft)
      try Files.move(draft, to: path)
      try Files.sync(Files.parent(of: path))
    } catch {
      Files.removeLog(draft)
      throw error
    }
  }

  /// Throws `LogError.exists` if there is a log at a path.
  public static func requireFree(_ path: String) throws {
    guard !Files.exists(Files.trimmed(path) + "/data.mdb") else {
      throw LogError(.exists, "\(path): there is a log here already. Choose another path")
    }
  }

  private static func fill(
    _ folder: String, origin: Origin, created: EventTime, mapSizeBytes: Int
  ) throws {
    var options = Environment.Options()
    options.mapSizeBytes = mapSizeBytes
    let environment = try Environment(opening: folder, options: options)
    try environment.createKeyspaces(
      integers: Layout.integerKeyspaces, bytes: Layout.byteKeyspaces)
    let spaces = try Keyspaces(in: environment)
    var format: [UInt8] = []
    format.append(uint32: Layout.formatVersion)
    var time: [UInt8] = []
    time.append(uint64: created.packed)
    var id: [UInt8] = []
    for _ in 0..<2 { id.append(uint64: .random(in: .min ... .max)) }
    let rows = [
      (MetaKey.format, format), (MetaKey.log, id), (MetaKey.origin, Array(origin.name.utf8)),
      (MetaKey.created, time), (MetaKey.simulated, [origin.simulated ? 1 : 0]),
      (MetaKey.state, LogState().encoded),
    ]
    try environment.write { transaction in
      for (key, value) in rows { try transaction.insert(value.span, at: key, in: spaces.meta) }
    }
  }
}
