import CaseModel

/// The versions of the register's schema that can be read.
public enum RegisterVersion: String, CaseIterable, Sendable {
  /// Person data on the case itself; the Act in free text.
  case v1 = "1.2.0"
  /// Person data in records of their own; follow-up visits without a frequency.
  case v2 = "2.2.3"
  /// Follow-up with a frequency; deletions are marked. 3.0.5 is a part of 4.0.1.
  case v4 = "4.0.1"
}

extension RegisterNode {
  /// The whole schema of a version, from the root.
  static func barnevern(_ version: RegisterVersion) -> RegisterNode {
    RegisterNode(
      "Barnevern", one,
      [
        .must("Id", .uuid), .must("DatoUttrekk", .moment(offset: version != .v1)),
        .may("ForrigeId", .uuid),
      ],
      [
        RegisterNode(
          "Fagsystem", one,
          [
            .must("Leverandor", .text(3...300)), .must("Navn", .text(1...300)),
            .must("Versjon", .text(1...100)),
          ]),
        RegisterNode(
          "Avgiver", one,
          [
            .must("Organisasjonsnummer", .digits(9)), .must("Kommunenummer", .digits(4)),
            .must("Kommunenavn", .text(1...250)), .may("Bydelsnummer", .digits(2)),
            .may("Bydelsnavn", .text(1...250)),
          ]),
        sak(version),
      ])
  }

  private static func sak(_ version: RegisterVersion) -> RegisterNode {
    let person: [RegisterAttribute] = [
      .must("Fodselsnummer", .digits(11)), .must("Fodseldato", .day),
      .must("Kjonn", .code(.personaliaKjonn)), .may("DUFnummer", .digits(12)),
    ]
    let own: [RegisterAttribute] = [
      .must("Id", .uuid), .may("MigrertId", .text(1...36)), .must("StartDato", .day),
      .may("SluttDato", .day), .must("Journalnummer", .text(1...36)), .may("Avsluttet", .flag),
      deleted,
    ]
    let details = RegisterNode(
      "Personalia", any, [.must("Id", .uuid), .must("StartDato", .day)] + person + [deleted])
    return RegisterNode(
      "Sak", one, version == .v1 ? own + person : own,
      (version == .v1 ? [] : [details]) + [
        melding, undersokelse, plan, tiltak(version), vedtak(version),
        record(
          "Ettervern", date: "TilbudSendtDato", [],
          [
            end([.must("Kode", .code(.ettervernKonklusjon))])
          ]),
        record("OversendelseFylkesnemnd", [], legal),
        record(
          "Flytting", date: "SluttDato", [],
          [
            RegisterNode(
              "ArsakFra", one, [.must("Kode", .code(.flyttingArsakFra)), specification]),
            RegisterNode("FlyttingTil", one, [.must("Kode", .code(.flyttingTil)), specification]),
          ]),
        RegisterNode(
          "Relasjon", any,
          [
            .must("Id", .uuid), .must("FraId", .text(1...50)), .must("FraType", type(version)),
            .must("TilId", .uuid), .must("TilType", type(version)), deleted,
          ]),
        RegisterNode(
          "Slettet", any,
          [.must("Id", .uuid), .must("Type", type(version)), .must("SluttDato", .day)]),
      ])
  }

  private static let melding = record(
    "Melding", [],
    [
      coded("Melder", .melder), coded("Saksinnhold", .saksinnhold),
      end([.must("Kode", .code(.meldingKonklusjon)), deleted]),
    ])

  private static let undersokelse = record(
    "Undersokelse", [],
    [
      coded("Vedtaksgrunnlag", .saksinnhold),
      RegisterNode(
        "BarnetsMedvirkning", optional, [],
        [
          RegisterNode("StartDato", one, text: .day),
          RegisterNode("MedvirkningType", one, text: .code(.undersokelseMedvirkning)),
        ]),
      RegisterNode(
        "UtvidetFrist", optional,
        [.must("StartDato", .day), .may("Innvilget", .code(.undersokelseUtvidetFrist))]),
      end([.must("Kode", .code(.undersokelseKonklusjon)), specification]),
    ])

