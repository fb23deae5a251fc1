public import CaseModel
import EventLog
public import Projections
import Schemas

/// A table as rebuilt from the log, with what it was rebuilt from.
public struct Table: Sendable {
  /// The report's name.
  public let report: String
  /// The definition's version: `name@version`.
  public let definition: String
  /// The number of events it was made from.
  public let size: UInt64
  /// What the unit is called that alone was asked about; nil for no unit.
  public let unitName: String?
  /// What the log could answer for.
  public let coverage: Statistics.Coverage
  /// The cells, row by row.
  public let cells: [Statistics.Cell]

  /// The position of the last event it was made from; nil if there was none.
  ///
  /// Asked as it was known at that position (`knownBefore`), the table is the same for ever.
  public var position: UInt64? { size == 0 ? nil : size - 1 }

  /// Whether it holds nothing because the log covers nothing of what was asked.
  public var isUncovered: Bool {
    cells.contains { $0.missing == .notCovered } && cells.allSatisfy { $0.missing != nil }
  }
}

/// Whose files a question is about; what is nil is not asked for.
///
/// A team or municipality that others have become part of by the asked day has their files too; one
/// that has become part of another still has those that were its own.
public struct Holder: Sendable {
  /// The caseworker's staff id.
  public var worker: String?
  /// The team.
  public var team: String?
  /// The municipality.
  public var office: Office?

  /// A filter; empty for everybody's.
  public init(worker: String? = nil, team: String? = nil, office: Office? = nil) {
    (self.worker, self.team, self.office) = (worker, team, office)
  }

  /// The files that it holds on a day.
  func filter(on day: Day, _ organisation: Organisation) -> (CaseFile) -> Bool {
    let teams = team.map { organisation.teams(of: $0, at: day) }
    let offices = office.map { organisation.offices(of: $0, at: day) }
    return { [worker] file in
      (worker == nil || worker == file.worker)
        && (teams.map { file.team.map($0.contains) ?? false } ?? true)
        && (offices.map { file.office.map($0.contains) ?? false } ?? true)
    }
  }
}

extension CaseLog {
  /// Rebuilds a published table.
  /// - Throws: `Statistics.Refusal` for what the report cannot be asked.
  public func statistics(
    _ report: Report, _ question: Statistics.Question, knownBefore: UInt64? = nil
  ) throws -> Table {
    let (statistics, files, known) = try filled(report, question, knownBefore: knownBefore) { _ in
    }
    return Table(
      report: report.id.description, definition: "\(report.id)@\(report.version)", size: known,
      unitName: try unitName(question, files.organisation),
      coverage: statistics.coverage, cells: statistics.cells)
  }

  /// What the unit that is asked about is called at the end of the period.
  func unitName(_ question: Statistics.Question, _ organisation: Organisation) throws -> String? {
    guard let unit = question.unit else { return nil }
    let last = question.periods.map(\.days.upperBound).max() ?? question.at
    return organisation.name(of: unit, on: try last ?? today)
  }

  /// A table that has seen every subject, the events it was made from, and how many they are.
  func filled(
    _ report: Report, _ question: Statistics.Question, knownBefore: UInt64?,
    explaining: Bool = false, prepare: (inout Statistics) throws -> Void
  ) throws -> (Statistics, KnownEvents, UInt64) {
    let known = try min(knownBefore ?? size, size)
    let files = try events(knownBefore: known)
    // What was known then reaches to the day of the last event known; what is known now, to today.
    let last = known < (try size) ? files.lastTime?.dayInOslo : nil
    let today = try last ?? self.today
    let first = min(files.firstDay ?? today, today)
    let organisation = files.organisation
    var coverage = Statistics.Coverage(
      offices: files.offices, days: first...today, organisation: organisation)
    coverage.values = files.values(for: report, of: question.offices, organisation, at: today)
    var statistics = try Statistics(
      report, question, coverage: coverage,
      explaining: explaining, label: Self.label)
    try prepare(&statistics)
    for (subject, events) in files.bySubject { statistics.add(subject, events) }
    return (statistics, files, known)
  }

  /// The duties of every file at a day, most urgent first.
  /// - Parameters:
  ///   - day: the day asked about.
  ///   - knownBefore: only the first so many events count; nil for all.
  ///   - holder: whose duties.
  ///   - rules: the law table, or those of it that are wanted.
  ///   - law: for comparison, every duty under the law of this one day; nil for that of its own
  ///     time.
  public func deadlines(
    at day: Day, knownBefore: UInt64? = nil, of holder: Holder = Holder(),
    rules: [LawRule] = LawRule.all, under law: Day? = nil
  ) throws -> [Deadline] {
    var all: [Deadline] = []
    let known = try events(knownBefore: knownBefore)
    let homes = Homes(known.bySubject, at: day)
    let organisation = known.organisation
    let holds = holder.filter(on: day, organisation)
    for (subject, events) in known.bySubject {
      let file = CaseFile(subject: subject, folding: events, at: day)
      guard holds(file) else { continue }
      let holding = organisation.holding(of: file, on: day)
      all += Projections.deadlines(
        of: file, at: day, rules: rules, under: law, held: holding,
        beside: homes.approvals(for: file, on: day))
    }
    return all.sorted {
      ($0.due, $0.subject, $0.rule.id.description) < ($1.due, $1.subject, $1.rule.id.description)
    }
  }

  /// Who has how much on the table at a day; nil stands for cases that nobody has.
  public func caseload(
    by division: Caseload.Division, at day: Day, knownBefore: UInt64? = nil
  ) throws -> [(holder: String?, load: Caseload)] {
    var loads: [String?: Caseload] = [:]
    let known = try events(knownBefore: knownBefore)
    let organisation = known.organisation
    for (subject, events) in known.bySubject
    where subject.kind == .case || subject.kind == .person {
      let file = CaseFile(subject: subject, folding: events, at: day)
      guard file.own?.isOpen(on: day) == true else { continue }
      let duties = Projections.deadlines(of: file, at: day, rules: LawRule.all)
      let holder = organisation.holding(of: file, on: day)[division]
      loads[holder, default: Caseload()].add(file, at: day, duties: duties)
    }
    return loads.sorted { ($0.key ?? "\u{10FFFF}") < ($1.key ?? "\u{10FFFF}") }
      .map { (holder: $0.key, load: $0.value) }
  }

  /// The audit trail of a subject: who, when, what, before and after.
  public func auditTrail(
    of subject: Subject, at day: Day? = nil, knownBefore: UInt64? = nil
  ) throws -> [AuditEntry] {
    let events = try history(of: subject).filter { event in
      knownBefore.map { event.position < $0 } ?? true
    }
    return Projections.auditTrail(of: subject, events, at: day)
  }

  /// The day it is: by the machine, or on a simulated log the day of its last event.
  public var today: Day {
    get throws {
      // By the log's own note of the time, so that it holds for an event that cannot be read.
      guard isSimulated, let last = try log.read({ $0.lastTime }) else {
        return clock.now.dayInOslo
      }
      return Instant(last.description)?.dayInOslo ?? clock.now.dayInOslo
    }
  }

  private static func label(
    _ list: CodeListName, _ code: String
  ) -> (norwegian: String, english: String) {

    return (Labels.code(code, in: list.rawValue, .nb), Labels.code(code, in: list.rawValue, .en))
  }
}
