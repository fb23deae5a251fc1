import Glibc
import Testing

/// Somebody at a terminal of their own (a pseudo-terminal), where a shell runs the program.
///
/// What the program asks is waited for and then answered, as people do.
final class Typist {
  struct Failed: Error, CustomStringConvertible { let description: String }

  // TIOCSPTLCK, TIOCGPTN and POSIX_SPAWN_SETSID (with _SETSIGDEF and _SETSIGMASK), which Swift
  // does not get from the headers.
  private static let setLock: UInt = 0x4004_5431
  private static let getNumber: UInt = 0x8004_5430
  private static let newSession: Int16 = 0x80 | 0x04 | 0x08

  private let terminal: Int32
  private let pid: pid_t
  private var shown: [UInt8] = []
  private var read = 0

  /// Starts bash with a script on a new terminal; in a folder, with the program first on the path.
  init(_ script: String, in folder: String) throws {
    terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    var (isLocked, number) = (Int32(0), Int32(0))
    guard terminal >= 0, ioctl(terminal, Typist.setLock, &isLocked) == 0,
      ioctl(terminal, Typist.getNumber, &number) == 0
    else { throw Failed(description: "no pseudo-terminal") }
    let name = "/dev/pts/\(number)"
    var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(terminal, UInt(TIOCSWINSZ), &size)
    _ = fcntl(terminal, F_SETFD, FD_CLOEXEC)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor in Int32(0)...2 {
      posix_spawn_file_actions_addopen(&actions, descriptor, name, O_RDWR, 0)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // A session of its own, so that the terminal is its controlling one and Ctrl-C is a signal.
    // The threads of a test may hold back signals, and their children would inherit that.
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    for signal in [SIGINT, SIGQUIT, SIGTERM, SIGHUP] { sigaddset(&signals, signal) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Typist.newSession)
    let settings = """
      cd '\(folder)'
      unset SAKSLOGG_LOG SAKSLOGG_KEYS SAKSLOGG_MASTER_KEY SAKSLOGG_ACTOR SAKSLOGG_CLOCK PAGER
      export PATH='\(Shell.program)':/usr/bin:/bin LC_ALL=C.UTF-8 SAKSLOGG_LANGUAGE=en
      export SAKSLOGG_LOG=demo SAKSLOGG_ACTOR=kari.n HOME='\(folder)'

      """
    var arguments: [UnsafeMutablePointer<CChar>?] =
      ["/bin/bash", "-c", settings + script].map { (text: String) in strdup(text) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var child: pid_t = 0
    let code = posix_spawn(&child, "/bin/bash", &actions, &attributes, &arguments, environ)
    guard code == 0 else { throw Failed(description: String(cString: strerror(code))) }
    pid = child
  }

  deinit {
    close(terminal)
    kill(pid, SIGKILL)
    var status: Int32 = 0
    waitpid(pid, &status, 0)
  }

  /// Waits until a text is shown after what was waited for before, and gives what stood before it.
  @discardableResult
  func expect(_ text: String, seconds: Int = 20) throws -> String {
    let wanted = Array(text.utf8)
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    let limit = now.tv_sec + seconds
    while true {
      if let range = shown[read...].firstRange(of: wanted) {
        defer { read = range.upperBound }
        return String(decoding: shown[read..<range.lowerBound], as: UTF8.self)
      }
      clock_gettime(CLOCK_MONOTONIC, &now)
      guard now.tv_sec < limit, take(waiting: 200) else {
        let rest = String(decoding: shown[read...].suffix(2000), as: UTF8.self)
        throw Failed(description: "not shown: \(text)\nshown was: \(rest)")
      }
    }
  }

  /// Answers every question until the command has ended: with what is given for a word in it, each
  /// answer once, and else with Enter.
  ///
  /// Gives all that was shown.
  func converse(_ answers: [(to: String, with: String)]) throws -> String {
    var (left, said) = (answers, "")
    while true {
      let question = try expect(": ")
      said += question + ": "
      if said.contains("ENDED") { return said + rest() }
      guard question.hasSuffix(")") else { continue }
      let last = question.split(separator: "\n").last.map(String.init) ?? ""
      let place = left.firstIndex { last.contains($0.to) }
      try type(place.map { left.remove(at: $0).with } ?? "\r")
    }
  }

  /// Types or pastes, as fast as the terminal takes it.
  func type(_ text: String) throws { try type(Array(text.utf8)) }

  /// Types or pastes bytes.
  func type(_ bytes: [UInt8]) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      var question = pollfd(fd: terminal, events: Int16(POLLOUT | POLLIN), revents: 0)
      guard poll(&question, 1, 10_000) > 0 else {
        throw Failed(description: "the terminal takes no more: \(rest.count) bytes left")
      }
      if question.revents & Int16(POLLIN) != 0 { _ = take(waiting: 0) }
      guard question.revents & Int16(POLLOUT) != 0 else { continue }
      let count = rest.prefix(1024).withUnsafeBytes { write(terminal, $0.baseAddress, $0.count) }
      rest = rest.dropFirst(max(0, count))
    }
  }

  /// Pastes a text as a terminal does that was asked to mark what is pasted.
  func paste(_ text: String) throws { try type("\u{1B}[200~" + text + "\u{1B}[201~") }

  /// Sends a signal to the program that the shell runs.
  func send(_ signal: Int32) throws {
    let children = try Files.text("/proc/\(pid)/task/\(pid)/children")
    guard let child = children.split(separator: " ").first.flatMap({ pid_t($0) }) else {
      throw Failed(description: "the shell runs nothing")
    }
    kill(child, signal)
  }

  /// Everything shown after what was waited for, until the shell ends.
  func rest() -> String {
    while take(waiting: 5_000) {}
    defer { read = shown.count }
    return String(decoding: shown[read...], as: UTF8.self)
  }

  /// Takes what is shown; false when the terminal is closed or nothing came.
  private func take(waiting milliseconds: Int32) -> Bool {
    var question = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
    guard poll(&question, 1, milliseconds) > 0 else { return milliseconds < 1000 }
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    let count = Glibc.read(terminal, &buffer, buffer.count)
    guard count > 0 else { return false }
    shown += buffer[..<count]
    return true
  }
}
