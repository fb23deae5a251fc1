// Promise: what was acknowledged is there, however many write at once and however they end.

import EventLog
import Glibc
import Testing

@Suite(.enabled(if: !Child.isOne), .serialized) struct ProcessTests {
  static func notes(_ path: String) throws -> [[String]] {
    guard access(path, F_OK) == 0 else { return [] }
    let text = String(decoding: try Files.read(path), as: UTF8.self)
    return text.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
  }

  @Test func `16 writers at once lose nothing and report nothing that is not there`() throws {
    let folder = try Folder()
    let path = try folder.makeLog()
    let children = try (0..<16).map {
      try Child(role: "writer", log: path, notes: folder.path + "/notes-\($0)", number: $0)
    }
    for child in children { #expect(child.wait() == 0) }
    let log = try EventLog(opening: path, access: .readWrite)
    var positions: Set<UInt64> = []
    try log.read { snapshot throws in
      #expect(snapshot.size == 16 * 25)
      #expect(try snapshot.version(of: "case/shared") == 16 * 7)
      for number in 0..<16 {
        let notes = try Self.notes(folder.path + "/notes-\(number)")
        #expect(notes.count == 25)
        for note in notes {
          let position = try #require(UInt64(note[1]))
          positions.insert(position)
          let text = String(decoding: try #require(try snapshot.line(at: position)), as: UTF8.self)
          #expect(text.contains("\"id\":\"\(note[0])\""))
        }
      }
    }
    #expect(positions == Set(0..<400))
    #expect(try log.check().faults == [])
  }

  @Test func `a writer killed at any moment leaves every acknowledged event and a sound log`()
    throws
  {
    let folder = try Folder()
    let path = try folder.makeLog()
    var random = SystemRandomNumberGenerator()
    for round in 0..<20 {
      let file = "\(folder.path)/notes-\(round)"
      let child = try Child(role: "endless", log: path, notes: file, number: round)
      for _ in 0..<10_000 where access(file, F_OK) != 0 { usleep(1_000) }
      usleep(UInt32.random(in: 0..<40_000, using: &random))
      kill(child.pid, SIGKILL)
      #expect(child.wait() == -SIGKILL)
      let notes = try Self.notes(file)
      #expect(!notes.isEmpty)
      let log = try EventLog(opening: path, access: .readWrite)
      try log.read { snapshot throws in
        for note in notes {
          let (start, count) = (try #require(UInt64(note[1])), try #require(UInt64(note[2])))
          #expect(start + count <= snapshot.size)
          for place in 0..<count {
            let line = String(
              decoding: try #require(try snapshot.line(at: start + place)), as: UTF8.self)
            #expect(line.contains("\"id\":\"\(note[0])-\(place)\""))
          }
        }
      }
      if round % 5 == 4 { #expect(try log.check().faults == []) }
      try log.append { _ in [NewEvent(line: line("case/after", id: "after-\(round)"))] }
    }
  }
}
