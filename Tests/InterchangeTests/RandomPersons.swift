import CaseModel
import CaseService
import EventCoding

@testable import Interchange

/// Persons of the social services with random, sound years, and what a year comes to, counted here
/// as they are made and not by the program.
///
/// What they live on goes with what they do, as the bureau's rules want it; all else is free:
/// offices, months, amounts, reversals, late entries, identities.
struct RandomPersons {
  /// What a person's year comes to at the office.
  struct Year {
    var grants = [Int64](repeating: 0, count: 12)
    var loans = [Int64](repeating: 0, count: 12)
    var benefit = [Int64](repeating: 0, count: 12)
    var months: Set<Int> = []
    var benefitMonths: Set<Int> = []
    var fields: [KostraFieldName: String] = [:]
    /// The status of the programme; nil without one.
    var status: String?
  }

  static let office = Office(number: 4601) ?? Office.zero
  static let other = Office(number: 1103) ?? Office.zero
  let year: Int
  var dice: SplitMix
  /// By journal number.
  var years: [String: Year] = [:]
  private(set) var drafts: [Draft] = []

  init(seed: Int, year: Int = 2025, count: Int) {
    self.year = year
    dice = SplitMix(state: UInt64(seed) &* 7919 &+ 17)
    for index in 1...count {
      var story = Story(index: index, year: year, dice: dice)
      story.write()
      dice = story.dice
      drafts += story.drafts
      years[story.journal] = story.count
    }
  }

  /// Records everything.
  func record(in log: CaseLog) throws -> RecordOutcome { try log.record(drafts) }

  /// Who was paid financial assistance by the office in the year.
  var recipients: [String: Year] { years.filter { !$0.value.months.isEmpty } }

  /// Who took part in a programme of the office in the year.
  var participants: [String: Year] { years.filter { $0.value.status != nil } }
}

extension Office {
  fileprivate static var zero: Office { Office("0000") ?? RandomPersons.office }
}

/// One person, from opening to the end of what is known.
struct Story {
  let index: Int
  let year: Int
  var dice: SplitMix
  var count = RandomPersons.Year()
  var acts: [(day: Day, draft: Draft)] = []
  let subject: Subject
  var birth = Day(number: 0)
  var transfer: Day?
  var children: Int64 = 0
  let aid: RecordID
  let loan: RecordID

  var journal: String { "J\(index)" }
  var drafts: [Draft] {
    // Nothing is recorded before it is true: the log's clock shows March.
    acts.filter { $0.day <= last.adding(days: 70) }.enumerated().sorted {
      ($0.element.day, $0.offset) < ($1.element.day, $1.offset)
    }
    .map(\.element.draft)
  }
  var first: Day { .first(of: year) }
  var last: Day { .last(of: year) }

  init(index: Int, year: Int, dice: SplitMix) {
    self.index = index
    self.year = year
    self.dice = dice
    subject = Subject(.person, "p-\(index)") ?? .unit(RandomPersons.office)
    aid = .random(using: &self.dice)
    loan = .random(using: &self.dice)
  }

  mutating func write() {
    if dice.chance(1, in: 5) { transfer = first.adding(days: dice.below(365)) }
    open()
    settle()
    grant()
    for _ in 0..<dice.below(14) { pay() }
    serve()
    if dice.chance(1, in: 2) { takePart() }
    if let transfer {
      act(PersonTransferred(toOffice: RandomPersons.other), transfer, at: RandomPersons.office)
    }
  }

  mutating func act(
    _ event: some TypedEvent, _ day: Day, at office: Office? = nil, sealed: [Field: String] = [:]
  ) {
    let texts = sealed.map { (field: $0.key, text: $0.value) }
    acts.append(
      (
        day,
        Draft(
          event, on: subject, effective: day, office: office ?? self.office(on: day), actor: "w01",
          sealed: SealedPlaintext.grouped(texts, of: type(of: event).type))
      ))
  }

  func office(on day: Day) -> Office {
    transfer.map { day > $0 } ?? false ? RandomPersons.other : RandomPersons.office
  }

  func isOurs(_ day: Day) -> Bool { office(on: day) == RandomPersons.office }

  mutating func day(_ from: Day, _ through: Day) -> Day {
    from.adding(days: dice.below(through.days(since: from) + 1))
  }

  // MARK: - Who it is

  mutating func open() {
    birth = Day.first(of: year - 22 - dice.below(40)).adding(days: dice.below(365))
    let sex = dice.chance(1, in: 2) ? "1" : "2"
    let opened = first.adding(days: -400)
    var sealed: [Field: String] = [.name: "N.N."]
    switch dice.below(4) {
    case 0: sealed[.birthDate] = birth.description
    case 1:
      sealed[.birthDate] = birth.description
      sealed[.dufNumber] = nil
    default: sealed[.nationalId] = Self.number(birth, sex: sex, &dice)
    }
    count.fields[.fodselsdato] = birth.description
    count.fields[.kjonn] = sex
    if let number = sealed[.nationalId] { count.fields[.personFodselsnr] = number }
    let opening = PersonOpened(journal: journal, birthYear: Int64(birth.year), sex: sex)
    if dice.chance(1, in: 3) {
      act(opening, opened)
      act(PersonIdentityRecorded(details: .random(using: &dice)), opened, sealed: sealed)
    } else {
      act(opening, opened, sealed: sealed)
    }
    act(PersonAssigned(worker: "w\(index % 90 + 10)"), opened)
    count.fields[.saksbehandler] = "w\(index % 90 + 10)"
  }

