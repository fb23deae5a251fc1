import Projections

/// What is printed in a cell.
enum SetCell: Hashable {
  /// Nothing: the report has no such cell.
  case blank
  /// Digits before the decimal sign, and what hangs behind them: decimals, or the mark of a note.
  case number(whole: String, rest: String)
  /// A text, which may be broken.
  case text(String)

  /// A number as people read it, with the language's decimal sign.
  init(number: String, point: Character) {
    let end = number.lastIndex(of: point) ?? number.endIndex
    self = .number(whole: String(number[..<end]), rest: String(number[end...]))
  }
}

/// A column ready to be printed: its figures stand with the decimal signs beneath each other.
struct SetColumn {
  let title: String
  let cells: [SetCell]
  private let wholeWidth: Int
  private let restWidth: Int
  /// As wide as the heading on one line, and every cell.
  let naturalWidth: Int
  /// As wide as the cells, with the heading broken.
  let leastWidth: Int

  /// Texts are broken beyond this.
  private static let textWidth = 20

  /// A column by its heading and cells.
  init(title: String, cells: [SetCell]) {
    self.title = title
    self.cells = cells
    var (whole, rest, text) = (0, 0, 0)
    for cell in cells {
      switch cell {
      case .blank: break
      case .number(let digits, let hanging):
        whole = max(whole, digits.displayWidth)
        rest = max(rest, hanging.displayWidth)
      case .text(let words): text = max(text, min(words.displayWidth, SetColumn.textWidth))
      }
    }
    (wholeWidth, restWidth) = (whole, rest)
    let cell = max(whole + rest, text)
    naturalWidth = max(cell, title.displayWidth)
    leastWidth = max(cell, min(WrappedText.widestPiece(title), SetColumn.textWidth))
  }

  /// The lines of a cell.
  func lines(ofRow row: Int, width: Int) -> [String] {
    switch cells[row] {
    case .blank: [""]
    case .number(let whole, let rest): [whole + rest.padded(to: restWidth)]
    case .text(let text): WrappedText.lines(text, width: width)
    }
  }
}

extension String {
  /// With blanks behind it until it is so wide.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - displayWidth))
  }

  /// With blanks in front of it until it is so wide.
  func paddedInFront(to width: Int) -> String {
    String(repeating: " ", count: max(0, width - displayWidth)) + self
  }
}

extension Fixed {
  /// Whether it has five digits or more before the decimal sign.
  var isLarge: Bool { scaled.magnitude >= 10_000 * (0..<decimals).reduce(1) { p, _ in p * 10 } }
}
