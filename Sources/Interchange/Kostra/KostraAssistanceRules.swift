// The rules of 11F, financial social assistance (økonomisk sosialhjelp), as of reporting year 2026.

extension KostraRule {
  /// All of them, in the bureau's order.
  static let ofFinancialAssistance =
    aboutTheFile + [description] + aboutTheDelivery + whoReceives + aboutThePerson
    + livelihood + benefits + amounts + conditions

  // MARK: - The description of the file

  private static let description = KostraRule("002", .error, [], asking: .record(misfits))

  /// One breach for each field that is not as the description says.
  @Sendable private static func misfits(_ line: KostraLine) -> [Breach] {
    line.context.layout.fields.compactMap { field in
      guard let misfit = misfit(field, line) else { return nil }
      return Breach(
        fields: [field.name], variant: misfit == .blank ? nil : misfit.rawValue,
        details: [field.name.name])
    }
  }

  /// What is wrong with a field, by the variant of the words that says it.
  private static func misfit(_ field: KostraField, _ line: KostraLine) -> Misfit? {
    if line.isBlank(field.name) {
      guard field.isRequired else { return nil }
      // Rule 003-bydel wants nothing here outside Oslo: the two rules cannot both hold.
      return field.name == .bydelsnr && !line.isOfOslo ? .bydel : .blank
    }
    switch field.kind {
    case .integer: return line.integer(field.name) == nil ? .number : nil
    case .date: return line.day(field.name) == nil ? .date : nil
    case .text: return field.codes == nil || line.isCoded(field.name) ? nil : .code
    }
  }

  private enum Misfit: String { case blank, bydel, number, date, code }

  // MARK: - Who receives

  private static let whoReceives = [
    KostraRule(
      "005A", .error, [.personFodselsnr],
      asking: .unique { line in
        let number = line[.personFodselsnr]
        return KostraIdentity.isChecked(number) ? number : nil
      }),
    KostraRule("005B", .error, [.personJournalnr], asking: .unique { $0[.personJournalnr] }),
    KostraRule("006", .warning, .personFodselsnr) { ($0.age ?? 0) < 18 },
    KostraRule("007", .warning, .personFodselsnr) { ($0.age ?? 0) >= 96 },
  ]

  // MARK: - What they live on

  private static let livelihood = [
    KostraRule("014", .error, .vklo) { !$0.isCoded(.vklo) },
    KostraRule("015", .error, .vklo, .arbsit) { $0.isAtOdds("1", ["01", "02"]) },
    KostraRule("016", .error, .vklo, .arbsit) { $0.isAtOdds("2", ["03", "05", "06"]) },
    KostraRule("017", .error, .vklo, .arbsit) { $0.isAtOdds("4", ["03"]) },
    KostraRule("018", .error, .vklo, .arbsit) { $0.isAtOdds("6", ["09"]) },
    KostraRule("019", .error, .vklo, .arbsit) { $0.isAtOdds("8", ["10"]) },
    KostraRule("020B", .error, [.vklo, .trygdesit], asking: .record(benefitUnnamed)),
    KostraRule("021", .warning, .vklo, .arbsit) {
      $0.isAtOdds("5", ["02", "03", "04", "05", "06", "07", "08"])
    },
  ]

  /// Who lives on a benefit has one.
  ///
  /// The log warns of it too, in an act's words: these are a record's.
  @Sendable private static func benefitUnnamed(_ line: KostraLine) -> [Breach] {
    let isNamed = line.isCoded(.trygdesit) && line[.trygdesit] != "12"
    return line[.vklo] == "3" && !isNamed ? [Breach(variant: "record")] : []
  }

  private static let benefits = [
    KostraRule("022", .error, .trygdesit) { !$0.isCoded(.trygdesit) },
    KostraRule("023A", .error, .trygdesit, .personFodselsnr) {
      $0[.trygdesit] == "07" && ($0.age ?? 0) < 62
    },
    KostraRule("023B", .error, .trygdesit, .bu18, .antbu18) {
      $0[.trygdesit] == "05" && !$0.supportsChildren
    },
    KostraRule("023C", .error, .trygdesit, .bu18, .antbu18) {
      $0[.trygdesit] == "13" && !$0.supportsChildren
    },
    KostraRule("024", .warning, .trygdesit, .arbsit) {
      ["04", "07"].contains($0[.trygdesit])
        && !["02", "03", "04", "05", "06", "07"].contains($0[.arbsit])
    },
    KostraRule("024B", .error, .vklo, .trygdesit, .arbsit) {
      $0[.vklo] == "3" && $0[.trygdesit] == "11" && $0[.arbsit] == "08"
    },
    KostraRule("025", .error, .arbsit) { !$0.isCoded(.arbsit) },
  ]

