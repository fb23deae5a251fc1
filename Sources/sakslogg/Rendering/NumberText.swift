import Schemas

/// Numbers as people read them: decimal comma and blanks between thousands in Norwegian, point and
/// commas in English.
enum NumberText {
  /// A number given as digits with a decimal point.
  static func shown(_ digits: String, in language: Language) -> String {
    let (point, group): (String, String) = language == .nb ? (",", "\u{00A0}") : (".", ",")
    let parts = digits.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    var whole = Substring(parts.first ?? "")
    let sign = whole.hasPrefix("-") ? "-" : ""
    whole = whole.dropFirst(sign.count)
    // Four digits stand together, as years and small counts are read (Språkrådet).
    let grouped = whole.count > 4 ? thousands(whole, group) : String(whole)
    return sign + grouped + (parts.count > 1 ? point + parts[1] : "")
  }

  private static func thousands(_ digits: Substring, _ group: String) -> String {
    var groups: [Substring] = []
    var rest = digits
    while rest.count > 3 {
      groups.insert(rest.suffix(3), at: 0)
      rest = rest.dropLast(3)
    }
    return ([rest] + groups).joined(separator: group)
  }
}
