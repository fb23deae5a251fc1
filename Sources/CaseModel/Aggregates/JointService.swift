// The joint service of several municipalities (interkommunalt samarbeid): who takes part, what they
// let it decide (delegasjon), how they share its costs (fordelingsnøkkel), what they have agreed.
// Sources: kommuneloven chapter 20; lov om forsøk i offentlig forvaltning.

/// What the rules of delegations say of an act.
func delegationFindings(on proposal: Proposal) -> [Finding] {
  backwardsFindings(on: proposal, .periodTo)
}

/// What the rules of agreements say of an act.
func agreementFindings(on proposal: Proposal) -> [Finding] {
  guard proposal.event.type == .agreementExtended else {
    return backwardsFindings(on: proposal, .periodTo)
  }
  guard let until = proposal.event.fields.day(.periodTo),
    let before = proposal.target?.attributes.day(.periodTo), until <= before
  else { return [] }
  return [.error("agreement-not-longer", .periodTo, until.description, before.description)]
}

/// A day that something goes on to is no earlier than the day it begins.
func backwardsFindings(on proposal: Proposal, _ field: Field) -> [Finding] {
  let (event, fields) = (proposal.event, proposal.event.fields)
  guard let last = fields.day(field), last < event.effective else { return [] }
  return [
    .error("period-reversed", field, event.effective.description, last.description)
  ]
}

/// A cost key has a share for each municipality that takes part, once, and they are the whole.
func costKeyFindings(on proposal: Proposal) -> [Finding] {
  let (event, fields) = (proposal.event, proposal.event.fields)
  let offices = fields.offices(.municipalities)
  let shares = fields.numbers(.shares)
  guard offices.count == shares.count else {
    return [.error("cost-key-uneven", .shares, "\(offices.count)", "\(shares.count)")]
  }
  let twice = offices.enumerated().first { offices[..<$0.offset].contains($0.element) }
  if let twice {
    return [.error("cost-key-twice", .municipalities, twice.element.description)]
  }
  let decimals = Int(fields.number(.decimals) ?? 0)
  let whole = (0..<decimals).reduce(Int64(100)) { whole, _ in whole * 10 }
  let sum = shares.reduce(0, +)
  if sum != whole {
    return [.error("cost-key-sum", .shares, decimalText(sum, decimals))]
  }
  let members = Set(proposal.file.members(on: event.effective))
  let strange = offices.first { !members.contains($0) }
  if let strange {
    return [
      .error(
        "cost-key-not-member", .municipalities, strange.description, event.effective.description)
    ]
  }
  return members.subtracting(offices).sorted().first.map {
    [.error("cost-key-member-missing", .municipalities, $0.description)]
  } ?? []
}

/// Time is recorded for a municipality that takes part that day, and no day has more than 24 hours.
func workingTimeFindings(on proposal: Proposal) -> [Finding] {
  let (event, fields) = (proposal.event, proposal.event.fields)
  var found: [Finding] = []
  if let minutes = fields.number(.minutes), minutes > 24 * 60 {
    found.append(.error("working-time-day", .minutes, "\(minutes)", event.effective.description))
  }
  let members = proposal.file.members(on: event.effective)
  if let office = fields.text(.municipality), !proposal.file.episodes(.membership).isEmpty,
    !members.contains(where: { $0.description == office })
  {
    let names = members.map(\.description).joined(separator: ", ")
    found.append(
      .error(
        "working-time-not-member", .municipality, office, event.effective.description,
        names.isEmpty ? "-" : names))
  }
  return found
}

/// A number with a decimal point, as people write a share.
private func decimalText(_ sum: Int64, _ decimals: Int) -> String {
  guard decimals > 0 else { return "\(sum)" }
  let whole = (0..<decimals).reduce(Int64(1)) { whole, _ in whole * 10 }
  return "\(sum / whole).\(padded(Int(sum % whole), decimals))"
}

/// What does not hold of a unit as a whole: two things in force that exclude each other.
///
/// These rules look at the whole file, so that a late entry or an annulment cannot bring about what
/// the act itself would have been refused for.
func jointServiceFaults(in file: CaseFile) -> [Finding] {
  let (memberships, delegations) = (file.episodes(.membership), file.episodes(.delegation))
  return twofoldFaults(memberships, of: .services, by: .municipality).map {
    .error("membership-overlap", nil, $0.key, $0.service, $0.day.description)
  }
    + twofoldFaults(delegations, of: .services, by: .municipality).map {
      .error("delegation-overlap", nil, $0.key, $0.service, $0.day.description)
    }
    + delegations.compactMap { unfoundedFault($0, memberships) }
    + twofoldFaults(file.episodes(.task), of: .taskKind, by: nil).map {
      .error("task-overlap", nil, $0.service, $0.day.description)
    }
    + staffFaults(in: file)
}

