import CaseModel

// 11F, financial social assistance (økonomisk sosialhjelp): what each field says, and from which
// facts of the log.

/// A recipient's year, from which a record of 11F is made.
struct AssistanceYear: KostraMatter {
  let person: KostraPerson
  /// Payments of financial assistance.
  let payments: [KostraPayment]
  let grants: KostraAmounts
  let loans: KostraAmounts
  /// The decisions that grant payments: those of the year first, then earlier ones that something
  /// was paid under in the year.
  let decisions: [Episode]
  /// The first of them that sets a condition.
  let conditional: Episode?
  /// The first decision of the year that exempts a recipient under 30 from the activity condition.
  let exemption: Episode?
  /// The sanctions of the year, codes of `sanksjon`.
  let sanctions: Set<String>

  var journal: String { person.journal }

  /// Whether anything was paid in the year.
  static func isThere(_ payments: [KostraPayment]) -> Bool {
    payments.contains(where: \.isAssistance)
  }

  /// The year of a person who was paid something.
  init(_ person: KostraPerson) {
    self.person = person
    payments = person.payments.filter(\.isAssistance)
    grants = KostraAmounts(payments.lazy.filter { !$0.isLoan })
    loans = KostraAmounts(payments.lazy.filter(\.isLoan))
    let granting = person.ours(.decision).filter(\.grantsPayments)
    let days = person.terms.days
    let paidUnder = Set(payments.compactMap(\.decision))
    decisions =
      granting.filter { days.contains($0.start) }
      + granting.filter { decision in
        !days.contains(decision.start) && decision.id.map { paidUnder.contains($0) } ?? false
      }
    conditional = decisions.first { !$0.given.values(.conditions).isEmpty }
    exemption = Self.exemption(of: person)
    sanctions = Set(
      person.ours(.decision).flatMap { $0.marks(.sanctionImposed) }
        .filter { days.contains($0.day) }.compactMap { $0.fields.text(.sanction) })
  }

  private static func exemption(of person: KostraPerson) -> Episode? {
    guard let birth = person.who.birth else { return nil }
    return person.ours(.decision).first { decision in
      person.terms.days.contains(decision.start)
        && !decision.given.values(.exemptions).isEmpty
        && decision.start < birth.adding(months: 12 * 30)
    }
  }
}

extension Episode {
  /// Whether it is a decision that grants money or temporary housing.
  fileprivate var grantsPayments: Bool {
    ["granted", "partly"].contains(given.text(.supportOutcome))
      && given.text(.service) != "qualification-programme"
  }
}

extension AssistanceYear {
  /// Every field of 11F.
  static let sources: [KostraSource<AssistanceYear>] =
    KostraSource.delivery + KostraSource.identity + KostraSource.household + livelihood
    + KostraSource.months { year, month in year.payments.contains { $0.month == month } }
    + amounts + services + conditions + exemptions + sanctions

  private typealias Source = KostraSource<AssistanceYear>

  /// What the person lives on and where, and the number of who has no other.
  private static var livelihood: [KostraSource<AssistanceYear>] {
    [
      Source(.personDuf, .personIdentityRecorded, .dufNumber) { year in
        year.person.who.dufNumber.map { .text($0) } ?? .blank
      },
      .text(.vklo, .situationRecorded, .mainIncome) { $0.person.situation.text(.mainIncome) },
      .text(.trygdesit, .situationRecorded, .largestBenefit) {
        $0.person.situation.text(.largestBenefit)
      },
      .text(.arbsit, .situationRecorded, .employment) { $0.person.situation.text(.employment) },
      .text(.bosit, .situationRecorded, .housing) { $0.person.situation.text(.housing) },
    ]
  }

  /// Grants and loans in the year and month by month; a month without is blank.
  private static var amounts: [KostraSource<AssistanceYear>] {
    [
      Source(.bidrag, .paymentMade, .amount) { .integer($0.grants.total) },
      Source(.laan, .paymentMade, .amount) { .integer($0.loans.total) },
    ]
      + grantFields.enumerated().map { month, name in
        Source(name, .paymentMade, .amount) { .ofMonth($0.grants.months[month]) }
      }
      + loanFields.enumerated().map { month, name in
        Source(name, .paymentMade, .amount) { .ofMonth($0.loans.months[month]) }
      }
  }

