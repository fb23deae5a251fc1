import Schemas

/// Numbers as people read them: decimal comma and blanks between thousands in Norwegian, point and
/// commas in English, and a minus sign that is as wide as a digit.
enum NumberText {
  /// From how many digits on they are set off in threes.
  enum Grouping: Int {
    /// Four digits stand together, as years and small counts are read (Språkrådet).
    case text = 5
    /// Also four digits, where larger numbers stand in the same column.
    case column = 4
  }

  /// The decimal sign.
  static func point(_ language: Language) -> Character { language == .nb ? "," : "." }

  /// A number given as digits with a decimal point.
  static func shown(
    _ digits: String, in language: Language, grouping: Grouping = .text, isSigned: Bool = false
  ) -> String {
    let (point, group) = (String(point(language)), language == .nb ? "\u{00A0}" : ",")
    let parts = digits.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    var whole = Substring(parts.first ?? "")
    let isNegative = whole.hasPrefix("-")
    if isNegative { whole = whole.dropFirst() }
    let isNought = digits.utf8.allSatisfy { !(49...57).contains($0) }
    let sign = isNegative ? "\u{2212}" : isSigned && !isNought ? "+" : ""
    let grouped = whole.count >= grouping.rawValue ? thousands(whole, group) : String(whole)
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
