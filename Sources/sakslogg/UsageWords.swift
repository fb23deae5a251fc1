/// Turns the argument parser's message into the one form, in the user's language.
///
/// The parser writes English sentences and no codes, so its sentences are recognised by their
/// beginnings; one that is not recognised is shown as it is.
func usageFailure(_ fullMessage: String) -> Failure {
  let lines = fullMessage.split(separator: "\n")
  var sentence = lines.first.map(String.init) ?? ""
  if sentence.hasPrefix("Error: ") { sentence.removeFirst(7) }
  let usage = lines.first { $0.hasPrefix("Usage:") }.map { shortened($0.dropFirst(7)) } ?? ""
  let quoted = quotations(in: sentence)
  let patterns: [(start: String, id: String, gaps: Int)] = [
    ("Unknown option", "usage-unknown-option", 1),
    ("Missing value for", "usage-missing-value", 1),
    ("Missing expected argument", "usage-missing-argument", 1),
    ("Unexpected argument", "usage-unexpected", 1),
    ("The value", "usage-invalid-value", 2),
  ]
  for pattern in patterns
  where sentence.hasPrefix(pattern.start) && quoted.count >= pattern.gaps {
    let details = Array(quoted.prefix(pattern.gaps)) + [usage]
    // Every number that can be given is a count or a place: what is wrong with -1 is its sign.
    if pattern.id == "usage-invalid-value", Int(quoted[0]).map({ $0 < 0 }) == true {
      let option = quoted[1].split(separator: " ").first.map(String.init) ?? quoted[1]
      return Failure(.usage, "usage-too-small", at: "", option, quoted[0], "0", usage)
    }
    return Failure(status: .usage, wording: .text(pattern.id, details), place: "")
  }
  return Failure(.usage, "usage-other", at: "", sentence, usage)
}

/// The usage without the options that every command takes: they would fill three lines.
private func shortened(_ usage: Substring) -> String {
  let words = usage.trimmed
  guard let start = words.firstRange(of: " [--log <path>]")?.lowerBound else {
    return String(words)
  }
  let common = words[start...].split(separator: "]", omittingEmptySubsequences: false)
  let rest = common.drop { part in ArgumentOrder.common.contains { part.contains($0) } }
  return words[..<start] + " […]" + rest.joined(separator: "]")
}

/// What stands between single quotation marks.
private func quotations(in text: String) -> [String] {
  let parts = text.split(separator: "'", omittingEmptySubsequences: false)
  return parts.indices.filter { $0 % 2 == 1 && $0 + 1 < parts.count }.map { String(parts[$0]) }
}
