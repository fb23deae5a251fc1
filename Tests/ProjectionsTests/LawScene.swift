import CaseModel
import Testing

/// A duty about to be broken or kept: what began it, when it is due, what meets it.
struct LawScene: Sendable, CustomTestStringConvertible {
  /// The rule's id.
  let rule: String
  /// The last day in time.
  let due: String
  /// Makes the history up to the duty.
  let begin: @Sendable (inout History) throws -> Void
  /// Does what meets the duty, on a day; nil for what can only run out.
  let meet: (@Sendable (inout History, String) throws -> Void)?

  init(
    _ rule: String, due: String, _ begin: @escaping @Sendable (inout History) throws -> Void,
    meet: (@Sendable (inout History, String) throws -> Void)?
  ) {
    (self.rule, self.due, self.begin, self.meet) = (rule, due, begin, meet)
  }

  var testDescription: String { "\(rule) due \(due)" }

  // The records of a scene: one of each kind is enough.
  static let report = RecordID.random()
  static let investigation = RecordID.random()
  static let decision = RecordID.random()
  static let measure = RecordID.random()
  static let placement = RecordID.random()
  static let complaint = RecordID.random()
  static let application = RecordID.random()
  static let referral = RecordID.random()
  static let hearing = RecordID.random()
  static let boardDecision = RecordID.random()
}

extension History {
  mutating func opened(_ day: String, born: Int64? = nil) throws {
    try add(CaseOpened(journal: "1", birthYear: born), day)
  }

  mutating func reported(_ day: String) throws {
    try opened(day)
    try add(
      ReportReceived(
        report: LawScene.report, reporters: ["11"], contents: ["3"], reporterKind: "public"), day)
  }

  mutating func investigated(reported: String, opened: String) throws {
    try self.reported(reported)
    try add(
      InvestigationOpened(investigation: LawScene.investigation, reports: [LawScene.report]),
      opened)
  }

  mutating func concluded(_ day: String) throws {
    try add(
      InvestigationConcluded(investigation: LawScene.investigation, conclusion: "4"), day)
  }

  mutating func decided(
    _ act: String, _ chapter: String, _ section: String, _ day: String, paragraphs: [Int64] = []
  ) throws {
    try opened(day)
    try add(
      DecisionMade(
        decision: LawScene.decision, act: act, chapter: chapter, section: section,
        paragraphs: paragraphs, status: "1"), day)
  }

  mutating func measured(_ basis: String, _ day: String, born: Int64? = nil) throws {
    try opened(day, born: born)
    try add(
      DecisionMade(
        decision: LawScene.decision, act: "BVL2021", chapter: "3", section: "1", status: "1"),
      day)
    try started(basis, day)
  }

  mutating func started(_ basis: String, _ day: String) throws {
    try add(
      MeasureStarted(
        measure: LawScene.measure, category: "3.1", class: "change",
        decision: LawScene.decision, basis: basis), day)
  }

  mutating func placed(_ home: String, _ basis: String, _ day: String, born: Int64? = nil) throws {
    try opened(day, born: born)
    try add(
      PlacementStarted(
        placement: LawScene.placement, home: home, basis: basis,
        municipality: try #require(Office("3005"))), day)
  }

  mutating func planned(_ type: String, _ day: String) throws {
    try add(PlanAdopted(plan: .random(), planType: type), day)
  }

  mutating func petitioned(_ day: String) throws {
    try add(DecisionStatusChanged(decision: LawScene.decision, status: "2"), day)
  }

  mutating func referred(_ day: String) throws {
    try add(
      BoardReferralSent(
        boardReferral: LawScene.referral, act: "BVL2021", chapter: "5", section: "1",
        decision: LawScene.decision), day)
  }

  mutating func notified(_ party: String, _ day: String, notice: String = "notified") throws {
    try add(
      DecisionNotified(decision: LawScene.decision, party: party, notice: notice), day)
  }

  mutating func complained(_ party: String, _ day: String, to body: String = "governor") throws {
    try add(
      ComplaintReceived(
        complaint: LawScene.complaint, decision: LawScene.decision, party: party,
        complaintBody: body), day)
  }

  mutating func fedBack(_ kind: String, _ day: String) throws {
    try add(ReporterFeedbackGiven(report: LawScene.report, feedback: kind), day)
  }

  mutating func ended(_ day: String, revocation: String? = nil) throws {
    try add(MeasureEnded(measure: LawScene.measure, revocation: revocation), day)
  }
}
