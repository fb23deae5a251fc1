/// What a page says comes of its commands.
///
/// A `console` block holds commands, which begin with `$ ` and go on with `> `, each followed by
/// what it prints. A line `…` stands for any lines, `…` in a line for any text.
struct Transcript {
  /// A command and what it prints.
  struct Step {
    var command: String
    var output: [String] = []
  }

  private(set) var steps: [Step] = []

  /// The commands of all blocks of a page; each block begins anew where the page's folder is.
  init(page: String) {
    var isInside = false
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        isInside = line == "```console"
        if isInside { steps.append(Step(command: "cd \"$START\"")) }
      } else if isInside, line.hasPrefix("$ ") {
        steps.append(Step(command: String(line.dropFirst(2))))
      } else if isInside, line.hasPrefix("> ") {
        steps[steps.count - 1].command += "\n" + line.dropFirst(2)
      } else if isInside {
        steps[steps.count - 1].output.append(String(line))
      }
    }
  }

  /// Whether lines are what a page says they are.
  static func matches(_ lines: ArraySlice<String>, _ pattern: ArraySlice<String>) -> Bool {
    guard let first = pattern.first else { return lines.isEmpty }
    if first == "…" {
      // As few lines as possible, but at least one: something was left out.
      return lines.indices.contains { matches(lines[($0 + 1)...], pattern.dropFirst()) }
    }
    guard let line = lines.first, matches(line, first) else { return false }
    return matches(lines.dropFirst(), pattern.dropFirst())
  }

  private static func matches(_ line: String, _ pattern: String) -> Bool {
    let parts = normal(pattern).split(separator: "…", omittingEmptySubsequences: false)
    var rest = normal(line)[...]
    guard let first = parts.first, rest.hasPrefix(first) else { return false }
    rest = rest.dropFirst(first.count)
    guard parts.count > 1, let last = parts.last else { return rest.isEmpty }
    for part in parts.dropFirst().dropLast() {
      guard let found = rest.firstRange(of: part) else { return false }
      rest = rest[found.upperBound...]
    }
    return rest.hasSuffix(last)
  }

  /// A line with what differs from run to run taken out: ids, hashes, times, dates.
  private static func normal(_ line: String) -> String {
    line.replacing(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/, with: "<id>")
      .replacing(/[0-9a-f]{64}/, with: "<hash>")
      .replacing(/\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d\.\d{3}Z)?/, with: "<time>")
  }
}
