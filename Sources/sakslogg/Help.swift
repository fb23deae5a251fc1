import ArgumentParser
import Schemas

/// What the program says of itself: help, the names of its commands, what a shell completes.
///
/// The argument parser writes help in English. The texts that are ours come in the user's language
/// from `Schemas/texts/words.json`, since they are asked for when the help is made; the parser's
/// own headings are replaced here.
enum Help {
  /// The argument parser's headings, and its last line, in Norwegian.
  private static let norwegian: [(parser: String, ours: String)] = [
    ("OVERVIEW: ", ""), ("USAGE: ", "BRUK: "), ("ARGUMENTS:", "ARGUMENTER:"),
    ("OPTIONS:", "VALG:"), ("SUBCOMMANDS:", "KOMMANDOER:"),
    ("  See 'sakslogg help <subcommand>' for detailed help.", "  Mer: sakslogg help KOMMANDO"),
  ]

  /// A text of the argument parser as it is shown: help in the user's language, a completion
  /// script with what it lacks.
  static func shown(_ text: String, _ language: Language) -> String {
    // A group's heading ends with its own colon, and needs no second.
    let text = Completions.script(text).replacing(": SUBCOMMANDS:", with: ":")
    guard language == .nb, !text.hasPrefix("#") else { return text }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let heading = norwegian.first { line.hasPrefix($0.parser) }
      return heading.map { $0.ours + line.dropFirst($0.parser.count) } ?? String(line)
    }.joined(separator: "\n")
      .replacing("<subcommand>", with: "<kommando>")
      .replacing("Show the version.", with: "Vis versjonen.")
      .replacing("Show help information.", with: "Vis hjelp.")
  }

  /// Refuses a name that no command has, and tells the nearest.
  ///
  /// The argument parser itself answers an unknown name with everything, or calls it an argument
  /// too many.
  static func checkNames(_ arguments: [String], _ language: Language) throws(Failure) {
    var names = arguments.prefix { !$0.hasPrefix("-") }
    if names.first == "help" { names = names.dropFirst() }
    var known = Root.configuration.subcommands
    var path = ["sakslogg"]
    for name in names {
      guard !known.isEmpty else { return }
      guard let command = known.first(where: { $0.configuration.commandName == name }) else {
        let all =
          known.compactMap { $0.configuration.commandName } + (path.count == 1 ? ["help"] : [])
        let near = Reading.nearest(to: name, of: all, within: 3)
        throw Failure(
          .usage, "command-unknown", at: "", name,
          near.map { Word.didYouMean.text(language, (path + [$0]).joined(separator: " ")) } ?? "",
          path.count == 1 ? "sakslogg help" : "sakslogg help " + path[1])
      }
      path.append(name)
      known = command.configuration.subcommands
    }
  }

  /// The script that a shell completes by, if that is asked for.
  ///
  /// The parser knows the common options only behind a command's name; the script must know that
  /// they can stand before it too, or it finds no command there.
  static func completionScript(_ arguments: [String]) -> CleanExit? {
    guard arguments.first == "--generate-completion-script", arguments.count == 2,
      let shell = CompletionShell(rawValue: arguments[1])
    else { return nil }
    return .message(RootOfCompletions.completionScript(for: shell))
  }
}

/// The commands, with the common options before their names.
private struct RootOfCompletions: ParsableCommand {
  static var configuration: CommandConfiguration { Root.configuration }

  @OptionGroup var global: GlobalOptions
}

extension Word {
  /// The word in the language that the command line or the environment asks for.
  var asked: String { text(Language.asked(in: CommandLine.arguments)) }
}
