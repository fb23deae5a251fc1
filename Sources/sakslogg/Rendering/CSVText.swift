/// Comma-separated values as RFC 4180 has them, safe to open in a spreadsheet.
enum CSVText {
  /// One record, without its line break.
  static func record(_ cells: [String]) -> String { cells.map(cell).joined(separator: ",") }

  /// One cell: quoted where it must be, and defused where a spreadsheet would run it.
  static func cell(_ text: String) -> String {
    let clean = text.printableLines
    let safe = startsFormula(text) ? "'" + clean : clean
    let mustQuote = safe.unicodeScalars.contains { "\",\n\r".unicodeScalars.contains($0) }
    guard mustQuote else { return safe }
    return "\""
      + safe.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }

  /// Whether a spreadsheet would take the cell for a formula.
  ///
  /// A plain negative number is a number.
  private static func startsFormula(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first else { return false }
    switch first {
    case "=", "+", "@", "\t", "\r": return true
    case "-":
      let digits = text.dropFirst()
      let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
      let isNumber =
        (1...2).contains(parts.count)
        && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }
      return !isNumber
    default: return false
    }
  }
}
