public import CaseModel

/// What someone has on the table at a day (saksmengde).
public struct Caseload: Hashable, Sendable {
  /// By what the load is divided.
  public enum Division: String, CaseIterable, Sendable {
    /// By caseworker.
    case worker
    /// By team.
    case team
    /// By municipality.
    case office
  }

  /// Open cases.
  public var cases = 0
  /// Reports not yet assessed.
  public var reports = 0
  /// Running investigations.
  public var investigations = 0
  /// Children with a running measure.
  public var measures = 0
  /// Children placed outside their home.
  public var placements = 0
  /// Duties past their date.
  public var overdue = 0

  /// Nothing.
  public init() {}

  /// Adds what a file holds; `duties` are its deadlines by law at that day.
  public mutating func add(_ file: CaseFile, at day: Day, duties: [Deadline]) {
    func open(_ kind: EpisodeKind) -> Int { file.counted(kind).count { $0.isOpen(on: day) } }
    cases += file.own?.isOpen(on: day) == true ? 1 : 0
    reports += open(.report)
    investigations += open(.investigation)
    measures += open(.measure) > 0 ? 1 : 0
    placements += open(.placement) > 0 ? 1 : 0
    overdue += duties.count { $0.status == .overdue && $0.rule.isOwnByLaw }
  }
}

/// Whose something is on a day: the caseworker, and the team and the municipality as they are by
/// then, for who was merged goes on in what it became.
public struct Holding: Hashable, Sendable {
  /// The caseworker's staff id.
  public let worker: String?
  /// The team.
  public let team: String?
  /// The municipality.
  public let office: Office?

  /// Whose it is, by that division; nil if nobody's yet.
  public subscript(division: Caseload.Division) -> String? {
    switch division {
    case .worker: worker
    case .team: team
    case .office: office?.description
    }
  }
}

extension Organisation {
  /// Whose a file is on a day.
  public func holding(of file: CaseFile, on day: Day) -> Holding {
    Holding(
      worker: file.worker, team: file.team.map { successor(ofTeam: $0, on: day) },
      office: file.office.map { successor(of: $0, on: day) })
  }

  /// The teams that a team is made of on a day, itself among them: those that became part of it.
  public func teams(of team: String, at day: Day) -> Set<String> {
    let parts = Subject(.unit, team).map { predecessors(of: $0, on: day) } ?? []
    return Set(parts.map(\.key)).union([team])
  }

  /// The team that another has become by a day; one that is no unit of the log is what it was.
  private func successor(ofTeam team: String, on day: Day) -> String {
    guard let unit = Subject(.unit, team), files[unit] != nil else { return team }
    return successor(of: unit, on: day).key
  }
}
