import CaseModel
import CaseService
import EventCoding

/// The acts that follow from a message, with ids that follow from its id and content, so that the
/// same message gives the same acts whenever and wherever it is taken in.
struct FiksDrafts {
  let reading: FiksReading
  let delivery: FiksDelivery
  let arrival: FiksArrival
  let actor: String

  /// The id of the event of a kind about a child.
  ///
  /// The content is part of it: another message under the same id gives other events.
  func eventID(_ kind: String, _ child: Int = 0) -> RecordID {
    reading.id.named("event/\(kind)/\(child)/\(reading.fingerprint)")
  }

  /// The id of the report about a child.
  func reportID(_ child: Int) -> RecordID { reading.id.named("report/\(child)") }

  /// A case opened and a report received for each child, the case only where none is given or
  /// known.
  /// - Parameter known: what the log knows of the children.
  func reports(
    of message: FiksMessage, known: KnownChildren = KnownChildren()
  ) throws(FiksRefusal) -> (drafts: [Draft], warnings: [FiksWarning]) {
    try requireCases(message)
    let identities = ChildIdentity.all(of: message.children, on: arrival.day)
    let late = arrival.isBefore(message.sent.moment)
    var warnings = late ? [FiksWarning(.sentAfterReceived)] : []
    var drafts: [Draft] = []
    for (index, child) in message.children.enumerated() {
      let joined = delivery.cases[index] == nil ? known.open[index] : nil
      let given = delivery.cases[index] ?? joined
      let doubt = given == nil ? identities[index].doubt : nil
      if let joined { warnings.append(FiksWarning(.caseJoined, child: index, subject: joined)) }
      if given == nil, let earlier = known.earlier[index] {
        warnings.append(FiksWarning(.caseEarlier, child: index, subject: earlier))
      }
      if let doubt { warnings.append(FiksWarning(doubt, child: index)) }
      let subject = if let given { given } else { try newCase(index, message) }
      if given == nil {
        drafts.append(opening(of: subject, child, index, identities[index].identity, message))
      }
      let needsAttention = doubt != nil || late
      drafts.append(report(child, index, of: message, on: subject, needsAttention))
    }
    return (drafts, warnings + reading.unknown.map { FiksWarning(.unknownMember, path: $0) })
  }

  /// The subject of a stored message.
  static func inbox(_ id: RecordID) throws(FiksRefusal) -> Subject {
    try named(.message, id.description)
  }

  private static func named(_ kind: Subject.Kind, _ key: String) throws(FiksRefusal) -> Subject {
    guard let subject = Subject(kind, key) else {
      throw FiksRefusal(.option, "\(key) cannot be a subject", remedy: "Report this as an error")
    }
    return subject
  }

  private func requireCases(_ message: FiksMessage) throws(FiksRefusal) {
    for (child, subject) in delivery.cases {
      guard message.children.indices.contains(child) else {
        throw FiksRefusal(
          .option, "a case is given for child \(child + 1); there are \(message.children.count)",
          remedy: "Count the children of the message, from 1")
      }
      guard subject.kind == .case else {
        throw FiksRefusal(.option, "\(subject) is not a case", remedy: "Give a case")
      }
    }
  }

  /// A case for a child: office and year from the message, the rest from its id.
  ///
  /// The year is that of sending, because the arrival may be told differently at the next delivery.
  private func newCase(_ child: Int, _ message: FiksMessage) throws(FiksRefusal) -> Subject {
    let year = message.sent.moment.dayInOslo.year
    let hash = reading.id.named("case/\(child)").description.filter { $0 != "-" }.prefix(12)
    return try FiksDrafts.named(.case, "\(message.office)-\(year)-m\(hash)")
  }

  /// The opening of a child's case.
  ///
  /// Who the child is stands there only when the message tells for certain; else a person records
  /// it (identity recorded) when it is known.
  private func opening(
    of subject: Subject, _ child: FiksMessage.Child, _ index: Int, _ identity: NationalNumber?,
    _ message: FiksMessage
  ) -> Draft {
    let sex = identity?.sex ?? (child.isUnborn ? "0" : nil)
    let event = CaseOpened(
      journal: subject.key, birthYear: identity?.birthYear.map(Int64.init),
      sex: sex)
    let personal: [(field: Field, text: String)] =
      identity == nil
      ? [] : [(.name, child.name), (.nationalId, child.nationalID), (.address, child.address)]
    return Draft(
      id: eventID("opened", index), event, on: subject, effective: arrival.day,
      office: message.office, actor: actor, sealed: sealed(personal, of: .caseOpened))
  }

  /// The report about one child.
  ///
  /// The raw message goes with the first child's only: it holds what is said of all of them, and
  /// need not lie in every case.
  private func report(
    _ child: FiksMessage.Child, _ index: Int, of message: FiksMessage, on subject: Subject,
    _ needsAttention: Bool
  ) -> Draft {
    let event = ReportReceived(
      report: reportID(index), channel: "portal",
      reporterKind: message.type.isPublic ? "public" : "private", message: reading.id,
      child: Int64(index), unborn: message.type.isPublic ? child.isUnborn : nil,
      needsAttention: needsAttention, attachmentDigest: delivery.attachmentDigest,
      sentAt: message.sent.raw)
    let personal: [(field: Field, text: String)] = [
      (.childName, child.name), (.nationalId, child.nationalID), (.childPhone, child.phone),
      (.childAddress, child.address), (.text, message.text), (.childDetails, child.details),
      (.reporterName, message.reporterName), (.reporterContact, message.reporterContact),
      (.reporterDetails, message.reporterDetails), (.guardians, message.guardians),
      (.raw, index == 0 ? sealable(delivery.bytes) : ""),
    ]
    return Draft(
      id: eventID("report", index), event, on: subject, effective: arrival.day,
      office: message.office, actor: actor, sealed: sealed(personal, of: .reportReceived))
  }

  /// The message stored as it came.
  /// - Parameter office: whose it is when the message does not tell.
  func storing(_ problem: FiksProblem, office: Office?) throws(FiksRefusal) -> Draft {
    let subject = try FiksDrafts.inbox(reading.id)
    let type = reading.type.flatMap { type in
      type.hasPrefix("no.ks.fiks.") && type.utf8.count <= 80
        && type.split(separator: ".").allSatisfy { String($0).isPlainName } ? type : nil
    }
    let event = MessageStored(
      message: reading.id, problem: problem.rawValue, rawDigest: sha256Hex(delivery.bytes),
      messageType: type)
    return Draft(
      id: eventID("stored"), event, on: subject, effective: arrival.day,
      office: reading.office ?? office ?? Office(number: 0), actor: actor,
      sealed: SealedPlaintext.grouped([(.raw, sealable(delivery.bytes))], of: .messageStored))
  }
}
