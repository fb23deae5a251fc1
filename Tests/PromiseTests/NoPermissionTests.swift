// What would break: a caseworker without the right to write who is told that all is well, or is
// told nothing that an operator can act on.

import Foundation
import Testing

/// Runs what follows as somebody who does not own the log; empty if this user is not root, whom
/// alone the system lets write everywhere.
private let asNobody: [String] =
  getuid() == 0
  ? ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : []

private let canDropRights = Program.isAllowed(asNobody)

@Suite(.enabled(if: canDropRights, "Needs setpriv, and a program that others may run"))
struct NoPermissionTests {
  private static let opened = [
    "record", "case-opened", "--case", "2", "--office", "3005", "journal=2",
  ]

  private func makeLog() throws -> Folder {
    let folder = try Folder()
    try folder.done("init")
    try folder.done(
      "record", "case-opened", "--case", "1", "--office", "3005",
      "--effective", "2024-01-02", "journal=1")
    if getuid() == 0 {
      #expect(try folder.run(["/bin/chown", "-R", "65534:65534", folder.path]).status == 0)
    }
    return folder
  }

  private func set(_ mode: String, _ paths: String..., in folder: Folder) throws {
    for path in paths {
      #expect(try folder.run(["/bin/chmod", mode, folder(path)]).status == 0)
    }
  }

  private func run(_ arguments: [String], _ folder: Folder) throws -> Ended {
    try folder.run(asNobody + [Program.path] + arguments + ["--log", folder("log")])
  }

  /// Whoever may write again finds the log as it was.
  private func expectUnchanged(_ folder: Folder, size: Int = 1) throws {
    try set("700", "log", "log.keys", in: folder)
    try set("600", "log/data.mdb", "log/lock.mdb", "log.keys/keys.jsonl", in: folder)
    let root = try run(["root"], folder)
    #expect(root.output.hasPrefix("\(size) "), "\(root.errors)")
    #expect(try run(["check"], folder).status == 0)
  }

  @Test(arguments: [
    ["log"], ["log/data.mdb"], ["log/lock.mdb"], ["log", "log/data.mdb", "log/lock.mdb"],
  ])
  func `a log that may not be written refuses every act`(paths: [String]) throws {
    let folder = try makeLog()
    for path in paths { try set(path == "log" ? "500" : "400", path, in: folder) }
    let ended = try run(Self.opened, folder)
    // With its two files there and writable, the folder itself need not be.
    if paths == ["log"] {
      #expect(ended.status == 0, "\(ended.errors)")
      return try expectUnchanged(folder, size: 2)
    }
    #expect(ended.status == 77, "\(ended.errors)")
    #expect(ended.errors.contains("permission"))
    #expect(ended.output.isEmpty)
    try expectUnchanged(folder)
  }

  private static let questions = [
    ["root"], ["case", "1"], ["history", "1"], ["diff", "1", "--known-at", "0"], ["caseload"],
    ["deadlines"], ["audit"], ["stats", "child-welfare-now"], ["check"], ["status"],
    ["export", "lines"], ["message", "list"], ["access"],
  ]
  /// What shows sealed text: only where the reading can be recorded.
  private static let revealing = ["history", "1", "--reveal", "--purpose", "audit"]

