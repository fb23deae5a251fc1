import Glibc

/// `keys.jsonl` as read: what it says of each key, and how far it was read.
struct KeyFile {
  /// What the file says of a key.
  enum Record: Sendable {
    case living(KeyOwner, wrapped: String)
    case destroyed(at: String, basis: String)
  }

  private(set) var records: [String: Record] = [:]
  private(set) var living: [KeyOwner: String] = [:]
  private(set) var check = ""

  /// Held open, so that no later file can get the same inode number.
  private var file: OpenFile
  /// The end of the last line that has its newline.
  private var end = 0
  private var lineCount = 0
  /// What follows `end`: a line in the making, or one cut short by a crash.
  private var tail: [UInt8] = []
  /// How much of the file this process knows to be on disk.
  private var syncedEnd = 0

  /// Reads the file at `path`.
  init(_ path: String) throws(KeyStoreError) {
    do {
      file = try OpenFile(path, O_RDONLY)
    } catch {
      guard error.isMissing else { throw error.reading }
      throw KeyStoreError(
        .missingKeyStore,
        "no key store at \(path); give the path of the right folder, or restore it from a backup. "
          + "Without it sealed text cannot be read")
    }
    try readOn()
    guard !check.isEmpty else { throw damaged(line: 1) }
  }

  /// Reads what others have added, or everything when the file was replaced.
  mutating func refresh() throws(KeyStoreError) {
    var now = stat()
    guard stat(file.path, &now) == 0 else {
      self = try KeyFile(file.path)
      return
    }
    let held: stat
    do { held = try file.status() } catch { throw error.reading }
    if held.st_ino != now.st_ino || held.st_dev != now.st_dev {
      self = try KeyFile(file.path)
    } else if now.st_size != end + tail.count {
      try readOn()
    }
  }

  /// Reads again from the last complete line on.
  mutating func readOn() throws(KeyStoreError) {
    do { tail = try file.bytes(from: end) } catch { throw error.reading }
    var start = 0
    var lines = lineCount
    while let stop = tail[start...].firstIndex(of: UInt8(ascii: "\n")) {
      lines += 1
      guard let line = KeyLine(tail[start..<stop]) else { throw damaged(line: lines) }
      try absorb(line)
      start = stop + 1
    }
    tail.removeFirst(start)
    end += start
    lineCount = lines
    if let line = KeyLine(tail[...]) { try absorb(line) }
  }

  /// Whether this process knows that all it has read is on disk.
  var isSynced: Bool { syncedEnd == end + tail.count }

  /// Makes sure that all that was read is on disk, whoever wrote it.
  mutating func sync() throws(KeyStoreError) {
    guard !isSynced else { return }
    do { try file.sync() } catch { throw error.writing }
    syncedEnd = end + tail.count
  }

  /// Adds lines and syncs them.
  ///
  /// The caller holds the lock and has refreshed.
  mutating func append(_ lines: [KeyLine]) throws(KeyStoreError) {
    // A last line that lacks nothing but its newline is kept; anything less was never used.
    let isWhole = KeyLine(tail[...]) != nil
    let start = isWhole ? end + tail.count : end
    let text = (isWhole ? "\n" : "") + lines.map { $0.text + "\n" }.joined()
    do {
      let writer = try OpenFile(file.path, O_WRONLY)
      do {
        try writer.cut(to: start)
        try writer.write(Array(text.utf8), at: start)
        try writer.sync()
      } catch {
        try? writer.cut(to: start)
        throw error
      }
    } catch {
      throw (error as? FileError)?.writing
        ?? KeyStoreError(.cannotWrite, "cannot write \(file.path); nothing was added")
    }
    try readOn()
    syncedEnd = end
  }

  /// Puts a file in this one's place where each of these keys has left its marker.
  mutating func replace(_ ids: Set<String>, at time: String, basis: String) throws(KeyStoreError) {
    var out: [UInt8] = []
    do {
      for bytes in try file.bytes(from: 0).split(separator: UInt8(ascii: "\n")) {
        guard let line = KeyLine(bytes) else { continue }
        if case .key(let id, let owner, _, _) = line, ids.contains(id) {
          out += KeyLine.destroyed(id: id, owner: owner, at: time, basis: basis).text.utf8
        } else {
          out += bytes
        }
        out.append(UInt8(ascii: "\n"))
      }
    } catch {
      throw error.reading
    }
    do { try Files.replace(file.path, with: out) } catch { throw error.writing }
    self = try KeyFile(file.path)
    syncedEnd = end
  }

  private mutating func absorb(_ line: KeyLine) throws(KeyStoreError) {
    switch line {
    case .check(let format, let check):
      guard format == KeyLine.format else {
        throw KeyStoreError(
          .newerFormat,
          "the key store \(file.path) has a format this version does not know; "
            + "use the version that made it, or a newer one")
      }
      self.check = check
    case .key(let id, let owner, _, let wrapped):
      records[id] = .living(owner, wrapped: wrapped)
      living[owner] = id
    case .destroyed(let id, _, let at, let basis):
      records[id] = .destroyed(at: at, basis: basis)
    }
  }

  private func damaged(line: Int) -> KeyStoreError {
    KeyStoreError(
      .damagedKeyFile,
      "line \(line) of \(file.path) is damaged; restore the file from a backup, and keep this one: "
        + "its other lines are still worth having")
  }
}
