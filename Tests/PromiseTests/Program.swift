import Foundation
import Testing

/// The built program beside this test bundle, run as its users run it: as a process.
enum Program {
  /// The program's file.
  static let path: String = {
    let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return (tests as NSString).deletingLastPathComponent + "/sakslogg"
  }()

  /// The environment of every run: English, one staff id, and nothing of the caller's settings.
  static let environment: [String] =
    ["PATH", "LD_LIBRARY_PATH", "HOME"].compactMap { name in
      ProcessInfo.processInfo.environment[name].map { "\(name)=\($0)" }
    } + ["SAKSLOGG_LANGUAGE=en", "SAKSLOGG_ACTOR=w01"]

  /// Whether a command of the system, with the program's path behind it, ends well here.
  static func isAllowed(_ wrapper: [String], _ arguments: [String] = ["--version"]) -> Bool {
    guard let folder = try? Folder() else { return false }
    return (try? folder.run(wrapper + [path] + arguments).status) == 0
  }
}

/// How a process ended.
struct Ended {
  /// Its exit code, or minus the signal that killed it.
  let status: Int32
  /// What it wrote to standard output.
  let output: String
  /// What it wrote to standard error.
  let errors: String

  /// The complete lines of standard output: a line in the making when it died was not said.
  var lines: [String] {
    output.components(separatedBy: "\n").dropLast()
  }
}

/// A process at work.
struct Running {
  let pid: pid_t
  /// The paths of the files that take its standard output and standard error.
  let files: (output: String, errors: String)

  /// Waits for its end.
  func wait() throws -> Ended {
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7F
    return Ended(
      status: signal == 0 ? (status >> 8) & 0xFF : -signal,
      output: try text(files.output), errors: try text(files.errors))
  }

  /// Kills it without warning after some microseconds, and waits for its end.
  func killed(after microseconds: UInt32) throws -> Ended {
    usleep(microseconds)
    kill(pid, SIGKILL)
    return try wait()
  }

  /// Kills it some microseconds after something came true, and waits for its end.
  ///
  /// A moment that is seen, and not guessed from a clock, is met on a fast machine and on a slow
  /// one. If it never comes, the process ends by itself.
  func killed(when came: () throws -> Bool, after microseconds: UInt32) throws -> Ended {
    var end = siginfo_t()
    while try !came(), end.si_signo == 0 {
      waitid(P_PID, id_t(pid), &end, WEXITED | WNOHANG | WNOWAIT)
    }
    return try killed(after: microseconds)
  }

  private func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
  }
}

/// A folder of its own for one test, removed with everything in it when the test is over.
final class Folder: @unchecked Sendable {
  let path: String
  private var runs = 0

  init() throws {
    // In memory where there is such a place: what is tested here does not depend on the disk.
    let place = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : NSTemporaryDirectory()
    path = "\(place)/sakslogg-promise-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
  }

  deinit {
    // A test may have taken the write permission of folders here.
    _ = try? run(["/bin/chmod", "-R", "u+rwX", path])
    try? FileManager.default.removeItem(atPath: path)
  }

  /// A path in this folder.
  func callAsFunction(_ name: String) -> String { path + "/" + name }

  /// Writes a file in this folder and gives its path.
  func file(_ name: String, _ text: String) throws -> String {
    try Data(text.utf8).write(to: URL(fileURLWithPath: self(name)))
    return self(name)
  }

  /// Copies something in this folder, and gives the copy's path.
  func copy(_ name: String, to other: String) throws -> String {
    try FileManager.default.copyItem(atPath: self(name), toPath: self(other))
    return self(other)
  }

  /// When the file of a log in this folder was last written.
  func written(_ log: String) throws -> [Int] {
    var status = stat()
    try #require(stat(self(log) + "/data.mdb", &status) == 0)
    return [status.st_mtim.tv_sec, status.st_mtim.tv_nsec]
  }

  /// Starts a process.
  func start(_ command: [String], environment: [String] = [], in folder: String? = nil)
    throws -> Running
  {
    runs += 1
    let files = (self("output-\(runs)"), self("errors-\(runs)"))
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, files.0, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, files.1, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    var argv = command.map { strdup($0) } + [nil]
    var envp = (Program.environment + environment).map { strdup($0) } + [nil]
    defer { for text in argv + envp { free(text) } }
    var pid: pid_t = 0
    let code = posix_spawn(&pid, command[0], &actions, nil, &argv, &envp)
    try #require(code == 0, "\(command[0]): \(String(cString: strerror(code)))")
    return Running(pid: pid, files: files)
  }

  /// Runs a process to its end.
  func run(_ command: [String], environment: [String] = []) throws -> Ended {
    try start(command, environment: environment).wait()
  }

  /// Runs the program on the log of this folder.
  func sakslogg(_ arguments: String..., log: String = "log") throws -> Ended {
    try run([Program.path] + arguments + ["--log", self(log)])
  }

  /// Runs the program on the log of this folder, and requires that it did what it was asked.
  @discardableResult
  func done(
    _ arguments: String..., log: String = "log", sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> String {
    let ended = try run([Program.path] + arguments + ["--log", self(log)])
    try #require(
      ended.status == 0, "\(arguments): \(ended.status) \(ended.errors)",
      sourceLocation: sourceLocation)
    return ended.output
  }
}
