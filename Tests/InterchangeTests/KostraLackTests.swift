import CaseModel
import CaseService
import EventCoding
import Testing

@testable import Interchange

/// Who cannot be reported is named with the field and where its fact is recorded, and nothing is
/// made up that was not asked for.
@Suite struct KostraLackTests {
  /// A person with one payment in 2025 and all that a record of 11F needs.
  struct Recipient {
    var key = "1"
    var opened = PersonOpened(journal: "J1", birthYear: 1980, sex: "1")
    var sealed: [Field: String] = [.birthDate: "1980-02-29"]
    var worker: String? = "w10"
    var situation = SituationRecorded(
      maritalStatus: "1", children: 0, mainIncome: "5", largestBenefit: "12", employment: "07",
      housing: "1")
    var decided = SupportDecided(
      decision: RecordID(high: 1 << 12 | 4 << 12, low: 1 << 63), service: "financial-aid",
      supportOutcome: "granted", legalBasis: ["SOTJ-18"], benefitKinds: ["subsistence"])
    var amount: Int64 = 100_000
    var office = RandomPersons.office
    var district: String?
    /// When the file was opened and the situation described.
    var since = ("2025-01-02", "2025-02-03")
    /// What is recorded besides.
    var further: [(type: EventType, fields: Fields)] = []

    func drafts() throws -> [Draft] {
      let subject = try #require(Subject(.person, key))
      let (first, described) = (try #require(Day(since.0)), try #require(Day(since.1)))
      let texts = sealed.map { (field: $0.key, text: $0.value) }
      func draft(_ event: some TypedEvent, _ day: Day) -> Draft {
        let type = Swift.type(of: event).type
        return Draft(
          event, on: subject, effective: day, office: office, actor: "w10",
          sealed: type == .personOpened ? SealedPlaintext.grouped(texts, of: type) : [])
      }
      var drafts = [draft(opened, first)]
      if let district {
        drafts.append(draft(PersonTransferred(toOffice: office, district: district), first))
      }
      if let worker { drafts.append(draft(PersonAssigned(worker: worker), first)) }
      drafts.append(draft(situation, described))
      let march = try #require(Day("2025-03-01"))
      drafts.append(draft(decided, march))
      if amount > 0 {
        let payment = PaymentMade(
          payment: .random(), decision: decided.decision, benefitKind: "subsistence",
          aidForm: "grant", amount: amount)
        drafts.append(draft(payment, march.adding(days: 4)))
      }
      return drafts
        + further.map { type, fields in
          Draft(
            type, on: subject, effective: march.adding(days: 30), office: office, actor: "w10",
            fields: fields)
        }
    }
  }

  /// The delivery of some persons.
  static func delivery(
    of recipients: [Recipient], _ type: KostraRecordType = .financialAssistance,
    change: (inout KostraExporter) -> Void = { _ in }
  ) throws -> KostraDelivery {
    let fixture = try TemporaryLog()
    for recipient in recipients {
      let outcome = try fixture.log.record(try recipient.drafts())
      guard case .recorded = outcome else {
        Issue.record("not recorded: \(outcome)")
        continue
      }
    }
    var exporter = try KostraExportTests.exporter(type)
    change(&exporter)
    return try exporter.delivery(from: fixture.log)
  }

  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let field: KostraFieldName
    let code: KostraLack.Code
    let fact: Field
    let change: @Sendable (inout Recipient) -> Void
  }

