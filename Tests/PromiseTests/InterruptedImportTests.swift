// What would break: a log that was moved half-way and can be neither finished nor begun again.

import EventLog
import Foundation
import Testing

@Suite(.serialized) struct InterruptedImportTests {
  /// A log with sealed texts, and its export.
  private func exported(_ folder: Folder, events: Int = 600) throws -> (root: String, size: Int) {
    try folder.done("init")
    let batch = (0..<events / 2).map { index in
      """
      {"type":"case-opened","subject":"case/\(index)","effective":"2024-01-02","office":"3005",\
      "data":{"journal":"\(index)"},"sealed":{"name":"Barn Barnestad \(index)"}}
      {"type":"report-received","subject":"case/\(index)","effective":"2024-01-02",\
      "data":{"channel":"portal","reporters":["11"],"contents":["7"]},\
      "sealed":{"text":"Noe som ikke skal sees \(index)"}}

      """
    }.joined()
    try folder.done("record", "--batch", try folder.file("batch", batch))
    let lines = try folder.done("export", "lines", "--sealed", folder("sealed"))
    _ = try folder.file("lines", lines)
    return (try folder.done("root"), events)
  }

  private func size(_ folder: Folder, _ log: String) throws -> Int {
    try #require(Int(try folder.done("root", log: log).split(separator: " ")[0]))
  }

  @Test func `an import killed at any moment goes on when it is run again`() throws {
    let folder = try Folder()
    let (root, _) = try exported(folder)
    let command = ["import", "lines", folder("lines"), "--sealed", folder("sealed")]
    var random = Seeded(7)
    var halves = 0
    // Half of them from the start, half once the first events are stored. A machine that is
    // disturbed meanwhile gets more tries.
    for round in 0..<60 where round < 6 || halves == 0 {
      let name = "copy-\(round)"
      try folder.done("init", log: name)
      let empty = try folder.written(name)
      let running = try folder.start([Program.path] + command + ["--log", folder(name)])
      _ =
        round % 2 == 0
        ? try running.killed(after: UInt32.random(in: 0..<120_000, using: &random))
        : try running.killed(
          when: { try folder.written(name) != empty }, after: .random(in: 0..<9000, using: &random)
        )
      let stored = try size(folder, name)
      if (1..<600).contains(stored) { halves += 1 }
      let again = try folder.run([Program.path] + command + ["--log", folder(name)])
      #expect(again.status == 0, "\(again.errors)")
      #expect(stored == 0 || again.errors.contains("Went on after \(stored) events"))
      #expect(try folder.done("root", log: name) == root)
      #expect(try folder.sakslogg("check", log: name).status == 0)
    }
    #expect(halves > 0, "no kill came in the middle; the test must try other moments")
  }

  @Test func `a bad line or a cut sealed file stops it there, and the mended files finish it`()
    throws
  {
    let folder = try Folder()
    let (root, _) = try exported(folder)
    let lines = try String(contentsOfFile: folder("lines"), encoding: .utf8)
      .split(separator: "\n").map(String.init)
    var spoilt = lines
    spoilt[400] = spoilt[400].replacingOccurrences(of: "\"office\"", with: "\"offices\"")
    let bad = try folder.file("bad", spoilt.joined(separator: "\n") + "\n")
    let sealed = try String(contentsOfFile: folder("sealed"), encoding: .utf8)
    let parts = sealed.split(separator: "\n")
    let before = parts[..<300].reduce(0) { $0 + $1.utf8.count + 1 }
    let cut = try folder.file("cut", String(sealed.prefix(before + parts[300].count / 2)))

    try folder.done("init", log: "copy")
    let first = try folder.sakslogg(
      "import", "lines", bad, "--sealed", folder("sealed"), log: "copy")
    #expect(first.status == 65 && first.errors.contains("line 401"), "\(first.errors)")
    #expect(first.errors.contains("the first 256 events are in the log"), "\(first.errors)")
    let second = try folder.sakslogg(
      "import", "lines", folder("lines"), "--sealed", cut, log: "copy")
    #expect(second.status == 65, "\(second.errors)")
    #expect(second.errors.contains("the sealed parts in line 301"), "\(second.errors)")
    #expect(second.errors.contains("the first 256 events are in the log"))
    try folder.done("import", "lines", folder("lines"), "--sealed", folder("sealed"), log: "copy")
    #expect(try folder.done("root", log: "copy") == root)
    // Once more adds nothing.
    try folder.done("import", "lines", folder("lines"), "--sealed", folder("sealed"), log: "copy")
    #expect(try size(folder, "copy") == 600)
    let history = try folder.sakslogg(
      "history", "1", "--reveal", "--purpose", "casework", "--keys", folder("log.keys"), log: "copy"
    )
    #expect(history.output.contains("Noe som ikke skal sees 1"))
  }

