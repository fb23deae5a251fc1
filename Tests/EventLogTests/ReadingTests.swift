// Promise: what is read is what was written, by position, by stream, by time, in batches, and the
// proofs made from the stored tree hold.

import EventLog
import Testing
import TransparencyLog

@Suite struct ReadingTests {
  @Test func `any range of positions gives its lines`() throws {
    try withLog { log throws in
      try fill(log, 0..<600, batch: 600)
      let all = (0..<600).map { event($0).line }
      try log.read { snapshot throws in
        for bound in [0, 1, 254, 255, 256, 257, 511, 512, 513, 599, 600] {
          for other in [0, 255, 256, 300, 512, 600, 700] where other >= bound {
            var found: [[UInt8]] = []
            try snapshot.scan(UInt64(bound)..<UInt64(other)) { position, line in
              #expect(position == UInt64(bound + found.count))
              found.append(copy(line))
            }
            #expect(found == Array(all[bound..<min(other, 600)]))
          }
        }
        #expect(try snapshot.line(at: 599) == all[599])
        #expect(try snapshot.line(at: 600) == nil)
        #expect(try snapshot.line(at: .max) == nil)
      }
    }
  }

  @Test func `a line asked for alone is that of its position, in any order and while more come`()
    throws
  {
    try withLog { log throws in
      for size in stride(from: 0, to: 1100, by: 220) {
        try fill(log, size..<size + 220, batch: 220)
        try log.read { snapshot throws in
          for step in 0..<size + 220 {
            let position = (step * 397 + size) % (size + 220)
            #expect(try snapshot.line(at: UInt64(position)) == event(position).line)
          }
        }
      }
    }
  }

  @Test(arguments: [1, 50, 1000]) func `streams are those of a simple model`(batch: Int) throws {
    try withLog { log throws in
      var model: [String: [UInt64]] = [:]
      // Sizes around the 128 entries of a chunk.
      let sizes = [("s/a", 127), ("s/b", 128), ("s/c", 129), ("t/d", 257), ("t/e", 1)]
      var events: [NewEvent] = []
      for step in 0..<257 {
        for (subject, size) in sizes where step < size {
          model[subject, default: []].append(UInt64(events.count))
          events.append(event(events.count, subject: subject))
        }
      }
      for start in stride(from: 0, to: events.count, by: batch) {
        try log.append { _ in Array(events[start..<min(start + batch, events.count)]) }
      }
      try log.read { snapshot throws in
        for (subject, positions) in model {
          #expect(try snapshot.version(of: subject) == UInt64(positions.count))
          for from in [0, 1, 127, 128, 129, 256, 257, 300] {
            let expected = Array(positions.dropFirst(from))
            #expect(try snapshot.positions(of: subject, from: UInt64(from)) == expected)
          }
          var seen: [UInt64] = []
          try snapshot.scan(stream: subject) { version, position, line in
            #expect(version == UInt64(seen.count))
            #expect(copy(line) == events[Int(position)].line)
            seen.append(position)
          }
          #expect(seen == positions)
        }
        var found: [StreamInfo] = []
        try snapshot.streams(prefix: "s/") { found.append($0) }
        #expect(found.map(\.subject) == ["s/a", "s/b", "s/c"])
        #expect(found.map(\.ordinal) == [0, 1, 2])
        #expect(try snapshot.version(of: "s/none") == 0)
        #expect(try snapshot.stream("s/") == nil)
      }
      #expect(try log.check().faults == [])
    }
  }

  @Test func `a time gives the number of events known then`() throws {
    try withLog { log throws in
      let times = (0..<300).map { second($0 / 3 * 2) }
      try log.append { _ in
        times.enumerated().map { NewEvent(line: line("c/1", id: "\($0)", time: $1)) }
      }
      try log.read { snapshot throws in
        for probe in -1..<210 {
          let text = probe < 0 ? "2016-12-31T23:59:59.999Z" : second(probe)
          let time = try #require(EventTime(text))
          let expected = times.filter { $0 <= text }.count
          #expect(try snapshot.position(knownAt: time) == UInt64(expected))
        }
      }
    }
  }

  @Test func `a time is read and written alike, and the clock's is valid`() throws {
    for text in [
      "2017-03-14T08:12:33.123Z", "0000-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z",
    ] {
      #expect(EventTime(text)?.description == text)
    }
    let now = EventTime.now()
    #expect(EventTime(now.description) == now)
    #expect(now.description > "2024")
  }

  @Test func `catching up in batches reads every event once`() throws {
    try withLog { log throws in
      try fill(log, 0..<500)
      var seen: [UInt64] = []
      let end = try log.catchUp(from: 100, batch: 64) { position, _ in seen.append(position) }
      #expect(end == 500)
      #expect(seen == Array(100..<500))
      try fill(log, 500..<600)
      #expect(try log.catchUp(from: end, to: 550) { position, _ in seen.append(position) } == 550)
      #expect(seen == Array(100..<550))
      #expect(try log.catchUp(from: 600) { _, _ in } == 600)
      #expect(try log.catchUp(from: 700) { _, _ in } == 700)
    }
  }

  @Test func `lines that are caught up with hold no reading while they are used`() throws {
    try withLog { log throws in
      try fill(log, 0..<300)
      #expect(try log.read { _ in try log.statistics().openReaders.count } == 1)
      var most = 0
      try log.catchUp(from: 0) { position, line in
        most = max(most, try log.statistics().openReaders.count)
        #expect(copy(line) == event(Int(position)).line)
        // Whoever is lent a line may even append.
        if position == 5 { try fill(log, 300..<301) }
      }
      #expect(most == 0)
      #expect(try log.read { $0.size } == 301)
    }
  }

  @Test func `proofs made from the stored tree hold at every size`() throws {
    try withLog { log throws in
      try fill(log, 0..<600, batch: 90)
      let all = (0..<600).map { event($0).line }
      try log.read { snapshot throws in
        for size in [1, 2, 3, 255, 256, 257, 300, 511, 512, 513, 599, 600] {
          let root = naiveRoot(all[..<size])
          #expect(try snapshot.root(at: UInt64(size)) == root)
          for position in [0, size / 2, size - 1] {
            let proof = try snapshot.inclusionProof(of: UInt64(position), size: UInt64(size))
            let line = all[position]
            let verdict = ProofCheck.verifyInclusion(
              leafHash: MerkleHash.leaf(line.span), index: UInt64(position),
              size: UInt64(size), proof: proof, root: root)
            #expect(verdict == .holds)
          }
          let proof = try snapshot.consistencyProof(from: UInt64(size), to: 600)
          let verdict = ProofCheck.verifyConsistency(
            from: UInt64(size), to: 600, proof: proof, oldRoot: root, newRoot: snapshot.root)
          #expect(verdict == .holds)
        }
        #expect(try snapshot.tile(TileAddress(level: 0, number: 2))?.count == 88 * 32)
        #expect(try snapshot.tile(TileAddress(level: 1, number: 0))?.count == 2 * 32)
        #expect(try snapshot.tile(TileAddress(level: 1, number: 1)) == nil)
        #expect(throws: LogError(.notFound, "")) { try snapshot.root(at: 601) }
        #expect(throws: LogError(.notFound, "")) {
          try snapshot.inclusionProof(of: 600, size: 600)
        }
      }
    }
  }

  @Test func `a snapshot kept past its closure gives an error, not a crash`() throws {
    try withLog { log throws in
      try fill(log, 0..<3)
      let kept = try log.read { $0 }
      #expect(throws: (any Error).self) { try kept.line(at: 0) }
    }
  }
}
