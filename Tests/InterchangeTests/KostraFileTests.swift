import CaseModel
import Testing

@testable import Interchange

/// A file is read as it comes: in pieces, cut anywhere, in any encoding, however long.
@Suite struct KostraFileTests {
  private let layout: KostraLayout
  private let record: [UInt8]

  init() throws {
    layout = try #require(KostraLayout.financialAssistance)
    record = layout.line(layout.sound)
  }

  private func check(
    _ bytes: [UInt8], pieces: Int = .max, year: Int? = nil, office: Office? = nil,
    hasRecipients: Bool = true
  ) throws -> KostraReport {
    var checker = KostraChecker(layout, year: year, office: office, hasRecipients: hasRecipients)
    var rest = bytes[...]
    while !rest.isEmpty {
      try checker.take(Array(rest.prefix(pieces)))
      rest = rest.dropFirst(pieces)
    }
    return try checker.finish()
  }

  /// The words' ids of what was found.
  private func texts(_ report: KostraReport) -> [String] {
    report.findings.map { "\($0.record ?? 0) \($0.text.dropFirst("KOSTRA-11F-".count))" }
  }

  // MARK: - Where it ends

  @Test func `a file cut at any byte is refused, or whole up to there`() throws {
    var second = layout.sound
    (second["PERSON_FODSELSNR"], second["PERSON_JOURNALNR"]) = ("02917931081", "J0000002")
    let bytes = record + [13, 10] + layout.line(second) + [13, 10]
    for length in 0...bytes.count {
      let cut = Array(bytes[..<length])
      switch length {
      case 0: #expect(throws: KostraUnreadable.empty) { try check(cut) }
      case 1: #expect(texts(try check(cut)) == ["0 000"])
      case 338...340, 678...680:
        let report = try check(cut)
        #expect(report.findings == [], "\(length)")
        #expect(report.recordCount == (length < 400 ? 1 : 2))
      case ..<338: #expect(texts(try check(cut)) == ["1 001"], "\(length)")
      default: #expect(texts(try check(cut)) == ["2 001"], "\(length)")
      }
    }
  }

  @Test(arguments: [1, 2, 7, 337, 338, 339, 340, 1000])
  func `how the file is cut into pieces changes nothing`(_ pieces: Int) throws {
    let bytes = record + [10, 10, 13, 10] + record + [13, 10]
    let whole = try check(bytes)
    #expect(whole.recordCount == 2)
    #expect(whole.findings.count == 4)
    #expect(try check(bytes, pieces: pieces) == whole)
  }

  @Test(arguments: [[], [10], [10, 10], [13, 10, 13, 10, 10]] as [[UInt8]])
  func `a file without a record is none, and one character of it is fatal`(
    _ bytes: [UInt8]
  ) throws {
    if bytes.count == 1 {
      #expect(texts(try check(bytes)) == ["0 000"])
    } else {
      #expect(throws: KostraUnreadable.empty) { try check(bytes) }
    }
  }

  @Test func `without recipients a file is one character, and nothing else`() throws {
    let none = try check([32], hasRecipients: false)
    #expect(texts(none) == ["0 000-none"])
    #expect(none.gravest == .info)
    for bytes in [[], [32, 10], [32, 32], record] as [[UInt8]] {
      let report = try check(bytes, hasRecipients: false)
      #expect(texts(report) == ["0 000-content"])
      #expect(report.gravest == .fatal)
    }
    // One character may be more than one byte.
    #expect(texts(try check([0xC3, 0xA5], hasRecipients: false)) == ["0 000-none"])
    #expect(texts(try check([0xE5])) == ["0 000"])
  }

  // MARK: - Lines that are no records

  @Test func `one line of another length keeps the rest from being judged`() throws {
    let broken = layout.line(layout.sound.merging(["VKLO": "0"]) { $1 })
    let bytes =
      broken + [10] + record.dropLast() + [10] + broken + [10] + record + [32, 10]
    let report = try check(bytes)
    #expect(texts(report) == ["2 001", "4 001"])
    #expect(report.findings.map(\.details) == [["338", "337"], ["338", "339"]])
    #expect(report.recordCount == 4)
  }

  @Test func `a tab is no space, and a byte order mark is a character`() throws {
    var tabbed = record
    tabbed[8] = 9
    #expect(texts(try check(tabbed)) == ["1 001-tab"])
    #expect(texts(try check([0xEF, 0xBB, 0xBF] + record)) == ["1 001-mark"])
    #expect(texts(try check(record + [10, 0xEF, 0xBB, 0xBF] + record)) == ["2 001"])
  }

