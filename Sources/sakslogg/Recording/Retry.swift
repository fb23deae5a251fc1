/// The command line to give again when somebody else was first.
enum Retry {
  /// The same command with the version that the subject has now.
  ///
  /// Personal text never stands in it: such a field is refused as an argument.
  static func command(
    expecting version: UInt64, _ arguments: [String] = CommandLine.arguments
  ) -> String {
    var words = ["sakslogg"]
    var rest = arguments.dropFirst()
    while let word = rest.popFirst() {
      if word == "--expect", !rest.isEmpty {
        rest.removeFirst()
        words += ["--expect", String(version)]
      } else if word.hasPrefix("--expect=") {
        words.append("--expect=\(version)")
      } else {
        words.append(quoted(word))
      }
    }
    return words.joined(separator: " ")
  }

  /// Whether something was given on standard input, and must be given there again.
  static var readsInput: Bool {
    CommandLine.arguments.contains { $0 == "-" || $0 == "--json=-" || $0 == "--sealed=-" }
  }

  /// A word as a shell reads it back.
  private static func quoted(_ word: String) -> String {
    let isPlain = word.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || ("0"..."9").contains($0)
        || "-_./=,:+@%".unicodeScalars.contains($0)
    }
    return isPlain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }
}
