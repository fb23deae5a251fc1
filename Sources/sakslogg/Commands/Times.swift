import ArgumentParser
import CaseModel
import CaseService

/// The two times that every question can be asked at.
struct Times: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "As it was true at the end of that day; today if not given.", valueName: "YYYY-MM-DD"))
  var at: String?

  @Option(
    help: ArgumentHelp(
      "As the log knew it then: a day, a moment or a position.", valueName: "time"))
  var knownAt: String?

  /// How many events were known; nil for all there are.
  func knownBefore(_ log: CaseLog) throws -> UInt64? { try knownAt.map { try log.knownBefore($0) } }

  /// The day asked about, or today.
  func day(_ log: CaseLog, _ session: Session) throws -> Day {
    try Reading.day(at) ?? session.today(log)
  }
}
