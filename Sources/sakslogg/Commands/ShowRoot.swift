import ArgumentParser
import CaseService
import TransparencyLog

/// `root`: the size of the log and its root hash (rot).
struct ShowRoot: LogCommand {
  static let configuration = CommandConfiguration(
    commandName: "root",
    abstract: Word.helpShowRoot.asked,
    discussion: "sakslogg root --log barnevern")

  @Option(parsing: .unconditional, help: "The root when the log had so many events.")
  var size: UInt64?

  @OptionGroup(title: Word.helpCommon.asked) var global: GlobalOptions

  func run(in session: Session) throws {
    let log = try session.openLog()
    let size = try size ?? log.size
    guard try size <= log.size else {
      throw Failure(.usage, "event-not-found", at: "", String(size))
    }
    let root = try log.root(size: size).hex
    try session.show([("size", .whole(size)), ("root", .text(root))], words: ["\(size) \(root)"])
  }
}
