// What would break: an old program that opens a newer log and gives figures without the events it
// does not understand.

import EventLog
import Foundation
import LMDB
import Testing

@Suite struct NewerLogTests {
  private func makeLog() throws -> Folder {
    let folder = try Folder()
    try folder.done("simulate", "land-2017")
    return folder
  }

  @Test func `a log of a newer format is refused, whatever is asked`() throws {
    let folder = try makeLog()
    do {
      let environment = try Environment(opening: folder("log"))
      let meta = try environment.openKeyspaces(integers: [], bytes: ["meta"]).bytes[0]
      let newer: [UInt8] = [99, 0, 0, 0]
      try environment.write { transaction in
        try transaction.put(newer.span, at: Array("format".utf8), in: meta)
      }
    }
    for command in [
      ["root"], ["check"], ["replay"], ["export", "lines"], ["case", "1"], ["history", "1"],
      ["stats", "land-2017-deviations"], ["caseload"], ["deadlines"], ["backup", folder("backup")],
      ["record", "case-opened", "--case", "new", "--office", "3005", "journal=1"],
      ["simulate", "load"],
    ] {
      let ended = try folder.run([Program.path] + command + ["--log", folder("log")])
      #expect(ended.status == 69, "\(command)")
      #expect(ended.output.isEmpty, "\(command)")
      #expect(ended.errors.contains("newer"), "\(command): \(ended.errors)")
    }
  }

  @Test(arguments: [Unknown.type, "child-welfare.report-received.v99"])
  func `a type that is not known is named, and left out of no figure`(type: String) throws {
    let folder = try makeLog()
    let name = type.replacingOccurrences(of: ".v", with: " version ")
    try folder.done("replay")
    try Unknown.append(to: folder("log"), type: type)
    for command in [
      ["stats", "land-2017-deviations"], ["stats", "child-welfare-now"], ["caseload"],
      ["deadlines"], ["replay"], ["case", "later"], ["history", "later"], ["audit", "later"],
      ["record", "case-assigned", "--case", "later", "worker=w02"],
    ] {
      let ended = try folder.run([Program.path] + command + ["--log", folder("log")])
      #expect(ended.status == 69, "\(command): \(ended.status)")
      #expect(ended.output.isEmpty, "\(command): \(ended.output)")
      #expect(ended.errors.contains(name), "\(command): \(ended.errors)")
    }
    let check = try folder.sakslogg("check", "types")
    #expect(check.status == 1)
    #expect(check.output.contains(name))
    // The text can leave all the same, and the proof needs no understanding.
    #expect(try folder.done("export", "lines").contains(type))
    #expect(try folder.sakslogg("check", "log").status == 0)
  }

  @Test func `what was known before the unknown event can still be asked`() throws {
    let folder = try makeLog()
    let size = try #require(Int(try folder.done("root").split(separator: " ")[0]))
    let asked = ["stats", "land-2017-deviations", "--known-at", "\(size - 1)", "--format", "csv"]
    let before = try folder.run([Program.path] + asked + ["--log", folder("log")])
    try Unknown.append(to: folder("log"))
    let after = try folder.run([Program.path] + asked + ["--log", folder("log")])
    #expect(before.status == 0 && after.status == 0, "\(after.errors)")
    #expect(before.output == after.output)
  }
}