  static let cases: [Case] = [
    Case(
      testDescription: "no birth date", field: .fodselsdato, code: .missing, fact: .birthDate
    ) { $0.sealed = [.name: "N.N."] },
    Case(
      testDescription: "an exact day of another year than the facts say", field: .fodselsdato,
      code: .missing, fact: .birthDate
    ) { $0.opened.birthYear = 1981 },
    Case(testDescription: "no sex", field: .kjonn, code: .missing, fact: .sex) {
      $0.opened.sex = nil
    },
    Case(
      testDescription: "no marital status", field: .ektstat, code: .missing, fact: .maritalStatus
    ) { $0.situation.maritalStatus = nil },
    Case(testDescription: "no children told", field: .bu18, code: .missing, fact: .children) {
      $0.situation.children = nil
    },
    Case(testDescription: "no main income", field: .vklo, code: .missing, fact: .mainIncome) {
      $0.situation.mainIncome = nil
    },
    Case(
      testDescription: "no benefit told", field: .trygdesit, code: .missing, fact: .largestBenefit
    ) { $0.situation.largestBenefit = nil },
    Case(testDescription: "no work situation", field: .arbsit, code: .missing, fact: .employment) {
      $0.situation.employment = nil
    },
    Case(testDescription: "no housing", field: .bosit, code: .missing, fact: .housing) {
      $0.situation.housing = nil
    },
    Case(
      testDescription: "nobody is responsible", field: .saksbehandler, code: .missing,
      fact: .worker
    ) { $0.worker = nil },
    Case(
      testDescription: "a staff id that is too long", field: .saksbehandler, code: .tooLong,
      fact: .worker
    ) { $0.worker = "worker-00017" },
    Case(
      testDescription: "a key that is too long for a journal number", field: .personJournalnr,
      code: .tooLong, fact: .journal
    ) {
      $0.opened.journal = nil
      $0.key = "2025-00017"
    },
    Case(
      testDescription: "a condition without an end", field: .utbettomdato, code: .missing,
      fact: .periodTo
    ) { $0.decided.conditions = ["16"] },
  ]

  @Test(arguments: cases)
  func `what a record must have and the log lacks is named`(_ each: Case) throws {
    var recipient = Recipient()
    #expect(try Self.delivery(of: [recipient]).lacks == [])
    each.change(&recipient)
    let delivery = try Self.delivery(of: [recipient])
    let lack = try #require(delivery.lacks.first)
    #expect(delivery.lacks.count == 1)
    #expect(delivery.bytes == nil)
    #expect(lack.field == each.field)
    #expect(lack.code == each.code)
    #expect(lack.origin?.field == each.fact)
    #expect(lack.subject.key == recipient.key)
    #expect(delivery.incompleteCount == 1)
  }

  @Test func `a code that the record no longer has is named, until a later one is recorded`() throws
  {
    var recipient = Recipient()
    recipient.since = ("2009-01-02", "2009-02-03")
    recipient.situation.mainIncome = "3"
    recipient.situation.largestBenefit = "attforing"
    let lacks = try Self.delivery(of: [recipient]).lacks
    #expect(lacks.map(\.code) == [.notInList])
    #expect(lacks.first?.field == .trygdesit)
    recipient.further = [
      (.situationRecorded, SituationRecorded(largestBenefit: "11").fields)
    ]
    #expect(try Self.delivery(of: [recipient]).lacks == [])
  }

  @Test func `what was not known when the year ended is told as it was first learned`() throws {
    var recipient = Recipient()
    recipient.situation.children = nil
    recipient.situation.housing = "2"
    var drafts = try recipient.drafts()
    for (day, children) in [("2026-01-09", Int64(2)), ("2026-02-01", 3)] {
      drafts.append(
        Draft(
          SituationRecorded(children: children, housing: "3"),
          on: try #require(Subject(.person, "1")), effective: try #require(Day(day)),
          office: recipient.office, actor: "w10"))
    }
    let fixture = try TemporaryLog()
    _ = try fixture.log.record(drafts)
    var exporter = try KostraExportTests.exporter(.financialAssistance)
    let records = try KostraExportTests.records(
      exporter.delivery(from: fixture.log), .financialAssistance)
    #expect(records["J1"]?[.antbu18] == .integer(2))
    #expect(records["J1"]?[.bosit] == .text("2"))
    exporter.day = Day("2025-12-31")
    #expect(try exporter.delivery(from: fixture.log).lacks.map(\.field) == [.bu18])
  }

  @Test func `less than half a krone in the year is named`() throws {
    var recipient = Recipient()
    recipient.amount = 49
    #expect(try Self.delivery(of: [recipient]).lacks.map(\.code) == [.tooSmall])
    recipient.amount = 50
    #expect(try Self.delivery(of: [recipient]).lacks == [])
  }

  @Test func `two files of one person, or with one journal number, are named`() throws {
    var (one, two) = (Recipient(), Recipient())
    (two.key, two.opened.journal) = ("2", "J1")
    var dice = SplitMix(state: 3)
    let born = try #require(Day("1980-02-29"))
    let number = Story.number(born, sex: "1", &dice)
    one.sealed = [.nationalId: number]
    two.sealed = [.nationalId: number]
    let delivery = try Self.delivery(of: [one, two])
    #expect(delivery.lacks.map(\.code) == [.shared, .shared, .shared, .shared])
    #expect(Set(delivery.lacks.map(\.field)) == [.personJournalnr, .personFodselsnr])
    #expect(Set(delivery.lacks.compactMap(\.other?.key)) == ["1", "2"])
    #expect(delivery.bytes == nil)
  }

