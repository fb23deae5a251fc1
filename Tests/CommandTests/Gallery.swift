@testable import sakslogg

/// The page that shows every error as it looks, made from the transcripts.
enum Gallery {
  /// Where the page lies.
  static var path: String {
    let top = Transcript.folder.split(separator: "/").dropLast(3).joined(separator: "/")
    return "/" + top + "/Sources/sakslogg/sakslogg.docc/Errors.md"
  }

  /// The page.
  static func text() throws -> String {
    var page = """
      # Errors and exit codes

      Every error as it looks, and what each exit code means.

      An error says what is wrong, where, and what to do, in the user's language, on standard error:

      ```
      sakslogg: <what> (<where>)
        <what to do>
      ```

      | code | meaning |
      |---:|---|

      """
    for status in ExitStatus.allCases { page += "| \(status.rawValue) | \(status.meaning) |\n" }
    page += "\nThis page is generated from the transcripts in `Tests/CommandTests`.\n"
    for name in Transcript.names {
      let steps = try Transcript(name).steps.filter { step in
        step.expected.contains { $0.hasPrefix("! sakslogg: ") }
      }
      guard !steps.isEmpty else { continue }
      page += "\n## \(name.dropLast(4))\n\n```\n"
      page += steps.map { step in
        let errors = step.expected.filter { $0.hasPrefix("! ") }.map { String($0.dropFirst(2)) }
        return (["$ " + step.command] + errors).joined(separator: "\n")
      }.joined(separator: "\n\n")
      page += "\n```\n"
    }
    return page
  }
}

extension ExitStatus {
  /// What the code means, for the page.
  fileprivate var meaning: String {
    switch self {
    case .done: "done; a message that was stored and needs a person is done too"
    case .refused: "a rule refused the act, or a check found a fault; nothing was added"
    case .usage: "the command line was wrong"
    case .badData: "the input data was wrong"
    case .noInput: "an input file, event or subject is missing"
    case .unavailable: "the log or its keys cannot be used"
    case .cannotCreate: "an output file or log cannot be created"
    case .inputOutput: "reading or writing failed, as on a full disk"
    case .tryAgain: "someone else was first: look, and try again"
    case .permission: "not permitted"
    }
  }
}
