import CaseModel
import CaseService
import Foundation
import Testing

// What would break: a name in the open, or a case lost because a key is.
@Suite struct SealedTextTests {
  private let secret = "Et navn som ikke skal finnes i klartekst"

  private func withSecret() throws -> TemporaryLog {
    let temporary = try TemporaryLog()
    try temporary.record([
      temporary.draft(
        CaseOpened(journal: "1"), "2017-01-02", texts: [(.name, secret), (.address, secret)])
    ])
    return temporary
  }

  private func contents(of log: CaseLog) throws -> [String?] {
    try log.sealedTexts(at: 0).map { reading in
      if case .texts(let texts) = reading.content { texts.first?.text } else { nil }
    }
  }

  @Test func `what was sealed can be read with the keys, class by class`() throws {
    let temporary = try withSecret()
    let readings = try temporary.log.sealedTexts(at: 0)
    #expect(readings.map(\.sealClass) == ["address", "identity"])
    #expect(try contents(of: temporary.log) == [secret, secret])
  }

  @Test func `no file of log or keys holds the text, and no line`() throws {
    let temporary = try withSecret()
    let files = try #require(FileManager.default.enumerator(atPath: temporary.folder))
    for case let name as String in files {
      guard let data = FileManager.default.contents(atPath: temporary.folder + "/" + name) else {
        continue
      }
      #expect(data.range(of: Data(secret.utf8)) == nil, "\(name)")
    }
  }

  @Test func `without the keys all works but the text itself`() throws {
    let temporary = try withSecret()
    try FileManager.default.removeItem(atPath: temporary.folder + "/log.keys")
    #expect(try contents(of: temporary.log) == [nil, nil])
    let path = temporary.log.path
    let copy = temporary.folder + "/copy"
    _ = try temporary.log.backup(to: copy)
    let log = try CaseLog(opening: copy, keys: path + ".keys")
    #expect(try contents(of: log) == [nil, nil])
    #expect(try log.file(#require(Subject("case/1")))?.own != nil)
    #expect(try log.check().isEmpty)
  }

  @Test func `lines with and without the sealed part have the same root`() throws {
    let temporary = try withSecret()
    let root = try temporary.log.root()
    for withSealed in [true, false] {
      let path = temporary.folder + "/import-\(withSealed)"
      let log = try CaseLog.create(at: path)
      var lines: [[UInt8]] = []
      try temporary.log.exportLines { _, line in lines.append(line.indices.map { line[$0] }) }
      var sealed = withSealed ? [try temporary.log.exportSealed(at: 0)].compactMap(\.self) : []
      var next = lines.makeIterator()
      let report = try log.importLines(
        { next.next() }, sealed: { sealed.isEmpty ? nil : sealed.removeFirst() })
      #expect(report.root == root)
      #expect(report.withoutSealed == (withSealed ? 0 : 1))
    }
  }

  @Test func `two families without a case do not share a key`() throws {
    let temporary = try TemporaryLog()
    try temporary.record([
      temporary.draft(UnitEstablished(name: "Barneverntjenesten"), "2017-01-02", on: "unit/3005")
    ])
    for _ in 0..<2 {
      try temporary.record([
        temporary.draft(
          ConsultationHeld(consultation: .random(), kind: "telephone"), "2017-01-03",
          on: "unit/3005", texts: [(.text, secret)])
      ])
    }
    let lines = try (1...2).map { position in
      String(decoding: try temporary.log.line(at: UInt64(position)), as: UTF8.self)
    }
    let keys = lines.compactMap { $0.firstMatch(of: /"key":"([^"]+)"/)?.1 }
    #expect(Set(keys).count == 2)
  }

  @Test func `a person at the social services has one key, whatever the type calls them`() throws {
    let temporary = try TemporaryLog()
    let decision = RecordID.random()
    try temporary.record([
      temporary.draft(PersonOpened(birthYear: 1980), "2023-01-02", on: "person/1"),
      temporary.draft(
        SupportDecided(
          decision: decision, service: "financial-aid", supportOutcome: "refused",
          legalBasis: ["SOTJ-18"]), "2023-01-03", on: "person/1", texts: [(.text, secret)]),
      temporary.draft(
        ComplaintReceived(
          complaint: .random(), decision: decision, party: "applicant",
          complaintBody: "governor"), "2023-01-04", on: "person/1", texts: [(.text, secret)]),
    ])
    let keys = try (1...2).compactMap { position in
      String(decoding: try temporary.log.line(at: UInt64(position)), as: UTF8.self)
        .firstMatch(of: /"key":"([^"]+)"/)?.1.description
    }
    #expect(keys.count == 2 && Set(keys).count == 1)
  }
}
