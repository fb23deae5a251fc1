public import CaseModel
public import CaseService

/// Records made-up, valid case work through the same rules as everyone else's (simulering).
///
/// The times of recording are the simulation's own calendar, strictly increasing. Nothing is
/// sealed, since nobody is behind it; so the same seed gives the same lines and the same root.
public struct Simulator {
  /// How far a simulation has come.
  public struct Progress: Sendable {
    /// Events recorded so far.
    public var events = 0
    /// Events there will be, as far as is known.
    public var expected: Int?
    /// The day the calendar shows.
    public var day: Day?
  }

  private let log: CaseLog
  private let batch: Int
  private let report: (Progress) -> Void

  /// A simulator that writes into a log made for simulation.
  /// - Parameters:
  ///   - batch: how many events are recorded at once, all or none.
  ///   - progress: told after each batch.
  public init(
    into log: CaseLog, batch: Int = 400, progress: @escaping (Progress) -> Void = { _ in }
  ) {
    self.log = log
    self.batch = max(1, batch)
    report = progress
  }

  /// Plays scenarios side by side, as if their municipalities shared the log.
  /// - Parameters:
  ///   - scenarios: which.
  ///   - seed: decides what happens.
  ///   - shuffle: decides the order in which acts of one day that do not depend on each other are
  ///     recorded; the figures are the same.
  ///   - year: told of this year instead of their own; see `Scenario.movableYears`.
  /// - Returns: the number of events recorded.
  /// - Throws: `SimulationError`, and what the log throws.
  @discardableResult
  public func play(
    _ scenarios: [Scenario], seed: UInt64, shuffle: UInt64 = 0, movedTo year: Int? = nil
  ) throws -> Int {
    try record(Scenario.drafts(of: scenarios, seed: seed, shuffle: shuffle, movedTo: year))
  }

  /// Fills the log with any volume of cases in a realistic mix, over ten years and several
  /// municipalities; about twenty events a case.
  /// - Parameters:
  ///   - cases: how many cases are opened.
  ///   - seed: decides what happens.
  ///   - shuffle: decides the order in which acts of one day that do not depend on each other are
  ///     recorded.
  /// - Returns: the number of events recorded.
  /// - Throws: `SimulationError`, and what the log throws.
  @discardableResult
  public func load(cases: Int, seed: UInt64, shuffle: UInt64 = 0) throws -> Int {
    var load = try Load(cases: cases, seed: seed, shuffle: shuffle)
    var writer = Writer(log: log, batch: batch, report: report)
    try writer.check(begins: load.begins)
    while let drafts = try load.nextDay() { try writer.write(drafts) }
    return try writer.finish()
  }

  /// Records drafts that are in the order of their times.
  /// - Returns: the number of events recorded.
  /// - Throws: `SimulationError`, and what the log throws.
  @discardableResult
  public func record(_ drafts: [Draft]) throws -> Int {
    var writer = Writer(log: log, batch: batch, report: report)
    writer.progress.expected = drafts.count
    if let first = drafts.first?.time { try writer.check(begins: first) }
    try writer.write(drafts)
    return try writer.finish()
  }
}

/// Gathers drafts into batches and records each in one append.
private struct Writer {
  let log: CaseLog
  let batch: Int
  let report: (Simulator.Progress) -> Void
  var progress = Simulator.Progress()
  private var waiting: [Draft] = []

  init(log: CaseLog, batch: Int, report: @escaping (Simulator.Progress) -> Void) {
    self.log = log
    self.batch = batch
    self.report = report
  }

  func check(begins first: Instant) throws {
    guard log.isSimulated else { throw SimulationError.logIsReal }
    let size = try log.size
    guard size > 0 else { return }
    let last = try log.event(at: size - 1).time
    if last >= first { throw SimulationError.logIsLater(last: last, first: first) }
  }

  mutating func write(_ drafts: [Draft]) throws {
    for draft in drafts {
      // Whether a deviation still stands, or a home is approved, is asked of what is recorded, not
      // of what waits.
      if [.deviationClosed, .placementHomeSet].contains(draft.type) { try flush() }
      waiting.append(draft)
      // An annulment and what replaces it are one append.
      if waiting.count >= batch, draft.type != .eventAnnulled { try flush() }
    }
  }

  mutating func finish() throws -> Int {
    try flush()
    return progress.events
  }

  private mutating func flush() throws {
    guard let first = waiting.first else { return }
    let outcome = try log.record(waiting)
    switch outcome {
    case .recorded:
      progress.events += waiting.count
      progress.day = waiting.last?.effective
    case .refused(let reasons):
      if let (index, finding) = reasons.first {
        throw SimulationError.refused(draft: waiting[index], finding: finding)
      }
      throw SimulationError.notRecorded(draft: first, outcome: outcome)
    case .alreadyStored, .movedOn, .keyTaken:
      throw SimulationError.notRecorded(draft: first, outcome: outcome)
    }
    waiting.removeAll(keepingCapacity: true)
    report(progress)
  }
}
