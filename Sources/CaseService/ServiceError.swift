/// An error of the service: a code to match, and what, where, what to do.
///
/// What the rules refuse is not an error but a value, `RecordOutcome.refused`.
public struct ServiceError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kinds of error.
  public enum Code: String, CaseIterable, Sendable {
    /// No municipality is given and none follows from the subject.
    case officeMissing
    /// A time was given for an event of a log that is not simulated.
    case clockGiven
    /// A moment, date or position that cannot be read.
    case knownAtInvalid
    /// What the log holds is not the beginning of the lines to be imported.
    case logDiffers
    /// Made-up lines for a real log, or the other way about.
    case originDiffers
    /// An imported line or sealed part is not right.
    case importInvalid
    /// The log holds event types that this program cannot read.
    case unreadableTypes
    /// A subject that has no events.
    case subjectUnknown
    /// There is no event at the position or with the id.
    case eventUnknown
    /// The disk is full, or a file cannot be written or read.
    case inputOutput
  }

  /// What happened.
  public let code: Code
  /// What is wrong, and where.
  public let what: String
  /// What to do.
  public let remedy: String

  /// An error by its parts.
  public init(_ code: Code, _ what: String, remedy: String) {
    self.code = code
    self.what = what
    self.remedy = remedy
  }

  /// Both sentences.
  public var description: String { "\(what). \(remedy)." }
}
