/// Texts that specify codes of a list (Presisering), as one sealed text.
///
/// A line for each code that has one, `22: the text`; for the second of two equal codes `22#2: …`.
/// In a text, `\n` stands for a line break and `\\` for a backslash. A text that is not of this
/// form is that of the first code that needs one, or of the first in the list: what a caseworker
/// writes who has only one to specify.
public enum CodeTexts {
  /// The text of each code of a list, in order; nil for a code without one.
  /// - Parameter needing: the codes that must be specified.
  public static func read(
    _ text: String, for codes: [String], needing: Set<String> = []
  ) -> [String?] {
    let names = names(of: codes)
    var found = [String?](repeating: nil, count: codes.count)
    for line in text.split(separator: "\n", omittingEmptySubsequences: true) {
      guard let colon = line.firstRange(of: ": "),
        let place = names.firstIndex(of: String(line[..<colon.lowerBound]))
      else {
        // Not in the form: the whole is a plain text.
        return plain(text, for: codes, needing: needing)
      }
      found[place] = unescaped(line[colon.upperBound...])
    }
    return found
  }

  /// One sealed text of the texts of a list; nil if no code has one.
  public static func write(_ texts: [String?], for codes: [String]) -> String? {
    let lines = zip(names(of: codes), texts).compactMap { name, text in
      text.map { name + ": " + escaped($0) }
    }
    return lines.isEmpty ? nil : lines.joined(separator: "\n")
  }

  /// The codes that must be specified, by the field of the list: another reporter, other conditions
  /// (BVR-Melder-2, -Saksinnhold-2, -Undersokelse-3).
  public static func needing(in list: Field) -> Set<String> {
    switch list {
    case .reporters: ["22"]
    case .contents, .grounds: ["18", "19"]
    default: []
    }
  }

  /// The sealed field that specifies the code or codes of a field (Presisering); nil for one that
  /// needs none.
  public static func field(specifying coded: Field) -> Field? {
    switch coded {
    case .reporters: .reporterSpecification
    case .contents: .contentSpecification
    case .grounds: .groundSpecification
    case .category, .conclusion: .specification
    case .revocation: .revocationSpecification
    case .cause: .causeSpecification
    case .destination: .destinationSpecification
    default: nil
    }
  }

  /// What each code of a list is called: itself, and its number where it stands again.
  private static func names(of codes: [String]) -> [String] {
    var counts: [String: Int] = [:]
    return codes.map { code in
      let count = counts[code, default: 0] + 1
      counts[code] = count
      return count == 1 ? code : "\(code)#\(count)"
    }
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
