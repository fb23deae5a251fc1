// The rules that both record types have, about the file and about who a record is about
// (felles kontroller).

extension KostraRule {
  /// The file is there when recipients are announced, and its lines are records.
  static let aboutTheFile = [
    KostraRule("000", .fatal, asking: .file),
    KostraRule("001", .fatal, asking: .file),
  ]

  /// Where a record comes from, and of which year.
  static let aboutTheDelivery = [
    KostraRule("003-kommune", .error, [.kommuneNr], says: municipality),
    KostraRule("003-bydel", .error, [.kommuneNr, .bydelsnr], asking: .record(district)),
    KostraRule("004", .error, [.version], says: year),
    KostraRule("004A", .error, .fodselsdato) { $0.day(.fodselsdato) == nil },
    KostraRule("005", .error, .personFodselsnr) {
      !KostraIdentity.isAccepted($0[.personFodselsnr], reportingYear: $0.year)
    },
  ]

  /// Sex, marital status and children.
  static let aboutThePerson = [
    KostraRule("008", .error, .kjonn) { !$0.isCoded(.kjonn) },
    KostraRule("009", .error, .ektstat) { !$0.isCoded(.ektstat) },
    KostraRule("010", .error, .bu18) { !$0.isCoded(.bu18) },
    KostraRule("011", .error, .bu18, .antbu18) { $0[.bu18] == "1" && $0.number(.antbu18) <= 0 },
    KostraRule("012", .error, .antbu18, .bu18) { $0.number(.antbu18) > 0 && $0[.bu18] != "1" },
    KostraRule("013", .error, [.antbu18], says: children),
  ]

  /// The months' tick boxes.
  static let months: [KostraFieldName] = [
    .stmnd1, .stmnd2, .stmnd3, .stmnd4, .stmnd5, .stmnd6, .stmnd7, .stmnd8, .stmnd9, .stmnd10,
    .stmnd11, .stmnd12,
  ]

  /// The number of children from which a record is doubted.
  private static let manyChildren = 14

  @Sendable private static func municipality(_ line: KostraLine) -> [String]? {
    line[.kommuneNr] == line.context.office ? nil : [line.context.office]
  }

  /// In Oslo one of the fifteen districts, elsewhere nothing.
  @Sendable private static func district(_ line: KostraLine) -> [Breach] {
    if line.isOfOslo {
      return line.context.districts.contains(line[.bydelsnr]) ? [] : [Breach()]
    }
    return line.isBlank(.bydelsnr) ? [] : [Breach(variant: "outside")]
  }

  @Sendable private static func year(_ line: KostraLine) -> [String]? {
    line.reportedYear == line.year ? nil : [String(line.year), String(String(line.year).suffix(2))]
  }

  @Sendable private static func children(_ line: KostraLine) -> [String]? {
    line.number(.antbu18) >= manyChildren ? [String(line.number(.antbu18))] : nil
  }
}

extension KostraLine {
  /// The reporting year that the record names; nil where it names none.
  var reportedYear: Int? { integer(.version).map { (1...99).contains($0) ? 2000 + $0 : $0 } }
}
