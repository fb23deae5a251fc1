import ArgumentParser
import CaseModel
import CaseService
import Interchange

/// `import barnevernregister`: case folders that other systems deliver (saksmapper).
struct ImportRegister: LogCommand {
  static let configuration = CommandConfiguration(
    commandName: "barnevernregister",
    abstract: Word.helpImportRegister.asked,
    discussion: """
      sakslogg import barnevernregister folders/*.xml

      A file is the whole folder of one case, in schema 4.0.1, 3.0.5, 2.2.3 or 1.2.0. It is \
      compared with the log, and only what changed is recorded: all of a file or none. Importing \
      it again records nothing; what a file leaves out is told, and is no deletion. A file that \
      the register's rules refuse is not taken in, but with --as-delivered, which notes the rules \
      with the events. Records from an earlier system (MigrertId) are only warned of.
      """)

  @Argument(help: "The files, one case in each.", completion: .file())
  var files: [String]

  @Flag(help: "Take in what the rules refuse, and note the rules with the events.")
  var asDelivered = false

  @OptionGroup(title: Word.helpCommon.asked) var global: GlobalOptions

  func run(in session: Session) throws {
    let log = try session.openLog(.writing)
    let importer = RegisterImporter(actor: try session.actor, asDelivered: asDelivered)
    let answers = RegisterAnswers(session: session)
    var worst = ExitStatus.done
    for file in files {
      let result = importer.take(file, into: log)
      try answers.show(result)
      // What is named on standard output is durable: it must not wait in a buffer.
      try session.out.flush()
      let status = answers.status(result)
      if status != .done, worst == .done { worst = status }
    }
    if worst != .done { throw QuietEnd(status: worst) }
  }
}
