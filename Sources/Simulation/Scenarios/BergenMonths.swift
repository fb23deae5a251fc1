/// In which months of a year each person has a payment.
struct BergenMonths {
  let year: BergenRecipe.Year
  let place: Int
  let people: BergenPeople

  /// Gives everybody their months: so many in all, so many persons with six or more, and so many
  /// with one in November.
  func spread() {
    let members = people.diary.dice.shuffled(people.recipients(place))
    let counts = counts(members.count)
    for (person, count) in zip(members, counts) { person.months[place] = months(count) }
    // Some of those with one month have it at an edge of the year.
    let single = members.filter { $0.months[place].count == 1 }
    for (person, month) in zip(single, [12, 12, 12, 1]) { person.months[place] = [month] }
    if let november = year.november { move(month: 11, until: november, members) }
  }

  /// How many months each has, those with six or more first.
  private func counts(_ persons: Int) -> [Int] {
    let dice = people.diary
    var counts = (0..<persons).map { index in
      index < year.longTerm
        ? dice.dice.pick([6, 7, 8, 9, 10, 11, 12, 12, 12, 12]) : dice.dice.number(1...5)
    }
    var missing = year.months - counts.reduce(0, +)
    while missing != 0 {
      let index = dice.dice.below(persons)
      let limits = index < year.longTerm ? 6...12 : 1...5
      let next = counts[index] + missing.signum()
      guard limits.contains(next) else { continue }
      counts[index] = next
      missing -= missing.signum()
    }
    return counts
  }

  /// Most have their months in a row, some in two rows.
  private func months(_ count: Int) -> [Int] {
    let diary = people.diary
    let gap =
      (2...9).contains(count) && diary.dice.chance(25)
      ? diary.dice.number(1...(12 - count)) : 0
    let start = diary.dice.number(1...(13 - count - gap))
    let before = gap > 0 ? diary.dice.number(1...(count - 1)) : count
    return (0..<count).map { start + $0 + ($0 >= before ? gap : 0) }
  }

  /// Moves payments out of a month, or into it, until as many have one in it.
  private func move(month: Int, until wanted: Int, _ members: [BergenPerson]) {
    let diary = people.diary
    var with = members.count { $0.months[place].contains(month) }
    for person in diary.dice.shuffled(members) where with != wanted {
      let months = person.months[place]
      guard (2..<12).contains(months.count), months.contains(month) == (with > wanted) else {
        continue
      }
      if with > wanted {
        let free = (1...12).filter { $0 != month && !months.contains($0) }
        guard !free.isEmpty else { continue }
        person.months[place] = (months.filter { $0 != month } + [diary.dice.pick(free)]).sorted()
        with -= 1
      } else {
        person.months[place] = (months.dropLast() + [month]).sorted()
        with += 1
      }
    }
  }
}
