public import ArgumentParser
public import Schemas

/// The language of labels and messages (språk).
typealias Language = Schemas.Language

extension Language: ExpressibleByArgument {
  /// The language of the environment: `SAKSLOGG_LANGUAGE`, or else the locale.
  ///
  /// Everything but an English locale is Norwegian, the language of those who use the log.
  static var ofEnvironment: Language {
    if let chosen = variable("SAKSLOGG_LANGUAGE") { return Language(rawValue: chosen) ?? .nb }
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap(variable).first
    return locale?.hasPrefix("en") == true ? .en : .nb
  }

  /// The language for messages about a command line that could not be read.
  static func asked(in arguments: [String]) -> Language {
    for (index, argument) in arguments.enumerated() {
      if argument == "--language", index + 1 < arguments.count {
        return Language(rawValue: arguments[index + 1]) ?? ofEnvironment
      }
      if argument.hasPrefix("--language=") {
        return Language(rawValue: String(argument.dropFirst(11))) ?? ofEnvironment
      }
    }
    return ofEnvironment
  }
}
