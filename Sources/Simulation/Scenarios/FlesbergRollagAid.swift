import CaseModel

/// Financial aid in Flesberg and Rollag in 2005 and 2006: who got a decision, and what was paid.
struct FlesbergRollagAid {
  /// What a municipality's two years came to.
  ///
  /// Counts that are not in the document are free, and say so.
  struct Recipe {
    /// One year; amounts are in kroner.
    struct Year {
      let year: Int
      /// Persons with a decision.
      let persons: Int
      /// Free for each municipality: decisions, which the document gives for both together.
      let decisions: Int
      let paid: Int64
      /// Of that, to refugees; free in 2005.
      let toRefugees: Int64
      /// Free for each municipality, and in 2005: what came back from others.
      let refunded: Int64
    }

    let years: [Year]
    /// Free: persons with a decision in both years.
    let staying: Int
    /// Free: refugees among those of both years, of 2005 only and of 2006 only.
    let refugees: (staying: Int, leaving: Int, coming: Int)
  }

  /// A person with a decision in one year or both.
  struct Client {
    let story: ClientStory
    let years: [Int]
    let isRefugee: Bool
    /// The first day of the file.
    let opened: Day
  }

  /// A payment before its amount is settled.
  private struct Payment {
    let client: Int
    let aid: AidNote
    let day: Day
    /// When it is recorded, if not at once.
    var recorded: Day?
  }

  let recipe: Recipe
  let municipality: Municipality
  let diary: Diary

  /// Writes both years.
  /// - Returns: those whose file stays open, for what else is done for them.
  func write() throws -> [ClientStory] {
    let clients = try openFiles()
    var payments: [Payment] = []
    for year in recipe.years { payments += decide(clients, year) }
    for year in recipe.years { pay(clients, payments.filter { $0.day.year == year.year }, year) }
    writeOutside(clients)
    return clients.filter { $0.years.contains(2006) }.map(\.story)
  }

  // MARK: Files

  private func openFiles() throws -> [Client] {
    let refugees = recipe.refugees
    return try group(recipe.staying, [2005, 2006], refugees.staying)
      + group(recipe.years[0].persons - recipe.staying, [2005], refugees.leaving)
      + group(recipe.years[1].persons - recipe.staying, [2006], refugees.coming)
  }

  private func group(_ count: Int, _ years: [Int], _ refugees: Int) throws -> [Client] {
    try (0..<count).map { place in
      let first = Day.first(of: years[0])
      let opened = diary.dice.day(first.adding(days: -300)...first.adding(days: -20))
      let story = try ClientStory(in: municipality, year: opened.year, diary: diary)
      story.open(on: opened)
      if place < refugees { story.isRefugee(on: opened, settled: opened.adding(days: -90)) }
      return Client(story: story, years: years, isRefugee: place < refugees, opened: opened)
    }
  }

  // MARK: Decisions

  /// Every decision of a year, and the payments that follow from it in that year.
  private func decide(_ clients: [Client], _ year: Recipe.Year) -> [Payment] {
    let places = clients.indices.filter { clients[$0].years.contains(year.year) }
    let counts = diary.dice.share(year.decisions, among: places.count)
    var payments: [Payment] = []
    for (order, (place, count)) in zip(places, counts).enumerated() {
      for (number, (day, recorded)) in days(count, of: order, year.year).enumerated() {
        // The first is granted, so that something is paid to everybody; and those on the edges.
        let isOnEdge = order < 4 && number == count - 1
        let isGranted = number == 0 || isOnEdge || diary.dice.chance(85)
        let aid = clients[place].story.decideAid(
          on: day, after: diary.dice.number(2...14), granted: isGranted, recorded: recorded)
        if diary.dice.chance(25) { clients[place].story.counsel(on: recorded ?? day.onWorkday) }
        if isGranted { payments += plan(aid, of: place, recorded: recorded) }
      }
    }
    return payments
  }

  /// The days of somebody's decisions, in order; the first four have one on an edge of the year.
  private func days(_ count: Int, of order: Int, _ year: Int) -> [(day: Day, recorded: Day?)] {
    var days = (0..<count).map { _ in
      diary.dice.day(.of(year, 1, 16) ... .of(year, 11, 30))
    }.sorted().map { (day: $0, recorded: nil as Day?) }
    switch order {
    case 0: days[0] = (.first(of: year), nil)
    case 1: days[count - 1] = (.last(of: year), nil)
    case 2: days[count - 1] = (.of(year, 12, 18), .of(year + 1, 1, 9))
    case 3: days[count - 1] = (.of(year, 12, 15), nil)
    default: break
    }
    return days
  }

