import CaseModel

// 11CF, the qualification programme (kvalifiseringsprogrammet): what each field says, and from
// which facts of the log.

/// A programme in the reporting year, from which a record of 11CF is made.
struct ProgrammeYear: KostraMatter {
  let person: KostraPerson
  /// The programme as it stood when the year ended.
  let programme: Episode
  /// The status at the end of the year, a code of `kostra_kvp_status`.
  let status: String
  /// The decision that granted it.
  let decision: Episode?
  /// The application that the decision answers.
  let application: Episode?
  /// The benefit paid in the programme.
  let benefit: [KostraPayment]
  /// Support of other kinds in the months with benefit, codes of `kostra_kvp_med`.
  let besides: Set<String>
  /// The number of the record among the person's, from 1.
  let ordinal: Int

  /// The person's journal number, with the record's own number from the second on: no two records
  /// of a file may share one (005B), and a person may have two.
  var journal: String { ordinal > 1 ? "\(person.journal)-\(ordinal)" : person.journal }

  /// Whether a person took part in a programme of the office in the year.
  static func isThere(_ file: CaseFile, _ terms: KostraTerms) -> Bool {
    file.episodes(.qualification).contains {
      $0.isActive(in: terms.days) && terms.holds($0, in: file)
    }
  }

  /// A person's programmes of the year.
  ///
  /// Of several with the same status the last counts: the bureau takes one record for each person
  /// and status (005A).
  static func all(of person: KostraPerson) -> [ProgrammeYear] {
    let ours = person.ours(.qualification).filter { $0.isActive(in: person.terms.days) }
      .sorted { $0.start < $1.start }
    let byStatus = ours.map { ($0, Self.status(of: $0, person)) }
    let kept = byStatus.enumerated().filter { index, each in
      !byStatus[(index + 1)...].contains { $0.1 == each.1 }
    }
    return kept.enumerated().map { place, each in
      ProgrammeYear(person, each.element.0, each.element.1, ordinal: place + 1, among: ours)
    }
  }

  private init(
    _ person: KostraPerson, _ programme: Episode, _ status: String, ordinal: Int,
    among programmes: [Episode]
  ) {
    self.person = person
    self.programme = programme
    self.status = status
    self.ordinal = ordinal
    decision = person.yearEnd.episode(.decision, programme.given.id(.decision))
    application = decision.flatMap { decision in
      person.yearEnd.episode(.application, decision.given.id(.application))
    }
    benefit = person.payments.filter {
      $0.kind == KostraPayment.qualification && $0.programme(among: programmes) == programme.id
    }
    besides = Self.besides(person, months: Set(benefit.map(\.month)))
  }

  /// How it stands when the year ends: as it ended, on leave, or going on.
  private static func status(of programme: Episode, _ person: KostraPerson) -> String {
    if let outcome = programme.outcome { return outcome }
    let isOnLeave = person.yearEnd.episodes(.qualificationLeave).contains { leave in
      leave.given.id(.qualification) == programme.id && leave.isOpen(on: person.terms.lastDay)
    }
    return isOnLeave ? "2" : "1"
  }

  /// What the person was given besides, in the months with benefit.
  private static func besides(_ person: KostraPerson, months: Set<Int>) -> Set<String> {
    var found: Set<String> = []
    let payments = person.payments.filter { months.contains($0.month) }
    if payments.contains(where: { $0.kind == KostraPayment.housingAllowance }) { found.insert("4") }
    if person.ours(.housingAllowance).contains(where: { $0.isGranted(in: months, person.terms) }) {
      found.insert("5")
    }
    let assistance = payments.filter(\.isAssistance)
    if assistance.contains(where: { $0.kind == KostraPayment.programmeCosts }) { found.insert("8") }
    // Running costs in several months are a regular supplement; what is left is one-off.
    let running = assistance.filter { runningCosts.contains($0.kind) }
    let isRegular = Set(running.map(\.month)).count > 1
    if isRegular { found.insert("7") }
    let isOnce = assistance.contains { payment in
      payment.kind != KostraPayment.programmeCosts
        && !(isRegular && runningCosts.contains(payment.kind))
    }
    if isOnce { found.insert("9") }
    return found
  }

  /// Kinds of benefit for the running costs of living (løpende livsholdsutgifter).
  private static let runningCosts: Set<String> = ["subsistence", "rent", "electricity", "children"]
}

extension KostraPayment {
  /// Which of a person's programmes a qualification benefit belongs to: the one that its decision
  /// granted, or else the last that had begun.
  fileprivate func programme(among programmes: [Episode]) -> RecordID? {
    let granted = programmes.last { $0.given.id(.decision) == decision }
    return (granted ?? programmes.last { $0.start <= day } ?? programmes.first)?.id
  }
}

extension Episode {
  /// Whether it is the Housing Bank's allowance of one of some months of the reporting year
  /// (Husbankens bostøtte).
  fileprivate func isGranted(in months: Set<Int>, _ terms: KostraTerms) -> Bool {
    guard outcome == "granted", given.number(.termYear) == Int64(terms.year),
      let term = given.text(.term), term.hasPrefix("M"), let month = Int(term.dropFirst())
    else { return false }
    return months.contains(month)
  }
}

