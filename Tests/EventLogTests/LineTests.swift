// Promise: a line that is not canonical, complete and readable is refused with the reason.

import EventLog
import Testing
import TransparencyLog

@Suite struct LineTests {
  static let good = String(decoding: line("case/1", id: "a"), as: UTF8.self)

  static func changed(_ old: String, _ new: String) -> [UInt8] {
    guard let range = good.firstRange(of: old) else { return [] }
    return Array((good[..<range.lowerBound] + new + good[range.upperBound...]).utf8)
  }

  @Test(
    arguments: [
      ("is cut off", Array("{\"actor\":\"o".utf8)),
      ("is cut off", []),
      ("it is not UTF-8", Array(good.utf8.dropLast(2)) + [0xFF] + Array("\"}".utf8)),
      ("follows the event", Array((good + "\n").utf8)),
      ("follows the event", Array((good + good).utf8)),
      ("control character", changed("ola.n", "ola\u{1}n")),
      ("control character", changed("ola.n", "ola\nn")),
      ("control character", changed("ola.n", "ola\u{7F}n")),
      ("not sorted", changed("\"office\"", "\"aaa\"")),
      ("not sorted", changed("\"office\"", "\"id\"")),
      ("no \"office\"", changed("\"office\":\"9999\",", "")),
      ("no \"type\"", changed(",\"type\":\"test.happened.v1\"", "")),
      ("does not begin", changed("\"data\":{}", "\"data\": {}")),
      ("whole number", changed("\"data\":{}", "\"data\":{\"x\":.5}")),
      ("canonical JSON", changed("\"data\":{}", "\"data\":{\"x\":1.5}")),
      ("canonical form", changed("\"data\":{}", "\"data\":{\"x\":01}")),
      ("whole number", changed("\"data\":{}", "\"data\":{\"x\":99999999999999999999}")),
      ("canonical escape", changed("ola.n", "ola\\q")),
      ("canonical escape", changed("ola.n", "ola\\u00G0")),
      ("not an object", changed("\"data\":{}", "\"data\":[]")),
      ("specversion", changed("\"1.0\"", "\"1.1\"")),
      ("\"time\"", changed("2017-03-01T00:00:00.000Z", "2017-03-01T00:00:00Z")),
      ("\"time\"", changed("2017-03-01T00:00:00.000Z", "2017-13-01T00:00:00.000Z")),
      ("\"id\"", changed("\"id\":\"a\"", "\"id\":\"\"")),
      ("\"id\"", changed("\"id\":\"a\"", "\"id\":7")),
      ("\"subject\" holds an escape", changed("case/1", "case/\\\\1")),
      ("\"subject\"", changed("case/1", String(repeating: "s", count: 201))),
      ("32768 are allowed", changed("ola.n", String(repeating: "s", count: 33_000))),
      ("nested", changed("{}", String(repeating: "{\"a\":", count: 6_000) + "1")),
      ("nested", changed("{}", String(repeating: "[", count: 10_000))),
    ] as [(String, [UInt8])])
  func `a bad line is refused with its reason`(reason: String, line: [UInt8]) throws {
    try withLog { log throws in
      let error = #expect(throws: LogError.self) {
        try log.append { _ in [NewEvent(line: line)] }
      }
      #expect(error?.code == .lineInvalid)
      #expect(error?.message.contains(reason) == true, "\(error?.message ?? "")")
      #expect(try log.read { $0.size } == 0)
    }
  }

  @Test func `a line of exactly 32 KiB with letters of every width is taken`() throws {
    try withLog { log throws in
      let text = "{\"a\":[1,-20,true,false,null,\"æøå\\n\\u0001\\\"€😀\",{}],\"pad\":\""
      let empty = line("case/æ", id: "ø", data: text + "\"}")
      let pad = String(repeating: "x", count: Layout.lineBytesMax - empty.count)
      let full = line("case/æ", id: "ø", data: text + pad + "\"}")
      try #require(full.count == Layout.lineBytesMax)
      try log.append { _ in [NewEvent(line: full)] }
      #expect(try log.read { try $0.line(at: 0) } == full)
      #expect(try log.read { try $0.version(of: "case/æ") } == 1)
      #expect(throws: LogError(.lineInvalid, "")) {
        try log.append { _ in
          [NewEvent(line: line("case/æ", id: "ø2", data: text + pad + "\"}"))]
        }
      }
    }
  }

  @Test func `an id that comes twice in a batch is refused`() throws {
    try withLog { log throws in
      #expect(throws: LogError(.lineInvalid, "")) { try log.append { _ in [event(0), event(0)] } }
    }
  }

  @Test func `sealed parts are stored only when the line names exactly them`() throws {
    let parts: [[UInt8]] = [Array("first".utf8), Array(repeating: 7, count: 5_000)]
    let digests = parts.map { Digest(hashing: $0.span).hex }
    let list = digests.map { "{\"class\":\"text\",\"digest\":\"\($0)\"}" }.joined(separator: ",")
    let named = line("case/1", id: "a", data: "{\"sealed\":[\(list)]}")
    try withLog { log throws in
      for wrong in [[parts[0]], [parts[1], parts[0]], parts + parts, [parts[0], []]] {
        #expect(throws: LogError(.lineInvalid, "")) {
          try log.append { _ in [NewEvent(line: named, sealed: wrong)] }
        }
      }
      try log.append { _ in [NewEvent(line: named, sealed: parts), event(1)] }
      #expect(try log.read { try $0.sealed(at: 0) } == parts)
      #expect(try log.read { try $0.sealed(at: 1) } == [])
      #expect(try log.check().withoutSealedParts == 0)
    }
    try withLog { log throws in
      try log.append { _ in [NewEvent(line: named)] }
      let report = try log.check()
      #expect(report.isSound)
      #expect(report.withoutSealedParts == 1)
    }
  }
}
