import Glibc
import Testing

/// The first page does what it says: its commands give its output, and its paths exist.
///
/// A page that shows what the program printed last year sends its readers away.
@Suite struct ReadmeTests {
  @Test func `every command prints what the page shows`() throws {
    let transcript = Transcript(page: try Repository.text("README.md"))
    let printed = try Repository.play(transcript.steps.map(\.command))
    #expect(transcript.steps.count > 10)
    #expect(printed.count == transcript.steps.count)
    var roots: [[String]] = []
    for (step, lines) in zip(transcript.steps, printed) {
      let isAsShown = Transcript.matches(lines[...], step.output[...])
      #expect(isAsShown, "\(Repository.difference(step, lines))")
      if step.command == "sakslogg root" || step.command.contains("check-root") {
        roots.append(lines)
      }
    }
    // Hashes differ from run to run; that the independent script gives the same one must not.
    #expect(roots.count == 2)
    #expect(roots.first == roots.last)
  }

  @Test(arguments: ["README.md", "Schemas/README.md"])
  func `every path named in a page exists`(page: String) throws {
    let paths = try Repository.text(page)
      .matches(of: /`((Sources|Tests|Tools|Schemas|LICENSE)[^` <]*)`/).map(\.1)
    for path in paths {
      #expect(access(Repository.root + "/" + path, F_OK) == 0, "\(path) does not exist")
    }
    #expect(paths.count > 2)
  }

  @Test func `the comparison notices what differs`() {
    let lines = ["2 " + String(repeating: "a", count: 64), "due 2025-03-10", "end"]
    func matches(_ pattern: [String]) -> Bool { Transcript.matches(lines[...], pattern[...]) }
    #expect(matches(["2 " + String(repeating: "b", count: 64), "due 2026-01-01", "end"]))
    #expect(matches(["…", "end"]))
    #expect(matches(["2 …", "…e 2025-03-10", "…"]))
    #expect(!matches(["…", "end", "…"]))
    #expect(!matches(["…", "due"]))
    #expect(!matches(["…", "ends"]))
    #expect(!matches(["3 …", "…", "end"]))
    #expect(!matches([]))
  }
}