  /// A number of the synthetic series with right check digits.
  static func number(_ birth: Day, sex: String, _ dice: inout SplitMix) -> String {
    let (year, month, day) = birth.components
    let from = year < 2000 ? 0 : 500
    while true {
      let individual = from + dice.below(500)
      guard individual % 2 == (sex == "1" ? 1 : 0) else { continue }
      let nine =
        [day, month + 80, year % 100].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined()
        + String(String(1000 + individual).suffix(3))
      for check in 0...99 {
        let text = nine + (check < 10 ? "0" : "") + String(check)
        if NationalNumber(text)?.birth == birth { return text }
      }
    }
  }

  // MARK: - How it stands

  /// What goes together by the bureau's rules: main income, work situation, largest benefit.
  static let livelihoods = [
    ("1", "01", "12"), ("1", "02", "10"), ("2", "05", "12"), ("3", "04", "04"), ("3", "07", "02"),
    ("3", "03", "11"), ("4", "03", "12"), ("5", "07", "12"), ("5", "08", "12"), ("5", "04", "01"),
    ("6", "09", "12"), ("7", "04", "12"), ("8", "10", "12"), ("9", "06", "09"),
  ]

  mutating func settle() {
    // What is recorded first is overtaken, in whole or in part.
    act(
      SituationRecorded(
        maritalStatus: "5", children: 2, mainIncome: "5", largestBenefit: "12", employment: "07",
        housing: "4"), first.adding(days: -399))
    children = Int64(dice.below(5))
    var (income, work, benefit) = Self.livelihoods[dice.below(Self.livelihoods.count)]
    if income == "3", children > 0 { benefit = dice.chance(1, in: 2) ? "05" : "13" }
    let marital = String(1 + dice.below(5))
    let housing = String(1 + dice.below(6))
    act(
      SituationRecorded(
        maritalStatus: marital, children: children, mainIncome: income, largestBenefit: benefit,
        employment: work), day(first.adding(days: -300), last))
    act(SituationRecorded(housing: housing), day(first, last))
    act(SituationRecorded(maritalStatus: "1", children: 9, housing: "5"), last.adding(days: 5))
    count.fields.merge([
      .ektstat: marital, .bu18: children > 0 ? "1" : "2", .vklo: income, .trygdesit: benefit,
      .arbsit: work, .bosit: housing,
    ]) { $1 }
    if children > 0 { count.fields[.antbu18] = String(children) }
  }

  // MARK: - What is paid

  mutating func grant() {
    let decided = first.adding(days: dice.chance(1, in: 2) ? -60 : -380)
    let application = RecordID.random(using: &dice)
    act(SupportApplied(application: application, appliedFor: "financial-aid"), decided)
    act(
      SupportDecided(
        decision: aid, service: "financial-aid", supportOutcome: "granted",
        legalBasis: ["SOTJ-18"], application: application,
        benefitKinds: ["subsistence", "rent", "furniture", "programme-costs", "housing-allowance"],
        periodFrom: first.adding(days: -390), periodTo: last.adding(days: 90)), decided)
    act(LoanGranted(loan: loan, decision: aid, amount: 90_000_000), decided)
    guard dice.chance(2, in: 3) else {
      count.fields[.vilkarsoslov] = "2"
      return
    }
    condition()
  }

  /// A decision of the year with conditions, of which one is breached.
  private mutating func condition() {
    let day = day(first, last)
    let decision = RecordID.random(using: &dice)
    let codes = ["16", "17", "04", "06", "07", "08", "10", "18", "14", "15", "19", "20"]
    let code = codes[dice.below(codes.count)]
    act(
      SupportDecided(
        decision: decision, service: "financial-aid", supportOutcome: "partly",
        legalBasis: ["SOTJ-18", "SOTJ-20"], benefitKinds: ["subsistence"],
        periodFrom: day, periodTo: day.adding(days: 40), conditions: [code],
        partnerConditions: dice.chance(1, in: 3) ? true : nil), day)
    count.fields[.vilkarsoslov] = isOurs(day) ? "1" : "2"
    guard isOurs(day) else { return }
    count.fields[.utbetdato] = day.description
    count.fields[.utbettomdato] = day.adding(days: 40).description
    let breach = day.adding(days: 3)
    guard dice.chance(1, in: 2), breach <= last else { return }
    act(ConditionBreached(decision: decision, condition: code), breach)
    act(SanctionImposed(decision: decision, sanction: "01", reduction: 100), breach)
    count.fields[.sanksjonred] = "01"
  }