  @Test(arguments: ["backup", "folder", "files"])
  func `whoever may only read gets every answer`(what: String) throws {
    let folder = try makeLog()
    let answers = try Self.questions.map { try run($0, folder) }
    var log = "log"
    switch what {
    case "backup":
      // A copy as an auditor gets it: another's, readable and no more.
      try folder.done("backup", folder("copy"))
      #expect(!FileManager.default.fileExists(atPath: folder("copy/lock.mdb")))
      if getuid() == 0 { #expect(try folder.run(["/bin/chmod", "755", folder.path]).status == 0) }
      try set("555", "copy", in: folder)
      try set("444", "copy/data.mdb", in: folder)
      log = "copy"
    case "folder":
      try set("400", "log/lock.mdb", "log/data.mdb", in: folder)
      try set("500", "log", in: folder)
    default:
      try set("400", "log/lock.mdb", "log/data.mdb", in: folder)
    }
    for (question, answer) in zip(Self.questions, answers) {
      let ended = try folder.run(asNobody + [Program.path] + question + ["--log", folder(log)])
      #expect(ended.status == answer.status, "\(question): \(ended.errors)")
      if question != ["status"] { #expect(ended.output == answer.output, "\(question)") }
    }
    let refused = try folder.run(asNobody + [Program.path] + Self.opened + ["--log", folder(log)])
    #expect(refused.status == 77, "\(refused.errors)")
    let revealed = try folder.run(
      asNobody + [Program.path] + Self.revealing + ["--log", folder(log)])
    #expect(revealed.status == 77 && revealed.output.isEmpty, "\(revealed.output)")
    #expect(revealed.errors.contains("nothing is shown: the log cannot be written to"))
    try set("700", log, in: folder)
  }

  @Test func `a log that may not be read refuses every question`() throws {
    let folder = try makeLog()
    try set("000", "log/data.mdb", in: folder)
    for command in [["root"], ["case", "1"], ["caseload"], ["check"], ["export", "lines"]] {
      let ended = try run(command, folder)
      #expect(ended.status == 77, "\(command): \(ended.errors)")
      #expect(ended.errors.contains("permission"), "\(ended.errors)")
    }
    try expectUnchanged(folder)
  }

  @Test(arguments: [["log.keys", "log.keys/keys.jsonl"], ["log.keys/keys.jsonl"], ["log.keys"]])
  func `a key store that may not be written refuses what must be sealed, and only that`(
    paths: [String]
  ) throws {
    let folder = try makeLog()
    let text = try folder.file("text", #"{"text":"Noe som ikke skal sees"}"#)
    try set("644", "text", in: folder)
    try set("400", "log.keys/keys.jsonl", in: folder)
    if paths.contains("log.keys") { try set("500", "log.keys", in: folder) }
    if paths == ["log.keys"] { try set("600", "log.keys/keys.jsonl", in: folder) }
    try? FileManager.default.removeItem(atPath: folder("log.keys/keys.lock"))
    let report = [
      "record", "report-received", "--case", "1", "--effective", "2024-01-02", "channel=portal",
      "reporters=11",
    ]
    let ended = try run(report + ["contents=7", "--sealed", text], folder)
    #expect(ended.status == 77, "\(ended.errors)")
    #expect(ended.errors.contains("permission"))
    #expect(!ended.errors.contains("skal sees"))
    let plain = try run(report + ["contents=7"], folder)
    #expect(plain.status == 0, "\(plain.errors)")
    try expectUnchanged(folder, size: 2)
  }

  @Test func `a master key that may not be read seals nothing and hides nothing else`() throws {
    let folder = try makeLog()
    let text = try folder.file("text", #"{"text":"Noe som ikke skal sees"}"#)
    try set("644", "text", in: folder)
    try set("000", "log.keys/master.key", in: folder)
    let report = [
      "record", "report-received", "--case", "1", "--effective", "2024-01-02", "channel=portal",
      "reporters=11",
    ]
    let ended = try run(report + ["contents=7", "--sealed", text], folder)
    #expect(ended.status == 77, "\(ended.errors)")
    #expect(try run(["history", "1", "--reveal", "--purpose", "casework"], folder).status == 0)
    try expectUnchanged(folder, size: 2)
  }

  @Test func `where nothing may be made, nothing is made`() throws {
    let folder = try makeLog()
    try FileManager.default.createDirectory(
      atPath: folder("closed"), withIntermediateDirectories: false)
    try set("555", "closed", in: folder)
    let ended = try folder.run(asNobody + [Program.path, "init", "--log", folder("closed/log")])
    #expect(ended.status == 77, "\(ended.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder("closed")) == [])
    let backup = try run(["backup", folder("closed/backup")], folder)
    #expect(backup.status == 77, "\(backup.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder("closed")) == [])
  }
}
