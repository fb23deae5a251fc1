import ArgumentParser
import CaseModel
import CaseService
import Glibc

/// `export`: writes the log out as text (eksporter).
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: Word.helpExport.asked,
    subcommands: [ExportLines.self, ExportRegister.self, ExportKostra.self])
}

/// `export lines`: the event lines, exactly the hashed bytes.
struct ExportLines: LogCommand {
  static let configuration = CommandConfiguration(
    commandName: "lines",
    abstract: Word.helpExportLines.asked,
    discussion: """
      sakslogg export lines > lines.jsonl

      With or without the sealed parts the lines are the same bytes, and give the same root hash.
      """)

  @Option(parsing: .unconditional, help: "The first position.")
  var from: UInt64 = 0

  @Option(parsing: .unconditional, help: "The position to stop before.")
  var to: UInt64?

  @Option(
    help: ArgumentHelp(
      "Write the sealed parts too, still encrypted, to a new file.", valueName: "file"),
    completion: .file())
  var sealed: String?

  @OptionGroup(title: Word.helpCommon.asked) var global: GlobalOptions

  func run(in session: Session) throws {
    let log = try session.openLog()
    let end = try min(to ?? .max, log.size)
    guard from <= end else { throw Failure(.usage, "event-not-found", at: "", String(from)) }
    if let sealed { try writeSealed(to: sealed, end, log) }
    try log.exportLines(from: from, to: end) { _, line in
      try session.out.write(line)
    }
  }

  private func writeSealed(to path: String, _ end: UInt64, _ log: CaseLog) throws {
    let file = try OutputFile(path)
    for position in from..<end {
      guard let parts = try log.exportSealed(at: position) else { continue }
      try file.write(Array((parts + "\n").utf8))
    }
    try file.close()
  }
}

extension Output {
  /// Adds a line lent by the log, and a line break.
  func write(_ line: Span<UInt8>) throws(Failure) {
    var bytes = line.withUnsafeBufferPointer { Array($0) }
    bytes.append(UInt8(ascii: "\n"))
    try write(bytes)
  }
}
