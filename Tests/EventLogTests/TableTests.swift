// Promise: a derived table and its head always fit, whatever interrupts its making.

import EventLog
import Testing

@Suite struct TableTests {
  static func content(
    _ log: EventLog, _ name: String, _ copy: TableCopy = .live
  ) throws -> [UInt8] {
    try log.read { snapshot in
      var bytes: [UInt8] = []
      try snapshot.scan(table: name, copy) { span in
        for index in 0..<span.count { bytes.append(span[index]) }
      }
      return bytes
    }
  }

  @Test(arguments: [1, 1_000, 9_000]) func `a table is its additions in order`(size: Int) throws {
    try withLog { log throws in
      try fill(log, 0..<30)
      var head: TableHead?
      var expected: [UInt8] = []
      for round in 0..<30 {
        let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 + round) }
        let next = TableHead(
          version: "1", position: UInt64(round + 1), digest: [UInt8(round)], rows: UInt64(round))
        try log.extend(table: "facts", expecting: head, with: bytes, head: next)
        expected += bytes
        head = next
      }
      #expect(try Self.content(log, "facts") == expected)
      #expect(try log.read { try $0.table("facts") } == head)
      #expect(try log.read { try $0.tables() } == ["facts"])
      #expect(try log.check().faults == [])
    }
  }

  @Test func `a table that another has changed is not extended`() throws {
    try withLog { log throws in
      try fill(log, 0..<2)
      let one = TableHead(version: "1", position: 1, rows: 1)
      let two = TableHead(version: "1", position: 2, rows: 2)
      try log.extend(table: "facts", expecting: nil, with: [1], head: one)
      for wrong in [nil, two] {
        #expect(throws: LogError(.tableMoved, "")) {
          try log.extend(table: "facts", expecting: wrong, with: [2], head: two)
        }
      }
      #expect(throws: LogError(.notFound, "")) {
        let three = TableHead(version: "1", position: 3, rows: 3)
        try log.extend(table: "facts", expecting: one, with: [2], head: three)
      }
      #expect(try Self.content(log, "facts") == [1])
      for name in ["", "a\0b", String(repeating: "n", count: 101)] {
        #expect(throws: LogError(.lineInvalid, "")) {
          try log.extend(table: name, expecting: nil, with: [], head: one)
        }
      }
    }
  }

  @Test func `a rebuild beside the live table is found again and takes its place at once`() throws {
    let folder = try Folder()
    let path = try folder.makeLog()
    let old = TableHead(version: "1", position: 3, rows: 3)
    let half = TableHead(version: "2", position: 1, rows: 1)
    let whole = TableHead(version: "2", position: 3, digest: [9], rows: 3)
    do {
      let log = try EventLog(opening: path, access: .readWrite)
      try fill(log, 0..<3)
      try log.extend(table: "facts", expecting: nil, with: [1, 1, 1], head: old)
      try log.extend(table: "facts", .building, expecting: nil, with: [2], head: half)
    }
    let log = try EventLog(opening: path, access: .readWrite)
    #expect(try log.read { try $0.table("facts", .building) } == half)
    #expect(try Self.content(log, "facts") == [1, 1, 1])
    try log.extend(table: "facts", .building, expecting: half, with: [2, 2], head: whole)
    try log.switchTable("facts")
    #expect(try Self.content(log, "facts") == [2, 2, 2])
    #expect(try log.read { try $0.table("facts") } == whole)
    #expect(try log.read { try $0.table("facts", .building) } == nil)
    #expect(throws: LogError(.notFound, "")) { try log.switchTable("facts") }
    #expect(try log.statistics().parts.first { $0.name == "projections" }?.entries == 2)
    try log.drop(table: "facts")
    #expect(try log.read { try $0.tables() } == [])
    #expect(try log.statistics().parts.first { $0.name == "projections" }?.entries == 0)
  }

  @Test func `dropping a table leaves one whose name begins alike`() throws {
    try withLog { log throws in
      let head = TableHead(version: "1", position: 0, rows: 1)
      for name in ["fact", "facts", "facts2"] {
        try log.extend(table: name, expecting: nil, with: Array(name.utf8), head: head)
      }
      try log.drop(table: "facts")
      #expect(try Self.content(log, "fact") == Array("fact".utf8))
      #expect(try Self.content(log, "facts") == [])
      #expect(try Self.content(log, "facts2") == Array("facts2".utf8))
      #expect(try log.check().faults == [])
    }
  }
}
