import CaseModel

/// Finds the plainest reason why a line was not read: first JSON itself, then the members, then the
/// canonical form, and only then what the shape says.
///
/// Not on the replay path.
enum LineDiagnosis {
  /// The error to report for a line that the decoder refused with `error`.
  static func explain(_ error: LineError, _ line: Span<UInt8>) -> LineError {
    let value: JSONValue
    do { value = try JSON.parse(line, limits: JSON.Limits(size: EventLine.longest)) } catch {
      return LineError(.notJSON, "", error.description)
    }
    guard let members = value.members else {
      return LineError(.notJSON, "", "the line is \(value.kindName), not an object")
    }
    for name in LineParts.members where !members.contains(where: { $0.name == name }) {
      return LineError(.missingMember, name, "this member of the line is missing")
    }
    for member in members where !LineParts.members.contains(member.name) {
      return LineError(
        .unknownMember, JSONReader.shown(member.name), "lines have no such member",
        "use a newer sakslogg, or mend the line")
    }
    if let offset = firstDifference(line, JSON.canonical(value)) {
      return LineError(
        .notCanonical, "", "the line departs from the canonical form at byte \(offset)",
        "write it as RFC 8785 says: sorted names, no white space, the fewest escapes")
    }
    return error
  }

  /// A member's name for a message.
  static func name(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String {
    guard let name = text(bytes, range) else { return "(not shown)" }
    let shown = JSONReader.shown(name)
    return String(shown.filter { $0 != "\"" })
  }

  /// The bytes as text; nil if they are not UTF-8.
  static func text(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String? {
    guard let span = try? UTF8Span(validating: bytes.extracting(range)) else { return nil }
    return String(copying: span)
  }

  private static func firstDifference(_ line: Span<UInt8>, _ canonical: [UInt8]) -> Int? {
    let common = min(line.count, canonical.count)
    for index in 0..<common where line[index] != canonical[index] { return index }
    return line.count == canonical.count ? nil : common
  }
}
