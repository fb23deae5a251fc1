/// Lets the options that every command takes stand before its name too.
///
/// The argument parser knows options of a command, not of all commands; so `sakslogg --log x stats`
/// becomes `sakslogg stats --log x` before it reads them.
enum ArgumentOrder {
  /// The options that every command takes; each has a value.
  static let common: Set<String> = [
    "--log", "--keys", "--master-key", "--actor", "--language", "--format",
  ]
  /// Commands that are followed by the name of another.
  static let groups: Set<String> = ["import", "export", "message", "help"]

  private static func withoutCommon(_ arguments: ArraySlice<String>) -> [String] {
    var kept: [String] = []
    var rest = arguments
    while let argument = rest.popFirst() {
      if common.contains(argument) {
        rest = rest.dropFirst()
      } else if !common.contains(where: { argument.hasPrefix($0 + "=") }) {
        kept.append(argument)
      }
    }
    return kept
  }

  /// The arguments with the common options behind the command's name.
  static func commandFirst(_ arguments: [String]) -> [String] {
    var names: [String] = []
    var options: [String] = []
    var rest = arguments[...]
    while let argument = rest.first {
      if common.contains(argument) {
        options += rest.prefix(2)
        rest = rest.dropFirst(2)
      } else if let name = argument.split(separator: "=", maxSplits: 1).first,
        argument.contains("="), common.contains(String(name))
      {
        options.append(argument)
        rest = rest.dropFirst()
      } else if argument.hasPrefix("-") {
        break
      } else {
        names.append(argument)
        rest = rest.dropFirst()
        if !groups.contains(argument) { break }
      }
    }
    // Without a command, or with help, there is nothing that the options could be about.
    if names.first == "help" { return names + withoutCommon(rest) }
    return names.isEmpty ? names + rest : names + options + rest
  }
}
