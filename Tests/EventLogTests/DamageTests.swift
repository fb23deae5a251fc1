// Promise: history cannot change unnoticed. No call of the log changes a line; whoever changes the
// file behind its back is found by `check`, at the event concerned.

import EventLog
import Glibc
import LMDB
import Testing
import TransparencyLog

@Suite struct DamageTests {
  /// A log of 600 events with sealed parts, keys and a table.
  static func makeLog(in folder: Folder) throws -> String {
    let path = try folder.makeLog()
    let log = try EventLog(opening: path, access: .readWrite)
    let part = Array("ciphertext".utf8)
    let data = "{\"sealed\":[{\"digest\":\"\(Digest(hashing: part.span).hex)\"}]}"
    try log.append { _ in
      (0..<600).map { number in
        var new = event(number, subject: number < 300 ? "case/long" : nil, data: data)
        new.sealed = [part]
        new.externalKeys = ["key-\(number % 100)"]
        return new
      }
    }
    try log.extend(
      table: "facts", expecting: nil, with: [1, 2, 3],
      head: TableHead(version: "1", position: 600, rows: 3))
    return path
  }

  /// Changes stored values with the storage library itself, and gives what `check` then finds.
  static func faults(
    _ change: (WriteTransaction, (String) -> IntegerKeyspace, (String) -> ByteKeyspace) throws ->
      Void
  ) throws -> [Fault] {
    let folder = try Folder()
    let path = try makeLog(in: folder)
    #expect(try EventLog(opening: path, access: .readOnly).check().faults == [])
    do {
      let environment = try Environment(opening: path)
      let integers = ["tail", "bundles", "tree", "chunks", "sealed"]
      let bytes = ["streams", "keys", "projections", "meta"]
      let spaces = try environment.openKeyspaces(integers: integers, bytes: bytes)
      try environment.write { transaction in
        try change(
          transaction, { name in spaces.integers[integers.firstIndex(of: name) ?? 0] },
          { name in spaces.bytes[bytes.firstIndex(of: name) ?? 0] })
      }
    }
    let log = try EventLog(opening: path, access: .readOnly)
    let found = try log.check().faults
    return withExtendedLifetime(folder) { found }
  }

  /// Flips one bit of a stored value.
  static func flip(
    _ transaction: WriteTransaction, _ space: IntegerKeyspace, _ key: UInt64, at offset: Int
  ) throws {
    var value = try #require(try transaction.get(key, in: space) { copy($0) })
    value[offset < 0 ? value.count + offset : offset] ^= 1
    try transaction.put(value.span, at: key, in: space)
  }

  @Test(arguments: [(0, 0, 20), (1, 256, 20), (1, 256, 5)]) func `a changed closed line is found`(
    bundle: UInt64, position: UInt64, offset: Int
  ) throws {
    let faults = try Self.faults { transaction, integers, _ in
      try Self.flip(transaction, integers("bundles"), bundle, at: offset)
    }
    #expect(faults.contains { $0.position == position })
  }

  @Test(arguments: [0, 1]) func `a changed length in a bundle is found`(offset: Int) throws {
    let faults = try Self.faults { transaction, integers, _ in
      try Self.flip(transaction, integers("bundles"), 1, at: offset)
    }
    #expect(!faults.isEmpty)
  }

  @Test(arguments: [0, 31, 32, 100, -1]) func `a changed open row is found`(offset: Int) throws {
    let faults = try Self.faults { transaction, integers, _ in
      try Self.flip(transaction, integers("tail"), 599, at: offset)
    }
    #expect(faults.contains { $0.position == 599 })
  }

  @Test(arguments: [UInt64(0), 1, 1 << 56], [0, 40]) func `a changed hash is found`(
    tile: UInt64, offset: Int
  ) throws {
    let faults = try Self.faults { transaction, integers, _ in
      try Self.flip(transaction, integers("tree"), tile, at: offset)
    }
    #expect(!faults.isEmpty)
  }

  @Test func `two changes are both found`() throws {
    let faults = try Self.faults { transaction, integers, _ in
      try Self.flip(transaction, integers("bundles"), 0, at: 60)
      try Self.flip(transaction, integers("tail"), 520, at: 60)
    }
    #expect(Set(faults.compactMap(\.position)).isSuperset(of: [0, 520]))
  }

