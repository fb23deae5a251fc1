/// What a person did at the keyboard.
enum Key: Equatable {
  /// A byte of text.
  case byte(UInt8)
  /// A line break.
  case lineBreak
  /// The last sign is taken back.
  case eraseSign
  /// The last word is taken back.
  case eraseWord
  /// The line is taken back.
  case eraseLine
  /// There is no more (Ctrl-D).
  case end
}

/// Makes keys of the bytes that a terminal sends.
///
/// Text that is pasted comes between two marks, if the terminal can. Nothing within them is a key:
/// every byte that can be seen is text, and a line break is one of the text.
struct KeyDecoder {
  private enum State: Equatable {
    case plain
    /// After ESC.
    case escape
    /// After ESC [, with what followed it.
    case sequence([UInt8])
    /// After ESC O, before one more byte.
    case function
  }

  private var state = State.plain
  private var lastWasReturn = false
  /// Whether the bytes now are pasted.
  private(set) var isPasting = false

  /// The keys that one more byte gives: none in the middle of a sequence.
  mutating func take(_ byte: UInt8) -> [Key] {
    defer { lastWasReturn = byte == 0x0D }
    switch state {
    case .plain: return plain(byte)
    case .escape: return afterEscape(byte)
    case .sequence(let bytes): return sequence(bytes + [byte])
    case .function:
      state = .plain
      return []
    }
  }

  /// Takes the next line feed for a line break of its own, though a return was typed before it.
  mutating func beginAnew() { lastWasReturn = false }

  private mutating func plain(_ byte: UInt8) -> [Key] {
    switch byte {
    case 0x1B:
      state = .escape
      return []
    case 0x0D: return [.lineBreak]
    // Lines that end with both have one break.
    case 0x0A: return lastWasReturn ? [] : [.lineBreak]
    case 0x09: return [.byte(byte)]
    case 0x04: return isPasting ? [] : [.end]
    case 0x08, 0x7F: return isPasting ? [] : [.eraseSign]
    case 0x15: return isPasting ? [] : [.eraseLine]
    case 0x17: return isPasting ? [] : [.eraseWord]
    case 0x00..<0x20: return []
    default: return [.byte(byte)]
    }
  }

  private mutating func afterEscape(_ byte: UInt8) -> [Key] {
    switch byte {
    case UInt8(ascii: "["):
      state = .sequence([])
      return []
    case UInt8(ascii: "O") where !isPasting:
      state = .function
      return []
    default:
      state = .plain
      // What is pasted is kept but for the ESC; a key with Alt means nothing here.
      return isPasting ? plain(byte) : []
    }
  }

  private mutating func sequence(_ bytes: [UInt8]) -> [Key] {
    let isOpen = bytes.count < 16 && bytes.last.map { (0x20..<0x40).contains($0) } == true
    state = isOpen ? .sequence(bytes) : .plain
    guard !isOpen else { return [] }
    if bytes == Array("200~".utf8), !isPasting {
      isPasting = true
    } else if bytes == Array("201~".utf8), isPasting {
      isPasting = false
    } else if isPasting {
      // No mark after all: what can be seen of it is text.
      return ([UInt8(ascii: "[")] + bytes).flatMap { plain($0) }
    }
    return []
  }
}
