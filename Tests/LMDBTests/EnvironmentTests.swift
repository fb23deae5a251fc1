// Promise: what is put is found, in order; errors name their call; nothing outlives its scope.

import Glibc
import LMDB
import Testing

@Suite struct EnvironmentTests {
  /// An environment of its own with one keyspace of each kind.
  static func with(
    mapSizeBytes: Int = 1 << 24,
    _ body: (Environment, IntegerKeyspace, ByteKeyspace) throws -> Void
  ) throws {
    var template = Array("/tmp/sakslogg-lmdb-XXXXXX".utf8CString)
    try #require(mkdtemp(&template) != nil)
    let path = String(
      decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer {
      unlink(path + "/data.mdb")
      unlink(path + "/lock.mdb")
      rmdir(path)
    }
    var options = Environment.Options()
    options.mapSizeBytes = mapSizeBytes
    let environment = try Environment(opening: path, options: options)
    try environment.createKeyspaces(integers: ["numbers"], bytes: ["names"])
    let spaces = try environment.openKeyspaces(integers: ["numbers"], bytes: ["names"])
    try body(environment, spaces.integers[0], spaces.bytes[0])
  }

  static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  static func array(_ span: Span<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    for index in 0..<span.count { out.append(span[index]) }
    return out
  }

  @Test func `entries are found again and scanned in the order of their keys`() throws {
    try Self.with { environment, numbers, names throws in
      try environment.write { transaction in
        for key in [300, 2, 256, 1 << 40, 0] as [UInt64] {
          let value = Self.bytes("\(key)")
          try transaction.put(value.span, at: key, in: numbers)
        }
        for key in ["b", "ab", "a", "abc", "ac"] {
          let value = Self.bytes(key + "!")
          try transaction.put(value.span, at: Self.bytes(key), in: names)
        }
      }
      try environment.read { transaction throws in
        #expect(try transaction.get(256, in: numbers) { Self.array($0) } == Self.bytes("256"))
        #expect(try transaction.get(3, in: numbers) { Self.array($0) } == nil)
        var keys: [UInt64] = []
        try transaction.scan(numbers, 1..<1 << 40) { key, _ in
          keys.append(key)
          return .next
        }
        #expect(keys == [2, 256, 300])
        var found: [String] = []
        try transaction.scan(names, prefix: Self.bytes("a")) { key, _ in
          found.append(String(decoding: Self.array(key), as: UTF8.self))
          return found.count == 3 ? .stop : .next
        }
        #expect(found == ["a", "ab", "abc"])
        #expect(try transaction.lastKey(numbers) == 1 << 40)
        #expect(try transaction.info(names).entries == 5)
      }
    }
  }

  @Test func `an error undoes everything and names the call`() throws {
    try Self.with { environment, numbers, names throws in
      let value = Self.bytes("x")
      struct Refusal: Error {}
      #expect(throws: Refusal.self) {
        try environment.write { transaction in
          try transaction.put(value.span, at: 1, in: numbers)
          throw Refusal()
        }
      }
      #expect(try environment.read { try $0.info(numbers).entries } == 0)
      let error = #expect(throws: LMDBError.self) {
        try environment.write { transaction in
          try transaction.append(value.span, at: 5, in: numbers)
          try transaction.append(value.span, at: 5, in: numbers)
        }
      }
      #expect(error?.description.hasPrefix("mdb_put: MDB_KEYEXIST") == true)
      #expect(throws: LMDBError(.badValueSize, call: "")) {
        try environment.write { try $0.put(value.span, at: [], in: names) }
      }
    }
  }

  @Test func `a full map is an error and the transaction before it stays`() throws {
    try Self.with(mapSizeBytes: 1 << 18) { environment, numbers, _ throws in
      let page = [UInt8](repeating: 7, count: 4_000)
      try environment.write { try $0.put(page.span, at: 0, in: numbers) }
      let error = #expect(throws: LMDBError.self) {
        try environment.write { transaction in
          for key in 1..<1_000 { try transaction.put(page.span, at: UInt64(key), in: numbers) }
        }
      }
      #expect(error?.code == .mapFull)
      #expect("\(try #require(error))".contains("MDB_MAP_FULL"))
      #expect(try environment.read { try $0.info(numbers).entries } == 1)
    }
  }

  @Test func `a change while a value is lent out is refused`() throws {
    try Self.with { environment, numbers, _ throws in
      let value = Self.bytes("x")
      #expect(throws: LMDBError(.wrongUse, call: "")) {
        try environment.write { transaction in
          try transaction.put(value.span, at: 1, in: numbers)
          _ = try transaction.get(1, in: numbers) { _ in
            try transaction.put(value.span, at: 2, in: numbers)
          }
        }
      }
    }
  }

  @Test func `a transaction kept past its scope is refused, and a write in a write`() throws {
    try Self.with { environment, numbers, _ throws in
      let kept = try environment.read { $0 }
      #expect(throws: LMDBError(.badTransaction, call: "")) { try kept.lastKey(numbers) }
      #expect(throws: LMDBError(.wrongUse, call: "")) {
        try environment.write { _ in try environment.write { _ in } }
      }
      try environment.write { _ in }
    }
  }

  @Test func `deleting by key and prefix removes just that`() throws {
    try Self.with { environment, numbers, names throws in
      try environment.write { transaction in
        for key in 0..<500 {
          let name = Self.bytes("k\(key)")
          try transaction.put(name.span, at: name, in: names)
          try transaction.put(name.span, at: UInt64(key), in: numbers)
        }
      }
      try environment.write { transaction throws in
        #expect(try transaction.delete(prefix: Self.bytes("k1"), in: names) == 111)
        #expect(try transaction.delete(7, in: numbers))
        #expect(try !transaction.delete(7, in: numbers))
        #expect(try transaction.info(names).entries == 389)
        try transaction.removeAll(numbers)
        #expect(try transaction.lastKey(numbers) == nil)
      }
    }
  }

  @Test func `a folder that is removed while open keeps its number to itself`() throws {
    // A number that the file system could give to the next folder would make that one look open.
    var template = Array("/tmp/sakslogg-lmdb-XXXXXX".utf8CString)
    try #require(mkdtemp(&template) != nil)
    let path = String(
      decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    var options = Environment.Options()
    options.mapSizeBytes = 1 << 20
    let environment = try Environment(opening: path, options: options)
    unlink(path + "/data.mdb")
    unlink(path + "/lock.mdb")
    rmdir(path)
    let held = (0..<1024).contains { descriptor in
      var target = [CChar](repeating: 0, count: 256)
      let count = readlink("/proc/self/fd/\(descriptor)", &target, target.count)
      guard count > 0 else { return false }
      let text = String(
        decoding: target[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
      return text == path + " (deleted)"
    }
    #expect(held)
    withExtendedLifetime(environment) {}
  }

  @Test func `two readers on one thread each see a whole state`() throws {
    try Self.with { environment, numbers, _ throws in
      let value = Self.bytes("x")
      try environment.write { try $0.put(value.span, at: 1, in: numbers) }
      try environment.read { outer throws in
        try environment.write { try $0.put(value.span, at: 2, in: numbers) }
        try environment.read { inner throws in
          #expect(try outer.lastKey(numbers) == 1)
          #expect(try inner.lastKey(numbers) == 2)
        }
      }
    }
  }
}