  @Test func `a line without end is counted and not kept`() throws {
    let long = [UInt8](repeating: 65, count: 1 << 20)
    var checker = KostraChecker(layout)
    for _ in 0..<16 { try checker.take(long) }
    let report = try checker.finish()
    #expect(report.findings.map(\.details) == [["338", String(16 << 20)]])
  }

  // MARK: - Encodings

  @Test(arguments: ["SBÆØÅ", "SBé€", "SB🙂"])
  func `UTF-8 and ISO 8859-1 are read, and characters are counted`(_ worker: String) throws {
    let range = try #require(layout[.saksbehandler]).range
    let padded = worker + String(repeating: " ", count: range.count - worker.unicodeScalars.count)
    let utf8 = record[..<range.lowerBound] + Array(padded.utf8) + record[range.upperBound...]
    #expect(try check(Array(utf8)).findings == [])
    guard padded.unicodeScalars.allSatisfy({ $0.value < 256 }) else { return }
    let latin1 =
      record[..<range.lowerBound] + padded.unicodeScalars.map { UInt8($0.value) }
      + record[range.upperBound...]
    #expect(try check(Array(latin1)).findings == [])
  }

  @Test func `fields after a character of two bytes stand where they should`() throws {
    var values = layout.sound
    values["PERSON_JOURNALNR"] = "J0001"
    var line = layout.line(values)
    line.replaceSubrange(16..<18, with: [0xC3, 0x85, 0x31])
    #expect(try check(line).findings == [])
  }

  @Test(arguments: [false, true])
  func `UTF-16 is no text here`(_ isMarked: Bool) throws {
    let mark: [UInt8] = isMarked ? [0xFF, 0xFE] : []
    let wide = mark + (record + [10]).flatMap { byte -> [UInt8] in [byte, 0] }
    #expect(throws: KostraUnreadable.notText(line: 1)) { try check(wide) }
  }

  // MARK: - Year and municipality

  @Test func `the first record tells the year and municipality that were not given`() throws {
    var other = layout.sound
    other.merge(["KOMMUNE_NR": "0302", "VERSION": "25"]) { $1 }
    other.merge(["PERSON_FODSELSNR": "02917931081", "PERSON_JOURNALNR": "J2"]) { $1 }
    let report = try check(record + [10] + layout.line(other))
    #expect(report.year == 2026)
    #expect(report.findings.first { $0.text == "KOSTRA-11F-003-kommune" }?.details == ["0301"])
    #expect(report.findings.first { $0.text == "KOSTRA-11F-004" }?.details == ["2026", "26"])
    #expect(report.findings.allSatisfy { $0.record == 2 })
    let given = try check(record, year: 2027, office: Office("1101"))
    #expect(given.year == 2027)
    #expect(Set(texts(given)) == ["1 003-kommune", "1 004"])
  }

  @Test(arguments: ["24", "XX", "  ", "0 ", "-1"])
  func `a year that no layout is held of must be given`(_ version: String) throws {
    let line = layout.line(layout.sound.merging(["VERSION": version]) { $1 })
    #expect(throws: KostraUnreadable.yearUnknown) { try check(line) }
    #expect(texts(try check(line, year: 2026)).last == "1 004")
  }

  // MARK: - Long files

  @Test func `a hundred thousand records are each looked at`() throws {
    let layout = try #require(KostraLayout.qualification)
    var checker = KostraChecker(layout)
    var record = layout.line(layout.sound.merging(["PERSON_FODSELSNR": ""]) { $1 }) + [10]
    let journal = try #require(layout[.personJournalnr]).range
    for chunk in 0..<100 {
      var bytes: [UInt8] = []
      for place in 0..<1000 {
        let digits = Array(String(10_000_000 + chunk * 1000 + place).utf8)
        record.replaceSubrange(journal, with: digits)
        bytes += record
      }
      try checker.take(bytes)
    }
    // The last record of all has the journal number of the first.
    record.replaceSubrange(journal, with: Array("10000000".utf8))
    try checker.take(record)
    let report = try checker.finish()
    #expect(report.recordCount == 100_001)
    #expect(report.findings.count { $0.rule == "KOSTRA-11CF-005" } == 100_001)
    let twins = report.findings.filter { $0.rule == "KOSTRA-11CF-005B" }
    #expect(twins.map(\.record) == [1, 100_001])
    #expect(report.findings.count == 100_003)
  }
}
