import CaseModel
import Testing

@testable import Interchange

/// Each rule has a record that breaks it and one that just holds.
@Suite struct KostraRuleTests {
  /// What a sound record is changed to.
  struct Change: CustomTestStringConvertible, Sendable {
    let rule: String
    /// Just enough to break the rule.
    let broken: [String: String]
    /// As near to it as a record may be.
    let holds: [String: String]

    init(_ rule: String, _ broken: [String: String], _ holds: [String: String]) {
      (self.rule, self.broken, self.holds) = (rule, broken, holds)
    }

    var testDescription: String { rule }
  }

  @Test(arguments: changesOfFinancialAssistance)
  func `a rule of 11F is broken by what breaks it and nothing less`(_ change: Change) throws {
    try check(change, .financialAssistance)
  }

  @Test(arguments: changesOfQualification)
  func `a rule of 11CF is broken by what breaks it and nothing less`(_ change: Change) throws {
    try check(change, .qualificationProgramme)
  }

  private func check(_ change: Change, _ type: KostraRecordType) throws {
    let layout = try #require(KostraLayout.latest(of: type))
    let sound = layout.sound
    let office = sound["KOMMUNE_NR"]
    let found = { (values: [String: String]) in
      let record = sound.merging(values) { $1 }
      return try layout.report([layout.line(record)], office: office).findings
        .filter { $0.rule == "KOSTRA-\(type.rawValue)-\(change.rule)" }
    }
    #expect(try found([:]).isEmpty)
    #expect(try found(change.holds).isEmpty, "\(change.holds)")
    let findings = try found(change.broken)
    #expect(findings.count == 1, "\(change.broken)")
    let severity = type.rules.first { $0.id.hasSuffix("-" + change.rule) }?.severity
    #expect(findings.first?.severity == severity)
    #expect(findings.first?.fields.isEmpty == false)
  }

  @Test(arguments: KostraRecordType.allCases)
  func `every rule is tried`(_ type: KostraRecordType) {
    let changes =
      type == .financialAssistance
      ? Self.changesOfFinancialAssistance : Self.changesOfQualification
    // Those about the file and about several records have tests of their own.
    let tried = Set(changes.map(\.rule) + ["000", "001", "005A", "005B"])
    let prefix = "KOSTRA-\(type.rawValue)-"
    #expect(tried == Set(type.rules.map { String($0.id.dropFirst(prefix.count)) }))
  }

  @Test(arguments: KostraRecordType.allCases)
  func `a sound record breaks no rule`(_ type: KostraRecordType) throws {
    let layout = try #require(KostraLayout.latest(of: type))
    let report = try layout.report([layout.line(layout.sound)])
    #expect(report.findings == [])
    #expect(report.gravest == nil)
  }

  // MARK: - Who a record is about, over several records

  @Test(arguments: KostraRecordType.allCases)
  func `two records of one person or journal name each other`(_ type: KostraRecordType) throws {
    let layout = try #require(KostraLayout.latest(of: type))
    let other = ["PERSON_FODSELSNR": "02917931081", "PERSON_JOURNALNR": "X0000003"]
    let lines = [[:], other, [:]].map { layout.line(layout.sound.merging($0) { $1 }) }
    let findings = try layout.report(lines).findings
    let ids = findings.map { "\($0.record ?? 0) \($0.rule.suffix(4)) \($0.details)" }
    #expect(
      ids == [
        #"1 005A ["3"]"#, #"1 005B ["3"]"#, #"3 005A ["1"]"#, #"3 005B ["1"]"#,
      ])
  }

  @Test func `substitute numbers are compared in 11CF only, and there with the status`() throws {
    let person = ["PERSON_FODSELSNR": "21069000100"]
    for (type, count) in [
      (KostraRecordType.financialAssistance, 0), (.qualificationProgramme, 2),
    ] {
      let layout = try #require(KostraLayout.latest(of: type))
      var first = layout.sound.merging(person) { $1 }
      var second = first
      (first["PERSON_JOURNALNR"], second["PERSON_JOURNALNR"]) = ("A", "B")
      let report = try layout.report([layout.line(first), layout.line(second)])
      #expect(report.findings.count { $0.rule.hasSuffix("005A") } == count)
      second["STATUS"] = "2"
      let apart = try layout.report([layout.line(first), layout.line(second)])
      #expect(apart.findings.count { $0.rule.hasSuffix("005A") } == 0)
    }
  }

  @Test func `Oslo may have one participant in several districts`() throws {
    let layout = try #require(KostraLayout.qualification)
    let oslo = layout.sound.merging(["KOMMUNE_NR": "0301", "BYDELSNR": "03"]) { $1 }
    #expect(try layout.report([layout.line(oslo), layout.line(oslo)]).findings == [])
  }

  @Test func `of many that are alike a finding names some`() throws {
    let layout = try #require(KostraLayout.financialAssistance)
    let lines = [[UInt8]](repeating: layout.line(layout.sound), count: 9)
    let findings = try layout.report(lines).findings
    #expect(findings.count == 18)
    #expect(findings.first?.details == ["2, 3, 4, 5, 6, …"])
  }

  // MARK: - What a number tells

  @Test(arguments: [
    ("17849820168", 1998), ("57849820168", 1998), ("01010100100", 2001), ("01012800200", 1928),
    ("01012700100", 2027), ("09830880027", 2008), ("01015450000", 1854), ("01014090000", 1940),
    ("01013990000", 2039), ("01010050000", 2000),
  ])
  func `the year of birth follows from a number`(_ number: String, _ year: Int) {
    #expect(KostraIdentity.birthYear(number, reportingYear: 2026) == year)
  }

  @Test(arguments: [
    "17449820168", "97849820168", "32849820168", "1784982016", "178498201688", "1784982016 ",
    "           ", "30029800100",
  ])
  func `no year follows from what is no number or names no day`(_ number: String) {
    #expect(KostraIdentity.birthYear(number, reportingYear: 2026) == nil)
  }

  @Test func `no finding says who a record is about`() throws {
    for type in KostraRecordType.allCases {
      let layout = try #require(KostraLayout.latest(of: type))
      var person = layout.sound
      let secrets = ["PERSON_FODSELSNR": "12345678901", "PERSON_JOURNALNR": "HEMMELIG"]
      person.merge(secrets) { $1 }
      person["SAKSBEHANDLER"] = "NAVNESEN"
      // Every other field is spoilt, so that as many rules as possible speak.
      for field in layout.fields where person[field.name.name] == layout.sound[field.name.name] {
        person[field.name.name] = String(repeating: "Z", count: field.length)
      }
      let report = try layout.report([layout.line(person), layout.line(person)])
      #expect(report.findings.count > 25)
      for finding in report.findings {
        for secret in ["12345678901", "HEMMELIG", "NAVNESEN", "ZZ"] {
          #expect(!finding.details.contains { $0.contains(secret) }, "\(finding.rule)")
        }
      }
    }
  }
}
