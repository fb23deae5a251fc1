import CaseModel

// A person's file as a delivery looks at it.

/// What a delivery is of.
struct KostraTerms: Sendable {
  let layout: KostraLayout
  let year: Int
  let office: Office
  /// The municipality with those that have become part of it before the year is over.
  let offices: Set<Office>
  /// The district that the file is of, in Oslo.
  let district: String?
  /// The district of persons that none is recorded of: that of the office's own unit.
  var ownDistrict: String?
  /// The last day that is known of; nil for all.
  let day: Day?

  /// The days of the reporting year.
  var days: ClosedRange<Day> { .first(of: year)...(.last(of: year)) }

  /// The day that the situation and the status are told of: 31 December, or the day asked about.
  var lastDay: Day { day.map { min($0, .last(of: year)) } ?? .last(of: year) }
}

/// A person as a delivery looks at them.
struct KostraPerson: Sendable {
  let terms: KostraTerms
  /// The file as it stands.
  let file: CaseFile
  /// The file as it stood when the reporting year ended.
  let yearEnd: CaseFile
  /// Who it is.
  let who: KostraWho
  /// What was paid in the year.
  let payments: [KostraPayment]
  /// What is known of the person when the year ends (situasjon ved siste kontakt); what was not
  /// known then, as it was first learned afterwards.
  let situation: Fields

  init(
    _ terms: KostraTerms, _ file: CaseFile, yearEnd: CaseFile, who: KostraWho,
    payments: [KostraPayment]
  ) {
    self.terms = terms
    self.file = file
    self.yearEnd = yearEnd
    self.who = who
    self.payments = payments
    var situation = yearEnd.own?.attributes ?? Fields()
    for mark in file.own?.marks ?? [] where mark.day > terms.lastDay {
      for (field, value) in mark.fields.entries where situation[field] == nil {
        situation[field] = value
      }
    }
    self.situation = situation
  }

  /// The journal number; the key of the file where none was given.
  var journal: String { situation.text(.journal) ?? file.subject.key }

  /// Whether the delivery's office, and in Oslo its district, was responsible when a record began.
  func isOurs(_ episode: Episode) -> Bool { terms.holds(episode, in: file) }

  /// The records of a kind that the office is responsible for, as they stood when the year ended.
  func ours(_ kind: EpisodeKind) -> [Episode] { yearEnd.episodes(kind).filter(isOurs) }
}

extension KostraTerms {
  /// Whether the delivery's office, and in Oslo its district, was responsible when a record began.
  func holds(_ episode: Episode, in file: CaseFile) -> Bool {
    guard offices.contains(episode.office) else { return false }
    guard let district else { return true }
    guard let own = self.district(of: file, on: episode.start) else { return false }
    return own == district
  }

  /// Whether a person was paid or took part in a programme in the year, and the district of it is
  /// not recorded, or is none: then nobody knows which file the person belongs in.
  func isAstray(_ file: CaseFile) -> Bool {
    guard district != nil else { return false }
    let districts = Set(CodeLists.entries(in: .kostraBydel).map { "\($0.code)" })
    let counted = file.episodes(layout.type == .financialAssistance ? .payment : .qualification)
    return counted.contains { episode in
      offices.contains(episode.office) && episode.isActive(in: days)
        && self.district(of: file, on: episode.start).map { !districts.contains($0) } ?? true
    }
  }

  /// The district responsible for a person on a day, as it was recorded.
  func district(of file: CaseFile, on day: Day) -> String? {
    if case .text(let district)? = file.own?.value(.district, on: day) { return district }
    return ownDistrict
  }
}

/// A payment of the year with what was taken back of it (utbetaling).
struct KostraPayment: Sendable {
  let day: Day
  /// The kind of benefit, a code of `benefit_kind`.
  let kind: String
  let isLoan: Bool
  /// What was paid less what was taken back, in øre; more than 0.
  let amount: Int64
  let decision: RecordID?

  var month: Int { day.month }

  /// What an office paid in a year.
  ///
  /// A payment that was taken back whole was none.
  static func all(in file: CaseFile, _ terms: KostraTerms) -> [KostraPayment] {
    var taken: [RecordID: Int64] = [:]
    for reversal in file.episodes(.reversal) {
      guard let payment = reversal.given.id(.payment) else { continue }
      taken[payment, default: 0] += reversal.given.number(.amount) ?? 0
    }
    return file.episodes(.payment).compactMap { payment in
      guard terms.days.contains(payment.start), terms.holds(payment, in: file) else { return nil }
      let back = payment.id.flatMap { taken[$0] } ?? 0
      let amount = (payment.given.number(.amount) ?? 0) - back
      guard amount > 0 else { return nil }
      return KostraPayment(
        day: payment.start, kind: payment.given.text(.benefitKind) ?? "",
        isLoan: payment.given.text(.aidForm) == "loan", amount: amount,
        decision: payment.given.id(.decision))
    }
  }

  /// Kinds of benefit that are no financial assistance (økonomisk sosialhjelp).
  private static let others: Set<String> = [
    Self.qualification, "introduction-benefit", Self.housingAllowance,
  ]
  static let qualification = "qualification-benefit"
  static let housingAllowance = "housing-allowance"
  static let programmeCosts = "programme-costs"

  /// Whether it is financial assistance.
  var isAssistance: Bool { !Self.others.contains(kind) }
}

/// Amounts in whole kroner, month by month (beløp per måned).
///
/// The year's sum is rounded to the nearest krone, a half up. A month's amount is what the rounded
/// sum grows by in it, so that the months add up to the year (rules 036 and 037) and none is more
/// than a krone off.
struct KostraAmounts: Hashable, Sendable {
  /// The amount of each month, from January.
  private(set) var months: [Int] = []
  /// The year's amount.
  private(set) var total = 0

  /// The amounts of some payments.
  init(_ payments: some Sequence<KostraPayment>) {
    var byMonth = [Int64](repeating: 0, count: 12)
    for payment in payments { byMonth[payment.month - 1] += payment.amount }
    var sum: Int64 = 0
    for amount in byMonth {
      sum += amount
      let kroner = Int((sum + 50) / 100)
      months.append(kroner - total)
      total = kroner
    }
  }
}
