public import CaseModel

/// What came of one delivered case folder (resultat).
public struct RegisterResult: Sendable {
  /// The outcomes.
  public enum Outcome: Sendable {
    /// What was new or changed is recorded and durable, at these positions.
    case recorded(
      positions: [UInt64], added: Int, corrected: Int, deleted: Int, warnings: [Finding])
    /// The log says the same already; nothing was recorded.
    case unchanged
    /// Nothing was recorded, for these reasons.
    case refused([RegisterProblem])
    /// Nothing was recorded: the file cannot be read as XML.
    case unreadable(what: String, line: Int?, path: String?, remedy: String)
    /// Nothing was recorded, because the log or its keys could not be used.
    case failed(any Error)
  }

  /// The file.
  public let name: String
  /// The delivery's id, if it could be read.
  public var submission: RecordID?
  /// The schema version that the file fits.
  public var version: RegisterVersion?
  /// The case in the log.
  public var subject: Subject?
  /// What came of it.
  public var outcome = Outcome.unchanged
  /// What a person should know of it.
  public var notes: [RegisterNote] = []

  init(name: String) { self.name = name }

  /// Whether the log now says what the file says.
  public var isTaken: Bool {
    switch outcome {
    case .recorded, .unchanged: true
    case .refused, .unreadable, .failed: false
    }
  }
}

/// Something a person should know of a case folder that was taken in (merknad).
public enum RegisterNote: Hashable, Sendable {
  /// The file follows a delivery that the log does not know as the last one (ForrigeId).
  case chainGap(previous: RecordID, last: RecordID?)
  /// The file names no earlier delivery, and there are some.
  case chainRestarted(last: RecordID)
  /// The delivery's id came before with another content.
  case submissionReused(RecordID, position: UInt64)
  /// The log has them, the file does not; they stay.
  case absent([EventType: Int])
  /// The log knows a later extract: what the file says otherwise was not taken over.
  case older(than: String, left: Int)
  /// Today's schema cannot say it: it was not carried.
  case leftOut(path: String, line: Int?)
}
