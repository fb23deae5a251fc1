import ArgumentParser
import CaseModel
import CaseService

/// The two times that every question can be asked at.
struct Times: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      Word.helpAt.asked, valueName: "YYYY-MM-DD"))
  var at: String?

  @Option(help: Times.knownAtHelp)
  var knownAt: String?

  /// What is said of `--known-at`, wherever it is taken.
  ///
  /// One rule for all three: what is named is included. A position knows the events 0 to itself, a
  /// moment those recorded up to and in it, a day those recorded up to its end.
  static let knownAtHelp = ArgumentHelp(
    Word.helpKnownAt.asked, valueName: "time")

  /// How many events were known; nil for all there are.
  func knownBefore(_ log: CaseLog) throws -> UInt64? { try knownAt.map { try log.knownBefore($0) } }

  /// The day asked about, or today.
  func day(_ log: CaseLog, _ session: Session) throws -> Day {
    try Reading.day(at) ?? session.today(log)
  }
}
