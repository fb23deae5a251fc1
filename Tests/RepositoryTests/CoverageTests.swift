import Foundation
import Testing

// What would break: a page that says what can be done and names a test that nobody wrote.
@Suite struct CoverageTests {
  private struct Row: Decodable {
    let id: String
    let what: String
    let by: [String]?
    let waits: String?
    let outside: String?
  }

  private struct Rows: Decodable { let rows: [Row] }

  private static func rows() throws -> [Row] {
    let text = try Repository.text("Schemas/coverage/systems.json")
    return try JSONDecoder().decode(Rows.self, from: Data(text.utf8)).rows
  }

  /// What is named after a kind of evidence, with the row it is named in.
  private static func evidence(_ kind: String) throws -> [(row: String, name: String)] {
    try rows().flatMap { row in
      (row.by ?? []).filter { $0.hasPrefix(kind + " ") }
        .map { (row.id, String($0.dropFirst(kind.count + 1))) }
    }
  }

  @Test func `every row from S-01 to S-208 stands once, and says something`() throws {
    let rows = try Self.rows()
    let wanted = (1...208).map { "S-" + (($0 < 10) ? "0" : "") + String($0) }
    #expect(rows.map(\.id) == wanted)
    for row in rows {
      #expect(!row.what.isEmpty, "\(row.id)")
      let isShown = row.by?.contains { evidence in
        ["test ", "transcript ", "report ", "command "].contains { evidence.hasPrefix($0) }
      }
      #expect(row.waits != nil || row.outside != nil || isShown == true, "\(row.id)")
    }
  }

  @Test func `the page has every row once`() throws {
    let page = try Repository.text("Sources/sakslogg/sakslogg.docc/Coverage.md")
    for row in try Self.rows() {
      let lines = page.split(separator: "\n").filter { $0.hasPrefix("| \(row.id) |") }
      #expect(lines.count == 1, "\(row.id)")
    }
  }

  @Test func `every test that is named is written`() throws {
    var files: [String: String] = [:]
    for (row, name) in try Self.evidence("test") {
      let parts = name.components(separatedBy: ": ")
      let path = "Tests/\(parts[0]).swift"
      if files[path] == nil { files[path] = try Repository.text(path) }
      let sentence = parts.dropFirst().joined(separator: ": ")
      #expect(files[path]?.contains("func `\(sentence)`") == true, "\(row): \(name)")
    }
  }

  @Test func `every transcript, report and command that is named is there`() throws {
    let commands = try Repository.files("Sources/sakslogg/Commands", ending: "swift")
      .map { try Repository.text($0) }.joined(separator: "\n")
    for (row, name) in try Self.evidence("transcript") {
      let path = "/Tests/CommandTests/Transcripts/\(name).txt"
      #expect(access(Repository.root + path, F_OK) == 0, "\(row): \(name)")
    }
    for (row, name) in try Self.evidence("report") {
      let path = "/Schemas/reports/\(name).json"
      #expect(access(Repository.root + path, F_OK) == 0, "\(row): \(name)")
    }
    for (row, name) in try Self.evidence("command") {
      #expect(commands.contains("commandName: \"\(name)\""), "\(row): \(name)")
    }
  }

  @Test func `every event that is named is recorded by a test, a transcript or a scenario`() throws
  {
    let typed = try Repository.files("Tests/CommandTests/Transcripts", ending: "txt")
      .map { try Repository.text($0) }.joined(separator: "\n")
      .split(separator: "\n").filter { $0.hasPrefix("$ ") || $0.hasPrefix("> ") }
    var words: Set<String> = []
    for line in typed { words.formUnion(line.split(separator: " ").map(String.init)) }
    let written = try ["Tests", "Sources/Simulation"]
      .flatMap { try Repository.files($0, ending: "swift") }
      .map { try Repository.text($0) }.joined(separator: "\n")
    var seen: [String: Bool] = [:]
    for (row, name) in try Self.evidence("record") {
      let type = name.split(separator: "-").map(\.capitalized).joined()
      let isSeen = seen[name] ?? (words.contains(name) || written.contains("\(type)("))
      seen[name] = isSeen
      #expect(isSeen, "\(row): \(name)")
    }
    #expect(seen.count > 100)
  }

  @Test func `every kind of evidence is one that is asked after`() throws {
    let known: Set = [
      "record", "test", "transcript", "report", "command", "indicator", "figure", "law", "rule",
      "code",
    ]
    for row in try Self.rows() {
      for evidence in row.by ?? [] {
        #expect(known.contains(String(evidence.prefix { $0 != " " })), "\(row.id): \(evidence)")
      }
    }
  }
}
