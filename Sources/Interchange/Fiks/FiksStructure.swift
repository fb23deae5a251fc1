// The published structure of the portal's messages, protocol 1.1.3 (github.com/ks-no/
// fiks-io-bekymringsmelding-protokoll), as facts: names, kinds, limits. Its `$ref`s to the address
// do not resolve through its own `$id`s, which is why it is a table here and not a validator's run.

extension FiksMessageType {
  /// The most children one message may have; the place in the list must fit its field.
  static let childrenMax = 1000

  /// What a body of this type must look like.
  var structure: Structure {
    switch self {
    case .publicV1: .publicReport(view: [])
    case .publicV2: .publicReport(view: [.optional("andreSynspunkter", .text())])
    case .privateV1, .privateV2: .privateReport
    }
  }
}

extension Structure.Member {
  static func required(_ name: String, _ structure: Structure) -> Self {
    Self(name: name, structure: structure, isRequired: true)
  }

  static func optional(_ name: String, _ structure: Structure) -> Self {
    Self(name: name, structure: structure, isRequired: false)
  }
}

extension Structure {
  fileprivate static let oneLine = Structure.text(.oneLine)

  fileprivate static let address = Structure.object([
    .required("adresselinje1", .text()), .optional("adresselinje2", .text()),
    .optional("adresselinje3", .text()), .optional("postnummer", .text()),
    .optional("poststed", .text()),
  ])

  fileprivate static func publicReport(view: [Member]) -> Structure {
    .object([
      .required("kommunenummer", .text(.digits(4))), .required("kommunenavn", oneLine),
      .required("bydelsnummer", .text(.digits(2))), .required("bydelsnavn", oneLine),
      .required("offentligMelder", publicReporter),
      .required("offentligBarn", .list(of: publicChild, count: 1...FiksMessageType.childrenMax)),
      .required("foresatte", .list(of: guardian, count: 1...2)),
      .optional("behovForTolk", .text()), .optional("andreHjelpeinstanser", .text()),
      .required(
        "melding",
        .object([.required("melding", .text()), .required("historie", .text())] + view)),
      .required("sendingstidspunkt", .text(.moment)), .required("leveringskanal", .text()),
    ])
  }

  private static let publicReporter = Structure.object([
    .required("personnavn", oneLine), .required("rolle", oneLine),
    .required("telefonnummer", .text(.phone)), .required("epost", .text(.email)),
    .required(
      "virksomhet",
      .object([
        .required("navn", oneLine), .optional("orgnr", oneLine), .required("adresse", address),
      ])),
  ])

  private static let publicChild = Structure.object([
    .required("fnr", .text()), .required("ufoedt", .flag), .required("personnavn", oneLine),
    .optional("telefonnummer", .text()), .required("adresse", address),
    .required("orientert", .flag), .optional("orientertGrunn", oneLine),
  ])

  private static let guardian = Structure.object([
    .required("personnavn", oneLine), .optional("telefonnummer", oneLine),
    .required("orientert", .flag), .optional("orientertGrunn", oneLine),
  ])

  /// No text of a private message is held to one line, and its list of children may be empty
  /// (the published `minLength` has no effect on an array).
  fileprivate static let privateReport = Structure.object([
    .required("kommunenummer", .text(.digits(4))), .required("kommunenavn", .text()),
    .required("bydelsnummer", .text(.digits(2))), .required("bydelsnavn", .text()),
    .required(
      "privatMelder",
      .object([
        .required("personnavn", .text()), .optional("telefonnummer", .text(.phone)),
        .optional("adresse", address),
      ])),
    .required("privatBarn", .list(of: privateChild, count: 0...FiksMessageType.childrenMax)),
    .required("melding", .text()),
    .required("sendingstidspunkt", .text(.moment)), .required("leveringskanal", .text()),
  ])

  private static let privateChild = Structure.object([
    .required("personnavn", .text()), .optional("antattAlder", .text()),
    .optional("relasjon", .text()), .required("adresse", address),
  ])
}