  @Test func `a changed or missing stream is found`() throws {
    for change in 0..<3 {
      let faults = try Self.faults { transaction, integers, bytes in
        let key = Array("case/long".utf8)
        var row = try #require(try transaction.get(key, in: bytes("streams")) { copy($0) })
        switch change {
        case 0: try transaction.delete(key, in: bytes("streams"))
        case 1:
          row[row.count - 1] ^= 1
          try transaction.put(row.span, at: key, in: bytes("streams"))
        default: try Self.flip(transaction, integers("chunks"), 1, at: 3)
        }
      }
      #expect(!faults.isEmpty)
    }
  }

  @Test func `a missing bundle, tile, row, table chunk or sealed part changed is found`() throws {
    let faults = try Self.faults { transaction, integers, bytes in
      try transaction.delete(1, in: integers("bundles"))
      try transaction.delete(0, in: integers("tree"))
      try transaction.delete(550, in: integers("tail"))
      try transaction.delete(prefix: Array("cfacts".utf8), in: bytes("projections"))
      try Self.flip(transaction, integers("sealed"), 3, at: 6)
    }
    for word in ["bundle 1", "tile 0/0", "tail", "table facts"] {
      #expect(faults.contains { $0.what.contains(word) }, "\(word)")
    }
    #expect(faults.contains { $0.position == 3 && $0.what.contains("sealed") })
  }

  @Test func `reading a damaged log gives an error, not a wrong answer`() throws {
    let folder = try Folder()
    let path = try Self.makeLog(in: folder)
    do {
      let environment = try Environment(opening: path)
      let space = try environment.openKeyspaces(integers: ["bundles"], bytes: []).integers[0]
      try environment.write { transaction in
        try Self.flip(transaction, space, 0, at: 0)
        try transaction.delete(1, in: space)
      }
    }
    let log = try EventLog(opening: path, access: .readWrite)
    try log.read { snapshot throws in
      #expect(throws: LogError(.damaged, "")) { try snapshot.scan(0..<10) { _, _ in } }
      #expect(throws: LogError(.damaged, "")) { try snapshot.scan(256..<300) { _, _ in } }
      #expect(throws: LogError(.damaged, "")) { try snapshot.line(at: 300) }
      #expect(throws: LogError(.damaged, "")) { try snapshot.bundle(1) }
    }
  }

  @Test(arguments: 0..<20) func `a byte flipped anywhere in a closed line's file is found`(
    round: Int
  ) throws {
    let folder = try Folder()
    let path = try Self.makeLog(in: folder)
    let needle = Array("\"id\":\"id-\(round * 12)\"".utf8)
    var file = try Files.read(path + "/data.mdb")
    var places = 0
    var at = 0
    while let place = Files.find(needle, in: file, from: at) {
      file[place + 7] ^= 1
      places += 1
      at = place + 1
    }
    try #require(places > 0)
    try Files.write(file, to: path + "/data.mdb")
    let log = try EventLog(opening: path, access: .readOnly)
    #expect(try log.check().faults.contains { $0.position == UInt64(round * 12) })
  }
}

/// Whole files, for tests that damage them.
enum Files {
  static func read(_ path: String) throws -> [UInt8] {
    let file = try #require(fopen(path, "rb"))
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
  }

  static func write(_ bytes: [UInt8], to path: String) throws {
    let file = try #require(fopen(path, "wb"))
    defer { fclose(file) }
    #expect(fwrite(bytes, 1, bytes.count, file) == bytes.count)
  }

  static func find(_ needle: [UInt8], in bytes: [UInt8], from: Int) -> Int? {
    bytes.withUnsafeBytes { all in
      guard let start = all.baseAddress else { return nil }
      var at = from
      while at + needle.count <= all.count {
        let rest = all.count - needle.count + 1 - at
        guard let found = memchr(start + at, Int32(needle[0]), rest) else { return nil }
        at = UnsafeRawPointer(found) - start
        if memcmp(start + at, needle, needle.count) == 0 { return at }
        at += 1
      }
      return nil
    }
  }
}