extension ProgrammeYear {
  /// Every field of 11CF.
  static let sources: [KostraSource<ProgrammeYear>] =
    KostraSource.delivery + KostraSource.identity + KostraSource.household + beginning + before
    + support + KostraSource.months { year, month in year.benefit.contains { $0.month == month } }
    + ending

  private typealias Source = KostraSource<ProgrammeYear>

  /// How it began, and whether it was taken over.
  private static var beginning: [KostraSource<ProgrammeYear>] {
    [
      Source(.regDato, .supportDecided, .application) { year in
        year.application.map { .day($0.start) }
      },
      Source(.vedtakDato, .qualificationStarted, .decision) { year in
        year.decision.map { .day($0.start) }
      },
      Source(.begyntDato) { .day($0.programme.start) },
      .yesNo(.kvpKomm) { $0.fromOffice != nil },
      Source(.kommnrKvpKomm, .qualificationStarted, .fromOffice) { year in
        guard let from = year.fromOffice else { return .blank }
        return .text(year.isFormer(from) ? Self.officeNotStated : from)
      },
    ]
  }

  /// The bureau's number for a municipality that is not told.
  private static let officeNotStated = "9999"

  /// The municipality of a programme that was taken over.
  private var fromOffice: String? {
    programme.given.text(.fromOffice) ?? application?.given.text(.fromOffice)
  }

  private func isFormer(_ office: String) -> Bool {
    CodeLists.validity(of: office, in: .kostraKommune, on: .last(of: person.terms.year)) != .valid
  }

  /// Whether it names a municipality that no longer is one, which the record cannot name.
  var namesFormerOffice: Bool { fromOffice.map(isFormer) ?? false }

  /// What the person lived on in the two months before the application.
  private static var before: [KostraSource<ProgrammeYear>] {
    [
      .tick(.ytelseSoshjelp) { $0.assistanceBefore != nil },
      Source(.ytelseTypeSoshj, .supportApplied, .priorIncome) { year in
        year.assistanceBefore.map { .text($0) } ?? .blank
      },
      .tick(.ytelseIntro) { $0.lived("4") },
      .tick(.ytelseTiltakspenger) { $0.lived("5") },
      .tick(.ytelseFolketrygdl) { $0.lived("6") },
    ]
  }

  private func lived(_ code: String) -> Bool {
    application?.given.holds(code, in: .priorIncome) == true
  }

  /// The kind of social assistance before the application: main source (2) or supplement (3).
  private var assistanceBefore: String? { ["2", "3"].first(where: lived) }

  private static var support: [KostraSource<ProgrammeYear>] {
    [
      .yesNo(.kvpMedAstonad) { !$0.besides.isEmpty },
      .tick(.kvpMedKommbos) { $0.besides.contains("4") },
      .tick(.kvpMedHusbankbos) { $0.besides.contains("5") },
      .tick(.kvpMedSoshjEngang) { $0.besides.contains("9") },
      .tick(.kvpMedSoshjPgm) { $0.besides.contains("8") },
      .tick(.kvpMedSoshjSup) { $0.besides.contains("7") },
      Source(.kvpStonad, .paymentMade, .amount) { year in
        year.benefit.isEmpty ? .blank : .integer(KostraAmounts(year.benefit).total)
      },
    ]
  }

  /// How it stands, and what came after.
  private static var ending: [KostraSource<ProgrammeYear>] {
    [
      Source(.status, .qualificationEnded, .qualificationOutcome) { .text($0.status) },
      Source(.avslDato) { year in year.programme.end.map { .day($0) } ?? .blank },
    ]
      + situationFields.enumerated().map { index, each in
        // Which situation it is nobody knows: what lacks is told once, of the first box.
        index == 0
          ? Source(each.0, .qualificationEnded, .situations) { year in
            if year.isWithoutSituation { return nil }
            return year.ended(each.code) ? .text(each.code) : .blank
          }
          : .tick(each.0) { $0.ended(each.code) }
      }
      + [
        Source(.avslViktigsteInntekt, .qualificationEnded, .incomeAfter) { year in
          year.income.map { .text($0) } ?? (year.status == "3" ? nil : .blank)
        },
        Source(.saksbehandler, .personAssigned, .worker) { year in
          year.person.situation.text(.worker).map { .text($0) } ?? .blank
        },
      ]
  }

  private static let situationFields: [(KostraFieldName, code: String)] = [
    (.avslOrdinaertarb, "01"), (.avslArblonnstils, "11"), (.avslArbmark, "03"),
    (.avslSkole, "04"), (.avslUfore, "13"), (.avslAap, "14"), (.avslOkAvklar, "15"),
    (.avslUtenOkAvklar, "16"), (.avslAnnet, "10"), (.avslUkjent, "17"),
  ]

  private var end: Fields? { programme.end == nil ? nil : programme.attributes }

  private func ended(_ code: String) -> Bool { end?.holds(code, in: .situations) == true }

  private var income: String? { end?.text(.incomeAfter) }

  /// Whether it ended in a way that must be told what came after, and that is not told.
  private var isWithoutSituation: Bool {
    ["3", "7"].contains(status) && end?.values(.situations).isEmpty != false
  }
}
