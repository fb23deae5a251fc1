public import CaseModel
public import CaseService

/// Takes report messages of the national portal into a case log
/// (Fiks bekymringsmelding, nasjonal portal).
///
/// One message becomes one report for each child, each in its case, all or none: the open case of
/// the child in that municipality, if its identity number tells which, else a new one. What cannot
/// be registered is stored as it came and needs a person; nothing is dropped. Whoever delivers
/// acknowledges a message only when its result is here: by then it is durable. In the years when
/// one vendor did otherwise, 63 reports were lost.
public struct FiksImporter {
  /// The largest message that can be stored, in bytes: it must fit a sealed part of the log.
  public static let messageBytesMax = 12 << 20

  /// The staff id of who takes them in.
  public var actor: String
  /// Whose a message is that does not tell: one of the service's municipalities.
  public var office: Office?

  /// An importer.
  public init(actor: String = "fiks-import", office: Office? = nil) {
    self.actor = actor
    self.office = office
  }

  /// Takes in files, one message in each.
  /// - Parameters:
  ///   - options: what is known of every file besides its bytes; its name and bytes are not used.
  ///     Message id, cases and attachment belong to one message, so they need a single file.
  ///   - acknowledge: called with each result as soon as it stands, before the next file is read;
  ///     what it throws ends the import there. The message it was called with is in the log all the
  ///     same, and is known when it comes again.
  @discardableResult
  public func `import`(
    files: [String], into log: CaseLog, options: FiksDelivery = FiksDelivery(name: "", bytes: []),
    acknowledge: (FiksResult) throws -> Void
  ) rethrows -> [FiksResult] {
    let isForOne =
      options.messageID != nil || options.attachmentDigest != nil || !options.cases.isEmpty
    return try files.map { file in
      var delivery = options
      delivery.name = file
      let result: FiksResult
      do throws(FiksRefusal) {
        if isForOne, files.count != 1 {
          throw FiksRefusal(
            .option, "message id, case and attachment belong to one message",
            remedy: "Give one file at a time with them")
        }
        delivery.bytes = try InputFile.read(file, bytesMax: FiksImporter.messageBytesMax)
        result = take(delivery, into: log)
      } catch {
        result = FiksResult(name: file, messageID: delivery.messageID, outcome: .refused(error))
      }
      try acknowledge(result)
      return result
    }
  }

  /// Takes in one message.
  ///
  /// When this returns with positions, they are on disk.
  public func take(_ delivery: FiksDelivery, into log: CaseLog) -> FiksResult {
    var id = delivery.messageID
    do {
      var reading = try FiksReading(delivery)
      id = reading.id
      try preferKnown(&reading, delivery, log)
      id = reading.id
      let outcome = try take(reading, from: delivery, into: log)
      return FiksResult(
        name: delivery.name, messageID: id, isIDDerived: reading.isIDDerived, outcome: outcome)
    } catch let refusal as FiksRefusal {
      return FiksResult(name: delivery.name, messageID: id, outcome: .refused(refusal))
    } catch {
      return FiksResult(name: delivery.name, messageID: id, outcome: .failed(error))
    }
  }

  /// A message that came before without its id is the same message when it comes with it.
  private func preferKnown(
    _ reading: inout FiksReading, _ delivery: FiksDelivery, _ log: CaseLog
  ) throws {
    guard !reading.isIDDerived,
      try log.positions(ofKey: ExternalKey.message(reading.id)).isEmpty
    else { return }
    let derived = FiksReading.derivedID(of: delivery.bytes)
    guard try !log.positions(ofKey: ExternalKey.message(derived)).isEmpty else { return }
    reading.takeDerivedID(of: delivery.bytes)
  }

