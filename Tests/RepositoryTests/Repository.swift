import Glibc

/// The repository these tests are compiled in, and the program built from it.
enum Repository {
  /// A file or folder that could not be used.
  struct Failed: Error { let what: String }

  /// The top folder.
  static var root: String {
    var folder = #filePath[...]
    for _ in 0..<3 { folder = folder[..<(folder.lastIndex(of: "/") ?? folder.startIndex)] }
    return String(folder)
  }

  /// The text of a file, by its path from the top folder.
  static func text(_ path: String) throws -> String {
    try output(of: "cat '\(root)/\(path)'").joined(separator: "\n")
  }

  /// The paths of the files in a folder and those within it, by their ending.
  static func files(_ folder: String, ending: String) throws -> [String] {
    try output(of: "cd '\(root)' && find '\(folder)' -name '*.\(ending)' | sort")
  }

  /// Types commands into one shell, in a folder `sakslogg` that has `Tools` and what these read,
  /// and gives what each printed.
  static func play(_ commands: [String]) throws -> [[String]] {
    let mark = "--- the next command ---"
    let folder = try makeFolder()
    defer { _ = system("rm -rf '\(folder)'") }
    let script = """
      mkdir '\(folder)/sakslogg' && cd '\(folder)/sakslogg'
      ln -s '\(root)'/{Tools,Schemas,Sources} .
      START=$PWD
      unset SAKSLOGG_LOG SAKSLOGG_KEYS SAKSLOGG_MASTER_KEY SAKSLOGG_ACTOR SAKSLOGG_CLOCK
      export PATH='\(program)':"$PATH" LC_ALL=C.UTF-8
      exec </dev/null 2>&1

      """
    let typed = commands.map { "echo '\(mark)'\n\($0)\n" }.joined()
    guard let file = fopen(folder + "/typed", "w") else { throw Failed(what: "typed") }
    fputs(script + typed, file)
    fclose(file)
    let printed = try output(of: "bash '\(folder)/typed'")
    return printed.split(separator: mark, omittingEmptySubsequences: false).dropFirst()
      .map(Array.init)
  }

  /// A new folder.
  static func makeFolder() throws -> String {
    var template = Array("/tmp/sakslogg-pages-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Failed(what: "mkdtemp") }
    return String(decoding: template.dropLast().map(UInt8.init), as: UTF8.self)
  }

  /// What a command was to print, and what it printed.
  static func difference(_ step: Transcript.Step, _ printed: [String]) -> String {
    (["$ " + step.command, "printed:"] + printed + ["the page shows:"] + step.output)
      .joined(separator: "\n")
  }

  /// The folder of the built program: that of the tests.
  private static var program: String {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = max(0, readlink("/proc/self/exe", &buffer, buffer.count))
    let path = String(decoding: buffer.prefix(count).map(UInt8.init), as: UTF8.self)
    return String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
  }

  private static func output(of command: String) throws -> [String] {
    guard let pipe = popen(command, "r") else { throw Failed(what: command) }
    defer { pclose(pipe) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&buffer, 1, buffer.count, pipe), count > 0 {
      bytes += buffer[..<count]
    }
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    if lines.last == "" { lines.removeLast() }
    return lines
  }
}