  @Test func `whole records go out without the others only when that is asked for`() throws {
    var (one, two) = (Recipient(), Recipient())
    (two.key, two.opened.journal, two.worker) = ("2", "J2", nil)
    #expect(try Self.delivery(of: [one, two]).bytes == nil)
    let delivery = try Self.delivery(of: [one, two]) { $0.leavesOutIncomplete = true }
    #expect(delivery.recordCount == 1)
    #expect(delivery.incompleteCount == 1)
    #expect(delivery.bytes?.count == 339)
    // A file of nobody would say that there were no recipients.
    one.worker = nil
    #expect(try Self.delivery(of: [one, two]) { $0.leavesOutIncomplete = true }.bytes == nil)
  }

  @Test func `without recipients the file is one space`() throws {
    var nobody = Recipient()
    nobody.amount = 0
    let delivery = try Self.delivery(of: [nobody])
    #expect(delivery.bytes == [32])
    #expect(delivery.recordCount == 0)
    #expect(delivery.knowsOffice)
    #expect(try KostraExportTests.errors(delivery, .financialAssistance) == [])
    #expect(
      try Self.delivery(of: [nobody]) { $0.office = Office("5001") ?? $0.office }.knowsOffice
        == false)
  }

  @Test func `who has no number gets a substitute, and it is counted`() throws {
    let recipient = Recipient()
    let delivery = try Self.delivery(of: [recipient])
    let record = try #require(
      try KostraExportTests.records(delivery, .financialAssistance)["J1"])
    #expect(record[.personFodselsnr] == .text("29028000100"))
    #expect(record[.personDuf] == .blank)
    #expect(delivery.madeNumberCount == 1)
    #expect(delivery.madeBirthCount == 0)
  }

  @Test func `births are made up only where that is asked for, and are not two people's`() throws {
    let persons = (1...40).map { index in
      var recipient = Recipient()
      recipient.key = "\(index)"
      recipient.opened = PersonOpened(journal: "J\(index)", birthYear: 1980, sex: "2")
      recipient.sealed = [:]
      return recipient
    }
    #expect(try Self.delivery(of: persons).incompleteCount == 40)
    let delivery = try Self.delivery(of: persons) { $0.makesUpBirths = true }
    #expect(delivery.madeBirthCount == 40)
    let records = try KostraExportTests.records(delivery, .financialAssistance)
    #expect(Set(records.values.map { $0[.personFodselsnr] }).count == 40)
    #expect(
      records.values.allSatisfy { record in
        if case .day(let day) = record[.fodselsdato] { day.year == 1980 } else { false }
      })
  }

  @Test func `Oslo delivers a file for each district`() throws {
    let oslo = try #require(KostraDelivery.officeWithDistricts)
    var (one, two) = (Recipient(), Recipient())
    (one.office, one.district) = (oslo, "03")
    (two.key, two.opened.journal, two.office, two.district) = ("2", "J2", oslo, "12")
    let delivery = try Self.delivery(of: [one, two]) {
      ($0.office, $0.district) = (oslo, "12")
    }
    let records = try KostraExportTests.records(delivery, .financialAssistance)
    #expect(Set(records.keys) == ["J2"])
    #expect(records["J2"]?[.bydelsnr] == .text("12"))
    one.district = nil
    let astray = try Self.delivery(of: [one, two]) { ($0.office, $0.district) = (oslo, "12") }
    #expect(astray.lacks.map(\.field) == [.bydelsnr])
    #expect(astray.lacks.first?.origin == .district)
  }

  @Test func `an exemption is told of who is under 30 only`() throws {
    for (born, isTold) in [("1994-02-28", false), ("1995-03-02", true), ("1995-03-01", false)] {
      var recipient = Recipient()
      let birth = try #require(Day(born))
      recipient.opened.birthYear = Int64(birth.year)
      recipient.sealed = [.birthDate: born]
      recipient.decided.exemptions = ["03"]
      let records = try KostraExportTests.records(
        Self.delivery(of: [recipient]), .financialAssistance)
      let record = try #require(records["J1"])
      #expect((record[.vedtakdato] != .blank) == isTold, "\(born)")
      #expect((record[.vedtakhelse] == .text("03")) == isTold)
      #expect(record[.vedtakarb] == .blank)
    }
  }
}
