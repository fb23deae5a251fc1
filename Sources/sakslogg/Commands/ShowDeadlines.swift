import ArgumentParser
import CaseModel
import CaseService
import Projections

/// `deadlines`: what is due, and what is late, most urgent first (frister).
struct ShowDeadlines: LogCommand {
  static let configuration = CommandConfiguration(
    commandName: "deadlines",
    abstract: Word.helpDeadlines.asked,
    discussion: """
      sakslogg deadlines --worker kari.n --days 7
      sakslogg deadlines --at 2023-06-01 --law 1992 --by office

      What the service itself has still to do is shown unless --status or --owed-by asks for more. \
      The law's verdict and the statistics bureau's count of days are rows of their own: they can \
      differ by two days. A time that runs out and takes a decision or a right with it is lapsed, \
      which is no breach. Each duty is judged by the law of its own time; --law judges them all by \
      one law, for comparison. `sakslogg codes --law` shows the law table.
      """)

  @Option(help: ArgumentHelp("Only this caseworker's.", valueName: "staff id"))
  var worker: String?

  @Option(help: "Only this team's.")
  var team: String?

  @Option(help: ArgumentHelp("Only this municipality's.", valueName: "NNNN"))
  var office: String?

  @Option(
    help: "due, overdue, met, met-late, missed, lapsed; several times for several.",
    completion: .list(Deadline.Status.allCases.map(\.rawValue)))
  var status: [String] = []

  @Option(
    parsing: .unconditional, help: "Only what is due within so many days, and what is overdue.")
  var days: UInt16?

  @Option(
    help: "Only the verdict of: law, statistics, policy.",
    completion: .list(LawRule.Verdict.allCases.map(\.rawValue)))
  var verdict: String?

  @Option(
    help: "Whose: service (unless said), board, party; several times for several.",
    completion: .list(LawRule.Owner.allCases.map(\.rawValue)))
  var owedBy: [String] = []

  @Option(
    help: ArgumentHelp(
      "Judge all by the Act of 1992 or of 2021, or by the law as of a day.",
      valueName: "1992|2021|YYYY-MM-DD"))
  var law: String?

  @Option(
    help: "Count them, for each worker, team or office.",
    completion: .list(Caseload.Division.allCases.map(\.rawValue)))
  var by: String?

  @OptionGroup var times: Times
  @OptionGroup(title: Word.helpCommon.asked) var global: GlobalOptions

  func run(in session: Session) throws {
    let statuses: [Deadline.Status] = try status.map { try Reading.choice($0) }
    let verdict: LawRule.Verdict? = if let verdict { try Reading.choice(verdict) } else { nil }
    let owners: [LawRule.Owner] = try owedBy.map { try Reading.choice($0) }
    let division: Caseload.Division? = if let by { try Reading.choice(by) } else { nil }
    let holder = Holder(worker: worker, team: team, office: try Reading.office(office))
    let log = try session.openLog()
    let day = try times.day(log, session)
    let all = division == nil ? [.due, .overdue] : Deadline.Status.allCases
    let wanted = statuses.isEmpty ? all : statuses
    let found = try log.deadlines(
      at: day, knownBefore: try times.knownBefore(log), of: holder,
      rules: LawRule.all.filter { rule in
        (verdict == nil || rule.verdict == verdict)
          && (owners.isEmpty ? [.service] : owners).contains(rule.owner)
      }, under: try law.map { try lawDay($0, at: day) }
    ).filter { deadline in
      wanted.contains(deadline.status)
        && (days.map { deadline.due <= day.adding(days: Int($0)) } ?? true)
    }
    if let division {
      try session.show(DeadlineTable.counts(found, by: division, wanted, session.labels))
    } else {
      try session.show(DeadlineTable.rows(found, day, session.labels))
    }
  }

  /// The day whose law is meant: an Act is read as it stood on its last day, or that in force on
  /// the day asked about.
  private func lawDay(_ text: String, at day: Day) throws -> Day {
    let first2021 = Day.last(of: 2022).adding(days: 1)
    switch text {
    case "1992": return min(day, Day.last(of: 2022))
    case "2021": return max(day, first2021)
    default:
      guard let named = Day(text) else { throw Failure(.usage, "law-invalid", at: "", text) }
      return named
    }
  }
}
