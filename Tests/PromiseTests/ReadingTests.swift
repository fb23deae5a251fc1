// What would break: a text that was shown and nobody knows to whom, or a reading on the log that
// never was.

import Foundation
import Testing

@Suite struct ReadingTests {
  private static let cases = ["1", "2", "3"]

  /// Three cases of two municipalities with texts and without; w01 deals with those of one, w02 is
  /// at its front desk, and the log knows nothing of w03.
  private func makeLog(_ folder: Folder, _ random: inout Seeded) throws {
    try folder.done("init")
    let text = try folder.file("text", #"{"text":"Noe som ikke skal sees"}"#)
    for office in ["3005", "3006"] {
      try folder.done(
        "record", "unit-established", "--subject", "unit/\(office)", "--office", office,
        "--effective", "2020-01-01", "name=Enhet")
    }
    for (worker, role) in [("w01", "caseworker"), ("w02", "front-desk")] {
      try folder.done(
        "record", "post-filled", "--subject", "unit/3005", "--effective", "2020-01-01",
        "worker=\(worker)", "staffRole=\(role)")
    }
    for key in Self.cases {
      try folder.done(
        "record", "case-opened", "--case", key, "--office", key == "3" ? "3006" : "3005",
        "--effective", "2024-01-02", "journal=\(key)", "--actor", "w03")
      for _ in 0..<Int.random(in: 0...2, using: &random) {
        let report = [
          "record", "report-received", "--case", key, "--effective", "2024-01-02", "reporters=11",
          "contents=7", "--actor", "w03",
        ]
        let sealed = Bool.random(using: &random) ? ["--sealed", text] : []
        let ended = try folder.run([Program.path] + report + sealed + ["--log", folder("log")])
        try #require(ended.status == 0, "\(ended.errors)")
      }
    }
  }

  private func readings(_ folder: Folder) throws -> Int {
    try folder.done("access", "--format", "jsonl").split(separator: "\n").count
  }

  /// One way to ask for texts: of a case that may not be there, with a purpose that may lack or be
  /// wrong, by somebody who may not, under an id that may have been used.
  private func asked(_ random: inout Seeded, _ used: inout [String]) -> [String] {
    let key = (Self.cases + ["9"]).randomElement(using: &random) ?? ""
    var arguments = ["history", key, "--reveal"]
    if let purpose = ["casework", "audit", "routing", "curiosity", nil].randomElement(
      using: &random),
      let purpose
    {
      arguments += ["--purpose", purpose]
    }
    let worker = ["w01", "w02", "w03", "two words"].randomElement(using: &random) ?? ""
    arguments += ["--actor", worker]
    switch Int.random(in: 0...3, using: &random) {
    case 0:
      let digits = String(used.count)
      let id =
        "00000000-0000-4000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
      used.append(id)
      arguments += ["--read-id", id]
    case 1:
      if let id = used.randomElement(using: &random) { arguments += ["--read-id", id] }
    default: break
    }
    return arguments
      + (["table", "jsonl", "csv"].randomElement(using: &random).map { ["--format", $0] } ?? [])
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `every case shown is one reading on the log, and nothing shown is none`(
    seed: UInt64
  ) throws {
    let folder = try Folder()
    var random = Seeded(seed)
    try makeLog(folder, &random)
    var (used, kinds): ([String], Set<String>) = ([], [])
    var count = try readings(folder)
    #expect(count == 0)
    for _ in 0..<40 {
      let before = Set(try folder.done("access", "--format", "csv").split(separator: "\n"))
      let arguments = asked(&random, &used)
      let ended = try folder.run([Program.path] + arguments + ["--log", folder("log")])
      let now = try readings(folder)
      let said = ended.errors.contains("reading is recorded")
      #expect((ended.status == 0) == !ended.output.isEmpty, "\(arguments): \(ended.errors)")
      #expect(said == !ended.output.isEmpty, "\(arguments): \(ended.errors)")
      // What was given again under its own id was on the log already.
      let id = arguments.firstIndex(of: "--read-id").map { arguments[$0 + 1] }
      let isAgain = id.map { id in before.contains { $0.hasSuffix(id) } } ?? false
      #expect(now - count == (said && !isAgain ? 1 : 0), "\(arguments)")
      kinds.insert(said ? isAgain ? "again" : "shown" : "refused")
      count = now
    }
    #expect(kinds.isSuperset(of: ["shown", "refused"]), "the runs differ")
    try folder.done("check")
  }

  @Test func `a message is shown once its reading is on the log`() throws {
    let folder = try Folder()
    try folder.done("init")
    let message = try folder.file("odd.json", "not a message")
    let id = "50000000-0000-4000-8000-000000000002"
    _ = try folder.sakslogg("import", "fiks", message, "--message-id", id, "--office", "3005")
    let shown = try folder.done("message", "show", id)
    #expect(shown == "not a message\n")
    #expect(try readings(folder) == 1)
    // Without the keys there is nothing to show, and so nothing was read.
    try FileManager.default.moveItem(atPath: folder("log.keys"), toPath: folder("away"))
    let hidden = try folder.sakslogg("message", "show", id)
    #expect(hidden.status != 0 && hidden.output.isEmpty)
    #expect(try readings(folder) == 1)
  }
}
