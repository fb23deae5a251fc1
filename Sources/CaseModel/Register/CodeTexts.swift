/// Texts that specify codes of a list (Presisering), as one sealed text: a line for each code that
/// has one, `22: the text`. In a text, `\n` stands for a line break and `\\` for a backslash.
///
/// A text without a code is that of the first code that needs one, or of the first in the list:
/// what a caseworker writes who has only one to specify.
public enum CodeTexts {
  /// The text of each code of a list, in order; nil for a code without one.
  /// - Parameter needing: the codes that must be specified.
  public static func read(
    _ text: String, for codes: [String], needing: Set<String> = []
  ) -> [String?] {
    var found = [String?](repeating: nil, count: codes.count)
    for line in text.split(separator: "\n", omittingEmptySubsequences: true) {
      guard let colon = line.firstRange(of: ": "),
        let place = codes.indices.first(where: {
          codes[$0] == line[..<colon.lowerBound] && found[$0] == nil
        })
      else {
        // Not in the form: the whole is a plain text.
        return plain(text, for: codes, needing: needing)
      }
      found[place] = unescaped(line[colon.upperBound...])
    }
    return found
  }

  /// One sealed text of the texts of a list; nil if no code has one.
  ///
  /// Of two equal codes, the first without a text cannot be told from the second: the texts then
  /// go to the first ones, which says the same.
  public static func write(_ texts: [String?], for codes: [String]) -> String? {
    let lines = zip(codes, texts).compactMap { code, text in
      text.map { code + ": " + escaped($0) }
    }
    return lines.isEmpty ? nil : lines.joined(separator: "\n")
  }

  private static func plain(
    _ text: String, for codes: [String], needing: Set<String>
  ) -> [String?] {
    let place = codes.firstIndex(where: needing.contains) ?? 0
    return codes.indices.map { $0 == place ? text : nil }
  }

  private static func escaped(_ text: String) -> String {
    var written = ""
    for character in text.unicodeScalars {
      switch character {
      case "\\": written += "\\\\"
      case "\n": written += "\\n"
      default: written.unicodeScalars.append(character)
      }
    }
    return written
  }

  private static func unescaped(_ text: Substring) -> String {
    var read = ""
    var escaping = false
    for character in text.unicodeScalars {
      if escaping {
        read.unicodeScalars.append(character == "n" ? "\n" : character)
        escaping = false
      } else if character == "\\" {
        escaping = true
      } else {
        read.unicodeScalars.append(character)
      }
    }
    return read
  }
}

extension FieldValue {
  /// A code or short text as it stands; empty for another kind of value.
  var plainText: String { if case .text(let text) = self { text } else { "" } }
}
