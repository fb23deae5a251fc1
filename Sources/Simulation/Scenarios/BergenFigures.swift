import CaseModel

/// Figures and short facts of Bergen that are given, not counted (referansetall).
struct BergenFigures {
  let calendar: BergenCalendar
  let unit: Ledger

  /// Gives them; what is printed of 2008 is of no other year.
  func give() {
    // The document prints shares of the inhabitants and not how many there are: these are chosen in
    // the interval that gives the shares.
    for (place, inhabitants) in [(0, 155_400), (1, 158_500)] {
      give(
        [GivenFigure(figure: "population-20-66", value: Int64(inhabitants))], place,
        on: calendar.day(place, 1, 2), source: "Chosen: gives the printed share")
    }
    guard calendar.year == 2008 else { return }
    let day = calendar.day(1, 12, 15)
    give(cities + scores + organisation + targets, 1, on: day)
    give(targetsOfNextYear, 2, on: day)
    give(Self.survey("mean", [("bergen", 24), ("norway", 26)]), -2, on: calendar.day(-2, 12, 15))
  }

  private func give(
    _ figures: [GivenFigure], _ place: Int, on day: Day,
    source: String = "Årsmelding for sosialtjenesten 2008"
  ) {
    unit.give(figures, for: calendar.number(place), on: day, source: source)
  }

  private static func figures(
    _ figure: String, _ item: String? = nil, _ values: [(String, Int64)], decimals: Int64 = 0
  ) -> [GivenFigure] {
    values.map { name, value in
      GivenFigure(
        figure: figure, item: item.map { "\($0).\(name)" } ?? name, value: value,
        decimals: decimals)
    }
  }

  private static func survey(_ item: String, _ values: [(String, Int64)]) -> [GivenFigure] {
    figures("survey", item, values, decimals: 1)
  }

  /// Other cities, beside what the log counts of Bergen.
  private var cities: [GivenFigure] {
    let kroner: [(String, [(String, Int64)])] = [
      (
        "gross-per-recipient",
        [("oslo", 49_469), ("trondheim", 45_959), ("stavanger", 43_835)]
      ),
      ("norm-single", [("oslo", 5135)]), ("per-month", [("oslo", 9650)]),
      ("long-term", [("trondheim", 36), ("stavanger", 45), ("oslo", 41)]),
    ]
    let withDecimals: [(String, [(String, Int64)])] = [
      ("recipients", [("trondheim", 43), ("stavanger", 31), ("oslo", 46)]),
      ("length", [("trondheim", 47), ("stavanger", 58), ("oslo", 52)]),
    ]
    return kroner.flatMap { Self.figures("comparison", $0, $1) }
      + withDecimals.flatMap { Self.figures("comparison", $0, $1, decimals: 1) }
  }

  /// What surveys of users gave (brukerundersøkelse).
  private var scores: [GivenFigure] {
    let mean: [(String, Int64)] = [
      ("bergen", 28), ("norway", 30), ("oslo", 28), ("lowest", 24), ("highest", 35),
    ]
    return Self.survey("mean", mean) + Self.survey("text-mean", [("bergen", 28)])
      + Self.survey("participation", [("bergen", 25)]) + Self.survey("respect", [("bergen", 30)])
      + Self.figures("survey", nil, [("lar-satisfaction", 31)], decimals: 1)
      + Self.figures(
        "survey", nil,
        [("answers.bergen", 350), ("response.bergen", 18), ("lar-wants-plan", 46)])
      + Self.figures("goal", nil, [("user-satisfaction.bergen", 25)], decimals: 1)
  }

  /// How the service is organised, and its rules.
  private var organisation: [GivenFigure] {
    Self.figures("staffing", nil, [("debt-counselling", 2), ("close-follow-up", 14)])
      + Self.figures("capacity", nil, [("small-houses", 8)])
      + Self.figures("rate", nil, [("pensioner-80", 80), ("qualification-benefit", 2)])
      + Self.figures("key-figure", nil, [("long-term", 6)])
      + Self.figures(
        "organisation", nil,
        [
          ("housing-agents", 4), ("lar-centres", 5), ("nd-phases", 4), ("nav-offices", 8),
          ("nav-leaders", 2), ("scorecard-perspectives", 4), ("scorecard-goals", 10),
        ])
      + Self.figures("milestone", nil, [("nav-bergenhus", 2010)])
      + openings
  }

  /// When the offices opened, as far as that is printed: of most only the name is left.
  private var openings: [GivenFigure] {
    [
      ("ytrebygda", "Ytrebygda"), ("arna", "Arna"), ("arstad", "Årstad"),
      ("fyllingsdalen", "Fyllingsdalen"), ("laksevag", "våren 2009"), ("asane", "Åsane"),
      ("fana", "Fana"),
    ].map { GivenFigure(figure: "milestone", item: "nav-\($0)", text: $1) }
  }

  private var targets: [GivenFigure] {
    Self.figures("target", nil, [("qualification-programme", 339)])
  }

  private var targetsOfNextYear: [GivenFigure] {
    Self.figures(
      "target", nil, [("qualification-programme", 512), ("qualification-programme-local", 600)])
  }
}