  private static let grantFields: [KostraFieldName] = [
    .bidragJan, .bidragFeb, .bidragMars, .bidragApril, .bidragMai, .bidragJuni, .bidragJuli,
    .bidragAug, .bidragSept, .bidragOkt, .bidragNov, .bidragDes,
  ]

  private static let loanFields: [KostraFieldName] = [
    .laanJan, .laanFeb, .laanMars, .laanApril, .laanMai, .laanJuni, .laanJuli, .laanAug,
    .laanSept, .laanOkt, .laanNov, .laanDes,
  ]

  /// Counselling, the individual plan, and who is responsible.
  private static var services: [KostraSource<AssistanceYear>] {
    [
      .yesNo(.gittOkonomirad) { $0.hadFinancialCounselling },
      .yesNo(.faatIndividuellPlan) { $0.hadIndividualPlan },
      .text(.saksbehandler, .personAssigned, .worker) { $0.person.situation.text(.worker) },
    ]
  }

  /// Counselling of level II or III, or a debt case open in the year: that is about an inability to
  /// pay, temporary (II) or lasting (III).
  private var hadFinancialCounselling: Bool {
    let days = person.terms.days
    let isCounselled = person.ours(.counselling).contains {
      days.contains($0.start) && ["II", "III"].contains($0.given.text(.level))
    }
    return isCounselled || person.ours(.debtCase).contains { $0.isActive(in: days) }
  }

  /// A plan that was adopted by the end of the year, and not ended before it began.
  private var hadIndividualPlan: Bool {
    person.ours(.individualPlan).contains { plan in
      !plan.marks(.individualPlanAdopted).isEmpty && plan.isActive(in: person.terms.days)
    }
  }

  /// The conditions of the first decision that sets any.
  private static var conditions: [KostraSource<AssistanceYear>] {
    [
      .yesNo(.vilkarsoslov) { $0.conditional != nil },
      .yesNo(.vilkarsamekt) { year in
        year.decisions.contains { $0.given.flag(.partnerConditions) == true }
      },
      Source(.utbetdato) { year in year.conditional.map { .day($0.start) } ?? .blank },
      Source(.utbettomdato, .supportDecided, .periodTo) { year in
        guard let conditional = year.conditional else { return .blank }
        return conditional.given.day(.periodTo).map { .day($0) }
      },
    ]
      + conditionFields.map { name, code in
        .tick(name) { $0.conditional?.given.holds(code, in: .conditions) == true }
      }
  }

  private static let conditionFields: [(KostraFieldName, code: String)] = [
    (.vilkararbeid, "16"), (.vilkarkurs, "17"), (.vilkarutd, "04"), (.vilkarjobblog, "06"),
    (.vilkarjobbtilb, "07"), (.vilkarsamt, "08"), (.vilkarokrett, "10"), (.vilkarlivsh, "18"),
    (.vilkarhelse, "14"), (.vilkarannet, "15"), (.vilkardigplan, "19"),
    (.vilkarnorsksamiskoppl, "20"),
  ]

  /// The first exemption from the activity condition of who is under 30 (§ 20 a).
  private static var exemptions: [KostraSource<AssistanceYear>] {
    [Source(.vedtakdato) { year in year.exemption.map { .day($0.start) } ?? .blank }]
      + exemptionFields.map { name, code in
        .tick(name) { $0.exemption?.given.holds(code, in: .exemptions) == true }
      }
  }

  private static let exemptionFields: [(KostraFieldName, code: String)] = [
    (.vedtakarb, "01"), (.vedtakakt, "02"), (.vedtakhelse, "03"), (.vedtakgrunn, "04"),
  ]

  private static var sanctions: [KostraSource<AssistanceYear>] {
    [
      .tick(.sanksjonred) { $0.sanctions.contains("01") },
      .tick(.sanksjonandre) { $0.sanctions.contains("02") },
    ]
  }
}

extension KostraValue {
  /// A month's amount in kroner: nothing is left blank.
  fileprivate static func ofMonth(_ kroner: Int) -> KostraValue {
    kroner == 0 ? .blank : .integer(kroner)
  }
}
