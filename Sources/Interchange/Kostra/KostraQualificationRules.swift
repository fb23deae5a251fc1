import CaseModel

// The rules of 11CF, the qualification programme (kvalifiseringsprogrammet), as of reporting year
// 2026. The description of the file (002) is not asked of it.

extension KostraRule {
  /// All of them, in the bureau's order.
  static let ofQualificationProgramme =
    aboutTheFile + aboutTheDelivery + whoTakesPart + aboutThePerson + beginning + support + payments
    + ending

  // MARK: - Who takes part

  private static let whoTakesPart = [
    KostraRule(
      "005A", .error, [.personFodselsnr, .status],
      asking: .unique { line in
        let number = line[.personFodselsnr]
        let isCompared =
          !line.isOfOslo && KostraIdentity.isAccepted(number, reportingYear: line.year)
        return isCompared ? number + line[.status] : nil
      }),
    KostraRule(
      "005B", .error, [.personJournalnr],
      asking: .unique { $0.isOfOslo ? nil : $0[.personJournalnr] }),
    KostraRule("006", .error, .personFodselsnr) { $0.age.map { $0 < 18 } ?? false },
    KostraRule("007", .warning, .personFodselsnr) { $0.age.map { $0 > 68 } ?? false },
  ]

  // MARK: - How it began

  private static let beginning = [
    KostraRule("014", .error, .regDato) { $0.isTooEarly(.regDato, before: $0.reportedYear) },
    KostraRule("015", .error, .vedtakDato) { $0.isTooEarly(.vedtakDato, before: $0.reportedYear) },
    KostraRule("016", .error, .begyntDato) { line in
      line.isTooEarly(.begyntDato, before: line.year)
        || !line.isOfOslo && line.day(.begyntDato).map { $0.year > line.year } ?? false
    },
    KostraRule("019", .error, .kvpKomm) { !$0.isCoded(.kvpKomm) },
    KostraRule("020", .error, .kvpKomm, .kommnrKvpKomm) {
      $0[.kvpKomm] == "1" && !$0.isCoded(.kommnrKvpKomm)
    },
    KostraRule("021", .error, .ytelseSoshjelp, .ytelseTypeSoshj) {
      $0[.ytelseSoshjelp] == "1" && !$0.isCoded(.ytelseTypeSoshj)
    },
  ]

  // MARK: - What they got besides

  private static let support = [
    KostraRule("026", .error, .kvpMedAstonad) { !$0.isCoded(.kvpMedAstonad) },
    KostraRule("027", .error, [.kvpMedAstonad] + kinds, asking: .record(kindsOfSupport)),
  ]

  private static let kinds: [KostraFieldName] = [
    .kvpMedKommbos, .kvpMedHusbankbos, .kvpMedSoshjSup, .kvpMedSoshjPgm, .kvpMedSoshjEngang,
  ]

  /// With other support at least one kind of it, without it none.
  @Sendable private static func kindsOfSupport(_ line: KostraLine) -> [Breach] {
    switch (line[.kvpMedAstonad], line.hasTick(kinds)) {
    case ("1", false): [Breach()]
    case ("2", true): [Breach(variant: "none")]
    default: []
    }
  }

  // MARK: - What they got in the programme

  private static let payments = [
    KostraRule("028", .warning, [.status] + months) { $0[.status] != "2" && !$0.hasTick(months) },
    KostraRule("029", .warning, .status, .kvpStonad) {
      $0[.status] == "1" && $0.number(.kvpStonad) <= 0
    },
    KostraRule("030", .warning, [.status, .kvpStonad] + months) {
      $0[.status] != "2" && $0.hasTick(months) && $0.isBlank(.kvpStonad)
    },
    KostraRule("031", .warning, [.status, .kvpStonad] + months) {
      $0[.status] == "1" && $0.number(.kvpStonad) > 0 && !$0.hasTick(months)
    },
    KostraRule("032", .warning, [.kvpStonad]) {
      $0.number(.kvpStonad) > 600_000 ? [String($0.number(.kvpStonad))] : nil
    },
  ]

  // MARK: - How it ended

  private static let ending = [
    KostraRule("036", .error, .status) { !$0.isCoded(.status) },
    KostraRule("037", .error, [.status, .avslDato], says: end),
    KostraRule("038", .error, [.status] + situations) {
      ["3", "7"].contains($0[.status]) && !$0.hasTick(situations)
    },
    KostraRule("039", .error, .status, .avslViktigsteInntekt) {
      $0[.status] == "3" && !$0.isCoded(.avslViktigsteInntekt)
    },
  ]

  private static let situations: [KostraFieldName] = [
    .avslOrdinaertarb, .avslArblonnstils, .avslArbmark, .avslSkole, .avslUfore, .avslAap,
    .avslOkAvklar, .avslUtenOkAvklar, .avslAnnet, .avslUkjent,
  ]

  /// What has ended did so in the reporting year.
  @Sendable private static func end(_ line: KostraLine) -> [String]? {
    guard ["3", "4", "5", "7"].contains(line[.status]), line.day(.avslDato)?.year != line.year
    else { return nil }
    return [String(line.year)]
  }
}

extension KostraLine {
  /// Whether a field outside Oslo holds no day, or one more than four calendar years before a year.
  fileprivate func isTooEarly(_ name: KostraFieldName, before year: Int?) -> Bool {
    guard !isOfOslo else { return false }
    guard let day = day(name) else { return true }
    return year.map { day.year < $0 - 4 } ?? false
  }
}
