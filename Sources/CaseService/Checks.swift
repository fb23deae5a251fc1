import CaseModel
import EventCoding
import EventLog
import TransparencyLog

/// A named check of the whole log (kontroll).
public enum Check: String, CaseIterable, Sendable {
  /// Every hash, bundle, stream and time, derived again from the lines.
  case log
  /// Every event can be read by this program, and is real or made up as the log is.
  case types
  /// Every sealed part that is here has the digest its line says.
  case sealed
  /// The stored facts are those the lines give.
  case facts
  /// Every case holds together: no event names a record that is not there.
  case cases
}

/// Something a check found wrong.
public struct CheckFault: Hashable, Sendable {
  /// The check.
  public let check: Check
  /// The event, where it concerns one.
  public let position: UInt64?
  /// What is wrong.
  public let what: String
}

extension CaseLog {
  /// Runs checks, and lists everything they find.
  /// - Parameters:
  ///   - checks: which to run; all of them if not given.
  ///   - progress: is told how many of how many events have been read.
  public func check(
    _ checks: [Check] = Check.allCases,
    progress: (_ done: UInt64, _ of: UInt64) -> Void = { _, _ in }
  ) throws -> [CheckFault] {
    try checks.flatMap { check -> [CheckFault] in
      switch check {
      case .log:
        try log.check(progress: progress).faults.map {
          CheckFault(check: check, position: $0.position, what: $0.what)
        }
      case .types: try checkTypes()
      case .sealed: try checkSealed()
      case .facts: try checkFacts()
      case .cases: try checkCases()
      }
    }
  }

  private func checkTypes() throws -> [CheckFault] {
    var faults: [CheckFault] = []
    try log.catchUp(from: 0) { position, line in
      do {
        let decoded = try EventLine.decode(line)
        guard decoded.isSimulated != isSimulated else { return }
        let what =
          decoded.isSimulated ? "made up, in a log of real events" : "real, in a simulated log"
        faults.append(CheckFault(check: .types, position: position, what: "the event is \(what)"))
      } catch let error as LineError {
        faults.append(CheckFault(check: .types, position: position, what: error.description))
      }
    }
    return faults
  }

  private func checkSealed() throws -> [CheckFault] {
    var faults: [CheckFault] = []
    let size = try self.size
    for start in stride(from: 0, to: size, by: Int(Facts.batch)) {
      try log.read { snapshot in
        try snapshot.scan(start..<min(start + Facts.batch, size)) { position, line in
          guard let decoded = try? EventLine.decode(line), !decoded.sealed.isEmpty else { return }
          let parts = try snapshot.sealed(at: position)
          guard !parts.isEmpty else { return }
          let digests = parts.map { Digest(hashing: $0.span).hex }
          guard digests != decoded.sealed.map(\.digest) else { return }
          faults.append(
            CheckFault(
              check: .sealed, position: position,
              what: "the sealed parts are not those that the line names"))
        }
      }
    }
    return faults
  }

  private func checkFacts() throws -> [CheckFault] {
    try log.read { snapshot in
      guard let live = try snapshot.table(Facts.table), live.version == Facts.version else {
        return []
      }
      // The chain over the rows as they are stored; the digest stands before each next row.
      var rows = MerkleHash.empty.bytes
      var head: TableHead?
      var unreadable: [UnreadableEvent] = []
      while head?.position ?? 0 < live.position {
        let step = try Facts.step(
          from: head, in: snapshot, upTo: live.position, unreadable: &unreadable)
        head = step.head
      }
      try snapshot.scan(table: Facts.table) { chunk in
        try FactCoding.forEach(chunk) { recorded in
          FactCoding.append(recorded, to: &rows)
          rows = Digest(hashing: rows.span).bytes
        }
      }
      guard live.digest == head?.digest ?? MerkleHash.empty.bytes, live.digest == rows else {
        return [
          CheckFault(
            check: .facts, position: nil,
            what: "the stored facts are not those the lines give; run replay to rebuild them")
        ]
      }
      return []
    }
  }

  private func checkCases() throws -> [CheckFault] {
    try events().bySubject.flatMap { subject, events -> [CheckFault] in
      CaseFile(subject: subject, folding: events).faults.map {
        CheckFault(
          check: .cases, position: $0.position,
          what: "\(subject): \($0.event.type.name) names a record that is not there")
      }
    }
  }
}
