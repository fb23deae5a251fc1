import CaseModel

/// What was done beside the cases in 2017: supervision for others, referrals, consultations.
struct DrammenServices {
  let recipe: Drammen2017.Recipe
  let municipality: Municipality
  let diary: Diary

  /// - Parameter cases: open all year; some consultations are about them.
  func write(about cases: [CaseStory]) throws {
    if let count = recipe.supervised { try supervise(count) }
    if let count = recipe.referrals {
      let units = try services("familieteam", "Familieteam", for: count)
      for (place, day) in days(count).enumerated() { units[place % units.count].refer(on: day) }
      units[0].refer(on: Drammen2017.last.adding(days: 2))
    }
    if let count = recipe.consultations {
      let units = try services("forebygging", "Forebyggende tjeneste", for: count)
      for (place, day) in days(count).enumerated() {
        if place % 25 == 24 {
          diary.dice.pick(cases).consult(on: day)
        } else {
          units[place % units.count].consult(on: day)
        }
      }
      units[0].consult(on: Drammen2017.first.adding(days: -2))
    }
  }

  /// As many days of the year, its first and last working day among them.
  private func days(_ count: Int) -> [Day] {
    [.of(2017, 1, 2), .of(2017, 12, 29)]
      + (2..<max(2, count)).map { _ in diary.dice.day(Drammen2017.first...Drammen2017.last) }
  }

  /// One service in each part of the municipality.
  private func services(_ key: String, _ name: String, for count: Int) throws -> [Ledger] {
    try (1...(count / 120 + 1)).map { part in
      try municipality.establish(
        service: "\(key)-\(part)", "\(name) \(part), \(municipality.name)", on: .of(2012, 1, 2),
        diary: diary)
    }
  }

  /// Children whom others have placed here; one of them leaves on the year's last day.
  private func supervise(_ count: Int) throws {
    let others = ["0219", "0301", "0604", "0626", "0701", "0704"]
    for place in 0...count {
      let day = diary.dice.day(.of(2013, 1, 7) ... .of(2017, 10, 27))
      let story = try CaseStory(in: municipality, year: day.year, diary: diary)
      story.open(on: day)
      let supervision = story.supervise(placedBy: try .named(diary.dice.pick(others)), on: day)
      if place == count { story.endSupervision(supervision, on: Drammen2017.last) }
    }
  }
}