/// The first day that two episodes with the same key and a code in common are both in force, for
/// each key and code.
func twofoldFaults(
  _ episodes: [Episode], of codes: Field, by key: Field?
) -> [(key: String, service: String, day: Day)] {
  var found: [(key: String, service: String, day: Day)] = []
  for (place, later) in episodes.enumerated() {
    for earlier in episodes[..<place] {
      let (one, other) = (
        key.flatMap(earlier.given.text) ?? "", key.flatMap(later.given.text) ?? ""
      )
      guard one == other, let day = earlier.firstDayInForce(with: later) else { continue }
      let shared = Set(earlier.given.codes(codes)).intersection(later.given.codes(codes))
      found += shared.sorted().map { (one, $0, day) }
    }
  }
  return found
}

/// A municipality delegates to a service that it takes part in, and as long as it does.
private func unfoundedFault(_ delegation: Episode, _ memberships: [Episode]) -> Finding? {
  guard let office = delegation.given.text(.municipality),
    !delegation.isEmptyInForce
  else { return nil }
  for service in delegation.given.codes(.services) {
    let own = memberships.filter {
      $0.given.text(.municipality) == office && $0.given.codes(.services).contains(service)
    }
    guard let missing = delegation.firstDay(outside: own) else { continue }
    return .error("delegation-without-membership", nil, office, service, missing.description)
  }
  return nil
}

extension Episode {
  /// The last day it is in force: the day before its end, or the last day it was given for
  /// (til og med); nil while neither is known.
  public var lastDayInForce: Day? {
    [end?.adding(days: -1), attributes.day(.periodTo)].compactMap(\.self).min()
  }

  /// Whether it is in force on a day.
  public func isInForce(on day: Day) -> Bool {
    start <= day && (lastDayInForce.map { day <= $0 } ?? true)
  }

  /// Whether it ended on the day it began, and so was never in force.
  var isEmptyInForce: Bool { lastDayInForce.map { $0 < start } ?? false }

  /// The first day on which both are in force; nil if there is none.
  func firstDayInForce(with other: Episode) -> Day? {
    let day = max(start, other.start)
    return isInForce(on: day) && other.isInForce(on: day) ? day : nil
  }

  /// The first day in force that none of the others covers; nil if they cover all.
  func firstDay(outside others: [Episode]) -> Day? {
    var day = start
    while true {
      guard let cover = others.first(where: { $0.isInForce(on: day) }) else { return day }
      guard let last = cover.lastDayInForce else { return nil }
      if let own = lastDayInForce, own <= last { return nil }
      day = last.adding(days: 1)
    }
  }
}

extension CaseFile {
  /// The municipalities that take part in the joint service on a day, with that task or any, in
  /// order (deltakerkommuner).
  public func members(on day: Day, service: String? = nil) -> [Office] {
    let offices = episodes(.membership).filter { membership in
      membership.isInForce(on: day)
        && (service.map { membership.given.codes(.services).contains($0) } ?? true)
    }.compactMap { $0.given.text(.municipality).flatMap { Office($0) } }
    return Set(offices).sorted()
  }

  /// What a municipality has let the joint service decide of a task (delegasjon), in order.
  public func delegations(by office: Office, service: String) -> [Episode] {
    episodes(.delegation).filter {
      $0.given.text(.municipality) == office.description
        && $0.given.codes(.services).contains(service)
    }
  }

  /// The shares of the cost key in force on a day, in hundredths of a percent, in the order given
  /// (fordelingsnøkkel); nil if there is none.
  public func costShares(on day: Day) -> (from: Day, shares: [(office: Office, share: Int64)])? {
    guard let key = episodes(.costKey).last(where: { $0.start <= day }) else { return nil }
    let decimals = Int(key.given.number(.decimals) ?? 0)
    let scale = (decimals..<2).reduce(Int64(1)) { scale, _ in scale * 10 }
    let shares = zip(key.given.offices(.municipalities), key.given.numbers(.shares)).map {
      (office: $0, share: $1 * scale)
    }
    return (key.start, shares)
  }
}

extension Fields {
  /// The field's values as numbers.
  func numbers(_ field: Field) -> [Int64] {
    values(field).compactMap { if case .number(let number) = $0 { number } else { nil } }
  }
}
