import CaseModel

/// One row of the map between the register's elements and the log's events: which event an element
/// stands for, and where each of its facts is written.
///
/// Reading, comparing and writing all go by these rows, so that what one of them knows the others
/// know too. A place is written `@Kode` for an attribute, `Kategori@Kode` for a child's, and
/// `MedvirkningType` for a child's text.
struct RegisterRow: Sendable {
  /// The event.
  let type: EventType
  /// The element below `Sak`; none for `Sak` itself.
  let path: [String]
  /// The field with the id of the record that the element stands in; nil for the case.
  let record: Field?
  /// The field with the element's own id, if that is not the record's.
  let own: Field?
  /// Where the day stands; nil if the element has none, and the record's counts.
  let date: String?
  /// Coded facts, by their places.
  let fields: [(place: String, field: Field)]
  /// Personal texts, by their places.
  let texts: [(place: String, field: Field)]
  /// Whole lists of codes, each code with a text that specifies it.
  let lists: [(element: String, codes: Field, texts: Field)]
  /// Whether it has a legal basis (Lovhjemmel, JmfrLovhjemmel).
  let legal: Bool

  init(
    _ type: EventType, _ path: String, _ record: Field?, own: Field? = nil, date: String? = nil,
    _ fields: [(place: String, field: Field)] = [], texts: [(place: String, field: Field)] = [],
    lists: [(element: String, codes: Field, texts: Field)] = [], legal: Bool = false
  ) {
    self.type = type
    self.path = path.split(separator: "/").map(String.init)
    self.record = record
    self.own = own
    self.date = date
    self.fields = fields
    self.texts = texts
    self.lists = lists
    self.legal = legal
  }

  /// Whether the row is a record's first one: the element that begins it.
  var begins: Bool { path.count <= 1 && own == nil && date != nil }

  /// The coded fields that it knows of.
  var codedFields: [Field] {
    fields.map(\.field) + lists.map(\.codes) + (legal ? RegisterRow.legalFields : [])
  }

  /// The sealed fields that it knows of.
  var sealedFields: [Field] { texts.map(\.field) + lists.map(\.texts) }

  static let legalFields: [Field] = [
    .act, .chapter, .section, .paragraphs, .letters, .sentences, .alsoUnder,
  ]
}

extension RegisterRow {
  /// The map.
  ///
  /// The order is that in which the acts are recorded: what begins, then what follows.
  static let all: [RegisterRow] = caseRows + recordRows + followingRows

  /// The rows of an event type.
  static func of(_ type: EventType) -> [RegisterRow] { byType[type] ?? [] }

  private static let byType = Dictionary(grouping: all) { $0.type }

  private static let caseRows: [RegisterRow] = [
    RegisterRow(
      .caseOpened, "", nil, date: "@StartDato",
      [("@Id", .caseId), ("@MigrertId", .migratedId), ("@Journalnummer", .journal)]),
    RegisterRow(
      .identityRecorded, "Personalia", .details, date: "@StartDato", [("@Kjonn", .sex)],
      texts: [
        ("@Fodselsnummer", .nationalId), ("@Fodseldato", .birthDate), ("@DUFnummer", .dufNumber),
      ]),
  ]

  private static let recordRows: [RegisterRow] = [
    RegisterRow(
      .reportReceived, "Melding", .report, date: "@StartDato", [("@MigrertId", .migratedId)],
      lists: [
        ("Melder", .reporters, .reporterSpecification),
        ("Saksinnhold", .contents, .contentSpecification),
      ]),
    RegisterRow(
      .investigationOpened, "Undersokelse", .investigation, date: "@StartDato",
      [("@MigrertId", .migratedId)]),
    RegisterRow(
      .decisionMade, "Vedtak", .decision, date: "@StartDato", [("@MigrertId", .migratedId)],
      legal: true),
    RegisterRow(
      .boardReferralSent, "OversendelseFylkesnemnd", .boardReferral, date: "@StartDato",
      [("@MigrertId", .migratedId)], legal: true),
    RegisterRow(
      .measureStarted, "Tiltak", .measure, date: "@StartDato",
      [("@MigrertId", .migratedId), ("Kategori@Kode", .category)],
      texts: [("Kategori@Presisering", .specification)],
      lists: [("Tiltaksgrunnlag", .grounds, .groundSpecification)], legal: true),
    RegisterRow(
      .planAdopted, "Plan", .plan, date: "@StartDato",
      [("@MigrertId", .migratedId), ("@Plantype", .planType)]),
    RegisterRow(
      .aftercareOffered, "Ettervern", .aftercare, date: "@TilbudSendtDato",
      [("@MigrertId", .migratedId)]),
    RegisterRow(
      .childRelocated, "Flytting", .relocation, date: "@SluttDato",
      [
        ("@MigrertId", .migratedId), ("ArsakFra@Kode", .cause), ("FlyttingTil@Kode", .destination),
      ],
      texts: [
        ("ArsakFra@Presisering", .causeSpecification),
        ("FlyttingTil@Presisering", .destinationSpecification),
      ]),
  ]

