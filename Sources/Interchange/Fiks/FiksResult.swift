public import CaseModel

/// What came of one delivered message (resultat).
public struct FiksResult: Sendable {
  /// The outcomes.
  ///
  /// Those with positions are durable: the message may be acknowledged.
  public enum Outcome: Sendable {
    /// One report for each child was recorded, at these positions among the others.
    case registered(positions: [UInt64], warnings: [FiksWarning], findings: [Finding])
    /// It was registered before; nothing was added.
    case alreadyRegistered(positions: [UInt64])
    /// It was stored as it came, and needs a person.
    case stored(position: UInt64, problem: FiksProblem, violations: [FiksViolation])
    /// It was stored before; nothing was added.
    case alreadyStored(position: UInt64)
    /// Nothing was recorded: do not acknowledge it.
    case refused(FiksRefusal)
    /// Nothing was recorded, because the log or its keys could not be used.
    case failed(any Error)
  }

  /// The name it was delivered under.
  public let name: String
  /// The message id; nil if the file could not be read.
  public let messageID: RecordID?
  /// Whether the id was derived from the content, because nothing told the portal's.
  public let isIDDerived: Bool
  /// What came of it.
  public let outcome: Outcome

  init(name: String, messageID: RecordID?, isIDDerived: Bool = false, outcome: Outcome) {
    self.name = name
    self.messageID = messageID
    self.isIDDerived = isIDDerived
    self.outcome = outcome
  }

  /// Whether it is durably in the log, and so may be acknowledged.
  public var isAcknowledged: Bool {
    switch outcome {
    case .registered, .alreadyRegistered, .stored, .alreadyStored: true
    case .refused, .failed: false
    }
  }
}

/// Why nothing was recorded of a delivery: what is wrong, and what to do.
public struct FiksRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kinds of refusal.
  public enum Code: String, CaseIterable, Sendable {
    /// The caller and the envelope tell different ids.
    case messageIDConflict = "message-id-conflict"
    /// The id is in the log already, with another content.
    case otherContent = "other-content"
    /// The file cannot be read.
    case unreadable
    /// It is larger than what can be stored.
    case beyondLimit = "beyond-limit"
    /// An option fits one message only, or a child that the message does not have.
    case option
    /// The rules refuse what follows from it.
    case rules
  }

  /// The kind.
  public let code: Code
  /// What is wrong.
  public let what: String
  /// What to do.
  public let remedy: String
  /// What the rules say, for `rules`.
  public let findings: [Finding]

  init(_ code: Code, _ what: String, remedy: String, findings: [Finding] = []) {
    self.code = code
    self.what = what
    self.remedy = remedy
    self.findings = findings
  }

  /// Both sentences.
  public var description: String { "\(what). \(remedy)." }
}

/// Something a person should know of a message that was registered.
public struct FiksWarning: Hashable, Sendable, CustomStringConvertible {
  /// The kinds of warning.
  public enum Code: String, CaseIterable, Sendable {
    /// The child must be identified: private messages have no identity number.
    case nationalIDMissing = "national-id-missing"
    /// The child must be identified: what stands there is no valid identity number.
    case nationalIDNotValid = "national-id-not-valid"
    /// The children must be identified: several have the same identity number.
    case nationalIDShared = "national-id-shared"
    /// The identity number is hardly the child's: not born yet, or over 25 years old.
    case nationalIDNotAChild = "national-id-not-a-child"
    /// The child is not born.
    case unborn
    /// The child has an open case in the municipality: the report was added to it.
    case caseJoined = "case-joined"
    /// The child has a case that the report was not added to: closed, of another municipality,
    /// opened later, or the rules refused it there.
    case caseEarlier = "case-earlier"
    /// It was sent later than it was received: one of the two times is wrong.
    case sentAfterReceived = "sent-after-received"
    /// It has a member that the structure does not: it is kept in the raw message only.
    case unknownMember = "unknown-member"
  }

  /// The kind.
  public let code: Code
  /// The child's place in the message from 0; nil for the whole message.
  public let child: Int?
  /// The place in the message, for an unknown member.
  public let path: String?
  /// The other case that it is about.
  public let subject: Subject?

  init(_ code: Code, child: Int? = nil, path: String? = nil, subject: Subject? = nil) {
    self.code = code
    self.child = child
    self.path = path
    self.subject = subject
  }

  /// In English, for a diagnostic.
  public var description: String {
    let text =
      switch code {
      case .nationalIDMissing: "has no identity number; find out who the child is"
      case .nationalIDNotValid: "has no valid identity number; find out who the child is"
      case .nationalIDShared: "shares its identity number with another; find out whose it is"
      case .nationalIDNotAChild: "has an identity number that is hardly a child's; check it"
      case .unborn: "is not born yet"
      case .caseJoined: "has \(subject?.description ?? "") open; the report was added to it"
      case .caseEarlier: "has \(subject?.description ?? "") too; see whether it should go on there"
      case .sentAfterReceived: "was sent later than it was received; check the arrival"
      case .unknownMember: "is not of the published structure; it is kept in the raw message only"
      }
    return (child.map { "child \($0 + 1)" } ?? path ?? "the message") + " " + text
  }
}
