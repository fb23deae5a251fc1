// Figures that are given, not counted (referansetall): a later one never replaces an earlier one in
// silence.

/// What the rules of given figures say of an act.
func givenFigureFindings(on proposal: Proposal) -> [Finding] {
  formFindings(on: proposal) + contradictionFindings(on: proposal)
    + populationFindings(on: proposal) + bandFindings(on: proposal)
}

/// The same figure given again with another value is taken, and said to contradict the earlier one:
/// both stay, and the last one given is the one that tables show.
private func contradictionFindings(on proposal: Proposal) -> [Finding] {
  let fields = proposal.event.fields
  let earlier = proposal.file.episodes(.reference).filter { $0.given.asked == fields.asked }
  let last = earlier.max { ($0.positions.first ?? 0) < ($1.positions.first ?? 0) }
  guard let last, last.given.told != fields.told, let position = last.positions.first else {
    return []
  }
  return [.warning("reference-contradicts", .figure, "\(position)", last.given.told)]
}

/// A given figure is a number or a short text.
private func formFindings(on proposal: Proposal) -> [Finding] {
  let fields = proposal.event.fields
  if fields.number(.value) != nil, fields.text(.text) != nil {
    return [.error("reference-figure-twofold", .text)]
  }
  if fields.number(.value) == nil, fields.text(.text) == nil {
    return [.error("reference-figure-empty", .value)]
  }
  if let day = fields.day(.day), let year = fields.number(.year), Int64(day.year) != year {
    return [.error("reference-day-outside", .day, day.description, "\(year)")]
  }
  return []
}

/// A population is a number of people, and an age group within another has no more of them.
private func populationFindings(on proposal: Proposal) -> [Finding] {
  let fields = proposal.event.fields
  guard let code = fields.text(.figure), let group = PopulationGroup(figure: code) else {
    return []
  }
  guard let people = Int64(fields.told), people >= 0 else {
    return [.error("population-not-people", .value)]
  }
  var asked = fields.asked
  for earlier in proposal.file.episodes(.reference).reversed() {
    guard let name = earlier.given.text(.figure), let other = PopulationGroup(figure: name),
      let count = Int64(earlier.given.told)
    else { continue }
    asked[.figure] = earlier.given[.figure]
    guard earlier.given.asked == asked else { continue }
    if group.isPart(of: other), people > count {
      return [.warning("populations-contradict", .figure, code, fields.told, name, "\(count)")]
    }
    if other.isPart(of: group), count > people {
      return [.warning("populations-contradict", .figure, name, "\(count)", code, fields.told)]
    }
  }
  return []
}

/// The age groups that a population is given by lie in it, share nobody, and have no more people
/// than all of it.
private func bandFindings(on proposal: Proposal) -> [Finding] {
  let fields = proposal.event.fields
  guard let code = fields.text(.figure), let whole = PopulationGroup(figure: code),
    let people = Int64(fields.told)
  else { return [] }
  let item = fields.text(.item)
  if let item, let limits = PopulationGroup.limits(ofBand: item) {
    let (from, to) = limits
    guard from <= to, whole.ages.overlaps(from...to) else {
      return [.error("population-band-outside", .item, item, code)]
    }
  }
  var asked = fields.asked
  asked[.item] = nil
  var found: [Finding] = []
  for earlier in proposal.file.episodes(.reference) {
    var same = earlier.given.asked
    same[.item] = nil
    let other = earlier.given.text(.item)
    guard same == asked, other != item, let count = Int64(earlier.given.told) else { continue }
    switch (item, other) {
    case (let item?, let other?):
      if PopulationGroup.bandsOverlap(item, other) {
        found.append(.warning("population-bands-overlap", .item, item, other, code))
      }
    case (let item?, nil) where people > count:
      found.append(.warning("populations-contradict", .item, item, fields.told, code, "\(count)"))
    case (nil, let other?) where count > people:
      found.append(.warning("populations-contradict", .item, other, "\(count)", code, fields.told))
    default: break
    }
  }
  return Array(found.prefix(1))
}

extension Fields {
  /// What the figure is about: everything but what it says and where it comes from.
  fileprivate var asked: Fields {
    var rest = self
    for entry in entries where [.value, .decimals, .text, .source].contains(entry.field) {
      rest[entry.field] = nil
    }
    return rest
  }

  /// What it says, without decimals that are nought: 9.50 is 9.5.
  fileprivate var told: String {
    guard let value = number(.value) else { return text(.text) ?? "" }
    var (scaled, decimals) = (value, Int(number(.decimals) ?? 0))
    while decimals > 0, scaled % 10 == 0 { (scaled, decimals) = (scaled / 10, decimals - 1) }
    guard decimals > 0 else { return "\(scaled)" }
    let digits = padded(Int(scaled.magnitude), decimals + 1)
    return (scaled < 0 ? "-" : "") + digits.dropLast(decimals) + "." + digits.suffix(decimals)
  }
}
