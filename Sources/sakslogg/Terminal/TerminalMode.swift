import Glibc

/// How the terminal behaves while a person is asked (terminalmodus).
///
/// By itself a terminal hands over whole lines, drops what a line has beyond 4095 bytes without a
/// word, and leaves to the shell what the program did not take. So from the first question until
/// the program ends, keys are handed over as they come; and before it ends, by whatever way, what
/// was typed or pasted and not taken is thrown away: it may be personal, and a shell would keep it
/// in its history.
enum TerminalMode {
  // Written before the signal handlers that read them are set, and from one thread only.
  nonisolated(unsafe) private static var usual = termios()
  nonisolated(unsafe) private static var asking = termios()
  nonisolated(unsafe) private static var isOn = false
  nonisolated(unsafe) private static var isPrepared = false

  /// Where a person sees what is written: never a file, since answers are shown there as typed.
  static var screen: Int32 { isatty(2) == 1 ? 2 : 0 }

  /// Begins to hand over keys as they come; does nothing if it has begun, or without a terminal.
  static func begin() {
    guard !isOn, tcgetattr(0, &usual) == 0 else { return }
    asking = usual
    asking.c_lflag &= ~tcflag_t(ICANON | ECHO | IEXTEN)
    asking.c_iflag &= ~tcflag_t(ICRNL | INLCR | IGNCR | ISTRIP | IXON)
    withUnsafeMutableBytes(of: &asking.c_cc) { characters in
      characters[Int(VMIN)] = 1
      characters[Int(VTIME)] = 0
      // Suspended in the middle of a question, the shell would get the rest of the answer.
      characters[Int(VSUSP)] = 0
    }
    isOn = true
    prepare()
    tcsetattr(0, TCSADRAIN, &asking)
    // Ask for pasted text to be marked as such, so that its line breaks end nothing.
    send("\u{1B}[?2004h")
  }

  /// Goes back to how the terminal was, and throws away what was not taken.
  ///
  /// A signal handler may call it.
  static func end() {
    guard isOn else { return }
    isOn = false
    send("\u{1B}[?2004l")
    discardInput()
    tcsetattr(0, TCSAFLUSH, &usual)
  }

  /// Whether more comes within some milliseconds.
  static func hasInput(within milliseconds: Int32) -> Bool {
    var question = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
    return poll(&question, 1, milliseconds) > 0 && question.revents & Int16(POLLIN) != 0
  }

  /// A terminal hands over a long paste piece by piece, so it is thrown away until nothing comes.
  private static func discardInput() {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    let limit = now.tv_sec + 5
    repeat {
      tcflush(0, TCIFLUSH)
      clock_gettime(CLOCK_MONOTONIC, &now)
    } while now.tv_sec < limit && hasInput(within: 50)
  }

  private static func send(_ text: StaticString) {
    _ = write(screen, text.utf8Start, text.utf8CodeUnitCount)
  }

  /// Sees to it that no way out of the program leaves the terminal as it is while asking.
  private static func prepare() {
    guard !isPrepared else { return }
    isPrepared = true
    atexit { TerminalMode.end() }
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { number in
      TerminalMode.end()
      // The handler is gone by now: the signal does what it does by itself when this returns.
      raise(number)
    }
    action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
    for signal in [SIGINT, SIGTERM, SIGHUP, SIGQUIT] { sigaction(signal, &action, nil) }
    var resumed = sigaction()
    resumed.__sigaction_handler.sa_handler = { _ in TerminalMode.resume() }
    resumed.sa_flags = SA_RESTART
    sigaction(SIGCONT, &resumed, nil)
  }

  private static func resume() {
    guard isOn else { return }
    tcsetattr(0, TCSADRAIN, &asking)
    send("\u{1B}[?2004h")
  }
}
