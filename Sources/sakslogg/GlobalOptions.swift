import ArgumentParser

/// The options that every command takes, before or after its name.
struct GlobalOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The log's folder. (SAKSLOGG_LOG)", valueName: "path"),
    completion: .directory)
  var log: String?

  @Option(
    help: ArgumentHelp(
      "The key store's folder; beside the log if not given. (SAKSLOGG_KEYS)", valueName: "path"),
    completion: .directory)
  var keys: String?

  @Option(
    help: ArgumentHelp(
      "The master key's file; in the key store if not given. (SAKSLOGG_MASTER_KEY)",
      valueName: "file"),
    completion: .file())
  var masterKey: String?

  @Option(help: ArgumentHelp("Your staff id, never a name. (SAKSLOGG_ACTOR)", valueName: "id"))
  var actor: String?

  @Option(
    help: "The language of labels and messages: nb or en. (SAKSLOGG_LANGUAGE, or the locale)")
  var language: Language?

  @Option(help: "The form of the result.")
  var format: OutputFormat?
}
