// Promise: a log that cannot be opened, made or extended says why, and is left as it was.

import EventLog
import Glibc
import LMDB
import Testing

@Suite struct OpeningTests {
  @Test func `a log is made once, private to its owner`() throws {
    let folder = try Folder()
    let path = try folder.makeLog()
    var status = stat()
    #expect(stat(path, &status) == 0)
    #expect(status.st_mode & 0o777 == 0o700)
    #expect(stat(path + "/data.mdb", &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)
    #expect(throws: LogError(.exists, "")) { try folder.makeLog() }
    #expect(throws: LogError(.exists, "")) { try folder.makeLog("log/") }
    #expect(mkdir(folder.path + "/full", 0o700) == 0 && mkdir(folder.path + "/full/x", 0o700) == 0)
    #expect(throws: LogError(.exists, "")) { try folder.makeLog("full") }
    #expect(mkdir(folder.path + "/empty", 0o700) == 0)
    #expect(try EventLog(opening: folder.makeLog("empty"), access: .readOnly).check().isSound)
    #expect(throws: LogError(.notFound, "")) { try folder.makeLog("no/such/folder") }
  }

  @Test func `opening nothing makes nothing`() throws {
    let folder = try Folder()
    for access in [Access.readOnly, .readWrite] {
      #expect(throws: LogError(.notFound, "")) {
        try EventLog(opening: folder.path + "/none", access: access)
      }
      #expect(throws: LogError(.notFound, "")) {
        try EventLog(opening: folder.path, access: access)
      }
    }
    #expect(Glibc.access(folder.path + "/none", F_OK) != 0)
    #expect(Glibc.access(folder.path + "/lock.mdb", F_OK) != 0)
  }

  @Test func `a newer format is refused, naming both versions`() throws {
    let folder = try Folder()
    let path = try folder.makeLog()
    do {
      let environment = try Environment(opening: path)
      let meta = try environment.openKeyspaces(integers: [], bytes: ["meta"]).bytes[0]
      let version: [UInt8] = [42, 0, 0, 0]
      try environment.write { try $0.put(version.span, at: Array("format".utf8), in: meta) }
    }
    let error = #expect(throws: LogError.self) { try EventLog(opening: path, access: .readOnly) }
    #expect(error?.code == .newerFormat)
    #expect(error?.message.contains("format 42") == true)
    #expect(error?.message.contains("format \(Layout.formatVersion)") == true)
  }

  @Test func `a file that is not a log is refused`() throws {
    let folder = try Folder()
    try Files.write(Array(repeating: 0x41, count: 10_000), to: folder.path + "/data.mdb")
    #expect(throws: LogError(.damaged, "")) {
      try EventLog(opening: folder.path, access: .readWrite)
    }
  }

  @Test func `a log opened twice in one process is refused, and can be opened after the first`()
    throws
  {
    let folder = try Folder()
    let path = try folder.makeLog()
    do {
      let log = try EventLog(opening: path, access: .readWrite)
      #expect(throws: LogError(.busy, "")) {
        try EventLog(opening: folder.path + "/./log/", access: .readOnly)
      }
      try fill(log, 0..<3)
    }
    #expect(try EventLog(opening: path, access: .readOnly).read { $0.size } == 3)
  }

  @Test func `a log opened for reading refuses every change`() throws {
    let folder = try Folder()
    let log = try EventLog(opening: folder.makeLog(), access: .readOnly)
    let head = TableHead(version: "1", position: 0, rows: 0)
    #expect(throws: LogError(.notWritable, "")) { try log.append { _ in [event(0)] } }
    #expect(throws: LogError(.notWritable, "")) {
      try log.extend(table: "t", expecting: nil, with: [1], head: head)
    }
    #expect(throws: LogError(.notWritable, "")) { try log.switchTable("t") }
    #expect(throws: LogError(.notWritable, "")) { try log.drop(table: "t") }
  }

  @Test func `an append inside an append is refused, not a deadlock`() throws {
    try withLog { log throws in
      #expect(throws: (any Error).self) {
        try log.append { _ in
          try log.append { _ in [event(1)] }
          return [event(0)]
        }
      }
      try fill(log, 0..<2)
      #expect(try log.read { $0.size } == 2)
    }
  }

  @Test func `a full map loses nothing and can be opened larger`() throws {
    let folder = try Folder()
    let path = try folder.makeLog(mapSizeBytes: 1 << 20)
    var stored = 0
    do {
      let log = try EventLog(opening: path, access: .readWrite, mapSizeBytes: 1 << 20)
      let error = #expect(throws: LogError.self) {
        while stored < 100_000 {
          try log.append { _ in (0..<20).map { event(stored + $0) } }
          stored += 20
        }
      }
      #expect(error?.code == .full)
      #expect(stored > 500)
      #expect(try lines(log) == (0..<stored).map { event($0).line })
      #expect(try log.check().faults == [])
    }
    let log = try EventLog(opening: path, access: .readWrite, mapSizeBytes: 1 << 24)
    try fill(log, stored..<stored + 500)
    #expect(try log.check().faults == [])
    #expect(try log.read { $0.size } == UInt64(stored + 500))
  }

  @Test func `a folder without write permission gives a clear error`() throws {
    let folder = try Folder()
    let path = try folder.makeLog()
    chmod(folder.path, 0o755)
    chmod(path, 0o755)
    chmod(path + "/data.mdb", 0o644)
    // Root may write anywhere, so another user tries it.
    let child = try Child(role: "unwritable", log: path, notes: folder.path + "/notes")
    #expect(child.wait() == 0)
    let notes = String(decoding: try Files.read(folder.path + "/notes"), as: UTF8.self)
    #expect(notes == "readOnly notWritable\nreadWrite notWritable\ncreate notWritable\n")
  }

  @Test func `a folder that may only be read is read, and tells when it was written meanwhile`()
    throws
  {
    let folder = try Folder()
    let path = try folder.makeLog()
    do { try fill(try EventLog(opening: path, access: .readWrite), 0..<300) }
    chmod(folder.path, 0o755)
    chmod(path, 0o755)
    chmod(path + "/data.mdb", 0o644)
    chmod(path + "/lock.mdb", 0o644)
    for role in ["reader", "disturbed"] {
      let notes = folder.path + "/\(role)"
      let child = try Child(role: role, log: path, notes: notes)
      if role == "disturbed" {
        // The child reads; the log is opened and written under it.
        var status = stat()
        for _ in 0..<20_000 where stat(notes, &status) != 0 || status.st_size == 0 { usleep(1000) }
        try fill(try EventLog(opening: path, access: .readWrite), 300..<301)
        try Files.write([], to: notes + ".written")
      }
      #expect(child.wait() == 0)
      let text = String(decoding: try Files.read(notes), as: UTF8.self)
      #expect(
        text
          == (role == "reader" ? "unlocked done\nappend notWritable\n" : "began done\nread busy\n"))
    }
    // While others have it open, who cannot sign in is told so.
    let log = try EventLog(opening: path, access: .readWrite)
    let child = try Child(role: "reader", log: path, notes: folder.path + "/busy")
    #expect(child.wait() == 0)
    #expect(try log.read { $0.size } == 301)
    let text = String(decoding: try Files.read(folder.path + "/busy"), as: UTF8.self)
    #expect(text == "unlocked busy\nappend busy\n")
  }

  @Test func `what a crashed process left of a log is removed by the next attempt`() throws {
    let folder = try Folder()
    // No process has the number of one that has ended and been waited for.
    let child = endedProcess()
    for name in [
      "log.new-\(child)-17", "log.new-\(getpid())-17", "log.new-x", "other.new-\(child)-1",
    ] {
      #expect(mkdir(folder.path + "/" + name, 0o700) == 0)
      try Files.write([1], to: folder.path + "/\(name)/data.mdb")
    }
    _ = try folder.makeLog()
    let left = [
      "log.new-\(child)-17", "log.new-\(getpid())-17", "log.new-x", "other.new-\(child)-1",
    ]
    .map { access(folder.path + "/" + $0, F_OK) == 0 }
    #expect(left == [false, true, true, true])
  }

  /// The number of a process that is gone.
  private func endedProcess() -> pid_t {
    var pid: pid_t = 0
    var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("true"), nil]
    defer { free(arguments[0]) }
    posix_spawn(&pid, "/bin/true", nil, nil, &arguments, nil)
    var status: Int32 = 0
    waitpid(pid, &status, 0)
    return pid
  }

  @Test func `statistics count what is there`() throws {
    try withLog { log throws in
      try fill(log, 0..<600)
      let statistics = try log.statistics()
      #expect(statistics.size == 600)
      #expect(statistics.streams == 7)
      #expect(statistics.usedBytes > 100_000)
      #expect(statistics.fileBytes >= statistics.usedBytes)
      let parts = Dictionary(uniqueKeysWithValues: statistics.parts.map { ($0.name, $0.entries) })
      #expect(parts["bundles"] == 2 && parts["tail"] == 88 && parts["streams"] == 7)
      #expect(parts["checkpoints"] == 0)
    }
  }
}
