/// How a command ended (avslutningskode).
///
/// The numbers are those of `sysexits.h` where one fits, so that scripts and schedulers know them.
/// They are part of the interface: a number never changes its meaning.
enum ExitStatus: Int32, CaseIterable {
  /// Done.
  case done = 0
  /// A rule refused the act, or a check found a fault. Nothing was added.
  case refused = 1
  /// The command line was wrong.
  case usage = 64
  /// The input data was wrong: malformed, or against its schema.
  case badData = 65
  /// An input file is missing or cannot be read.
  case noInput = 66
  /// The log or its keys cannot be used: missing, damaged, of a newer format.
  case unavailable = 69
  /// An output file or log cannot be created.
  case cannotCreate = 73
  /// Reading or writing failed, as on a full disk. What was not acknowledged was not stored.
  case inputOutput = 74
  /// Someone else was first: look at what happened since, and try again.
  case tryAgain = 75
  /// Not permitted.
  case permission = 77
}
