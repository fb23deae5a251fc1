import CaseModel
import CaseService
import EventCoding
import Testing

@testable import Interchange

/// What a record of 11CF says of a programme: how it began, what was paid besides, how it ended.
@Suite struct KostraProgrammeTests {
  /// A participant, act by act.
  struct Participant {
    var drafts: [Draft] = []
    let subject = Subject(.person, "1") ?? .unit(RandomPersons.office)
    let aid = RecordID.random()
    private var last = RecordID.random()

    init() throws {
      try act(PersonOpened(journal: "K1", birthYear: 1985, sex: "2"), "2024-01-02")
      try act(PersonAssigned(worker: "w10"), "2024-01-02")
      try act(
        SituationRecorded(
          maritalStatus: "4", children: 1, mainIncome: "8", largestBenefit: "12",
          employment: "10", housing: "1"), "2024-01-02")
      try act(
        SupportDecided(
          decision: aid, service: "financial-aid", supportOutcome: "granted",
          legalBasis: ["SOTJ-18"],
          benefitKinds: ["subsistence", "furniture", "programme-costs", "housing-allowance"]),
        "2024-01-02")
      try act(
        WorkAbilityAssessed(assessment: .random(), workAbility: "programme"), "2024-01-02")
    }

    mutating func act(_ event: some TypedEvent, _ day: String) throws {
      drafts.append(
        Draft(
          event, on: subject, effective: try #require(Day(day)), office: RandomPersons.office,
          actor: "w10",
          sealed: SealedPlaintext.grouped(
            [(field: .birthDate, text: "1985-06-07")], of: type(of: event).type)))
    }

    /// A programme; gives its id.
    mutating func begin(
      _ applied: String, _ decided: String, _ started: String, prior: [String] = [],
      from: Office? = nil
    ) throws -> RecordID {
      let (application, programme) = (RecordID.random(), RecordID.random())
      last = .random()
      try act(
        SupportApplied(
          application: application, appliedFor: "qualification-programme", priorIncome: prior,
          fromOffice: from), applied)
      try act(
        SupportDecided(
          decision: last, service: "qualification-programme", supportOutcome: "granted",
          legalBasis: ["SOTJ-29"], application: application,
          benefitKinds: ["qualification-benefit"]), decided)
      try act(QualificationStarted(qualification: programme, decision: last), started)
      return programme
    }

    mutating func end(
      _ programme: RecordID, _ day: String, _ outcome: String, _ situations: [String] = ["01"],
      income: String? = "01"
    ) throws {
      try act(
        QualificationEnded(
          qualification: programme, qualificationOutcome: outcome, situations: situations,
          incomeAfter: income), day)
    }

    /// The benefit of the programme that began last.
    mutating func benefit(_ kroner: Int64, _ day: String) throws {
      try act(
        PaymentMade(
          payment: .random(), decision: last, benefitKind: "qualification-benefit",
          aidForm: "grant", amount: kroner * 100), day)
    }

    mutating func pay(_ kind: String, _ day: String) throws {
      try act(
        PaymentMade(
          payment: .random(), decision: aid, benefitKind: kind, aidForm: "grant", amount: 5000),
        day)
    }

    func delivery(_ type: KostraRecordType = .qualificationProgramme) throws -> KostraDelivery {
      let fixture = try TemporaryLog()
      let outcome = try fixture.log.record(drafts)
      guard case .recorded = outcome else {
        Issue.record("not recorded: \(outcome)")
        throw KostraMisfit(.lineLength)
      }
      return try KostraExportTests.exporter(type).delivery(from: fixture.log)
    }

    func record() throws -> KostraRecord {
      let records = try KostraExportTests.records(delivery(), .qualificationProgramme)
      return try #require(records["K1"])
    }
  }

  @Test func `it began when it was applied for, granted and started`() throws {
    var person = try Participant()
    _ = try person.begin(
      "2025-01-07", "2025-02-03", "2025-02-17", prior: ["3", "6"], from: Office("1103"))
    let record = try person.record()
    #expect(record[.regDato].plain == "2025-01-07")
    #expect(record[.vedtakDato].plain == "2025-02-03")
    #expect(record[.begyntDato].plain == "2025-02-17")
    #expect(record[.kvpKomm].plain == "1")
    #expect(record[.kommnrKvpKomm].plain == "1103")
    #expect(record[.ytelseSoshjelp].plain == "1")
    #expect(record[.ytelseTypeSoshj].plain == "3")
    #expect(record[.ytelseFolketrygdl].plain == "6")
    #expect(record[.ytelseIntro] == .blank)
    #expect(record[.status].plain == "1")
  }

  @Test func `a municipality that is no more is not stated, and that is counted`() throws {
    var person = try Participant()
    _ = try person.begin("2025-01-07", "2025-02-03", "2025-02-17", from: Office("1201"))
    #expect(try person.record()[.kommnrKvpKomm].plain == "9999")
    #expect(try person.delivery().formerOfficeCount == 1)
  }

