// What would break: a report that was acknowledged and is gone, or half of an act in the log.

import Foundation
import Testing

@Suite(.serialized) struct InterruptedRecordingTests {
  private func size(_ folder: Folder) throws -> Int {
    try #require(Int(try folder.done("root").split(separator: " ")[0]))
  }

  @Test func `a recording killed at any moment is there or not, and there if it was said`() throws {
    let folder = try Folder()
    try folder.done("init")
    try folder.done(
      "record", "case-opened", "--case", "1", "--office", "3005", "--effective", "2024-01-02",
      "journal=1")
    let text = try folder.file("text", #"{"text":"Noe som ikke skal sees"}"#)
    var random = Seeded(2)
    var known = 1
    for round in 0..<12 {
      let id = Casework.eventID(0, round)
      let command = [
        Program.path, "record", "report-received", "--case", "1", "--effective", "2024-01-02",
        "channel=portal", "reporters=11", "contents=7", "--sealed", text, "--id", id, "--format",
        "jsonl", "--log", folder("log"),
      ]
      let ended = try folder.start(command)
        .killed(after: UInt32.random(in: 0..<50_000, using: &random))
      let size = try size(folder)
      #expect(ended.lines.isEmpty ? (known...known + 1).contains(size) : size == known + 1)
      let again = try folder.run(command)
      #expect(again.status == 0, "\(again.errors)")
      #expect(try self.size(folder) == known + 1, "a retry with the same id adds nothing")
      known += 1
    }
    #expect(try folder.sakslogg("check").status == 0)
    let history = try folder.done(
      "history", "1", "--reveal", "--purpose", "casework", "--format", "jsonl")
    #expect(history.components(separatedBy: "Noe som ikke skal sees").count == 13)
  }

  @Test func `a batch killed at any moment keeps whole chunks, and a retry completes it`() throws {
    let folder = try Folder()
    try folder.done("init")
    let chunk = 7
    var random = Seeded(3)
    var known = 0
    for round in 0..<4 {
      let batch = try folder.file(
        "batch", Casework.batch(case: "\(round)", events: 211, number: round))
      let command = [
        Program.path, "record", "--batch", batch, "--chunk", "\(chunk)", "--format", "jsonl",
        "--log", folder("log"),
      ]
      let ended = try folder.start(command)
        .killed(after: UInt32.random(in: 20_000..<250_000, using: &random))
      let stored = try size(folder) - known
      #expect(stored % chunk == 0 || stored == 211)
      #expect(ended.lines.count <= stored)
      let kept = try folder.done("export", "lines")
      for line in ended.lines { #expect(kept.contains("\"id\":\"\(try id(of: line))\"")) }
      #expect(try folder.run(command).status == 0)
      #expect(try size(folder) - known == 211)
      #expect(try folder.run(command).status == 0)
      #expect(try size(folder) - known == 211, "a retry with the same ids adds nothing")
      known += 211
      let ids = try folder.done("export", "lines").split(separator: "\n").suffix(211)
      for (index, line) in ids.enumerated() {
        #expect(line.contains("\"id\":\"\(Casework.eventID(round, index))\""))
      }
    }
    #expect(try folder.sakslogg("check").status == 0)
  }

  private func id(of line: String) throws -> String {
    let parts = line.components(separatedBy: "\"id\":\"")
    return String(try #require(parts.last?.prefix(36)))
  }

  @Test func `an import killed at any moment has every message that it named`() throws {
    let folder = try Folder()
    try folder.done("init")
    let message = """
      {"kommunenummer":"3005","kommunenavn":"Drammen","bydelsnummer":"00","bydelsnavn":"Drammen",\
      "privatMelder":{"personnavn":"Nabo Nabosen","telefonnummer":"00000000"},"privatBarn":[\
      {"personnavn":"Gutten i tredje","antattAlder":"sju","adresse":{"adresselinje1":"B 1"}},\
      {"personnavn":"Jenta i fjerde","antattAlder":"ni","adresse":{"adresselinje1":"B 2"}}],\
      "melding":"Mye roping om natten.",\
      "sendingstidspunkt":"2025-03-16T23:31:56+01:00","leveringskanal":"Portal"}
      """
    var random = Seeded(4)
    var sent: [String] = []
    for round in 0..<5 {
      let ids = (0..<20).map { Casework.eventID(900 + round, $0) }
      sent += ids
      let files = try ids.map { try folder.file("\($0).json", message) }
      let command =
        [Program.path, "import", "fiks"] + files
        + ["--received", "2025-03-17", "--format", "jsonl", "--log", folder("log")]
      let ended = try folder.start(command)
        .killed(after: UInt32.random(in: 20_000..<300_000, using: &random))
      let acknowledged = ended.lines.compactMap { line in ids.first { line.contains($0) } }
      #expect(acknowledged.count == ended.lines.count)
      let list = try folder.file("ids", acknowledged.joined(separator: "\n") + "\n")
      if !acknowledged.isEmpty {
        #expect(try folder.sakslogg("check", "inbox", list).status == 0)
      }
      // Two children, each in a case of its own: all four events of a message or none.
      #expect(try size(folder) % 4 == 0)
      #expect(try folder.run(command).status == 0)
      #expect(try size(folder) == sent.count * 4)
    }
    let list = try folder.file("ids", sent.joined(separator: "\n") + "\n")
    #expect(try folder.sakslogg("check", "inbox", list).status == 0)
    #expect(try folder.sakslogg("check").status == 0)
  }

  @Test func `an answer that nobody reads takes nothing back`() throws {
    let folder = try Folder()
    try folder.done("init")
    let batch = try folder.file("batch", Casework.batch(case: "1", events: 30))
    _ = try folder.run([
      "/bin/sh", "-c", "\"$1\" record --batch \"$2\" --format jsonl --log \"$3\" | true", "sh",
      Program.path, batch, folder("log"),
    ])
    let size = try size(folder)
    #expect(size == 0 || size == 30)
    try folder.done("record", "--batch", batch)
    #expect(try self.size(folder) == 30)
    let full = try folder.run([
      "/bin/sh", "-c", "\"$1\" root --log \"$2\" >/dev/full", "sh", Program.path, folder("log"),
    ])
    #expect(full.status == 74)
  }
}
