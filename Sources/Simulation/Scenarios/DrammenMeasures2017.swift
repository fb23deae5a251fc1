import CaseModel

/// What child welfare does in Drammen and Nedre Eiker in 2017: the catalogue of measures and which
/// kind is tried first, in the one; at least one act of each task, in the other.
struct DrammenMeasures2017 {
  /// What the document tells.
  struct Recipe {
    /// Of a hundred cases: those in which a change measure is tried first; the others have a
    /// compensating one and never had another.
    let cases = (all: 100, change: 80)
    /// Free: of those with a change measure, those that get a compensating one later; and of all,
    /// how many of a hundred have a controlling one too.
    let compensatedLater = 24
    let controlled = 20
  }

  /// A measure that the municipality offers.
  ///
  /// Names are the document's short labels; purposes are told in other words than its sentences.
  struct Entry {
    let key: String
    let name: String
    let purpose: String
    let `class`: String
    let category: String
    /// Ages by birth year; nil for any.
    var ages: ClosedRange<Int>?
    /// Whether nobody outside the ages may have it.
    var isAbsolute = true
  }

  /// The reports whose cells it gives.
  static let reports = [
    "drammen-measure-categories", "drammen-task-catalogue", "drammen-plan-periods",
    "drammen-svelvik-plan-goals",
  ]

  static let catalogue = [
    Entry(
      key: "m01", name: "Familieråd og nettverksmøter",
      purpose: "Slekt og nettverk lager en plan sammen med barnet", class: "change",
      category: "6.1"),
    Entry(
      key: "m02", name: "Barnesamtaler", purpose: "Barnet sier selv hva som kan hjelpe",
      class: "change", category: "4.7"),
    Entry(
      key: "m03", name: "Foreldreveiledning", purpose: "Foreldre mestrer hverdagen med barnet",
      class: "change", category: "3.9"),
    Entry(
      key: "m04", name: "Miljøarbeid i familien", purpose: "Praktisk hjelp i hjemmet",
      class: "compensating", category: "3.10"),
    Entry(
      key: "m05", name: "Miljøterapi i familien",
      purpose: "Øving i hjemmet på det som er vanskelig", class: "change", category: "3.10"),
    Entry(
      key: "m06", name: "Frivillig plassering utenfor hjemmet",
      purpose: "Et annet sted å bo, for kortere eller lengre tid", class: "compensating",
      category: "2.2"),
    Entry(
      key: "m07", name: "Tidlig innsats for barn i risiko",
      purpose: "Atferdsvansker møtes tidlig", class: "change", category: "3.2", ages: 3...12),
    Entry(
      key: "m08",
      name: "Terapeutiske tilbud til familier med ungdom i alderen 12 – 18 år som har alvorlige "
        + "atferdsvansker",
      purpose: "Ungdommen fungerer hjemme og på skolen; terapeut hele døgnet", class: "change",
      category: "3.1", ages: 12...18),
    Entry(
      key: "m09", name: "Opphold i senter for foreldre og barn",
      purpose: "Samspillet kartlegges og bedres under et opphold", class: "change",
      category: "3.8"),
    Entry(
      key: "m10", name: "Besøkshjem", purpose: "Flere voksne i barnets liv",
      class: "compensating", category: "4.5"),
    Entry(
      key: "m11", name: "Støttekontakt/støtteperson",
      purpose: "En voksen som følger barnet i fritiden", class: "compensating", category: "4.6"),
    Entry(
      key: "m12", name: "Ettervern", purpose: "Husleie og livsopphold, med oppfølging",
      class: "compensating", category: "8.1", ages: 18...23, isAbsolute: false),
    Entry(
      key: "controlling", name: "Kontrollerende tiltak",
      purpose: "Tilsyn i hjemmet ved alvorlig bekymring", class: "controlling", category: "5.1"),
  ]

  let recipe = Recipe()
  let diary: Diary

