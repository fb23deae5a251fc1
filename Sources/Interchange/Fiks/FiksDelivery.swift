public import CaseModel

/// A message as it was delivered: its bytes, and what is known of it besides.
///
/// The bytes are either the body alone, or an envelope that keeps a body with its headers:
/// `{"melding-id":"…","type":"…","mottatt":"…","body":{…}}`, where `type` and `mottatt` may be
/// left out. What the caller says goes before what the envelope says.
public struct FiksDelivery: Sendable {
  /// What to call it in answers: the file's path.
  ///
  /// A name that is a UUID is the message id, if nothing else gives it; without any, the id follows
  /// from the bytes.
  public var name: String
  /// The bytes as received.
  public var bytes: [UInt8]
  /// The message id (header `melding-id`).
  public var messageID: RecordID?
  /// The message type (header `type`).
  public var type: String?
  /// When it reached the service; nil for today.
  public var arrival: FiksArrival?
  /// Cases that a person has found for children of the message, by their place in it from 0; the
  /// others go on in the child's open case, or get a case each.
  public var cases: [Int: Subject]
  /// SHA-256 of the attached document, in hex; it lies outside the log.
  public var attachmentDigest: String?

  /// A delivery by its parts.
  public init(
    name: String, bytes: [UInt8], messageID: RecordID? = nil, type: String? = nil,
    arrival: FiksArrival? = nil, cases: [Int: Subject] = [:], attachmentDigest: String? = nil
  ) {
    self.name = name
    self.bytes = bytes
    self.messageID = messageID
    self.type = type
    self.arrival = arrival
    self.cases = cases
    self.attachmentDigest = attachmentDigest
  }

  /// The message id that the file's name gives.
  var namedID: RecordID? {
    let file = name.split(separator: "/").last.map(String.init) ?? name
    let stem = file.split(separator: ".", maxSplits: 1).first.map(String.init) ?? file
    return RecordID(stem)
  }
}

/// When a message reached the service (mottatt): it starts the clocks of law.
public struct FiksArrival: Hashable, Sendable {
  /// The day in Oslo.
  public let day: Day
  /// The moment, if it is known.
  public let moment: Instant?

  /// An arrival on a day.
  public init(day: Day) { (self.day, self.moment) = (day, nil) }

  /// An arrival at a moment.
  public init(moment: Instant) { (self.day, self.moment) = (moment.dayInOslo, moment) }

  /// Reads a date, or a date and time; without an offset it is what a clock in Oslo showed.
  public init?(_ text: String) {
    if let day = Day(text) {
      self.init(day: day)
    } else if let time = SendingTime(text) {
      self.init(moment: time.moment)
    } else {
      return nil
    }
  }

  /// Whether something was sent later than this.
  func isBefore(_ sent: Instant) -> Bool {
    moment.map { $0 < sent } ?? (day < sent.dayInOslo)
  }
}
