import CaseModel
import CaseService
import EventCoding

/// Records JSON lines in chunks: each chunk as a whole or not at all (bolk).
struct Batch {
  let session: Session
  let path: String
  let chunk: Int

  /// Reads and records everything; stops at the first chunk that is not taken.
  func run() throws {
    let log = try session.openLog(.writing)
    var lines = try LineReader(path, limit: EventInput.jsonBytesMax)
    var (stored, known) = (0, 0)
    var chunks = 0
    while true {
      var drafts: [(draft: Draft, line: Int)] = []
      var failures: [Failure] = []
      while drafts.count + failures.count < chunk, let line = try lines.next() {
        if line.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\r") }) { continue }
        do throws(BatchProblems) {
          drafts.append((try draft(line, lines.number, log), lines.number))
        } catch {
          failures += error.failures
        }
      }
      guard !drafts.isEmpty || !failures.isEmpty else { break }
      let last = lines.number
      do {
        try session.stop(for: failures)
        let isNew = try record(drafts, log)
        if isNew {
          (stored, chunks) = (stored + drafts.count, chunks + 1)
        } else {
          known += drafts.count
        }
      } catch {
        let end = say(error)
        sayStopped(stored, chunks, drafts.first?.line ?? last, last)
        throw end
      }
      // Whoever reads the answer may rely on it at once, so it must not wait in a buffer.
      try session.out.flush()
    }
    session.say(.batchDone, String(stored), String(chunks))
    if known > 0 { session.say(.batchKnown, String(known)) }
  }

  /// Records a chunk; false if it was stored already.
  private func record(_ drafts: [(draft: Draft, line: Int)], _ log: CaseLog) throws -> Bool {
    let outcome = try log.record(drafts.map(\.draft))
    if case .recorded(let receipt) = outcome, session.format == .table {
      // A table of a thousand ids helps nobody; programs ask for JSON and get them all.
      for warning in receipt.warnings { tell(session.words(warning, drafts[0].draft, path)) }
      return true
    }
    try session.report(outcome, of: drafts.map(\.draft)) { "\(path):\(drafts[$0].line)" }
    if case .alreadyStored = outcome { return false }
    return true
  }

  /// Says what stopped a chunk, unless it was said already.
  private func say(_ error: any Error) -> QuietEnd {
    if let end = error as? QuietEnd { return end }
    let failure = failure(from: error, at: path, session.language)
    tell(failure.shown(in: session.language))
    return QuietEnd(status: failure.status == .usage ? .badData : failure.status)
  }

  private func sayStopped(_ stored: Int, _ chunks: Int, _ first: Int, _ last: Int) {
    let first = min(first, last)
    tell(
      Failure(
        .badData, "batch-stopped", at: path, String(stored), String(chunks), String(first),
        String(last)
      ).shown(in: session.language))
  }

  private func draft(
    _ line: [UInt8], _ number: Int, _ log: CaseLog
  ) throws(BatchProblems) -> Draft {
    let place = "\(path):\(number)"
    do {
      return try BatchLine(line, place, session, log).draft()
    } catch let problems as BatchProblems {
      throw problems
    } catch {
      let failure = failure(from: error, at: place, session.language)
      let placed = Failure(
        status: failure.status == .usage ? .badData : failure.status, wording: failure.wording,
        place: place)
      throw BatchProblems(failures: [placed])
    }
  }
}

/// Everything wrong with one line of a batch.
struct BatchProblems: Error {
  let failures: [Failure]
}

/// One line of a batch: the members of an event, without those the log adds.
private struct BatchLine {
  let object: JSONValue
  let place: String
  let session: Session
  let log: CaseLog

  init(_ line: [UInt8], _ place: String, _ session: Session, _ log: CaseLog) throws {
    do {
      object = try JSON.parse(line, limits: JSON.Limits(size: EventInput.jsonBytesMax))
    } catch {
      throw Failure(
        .badData, "json-invalid", at: "\(place):\(error.column)", "\(error.what); \(error.remedy)")
    }
    self.place = place
    self.session = session
    self.log = log
    guard let members = object.members else {
      throw Failure(.badData, "input-malformed", at: place)
    }
    let known = ["type", "subject", "effective", "office", "actor", "id", "data", "sealed", "time"]
    for member in members where !known.contains(member.name) {
      throw Failure(.badData, "batch-member-unknown", at: place, member.name)
    }
  }

  func draft() throws -> Draft {
    var input = EventInput(try Reading.type(try text("type"), session.language))
    let problems = ["data", "sealed"].flatMap { object[$0].map { input.add($0) } ?? [] }
    let id: RecordID? = if let id = object["id"]?.string { try Reading.id(id) } else { nil }
    try input.addRecordID(of: id)
    let failures = session.failures(
      problems.map { PlacedProblem($0, at: .file(place)) }, in: input,
      on: object["effective"]?.string.flatMap { Day($0) }, at: place)
    guard failures.isEmpty else { throw BatchProblems(failures: failures) }
    let (fields, sealed) = try input.finish()
    let actor =
      try object["actor"]?.string.map { try Reading.actor($0) } ?? session.actor
    return Draft(
      id: id, input.type, on: try Reading.subject(try text("subject")),
      effective: try Reading.day(try text("effective")),
      office: try Reading.office(object["office"]?.string), actor: actor, fields: fields,
      sealed: sealed, time: try moment())
  }

  /// Only a simulated log takes a time of recording; the service refuses it on any other.
  private func moment() throws -> Instant? {
    guard let text = object["time"]?.string else { return try session.moment }
    guard let moment = Instant(text) else { throw Failure(.badData, "clock-invalid", at: place) }
    return moment
  }

  private func text(_ name: String) throws(Failure) -> String {
    guard let text = object[name]?.string else {
      throw Failure(.badData, "batch-member-missing", at: place, name)
    }
    return text
  }
}
