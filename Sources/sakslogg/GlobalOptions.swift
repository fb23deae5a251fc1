import ArgumentParser

/// The options that every command takes, before or after its name.
struct GlobalOptions: ParsableArguments {
  @Option(help: ArgumentHelp(Word.helpLog.asked, valueName: "path"), completion: .directory)
  var log: String?

  @Option(help: ArgumentHelp(Word.helpKeys.asked, valueName: "path"), completion: .directory)
  var keys: String?

  @Option(help: ArgumentHelp(Word.helpMasterKey.asked, valueName: "file"), completion: .file())
  var masterKey: String?

  @Option(help: ArgumentHelp(Word.helpActor.asked, valueName: "id"))
  var actor: String?

  @Option(help: ArgumentHelp(Word.helpLanguage.asked))
  var language: Language?

  @Option(help: ArgumentHelp(Word.helpFormat.asked))
  var format: OutputFormat?
}
