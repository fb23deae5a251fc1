import ArgumentParser
import CaseService

/// `init`: makes a log and its key store (opprett).
struct Init: LogCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: Word.helpInit.asked,
    discussion: """
      sakslogg init --log barnevern

      Asks nothing. The key store is made beside the log (PATH.keys) unless --keys says where.
      """)

  @Flag(help: "For made-up events on a calendar of their own; never mixed with real ones.")
  var simulated = false

  @OptionGroup(title: Word.helpCommon.asked) var global: GlobalOptions

  func run(in session: Session) throws {
    let path = try session.logPath
    // Looked for before anything is made, so that a key store is not left without its log.
    if Path.exists(path) { throw Failure(.cannotCreate, "log-exists", at: path) }
    if let keys = session.keysPath, Path.isInside(keys, path) {
      throw Failure(.usage, "keys-inside-log", at: keys)
    }
    try Path.requireParent(of: path)
    let log = try CaseLog.create(
      at: path, keys: session.keysPath, masterKey: session.masterKeyPath, simulated: simulated)
    let language = session.language
    let masterKey = session.masterKeyPath ?? log.keysPath + "/master.key"
    let words = [
      Word.created.text(language, log.path, log.keysPath),
      simulated ? Word.createdSimulated.text(language) : nil,
      Word.keepSafe.text(language, masterKey),
    ]
    try session.show(
      [
        ("log", .text(log.path)), ("keys", .text(log.keysPath)), ("masterKey", .text(masterKey)),
        ("simulated", .flag(simulated)),
      ], words: words.compactMap(\.self))
  }
}
