import Glibc

/// Standard output, written in large pieces; a failure to write is an error like any other.
final class Output {
  private var buffer: [UInt8] = []

  /// Adds text.
  func write(_ text: String) throws(Failure) {
    buffer += text.utf8
    if buffer.count > 1 << 16 { try flush() }
  }

  /// Adds bytes as they are.
  func write(_ bytes: some Collection<UInt8>) throws(Failure) {
    buffer += bytes
    if buffer.count > 1 << 16 { try flush() }
  }

  /// Adds a line.
  func line(_ text: String) throws(Failure) { try write(text + "\n") }

  /// Shows a text for people: through the pager if it is longer than the terminal.
  func show(_ text: String) throws(Failure) {
    let lines = text.utf8.count { $0 == UInt8(ascii: "\n") }
    guard Stream.output.isTerminal, lines >= Stream.output.terminalHeight else {
      return try write(text)
    }
    try flush()
    let pager = variable("PAGER") ?? "less -R"
    guard pager != "cat", let pipe = popen(pager, "w") else { return try write(text) }
    // Who leaves the pager early has seen enough; that is no failure.
    signal(SIGPIPE, SIG_IGN)
    fputs(text, pipe)
    // The shell could not start it (127, 126): it has shown nothing.
    let status = pclose(pipe)
    if status & 0x7F == 0, [126, 127].contains(status >> 8 & 0xFF) { try write(text) }
  }

  /// Hands everything to the system.
  func flush() throws(Failure) {
    defer { buffer.removeAll(keepingCapacity: true) }
    if let reason = Stream.output.write(buffer) {
      throw Failure(.inputOutput, "output-failed", at: "", reason)
    }
  }
}
