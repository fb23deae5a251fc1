// Promise: an append is stored whole, once, in order, with everything that follows from it; or
// nothing of it is.

import EventLog
import Testing
import TransparencyLog

@Suite struct AppendTests {
  @Test func `positions and versions are gapless from 0`() throws {
    try withLog { log throws in
      for number in 0..<20 {
        let stored = try appended(try log.append { _ in [event(number)] })
        #expect(stored.positions == UInt64(number)..<UInt64(number + 1))
        #expect(stored.versions == [UInt64(number / 7)])
        #expect(stored.size == UInt64(number + 1))
      }
      #expect(try lines(log) == (0..<20).map { event($0).line })
    }
  }

  @Test(arguments: [1, 255, 256, 257, 511, 512, 600], [1, 7, 256, 1000])
  func `whatever the batches, lines, root and bundles are the same`(
    count: Int, batch: Int
  ) throws {
    try withLog { log throws in
      try fill(log, 0..<count, batch: batch)
      let expected = (0..<count).map { event($0).line }
      #expect(try lines(log) == expected)
      try log.read { snapshot throws in
        #expect(snapshot.root == naiveRoot(expected[...]))
        var bundled: [[UInt8]] = []
        for number in 0..<UInt64((count + 255) / 256) {
          let bundle = try #require(try snapshot.bundle(number))
          try EntryBundle.forEach(bundle.span) { _, line in bundled.append(copy(line)) }
        }
        #expect(bundled == expected)
        #expect(try snapshot.bundle(UInt64((count + 255) / 256)) == nil)
      }
      #expect(try log.check().faults == [])
    }
  }

  @Test(arguments: [1, 2, 300]) func `a retry adds nothing and says where the events are`(
    count: Int
  ) throws {
    try withLog { log throws in
      let events = (0..<count).map { event($0) }
      let first = try appended(try log.append { _ in events })
      let before = try log.read { ($0.size, $0.root) }
      for _ in 0..<3 {
        guard
          case .alreadyStored(let found) = try log.append(
            if: [.streamVersion("case/2017-0", 0)], { _ in events })
        else { Issue.record("the retry was taken for new"); return }
        #expect(found.map(\.position) == Array(first.positions))
        #expect(found.map(\.line) == events.map(\.line))
      }
      #expect(try log.read { $0.size } == before.0)
      #expect(try log.read { $0.root } == before.1)
    }
  }

  @Test func `a retry is found among the latest 256 events of a long stream`() throws {
    try withLog { log throws in
      let events = (0..<700).map { event($0, subject: "case/long") }
      try log.append { _ in events }
      for number in 700 - 256..<700 {
        guard case .alreadyStored(let found) = try log.append({ _ in [events[number]] }) else {
          Issue.record("event \(number) was taken for new")
          return
        }
        #expect(found.map(\.position) == [UInt64(number)])
      }
    }
  }

  @Test func `a mix of stored and new events is refused, naming both`() throws {
    try withLog { log throws in
      try log.append { _ in [event(0), event(1)] }
      let error = #expect(throws: LogError.self) {
        try log.append { _ in [event(1), event(2)] }
      }
      #expect(error?.code == .partlyStored)
      #expect(error?.positions == [1])
      #expect(error?.message.contains("number 2") == true)
      #expect(try log.read { $0.size } == 2)
    }
  }

  @Test func `several events are stored all or none`() throws {
    try withLog { log throws in
      try log.append { _ in [event(0)] }
      let bad = NewEvent(line: Array("{}".utf8))
      #expect(throws: LogError(.lineInvalid, "")) {
        try log.append { _ in [event(1), event(2), bad] }
      }
      struct Refusal: Error {}
      #expect(throws: Refusal.self) { try log.append { _ in throw Refusal() } }
      #expect(try lines(log) == [event(0).line])
      #expect(try log.check().faults == [])
    }
  }

  @Test func `times never decrease`() throws {
    try withLog { log throws in
      try log.append { _ in [event(10)] }
      #expect(throws: LogError(.timeOrder, "")) { try log.append { _ in [event(9)] } }
      #expect(throws: LogError(.timeOrder, "")) { try log.append { _ in [event(12), event(11)] } }
      try log.append { _ in
        [NewEvent(line: line("case/same", id: "same-time", time: second(10)))]
      }
      #expect(try log.read { $0.size } == 2)
      #expect(try log.read { $0.lastTime?.description } == second(10))
    }
  }

  @Test func `the snapshot inside an append is the state the events are added to`() throws {
    try withLog { log throws in
      try fill(log, 0..<300)
      try log.append { snapshot throws in
        #expect(snapshot.size == 300)
        #expect(try snapshot.version(of: "case/2017-3") == 43)
        #expect(try snapshot.position(ofEvent: "id-299", in: "case/2017-5") == 299)
        #expect(try snapshot.line(at: 255) == event(255).line)
        return []
      }
    }
  }

  @Test func `a reopened log is the same log`() throws {
    let folder = try Folder()
    let path = try folder.makeLog()
    var roots: [Digest] = []
    for round in 0..<4 {
      let log = try EventLog(opening: path, access: .readWrite)
      if round > 0 { #expect(try log.read { $0.root } == roots.last) }
      try fill(log, round * 170..<(round + 1) * 170)
      roots.append(try log.read { $0.root })
      #expect(log.identity.origin == Origin(name: "sakslogg:9999", simulated: true))
    }
    let log = try EventLog(opening: path, access: .readOnly)
    #expect(try lines(log) == (0..<680).map { event($0).line })
  }
}

/// The outcome of an append that is expected to store something.
func appended(_ outcome: AppendOutcome) throws -> Appended {
  guard case .appended(let stored) = outcome else {
    throw LogError(.conflict, "not appended: \(outcome)")
  }
  return stored
}