  @Test func `a log that holds anything else is refused, and left as it is`() throws {
    let folder = try Folder()
    _ = try exported(folder, events: 20)
    try folder.done("init", log: "other")
    try folder.done(
      "record", "case-opened", "--case", "1", "--office", "3005", "--effective", "2024-01-02",
      "journal=1", log: "other")
    let root = try folder.done("root", log: "other")
    let ended = try folder.sakslogg("import", "lines", folder("lines"), log: "other")
    #expect(ended.status == 1 && ended.errors.contains("event 0"), "\(ended.errors)")
    #expect(try folder.done("root", log: "other") == root)
    // Fewer lines than there are events are not the same log either.
    let short = try folder.file("short", try folder.done("export", "lines", "--to", "5"))
    #expect(try folder.sakslogg("import", "lines", short).status == 1)
    // What came in without its sealed parts cannot get them later.
    try folder.done("init", log: "bare")
    try folder.done("import", "lines", folder("lines"), log: "bare")
    let late = try folder.sakslogg(
      "import", "lines", folder("lines"), "--sealed", folder("sealed"), log: "bare")
    #expect(late.status == 1 && late.errors.contains("without the sealed parts"), "\(late.errors)")
  }

  @Test func `an interrupted init can be taken up again, and leaves nothing behind`() throws {
    let folder = try Folder()
    var random = Seeded(8)
    var left = 0
    // Half of them from the start, half once something of the log is there. A machine that is
    // disturbed meanwhile gets more tries.
    for round in 0..<200 where round < 40 || left == 0 {
      let name = "log-\(round)"
      let running = try folder.start([Program.path, "init", "--log", folder(name)])
      _ =
        round % 2 == 0
        ? try running.killed(after: UInt32.random(in: 0..<30_000, using: &random))
        : try running.killed(
          when: { try !names(in: folder, of: name).isEmpty },
          after: .random(in: 0..<3000, using: &random))
      let isMade = FileManager.default.fileExists(atPath: folder(name))
      if !isMade, try names(in: folder, of: name).count > 0 { left += 1 }
      if !isMade { try folder.done("init", log: name) }
      #expect(try names(in: folder, of: name) == [name, "\(name).keys"])
      #expect(try folder.sakslogg("check", log: name).status == 0)
    }
    #expect(left > 0, "no kill came in the middle; the test must try other moments")
  }

  private func names(in folder: Folder, of log: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0 == log || $0.hasPrefix(log + ".") }.sorted()
  }

  @Test func `a key store with keys is never taken up by another log`() throws {
    let folder = try Folder()
    _ = try exported(folder, events: 2)
    let ended = try folder.sakslogg("init", "--keys", folder("log.keys"), log: "other")
    #expect(ended.status == 73, "\(ended.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder("other")))
  }

  @Test func `made-up lines stay out of a real log, and real ones out of a made-up one`() throws {
    let folder = try Folder()
    _ = try exported(folder, events: 2)
    try folder.done("simulate", "load", "--cases", "1", log: "sim")
    let made = try folder.file("made", try folder.done("export", "lines", log: "sim"))
    for (lines, kind) in [(made, []), (folder("lines"), ["--simulated"])] {
      let name = "taker\(kind.count)"
      #expect(
        try folder.run([Program.path, "init"] + kind + ["--log", folder(name)]).status == 0)
      let ended = try folder.sakslogg("import", "lines", lines, log: name)
      #expect(ended.status == 1 && ended.errors.contains("never mixed"), "\(ended.errors)")
      #expect(try size(folder, name) == 0)
    }
    try folder.done("init", "--simulated", log: "copy")
    try folder.done("import", "lines", made, log: "copy")
    #expect(try folder.done("root", log: "copy") == folder.done("root", log: "sim"))
  }
}
