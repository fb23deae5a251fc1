import CaseModel

// A breakdown by unit (enhet, team): who was responsible, by the tree of units of that day.

/// How figures are broken down by the unit that was responsible (ansvarlig enhet).
///
/// It is the team that the record, or else the file, was assigned to, if that is a unit of the log;
/// or else the one unit that its worker had a post at.
public struct UnitGrouping: Sendable {
  /// The day on which the unit was responsible.
  public enum AsOf: Sendable {
    /// The day that what is counted started.
    case start
    /// The last day of the asked period.
    case end
  }

  /// Which unit of the tree stands for it.
  public enum Level: Sendable {
    /// The unit itself.
    case own
    /// The highest above it that is no municipality (avdeling, tjeneste), as the tree was that day.
    case top
  }

  /// The day.
  public let asOf: AsOf
  /// The unit of the tree.
  public let level: Level

  /// A grouping by day and level.
  public init(_ asOf: AsOf, _ level: Level) { (self.asOf, self.level) = (asOf, level) }

  /// The unit that was responsible for an episode; nil where nobody's is known.
  func unit(of episode: Episode, in view: FileView, at day: Day) -> Subject? {
    let day = asOf == .start ? episode.start : day
    let organisation = view.staff.organisation
    guard let unit = view.staff.unit(of: episode, in: view.file, on: day) else { return nil }
    let now = organisation.successor(of: unit, on: day)
    guard level == .top else { return now }
    let above = organisation.ancestors(of: now, on: day).prefix { $0.municipality == nil }
    return above.last ?? now
  }

  /// The positions of the events that assigned it.
  func evidence(for episode: Episode, in file: CaseFile, at day: Day) -> [UInt64] {
    let day = asOf == .start ? episode.start : day
    return Field.assigning.compactMap { field in
      let marks = [episode.marks, file.own?.marks ?? []].lazy.compactMap { marks in
        marks.last { $0.day <= day && $0.fields[field] != nil }
      }
      return marks.first?.position
    }
  }
}

extension Field {
  /// The fields that say whose a file or a record is.
  fileprivate static let assigning: [Field] = [.team, .worker]
}

/// Who works where, by the day, found fast: every act and every file may be asked about.
struct StaffIndex: Sendable {
  let organisation: Organisation
  private let posts: [String: [(unit: Subject, post: Episode)]]

  init(_ organisation: Organisation?) {
    self.organisation = organisation ?? Organisation([])
    var posts: [String: [(unit: Subject, post: Episode)]] = [:]
    for unit in self.organisation.units {
      for post in self.organisation.files[unit]?.episodes(.post) ?? [] {
        guard let worker = post.given.text(.worker) else { continue }
        posts[worker, default: []].append((unit, post))
      }
    }
    self.posts = posts
  }

  /// The unit that is responsible for an episode on a day.
  func unit(of episode: Episode, in file: CaseFile, on day: Day) -> Subject? {
    if let team = text(.team, of: episode, in: file, on: day),
      let unit = Subject(.unit, team), organisation.files[unit] != nil
    {
      return unit
    }
    guard let worker = text(.worker, of: episode, in: file, on: day) else { return nil }
    let units = Set(held(by: worker, on: day).map(\.unit))
    return units.count == 1 ? units.first : nil
  }

  /// What the posts that somebody has on a day say: the kinds of employment and the roles.
  func facts(of worker: String, on day: Day) -> Fields {
    var facts = Fields()
    let held = held(by: worker, on: day)
    for field in [Field.staffKind, .staffRole] {
      var values: [FieldValue] = []
      for (_, post) in held {
        if let value = post.value(field, on: day), !values.contains(value) { values.append(value) }
      }
      if !values.isEmpty { facts[field] = values.count == 1 ? values[0] : .list(values) }
    }
    return facts
  }

  private func held(by worker: String, on day: Day) -> [(unit: Subject, post: Episode)] {
    let all = posts[worker] ?? []
    let open = all.filter { $0.post.isOpen(on: day) }
    // The last day of a post is a day of work, unless another post begins on it.
    return open.isEmpty ? all.filter { $0.post.isActive(in: day...day) } : open
  }

  private func text(
    _ field: Field, of episode: Episode, in file: CaseFile, on day: Day
  ) -> String? {
    for thing in [episode, file.own].compactMap(\.self) {
      if case .text(let text)? = thing.value(field, on: day) { return text }
    }
    return nil
  }
}

/// The units that a table has a row for.
struct UnitRows {
  private let organisation: Organisation
  private let last: Day
  /// Every unit: each below the one that it belongs to at the table's last day.
  let all: [Subject]
  /// Those of the asked municipalities that are there at some time of the table.
  private let usual: Set<Subject>
  private let names: [Subject: String]

  init(
    _ organisation: Organisation, _ columns: [ResolvedColumn], of unit: UnitScope?, until end: Day
  ) {
    self.organisation = organisation
    let last = min(end, columns.map(\.period.upperBound).max() ?? end)
    let offices = Set(columns.flatMap(\.offices))
    self.last = last
    let parents = organisation.units.map { ($0, organisation.parent(of: $0, on: last)) }
    let below = Dictionary(grouping: parents) { $0.1.flatMap { organisation.files[$0]?.subject } }
    var (found, seen): ([Subject], Set<Subject>) = ([], [])
    func take(_ unit: Subject) {
      guard seen.insert(unit).inserted else { return }
      found.append(unit)
      for (child, _) in below[unit] ?? [] { take(child) }
    }
    for (unit, _) in below[nil] ?? [] { take(unit) }
    // What lies in a circle, which no sound log has, comes last.
    for unit in organisation.units { take(unit) }
    all = found
    usual = Set(
      found.filter { row in
        let isAsked =
          unit.map { unit in
            columns.contains {
              unit.contains(row, of: organisation, on: min(end, $0.period.upperBound))
            }
          } ?? true
        let isThere = columns.contains { column in
          organisation.files[row]?.own?.isActive(in: column.period) ?? false
        }
        let office = organisation.municipality(of: row, on: last)
        return isAsked && isThere && row.municipality == nil
          && (offices.isEmpty || (office.map(offices.contains) ?? false))
      })
    names = Dictionary(
      uniqueKeysWithValues: found.map { ($0, organisation.name(of: $0, on: last)) })
  }

  /// Whether a unit has a row though nothing is counted in it.
  func isUsual(_ unit: Subject, _ level: UnitGrouping.Level) -> Bool {
    guard usual.contains(unit) else { return false }
    let parent = organisation.parent(of: unit, on: last)
    return level == .own || parent.map { $0.municipality != nil } ?? true
  }

  /// The name of a unit; with its key where another has the same.
  func name(of unit: Subject) -> String {
    let name = names[unit] ?? unit.key
    let isAlone = names.values.count { $0 == name } == 1
    return isAlone ? name : "\(name) (\(unit.key))"
  }

  /// A dimension of units with a place for each of them; any other as it is.
  func settle(_ dimension: Dimension) -> Dimension {
    guard dimension.units != nil else { return dimension }
    var settled = dimension
    for (place, unit) in all.enumerated() { settled.places[unit] = place }
    return settled
  }
}
