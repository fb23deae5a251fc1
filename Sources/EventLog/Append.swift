import LMDB
public import TransparencyLog

/// An event to be stored: its line, and what stands beside it.
public struct NewEvent: Sendable {
  /// The canonical line, without a newline.
  public var line: [UInt8]
  /// The ciphertexts of the sealed parts, in the order of the digests in the line.
  ///
  /// Either all of them or none: a log may be taken over without its sealed parts.
  public var sealed: [[UInt8]]
  /// Keys from outside by which the event can be found again, such as a message's id.
  public var externalKeys: [String]

  /// Makes an event.
  public init(line: [UInt8], sealed: [[UInt8]] = [], externalKeys: [String] = []) {
    self.line = line
    self.sealed = sealed
    self.externalKeys = externalKeys
  }
}

/// What must hold for an append to happen.
///
/// Checked in its transaction, before anything is stored.
public enum AppendCondition: Sendable {
  /// The stream has exactly this many events; 0: it is new.
  case streamVersion(String, UInt64)
  /// No event matches the query among those the caller has not seen.
  ///
  /// `since` is the size of the log when the caller read it: events at `since` and later count.
  /// This is the append condition of Dynamic Consistency Boundaries.
  case noEvent(matching: EventQuery, since: UInt64)
  /// The external key is not taken.
  case noKey(String)
}

/// Which events a condition is about (Dynamic Consistency Boundaries): any of its items.
public struct EventQuery: Sendable {
  /// Types and subjects, both of which must match.
  ///
  /// An empty list matches everything.
  public struct Item: Sendable {
    /// Any of these types.
    public var types: [String]
    /// Any of these subjects.
    public var subjects: [String]

    /// Makes an item.
    public init(types: [String] = [], subjects: [String] = []) {
      self.types = types
      self.subjects = subjects
    }
  }

  /// An event matches when it matches one of these.
  ///
  /// No items: nothing matches.
  public var items: [Item]

  /// Makes a query.
  public init(_ items: [Item]) { self.items = items }

  /// Every event.
  public static let all = EventQuery([Item()])
}

/// What an append did.
public enum AppendOutcome: Sendable {
  /// The events are stored, and on disk.
  case appended(Appended)
  /// All of the events were stored already, by an earlier try: here they stand. Nothing was added.
  /// Whether the stored lines say the same as the new ones is the caller's to compare.
  case alreadyStored([StoredEvent])
  /// There was nothing to store.
  case nothing
}

/// Where events were stored.
public struct Appended: Equatable, Sendable {
  /// The positions of the events.
  public var positions: Range<UInt64>
  /// The version of each event in its stream; the first of a stream has 0.
  public var versions: [UInt64]
  /// The root hash of the log with these events.
  public var root: Digest
  /// The number of events of the log with these.
  public var size: UInt64
}

/// An event that stood in the log already.
public struct StoredEvent: Equatable, Sendable {
  /// Where it stands.
  public var position: UInt64
  /// Its line.
  public var line: [UInt8]
}

extension EventLog {
  /// Appends events, all or none, and returns when they are on disk.
  ///
  /// `make` runs as the only writer of the log: what it reads in its snapshot cannot move before
  /// its events are stored. It must not use the log itself, nor wait for anything.
  ///
  /// A retry is recognised by event ids among the latest events of their streams (at least 256 of
  /// each), before any condition is looked at.
  ///
  /// - Throws: `LogError` `.conflict` and `.keyTaken` for conditions that do not hold,
  ///   `.lineInvalid`, `.timeOrder`, `.partlyStored`, `.full`, `.notWritable`; and what `make`
  ///   throws. Nothing is stored then.
  @discardableResult
  public func append(
    if conditions: [AppendCondition] = [], _ make: (Snapshot) throws -> [NewEvent]
  ) throws -> AppendOutcome {
    try write { transaction in
      let snapshot = try Snapshot(transaction, spaces, places)
      let events = try make(snapshot)
      guard !events.isEmpty else { return .nothing }
      let checked = try CheckedEvents(events)
      if let stored = try checked.findStored(in: snapshot) { return .alreadyStored(stored) }
      for condition in conditions { try condition.require(in: snapshot) }
      try checked.requireTimeOrder(after: snapshot.lastTime)
      var appender = Appender(transaction, snapshot)
      return .appended(try appender.append(checked))
    }
  }

  /// Runs `body` as the only writer; refused for a log opened for reading.
  func write<R>(_ body: (WriteTransaction) throws -> R) throws -> R {
    guard access == .readWrite else {
      throw LogError(.notWritable, "\(path): the log was opened for reading only")
    }
    return try inWordsOfTheLog(path) { try environment.write(body) }
  }
}
