// What units say of each other (organisasjon): mergers and the tree of units lead somewhere, and a
// municipality has one joint service for a task at a time. A unit's own rules are in `Aggregates`.

/// What does not hold between units as they stand.
///
/// It looks at all of them, so that a late entry, a correction or an annulment on one unit cannot
/// leave another in the air. What was so before an act is not the act's doing: compare both.
/// - Parameter units: the file of every unit of the log.
public func organisationFaults(in units: [CaseFile]) -> [Finding] {
  let known = Dictionary(units.map { ($0.subject, $0) }) { first, _ in first }
  let sorted = units.sorted { $0.subject < $1.subject }
  return sorted.compactMap { mergerFault($0, known) }
    + sorted.compactMap { treeFault($0, known) }
    + rivalFaults(sorted)
}

/// A unit is merged into one that is there, and does not come back to itself.
private func mergerFault(_ file: CaseFile, _ known: [Subject: CaseFile]) -> Finding? {
  guard let merger = file.merger else { return nil }
  let (own, into, day) = (
    file.subject.description, merger.into.description, merger.from.description
  )
  var (chain, next) = ([file.subject], Optional(merger.into))
  while let unit = next, unit != file.subject, !chain.contains(unit) {
    chain.append(unit)
    next = known[unit]?.merger?.into
  }
  if next == file.subject, chain.count > 1 {
    let through = chain.dropFirst().map(\.description).joined(separator: ", ")
    return .error("merger-in-circle", .into, own, through)
  }
  guard let target = known[merger.into], let start = target.own?.start else {
    return .error("merger-unit-unknown", .into, own, into)
  }
  if start > merger.from {
    return .error("merger-before-unit", .into, into, start.description, day)
  }
  guard let end = target.own?.end, end <= merger.from else { return nil }
  return .error("merger-unit-gone", .into, into, end.description, day)
}

/// No unit lies below itself on any day.
private func treeFault(_ file: CaseFile, _ known: [Subject: CaseFile]) -> Finding? {
  guard let own = file.own else { return nil }
  for day in [own.start] + own.marks(.unitChanged).map(\.day) {
    var (seen, next) = (Set([file.subject]), file.parentUnit(on: day))
    while let unit = next, seen.insert(unit).inserted {
      next = known[unit]?.parentUnit(on: day)
    }
    if next == file.subject {
      return .error(
        "unit-in-circle", .parent, file.subject.description, day.description)
    }
  }
  return nil
}

/// Two joint services for one task of a municipality on the same day; what is delegated follows, as
/// it lies within a membership.
private func rivalFaults(_ units: [CaseFile]) -> [Finding] {
  var found: [Finding] = []
  for (place, later) in units.enumerated() {
    for earlier in units[..<place] {
      let pairs = earlier.episodes(.membership).flatMap { one in
        later.episodes(.membership).flatMap {
          twofoldFaults([one, $0], of: .services, by: .municipality)
        }
      }
      found += pairs.map { pair in
        .error(
          "membership-twofold", nil, pair.key, pair.service, earlier.subject.description,
          later.subject.description, pair.day.description)
      }
    }
  }
  return found
}