  /// One or two payments in the year of the decision; what is decided in the middle of December
  /// 2005 is paid on the first working day of 2006, and is of that year.
  private func plan(_ aid: AidNote, of client: Int, recorded: Day?) -> [Payment] {
    let first = aid.period.lowerBound
    if first == .of(2005, 12, 15) {
      return [Payment(client: client, aid: aid, day: .of(2006, 1, 2))]
    }
    if let recorded { return [Payment(client: client, aid: aid, day: first, recorded: recorded)] }
    let last = aid.period.upperBound.notAfter(.of(first.year, 12, 29)).notBefore(first)
    return (0...diary.dice.below(2)).map { _ in
      Payment(client: client, aid: aid, day: diary.dice.day(first...last))
    }
  }

  /// Decisions and payments of the days before and after the two years.
  private func writeOutside(_ clients: [Client]) {
    for (year, day) in [(2005, Day.of(2004, 12, 31)), (2006, .of(2007, 1, 1))] {
      guard let client = clients.last(where: { $0.years == [year] }), client.opened < day else {
        continue
      }
      let aid = client.story.decideAid(on: day, after: 2, granted: true)
      client.story.note(client.story.payment(of: 250_000, under: aid), on: day)
    }
  }

  // MARK: Money

  /// Pays out a year's sum to the last øre, and takes in the refunds.
  private func pay(_ clients: [Client], _ payments: [Payment], _ year: Recipe.Year) {
    let toRefugees = payments.filter { clients[$0.client].isRefugee }
    let toOthers = payments.filter { !clients[$0.client].isRefugee }
    let amounts =
      diary.dice.split(year.toRefugees * 100, into: toRefugees.count)
      + diary.dice.split((year.paid - year.toRefugees) * 100, into: toOthers.count)
    let whole = zip(toRefugees + toOthers, amounts).map { (payment: $0.0, amount: $0.1) }
    let late = whole.lastIndex {
      $0.payment.day >= .of(year.year, 11, 1) && $0.payment.recorded == nil
    }
    var paid: [Int: Int64] = [:]
    for (place, (payment, amount)) in whole.enumerated() {
      let story = clients[payment.client].story
      switch place {
      case 1: story.payTwice(amount, under: payment.aid, on: payment.day)
      case 3: payWrongly(amount, payment, story)
      case late:
        story.note(
          story.payment(of: amount, under: payment.aid), on: payment.day,
          recorded: .of(year.year + 1, 1, 15))
      default:
        story.note(
          story.payment(of: amount, under: payment.aid), on: payment.day,
          recorded: payment.recorded)
      }
      if place != late, payment.day < .of(year.year, 12, 1) {
        paid[payment.client, default: 0] += amount
      }
    }
    refund(clients, paid, year)
  }

  /// Recorded with a digit too many, and corrected four days later.
  private func payWrongly(_ amount: Int64, _ payment: Payment, _ story: ClientStory) {
    let wrong = story.eventID(on: payment.day)
    let right = story.payment(of: amount, under: payment.aid)
    story.note(
      story.payment(of: amount * 10, under: payment.aid, id: right.payment), on: payment.day,
      id: wrong)
    story.correct(wrong, with: right, on: payment.day, found: payment.day.adding(days: 4))
  }

  /// National insurance and the Housing Bank pay back for those who got most, up to the year's sum;
  /// one recipient pays back too, which is no such refund.
  private func refund(_ clients: [Client], _ paid: [Int: Int64], _ year: Recipe.Year) {
    var left = year.refunded * 100
    let most = paid.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    for (client, amount) in most where left > 0 {
      let part = min(left, amount * 6 / 10)
      let source = diary.dice.chance(70) ? "national-insurance" : "housing-bank"
      clients[client].story.refund(
        part, from: source, on: diary.dice.day(.of(year.year, 12, 4) ... .of(year.year, 12, 29)))
      left -= part
    }
    if let (client, amount) = most.last {
      clients[client].story.refund(amount / 10, from: "recipient", on: .of(year.year, 12, 20))
    }
  }
}
