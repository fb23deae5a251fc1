import CaseModel
public import CaseService
import XML

/// Takes case folders that other systems deliver for the national child welfare register into a
/// log (Barnevernsregisteret).
///
/// A file is the whole folder of one child. It is compared with what the log holds, and only what
/// changed is recorded: new acts, corrections, deletions, endings; all of a file or none. Importing
/// a file again records nothing. What a file leaves out is told, and is no deletion.
public struct RegisterImporter {
  /// The largest file that is read, in bytes; a folder of that size is no folder of one child.
  public static let fileBytesMax = 64 << 20

  /// The staff id of who takes them in.
  public var actor: String
  /// Whether what the rules refuse is taken in as it was delivered, and noted with the events.
  public var asDelivered: Bool

  /// An importer.
  public init(actor: String = "register-import", asDelivered: Bool = false) {
    self.actor = actor
    self.asDelivered = asDelivered
  }

  /// Takes in one file. When this returns with positions, they are on disk.
  public func take(_ path: String, into log: CaseLog) -> RegisterResult {
    var result = RegisterResult(name: path)
    do {
      let bytes = try InputFile.read(path, bytesMax: RegisterImporter.fileBytesMax)
      let root = try XMLReader.read(bytes: bytes, name: path)
      let folder = try RegisterFolder(reading: root)
      result.submission = folder.submission.id
      result.version = folder.version
      try take(folder, digest: sha256Hex(bytes), into: log, &result)
    } catch let faults as RegisterFaults {
      result.outcome = .refused(faults.problems)
    } catch let error as XMLError {
      result.outcome = .unreadable(
        what: error.what, line: error.line, path: error.path, remedy: error.remedy)
    } catch let refusal as FiksRefusal {
      result.outcome = .unreadable(
        what: refusal.what, line: nil, path: nil, remedy: refusal.remedy)
    } catch {
      result.outcome = .failed(error)
    }
    return result
  }

  private func take(
    _ folder: RegisterFolder, digest: String, into log: CaseLog, _ result: inout RegisterResult
  ) throws {
    let subject = try self.subject(of: folder, in: log)
    result.subject = subject
    let known = try LogFolder(subject, log)
    if let known, let other = known.caseID, other != folder.caseID {
      throw RegisterFaults([
        RegisterProblem(
          .otherCase, path: "/Barnevern/Sak", "\(subject)", "\(folder.caseID)", "\(other)")
      ])
    }
    var comparison = FolderComparison(folder, with: known)
    var older: RegisterNote?
    if let later = known?.laterExtract(than: folder.submission) {
      let left = comparison.keepLater()
      if left > 0 { older = .older(than: later, left: left) }
    }
    if !asDelivered { try requireEnds(of: comparison.added, in: folder, known) }
    result.notes = notes(on: folder, comparison, known, digest: digest) + [older].compactMap(\.self)
    let made = try RegisterDrafts(
      folder: folder, subject: subject, log: known, actor: actor, fileDigest: digest
    ).drafts(comparison)
    guard !made.isEmpty else {
      result.outcome = .unchanged
      return
    }
    let keys = known == nil ? [ExternalKey.registerCase(folder.caseID)] : []
    let outcome = try log.record(
      made.map(\.draft), keys: keys, origin: .delivered(asDelivered: asDelivered))
    result.outcome = try self.outcome(outcome, of: made, comparison)
  }

  /// The case that a folder is of: known by its register id, or by its journal number.
  private func subject(of folder: RegisterFolder, in log: CaseLog) throws -> Subject {
    let positions = try log.positions(ofKey: ExternalKey.registerCase(folder.caseID))
    if let first = positions.first { return try log.event(at: first).event.subject }
    let key = Subject(.case, folder.journal) ?? Subject(.case, folder.caseID.description)
    guard let key else { throw RegisterFaults([]) }
    return key
  }

  /// A relation joins two records: of the file, or of the log.
  private func requireEnds(
    of added: [RegisterFact], in folder: RegisterFolder, _ log: LogFolder?
  ) throws {
    func has(_ type: String?, _ id: String?) -> Bool {
      guard let kind = type.flatMap(EpisodeKind.init(registerType:)),
        let id = id.flatMap({ RecordID($0) })
      else { return false }
      let inFile = folder.facts.contains {
        $0.record == id && $0.row.path.first == type && ($0.row.begins || kind == .relation)
      }
      return inFile || log?.file.episode(kind, id) != nil
    }
    let faults = added.filter { $0.row.type == .recordsLinked }.compactMap {
      fact -> RegisterProblem? in
      let (from, to) = (fact.fields.text(.from), fact.fields.id(.to)?.description)
      let (fromType, toType) = (fact.fields.text(.fromType), fact.fields.text(.toType))
      for (type, id) in [(fromType, from), (toType, to)] where !has(type, id) {
        return RegisterProblem(
          .relationToNothing, line: fact.line, path: fact.path, type ?? "",
          RecordID(id ?? "")?.description ?? "")
      }
      return nil
    }
    if !faults.isEmpty { throw RegisterFaults(faults) }
  }

