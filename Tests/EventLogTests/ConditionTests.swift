// Promise: a decision made on an older state is not stored; its maker is told what came between.

import EventLog
import Testing

@Suite struct ConditionTests {
  @Test func `a stream that has moved on is a conflict that names the newer events`() throws {
    try withLog { log throws in
      for number in 0..<5 { try log.append { _ in [event(number, subject: "case/a")] } }
      let error = #expect(throws: LogError.self) {
        try log.append(if: [.streamVersion("case/a", 3)]) { _ in [event(5, subject: "case/a")] }
      }
      #expect(error?.code == .conflict)
      #expect(error?.positions == [3, 4])
      #expect(throws: LogError(.conflict, "")) {
        try log.append(if: [.streamVersion("case/a", 6)]) { _ in [event(5, subject: "case/a")] }
      }
      try log.append(if: [.streamVersion("case/a", 5)]) { _ in [event(5, subject: "case/a")] }
      try log.append(if: [.streamVersion("case/b", 0)]) { _ in [event(6, subject: "case/b")] }
      #expect(try log.read { $0.size } == 7)
    }
  }

  struct QueryCase: Sendable, CustomTestStringConvertible {
    let items: [EventQuery.Item]
    let since: UInt64
    let match: UInt64?
    var testDescription: String { "\(items.map { ($0.types, $0.subjects) }) since \(since)" }

    init(_ since: UInt64, _ match: UInt64?, _ items: [([String], [String])]) {
      self.items = items.map { EventQuery.Item(types: $0.0, subjects: $0.1) }
      self.since = since
      self.match = match
    }
  }

  // Events 0…299: subject s/(n % 3), type t(n % 2).v1.
  @Test(arguments: [
    QueryCase(0, nil, []), QueryCase(0, 0, [([], [])]), QueryCase(300, nil, [([], [])]),
    QueryCase(299, 299, [([], [])]), QueryCase(7, 7, [(["t1.v1"], [])]),
    QueryCase(8, 9, [(["t1.v1"], [])]), QueryCase(0, 3, [(["t1.v1"], ["s/0"])]),
    QueryCase(295, 297, [(["t1.v1"], ["s/0"])]), QueryCase(298, nil, [(["t1.v1"], ["s/0"])]),
    QueryCase(1, 1, [(["t0.v1", "t1.v1"], ["s/1", "s/2"])]),
    QueryCase(298, 299, [(["t0.v1"], ["s/0"]), ([], ["s/2"])]), QueryCase(0, nil, [([], ["s/9"])]),
    QueryCase(0, nil, [(["t9.v1"], [])]), QueryCase(.max, nil, [([], [])]),
  ])
  func `an append happens unless an event matches the query`(query: QueryCase) throws {
    try withLog { log throws in
      try log.append { _ in
        (0..<300).map {
          NewEvent(line: line("s/\($0 % 3)", id: "\($0)", type: "t\($0 % 2).v1"))
        }
      }
      let condition = AppendCondition.noEvent(
        matching: EventQuery(query.items), since: query.since)
      let new = NewEvent(line: line("s/0", id: "new"))
      if let match = query.match {
        let error = #expect(throws: LogError.self) {
          try log.append(if: [condition]) { _ in [new] }
        }
        #expect(error?.code == .conflict)
        #expect(error?.positions == [match])
      } else {
        try log.append(if: [condition]) { _ in [new] }
        #expect(try log.read { $0.size } == 301)
      }
    }
  }

  @Test func `an external key leads to its events and can be required to be free`() throws {
    try withLog { log throws in
      var first = event(0)
      first.externalKeys = ["fiks:42", "case-number:7"]
      var second = event(1)
      second.externalKeys = ["fiks:42"]
      try log.append(if: [.noKey("fiks:42")]) { _ in [first, second] }
      try log.read { snapshot throws in
        #expect(try snapshot.positions(ofKey: "fiks:42") == [0, 1])
        #expect(try snapshot.positions(ofKey: "case-number:7") == [0])
        #expect(try snapshot.positions(ofKey: "fiks:4") == [])
        #expect(try snapshot.positions(ofKey: "") == [])
      }
      let error = #expect(throws: LogError.self) {
        try log.append(if: [.noKey("fiks:42")]) { _ in [event(2)] }
      }
      #expect(error?.code == .keyTaken)
      #expect(error?.positions == [0, 1])
      #expect(try log.check().faults == [])
    }
  }
}