  private static let followingRows: [RegisterRow] = [
    RegisterRow(
      .recordsLinked, "Relasjon", .relation,
      [
        ("@FraId", .from), ("@FraType", .fromType), ("@TilId", .to), ("@TilType", .toType),
      ]),
    RegisterRow(
      .investigationGroundsSet, "Undersokelse", .investigation,
      lists: [("Vedtaksgrunnlag", .grounds, .groundSpecification)]),
    RegisterRow(
      .childHeard, "Undersokelse/BarnetsMedvirkning", .investigation, date: "StartDato",
      [("MedvirkningType", .participation)]),
    RegisterRow(
      .extensionRequested, "Undersokelse/UtvidetFrist", .investigation, date: "@StartDato"),
    RegisterRow(
      .extensionDecided, "Undersokelse/UtvidetFrist", .investigation, [("@Innvilget", .granted)]),
    RegisterRow(
      .decisionStatusChanged, "Vedtak/Status", .decision, own: .statusId, date: "@EndretDato",
      [("@Kode", .status)]),
    RegisterRow(
      .privateClaimReceived, "Vedtak/Krav", .decision, own: .claim, date: "@StartDato"),
    RegisterRow(
      .measureVisitsSet, "Tiltak/Tilsyn/Ansvarlig", .measure, own: .setting, date: "@StartDato",
      [("@Kommunenummer", .supervisingOffice)]),
    RegisterRow(
      .measureVisitsSet, "Tiltak/Tilsyn/Hyppighet", .measure, own: .setting, date: "@StartDato",
      [("@Kode", .supervisionFrequency)]),
    RegisterRow(
      .measureVisitsSet, "Tiltak/Oppfolging/Hyppighet", .measure, own: .setting,
      date: "@StartDato", [("@Kode", .followUpFrequency)]),
    RegisterRow(
      .supervisionVisitDone, "Tiltak/Tilsyn/Utfort", .measure, own: .visit, date: "@UtfortDato"),
    RegisterRow(
      .followUpVisitDone, "Tiltak/Oppfolging/Utfort", .measure, own: .visit,
      date: "@UtfortDato"),
    RegisterRow(.planEvaluated, "Plan/Evaluering", .plan, date: "@UtfortDato"),
    RegisterRow(
      .measureRevoked, "Tiltak/Opphevelse", .measure, [("@Kode", .revocation)],
      texts: [("@Presisering", .revocationSpecification)]),
    RegisterRow(
      .reportAssessed, "Melding/Konklusjon", .report, date: "@SluttDato", [("@Kode", .conclusion)]),
    RegisterRow(
      .investigationConcluded, "Undersokelse/Konklusjon", .investigation, date: "@SluttDato",
      [("@Kode", .conclusion)], texts: [("@Presisering", .specification)]),
    RegisterRow(
      .privateClaimConcluded, "Vedtak/Krav/Konklusjon", .decision, own: .claim,
      date: "@SluttDato", [("@Kode", .conclusion)], texts: [("@Presisering", .specification)]),
    RegisterRow(.measureEnded, "Tiltak/Konklusjon", .measure, date: "@SluttDato"),
    RegisterRow(.decisionLapsed, "Vedtak/Konklusjon", .decision, date: "@SluttDato"),
    RegisterRow(.planClosed, "Plan/Konklusjon", .plan, date: "@SluttDato"),
    RegisterRow(
      .aftercareConcluded, "Ettervern/Konklusjon", .aftercare, date: "@SluttDato",
      [("@Kode", .conclusion)]),
    RegisterRow(.caseClosed, "", nil, date: "@SluttDato"),
  ]
}