  private func outcome(
    _ outcome: RecordOutcome, of made: [(draft: Draft, fact: RegisterFact?)],
    _ comparison: FolderComparison
  ) throws -> RegisterResult.Outcome {
    switch outcome {
    case .recorded(let receipt):
      return .recorded(
        positions: receipt.positions, added: comparison.added.count,
        corrected: comparison.corrected.count, deleted: comparison.deleted.count,
        warnings: receipt.warnings)
    case .alreadyStored, .keyTaken:
      return .unchanged
    case .refused(let reasons):
      return .refused(
        reasons.map { index, finding in
          let fact = made.indices.contains(index) ? made[index].fact : nil
          return RegisterProblem(
            .rule, line: fact?.line, path: fact?.path ?? "/Barnevern/Sak", finding.rule,
            finding: finding)
        })
    case .movedOn(let subject, _, _, _):
      return .failed(
        ServiceError(.subjectUnknown, "\(subject) moved on", remedy: "Import the file again"))
    }
  }

  private func notes(
    on folder: RegisterFolder, _ comparison: FolderComparison, _ log: LogFolder?, digest: String
  ) -> [RegisterNote] {
    var notes: [RegisterNote] = []
    let chain = log?.submissions ?? []
    let last = chain.last?.event.fields.id(.submission)
    let own = chain.first { $0.event.fields.id(.submission) == folder.submission.id }
    if let own {
      if own.event.fields.text(.fileDigest) != digest {
        notes.append(.submissionReused(folder.submission.id, position: own.position))
      }
    } else if let previous = folder.submission.previous, previous != last {
      notes.append(.chainGap(previous: previous, last: last))
    } else if folder.submission.previous == nil, let last {
      notes.append(.chainRestarted(last: last))
    }
    if !comparison.absent.isEmpty {
      notes.append(
        .absent(Dictionary(grouping: comparison.absent) { $0.row.type }.mapValues(\.count)))
    }
    notes += folder.leftOut.map { .leftOut(path: $0.path, line: $0.line) }
    return notes
  }
}

extension LogFolder {
  /// What a log holds of a case; nil for a case that it does not have.
  init?(
    _ subject: Subject, _ log: CaseLog, at day: Day? = nil, knownBefore: UInt64? = nil,
    texts: ((UInt64) throws -> [Field: String])? = nil
  ) throws {
    let history = try log.history(of: subject).filter { event in
      knownBefore.map { event.position < $0 } ?? true
    }
    guard !history.isEmpty else { return nil }
    let read = texts ?? { try log.knownTexts(at: $0) }
    try self.init(subject, history, at: day) { try read($0.position) }
  }
}

extension LogFolder {
  /// The latest extract that the log has taken in, if it is later than a delivery's.
  fileprivate func laterExtract(than submission: RegisterSubmission) -> String? {
    func moment(_ text: String) -> Instant? { Instant(text) ?? Instant(oslo: text) }
    let received = submissions.filter { $0.event.type == .submissionReceived }
      .compactMap { $0.event.fields.text(.extractedAt) }
    let last = received.max { (moment($0)?.milliseconds ?? 0) < (moment($1)?.milliseconds ?? 0) }
    guard let last, let known = moment(last), let given = moment(submission.extractedAt),
      given < known
    else { return nil }
    return last
  }
}

extension CaseLog {
  /// The sealed texts of an event; a text whose key was destroyed is not among them.
  /// - Throws: `RegisterKeyMissing` if the key is not here.
  func knownTexts(at position: UInt64) throws -> [Field: String] {
    var texts: [Field: String] = [:]
    for reading in try sealedTexts(at: position) {
      switch reading.content {
      case .texts(let found): for (field, text) in found { texts[field] = text }
      case .unreadable: continue
      case .damaged:
        if let fault = reading.fault { throw fault }
        throw RegisterKeyMissing(position: position)
      case .noKey, .absent: throw RegisterKeyMissing(position: position)
      }
    }
    return texts
  }
}

/// A sealed text that is needed cannot be read here: the keys are missing.
public struct RegisterKeyMissing: Error, Hashable, Sendable {
  /// The event.
  public let position: UInt64
}
