import Schemas

/// The marks of figures that are missing or hidden, and the notes that say why (fotnoter).
///
/// The signs are those of official statistics in Norway: `..` is missing, `:` may not be published.
/// A dash would be read as nought there.
struct FigureNotes {
  /// The reasons, in the order in which they are met.
  private let reasons: [String]

  /// The notes of a table.
  init(_ figures: Figures) { reasons = unique(figures.items.compactMap(\.figure.reason)) }

  /// What stands in place of the figure.
  static func sign(_ reason: String) -> String { reason == CellFigure.suppressed ? ":" : ".." }

  /// The small number behind the sign, which finds the note.
  func mark(_ reason: String) -> String {
    let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    let number = (reasons.firstIndex(of: reason) ?? 0) + 1
    return String(String(number).compactMap { $0.wholeNumberValue.map { digits[$0] } })
  }

  /// A line for each reason.
  func lines(_ language: Language) -> [String] {
    reasons.map { reason in
      let head = (reason == CellFigure.suppressed ? Word.hidden : Word.missing).text(language)
      let words = CellFigure.words(ofReason: reason, language)
      return "\(FigureNotes.sign(reason))\(mark(reason)) \(head): \(words)"
    }
  }
}
