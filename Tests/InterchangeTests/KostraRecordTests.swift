import CaseModel
import Testing

@testable import Interchange

/// What is written is read back, and what does not fit is not written.
@Suite struct KostraRecordTests {
  @Test(arguments: KostraRecordType.allCases, 0..<50)
  func `a record comes back as it was`(_ type: KostraRecordType, _ seed: Int) throws {
    let layout = try #require(KostraLayout.latest(of: type))
    var dice = SplitMix(state: UInt64(seed) &* 104_729)
    var record = KostraRecord(layout, year: 2026)
    for field in layout.fields where dice.chance(3, in: 4) {
      try record.set(field.name, Self.value(of: field, &dice))
    }
    let line = record.line
    #expect(line.count == layout.length)
    #expect(line.allSatisfy { $0 >= 32 && $0 < 127 })
    #expect(try KostraRecord(reading: line, layout, year: 2026) == record)
    for field in layout.fields {
      #expect(try KostraRecord(reading: line, layout, year: 2026)[field.name] == record[field.name])
    }
  }

  private static func value(of field: KostraField, _ dice: inout SplitMix) -> KostraValue {
    switch field.kind {
    case .date:
      return .day(Day(number: Int32(dice.below(36_500)) - 18_000))
    case .integer:
      let most = (0..<field.length).reduce(1) { most, _ in most * 10 }
      let number = dice.below(most)
      return .integer(dice.chance(1, in: 10) ? -number / 10 : number)
    case .text:
      if let codes = field.codes(in: 2026) { return .text(codes[dice.below(codes.count)]) }
      let inner = (0..<dice.below(field.length) + 1).map { _ in UInt8(33 + dice.below(94)) }
      return .text(String(decoding: inner, as: UTF8.self))
    }
  }

  @Test(arguments: KostraRecordType.allCases)
  func `what is written well passes the checker, which shares no code with it`(
    _ type: KostraRecordType
  ) throws {
    let layout = try #require(KostraLayout.latest(of: type))
    var record = KostraRecord(layout, year: 2026)
    for field in layout.fields {
      guard let text = layout.sound[field.name.name] else { continue }
      switch field.kind {
      case .text: try record.set(field.name, .text(text))
      case .integer: try record.set(field.name, .integer(try #require(Int(text))))
      case .date:
        let iso = text.suffix(4) + "-" + text.dropFirst(2).prefix(2) + "-" + text.prefix(2)
        try record.set(field.name, .day(try #require(Day(iso))))
      }
    }
    #expect(record.line == layout.line(layout.sound))
    #expect(try layout.report([record.line]).findings == [])
  }

  @Test func `texts stand flush left, numbers flush right, days as ddMMyyyy`() throws {
    let layout = try #require(KostraLayout.financialAssistance)
    var record = KostraRecord(layout, year: 2026)
    #expect(record.line == [UInt8](repeating: 32, count: 338))
    try record.set(.kommuneNr, .text("46"))
    try record.set(.bidrag, .integer(0))
    try record.set(.laan, .integer(4000))
    try record.set(.antbu18, .integer(99))
    try record.set(.fodselsdato, .day(try #require(Day("1998-04-07"))))
    try record.tick(.stmnd9)
    let text = { (name: KostraFieldName) -> String? in
      layout[name].map { String(decoding: record.line[$0.range], as: UTF8.self) }
    }
    #expect(text(.kommuneNr) == "46  ")
    #expect(text(.bidrag) == "      0")
    #expect(text(.laan) == "   4000")
    #expect(text(.antbu18) == "99")
    #expect(text(.fodselsdato) == "07041998")
    #expect(text(.stmnd9) == "09")
    try record.set(.laan, .blank)
    #expect(record[.laan] == .blank)
  }

  @Test func `what does not fit is refused, and the record stays as it was`() throws {
    let layout = try #require(KostraLayout.financialAssistance)
    var record = KostraRecord(layout, year: 2026)
    let refused: [(KostraFieldName, KostraValue, KostraMisfit.Code)] = [
      (.status, .text("1"), .fieldUnknown), (.kommuneNr, .integer(4601), .wrongKind),
      (.bidrag, .text("1"), .wrongKind), (.fodselsdato, .text("07041998"), .wrongKind),
      (.kommuneNr, .text("46011"), .tooLong), (.bidrag, .integer(10_000_000), .tooLong),
      (.bidrag, .integer(-1_000_000), .tooLong), (.antbu18, .integer(100), .tooLong),
      (.saksbehandler, .text("Åse"), .notASCII), (.saksbehandler, .text("a\tb"), .notASCII),
      (.saksbehandler, .text(" a"), .blankAtEnd), (.saksbehandler, .text("a "), .blankAtEnd),
      (.vklo, .text("0"), .notInList), (.stmnd1, .text("02"), .notInList),
      (.trygdesit, .text("3"), .notInList),
    ]
    for (name, value, code) in refused {
      #expect(throws: KostraMisfit(code, name)) { try record.set(name, value) }
    }
    #expect(throws: KostraMisfit(.noTickBox, .vklo)) { try record.tick(.vklo) }
    #expect(throws: KostraMisfit(.fieldUnknown, .avslAap)) { try record.tick(.avslAap) }
    #expect(record == KostraRecord(layout, year: 2026))
  }

  @Test func `a line is read however it is aligned, and refused where it says nothing`() throws {
    let layout = try #require(KostraLayout.financialAssistance)
    let read = { (values: [String: String]) throws(KostraMisfit) -> KostraRecord in
      try KostraRecord(reading: layout.line(values), layout, year: 2026)
    }
    #expect(try read(["LAAN": "0004000"])[.laan] == .integer(4000))
    #expect(try read(["LAAN": "4000   "])[.laan] == .integer(4000))
    #expect(try read(["SAKSBEHANDLER": "  SB 1"])[.saksbehandler] == .text("SB 1"))
    for (name, value, code) in [
      ("LAAN", "4 000", KostraMisfit.Code.wrongKind), ("FODSELSDATO", "30021998", .wrongKind),
      ("FODSELSDATO", "070498", .wrongKind), ("VKLO", "0", .notInList),
      ("SAKSBEHANDLER", "Å", .notASCII),
    ] {
      let field = try #require(layout.fields.first { $0.name.name == name })
      #expect(throws: KostraMisfit(code, field.name)) { try read([name: value]) }
    }
    #expect(throws: KostraMisfit(.lineLength)) {
      try KostraRecord(reading: [32], layout, year: 2026)
    }
  }

  @Test func `a layout is held for the years it is known of`() {
    for type in KostraRecordType.allCases {
      #expect(KostraLayout.of(type, year: 2024) == nil)
      #expect(KostraLayout.of(type, year: 2025) != nil)
      #expect(KostraLayout.of(type, year: 2026)?.type == type)
    }
    #expect(KostraLayout.financialAssistance?.length == 338)
    #expect(KostraLayout.qualification?.length == 152)
  }
}
