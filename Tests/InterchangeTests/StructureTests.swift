import CaseModel
import EventCoding
import Interchange
import Testing

/// Would break: a message that follows the published structure sent to a person for nothing, or
/// one that does not registered as if it did.
struct StructureTests {
  /// The places at which a body does not follow the structure; none if it was registered.
  private func violations(in body: JSONValue, type: FiksMessageType? = nil) throws -> [String] {
    let store = try TemporaryLog()
    switch store.take(JSON.canonical(body), type: type?.rawValue) {
    case .registered: return []
    case .stored(_, .schema, let violations): return violations.map(\.path)
    default:
      Issue.record("neither registered nor stored")
      return []
    }
  }

  static let publicMembers = [
    "kommunenummer", "kommunenavn", "bydelsnummer", "bydelsnavn", "offentligMelder",
    "offentligMelder.personnavn", "offentligMelder.rolle", "offentligMelder.telefonnummer",
    "offentligMelder.epost", "offentligMelder.virksomhet", "offentligMelder.virksomhet.navn",
    "offentligMelder.virksomhet.adresse", "offentligMelder.virksomhet.adresse.adresselinje1",
    "offentligBarn", "offentligBarn.0.fnr", "offentligBarn.0.ufoedt",
    "offentligBarn.0.personnavn", "offentligBarn.0.adresse", "offentligBarn.0.orientert",
    "foresatte", "foresatte.0.personnavn", "foresatte.0.orientert", "melding",
    "melding.melding", "melding.historie", "sendingstidspunkt", "leveringskanal",
  ]
  static let privateMembers = [
    "kommunenummer", "kommunenavn", "bydelsnummer", "bydelsnavn", "privatMelder",
    "privatMelder.personnavn", "privatBarn", "privatBarn.0.personnavn", "privatBarn.0.adresse",
    "privatBarn.0.adresse.adresselinje1", "melding", "sendingstidspunkt", "leveringskanal",
  ]

  @Test(arguments: publicMembers)
  func `a public message must have each required member, of its kind`(path: String) throws {
    let place = path.replacing(".0", with: "[0]")
    for value in [nil, JSONValue.integer(7), .null] {
      let body = Fixtures.publicMessage().with(path, value)
      #expect(try violations(in: body, type: .publicV1) == [place])
    }
  }

  @Test(arguments: privateMembers)
  func `a private message must have each required member, of its kind`(path: String) throws {
    let place = path.replacing(".0", with: "[0]")
    for value in [nil, JSONValue.integer(7), .null] {
      let body = Fixtures.privateMessage().with(path, value)
      #expect(try violations(in: body, type: .privateV2) == [place])
    }
  }

  @Test(arguments: [
    "offentligBarn.0.telefonnummer", "offentligBarn.0.orientertGrunn",
    "offentligBarn.0.adresse.poststed", "foresatte.0.telefonnummer", "foresatte.0.orientertGrunn",
    "offentligMelder.virksomhet.orgnr", "behovForTolk", "andreHjelpeinstanser",
  ])
  func `an optional member may be left out, but not be of another kind`(path: String) throws {
    #expect(try violations(in: Fixtures.publicMessage().with(path, nil)) == [])
    #expect(try violations(in: Fixtures.publicMessage().with(path, .bool(true))).count == 1)
  }

  @Test(arguments: [
    "kommunenavn", "bydelsnavn", "offentligMelder.personnavn", "offentligMelder.rolle",
    "offentligMelder.virksomhet.navn", "offentligMelder.virksomhet.orgnr",
    "offentligBarn.0.personnavn", "offentligBarn.0.orientertGrunn", "foresatte.0.personnavn",
    "foresatte.0.telefonnummer", "foresatte.0.orientertGrunn",
  ])
  func `a field of one line takes no line break of any kind`(path: String) throws {
    for mark in ["\n", "\r", "\r\n", "\u{2028}", "\u{2029}"] {
      let body = Fixtures.publicMessage().with(path, .string("før" + mark + "etter"))
      #expect(try violations(in: body) == [path.replacing(".0", with: "[0]")])
    }
    #expect(try violations(in: Fixtures.publicMessage().with(path, .string("før\tetter"))) == [])
  }

  @Test func `private texts and free text may have line breaks`() throws {
    var body = Fixtures.privateMessage()
    for path in ["privatMelder.personnavn", "privatBarn.0.personnavn", "kommunenavn"] {
      body = body.with(path, .string("to\nlinjer"))
    }
    #expect(try violations(in: body) == [])
  }

