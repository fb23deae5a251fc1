// What would break: a power cut during a rebuild that leaves figures of half a log, or a rebuild
// that can never be finished because it always begins anew.

import CaseService
import EventLog
import Foundation
import Testing

@Suite(.serialized) struct InterruptedReplayTests {
  private static let tables = [
    ["stats", "child-welfare-now", "--at", "2016-12-31", "--format", "json"],
    ["caseload", "--by", "office", "--at", "2016-12-31", "--format", "json"],
  ]

  private func answers(_ folder: Folder, log: String) throws -> [String] {
    try Self.tables.map { table in
      let ended = try folder.run([Program.path] + table + ["--log", folder(log)])
      #expect(ended.status == 0, "\(ended.errors)")
      return ended.output
    }
  }

  /// A log large enough to be killed in the middle of; each test takes a copy.
  private static let large = Result {
    let folder = try Folder()
    try Casework.makeLarge(folder("log"), events: 18_000)
    return folder
  }

  private func makeLarge(in folder: Folder) throws {
    let large = try Self.large.get()
    try FileManager.default.copyItem(atPath: large("log"), toPath: folder("log"))
  }

  @Test func `a rebuild killed at any moment changes no answer, and the next one goes on`() throws {
    let folder = try Folder()
    try makeLarge(in: folder)
    _ = try folder.copy("log", to: "other")
    let began = ContinuousClock.now
    let whole = try folder.done("replay", log: "other")
    let wholeTime = began.duration(to: .now) / .microseconds(1)
    let before = try answers(folder, log: "log")
    var random = Seeded(1)
    var resumed = 0
    // The moments are shares of the time that a whole rebuild takes here: from the start, or from
    // the first step that is stored. A machine that is disturbed meanwhile gets more tries.
    for round in 0..<30 where round < 6 || resumed == 0 {
      let untouched = try folder.written("log")
      let running = try folder.start([Program.path, "replay", "--log", folder("log")])
      let share = UInt32(wholeTime * Double.random(in: 0.05..<0.95, using: &random))
      _ =
        round % 2 == 0
        ? try running.killed(after: share)
        : try running.killed(when: { try folder.written("log") != untouched }, after: share / 4)
      #expect(try folder.sakslogg("check", "log", "facts").status == 0)
      if round == 3 { #expect(try answers(folder, log: "log") == before) }
      guard round % 2 == 1 else { continue }
      let again = try folder.sakslogg("replay")
      #expect(again.status == 0)
      #expect(again.output == whole)
      if again.errors.contains("Went on with an interrupted rebuild") { resumed += 1 }
      #expect(try answers(folder, log: "log") == before)
    }
    #expect(resumed > 0, "no kill came between two steps; the test must try other moments")
    #expect(try folder.sakslogg("check").status == 0)
  }

  @Test func `an unreadable event is met again after an interruption`() throws {
    let folder = try Folder()
    try makeLarge(in: folder)
    try Unknown.append(to: folder("log"))
    // The unreadable event is the last of a copy that begins with it.
    let lines = try folder.done("export", "lines").split(separator: "\n")
    let moved = ([lines.last ?? ""] + lines.dropLast()).map {
      $0.replacingOccurrences(
        of: "\"time\":\"[^\"]*\"", with: "\"time\":\"2030-01-01T00:00:00.000Z\"",
        options: .regularExpression)
    }
    try EventLog.create(at: folder("bad"), origin: Origin(name: "sakslogg", simulated: true))
    do {
      let log = try EventLog(opening: folder("bad"), access: .readWrite)
      for start in stride(from: 0, to: moved.count, by: 2000) {
        try log.append { _ in
          moved[start..<min(start + 2000, moved.count)].map { NewEvent(line: Array($0.utf8)) }
        }
      }
    }
    for _ in 0..<3 {
      let running = try folder.start([Program.path, "replay", "--log", folder("bad")])
      _ = try running.killed(after: 250_000)
    }
    let ended = try folder.sakslogg("replay", log: "bad")
    #expect(ended.status == 69)
    #expect(ended.errors.contains("child-welfare.time-travelled"))
    #expect(
      try folder.sakslogg("stats", "child-welfare-now", "--at", "2016-12-31", log: "bad").status
        == 69)
  }
}
