// What would break: a disk filled because somebody looks at a result slowly.

import EventLog
import Foundation
import Testing

struct SlowReaderTests {
  @Test func `while nobody takes the result, the log is not held, and its file does not grow`()
    throws
  {
    let folder = try Folder()
    try folder.done("init")
    for round in 0..<3 {
      let batch = try folder.file(
        "batch", Casework.batch(case: "\(round)", events: 500, number: round))
      try folder.done("record", "--batch", batch)
    }
    // More than a pipe takes: the program stands still in the middle of its result.
    let pipe = try folder.start([
      "/bin/sh", "-c", "\"$1\" export lines --log \"$2\" | (sleep 3; wc -l)", "sh", Program.path,
      folder("log"),
    ])
    usleep(700_000)
    let log = try EventLog(opening: folder("log"), access: .readOnly)
    #expect(try log.statistics().openReaders == [])
    let before = try log.statistics().fileBytes
    for round in 0..<40 {
      try folder.done(
        "record", "case-opened", "--case", "x-\(round)", "--office", "3005", "--effective",
        "2024-01-02", "journal=1")
    }
    #expect(try log.statistics().openReaders == [])
    // Forty appends over a state that is held would take some three hundred pages.
    let growth = try log.statistics().fileBytes - before
    #expect(growth < 60 * 4096, "\(growth / 4096) pages")
    let ended = try pipe.wait()
    #expect(ended.output.contains("1500"), "what was asked for at the beginning: \(ended.output)")
  }
}
