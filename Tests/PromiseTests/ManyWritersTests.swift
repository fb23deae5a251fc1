// What would break: two caseworkers at once, and the act of one of them gone though it was
// confirmed.

import Foundation
import Testing

@Suite(.serialized) struct ManyWritersTests {
  private static let writers = 16

  /// What a writer was told of each event: position, subject, version and id.
  private struct Said: Decodable, Hashable {
    let position: UInt64
    let subject: String
    let version: UInt64
    let id: String
  }

  private func said(_ ended: Ended) throws -> [Said] {
    try ended.lines.map { try JSONDecoder().decode(Said.self, from: Data($0.utf8)) }
  }

  /// Compares what writers were told with what the log says.
  private func check(_ all: [Said], in folder: Folder) throws {
    struct Line: Decodable {
      let id: String
      let subject: String
    }
    var versions: [String: UInt64] = [:]
    let stored = try folder.done("export", "lines").split(separator: "\n").enumerated().map {
      let line = try JSONDecoder().decode(Line.self, from: Data($0.element.utf8))
      versions[line.subject, default: 0] += 1
      return Said(
        position: UInt64($0.offset), subject: line.subject,
        version: versions[line.subject] ?? 0, id: line.id)
    }
    #expect(Set(all).count == all.count)
    #expect(Set(all) == Set(stored), "everything said is there, and nothing else")
    #expect(try folder.sakslogg("check").status == 0)
  }

  @Test func `16 at once on the same and on different cases lose nothing`() throws {
    let folder = try Folder()
    try folder.done("init")
    let shared =
      "record case-opened --case shared --office 3005 --effective 2024-01-02 journal=1 "
      + "--format jsonl"
    var all = try said(
      try folder.run(
        [Program.path] + shared.split(separator: " ").map(String.init) + ["--log", folder("log")]))
    // A batch each, in chunks, on a case of its own; and two reports each on the case of all.
    var running: [Running] = []
    for number in 0..<Self.writers {
      let batch = try folder.file(
        "batch-\(number)", Casework.batch(case: "own-\(number)", events: 12, number: number + 1))
      running.append(
        try folder.start([
          Program.path, "record", "--batch", batch, "--chunk", "4", "--format", "jsonl", "--log",
          folder("log"),
        ]))
      for _ in 0..<2 {
        running.append(
          try folder.start([
            Program.path, "record", "report-received", "--case", "shared", "channel=portal",
            "reporters=11", "contents=7", "--effective", "2024-01-02", "--format", "jsonl", "--log",
            folder("log"),
          ]))
      }
    }
    for process in running {
      let ended = try process.wait()
      #expect(ended.status == 0, "\(ended.errors)")
      all += try said(ended)
    }
    #expect(all.count == 1 + Self.writers * (12 + 2))
    let onShared = all.filter { $0.subject == "case/shared" }.map(\.version).sorted()
    #expect(onShared == Array(1...UInt64(1 + 2 * Self.writers)))
    try check(all, in: folder)
  }

  @Test func `of 16 who saw the same version one is first, and the others are told`() throws {
    let folder = try Folder()
    try folder.done("init")
    try folder.done("record", "case-opened", "--case", "1", "--office", "3005", "journal=1")
    let running = try (0..<Self.writers).map { number in
      try folder.start([
        Program.path, "record", "case-assigned", "--case", "1", "worker=w\(number)", "--expect",
        "1", "--format", "jsonl", "--log", folder("log"),
      ])
    }
    let ended = try running.map { try $0.wait() }
    #expect(ended.filter { $0.status == 0 && $0.lines.count == 1 }.count == 1)
    let late = ended.filter { $0.status == 75 }
    #expect(late.count == Self.writers - 1)
    for writer in late {
      #expect(writer.lines.isEmpty)
      #expect(writer.errors.contains("case/1"))
    }
    #expect(try folder.done("root").hasPrefix("2 "))
  }

  @Test func `a retry while the first try is still at work adds nothing`() throws {
    let folder = try Folder()
    try folder.done("init")
    let batch = try folder.file("batch", Casework.batch(case: "1", events: 40))
    let running = try (0..<Self.writers).map { _ in
      try folder.start([
        Program.path, "record", "--batch", batch, "--chunk", "10", "--log", folder("log"),
      ])
    }
    for process in running {
      let ended = try process.wait()
      #expect(ended.status == 0, "\(ended.errors)")
    }
    #expect(try folder.done("root").hasPrefix("40 "))
    #expect(try folder.sakslogg("check").status == 0)
  }
}
