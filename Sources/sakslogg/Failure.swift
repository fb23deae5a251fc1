/// Why a command did not do what it was asked: what, where, and what to do.
///
/// Everything that goes wrong is shown in one form, in the user's language, on standard error:
/// ```
/// sakslogg: <what> (<where>)
///   <what to do>
/// ```
/// The words lie in `Schemas/texts/errors.json`; personal text never stands in a failure.
struct Failure: Error {
  /// Where the words come from.
  enum Wording {
    /// A text of `Schemas/texts/errors.json`, with what fills its gaps.
    case text(String, [String])
    /// Words that another module chose.
    case plain(what: String, remedy: String)
  }

  /// How the command ends.
  let status: ExitStatus
  /// What to say.
  let wording: Wording
  /// The file, line or argument it is about; empty for the command as a whole.
  let place: String

  /// A failure by its text's id.
  init(_ status: ExitStatus, _ text: String, at place: String = "", _ details: String...) {
    self.init(status: status, wording: .text(text, details), place: place)
  }

  /// A failure by its parts.
  init(status: ExitStatus, wording: Wording, place: String) {
    self.status = status
    self.wording = wording
    self.place = place
  }

  /// The failure as it is shown, without a line break at its end.
  func shown(in language: Language) -> String {
    let (what, remedy) = words(in: language)
    return Failure.line(what, place: place, remedy: remedy)
  }

  /// What is wrong, and what to do.
  func words(in language: Language) -> (what: String, remedy: String) {
    switch wording {
    case .plain(let what, let remedy): (what, remedy)
    case .text(let id, let details):
      MessageText.filled(id, details, in: language) ?? (id, details.joined(separator: ", "))
    }
  }

  /// The one form of every error and refusal.
  static func line(_ what: String, place: String, remedy: String) -> String {
    let place = place.isEmpty ? "" : " (\(place.printable))"
    let remedy = remedy.isEmpty ? "" : "\n  " + remedy.printable
    return "sakslogg: " + what.printable + place + remedy
  }
}