  private static let plan = record(
    "Plan", [.must("Plantype", .code(.plantype))],
    [
      RegisterNode("Evaluering", any, [.must("UtfortDato", .day)]), end([]),
    ])

  private static func tiltak(_ version: RegisterVersion) -> RegisterNode {
    let done = RegisterNode("Utfort", any, [.must("Id", .uuid), .must("UtfortDato", .day)])
    let supervision = RegisterNode(
      "Tilsyn", optional, [],
      [
        RegisterNode(
          "Ansvarlig", some,
          [.must("Id", .uuid), .must("StartDato", .day), .must("Kommunenummer", .digits(4))]),
        frequency(.tilsynHyppighet), done,
      ])
    let followUp =
      version == .v4
      ? RegisterNode("Oppfolging", optional, [], [frequency(.oppfolgingHyppighet), done])
      : RegisterNode("Oppfolging", any, [.must("Id", .uuid), .must("UtfortDato", .day)])
    return record(
      "Tiltak", [],
      legal + [
        RegisterNode("Kategori", one, [.must("Kode", .code(.tiltakKategori)), specification]),
        coded("Tiltaksgrunnlag", .saksinnhold), supervision, followUp,
        RegisterNode(
          "Opphevelse", optional, [.must("Kode", .code(.tiltakOpphevelse)), specification]),
        end([]),
      ])
  }

  private static func vedtak(_ version: RegisterVersion) -> RegisterNode {
    // The oldest schema had no code; a claim without one must get it before it can be delivered.
    let code = RegisterAttribute(
      name: "Kode", value: .code(.vedtakKravKonklusjon), required: version != .v1)
    return record(
      "Vedtak", [],
      legal + [
        RegisterNode(
          "Krav", any, [.must("Id", .uuid), .must("StartDato", .day)],
          [end([code, specification])]),
        RegisterNode(
          "Status", some,
          [.must("Id", .uuid), .must("EndretDato", .day), .must("Kode", .code(.vedtakStatus))]),
        end([]),
      ])
  }

  private static let legal = [lovhjemmel("Lovhjemmel", one), lovhjemmel("JmfrLovhjemmel", 0...3)]

  private static func lovhjemmel(_ name: String, _ occurs: ClosedRange<Int>) -> RegisterNode {
    RegisterNode(
      name, occurs, [],
      [
        RegisterNode("Lov", one, text: .code(.lovhjemmelLov)),
        RegisterNode("Kapittel", one, text: .section(3)),
        RegisterNode("Paragraf", one, text: .section(4)),
        RegisterNode("Ledd", any, text: .number), RegisterNode("Bokstav", any, text: .letter),
        RegisterNode("Punktum", any, text: .number),
      ])
  }

  private static let deleted = RegisterAttribute.may("ErSlettet", .flag)
  private static let specification = RegisterAttribute.may("Presisering", .prose(1...10_000))

  /// The types that a relation or deletion may name: `Status` was one until schema 3.0.3.
  private static func type(_ version: RegisterVersion) -> RegisterValue {
    version == .v4 ? .code(.begrepstype) : .text(1...50)
  }

  private static func record(
    _ name: String, date: String = "StartDato", _ attributes: [RegisterAttribute],
    _ children: [RegisterNode]
  ) -> RegisterNode {
    RegisterNode(
      name, any,
      [.must("Id", .uuid), .may("MigrertId", .text(1...36)), .must(date, .day)] + attributes
        + [deleted],
      children)
  }

  private static func coded(_ name: String, _ list: CodeListName) -> RegisterNode {
    RegisterNode(name, any, [.must("Kode", .code(list)), specification])
  }

  private static func end(_ attributes: [RegisterAttribute]) -> RegisterNode {
    RegisterNode("Konklusjon", optional, [.must("SluttDato", .day)] + attributes)
  }

  private static func frequency(_ list: CodeListName) -> RegisterNode {
    RegisterNode(
      "Hyppighet", some,
      [.must("Id", .uuid), .must("StartDato", .day), .must("Kode", .code(list))])
  }
}
