import Glibc
import Testing

/// A session on the command line, written down: what is typed, and what must come of it.
///
/// ```
/// # why
/// $ sakslogg command          (lines that begin with > go on with the command)
/// standard output
/// ! standard error
/// ? exit code, if it is not 0
/// ```
struct Transcript {
  /// One command and what it gave.
  struct Step {
    var comments: [String] = []
    var command = ""
    var expected: [String] = []
  }

  let name: String
  let steps: [Step]
  private static let marks = ["$ ", "> ", "# "]

  /// Reads a transcript from the folder beside this file.
  init(_ name: String) throws {
    self.name = name
    var steps: [Step] = []
    var comments: [String] = []
    for line in try Files.text(Transcript.folder + "/" + name).split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      if line.hasPrefix("# ") {
        comments.append(String(line))
      } else if line.hasPrefix("$ ") {
        steps.append(Step(comments: comments, command: String(line.dropFirst(2))))
        comments = []
      } else if line.hasPrefix("> "), !steps.isEmpty {
        steps[steps.count - 1].command += "\n" + line.dropFirst(2)
      } else if !steps.isEmpty {
        steps[steps.count - 1].expected.append(String(line))
      }
    }
    for index in steps.indices {
      while steps[index].expected.last == "" { steps[index].expected.removeLast() }
    }
    self.steps = steps
  }

  /// Where the transcripts lie.
  static var folder: String {
    String(#filePath.prefix(upTo: #filePath.lastIndex(of: "/") ?? #filePath.endIndex))
      + "/Transcripts"
  }

  /// The names of all transcripts.
  static var names: [String] { Files.list(folder).filter { $0.hasSuffix(".txt") }.sorted() }

  /// Types every command in a new folder, and gives what came, step by step.
  func play() throws -> [Step] {
    let folder = try Files.makeTemporaryFolder()
    defer { Files.remove(folder) }
    let known = steps.map(\.command).joined(separator: "\n")
    return try steps.map { step in
      var played = step
      let normal = Normaliser(known: known, folder: folder)
      played.expected = try Shell.run(step.command, in: folder).map(normal.normal)
      return played
    }
  }

  /// The transcript as text.
  static func text(of steps: [Step]) -> String {
    steps.map { step in
      let command = step.command.split(separator: "\n", omittingEmptySubsequences: false)
        .enumerated().map { ($0.offset == 0 ? "$ " : "> ") + $0.element }
      return (step.comments + command + step.expected).joined(separator: "\n") + "\n"
    }.joined(separator: "\n")
  }
}

/// Runs commands with the built program first on the path.
enum Shell {
  /// Standard output, then standard error with `! `, then the exit code with `? ` if it is not 0.
  static func run(_ command: String, in folder: String) throws -> [String] {
    let script = """
      cd '\(folder)'
      unset SAKSLOGG_LOG SAKSLOGG_KEYS SAKSLOGG_MASTER_KEY SAKSLOGG_ACTOR SAKSLOGG_CLOCK PAGER
      export TRANSCRIPTS='\(Transcript.folder)'
      export PATH='\(program)':/usr/bin:/bin LC_ALL=C.UTF-8 SAKSLOGG_LANGUAGE=en HOME='\(folder)'
      [ -f .settings ] && . ./.settings
      exec >.stdout 2>.stderr </dev/null
      \(command)
      """
    try Files.write(script, to: folder + "/.script")
    let status = system("/bin/bash '\(folder)/.script'")
    let code = status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
    let output = try Files.text(folder + "/.stdout")
    let errors = try Files.text(folder + "/.stderr")
    return lines(output) + lines(errors).map { "! " + $0 } + (code == 0 ? [] : ["? \(code)"])
  }

  /// The folder of the built program: that of the test program.
  static var program: String {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let length = buffer.withUnsafeMutableBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { bytes in
        bytes.baseAddress.map { readlink("/proc/self/exe", $0, bytes.count) } ?? 0
      }
    }
    let path = String(decoding: buffer.prefix(max(0, length)), as: UTF8.self)
    return String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.endIndex))
  }

  private static func lines(_ text: String) -> [String] {
    // By code unit: as characters, a carriage return and a line feed are one, and no line feed.
    var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String($0) ?? "" }
    if lines.last == "" { lines.removeLast() }
    return lines.map { line in
      var line = line
      while line.last == "\r" || line.last == " " { line.removeLast() }
      return line
    }
  }
}

/// Replaces what differs from run to run: ids that are made, digests, the folder.
struct Normaliser {
  let known: String
  let folder: String

  func normal(_ line: String) -> String {
    var line = line.replacing(folder, with: "<folder>")
    line = line.replacing(/[0-9a-f]{64}/, with: "<digest>")
    return line.replacing(
      /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/
    ) { match in
      known.contains(match.output) ? String(match.output) : "<uuid>"
    }
  }
}

/// The few things about files that the transcripts need.
enum Files {
  struct Failed: Error { let path: String }

  static func text(_ path: String) throws -> String {
    guard let file = fopen(path, "r") else { throw Failed(path: path) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  static func write(_ text: String, to path: String) throws {
    guard let file = fopen(path, "w") else { throw Failed(path: path) }
    fputs(text, file)
    fclose(file)
  }

  static func list(_ folder: String) -> [String] {
    guard let handle = opendir(folder) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        })
    }
    return names
  }

  static func makeTemporaryFolder() throws -> String {
    var template = Array("/tmp/sakslogg-transcript-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Failed(path: "/tmp") }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  static func remove(_ folder: String) { _ = system("rm -rf '\(folder)'") }
}