  // MARK: - What they got

  private static let amounts = [
    KostraRule("026", .error, months) { !$0.hasTick(months) },
    KostraRule("027", .error, .bidrag, .laan) { $0.number(.bidrag) <= 0 && $0.number(.laan) <= 0 },
    KostraRule("030", .warning, [.bidrag, .laan]) {
      $0.paid > 1_000_000 ? [String($0.paid)] : nil
    },
    KostraRule("031", .warning, [.bidrag, .laan]) { $0.paid > 200 ? nil : [String($0.paid)] },
    KostraRule("032", .error, .gittOkonomirad) { !$0.isCoded(.gittOkonomirad) },
    KostraRule("033", .error, .faatIndividuellPlan) { !$0.isCoded(.faatIndividuellPlan) },
    KostraRule("035", .error, .bosit) { !$0.isCoded(.bosit) },
    KostraRule("036", .warning, [.bidrag] + grants) { $0.difference(.bidrag, grants) },
    KostraRule("037", .warning, [.laan] + loans) { $0.difference(.laan, loans) },
    KostraRule("038", .warning, .personFodselsnr, .personDuf) {
      $0.isBlank(.personFodselsnr) && !KostraIdentity.isDUF($0[.personDuf])
    },
  ]

  private static let grants: [KostraFieldName] = [
    .bidragJan, .bidragFeb, .bidragMars, .bidragApril, .bidragMai, .bidragJuni, .bidragJuli,
    .bidragAug, .bidragSept, .bidragOkt, .bidragNov, .bidragDes,
  ]

  private static let loans: [KostraFieldName] = [
    .laanJan, .laanFeb, .laanMars, .laanApril, .laanMai, .laanJuni, .laanJuli, .laanAug, .laanSept,
    .laanOkt, .laanNov, .laanDes,
  ]

  // MARK: - On which conditions

  private static let conditions = [
    KostraRule("039", .error, .vilkarsoslov) { !$0.isCoded(.vilkarsoslov) },
    KostraRule("040", .error, .vilkarsamekt) { !$0.isCoded(.vilkarsamekt) },
    KostraRule("041", .error, .vilkarsoslov, .utbetdato) {
      $0.hasConditions && $0.day(.utbetdato) == nil
    },
    KostraRule("042", .error, .vilkarsoslov, .utbettomdato) {
      $0.hasConditions && $0.day(.utbettomdato) == nil
    },
    KostraRule("043", .error, [.vilkarsoslov] + kinds) { $0.hasConditions && !$0.hasTick(kinds) },
  ]

  /// The kinds of condition.
  private static let kinds: [KostraFieldName] = [
    .vilkararbeid, .vilkarkurs, .vilkarutd, .vilkarjobblog, .vilkarjobbtilb, .vilkarsamt,
    .vilkarokrett, .vilkarlivsh, .vilkarhelse, .vilkarannet, .vilkardigplan,
    .vilkarnorsksamiskoppl,
  ]
}

extension KostraLine {
  /// Whether the main source of subsistence is that one, and the work situation is none that goes
  /// with it.
  fileprivate func isAtOdds(_ source: String, _ situations: [String]) -> Bool {
    self[.vklo] == source && !situations.contains(self[.arbsit])
  }

  fileprivate var supportsChildren: Bool { self[.bu18] == "1" && number(.antbu18) > 0 }

  fileprivate var hasConditions: Bool { self[.vilkarsoslov] == "1" }

  /// What was paid in the year, grants and loans together.
  fileprivate var paid: Int { number(.bidrag) + number(.laan) }

  /// The months' sum and the year's amount, where they differ.
  fileprivate func difference(
    _ year: KostraFieldName, _ months: [KostraFieldName]
  ) -> [String]? {
    let sum = months.reduce(0) { $0 + number($1) }
    return sum == number(year) ? nil : [String(sum), String(number(year))]
  }
}
