import CaseModel
import Testing

/// A person's file with a granted application for financial aid, to build rules upon.
struct Aid {
  var given: Given
  let application = RecordID.random()
  let decision = RecordID.random()
  let payment = RecordID.random()
  let loan = RecordID.random()

  init(born: Int64? = 1980, today: String = "2023-12-31") throws {
    given = try Given("person/1", today: today)
    try given.happened(PersonOpened(birthYear: born), "2006-01-02")
  }

  /// Financial aid from March through May 2023, for subsistence and rent.
  mutating func grant(_ outcome: String = "granted", emergency: Bool? = nil) throws {
    try given.happened(
      SupportApplied(application: application, appliedFor: "financial-aid"), "2023-02-20")
    try given.happened(
      SupportDecided(
        decision: decision, service: "financial-aid", supportOutcome: outcome,
        legalBasis: ["SOTJ-18"], application: application,
        benefitKinds: ["subsistence", "rent"], periodFrom: Day("2023-03-01"),
        periodTo: Day("2023-05-31"), emergency: emergency,
        conditions: outcome == "refused" ? [] : ["16"]), "2023-02-25")
  }

  func pays(_ amount: Int64 = 10_000, kind: String = "rent") -> PaymentMade {
    PaymentMade(
      payment: .random(), decision: decision, benefitKind: kind, aidForm: "grant", amount: amount)
  }

  mutating func pay(_ amount: Int64 = 10_000) throws {
    try given.happened(
      PaymentMade(
        payment: payment, decision: decision, benefitKind: "rent", aidForm: "grant",
        amount: amount), "2023-03-01")
  }

  mutating func lend(_ amount: Int64 = 10_000) throws {
    try given.happened(LoanGranted(loan: loan, decision: decision, amount: amount), "2023-03-01")
  }

  func paysLoan(_ amount: Int64) -> PaymentMade {
    PaymentMade(
      payment: .random(), decision: decision, benefitKind: "rent", aidForm: "loan",
      amount: amount, loan: loan)
  }
}

/// A person with a granted qualification programme.
struct Programme {
  var given: Given
  let decision = RecordID.random()
  let qualification = RecordID.random()

  init(born: Int64? = 1980, today: String = "2023-12-31") throws {
    given = try Given("person/1", today: today)
    try given.happened(PersonOpened(birthYear: born), "2006-01-02")
  }

  func grants(_ basis: String = "SOTJ-29") -> SupportDecided {
    SupportDecided(
      decision: decision, service: "qualification-programme", supportOutcome: "granted",
      legalBasis: [basis])
  }

  mutating func assess(_ day: String) throws {
    try given.happened(
      WorkAbilityAssessed(assessment: .random(), workAbility: "programme"), day)
  }

  mutating func grant(_ day: String, basis: String = "SOTJ-29") throws {
    try assess(day)
    try given.happened(grants(basis), day)
  }

  func starts(plannedEnd: String? = nil) -> QualificationStarted {
    QualificationStarted(
      qualification: qualification, decision: decision,
      plannedEnd: plannedEnd.flatMap { Day($0) })
  }

  /// A programme that began on 1 March 2020.
  mutating func start() throws {
    try grant("2020-02-01")
    try given.happened(starts(), "2020-03-01")
  }
}
