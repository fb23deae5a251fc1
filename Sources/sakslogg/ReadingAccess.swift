import ArgumentParser
import CaseModel
import CaseService
import EventLog
import Interchange

// Whoever is shown what is sealed is first recorded on the file as having read it (innsyn).

/// What a command that shows sealed text takes about the reading of it.
struct ReadingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(Word.helpPurpose.asked, valueName: "code"),
    completion: Completions.codes(.accessPurpose))
  var purpose: String?

  @Option(help: ArgumentHelp(Word.helpReadId.asked, valueName: "uuid"))
  var readId: String?

  /// The option that was given; nil for none.
  var given: String? { purpose != nil ? "--purpose" : readId != nil ? "--read-id" : nil }
}

/// Who reads, why, and under which id, as the command line says it.
struct Reader {
  fileprivate let actor: String
  fileprivate let purpose: String
  fileprivate let id: RecordID?

  /// Reads who and why, before the log is opened.
  /// - Parameter usual: the purpose if none is given.
  init(_ options: ReadingOptions, usual: String? = nil, _ session: Session) throws {
    guard let purpose = options.purpose ?? usual else {
      throw Failure(.usage, "purpose-needed", at: "--purpose", Self.purposes)
    }
    guard CodeLists.entries(in: .accessPurpose).contains(where: { $0.code.description == purpose })
    else { throw Failure(.usage, "purpose-unknown", at: "--purpose", Self.purposes) }
    self.purpose = purpose
    id = if let id = options.readId { try Reading.id(id) } else { nil }
    do throws(Failure) {
      actor = try session.actor
    } catch {
      guard case .text("actor-not-given", _) = error.wording else { throw error }
      throw Failure(.usage, "reader-not-given", at: "--actor")
    }
  }

  private static var purposes: String {
    CodeLists.entries(in: .accessPurpose).map(\.code.description).joined(separator: ", ")
  }
}

extension Session {
  /// Shows nobody a file of a municipality that he or she does not work for, as far as the log
  /// knows where people work, and as far as somebody is said to be asking; and no sealed text to
  /// whoever only receives and passes on.
  ///
  /// It keeps an honest user from looking across a border by mistake (taushetsplikt mellom
  /// kommuner). Whoever may read the log's folder may read its facts.
  func requireAccess(to subject: Subject, in log: CaseLog, revealing: Bool = false) throws {
    guard let actor = try? actor,
      let finding = try log.objection(
        toReading: subject, by: actor, on: today(log), revealing: revealing)
    else { return }
    throw Failure(
      status: .permission, wording: .text(finding.rule, finding.details),
      place: subject.description)
  }

  /// Opens the log for a reading that must be recorded.
  /// - Parameter orReading: whether a log that cannot be written to is opened all the same, since
  ///   it is not known yet whether there is anything to record.
  func openLogToReveal(orReading: Bool = false) throws -> CaseLog {
    do {
      return try openLog(.writing)
    } catch let error as LogError where error.code == .notWritable {
      if orReading { return try openLog() }
      throw unshown(error)
    }
  }

  /// Records a reading.
  ///
  /// Only when it returns may anything be shown: the reading is then on disk.
  func recordReading(
    of subject: Subject, by reader: Reader, revealed: Bool = true, in log: CaseLog
  ) throws {
    let positions = try recordReadings(of: [subject], by: reader, revealed: revealed, in: log)
    say(.readingRecorded, "\(positions[0])")
  }

  /// Records readings of several files, all or none, and says how many.
  func recordReadings(of subjects: Set<Subject>, by reader: Reader, in log: CaseLog) throws {
    guard !subjects.isEmpty else { return }
    _ = try recordReadings(of: subjects.sorted(), by: reader, revealed: true, in: log)
    say(.readingsRecorded, String(subjects.count))
  }

  private func recordReadings(
    of subjects: [Subject], by reader: Reader, revealed: Bool, in log: CaseLog
  ) throws -> [UInt64] {
    let (day, time) = (try today(log), try moment)
    let acts = subjects.map { subject in
      // Of several files each reading has an id of its own, which follows from the one given.
      let id = subjects.count == 1 ? reader.id : reader.id?.named("\(subject)")
      return ReadingAct(
        of: subject, actor: reader.actor, purpose: reader.purpose, id: id,
        record: id?.named("record") ?? .random(), day: day, time: time, revealed: revealed)
    }
    let outcome: RecordOutcome
    do {
      outcome = try log.recordReadings(acts)
    } catch {
      throw unshown(error)
    }
    switch outcome {
    case .recorded(let receipt):
      for warning in receipt.warnings { tell(words(warning, on: subjects)) }
      return receipt.positions
    case .alreadyStored(let positions): return positions
    case .refused(let refusals):
      guard let (index, finding) = refusals.first else { throw QuietEnd(status: .refused) }
      if finding.rule == "event-id-used", finding.details.count > 1 {
        throw Failure(
          .refused, "read-id-used", at: "--read-id", finding.details[0], finding.details[1])
      }
      let (what, remedy) = words(finding, of: .accessUsed)
      throw Failure(
        .refused, "reading-not-recorded", at: "\(subjects[index]), \(finding.rule)", what, remedy)
    case .movedOn, .keyTaken:
      // Neither a version nor an outer id is asked for.
      throw QuietEnd(status: .tryAgain)
    }
  }

  /// What is noted with a reading, such as a conflict of interest.
  private func words(_ warning: Finding, on subjects: [Subject]) -> String {
    let (what, remedy) = words(warning, of: .accessUsed)
    let place = (subjects.count == 1 ? "\(subjects[0]), " : "") + warning.rule
    return Failure.line(
      Word.warning.text(language) + ": " + what, place: place, remedy: remedy)
  }

  /// Why nothing is shown: the reading of it cannot be recorded.
  private func unshown(_ error: any Error) -> Failure {
    let cause = failure(from: error, at: try? logPath, language)
    if (error as? LogError)?.code == .notWritable {
      return Failure(cause.status, "reading-log-read-only", at: cause.place)
    }
    let (what, remedy) = cause.words(in: language)
    return Failure(cause.status, "reading-not-recorded", at: cause.place, what, remedy)
  }
}