  private func take(
    _ reading: FiksReading, from delivery: FiksDelivery, into log: CaseLog
  ) throws -> FiksResult.Outcome {
    let arrival = try reading.arrival ?? FiksArrival(day: log.today)
    let plan = FiksDrafts(reading: reading, delivery: delivery, arrival: arrival, actor: actor)
    switch reading.content {
    case .message(let message):
      let known = try KnownChildren(of: message, delivery: delivery, arrival: arrival, in: log)
      let outcome = try register(message, known, plan, into: log)
      guard case .refused(let refusal) = outcome, refusal.code == .rules, !known.open.isEmpty else {
        return outcome
      }
      // What the rules refuse in the child's own case must not cost the message.
      return try register(message, known.withoutOpen, plan, into: log)
    case .problem(let problem, let violations):
      guard delivery.bytes.count <= FiksImporter.messageBytesMax else {
        throw FiksRefusal(
          .beyondLimit,
          "the message has \(delivery.bytes.count) bytes; "
            + "\(FiksImporter.messageBytesMax) can be stored",
          remedy: "Keep it, and see with the sender what it is")
      }
      return try record([plan.storing(problem, office: office)], of: plan, into: log) {
        receipt in
        .stored(
          position: receipt.positions.first ?? 0, problem: problem, violations: violations)
      }
    }
  }

  private func register(
    _ message: FiksMessage, _ known: KnownChildren, _ plan: FiksDrafts, into log: CaseLog
  ) throws -> FiksResult.Outcome {
    let (drafts, warnings) = try plan.reports(of: message, known: known)
    return try record(drafts, of: plan, into: log) { receipt in
      .registered(positions: receipt.positions, warnings: warnings, findings: receipt.warnings)
    }
  }

  private func record(
    _ drafts: [Draft], of plan: FiksDrafts, into log: CaseLog,
    _ recorded: (Receipt) -> FiksResult.Outcome
  ) throws -> FiksResult.Outcome {
    let key = ExternalKey.message(plan.reading.id)
    switch try log.record(drafts, keys: [key]) {
    case .recorded(let receipt):
      return recorded(receipt)
    case .alreadyStored(let positions), .keyTaken(_, let positions):
      return try known(at: positions.first ?? 0, plan, in: log)
    case .refused(let reasons):
      if let first = try recordedBefore(drafts, in: log) {
        return try known(at: first, plan, in: log)
      }
      return .refused(
        FiksRefusal(
          .rules, "the rules refuse it: " + reasons.map(\.finding.rule).joined(separator: ", "),
          remedy: "Give another case or arrival; the message is not in the log",
          findings: reasons.map(\.finding)))
    case .movedOn(let subject, _, _, _):
      return .refused(
        FiksRefusal(.rules, "\(subject) moved on meanwhile", remedy: "Take the message in again"))
    }
  }

  /// Where the first of the acts stands already.
  ///
  /// The rules refuse an act whose id is taken, which is how a message shows that comes again to a
  /// log without its external keys.
  private func recordedBefore(_ drafts: [Draft], in log: CaseLog) throws -> UInt64? {
    guard let draft = drafts.first, let id = draft.id else { return nil }
    return try log.history(of: draft.subject).first { $0.event.id == id }?.position
  }

  /// The answer to a message whose id the log knows: its events follow from its first one.
  private func known(
    at first: UInt64, _ plan: FiksDrafts, in log: CaseLog
  ) throws -> FiksResult.Outcome {
    if try log.event(at: first).event.id == plan.eventID("stored") {
      return .alreadyStored(position: first)
    }
    var positions: [UInt64] = []
    var child = 0
    // In a log made from exported lines the key is on the first report, after its case.
    let start = first > 0 ? first - 1 : first
    for position in start..<(try log.size) {
      let id = try log.event(at: position).event.id
      if id == plan.eventID("report", child) {
        child += 1
      } else if id != plan.eventID("opened", child) {
        if position < first { continue }
        break
      }
      positions.append(position)
    }
    guard !positions.isEmpty else {
      throw FiksRefusal(
        .otherContent, "message \(plan.reading.id) is in the log at \(first) with other content",
        remedy: "Check the message id; if it is right, compare the two and register by hand")
    }
    return .alreadyRegistered(positions: positions)
  }
}
