import CaseModel

/// Children who live outside their family in 2017, and where.
struct DrammenPlacements {
  let recipe: Drammen2017.Recipe
  let municipality: Municipality
  let diary: Diary

  /// Municipalities of 2017 in which children of Drammen, Nedre Eiker and Svelvik may live.
  private static let neighbours = [
    "0101", "0104", "0105", "0106", "0211", "0213", "0214", "0215", "0216", "0217", "0219", "0220",
    "0228", "0230", "0231", "0233", "0235", "0301", "0402", "0403", "0501", "0502", "0528", "0532",
    "0533", "0534", "0604", "0605", "0612", "0615", "0616", "0617", "0620", "0621", "0622", "0623",
    "0624", "0626", "0627", "0628", "0631", "0632", "0633", "0701", "0704", "0710", "0712", "0713",
    "0805", "0806", "0814", "0901", "0906", "1001", "1103", "1201", "1601",
  ]

  /// A child's stay, before its place is settled.
  private struct Stay {
    let basis: LegalBasis
    var home: String
    let start: Day
    let end: Day?
  }

  func write() throws {
    var open = openStays()
    var ended = endedStays()
    settleInstitutions(&open, &ended)
    let elsewhere = diary.dice.shuffled(DrammenPlacements.neighbours)
    let municipalities = try elsewhere.prefix(recipe.municipalities).map(Office.named)
    for (place, stay) in diary.dice.shuffled(open).enumerated() {
      // First a child in each municipality, then several in some and some at home.
      let home =
        place < municipalities.count
        ? municipalities[place]
        : diary.dice.chance(60) ? diary.dice.pick(municipalities) : municipality.office
      try write(stay, at: home)
    }
    // Stays that have ended lie where nobody lives any more.
    let left = try Office.named(elsewhere[recipe.municipalities])
    for stay in ended { try write(stay, at: left) }
  }

  // MARK: Stays

  private func openStays() -> [Stay] {
    let care = (0..<recipe.care).map { _ in
      Stay(
        basis: .careOrder, home: diary.dice.chance(25) ? "relative" : "foster-home",
        start: diary.dice.day(.of(2012, 1, 9) ... .of(2017, 6, 30)), end: nil)
    }
    let voluntary = (0..<recipe.voluntary).map { _ in
      Stay(
        basis: .voluntary, home: diary.dice.chance(20) ? "housing" : "foster-home",
        start: diary.dice.day(.of(2015, 1, 5) ... .of(2017, 9, 29)), end: nil)
    }
    let emergency = (0..<(recipe.emergency / 5)).map { _ in
      Stay(
        basis: .emergency, home: "emergency-home",
        start: diary.dice.day(.of(2017, 11, 27) ... .of(2017, 12, 22)), end: nil)
    }
    return care + voluntary + emergency
  }

  /// Stays that end in the year, on its first and its last day among others.
  private func endedStays() -> [Stay] {
    let emergency = (recipe.emergency / 5..<recipe.emergency).map { place in
      let start =
        place == recipe.emergency / 5
        ? Day.of(2016, 12, 19) : diary.dice.day(.of(2017, 1, 4) ... .of(2017, 11, 17))
      let stay = diary.dice.number(7...42)
      let end = start.year == 2016 ? Drammen2017.first : start.adding(days: stay)
      return Stay(basis: .emergency, home: "emergency-home", start: start, end: end)
    }
    let care = (0..<(recipe.care / 20 + 1)).map { place in
      Stay(
        basis: .careOrder, home: "foster-home",
        start: diary.dice.day(.of(2012, 1, 9) ... .of(2015, 12, 18)),
        end: place == 0 ? Drammen2017.last : diary.dice.day(.of(2017, 1, 9) ... .of(2017, 12, 15)))
    }
    let voluntary = (0..<(recipe.institution / 4)).map { _ in
      Stay(
        basis: .voluntary, home: "institution",
        start: diary.dice.day(.of(2016, 1, 11) ... .of(2017, 4, 28)),
        end: diary.dice.day(.of(2017, 5, 8) ... .of(2017, 12, 15)))
    }
    return emergency + care + voluntary
  }

  /// Those in an institution that did not end there in the year are the voluntary ones first.
  private func settleInstitutions(_ open: inout [Stay], _ ended: inout [Stay]) {
    var left = recipe.institution - ended.filter { $0.home == "institution" }.count
    let order = open.indices.filter { open[$0].basis == .voluntary }.prefix(left * 2 / 3 + 1)
    for place in order + open.indices.filter({ open[$0].basis == .careOrder }) where left > 0 {
      open[place].home = "institution"
      left -= 1
    }
  }

  // MARK: Cases

  private func write(_ stay: Stay, at home: Office) throws {
    let opened = stay.start.adding(days: -diary.dice.number(60...95)).onWorkday.notAfter(
      .of(2016, 12, 12))
    let story = try CaseStory(in: municipality, year: opened.year, diary: diary)
    story.open(on: opened)
    let report = story.report(on: opened)
    let investigation = story.investigate(report, on: opened.adding(days: 2).onWorkday)
    let concluded = investigation.opened.adding(days: 21).onWorkday.notAfter(.of(2016, 12, 16))
    let decision = story.concludeWithMeasure(investigation, on: concluded, basis: stay.basis)
    let measure = story.start(
      stay.basis, under: decision, on: stay.start,
      category: stay.home == "institution" ? "1.1" : nil)
    let placement = story.place(under: measure, in: stay.home, at: home, on: stay.start)
    if stay.basis == .careOrder {
      _ = story.plan(for: measure, on: stay.start.adding(days: 20).onWorkday)
    }
    visit(placement, stay, story)
    guard let end = stay.end else { return }
    story.end(placement, on: end)
    story.end(measure, on: end)
  }

  /// Four visits a year, or two where that was written down.
  private func visit(_ placement: PlacementNote, _ stay: Stay, _ story: CaseStory) {
    guard stay.basis != .emergency else { return }
    let begin = stay.start.adding(days: 30).notBefore(Drammen2017.first)
    let end = (stay.end ?? .of(2017, 12, 20)).adding(days: -1)
    guard begin < end else { return }
    let reduced = stay.start < .of(2015, 1, 1) && diary.dice.chance(20)
    if reduced { story.reduceVisits(placement, on: .of(2016, 11, 14)) }
    story.visit(placement, timesAYear: reduced ? 2 : 4, in: begin...end)
  }
}