  func write() throws {
    let drammen = try Municipality("0602", "Drammen", staff: 31...60, teams: 4)
    let nedreEiker = try Municipality("0625", "Nedre Eiker", staff: 91...110, teams: 2)
    let units = [drammen, nedreEiker].map { $0.establish(on: .of(2011, 1, 3), diary: diary) }
    for (unit, entry) in units.flatMap({ unit in
      DrammenMeasures2017.catalogue.map { (unit, $0) }
    }) {
      unit.offer(entry, id: diary.dice.recordID(), on: .of(2014, 1, 2))
    }
    units[0].give(DrammenGoals.plans, for: 2017, on: .of(2017, 1, 9), source: "Nye Drammen")
    units[1].give(DrammenGoals.tasks, for: 2017, on: .of(2017, 1, 9), source: "Nye Drammen")
    let svelvik = try Municipality("0711", "Svelvik", staff: 121...129, teams: 1)
    svelvik.establish(on: .of(2011, 1, 3), diary: diary)
      .give(DrammenGoals.svelvik, for: 2017, on: .of(2017, 1, 9), source: "Nye Drammen")
    let controlled = diary.dice.shuffled((0..<recipe.cases.all).map { $0 < recipe.controlled })
    for place in 0..<recipe.cases.all {
      let isChange = place < recipe.cases.change
      try write(
        drammen, startingWith: isChange ? "change" : "compensating",
        then: place < recipe.compensatedLater ? "compensating" : nil,
        isControlled: controlled[place])
    }
    try DrammenTasks2017(municipality: nedreEiker, unit: units[1], diary: diary).write()
  }

  /// A case with one kind of measure first and another later, each chosen from the catalogue for
  /// the child's age.
  private func write(
    _ municipality: Municipality, startingWith first: String, then later: String?,
    isControlled: Bool
  ) throws {
    let opened = diary.dice.day(.of(2016, 9, 5) ... .of(2017, 5, 31))
    let story = try CaseStory(in: municipality, year: opened.year, diary: diary)
    let born = opened.year - diary.dice.number(1...15)
    story.open(on: opened, born: born...born)
    let (decision, decided) = story.investigateInTime(
      from: opened, lasting: diary.dice.number(25...80))
    let start = decided.adding(days: 7).onWorkday
    let measure = choose(first, for: born, in: story, under: decision, on: start)
    let plan = story.plan(for: measure, on: start)
    story.evaluate(plan, every: 6, through: .of(2017, 12, 20))
    if let later {
      let day = start.adding(days: 60).onWorkday
      _ = choose(later, for: born, in: story, under: story.decide(.assistance, on: day), on: day)
    }
    if isControlled {
      _ = choose("controlling", for: born, in: story, under: decision, on: start)
    }
  }

  /// Measures that take the child out of its home are not among those tried at home.
  private func choose(
    _ class: String, for born: Int, in story: CaseStory, under decision: RecordID, on day: Day
  ) -> MeasureNote {
    let fitting = DrammenMeasures2017.catalogue.filter { entry in
      // The whole year's children: those who have not had their birthday yet, too.
      entry.class == `class` && entry.key != "m06"
        && entry.ages.map { $0.contains(day.year - born) && $0.contains(day.year - born - 1) }
          ?? true
    }
    let entry = diary.dice.pick(fitting)
    return story.start(
      .assistance, under: decision, on: day, category: entry.category, class: entry.class,
      entry: entry.key)
  }
}

extension Ledger {
  /// The unit offers a measure from a day on (tiltakskatalog).
  fileprivate func offer(_ entry: DrammenMeasures2017.Entry, id: RecordID, on day: Day) {
    note(
      CatalogueEntryAdded(
        entry: id, entryKey: entry.key, name: entry.name, class: entry.class,
        purpose: entry.purpose, category: entry.category, level: "secondary",
        ageFrom: entry.ages.map { Int64($0.lowerBound) },
        ageTo: entry.ages.map { Int64($0.upperBound) },
        ageLimit: entry.ages.map { _ in entry.isAbsolute ? "absolute" : "guiding" }),
      on: day)
  }
}
