import ArgumentParser
import CaseService

/// `init`: makes a log and its key store (opprett).
struct Init: LogCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Make a log and its key store.",
    discussion: """
      sakslogg init --log barnevern

      Asks nothing. The key store is made beside the log (PATH.keys) unless --keys says where.
      """)

  @Flag(help: "For made-up events on a calendar of their own; never mixed with real ones.")
  var simulated = false

  @OptionGroup(title: "Common options") var global: GlobalOptions

  func run(in session: Session) throws {
    let path = try session.logPath
    // Looked for before anything is made, so that a key store is not left without its log.
    if Path.exists(path) { throw Failure(.cannotCreate, "log-exists", at: path) }
    guard Path.exists(Path.parent(of: path)) else {
      throw Failure(.cannotCreate, "folder-missing", at: Path.parent(of: path))
    }
    guard Path.isWritable(Path.parent(of: path)) else {
      throw Failure(.permission, "folder-not-writable", at: Path.parent(of: path))
    }
    let log = try CaseLog.create(
      at: path, keys: session.keysPath, masterKey: session.masterKeyPath, simulated: simulated)
    let language = session.language
    try session.out.line(Word.created.text(language, log.path, log.keysPath).printable)
    if simulated { try session.out.line(Word.createdSimulated.text(language)) }
    let masterKey = session.masterKeyPath ?? log.keysPath + "/master.key"
    try session.out.line(Word.keepSafe.text(language, masterKey).printable)
  }
}
