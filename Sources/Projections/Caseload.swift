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

extension CaseFile {
  /// Whose load the file is, by that division; nil if nobody's yet.
  public func holder(_ division: Caseload.Division) -> String? {
    switch division {
    case .worker: worker
    case .team: team
    case .office: office?.description
    }
  }
}