  @Test(arguments: [
    ("kommunenummer", "120"), ("kommunenummer", "12O1"), ("kommunenummer", "12011"),
    ("bydelsnummer", ""), ("bydelsnummer", "1"), ("bydelsnummer", "٠١"),
    ("sendingstidspunkt", "2026-03-16"), ("sendingstidspunkt", "i går"),
    ("sendingstidspunkt", "2026-02-30T10:00:00"), ("offentligMelder.telefonnummer", ""),
    ("offentligMelder.telefonnummer", "40 0  11"), ("offentligMelder.telefonnummer", "40-"),
    ("offentligMelder.telefonnummer", "+"), ("offentligMelder.telefonnummer", "4O"),
    ("offentligMelder.epost", "a@b"), ("offentligMelder.epost", "a@b.n"),
    ("offentligMelder.epost", "a@@b.no"), ("offentligMelder.epost", ".a@b.no"),
    ("offentligMelder.epost", "a b@c.no"), ("offentligMelder.epost", "a@b_c.no"),
  ])
  func `a text against its pattern is told by its place`(path: String, text: String) throws {
    #expect(try violations(in: Fixtures.publicMessage().with(path, .string(text))) == [path])
  }

  @Test(arguments: [
    ("bydelsnummer", "00"), ("kommunenummer", "0001"), ("kommunenummer", "4601"),
    ("kommunenummer", "9999"), ("sendingstidspunkt", "2026-03-16T13:29"),
    ("sendingstidspunkt", "2026-03-16T13:29:33.123456Z"), ("offentligMelder.telefonnummer", "1"),
    ("offentligMelder.telefonnummer", "+47-22 33-44"), ("offentligMelder.epost", "Å_ø-1.b@æ.b.no"),
  ])
  func `a text by its pattern is taken, old municipality numbers included`(
    path: String, text: String
  ) throws {
    #expect(try violations(in: Fixtures.publicMessage().with(path, .string(text))) == [])
  }

  @Test func `a message has one or two guardians`() throws {
    let guardian = try #require(Fixtures.publicMessage()["foresatte"]?.array?.first)
    for (count, expected) in [(0, ["foresatte"]), (1, []), (2, []), (3, ["foresatte"])] {
      let body = Fixtures.publicMessage()
        .with("foresatte", .array(Array(repeating: guardian, count: count)))
      #expect(try violations(in: body) == expected)
    }
  }

  @Test func `every violation is listed at once`() throws {
    let body = Fixtures.publicMessage().with("kommunenummer", nil).with("melding.historie", nil)
      .with("foresatte.0.orientert", .string("ja"))
    #expect(
      try violations(in: body) == ["kommunenummer", "foresatte[0].orientert", "melding.historie"])
  }

  @Test func `the type decides the version, and an addition to version 1 is kept and told`() throws
  {
    let body = Fixtures.publicMessage().with("melding.andreSynspunkter", .string("Far er uenig"))
    let numbered = body.with("melding.andreSynspunkter", .integer(1))
    #expect(try violations(in: numbered, type: .publicV1) == [])
    #expect(try violations(in: numbered, type: .publicV2) == ["melding.andreSynspunkter"])
    let store = try TemporaryLog()
    let type = FiksMessageType.publicV1.rawValue
    guard case .registered(_, let warnings, _) = store.take(JSON.canonical(body), type: type) else {
      Issue.record("not registered")
      return
    }
    #expect(warnings.map(\.path) == ["melding.andreSynspunkter"])
    #expect(warnings.map(\.code) == [.unknownMember])
    #expect(try store.texts(at: 1)[.text]?.contains("Far er uenig") == true)
  }

  @Test func `a member from outside the structure costs nothing, whatever its number is`() throws {
    let store = try TemporaryLog()
    let text =
      "{\"nytt\":1.5e400,"
      + String(
        decoding: JSON.canonical(Fixtures.privateMessage()).dropFirst(), as: UTF8.self)
    guard case .registered(_, let warnings, _) = store.take(Array(text.utf8)) else {
      Issue.record("not registered")
      return
    }
    #expect(warnings.contains { $0.code == .unknownMember && $0.path == "nytt" })
  }

  @Test func `a byte order mark does no harm and stays in the raw message`() throws {
    let store = try TemporaryLog()
    let bytes = [0xEF, 0xBB, 0xBF] + JSON.canonical(Fixtures.privateMessage())
    guard case .registered = store.take(bytes) else {
      Issue.record("not registered")
      return
    }
    #expect(try store.texts(at: 1)[.raw]?.utf8.elementsEqual(bytes) == true)
  }

  @Test func `a thousand children are taken, one more is not`() throws {
    let names = (0..<1000).map { "Barn nr. \($0)" }
    #expect(try violations(in: Fixtures.privateMessage(children: names)) == [])
    #expect(
      try violations(in: Fixtures.privateMessage(children: names + ["ett til"])) == ["privatBarn"])
  }
}
