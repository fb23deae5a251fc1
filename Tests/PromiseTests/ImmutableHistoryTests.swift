// What would break: a line that is not what it was, and nobody who notices; or a damaged file that
// answers with a wrong figure.

import Foundation
import Testing

@Suite struct ImmutableHistoryTests {
  @Test func `no command changes what was recorded before it`() throws {
    let folder = try Folder()
    try folder.done("simulate", "flesberg-rollag-2006")
    let size = try #require(try folder.done("root").split(separator: " ").first.map(String.init))
    let root = try folder.done("root")
    let lines = try folder.done("export", "lines")
    let key = try #require(
      lines.components(separatedBy: "\"subject\":\"case/").last?.split(separator: "\"").first)
    let event = try #require(
      lines.components(separatedBy: "\"id\":\"").dropFirst().first?.prefix(36))
    let batch = try folder.file("batch", Casework.batch(case: "new", events: 300))
    for command in [
      ["record", "case-opened", "--case", "x", "--office", "3005", "journal=1"],
      ["record", "--batch", batch], ["replay"], ["check"], ["caseload"],
      ["deadlines"], ["stats", "flesberg-rollag-2006-barnevern"], ["case", String(key)],
      ["history", String(key)], ["audit", String(key)],
      ["correct", String(event), "--annul", "--reason", "wrong-case"],
      ["correct", String(event)], ["backup", folder("backup")],
      ["restore", folder("backup")], ["init"], ["import", "lines", batch],
      ["import", "fiks", batch], ["export", "lines"], ["simulate", "land-2017"],
      ["simulate", "load", "--cases", "3"], ["replay"],
    ] {
      let ended = try folder.run([Program.path] + command + ["--log", folder("log")])
      #expect(ended.status >= 0, "\(command) died: \(ended.errors)")
      #expect(try folder.done("root", "--size", size) == root, "\(command)")
    }
    #expect(try folder.done("export", "lines").hasPrefix(lines))
    #expect(try folder.done("root") != root, "some of these commands have added something")
    #expect(try folder.sakslogg("check").status == 0)
  }

  private static let questions = [
    ["stats", "flesberg-rollag-2006-barnevern", "--format", "json"],
    ["caseload", "--by", "office", "--at", "2006-12-31", "--format", "json"],
    ["export", "lines"], ["root"],
  ]

  private func ask(_ folder: Folder, _ log: String) throws -> [Ended] {
    try Self.questions.map { try folder.run([Program.path] + $0 + ["--log", folder(log)]) }
  }

  @Test(arguments: [UInt64(1), 2, 3, 4])
  func `a byte changed behind the log's back is found, or refused, or of no consequence`(
    seed: UInt64
  ) throws {
    let folder = try Folder()
    try folder.done("simulate", "flesberg-rollag-2006")
    try folder.done("replay")
    let right = try ask(folder, "log").map(\.output)
    let whole = try Data(contentsOf: URL(fileURLWithPath: folder("log/data.mdb")))
    var random = Seeded(seed)
    for round in 0..<12 {
      var bytes = whole
      let place: Int
      // Headers of pages are few among the bytes, and what is worst to lose.
      if round % 3 == 0 {
        place =
          Int.random(in: 0..<whole.count / 4096, using: &random) * 4096
          + Int.random(in: 0..<32, using: &random)
      } else {
        place = Int.random(in: 0..<whole.count, using: &random)
      }
      bytes[place] ^= UInt8.random(in: 1...255, using: &random)
      let name = "damaged-\(round)"
      _ = try folder.copy("log", to: name)
      try bytes.write(to: URL(fileURLWithPath: folder(name + "/data.mdb")))
      let check = try folder.sakslogg("check", log: name)
      let asked = try ask(folder, name)
      let at = "byte \(place) of page \(place / 4096), seed \(seed): "
      for (index, ended) in ([check] + asked).enumerated() {
        #expect(
          [0, 1, 65, 69, 74].contains(ended.status),
          "\(at)\(index) \(ended.status) \(ended.errors)")
      }
      if check.status == 0 {
        for (index, ended) in asked.enumerated() {
          #expect(ended.status != 0 || ended.output == right[index], "\(at) question \(index)")
        }
      }
      try FileManager.default.removeItem(atPath: folder(name))
    }
  }

  @Test(arguments: [0, 1, 4095, 4096, 8191, 20_000, 100_000])
  func `a file that was cut short is refused or found`(length: Int) throws {
    let folder = try Folder()
    try folder.done("simulate", "flesberg-rollag-2006")
    let whole = try Data(contentsOf: URL(fileURLWithPath: folder("log/data.mdb")))
    try whole.prefix(length).write(to: URL(fileURLWithPath: folder("log/data.mdb")))
    for command in [["check"], ["root"], ["export", "lines"], ["caseload"]] {
      let ended = try folder.run([Program.path] + command + ["--log", folder("log")])
      #expect(ended.status > 0, "\(command): \(ended.status) \(ended.errors)")
    }
  }
}
