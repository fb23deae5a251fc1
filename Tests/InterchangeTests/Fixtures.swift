import EventCoding

/// Messages made up for the tests.
///
/// The identity numbers are synthetic: 80 added to the month.
enum Fixtures {
  /// A message from a public service about one child born in 2015.
  static func publicMessage(children: [JSONValue]? = nil) -> JSONValue {
    object([
      ("kommunenummer", .string("1201")), ("kommunenavn", .string("Storbyen")),
      ("bydelsnummer", .string("00")), ("bydelsnavn", .string("")),
      (
        "offentligMelder",
        object([
          ("personnavn", .string("Lærke Melderstad")), ("rolle", .string("Helsesykepleierrolle")),
          ("telefonnummer", .string("+47 400 11 222")), ("epost", .string("lærke@skolen.example")),
          (
            "virksomhet",
            object([
              ("navn", .string("Fjellheim barneskole")), ("orgnr", .string("987654321x")),
              ("adresse", address("Skoleveien 9")),
            ])
          ),
        ])
      ), ("offentligBarn", .array(children ?? [child()])),
      (
        "foresatte",
        .array([
          object([
            ("personnavn", .string("Forelder Foresattsen")), ("telefonnummer", .string("41122333")),
            ("orientert", .bool(true)), ("orientertGrunn", .string("Samtale i forrige uke")),
          ])
        ])
      ), ("behovForTolk", .string("Tigrinjatolk trengs")),
      ("andreHjelpeinstanser", .string("Fysioterapeuten kjenner familien")),
      (
        "melding",
        object([
          ("melding", .string("Barnet kommer\nsultent på skolen.")),
          ("historie", .string("Dette har vart siden jul.")),
        ])
      ), ("sendingstidspunkt", .string("2026-03-16T13:29:33")),
      ("leveringskanal", .string("Fagsystemet")),
    ])
  }

  /// A child of a public message.
  static func child(
    _ number: String = nationalID(), name: String = "Barn Barnestad", unborn: Bool = false
  ) -> JSONValue {
    object([
      ("fnr", .string(number)), ("ufoedt", .bool(unborn)), ("personnavn", .string(name)),
      ("telefonnummer", .string("92233444")), ("adresse", address("Lekeplassen 3")),
      ("orientert", .bool(false)), ("orientertGrunn", .string("Barnet er for lite")),
    ])
  }

  /// A message from a private person about these children.
  static func privateMessage(children: [String] = ["Gutten i tredje etasje"]) -> JSONValue {
    object([
      ("kommunenummer", .string("3020")), ("kommunenavn", .string("Nabobyen")),
      ("bydelsnummer", .string("03")), ("bydelsnavn", .string("Nordsiden")),
      (
        "privatMelder",
        object([
          ("personnavn", .string("Nabo Nabosen")), ("telefonnummer", .string("93344555")),
          ("adresse", address("Oppgang B")),
        ])
      ),
      (
        "privatBarn",
        .array(
          children.map { name in
            object([
              ("personnavn", .string(name)), ("antattAlder", .string("omtrent sju")),
              ("relasjon", .string("Bor i samme oppgang")), ("adresse", address("Oppgang C")),
            ])
          })
      ), ("melding", .string("Mye roping\nom natten.")),
      ("sendingstidspunkt", .string("2026-03-16T23:31:56+01:00")),
      ("leveringskanal", .string("Innbyggerportalen")),
    ])
  }

  /// A synthetic identity number with right check digits.
  /// - Parameter individual: the first individual number to try: it tells century and sex.
  static func nationalID(
    day: Int = 12, month: Int = 84, year: Int = 15, individual: Int = 512
  ) -> String {
    for number in stride(from: individual, through: 999, by: 2) {
      let digits =
        [day, month, year].flatMap { [$0 / 10, $0 % 10] }
        + [number / 100, number / 10 % 10, number % 10]
      let first = check(digits, [3, 7, 6, 1, 8, 9, 4, 5, 2])
      let second = check(digits + [first], [5, 4, 3, 2, 7, 6, 5, 4, 3, 2])
      if first < 10, second < 10 { return (digits + [first, second]).map(String.init).joined() }
    }
    return ""
  }

  private static func check(_ digits: [Int], _ weights: [Int]) -> Int {
    (11 - zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 } % 11) % 11
  }

  static func address(_ line: String) -> JSONValue {
    object([
      ("adresselinje1", .string(line)), ("adresselinje2", .string("")),
      ("postnummer", .string("0099")), ("poststed", .string("Fiktivstad")),
    ])
  }

  static func object(_ members: [(String, JSONValue)]) -> JSONValue {
    .object(members.map { (name: $0.0, value: $0.1) })
  }
}

extension JSONValue {
  /// The value with the one at a path replaced, or removed for nil: names and list places.
  func with(_ path: String, _ value: JSONValue?) -> JSONValue {
    with(path.split(separator: ".").map(String.init)[...], value)
  }

  private func with(_ path: ArraySlice<String>, _ value: JSONValue?) -> JSONValue {
    guard let step = path.first else { return value ?? .null }
    let rest = path.dropFirst()
    switch self {
    case .object(var members):
      let found = members.firstIndex { $0.name == step }
      if let found, rest.isEmpty, value == nil {
        members.remove(at: found)
      } else if let found {
        members[found].value = members[found].value.with(rest, value)
      } else if let value {
        members.append((step, value))
      }
      return .object(members)
    case .array(var values):
      guard let index = Int(step), values.indices.contains(index) else { return self }
      values[index] = values[index].with(rest, value)
      return .array(values)
    default: return self
    }
  }

  /// Every text within the value.
  var allTexts: [String] {
    switch self {
    case .string(let text): [text]
    case .array(let values): values.flatMap(\.allTexts)
    case .object(let members): members.flatMap(\.value.allTexts)
    default: []
    }
  }
}
