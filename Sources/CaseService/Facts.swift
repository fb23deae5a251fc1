import CaseModel
import EventCoding
import EventLog
import Projections
import TransparencyLog

/// The stored facts: every event in dense form, from which every question over many files is
/// answered (avledede fakta).
///
/// A derived table of the log. It catches up with the lines before a question, can be dropped at
/// any time, and is rebuilt by `replay`; its digest is a chain over its rows, so that a rebuilt
/// table and one that grew event by event can be compared without reading either.
enum Facts {
  static let table = "facts"
  static let version = String(FactCoding.version, radix: 16)
  /// How many events one transaction takes: enough to be quick, few enough to lose little.
  static let batch: UInt64 = 4096

  /// The head after one more batch of lines, and the rows to add.
  static func step(
    from head: TableHead?, in snapshot: Snapshot, upTo limit: UInt64 = .max,
    unreadable: inout [UnreadableEvent]
  ) throws -> (rows: [UInt8], head: TableHead) {
    let start = head?.position ?? 0
    var digest = head?.digest ?? MerkleHash.empty.bytes
    var rows: [UInt8] = []
    var count = head?.rows ?? 0
    let end = min(start + batch, snapshot.size, limit)
    try snapshot.scan(start..<end) { position, line in
      do {
        let recorded = try EventLine.decode(line).recorded(at: position)
        let begin = rows.count
        FactCoding.append(recorded, to: &rows)
        digest += rows[begin...]
        digest = Digest(hashing: digest.span).bytes
        count += 1
      } catch let error as LineError {
        unreadable.append(UnreadableEvent(position: position, why: error.description))
      }
    }
    return (rows, TableHead(version: version, position: end, digest: digest, rows: count))
  }
}

/// An event that this program cannot read.
public struct UnreadableEvent: Hashable, Sendable {
  /// Where it is.
  public let position: UInt64
  /// Why.
  public let why: String
}

/// Every subject with its events, as far as a question may know them.
struct KnownEvents {
  /// Each subject's events, in the order they were recorded; subjects in order.
  let bySubject: [(Subject, [RecordedEvent])]

  /// The municipalities that have cases or are units of the log.
  var offices: [Office] {
    var seen: Set<Office> = []
    for (subject, events) in bySubject where subject.kind != .message {
      for event in events { seen.insert(event.event.office) }
    }
    return seen.sorted()
  }

  /// The units as they stand.
  var organisation: Organisation {
    Organisation(units: bySubject.filter { $0.0.kind == .unit })
  }

  /// The first day that something is true of; nil for a log without events.
  var firstDay: Day? {
    bySubject.lazy.flatMap { $0.1.lazy.map(\.event.effective) }.min()
  }

  /// When the last of them was recorded; nil for a log without events.
  var lastTime: Instant? { bySubject.lazy.compactMap { $0.1.last?.time }.max() }
}

extension CaseLog {
  /// The events of every subject that were known before a position.
  func events(knownBefore: UInt64? = nil) throws -> KnownEvents {
    try catchUp()
    var events: [Subject: [RecordedEvent]] = [:]
    try log.read { snapshot in
      let end = min(knownBefore ?? .max, snapshot.size)
      let head = try snapshot.table(Facts.table)
      let stored = head?.version == Facts.version ? min(head?.position ?? 0, end) : 0
      if stored > 0 {
        try snapshot.scan(table: Facts.table) { chunk in
          try FactCoding.forEach(chunk, where: { $0.position < end }) {
            events[$0.event.subject, default: []].append($0)
          }
        }
      }
      // What the table does not cover: a log that may only be read is never caught up.
      try snapshot.scan(stored..<max(stored, end)) { position, line in
        let recorded = try EventLine.decode(line).recorded(at: position)
        events[recorded.event.subject, default: []].append(recorded)
      }
    }
    return KnownEvents(bySubject: events.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
  }

  /// Brings the stored facts up to the log's end; does nothing on a log opened for reading.
  /// - Throws: `ServiceError.unreadableTypes` naming the events that cannot be read.
  func catchUp() throws {
    guard log.access == .readWrite else { return }
    while true {
      let head = try log.read { try $0.table(Facts.table) }
      guard head.map({ $0.version == Facts.version }) ?? true else {
        _ = try replay()
        return
      }
      guard try log.read({ $0.size }) > head?.position ?? 0 else { return }
      var unreadable: [UnreadableEvent] = []
      let step = try log.read { try Facts.step(from: head, in: $0, unreadable: &unreadable) }
      try Self.refuse(unreadable)
      do {
        try log.extend(table: Facts.table, expecting: head, with: step.rows, head: step.head)
      } catch let error as LogError where error.code == .tableMoved {
        continue  // Another process caught up meanwhile; what it wrote is the same.
      }
    }
  }

  /// An event left out of the facts would be a figure too low: nothing goes on without it.
  static func refuse(_ unreadable: [UnreadableEvent]) throws {
    guard let first = unreadable.first else { return }
    let more = unreadable.count > 1 ? ", and \(unreadable.count - 1) more" : ""
    throw ServiceError(
      .unreadableTypes, "event \(first.position) cannot be read: \(first.why)\(more)",
      remedy: "Use a version of the program that knows these types; check lists all of them")
  }
}
