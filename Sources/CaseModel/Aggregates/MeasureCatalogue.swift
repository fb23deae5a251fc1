// The catalogue of measures (tiltakskatalog): what a municipality offers, from when, and for which
// ages. It lies in the unit's file; what is chosen from it lies in the child's case.

/// What a municipality offers, read from the files of its units, nearest first.
public struct MeasureCatalogue: Sendable {
  private let entries: [Episode]

  /// A catalogue from the files of a unit and of those above it; empty for none.
  public init(_ units: [CaseFile] = []) { entries = units.flatMap { $0.episodes(.catalogueEntry) } }

  /// The entry that a key names on a day; nil if none was in force.
  public func entry(_ key: String, on day: Day) -> Episode? {
    entries.first { $0.given.text(.entryKey) == key && $0.isOpen(on: day) }
  }
}

/// What the catalogue says of a measure that is chosen from it.
///
/// What counts is the day the measure was granted or began: a child may grow out of it meanwhile.
func catalogueFindings(on proposal: Proposal) -> [Finding] {
  guard let key = proposal.event.fields.text(.entryKey), let measure = proposal.target else {
    return []
  }
  let day = proposal.event.effective
  let catalogue = proposal.catalogues[proposal.event.office] ?? MeasureCatalogue()
  guard let entry = catalogue.entry(key, on: measure.start) ?? catalogue.entry(key, on: day) else {
    return [
      .error(
        "catalogue-entry-unknown", .entryKey, key, proposal.event.office.description,
        day.description)
    ]
  }
  return ageFindings(of: entry, named: key, on: measure.start, in: proposal.file)
    + classFindings(of: entry, named: key, measure)
}

/// The child has the age that the measure is for, as far as the year of birth tells.
///
/// Outside the limits it is refused; told only where the limit is a guide, or where the Act gives
/// a young person aftercare (ettervern) for longer than the municipality offers it.
private func ageFindings(
  of entry: Episode, named key: String, on day: Day, in file: CaseFile
) -> [Finding] {
  let (from, to) = (entry.given.number(.ageFrom), entry.given.number(.ageTo))
  guard from != nil || to != nil else { return [] }
  guard let born = file.own?.attributes.number(.birthYear) else {
    return [.warning("catalogue-age-unknown", .entryKey, key)]
  }
  // The child turns so many years this year, and is a year younger until its birthday.
  let (turns, least, most) = (Int64(day.year) - born, from ?? 0, to ?? 25)
  guard turns < least || turns - 1 > most else { return [] }
  let limits = least == most ? "\(least)" : "\(least)-\(most)"
  let isRight = most >= 18 && turns > least && turns - 1 <= aftercareLimit(on: day)
  return entry.given.text(.ageLimit) == "guiding" || isRight
    ? [.warning("catalogue-age-guide", .entryKey, key, limits, "\(turns)", "\(day.year)")]
    : [.error("catalogue-age", .entryKey, key, limits, "\(turns)", "\(day.year)")]
}

/// A measure of the catalogue is of the class that the catalogue says.
private func classFindings(of entry: Episode, named key: String, _ measure: Episode) -> [Finding] {
  guard let said = entry.given.text(.class), let own = measure.given.text(.class), said != own
  else {
    return []
  }
  return [.warning("catalogue-class", .entryKey, key, said, own)]
}

/// The limits of an entry are in order.
func entryFindings(on proposal: Proposal) -> [Finding] {
  let fields = proposal.event.fields
  guard let from = fields.number(.ageFrom), let to = fields.number(.ageTo), to < from else {
    return []
  }
  return [.error("age-limits-reversed", .ageTo, "\(from)", "\(to)")]
}

/// A key means one measure at a time.
func catalogueFaults(in file: CaseFile) -> [Finding] {
  overlapFaults("entry-key-used", file.episodes(.catalogueEntry)) {
    $0.given.text(.entryKey) ?? ""
  }
}
