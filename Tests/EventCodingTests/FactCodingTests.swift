import CaseModel
import EventCoding
import Testing

/// Breaks if replay from facts would see other events than replay from lines.
@Suite struct FactCodingTests {
  @Test(arguments: EventType.allCases)
  func `facts hold exactly what the line holds`(type: EventType) throws {
    var generator = SeededGenerator(seed: UInt64(type.rawValue))
    for position in 0..<20 {
      let (event, sealed) = try generator.event(type)
      let line = try EventLine.encode(event, time: generator.instant(), sealed: sealed)
      let recorded = try EventLine.decode(line).recorded(at: UInt64(position) << 30)
      var chunk: [UInt8] = []
      FactCoding.append(recorded, to: &chunk)
      #expect(try read(chunk) == [recorded])
    }
  }

  @Test func `a chunk gives its rows in order, and only those asked for`() throws {
    let events = try sample()
    let chunk = encode(events)
    #expect(try read(chunk) == events)
    var heads: [UInt64] = []
    try FactCoding.forEachHead(chunk.span) { heads.append($0.position) }
    #expect(heads == events.map(\.position))
    var even: [RecordedEvent] = []
    try FactCoding.forEach(chunk.span, where: { $0.position % 2 == 0 }) { even.append($0) }
    #expect(even == events.filter { $0.position % 2 == 0 })
  }

  @Test func `the smallest and largest numbers survive`() throws {
    var recorded = try #require(try sample().first)
    for number in [Int64.min, -1, 0, 1, 63, 64, .max] {
      var event = recorded.event
      event.fields[.birthYear] = .number(number)
      event.effective = Day(number: number < 0 ? .min : .max)
      recorded = RecordedEvent(
        position: .max, time: Instant(milliseconds: number), event: event)
      #expect(try read(encode([recorded])) == [recorded])
    }
  }

  @Test func `a chunk cut within a row is an error`() throws {
    let events = Array(try sample().prefix(3))
    let chunk = encode(events)
    let ends = Set([0, 1, 2, 3].map { encode(Array(events.prefix($0))).count })
    for length in 0..<chunk.count where !ends.contains(length) {
      #expect(throws: FactError.self) { try read(Array(chunk[..<length])) }
    }
  }

  @Test func `a chunk with any byte changed never crashes`() throws {
    var generator = SeededGenerator(seed: 9)
    let chunk = encode(Array(try sample().prefix(4)))
    for index in chunk.indices {
      var changed = chunk
      changed[index] ^= UInt8.random(in: 1...255, using: &generator)
      do { _ = try read(changed) } catch { #expect(error is FactError) }
    }
  }

  @Test func `the version is the same each time it is asked`() {
    #expect(FactCoding.version == FactCoding.version)
    #expect(FactCoding.version != 0)
  }

  private func sample() throws -> [RecordedEvent] {
    var generator = SeededGenerator(seed: 4)
    return try EventType.allCases.enumerated().map { index, type in
      RecordedEvent(
        position: UInt64(index), time: generator.instant(), event: try generator.event(type).event)
    }
  }

  private func encode(_ events: [RecordedEvent]) -> [UInt8] {
    var chunk: [UInt8] = []
    for event in events { FactCoding.append(event, to: &chunk) }
    return chunk
  }

  private func read(_ chunk: [UInt8]) throws -> [RecordedEvent] {
    var events: [RecordedEvent] = []
    try FactCoding.forEach(chunk.span) { events.append($0) }
    return events
  }
}
