/// Tasks, plans and goals of the three municipalities, as short facts in our own words.
enum DrammenGoals {
  private static let names = [
    "Utadrettet virksomhet og informasjon", "Samhandling på tverrfaglige arenaer",
    "Konsultasjon og bekymringsmeldinger", "Undersøkelser", "Veiledning i hjemmet",
    "Tiltak i hjemmet", "Tiltak utenfor hjemmet", "Ettervern, 18-23 år",
    "Tilsyn med fosterbarn fra kommunen", "Oppfølging av fosterhjem",
    "Veiledning av foreldre og fosterforeldre", "Godkjenning av fosterhjem",
    "Oppnevning av tilsynsførere", "Tilsyn ved samvær", "Oppfølging av barn i institusjon",
    "Enslige mindreårige asylsøkere",
  ]

  static var tasks: [GivenFigure] {
    names.enumerated().map { place, name in
      let number = place + 1
      return GivenFigure(
        figure: "organisation", item: "t\(number < 10 ? "0" : "")\(number)", text: name)
    }
  }

  static let plans = [
    "2026", "2036", "2018 – 2021", "2015", "2016 – 2020", "2016-2019", "2012-2026",
    "november 2015 – desember 2017",
  ].enumerated().map { place, period in
    GivenFigure(figure: "plan-period", item: "p\(place + 1)", text: period)
  }

  static let svelvik = [
    GivenFigure(
      figure: "goal", item: "s1", text: "Mestring, utdanning, arbeid og arenaer for unge"),
    GivenFigure(
      figure: "goal", item: "s2", text: "Tidlig, samordnet og langsiktig innsats"),
  ]
}
