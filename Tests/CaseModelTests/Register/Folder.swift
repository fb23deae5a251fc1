import CaseModel
import Testing

/// A case folder as it may be delivered: whatever happened in it, no rule asked on the way.
struct Folder {
  private(set) var history: [RecordedEvent] = []
  private(set) var texts: [EpisodeKey: [Field: String]] = [:]
  /// The day of delivery.
  var day = Day.last(of: 2024)
  /// Whether every record that can has an id of an earlier system.
  let isMigrated: Bool

  init(isMigrated: Bool = false) { self.isMigrated = isMigrated }

  /// The folder under examination.
  func examined(withTexts: Bool = true) throws -> RegisterCase {
    let subject = try #require(Subject("case/1"))
    let file = CaseFile(subject: subject, folding: history)
    return RegisterCase(file, on: day, texts: withTexts ? texts : [:])
  }

  mutating func deliver(on day: String) throws { self.day = try #require(Day(day)) }

  /// Something that happened; texts are sealed fields.
  mutating func add(
    _ event: some TypedEvent, _ day: String, _ texts: [Field: String] = [:],
    sealed: Set<Field> = []
  ) throws {
    let type = Swift.type(of: event).type
    var fields = event.fields
    if isMigrated, type.shape.fields.contains(where: { $0.field == .migratedId }) {
      fields[.migratedId] = .text("17")
    }
    let happened = Event(
      id: .random(), type: type, subject: try #require(Subject("case/1")),
      effective: try #require(Day(day)), office: try #require(Office("3005")), actor: "w01",
      fields: fields, sealedFields: sealed.union(texts.keys))
    let position = UInt64(history.count)
    history.append(
      RecordedEvent(position: position, time: Instant(self.day), event: happened))
    let role = type.shape.episode
    let key = EpisodeKey(role.kind, role.id.flatMap(fields.id))
    self.texts[key, default: [:]].merge(texts) { $1 }
  }
}

// The records that most examples need.
extension Folder {
  mutating func open(_ day: String = "2024-01-02", born: Int64? = nil) throws {
    try add(CaseOpened(journal: "1", birthYear: born), day)
  }

  mutating func close(_ day: String) throws { try add(CaseClosed(reason: "other"), day) }

  @discardableResult
  mutating func report(_ from: String = "2024-02-01", to: String? = nil) throws -> RecordID {
    let id = RecordID.random()
    try add(ReportReceived(report: id, reporters: ["11"], contents: ["7"]), from)
    if let to { try add(ReportAssessed(report: id, conclusion: "2"), to) }
    return id
  }

  @discardableResult
  mutating func investigation(
    _ from: String = "2024-02-08", to: String? = nil, conclusion: String = "3",
    of reports: [RecordID]? = nil
  ) throws -> RecordID {
    let (id, reports) = (RecordID.random(), try reports ?? [report()])
    try add(InvestigationOpened(investigation: id, reports: reports), from)
    if let to { try add(InvestigationConcluded(investigation: id, conclusion: conclusion), to) }
    return id
  }

  @discardableResult
  mutating func decision(
    _ section: String = "3-1", on day: String = "2024-03-01", to: String? = nil,
    act: String = "BVL2021", status: String = "1"
  ) throws -> RecordID {
    let (id, place) = (RecordID.random(), section.split(separator: "-").map(String.init))
    try add(
      DecisionMade(
        decision: id, act: act, chapter: place[0], section: place[1], status: status), day)
    if let to { try add(DecisionLapsed(decision: id), to) }
    return id
  }

  @discardableResult
  mutating func measure(
    _ category: String = "3.5", from: String = "2024-03-02", to: String? = nil,
    under decision: RecordID? = nil, _ texts: [Field: String] = [:]
  ) throws -> RecordID {
    let (id, decision) = (RecordID.random(), try decision ?? self.decision())
    try add(
      MeasureStarted(measure: id, category: category, class: "change", decision: decision), from,
      texts)
    if let to { try add(MeasureEnded(measure: id), to) }
    return id
  }

  @discardableResult
  mutating func plan(_ from: String = "2024-03-02", to: String? = nil) throws -> RecordID {
    let id = RecordID.random()
    try add(PlanAdopted(plan: id, planType: "1"), from)
    if let to { try add(PlanClosed(plan: id), to) }
    return id
  }

  mutating func claim(_ from: String, to: String, in decision: RecordID) throws {
    let id = RecordID.random()
    try add(PrivateClaimReceived(claim: id, decision: decision), from)
    try add(PrivateClaimConcluded(claim: id, conclusion: "1"), to)
  }

  mutating func aftercare(_ from: String, to: String? = nil) throws {
    let id = RecordID.random()
    try add(AftercareOffered(aftercare: id), from)
    if let to { try add(AftercareConcluded(aftercare: id, conclusion: "1"), to) }
  }

  mutating func relocation(_ day: String) throws {
    try add(ChildRelocated(relocation: .random(), cause: "1.1.1", destination: "1"), day)
  }

  mutating func petition(_ day: String, act: String = "BVL2021", decision: RecordID? = nil) throws {
    try add(
      BoardReferralSent(
        boardReferral: .random(), act: act, chapter: "5", section: "1", decision: decision), day)
  }

  mutating func child(
    _ texts: [Field: String] = [:], from day: String = "2024-01-02", sex: String? = nil
  ) throws {
    try add(IdentityRecorded(details: .random(), sex: sex), day, texts)
  }
}

/// A rule of the register by two folders that differ in one thing: in the one it is broken, in the
/// other it just holds.
struct RegisterExample: Sendable, CustomTestStringConvertible {
  let rule: String
  /// Whether the rule looks at sealed texts here.
  let readsTexts: Bool
  let fill: @Sendable (inout Folder, _ isBroken: Bool) throws -> Void

  init(
    _ rule: String, readsTexts: Bool = false,
    _ fill: @escaping @Sendable (inout Folder, _ isBroken: Bool) throws -> Void
  ) {
    (self.rule, self.readsTexts, self.fill) = (rule, readsTexts, fill)
  }

  var testDescription: String { rule }

  func folder(isBroken: Bool, isMigrated: Bool = false) throws -> Folder {
    var folder = Folder(isMigrated: isMigrated)
    try fill(&folder, isBroken)
    return folder
  }

  static let all = ofCase + ofPersonalDetails + ofReports + ofDecisions + ofMeasures + ofTheRest
}
