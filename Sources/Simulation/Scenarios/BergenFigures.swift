import CaseModel

/// Figures of Bergen that are given, not counted (referansetall).
struct BergenFigures {
  let calendar: BergenCalendar
  let unit: Ledger

  /// Gives them.
  func give() {
    // The document prints shares of the inhabitants and not how many there are: these are chosen in
    // the interval that gives the shares.
    for (place, inhabitants) in [(0, 155_400), (1, 158_500)] {
      unit.give(
        [GivenFigure(figure: "population-20-66", value: Int64(inhabitants))],
        for: calendar.number(place), on: calendar.day(place, 1, 2),
        source: "Chosen: gives the printed share")
    }
  }
}
