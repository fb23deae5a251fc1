import Foundation
import Testing
import TransparencyLog

/// Would break: the independent checker and the log disagree about the same lines.
struct CheckRootTests {
  static let script = URL(filePath: #filePath)
    .deletingLastPathComponent().appending(path: "../../Tools/check-root").standardizedFileURL
  static let python = "/usr/bin/env"
  static let hasPython = (try? run(["python3", "-c", ""], input: Data()))?.code == 0

  static func run(
    _ arguments: [String], input: Data
  ) throws -> (code: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: python)
    process.arguments = arguments
    let output = Pipe()
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try input.write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    process.standardInput = try FileHandle(forReadingFrom: file)
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
  }

  @Test(
    .enabled(if: hasPython, "skipped: no python3 on this machine"),
    arguments: [0, 1, 2, 3, 7, 8, 255, 256, 1000])
  func `the independent checker prints the same size and root`(size: Int) throws {
    var frontier = Frontier()
    var text = Data()
    for number in 0..<size {
      // Carriage returns, bytes that are not UTF-8 and empty lines are bytes like any other.
      let line = number % 5 == 4 ? [] : Array("{\"n\":\(number)}\r".utf8) + [0xff]
      frontier.append(MerkleHash.leaf(line.span))
      text.append(contentsOf: line + [UInt8(ascii: "\n")])
    }
    let answer = try Self.run([Self.script.path(percentEncoded: false)], input: text)
    #expect(answer.code == 0)
    #expect(answer.output == "\(size) \(frontier.root)\n")
  }

  @Test(.enabled(if: hasPython, "skipped: no python3 on this machine"))
  func `a file that is not there is an error, not an empty log`() throws {
    let missing = try Self.run(
      [Self.script.path(percentEncoded: false), "/nowhere/lines"], input: Data())
    #expect(missing.code == 74)
    #expect(missing.output.isEmpty)
  }
}
