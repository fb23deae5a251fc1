/// The goals of the joint service for 2006 and how they stood at New Year, and its challenges:
/// short facts in our own words.
enum FlesbergRollagGoals {
  private static let goals = [
    ("Felles sosial- og barneverntjeneste i drift", "Gjennomført, fortsetter"),
    ("NAV i Flesberg og Rollag", "Intensjonsvedtak gjort; plan og avtale sommeren 2007"),
    ("Pålagt omstilling", "Ikke gjennomført"),
    ("Foreldreveiledning", "Delvis gjennomført"),
    ("Fattigdomssatsing", "Iverksatt september 2006"),
    ("Barnevernsnettverk i Kongsbergregionen", "Gjennomført; plan vedtatt"),
    ("Tilsynsførere", "Omorganisert fra 01.09.2006"),
    ("Internkontroll i barnevernet", "Påbegynt"),
    ("Prosedyrer og rutiner", "Gjennomført, fortsetter"),
    ("Brukerundersøkelse", "Ikke gjennomført"),
    ("Rusforebyggende plan", "Meldt under helse og omsorg"),
    ("Felles fosterhjemstilling", "Iverksatt 01.07.2006"),
    ("Brukermedvirkning", "Fortsetter"),
    ("Flyktningarbeid", "Fortsetter"),
    ("Beholde medarbeidere", "Fortsetter"),
    ("Samarbeid inne og ute", "Fortsetter"),
    ("Informasjon på nett", "Lite gjort i 2006, fortsetter"),
    ("Omstilling og kvalitet", "Fortsetter"),
  ]

  private static let challenges = [
    "Egen leder; forlenget til 31.12.07", "Kvalitet og frister; brukerundersøkelse høsten 2007",
    "NAV-kontor sommeren 2008; hva gjelder fra 01.01.08", "Sluttrapport i 2007",
    "Tre kommuner i to år", "Prioritert i begge kommuner", "Flere delområder i 2007",
    "Tiltak som tåles av brukerne", "Pålagt fra 01.01.06, skal ferdig i 2007",
    "Oppgradere eller bytte fagsystem", "Standarder for begge tjenester",
    "Felles løsning ved nytt mottak", "Psykiatri og rusforebygging", "Permisjoner i 2007",
    "Bruk av nett", "Samarbeid på tvers",
  ]

  static var given: [GivenFigure] {
    goals.enumerated().flatMap { place, goal in
      let item = "g\(numbered(place + 1))"
      return [
        GivenFigure(figure: "goal", item: "\(item).goal", text: goal.0),
        GivenFigure(figure: "goal", item: "\(item).status", text: goal.1),
      ]
    }
      + challenges.enumerated().map { place, text in
        GivenFigure(figure: "goal", item: "h\(numbered(place + 1))", text: text)
      }
  }

  private static func numbered(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
