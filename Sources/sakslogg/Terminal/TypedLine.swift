/// A line in the making: what was typed, and how it stands on the screen.
struct TypedLine {
  /// What was typed, as UTF-8.
  private(set) var bytes: [UInt8] = []
  /// Whether some of it was pasted, so that it means nothing but itself.
  private(set) var holdsPaste = false
  /// The bytes of a sign that is not whole yet.
  private var part: [UInt8] = []
  /// The column of the cursor, counted from where the question began, as if lines had no end.
  private var column: Int
  /// The columns of the screen.
  private let width: Int

  /// An empty line after a question of some columns.
  init(after columns: Int, width: Int) {
    self.column = columns
    self.width = max(1, width)
  }

  /// Takes a byte, and gives what to show.
  mutating func add(_ byte: UInt8, pasted: Bool) -> String {
    bytes.append(byte)
    holdsPaste = holdsPaste || pasted
    part.append(byte)
    guard byte < 0x80 || !(0xC0...0xF7).contains(part[0]) || part.count == part[0].length else {
      return ""
    }
    let text = byte == 0x0A ? "\n" : String(decoding: part, as: UTF8.self).printable
    part = []
    guard text != "\n" else {
      column = 0
      return text
    }
    column += text.displayWidth
    // A full row: the terminal goes to the next only with one more sign, so that it is sent.
    return column % width == 0 && !text.isEmpty ? text + " \r" : text
  }

  /// The line, pasted if it was ended by a line break of a paste: an empty one holds no byte of it.
  func marked(pasted: Bool) -> TypedLine {
    var line = self
    line.holdsPaste = holdsPaste || pasted
    return line
  }

  /// Takes back the last sign, with the marks on it, and gives what to show.
  mutating func eraseSign() -> String {
    var columns = 0
    while columns == 0, !bytes.isEmpty { columns = removeScalar() }
    return back(columns)
  }

  /// Takes back the last word and the blanks after it.
  mutating func eraseWord() -> String {
    var columns = 0
    while bytes.last == 0x20 { columns += removeScalar() }
    while let last = bytes.last, last != 0x20 { columns += removeScalar() }
    return back(columns)
  }

  /// Takes back everything.
  mutating func eraseLine() -> String {
    var columns = 0
    while !bytes.isEmpty { columns += removeScalar() }
    holdsPaste = false
    return back(columns)
  }

  /// Removes the last scalar, and gives its columns.
  private mutating func removeScalar() -> Int {
    part = []
    var scalar: [UInt8] = []
    while let byte = bytes.popLast() {
      scalar.insert(byte, at: 0)
      if byte & 0xC0 != 0x80 { break }
    }
    return scalar == [0x0A]
      ? 0 : String(decoding: scalar, as: UTF8.self).printable.displayWidth
  }

  /// Moves the cursor back, rows up where it must, and clears what stood behind it.
  private mutating func back(_ columns: Int) -> String {
    guard columns > 0 else { return "" }
    let rows = column / width - max(0, column - columns) / width
    column = max(0, column - columns)
    return (rows > 0 ? "\u{1B}[\(rows)A" : "") + "\u{1B}[\(column % width + 1)G\u{1B}[J"
  }
}

extension UInt8 {
  /// How many bytes a sign has that begins with this one.
  fileprivate var length: Int {
    switch self {
    case 0xF0...: 4
    case 0xE0...: 3
    default: 2
    }
  }
}
