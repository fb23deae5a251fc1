public import CaseModel

/// What a municipality has let a joint service decide (delegasjon).
public struct Delegation: Hashable, Sendable {
  /// The joint service.
  public let joint: Subject
  /// The code of what it rests on.
  public let basis: String
  /// Its first day.
  public let from: Day
  /// Its last day; nil while there is no limit.
  public let through: Day?

  /// As an episode of the joint service tells it.
  init(_ episode: Episode, of joint: Subject) {
    self.joint = joint
    basis = episode.given.text(.delegationBasis) ?? ""
    from = episode.start
    through = episode.lastDayInForce
  }
}

extension Organisation {
  /// The municipalities that take part in a joint service on a day, with that task or any.
  public func members(of joint: Subject, on day: Day, service: String? = nil) -> [Office] {
    files[joint]?.members(on: day, service: service) ?? []
  }

  /// The joint service that has a task of a municipality on a day: there is one at most.
  public func jointService(of office: Office, service: String, on day: Day) -> Subject? {
    units.first { members(of: $0, on: day, service: service).contains(office) }
  }

  /// The municipality that employs the staff of a joint service on a day (vertskommune).
  public func host(of joint: Subject, on day: Day) -> Office? { files[joint]?.host(on: day) }

  /// What lets a joint service decide in a task for a municipality on a day; nil if nothing does.
  public func delegation(by office: Office, service: String, on day: Day) -> Delegation? {
    for unit in units {
      let given = files[unit]?.delegations(by: office, service: service) ?? []
      if let held = given.first(where: { $0.isInForce(on: day) }) {
        return Delegation(held, of: unit)
      }
    }
    return nil
  }

  /// The last delegation of a task that was over before a day (utløpt delegasjon); nil if there was
  /// none.
  public func lastDelegation(by office: Office, service: String, before day: Day) -> Delegation? {
    units.flatMap { unit in
      (files[unit]?.delegations(by: office, service: service) ?? []).map {
        Delegation($0, of: unit)
      }
    }
    .filter { $0.through.map { $0 < day } ?? false }
    .max { ($0.through ?? day, $1.joint) < ($1.through ?? day, $0.joint) }
  }

  /// How a joint service shares its costs on a day (fordelingsnøkkel); nil if nothing is fixed.
  public func costKey(of joint: Subject, on day: Day) -> CostKey? {
    files[joint]?.costShares(on: day).map { CostKey(from: $0.from, shares: $0.shares) }
  }

  /// The share of a municipality in percent, with two decimals; 0 if the key leaves it out, nil if
  /// there is no key.
  public func costShare(of office: Office, in joint: Subject, on day: Day) -> Fixed? {
    costKey(of: joint, on: day).map { $0.share(of: office) }
  }

  /// Shares amounts of a joint service by the keys of their days: what falls under one key is added
  /// up first, and then divided, so that roundings do not add up.
  /// - Parameters:
  ///   - amounts: whole numbers of any unit, such as øre or quarters of an hour, with their days.
  ///   - joint: the joint service.
  /// - Returns: the share of each municipality, together exactly the sum of the amounts; nil if a
  ///   day has no key.
  public func shares(
    of amounts: [(day: Day, amount: Int64)], in joint: Subject
  ) -> [Office: Int64]? {
    var (sums, keys): ([Day: Int64], [Day: CostKey]) = ([:], [:])
    for (day, amount) in amounts {
      guard let key = costKey(of: joint, on: day) else { return nil }
      keys[key.from] = key
      sums[key.from, default: 0] += amount
    }
    var shares: [Office: Int64] = [:]
    for (from, sum) in sums {
      for part in keys[from]?.divide(sum) ?? [] { shares[part.office, default: 0] += part.amount }
    }
    return shares
  }
}

/// How costs and hours are shared between municipalities (fordelingsnøkkel), such as 60/40.
public struct CostKey: Hashable, Sendable {
  /// A municipality and its share, in hundredths of a percent.
  private struct Part: Hashable {
    let office: Office
    let share: Int64
  }

  /// The first day of the key.
  public let from: Day
  private let parts: [Part]

  /// A key.
  /// - Parameters:
  ///   - from: its first day.
  ///   - shares: each municipality's share in hundredths of a percent, 10000 in all.
  public init(from: Day, shares: [(office: Office, share: Int64)]) {
    self.from = from
    parts = shares.map { Part(office: $0.office, share: $0.share) }
  }

  /// The municipalities of the key, in the order given.
  public var offices: [Office] { parts.map(\.office) }

  /// The share of a municipality in percent, with two decimals; 0 for one that is not in it.
  public func share(of office: Office) -> Fixed {
    Fixed(parts.first { $0.office == office }?.share ?? 0, decimals: 2)
  }

  /// Divides a whole into the shares, in the order of the key, with nothing left over.
  ///
  /// Each gets its share rounded down, and what is left goes by ones to those that lost most by it
  /// (største rest); among equals to the one first in the key. A negative whole, such as a refund,
  /// is divided as the same positive one, so that it takes back exactly what was shared.
  public func divide(_ whole: Int64) -> [(office: Office, amount: Int64)] {
    let sum = parts.reduce(Int64(0)) { $0 + $1.share }
    guard sum > 0 else { return [] }
    let total = UInt64(sum)
    var (amounts, rests): ([UInt64], [UInt64]) = ([], [])
    for part in parts {
      // In 128 bits: amounts times shares may exceed 64.
      let product = whole.magnitude.multipliedFullWidth(by: UInt64(part.share))
      let (quotient, rest) = total.dividingFullWidth(product)
      amounts.append(quotient)
      rests.append(rest)
    }
    let left = whole.magnitude - amounts.reduce(0, +)
    let order = parts.indices.sorted { (rests[$1], $0) < (rests[$0], $1) }
    for place in order.prefix(Int(left)) { amounts[place] += 1 }
    return zip(parts, amounts).map { part, amount in
      (part.office, Int64(truncatingIfNeeded: whole < 0 ? 0 &- amount : amount))
    }
  }

  /// Divides a number with decimals, such as hours, in the same way, to the last of its decimals.
  public func divide(_ whole: Fixed) -> [(office: Office, amount: Fixed)] {
    divide(whole.scaled).map { ($0.office, Fixed($0.amount, decimals: whole.decimals)) }
  }
}
