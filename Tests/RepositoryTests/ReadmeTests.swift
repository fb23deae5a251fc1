import Glibc
import Testing

/// The first page does what it says: its commands give its output, and its paths exist.
///
/// A page that shows what the program printed last year sends its readers away.
@Suite struct ReadmeTests {
  @Test func `every command prints what the page shows`() throws {
    let transcript = Transcript(page: try Repository.text("README.md"))
    let outputs = try Repository.play(transcript.steps.map(\.command))
    #expect(transcript.steps.count > 10)
    for (step, output) in zip(transcript.steps, outputs) {
      let isAsShown = Transcript.matches(output[...], step.output[...])
      #expect(
        isAsShown,
        "$ \(step.command)\nprinted\n\(output.joined(separator: "\n"))\nand the page shows\n\(step.output.joined(separator: "\n"))"
      )
    }
  }

  @Test func `the independent script prints the root that the program prints`() throws {
    let transcript = Transcript(page: try Repository.text("README.md"))
    let outputs = try Repository.play(transcript.steps.map(\.command))
    let given = { (word: String) in
      zip(transcript.steps, outputs).first { $0.0.command.contains(word) }?.1
    }
    #expect(given("sakslogg root") != nil)
    #expect(given("sakslogg root") == given("check-root"))
  }

  @Test(arguments: ["README.md", "Schemas/README.md"])
  func `every path named in a page exists`(page: String) throws {
    for match in try Repository.text(page).matches(of: /`((Sources|Tests|Tools|Schemas)\/[^` <]+)`/) {
      #expect(access(Repository.root + "/" + match.1, F_OK) == 0, "\(match.1) does not exist")
    }
  }

  @Test func `the comparison notices what differs`() {
    let lines = ["2 " + String(repeating: "a", count: 64), "due 2025-03-10", "end"]
    func matches(_ pattern: [String]) -> Bool { Transcript.matches(lines[...], pattern[...]) }
    #expect(matches(["2 " + String(repeating: "b", count: 64), "due 2026-01-01", "end"]))
    #expect(matches(["…", "end"]) && matches(["2 …", "…e 2025-03-10", "…"]))
    #expect(!matches(["…", "end", "…"]) && !matches(["…", "due"]) && !matches(["…", "ends"]))
    #expect(!matches(["3 …", "…", "end"]) && !matches([]) && !matches(["…e…x", "…"]))
  }
}
