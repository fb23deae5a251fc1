import ArgumentParser
import Glibc

/// The program: reads the command line, carries the command out, and ends with its exit code.
@main
enum Main {
  static func main() {
    // A file that may not grow (ulimit -f) is a full disk: an error to report, no reason to die.
    signal(SIGXFSZ, SIG_IGN)
    MemoryFault.becomesError()
    let arguments = ArgumentOrder.commandFirst(Array(CommandLine.arguments.dropFirst()))
    exit(run(arguments).rawValue)
  }

  private static func run(_ arguments: [String]) -> ExitStatus {
    var session: Session?
    var language = Language.asked(in: CommandLine.arguments)
    do {
      try Help.checkNames(arguments, language)
      if let script = Help.completionScript(arguments) { throw script }
      let command = try Root.parseAsRoot(arguments)
      guard let command = command as? any LogCommand else {
        var command = command
        try command.run()
        return .done
      }
      let opened = Session(command.global)
      session = opened
      language = opened.language
      defer { try? opened.out.flush() }
      if opened.format == .svg, !(command is Stats) {
        throw Failure(.usage, "format-svg", at: "--format")
      }
      try command.run(in: opened)
      try opened.out.flush()
      return .done
    } catch let quiet as QuietEnd {
      return quiet.status
    } catch {
      return end(error, session?.place ?? (try? session?.logPath), language)
    }
  }

  /// Says what went wrong, or shows the help that was asked for.
  private static func end(_ error: any Error, _ path: String?, _ language: Language) -> ExitStatus {
    if Root.exitCode(for: error) == .success {
      let text = Help.shown(Root.fullMessage(for: error), language)
      return Stream.output.write(Array((text + "\n").utf8)) == nil ? .done : .inputOutput
    }
    let isOfParser = Root.exitCode(for: error) == .validationFailure
    let failure =
      isOfParser
      ? usageFailure(Root.fullMessage(for: error))
      : sakslogg.failure(from: error, at: path, language)
    tell(failure.shown(in: language))
    return failure.status
  }
}

/// A command that works on a log.
protocol LogCommand: ParsableCommand {
  /// The options that every command takes.
  var global: GlobalOptions { get }
  /// Carries the command out.
  func run(in session: Session) throws
}

/// Ends a command with an exit code after everything has been said.
struct QuietEnd: Error {
  let status: ExitStatus
}

/// The commands (kommandoer).
struct Root: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sakslogg",
    abstract: Word.helpRoot.asked,
    discussion: Word.helpRootText.asked + "\n\n" + Word.helpExitCodes.asked,
    version: "0.1.0",
    groupedSubcommands: [
      CommandGroup(
        name: Word.helpGroupCasework.asked,
        subcommands: [
          Record.self, Correct.self, ShowCase.self, ShowHistory.self, ShowDiff.self,
          ShowDeadlines.self, ShowCaseload.self,
        ]),
      CommandGroup(
        name: Word.helpGroupFigures.asked,
        subcommands: [Stats.self, Audit.self, ShowAccess.self, Check.self, ShowRoot.self]),
      CommandGroup(
        name: Word.helpGroupExchange.asked,
        subcommands: [Import.self, Export.self, MessageCommand.self]),
      CommandGroup(
        name: Word.helpGroupLog.asked,
        subcommands: [
          Init.self, ShowStatus.self, Replay.self, Backup.self, Restore.self, Simulate.self,
        ]),
      CommandGroup(
        name: Word.helpGroupReference.asked, subcommands: [Codes.self, SchemaCommand.self]),
    ])
}
