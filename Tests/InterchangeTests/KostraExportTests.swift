import CaseModel
import CaseService
import Projections
import Testing

@testable import Interchange

/// What goes to the bureau is what the log holds: person for person, month for month, krone for
/// krone, and the checker, which is written apart, finds no error in it.
@Suite struct KostraExportTests {
  static let office = RandomPersons.office

  static func exporter(_ type: KostraRecordType, year: Int = 2025) throws -> KostraExporter {
    KostraExporter(
      try #require(KostraLayout.of(type, year: year)), year: year, office: office)
  }

  /// The records of a delivery, read back, by journal number.
  static func records(
    _ delivery: KostraDelivery, _ type: KostraRecordType, year: Int = 2025
  ) throws -> [String: KostraRecord] {
    let layout = try #require(KostraLayout.of(type, year: year))
    let bytes = try #require(delivery.bytes)
    guard delivery.recordCount > 0 else { return [:] }
    var records: [String: KostraRecord] = [:]
    for line in bytes.split(separator: 10) {
      let record = try KostraRecord(reading: line, layout, year: year)
      guard case .text(let journal) = record[.personJournalnr] else { continue }
      #expect(records.updateValue(record, forKey: journal) == nil, "\(journal) twice")
    }
    #expect(records.count == delivery.recordCount)
    return records
  }

  /// What the checker says of a delivery that keeps it from being taken.
  static func errors(
    _ delivery: KostraDelivery, _ type: KostraRecordType, year: Int = 2025
  ) throws -> [KostraFinding] {
    let layout = try #require(KostraLayout.of(type, year: year))
    var checker = KostraChecker(
      layout, year: year, office: office, hasRecipients: delivery.recordCount > 0)
    try checker.take(try #require(delivery.bytes))
    return try checker.finish().withoutContradiction.findings.filter { $0.severity >= .error }
  }

  static func kroner(_ amount: Int64) -> Int { Int((amount + 50) / 100) }

  static let grants: [KostraFieldName] = [
    .bidragJan, .bidragFeb, .bidragMars, .bidragApril, .bidragMai, .bidragJuni, .bidragJuli,
    .bidragAug, .bidragSept, .bidragOkt, .bidragNov, .bidragDes,
  ]
  static let loans: [KostraFieldName] = [
    .laanJan, .laanFeb, .laanMars, .laanApril, .laanMai, .laanJuni, .laanJuli, .laanAug,
    .laanSept, .laanOkt, .laanNov, .laanDes,
  ]

  @Test(arguments: 0..<12)
  func `the assistance of random persons is reported as it was paid`(_ seed: Int) throws {
    let fixture = try TemporaryLog()
    let persons = RandomPersons(seed: seed, count: 15)
    guard case .recorded = try persons.record(in: fixture.log) else {
      Issue.record("not recorded: \(try persons.record(in: fixture.log))")
      return
    }
    let delivery = try Self.exporter(.financialAssistance).delivery(from: fixture.log)
    #expect(delivery.lacks == [])
    #expect(try Self.errors(delivery, .financialAssistance) == [])
    let records = try Self.records(delivery, .financialAssistance)
    #expect(Set(records.keys) == Set(persons.recipients.keys))
    for (journal, year) in persons.recipients {
      let record = try #require(records[journal])
      for (names, total, amounts) in [
        (Self.grants, KostraFieldName.bidrag, year.grants), (Self.loans, .laan, year.loans),
      ] {
        #expect(record[total] == .integer(Self.kroner(amounts.reduce(0, +))))
        let months = names.map { record.number($0) }
        #expect(months.reduce(0, +) == record.number(total))
        for (month, amount) in zip(months, amounts) {
          #expect(abs(Int64(month) * 100 - amount) <= 100)
        }
      }
      for (index, name) in KostraFieldName.months.enumerated() {
        #expect((record[name] != .blank) == year.months.contains(index + 1))
      }
      for (name, value) in year.fields where record.layout[name] != nil {
        #expect(record[name].plain == value, "\(journal) \(name.name)")
      }
    }
  }

  @Test(arguments: 0..<12)
  func `recipients and months of support are those of the records`(_ seed: Int) throws {
    let fixture = try TemporaryLog()
    _ = try RandomPersons(seed: seed, count: 15).record(in: fixture.log)
    var exporter = try Self.exporter(.financialAssistance)
    exporter.day = Day.last(of: exporter.year)
    let delivery = try exporter.delivery(from: fixture.log)
    let records = try Self.records(delivery, .financialAssistance)
    let months = records.values.reduce(0) { sum, record in
      sum + KostraFieldName.months.count { record[$0] != .blank }
    }
    let report = Report(
      "test", version: 1,
      rows: [.init("", "", "recipients"), .init("", "", "aid-months")], columns: .period(nil))
    let table = try fixture.log.statistics(
      report,
      Statistics.Question(offices: [Self.office], period: AskedPeriod("\(exporter.year)")))
    let shown = table.cells.map { $0.value?.description }
    #expect(shown == ["\(records.count)", "\(months)"])
  }

  @Test(arguments: 0..<12)
  func `the programmes of random persons are reported as they went`(_ seed: Int) throws {
    let fixture = try TemporaryLog()
    let persons = RandomPersons(seed: seed, count: 15)
    _ = try persons.record(in: fixture.log)
    let delivery = try Self.exporter(.qualificationProgramme).delivery(from: fixture.log)
    #expect(delivery.lacks == [])
    #expect(try Self.errors(delivery, .qualificationProgramme) == [])
    let records = try Self.records(delivery, .qualificationProgramme)
    #expect(Set(records.keys) == Set(persons.participants.keys))
    for (journal, year) in persons.participants {
      let record = try #require(records[journal])
      #expect(record[.status].plain == year.status)
      let paid = Self.kroner(year.benefit.reduce(0, +))
      #expect(record[.kvpStonad] == (year.benefitMonths.isEmpty ? .blank : .integer(paid)))
      for (index, name) in KostraFieldName.months.enumerated() {
        #expect((record[name] != .blank) == year.benefitMonths.contains(index + 1))
      }
      for (name, value) in year.fields where record.layout[name] != nil {
        #expect(record[name].plain == value, "\(journal) \(name.name)")
      }
    }
  }

  @Test(arguments: 0..<4)
  func `the same log gives the same bytes, and what comes later changes no look back`(
    _ seed: Int
  ) throws {
    let fixture = try TemporaryLog()
    let persons = RandomPersons(seed: seed, count: 10)
    _ = try persons.record(in: fixture.log)
    for type in KostraRecordType.allCases {
      var exporter = try Self.exporter(type)
      let before = try exporter.delivery(from: fixture.log)
      #expect(try exporter.delivery(from: fixture.log).bytes == before.bytes)
      exporter.knownBefore = try fixture.log.size
      let draft = Draft(
        SituationRecorded(maritalStatus: "2", housing: "3"),
        on: try #require(Subject(.person, "p-1")), effective: try #require(Day("2025-12-31")),
        office: Self.office, actor: "w01")
      _ = try fixture.log.record([draft])
      #expect(try exporter.delivery(from: fixture.log).bytes == before.bytes)
    }
  }

  @Test func `kroner in the file are those of the ledgers, over all persons`() throws {
    let fixture = try TemporaryLog()
    let persons = RandomPersons(seed: 99, count: 40)
    _ = try persons.record(in: fixture.log)
    let delivery = try Self.exporter(.financialAssistance).delivery(from: fixture.log)
    let records = try Self.records(delivery, .financialAssistance)
    let inFile = records.values.reduce(0) { $0 + $1.number(.bidrag) + $1.number(.laan) }
    let counted = persons.recipients.values.reduce(Int64(0)) {
      $0 + $1.grants.reduce(0, +) + $1.loans.reduce(0, +)
    }
    // Each record is rounded by itself, grants and loans apart.
    #expect(abs(Int64(inFile) * 100 - counted) <= Int64(records.count) * 100)
    let months = records.values.reduce(0) { sum, record in
      sum + KostraFieldName.months.count { record[$0] != .blank }
    }
    #expect(months == persons.recipients.values.reduce(0) { $0 + $1.months.count })
    #expect(records.count == persons.recipients.count)
  }

  @Test func `every field of both record types has one row of its mapping`() throws {
    let rows: [(KostraRecordType, [KostraFieldName])] = [
      (.financialAssistance, AssistanceYear.sources.map(\.name)),
      (.qualificationProgramme, ProgrammeYear.sources.map(\.name)),
    ]
    for (type, names) in rows {
      let layout = try #require(KostraLayout.latest(of: type))
      #expect(Set(names) == Set(layout.fields.map(\.name)))
      #expect(names.count == layout.fields.count)
    }
  }

  @Test func `the article says of every field what it is made from`() throws {
    var folder = #filePath[...]
    for _ in 0..<3 { folder = folder[..<(folder.lastIndex(of: "/") ?? folder.startIndex)] }
    let path = folder + "/Sources/Interchange/Interchange.docc/Kostra.md"
    let text = String(decoding: try #require(KostraFiles.bytes(String(path))), as: UTF8.self)
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("| ") }
    let named = Set(
      rows.flatMap { row in
        (row.split(separator: "|").first ?? "").split {
          !"_ÆØÅ".contains($0) && !$0.isLetter && !$0.isNumber
        }
      }.map(String.init))
    for type in KostraRecordType.allCases {
      for field in try #require(KostraLayout.latest(of: type)).fields
      where !field.name.name.hasPrefix("STMND_") {
        #expect(named.contains(field.name.name))
      }
    }
    #expect(named.isSuperset(of: ["STMND_1", "STMND_12"]))
  }
}

extension KostraRecord {
  /// A number field; 0 where it is blank.
  func number(_ name: KostraFieldName) -> Int {
    if case .integer(let number) = self[name] { number } else { 0 }
  }
}

extension KostraValue {
  /// As the tests write it.
  var plain: String? {
    switch self {
    case .blank: nil
    case .text(let text): text
    case .integer(let number): String(number)
    case .day(let day): day.description
    }
  }
}
