import Glibc

/// What came of a question.
enum Answer: Equatable {
  /// What was answered; empty if nothing was.
  case given(String)
  /// There will be no more answers: Ctrl-D, or the terminal is gone.
  case ended
  /// What was typed is not UTF-8; nothing of it was taken.
  case notText
}

/// The keyboard: answers of any length, on one line or on many.
final class Keyboard {
  /// The one there is.
  ///
  /// What was read and not yet asked for is kept here from question to question.
  nonisolated(unsafe) static let shared = Keyboard()

  private var decoder = KeyDecoder()
  private var waiting: ArraySlice<UInt8> = []
  /// Keys that an earlier byte gave too.
  private var keys: [Key] = []

  /// Asks a question that is answered on one line, or in many.
  func ask(_ question: String, lines: Bool) -> Answer {
    TerminalMode.begin()
    show(question)
    if waiting.isEmpty { decoder.beginAnew() }
    return lines ? text() : line(after: question)
  }

  /// The next line with its line break, as a file that is read line by line; nil at the end.
  func lineOfFile() -> [UInt8]? {
    TerminalMode.begin()
    let (line, end) = read(after: "", keepsBreaks: false)
    if end == .lineBreak { return line.bytes + [0x0A] }
    return line.bytes.isEmpty ? nil : line.bytes
  }

  /// Writes to the screen.
  func show(_ text: String) {
    let bytes = Array(text.utf8)
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes {
        write(TerminalMode.screen, $0.baseAddress, $0.count)
      }
      if count < 0, errno != EINTR, errno != EAGAIN { return }
      written += max(0, count)
    }
  }

  private func line(after question: String) -> Answer {
    let (line, end) = read(after: question, keepsBreaks: true)
    guard end == .lineBreak else { return .ended }
    var bytes = line.bytes
    while bytes.last == 0x0A { bytes.removeLast() }
    return String(validating: bytes, as: UTF8.self).map(Answer.given) ?? .notText
  }

  /// Lines up to one that holds only a full stop, or Ctrl-D.
  private func text() -> Answer {
    var text: [UInt8] = []
    var isFirst = true
    while true {
      let (line, end) = read(after: "", keepsBreaks: false)
      let isTyped = !line.holdsPaste
      if end == nil { return .ended }
      if end == .end {
        if isFirst, line.bytes.isEmpty { return .ended }
        text += line.bytes
        break
      }
      if isTyped, line.bytes == [UInt8(ascii: ".")] { break }
      // Nothing to say is an empty line and no more; a text may well begin with one.
      if isFirst, isTyped, line.bytes.isEmpty, !hasMore { break }
      text += line.bytes + [0x0A]
      isFirst = false
    }
    while text.last == 0x0A { text.removeLast() }
    return String(validating: text, as: UTF8.self).map(Answer.given) ?? .notText
  }

  private var hasMore: Bool {
    !keys.isEmpty || !waiting.isEmpty || decoder.isPasting || TerminalMode.hasInput(within: 100)
  }

  /// Reads a line and shows it as it is typed; with what ended it, nil if the terminal is gone.
  /// - Parameter keepsBreaks: whether a pasted line break is part of the line.
  private func read(after question: String, keepsBreaks: Bool) -> (line: TypedLine, end: Key?) {
    let last = question.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
    var line = TypedLine(after: String(last).displayWidth, width: screenWidth)
    var shown = ""
    defer { show(shown) }
    while true {
      if keys.isEmpty, waiting.isEmpty {
        show(shown)
        shown = ""
      }
      let isPasting = decoder.isPasting
      guard let key = nextKey() else { return (line, nil) }
      switch key {
      case .byte(let byte): shown += line.add(byte, pasted: decoder.isPasting || isPasting)
      case .lineBreak where keepsBreaks && decoder.isPasting:
        shown += line.add(0x0A, pasted: true)
      case .lineBreak, .end:
        shown += "\n"
        return (line.marked(pasted: decoder.isPasting), key)
      case .eraseSign: shown += line.eraseSign()
      case .eraseWord: shown += line.eraseWord()
      case .eraseLine: shown += line.eraseLine()
      }
    }
  }

  private func nextKey() -> Key? {
    while keys.isEmpty {
      if waiting.isEmpty { waiting = nextBytes()[...] }
      guard let byte = waiting.popFirst() else { return nil }
      keys = decoder.take(byte)
    }
    return keys.removeFirst()
  }

  /// What the terminal has; empty when it is gone.
  private func nextBytes() -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, filled in
      var count = Glibc.read(0, buffer.baseAddress, buffer.count)
      while count < 0, errno == EINTR || errno == EAGAIN {
        _ = TerminalMode.hasInput(within: -1)
        count = Glibc.read(0, buffer.baseAddress, buffer.count)
      }
      filled = max(0, count)
    }
  }

  private var screenWidth: Int {
    var size = winsize()
    guard ioctl(TerminalMode.screen, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return 80
    }
    return Int(size.ws_col)
  }
}
