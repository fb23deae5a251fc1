import CaseModel
import EventCoding
import Testing

/// Breaks if an event comes back from its line as another, or can be written in two ways.
@Suite struct EventLineTests {
  @Test(arguments: EventType.allCases)
  func `every type's events come back from their lines, and their lines from them`(
    type: EventType
  ) throws {
    var generator = SeededGenerator(seed: UInt64(type.rawValue))
    for _ in 0..<20 {
      let (event, sealed) = try generator.event(type)
      let time = generator.instant()
      let line = try EventLine.encode(event, time: time, sealed: sealed)
      let read = try EventLine.decode(line)
      #expect(read.event == event)
      #expect(read.time == time)
      #expect(read.sealed == sealed)
      #expect(try EventLine.encode(read.event, time: read.time, sealed: read.sealed) == line)
    }
  }

  @Test(arguments: EventType.allCases)
  func `every line is canonical JSON`(type: EventType) throws {
    var generator = SeededGenerator(seed: UInt64(type.rawValue) + 1000)
    for _ in 0..<20 {
      let (event, sealed) = try generator.event(type)
      let line = try EventLine.encode(event, time: generator.instant(), sealed: sealed)
      #expect(JSON.canonical(try JSON.parse(line)) == line)
    }
  }

  @Test(arguments: EventType.allCases)
  func `a line cut at any byte is an error`(type: EventType) throws {
    var generator = SeededGenerator(seed: UInt64(type.rawValue) + 2000)
    let (event, sealed) = try generator.event(type)
    let line = try EventLine.encode(event, time: generator.instant(), sealed: sealed)
    for length in 0..<line.count {
      let error = #expect(throws: LineError.self) {
        try EventLine.decode(Array(line[..<length]))
      }
      #expect(error?.code == .notJSON)
    }
  }

  @Test(arguments: EventType.allCases)
  func `a line with any byte changed is an error or another event, and never a crash`(
    type: EventType
  ) throws {
    var generator = SeededGenerator(seed: UInt64(type.rawValue) + 3000)
    let (event, sealed) = try generator.event(type)
    let line = try EventLine.encode(event, time: generator.instant(), sealed: sealed)
    for index in line.indices {
      var changed = line
      changed[index] ^= UInt8.random(in: 1...255, using: &generator)
      guard let read = try? EventLine.decode(changed) else { continue }
      #expect(
        try EventLine.encode(
          read.event, time: read.time, sealed: read.sealed, simulated: read.isSimulated) == changed)
    }
  }

  @Test func `a line stands as the format says`() throws {
    let id = try #require(RecordID("0195a2b4-7c1d-7e3f-8a5b-6c7d8e9f0a1b"))
    let report = try #require(RecordID("11111111-2222-4333-8444-555555555555"))
    var fields = Fields()
    fields[.report] = .id(report)
    fields[.contents] = .list([.text("1"), .text("18")])
    let event = Event(
      id: id, type: try type(named: "child-welfare.report-received.v1"),
      subject: try #require(Subject("case/2017-0412")),
      effective: try #require(Day("2017-03-14")), office: try #require(Office("3005")),
      actor: "kari.n", fields: fields, sealedFields: [.text], warnings: ["r-1"])
    let sealed = SealedReference(
      sealClass: "text", digest: String(repeating: "0a", count: 32), fields: [.text], key: report,
      of: "child")
    let line = try EventLine.encode(
      event, time: try #require(Instant("2017-03-14T08:12:33.123Z")), sealed: [sealed])
    #expect(
      String(decoding: line, as: UTF8.self) == """
        {"actor":"kari.n","data":{"contents":["1","18"],\
        "report":"11111111-2222-4333-8444-555555555555",\
        "sealed":[{"class":"text",\
        "digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a",\
        "fields":["text"],"key":"11111111-2222-4333-8444-555555555555","of":"child"}],\
        "warnings":["r-1"]},"effective":"2017-03-14",\
        "id":"0195a2b4-7c1d-7e3f-8a5b-6c7d8e9f0a1b","office":"3005","source":"sakslogg:3005",\
        "specversion":"1.0","subject":"case/2017-0412","time":"2017-03-14T08:12:33.123Z",\
        "type":"child-welfare.report-received.v1"}
        """)
    let made = try EventLine.encode(
      event, time: try #require(Instant("2017-03-14T08:12:33.123Z")), sealed: [sealed],
      simulated: true)
    #expect(
      String(decoding: made, as: UTF8.self)
        == String(decoding: line, as: UTF8.self)
        .replacing("\"source\":\"sakslogg:", with: "\"source\":\"sakslogg-simulated:"))
    #expect(try EventLine.decode(made).isSimulated)
    #expect(try !EventLine.decode(line).isSimulated)
    #expect(try EventLine.decode(made).event == event)
  }
}