  mutating func pay() {
    let day = day(first.adding(days: -20), last.adding(days: 20))
    let amount = Int64(100 + dice.below(dice.chance(1, in: 4) ? 200 : 2_000_000))
    let isLoan = dice.chance(1, in: 4)
    let kind = ["subsistence", "rent", "furniture", "programme-costs", "housing-allowance"][
      dice.below(5)]
    let payment = RecordID.random(using: &dice)
    act(
      PaymentMade(
        payment: payment, decision: aid, benefitKind: kind, aidForm: isLoan ? "loan" : "grant",
        amount: amount, loan: isLoan ? loan : nil), day)
    var left = amount
    if dice.chance(1, in: 4) {
      let back = dice.chance(1, in: 2) ? amount : Int64(1 + dice.below(Int(amount)))
      left -= back
      act(
        PaymentReversed(reversal: .random(using: &dice), payment: payment, amount: back),
        day.adding(days: dice.below(40)))
    }
    guard left > 0, first...last ~= day, isOurs(day), kind != "housing-allowance" else { return }
    count.months.insert(day.month)
    if isLoan { count.loans[day.month - 1] += left } else { count.grants[day.month - 1] += left }
  }

  mutating func serve() {
    count.fields[.gittOkonomirad] = "2"
    if dice.chance(1, in: 3) {
      let (day, level) = (day(first, last), ["I", "II", "III"][dice.below(3)])
      act(
        CounsellingGiven(
          counselling: .random(using: &dice), counsellingKind: "financial", level: level), day)
      if level != "I", isOurs(day) { count.fields[.gittOkonomirad] = "1" }
    }
    count.fields[.faatIndividuellPlan] = "2"
    guard dice.chance(1, in: 3) else { return }
    let (plan, day) = (RecordID.random(using: &dice), day(first.adding(days: -30), last))
    act(IndividualPlanNeedFound(individualPlan: plan), day)
    act(IndividualPlanOffered(individualPlan: plan), day)
    guard dice.chance(1, in: 2) else { return }
    act(IndividualPlanAdopted(individualPlan: plan), day)
    if isOurs(day) { count.fields[.faatIndividuellPlan] = "1" }
  }

  // MARK: - The programme

  mutating func takePart() {
    let applied = day(first.adding(days: -300), last.adding(days: -10))
    let (decided, started) = (applied.adding(days: 4), applied.adding(days: 9))
    let (application, decision) = (RecordID.random(using: &dice), RecordID.random(using: &dice))
    let programme = RecordID.random(using: &dice)
    let from = dice.chance(1, in: 4) ? Office("3005") : nil
    act(WorkAbilityAssessed(assessment: .random(using: &dice), workAbility: "programme"), applied)
    act(
      SupportApplied(
        application: application, appliedFor: "qualification-programme",
        priorIncome: [["2", "4"], ["3"], [], ["5", "6"]][dice.below(4)], fromOffice: from),
      applied)
    act(
      SupportDecided(
        decision: decision, service: "qualification-programme", supportOutcome: "granted",
        legalBasis: ["SOTJ-29"], application: application,
        benefitKinds: ["qualification-benefit"]), decided)
    act(
      QualificationStarted(qualification: programme, decision: decision), started)
    var status = "1"
    if dice.chance(1, in: 3) {
      let ended = started.adding(days: 1 + dice.below(200))
      let outcome = ["3", "4", "5", "7"][dice.below(4)]
      act(
        QualificationEnded(
          qualification: programme, qualificationOutcome: outcome, situations: ["01", "14"],
          incomeAfter: "01"), ended)
      guard ended >= first else { return }
      if ended <= last { status = outcome }
    } else if dice.chance(1, in: 3) {
      let leave = RecordID.random(using: &dice)
      let left = started.adding(days: dice.below(30))
      act(QualificationLeaveStarted(leave: leave, qualification: programme), left)
      if left <= last { status = "2" }
    }
    benefit(started, decision)
    guard isOurs(started), started <= last else { return }
    count.status = status
    count.fields[.regDato] = applied.description
    count.fields[.vedtakDato] = decided.description
    count.fields[.begyntDato] = started.description
    count.fields[.kvpKomm] = from == nil ? "2" : "1"
  }

  private mutating func benefit(_ started: Day, _ decision: RecordID) {
    for _ in 0..<dice.below(6) {
      let day = started.adding(days: dice.below(60))
      guard day < last.adding(days: 60) else { continue }
      let amount = Int64(100 + dice.below(2_000_000))
      act(
        PaymentMade(
          payment: .random(using: &dice), decision: decision,
          benefitKind: "qualification-benefit", aidForm: "grant", amount: amount), day)
      guard first...last ~= day, isOurs(day) else { continue }
      count.benefit[day.month - 1] += amount
      count.benefitMonths.insert(day.month)
    }
  }
}
