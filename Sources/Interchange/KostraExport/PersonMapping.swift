import CaseModel

// The rows that both record types have: whose delivery it is, who the record is about, and the
// person's marital status and children.

extension KostraSource {
  /// Whose delivery it is, and of which year.
  static var delivery: [KostraSource] {
    [
      KostraSource(.kommuneNr) { .text($0.person.terms.office.description) },
      KostraSource(.version) { .text(String(String($0.person.terms.year).suffix(2))) },
      KostraSource(.bydelsnr) { $0.person.terms.district.map { .text($0) } ?? .blank },
    ]
  }

  /// Who the record is about.
  static var identity: [KostraSource] {
    [
      KostraSource(.fodselsdato, .personIdentityRecorded, .birthDate) { matter in
        matter.person.who.birth.map { .day($0) }
      },
      .text(.personJournalnr, .personOpened, .journal) { $0.journal },
      KostraSource(.personFodselsnr, .personIdentityRecorded, .nationalId) { matter in
        // Without a day of birth there is nothing to make a number of: that is told once.
        matter.person.who.number.map { .text($0) } ?? .blank
      },
      .text(.kjonn, .personIdentityRecorded, .sex) { $0.person.who.sex },
    ]
  }

  /// Marital status, and the children that the person supports.
  static var household: [KostraSource] {
    [
      .text(.ektstat, .situationRecorded, .maritalStatus) {
        $0.person.situation.text(.maritalStatus)
      },
      KostraSource(.bu18, .situationRecorded, .children) { matter in
        matter.person.situation.number(.children).map { .text($0 > 0 ? "1" : "2") }
      },
      KostraSource(.antbu18, .situationRecorded, .children) { matter in
        guard let children = matter.person.situation.number(.children), children > 0 else {
          return .blank
        }
        return .integer(Int(children))
      },
    ]
  }

  /// A tick for each month that holds something.
  static func months(
    _ holds: @escaping @Sendable (Matter, _ month: Int) -> Bool
  ) -> [KostraSource] {
    KostraFieldName.months.enumerated().map { index, name in
      .tick(name) { holds($0, index + 1) }
    }
  }
}

extension KostraFieldName {
  /// The months with a payment, from January.
  static let months: [KostraFieldName] = [
    .stmnd1, .stmnd2, .stmnd3, .stmnd4, .stmnd5, .stmnd6, .stmnd7, .stmnd8, .stmnd9, .stmnd10,
    .stmnd11, .stmnd12,
  ]
}

extension Fields {
  /// Whether a list holds a code.
  func holds(_ code: String, in field: Field) -> Bool { values(field).contains(.text(code)) }
}
