/// Texts broken into lines that fit.
enum WrappedText {
  /// The lines of a text, none wider than `width` columns of a terminal; at least one.
  ///
  /// It is broken at blanks, behind a slash or hyphen between letters, and, where a single word is
  /// too wide, within it. The second line and those after it begin with `indent` blanks.
  static func lines(_ text: String, width: Int, indent: Int = 0) -> [String] {
    let blanks = String(repeating: " ", count: min(indent, max(0, width - 4)))
    var lines: [String] = []
    var line = ""
    var isNew = true
    for word in text.split(separator: " ") {
      for (place, piece) in pieces(of: word).enumerated() {
        let glue = isNew || place > 0 ? "" : " "
        if line.displayWidth + glue.count + piece.displayWidth <= width {
          line += glue + piece
        } else {
          if !isNew { lines.append(line) }
          line = (lines.isEmpty ? "" : blanks) + piece
          while line.displayWidth > width {
            let start = prefix(of: line, width: width)
            lines.append(String(start))
            line = blanks + line.dropFirst(start.count)
          }
        }
        isNew = false
      }
    }
    return lines + (isNew && !lines.isEmpty ? [] : [line])
  }

  /// How wide the widest piece is that is not broken unless it must.
  static func widestPiece(_ text: String) -> Int {
    text.split(separator: " ").flatMap(pieces).reduce(0) { max($0, $1.displayWidth) }
  }

  /// A word in the pieces that it may be broken into: `og/` and `eller`.
  private static func pieces(of word: Substring) -> [Substring] {
    var pieces: [Substring] = []
    var start = word.startIndex
    var index = word.startIndex
    while index < word.endIndex {
      let next = word.index(after: index)
      let isBreak =
        "/-".contains(word[index]) && next < word.endIndex && index > start
        && word[next].isLetter && word[word.index(before: index)].isLetter
      if isBreak {
        pieces.append(word[start..<next])
        start = next
      }
      index = next
    }
    return pieces + [word[start...]]
  }

  private static func prefix(of text: String, width: Int) -> Substring {
    var end = text.startIndex
    var taken = 0
    while end < text.endIndex {
      let wide = String(text[end]).displayWidth
      // At least one character, or it would never end.
      if taken + wide > width, taken > 0 { break }
      taken += wide
      end = text.index(after: end)
    }
    return text[..<end]
  }
}
