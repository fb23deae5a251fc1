import CaseModel
import CaseService
import EventLog
import Foundation
import Testing

@testable import Simulation

/// Numbers that follow from a seed (SplitMix64), so that a failure repeats.
struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Case work for logs of which only the amount matters.
enum Casework {
  /// JSON lines for `record --batch`: cases opened and their reports, ten events a case, each with
  /// an id of its own.
  static func batch(case key: String, events: Int, number: Int = 0) -> String {
    (0..<events).map { index in
      let id = eventID(number, index)
      let (type, data) =
        index % 10 == 0
        ? ("case-opened", "{\"journal\":\"\(key)\",\"birthYear\":2014,\"sex\":\"2\"}")
        : (
          "report-received", "{\"channel\":\"portal\",\"reporters\":[\"11\"],\"contents\":[\"7\"]}"
        )
      return """
        {"type":"\(type)","id":"\(id)","subject":"case/\(key)-\(index / 10)",\
        "effective":"2024-01-02","office":"3005","data":\(data)}

        """
    }.joined()
  }

  /// The id of the `index`-th event of a batch.
  static func eventID(_ number: Int, _ index: Int) -> String {
    let digits = String(index + number * 100_000)
    return "00000000-0000-4000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
  }

  /// Fills a new log with many events quickly: the lines of a small simulated log, copied under
  /// other case numbers.
  static func makeLarge(_ path: String, events: Int) throws {
    let folder = try Folder()
    let small = try CaseLog.create(at: folder("small"), simulated: true)
    try Simulator(into: small).load(cases: 60, seed: 1)
    var lines: [String] = []
    try small.exportLines { _, line in
      lines.append(String(decoding: line.indices.map { line[$0] }, as: UTF8.self))
    }
    _ = try CaseLog.create(at: path, simulated: true)
    let log = try EventLog(opening: path, access: .readWrite)
    let copies = (events + lines.count - 1) / lines.count
    for start in stride(from: 0, to: lines.count, by: 500 / copies + 1) {
      try log.append { _ in
        lines[start..<min(start + 500 / copies + 1, lines.count)].flatMap { line in
          (0..<copies).map { NewEvent(line: Array(copied(line, $0).utf8)) }
        }
      }
    }
  }

  private static func copied(_ line: String, _ number: Int) -> String {
    let digits = String(number, radix: 16)
    let line = line.replacingOccurrences(
      of: "\"id\":\"[0-9a-f]{8}",
      with: "\"id\":\"" + String(repeating: "0", count: 8 - digits.count) + digits,
      options: .regularExpression)
    guard line.contains("\"subject\":\"case/") else {
      // What is not about a case is about a unit of the copy's own.
      return line.replacingOccurrences(
        of: "(\"subject\":\"[a-z-]+/[^\"]*)\"", with: "$1-\(number)\"", options: .regularExpression)
    }
    return line.replacingOccurrences(
      of: "\"subject\":\"case/", with: "\"subject\":\"case/\(number)-")
  }
}

extension CaseLog {
  /// Every line, exactly the hashed bytes.
  func allLines() throws -> [[UInt8]] {
    var lines: [[UInt8]] = []
    try exportLines { _, line in lines.append(line.indices.map { line[$0] }) }
    return lines
  }
}