  @Test(arguments: [
    ("furniture", ["2025-03-04"], ["9"]), ("subsistence", ["2025-03-04"], ["9"]),
    ("subsistence", ["2025-03-04", "2025-04-04"], ["7"]),
    ("programme-costs", ["2025-03-04", "2025-04-04"], ["8"]),
    ("housing-allowance", ["2025-03-04"], ["4"]), ("furniture", ["2025-08-04"], []),
  ])
  func `what was paid besides is told by its kind`(
    _ kind: String, _ days: [String], _ codes: [String]
  ) throws {
    var person = try Participant()
    _ = try person.begin("2025-01-07", "2025-02-03", "2025-02-17")
    try person.benefit(17_000, "2025-03-20")
    try person.benefit(17_000, "2025-04-20")
    for day in days { try person.pay(kind, day) }
    let record = try person.record()
    let fields: [KostraFieldName] = [
      .kvpMedKommbos, .kvpMedHusbankbos, .kvpMedSoshjSup, .kvpMedSoshjPgm, .kvpMedSoshjEngang,
    ]
    #expect(fields.compactMap { record[$0].plain } == codes)
    #expect(record[.kvpMedAstonad].plain == (codes.isEmpty ? "2" : "1"))
    #expect(record[.kvpStonad].plain == "34000")
  }

  @Test func `the Housing Bank's allowance counts in the months with benefit`() throws {
    for (term, month, isTold) in [("M03", "03", true), ("M08", "08", false)] {
      var person = try Participant()
      _ = try person.begin("2025-01-07", "2025-02-03", "2025-02-17")
      try person.benefit(17_000, "2025-03-20")
      let allowance = RecordID.random()
      try person.act(
        HousingAllowanceApplied(
          allowance: allowance, termYear: 2025, term: term, firstTime: true),
        "2025-\(month)-01")
      try person.act(
        HousingAllowanceDecided(allowance: allowance, allowanceOutcome: "granted"),
        "2025-\(month)-25")
      #expect((try person.record()[.kvpMedHusbankbos] != .blank) == isTold, "\(term)")
    }
  }

  @Test func `how it ended in the year is told, and what came after`() throws {
    var person = try Participant()
    let programme = try person.begin("2024-01-07", "2024-02-03", "2024-02-17")
    try person.end(programme, "2025-05-31", "3", ["01", "04"], income: "01")
    let record = try person.record()
    #expect(record[.status].plain == "3")
    #expect(record[.avslDato].plain == "2025-05-31")
    #expect(record[.avslOrdinaertarb].plain == "01")
    #expect(record[.avslSkole].plain == "04")
    #expect(record[.avslAnnet] == .blank)
    #expect(record[.avslViktigsteInntekt].plain == "01")
  }

  @Test func `who ended before the year is not in it, and who ended after it is going on`() throws {
    var before = try Participant()
    let programme = try before.begin("2024-01-07", "2024-02-03", "2024-02-17")
    try before.end(programme, "2024-12-31", "3")
    #expect(try before.delivery().recordCount == 0)
    var after = try Participant()
    let other = try after.begin("2024-01-07", "2024-02-03", "2024-02-17")
    try after.end(other, "2026-01-01", "3")
    let record = try after.record()
    #expect(record[.status].plain == "1")
    #expect(record[.avslDato] == .blank)
  }

  @Test func `an end that must say what came after and does not is named`() throws {
    var person = try Participant()
    let programme = try person.begin("2024-01-07", "2024-02-03", "2024-02-17")
    try person.end(programme, "2025-05-31", "3", [], income: nil)
    let lacks = try person.delivery().lacks
    #expect(lacks.map(\.field) == [.avslOrdinaertarb, .avslViktigsteInntekt])
    #expect(lacks.compactMap(\.origin?.field) == [.situations, .incomeAfter])
  }

  @Test func `two programmes of a year are two records, with a journal number each`() throws {
    var person = try Participant()
    let first = try person.begin("2024-01-07", "2024-02-03", "2024-02-17")
    try person.benefit(10_000, "2025-02-20")
    try person.end(first, "2025-03-31", "4")
    _ = try person.begin("2025-08-07", "2025-08-20", "2025-09-01")
    try person.benefit(20_000, "2025-09-20")
    let delivery = try person.delivery()
    #expect(try KostraExportTests.errors(delivery, .qualificationProgramme) == [])
    let records = try KostraExportTests.records(delivery, .qualificationProgramme)
    #expect(records["K1"]?[.status].plain == "4")
    #expect(records["K1"]?[.kvpStonad].plain == "10000")
    #expect(records["K1-2"]?[.status].plain == "1")
    #expect(records["K1-2"]?[.kvpStonad].plain == "20000")
  }

  @Test func `of two programmes with the same status the last is told`() throws {
    var person = try Participant()
    let first = try person.begin("2024-01-07", "2024-02-03", "2024-02-17")
    try person.end(first, "2025-03-31", "4")
    let second = try person.begin("2025-08-07", "2025-08-20", "2025-09-01")
    try person.end(second, "2025-10-31", "4")
    #expect(try person.delivery().recordCount == 1)
    #expect(try person.record()[.avslDato].plain == "2025-10-31")
  }
}
