import CaseModel

/// Where and when a cell measures: offices, a period, the file folded at the period's end.
struct Scope {
  /// The municipalities; nil for all.
  let offices: Set<Office>?
  /// The period, both days included.
  let period: ClosedRange<Day>

  func covers(_ office: Office?) -> Bool {
    guard let offices else { return true }
    return office.map(offices.contains) ?? false
  }
}

/// What one cell has gathered so far.
struct Tally {
  private(set) var count: Int64 = 0
  private var seen: Set<String> = []
  /// The last reference figure that each office gave.
  private var figures: [Office: Fixed] = [:]

  /// Adds what one file holds for a measure. The file is folded at the last day of the period.
  mutating func add(_ file: CaseFile, _ measure: Measure, in scope: Scope, value code: CodeFilter?)
  {
    switch measure {
    case .episodes(let query):
      count += Int64(matches(query, in: file, scope, code).count)
    case .subjects(let query):
      count += matches(query, in: file, scope, code).isEmpty ? 0 : 1
    case .distinct(let query, let field, let leavingOutOwn):
      for episode in matches(query, in: file, scope, code) {
        for value in episode.attributes.values(field).map(\.plain) {
          if leavingOutOwn, value == file.office?.description { continue }
          if seen.insert(value).inserted { count += 1 }
        }
      }
    case .reference(let name):
      for (office, figure) in referenceFigures(name.description, in: file, scope) {
        figures[office] = figure
      }
    }
  }

  /// The reference figures added up; nil if an office that was asked for gave none.
  func figure(for offices: [Office]) -> Fixed? {
    guard offices.allSatisfy({ figures[$0] != nil }) else { return nil }
    return figures.isEmpty ? nil : figures.values.reduce(Fixed(0), +)
  }

  private func matches(
    _ query: EpisodeQuery, in file: CaseFile, _ scope: Scope, _ code: CodeFilter?
  ) -> [Episode] {
    file.episodes(query.kind).filter { episode in
      query.lies(episode, in: scope.period) && scope.covers(query.office(of: episode, in: file))
        && query.holds(episode, in: scope.period)
        && (query.startedBefore.map { episode.start < $0 } ?? true)
        && (code?.holds(episode) ?? true)
        && (query.deadline?.holds(episode, in: file, at: scope.period.upperBound) ?? true)
    }
  }
}

/// Restricts a row to one code of its breakdown, or to what has none of the list's.
enum CodeFilter {
  case code(Field, String)
  case none(Field)

  func holds(_ episode: Episode) -> Bool {
    switch self {
    case .code(let field, let code):
      episode.attributes.values(field).contains { $0.plain == code }
    case .none(let field):
      episode.attributes.values(field).isEmpty
    }
  }
}

extension EpisodeQuery {
  /// Whether the facts fulfil the conditions: those that stand at the end of the period, or, when
  /// any day of the period counts, those of some time in it.
  func holds(_ episode: Episode, in period: ClosedRange<Day>) -> Bool {
    let readings = when == .active ? episode.readings(in: period) : [episode.attributes]
    return readings.contains { fields in conditions.allSatisfy { $0.holds(for: fields) } }
  }

  func lies(_ episode: Episode, in period: ClosedRange<Day>) -> Bool {
    switch when {
    case .started: period.contains(episode.start)
    case .ended: episode.end.map(period.contains) ?? false
    case .open: episode.isOpen(on: period.upperBound)
    case .active: episode.isActive(in: period)
    }
  }

  /// What began belongs to the office of its beginning, what stands to the office that has it.
  func office(of episode: Episode, in file: CaseFile) -> Office? {
    when == .started ? episode.office : file.office ?? episode.office
  }
}

extension DeadlineCondition {
  func holds(_ episode: Episode, in file: CaseFile, at day: Day) -> Bool {
    let wanted = LawRule.all.filter { rule in
      rules.contains { $0.description == rule.id.description }
    }
    return deadlines(of: file, at: day, rules: wanted).contains {
      $0.record == episode.id && $0.rule.episode == episode.kind && statuses.contains($0.status)
    }
  }
}

/// The reference figures of that name that were given for the scope's year or day, in order.
private func referenceFigures(
  _ name: String, in file: CaseFile, _ scope: Scope
) -> [(office: Office, figure: Fixed)] {
  file.episodes(.reference).compactMap { episode in
    let fields = episode.attributes
    guard fields.text(.figure) == name, scope.covers(episode.office),
      fields.number(.year) == Int64(scope.period.upperBound.year),
      let value = fields.number(.value)
    else { return nil }
    if let day = fields.day(.day), day != scope.period.upperBound { return nil }
    return (episode.office, Fixed(value, decimals: Int(fields.number(.decimals) ?? 0)))
  }
}

/// A number with a fixed count of decimals: shares and rates are computed, never stored.
public struct Fixed: Hashable, Sendable, CustomStringConvertible {
  /// The number without its decimal point.
  public let scaled: Int64
  /// How many of its digits are decimals.
  public let decimals: Int

  /// A number by its digits and decimals.
  public init(_ scaled: Int64, decimals: Int = 0) {
    self.scaled = scaled
    self.decimals = decimals
  }

  /// `count` × `times` / `base`, rounded half up; nil for a base of 0.
  public init?(_ count: Fixed, per base: Fixed, times: Int64, decimals: Int) {
    guard base.scaled > 0 else { return nil }
    let power = Fixed.power(decimals) * Fixed.power(base.decimals)
    let (numerator, overflow) = count.scaled.multipliedReportingOverflow(by: times * power)
    let denominator = base.scaled * Fixed.power(count.decimals)
    guard !overflow else { return nil }
    self.init((2 * numerator + denominator) / (2 * denominator), decimals: decimals)
  }

  /// The sum, with the decimals of the one that has more.
  public static func + (left: Fixed, right: Fixed) -> Fixed {
    let decimals = max(left.decimals, right.decimals)
    let parts = [left, right].map { $0.scaled * power(decimals - $0.decimals) }
    return Fixed(parts[0] + parts[1], decimals: decimals)
  }

  /// With a decimal point, and without trailing decimals that are nought.
  public var description: String { text(point: ".") }

  /// With the given decimal sign.
  public func text(point: String) -> String {
    guard decimals > 0 else { return String(scaled) }
    let power = Fixed.power(decimals)
    var fraction = String((scaled.magnitude % UInt64(power)))
    fraction = String(repeating: "0", count: decimals - fraction.count) + fraction
    return (scaled < 0 ? "-" : "") + String(scaled.magnitude / UInt64(power)) + point + fraction
  }

  private static func power(_ exponent: Int) -> Int64 {
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }
}
