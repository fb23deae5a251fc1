import EventLog
import Glibc
import Testing

/// Another process: this test program again, with a role in its environment.
struct Child {
  let pid: pid_t

  /// Starts it.
  ///
  /// What it has to tell it appends to the file `notes`.
  init(role: String, log: String, notes: String, number: Int = 0) throws {
    let arguments = [
      "/proc/self/exe", "--testing-library", "swift-testing", "--filter", "ChildProcess",
    ]
    var environment = [
      "SAKSLOGG_TEST_ROLE=\(role)", "SAKSLOGG_TEST_LOG=\(log)", "SAKSLOGG_TEST_NOTES=\(notes)",
      "SAKSLOGG_TEST_NUMBER=\(number)",
    ]
    for name in ["PATH", "LD_LIBRARY_PATH", "HOME"] {
      if let value = getenv(name) { environment.append("\(name)=\(String(cString: value))") }
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var argv = arguments.map { strdup($0) } + [nil]
    var envp = environment.map { strdup($0) } + [nil]
    defer { for text in argv + envp { free(text) } }
    var pid: pid_t = 0
    let code = posix_spawn(&pid, "/proc/self/exe", &actions, nil, &argv, &envp)
    try #require(code == 0)
    self.pid = pid
  }

  /// Waits for its end; gives its exit code, or minus the signal that ended it.
  @discardableResult
  func wait() -> Int32 {
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : -signal
  }

  static func value(_ name: String) -> String {
    getenv("SAKSLOGG_TEST_\(name)").map { String(cString: $0) } ?? ""
  }

  static var isOne: Bool { !value("ROLE").isEmpty }

  /// Appends a line to the notes; it survives the death of this process.
  static func note(_ text: String) {
    let file = open(value("NOTES"), O_WRONLY | O_CREAT | O_APPEND, 0o600)
    let bytes = Array((text + "\n").utf8)
    _ = write(file, bytes, bytes.count)
    close(file)
  }
}

/// What the other process does.
///
/// Runs only there.
@Suite(.enabled(if: Child.isOne, "Runs in processes that other tests start"))
struct ChildProcess {
  @Test func `plays its role`() throws {
    switch Child.value("ROLE") {
    case "unwritable": try tryUnwritable()
    case "reader": try readUnlocked()
    case "disturbed": try readWhileWritten()
    case "writer": try appendMany()
    case "endless": try appendUntilKilled()
    default: Issue.record("unknown role")
    }
  }

  /// Gives up the right to write everywhere, and a way to note how attempts end.
  private func unprivileged() throws -> (String, () throws -> Void) -> Void {
    let notes = open(Child.value("NOTES"), O_WRONLY | O_CREAT | O_APPEND, 0o600)
    if getuid() == 0 { try #require(setuid(65_534) == 0) }
    return { name, body in
      var outcome = "done"
      do { try body() } catch { outcome = (error as? LogError)?.code.rawValue ?? "\(error)" }
      let bytes = Array("\(name) \(outcome)\n".utf8)
      _ = write(notes, bytes, bytes.count)
    }
  }

  private func readUnlocked() throws {
    let path = Child.value("LOG")
    let attempt = try unprivileged()
    var log: EventLog?
    attempt("unlocked") {
      let opened = try EventLog(opening: path, access: .readOnly)
      log = opened
      try #require(try opened.statistics().isUnlocked && opened.check().isSound)
      try #require(try opened.read { $0.size } == 300)
    }
    attempt("append") {
      guard let log else { throw LogError(.busy, "") }
      try log.append { _ in [] }
    }
  }

  private func readWhileWritten() throws {
    let written = Child.value("NOTES") + ".written"
    let attempt = try unprivileged()
    attempt("read") {
      let log = try EventLog(opening: Child.value("LOG"), access: .readOnly)
      _ = try log.read { snapshot in
        attempt("began") {}
        for _ in 0..<20_000 where access(written, F_OK) != 0 { usleep(1000) }
        return snapshot.size
      }
    }
  }

  private func tryUnwritable() throws {
    let path = Child.value("LOG")
    let notes = open(Child.value("NOTES"), O_WRONLY | O_CREAT | O_APPEND, 0o600)
    if getuid() == 0 { try #require(setuid(65_534) == 0) }
    func attempt(_ name: String, _ body: () throws -> Void) {
      var outcome = "done"
      do { try body() } catch { outcome = (error as? LogError)?.code.rawValue ?? "\(error)" }
      let bytes = Array("\(name) \(outcome)\n".utf8)
      _ = write(notes, bytes, bytes.count)
    }
    attempt("readOnly") { _ = try EventLog(opening: path, access: .readOnly) }
    attempt("readWrite") { _ = try EventLog(opening: path, access: .readWrite) }
    attempt("create") { try EventLog.create(at: path + "-2", origin: Origin(name: "x")) }
  }

  /// Appends 25 events: every fourth to a stream that all share, as its next version.
  private func appendMany() throws {
    let log = try EventLog(opening: Child.value("LOG"), access: .readWrite)
    let own = Child.value("NUMBER")
    for number in 0..<25 {
      let id = "p\(own)-\(number)"
      let shared = number % 4 == 0
      let subject = shared ? "case/shared" : "case/own-\(own)"
      while true {
        let version = try log.read { try $0.version(of: subject) }
        do {
          let outcome = try log.append(if: [.streamVersion(subject, version)]) { _ in
            [NewEvent(line: line(subject, id: id))]
          }
          Child.note("\(id) \(try appended(outcome).positions.lowerBound)")
          break
        } catch let error as LogError where error.code == .conflict {
          continue
        }
      }
    }
  }

  private func appendUntilKilled() throws {
    let log = try EventLog(opening: Child.value("LOG"), access: .readWrite)
    let own = Child.value("NUMBER")
    for round in 0..<20_000 {
      let count = [1, 3, 40, 300][round % 4]
      let outcome = try log.append { _ in
        (0..<count).map {
          NewEvent(line: line("case/\($0 % 20)", id: "k\(own)-\(round)-\($0)"))
        }
      }
      let positions = try appended(outcome).positions
      Child.note("k\(own)-\(round) \(positions.lowerBound) \(count)")
      usleep(300)
    }
  }
}
