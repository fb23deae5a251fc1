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

      What is still to be done is shown unless --status asks for more. The law's verdict and the \
      statistics bureau's count of days are rows of their own: they can differ by two days.
      """)

  @Option(help: ArgumentHelp("Only this caseworker's.", valueName: "staff id"))
  var worker: String?

  @Option(help: "Only this team's.")
  var team: String?

  @Option(help: ArgumentHelp("Only this municipality's.", valueName: "NNNN"))
  var office: String?

  @Option(
    help: "due, overdue, met, met-late, missed; several times for several.",
    completion: .list(Deadline.Status.allCases.map(\.rawValue)))
  var status: [String] = []

  @Option(
    parsing: .unconditional, help: "Only what is due within so many days, and what is overdue.")
  var days: UInt16?

  @Option(
    help: "Only the verdict of: law, statistics, policy.",
    completion: .list(LawRule.Verdict.allCases.map(\.rawValue)))
  var verdict: String?

  @OptionGroup var times: Times
  @OptionGroup(title: Word.helpCommon.asked) var global: GlobalOptions

  func run(in session: Session) throws {
    let statuses: [Deadline.Status] = try status.map { try Reading.choice($0) }
    let verdict: LawRule.Verdict? = if let verdict { try Reading.choice(verdict) } else { nil }
    let holder = Holder(worker: worker, team: team, office: try Reading.office(office))
    let log = try session.openLog()
    let day = try times.day(log, session)
    let wanted = statuses.isEmpty ? [.due, .overdue] : statuses
    let found = try log.deadlines(
      at: day, knownBefore: try times.knownBefore(log), of: holder,
      rules: LawRule.all.filter { verdict == nil || $0.verdict == verdict }
    ).filter { deadline in
      wanted.contains(deadline.status)
        && (days.map { deadline.due <= day.adding(days: Int($0)) } ?? true)
    }
    try session.show(table(found, day, session.labels))
  }

  private func table(_ found: [Deadline], _ day: Day, _ language: Language) -> Table {
    var table = Table(columns: [
      Column(id: "due", title: Word.due.text(language)),
      Column(id: "daysLeft", title: Word.daysLeft.text(language), isNumber: true),
      Column(id: "status", title: "", audience: .programs),
      Column(id: "statusLabel", title: Word.status.text(language), audience: .people),
      Column(id: "subject", title: Word.subject.text(language)),
      Column(id: "rule", title: "", audience: .programs),
      Column(id: "label", title: Word.duty.text(language)),
      Column(id: "verdict", title: "", audience: .programs),
      Column(id: "verdictLabel", title: Word.verdict.text(language), audience: .people),
      Column(id: "from", title: Word.from.text(language)),
      Column(id: "met", title: Word.met.text(language)),
      Column(id: "extended", title: "", audience: .programs),
      Column(id: "record", title: "", audience: .programs),
      Column(id: "office", title: "", audience: .programs),
      Column(id: "worker", title: Word.worker.text(language)),
      Column(id: "team", title: "", audience: .programs),
    ])
    for deadline in found {
      let isOpen = deadline.status == .due || deadline.status == .overdue
      table.rows.append([
        .text(deadline.due.description),
        isOpen ? .whole(deadline.due.days(since: day)) : .missing,
        .text(deadline.status.rawValue), .text(deadline.status.word.text(language)),
        .text(deadline.subject.description), .text(deadline.rule.id.description),
        .text(Label.rule(deadline.rule, language)), .text(deadline.rule.verdict.rawValue),
        .text(deadline.rule.verdict.word.text(language)), .text(deadline.from.description),
        .optional(deadline.met?.description), .flag(deadline.extended),
        .optional(deadline.record?.description), .optional(deadline.office?.description),
        .optional(deadline.worker), .optional(deadline.team),
      ])
    }
    return table
  }
}

extension Deadline.Status {
  /// The word for people.
  var word: Word {
    switch self {
    case .due: .statusDue
    case .overdue: .statusOverdue
    case .met: .statusMet
    case .metLate: .statusMetLate
    case .missed: .statusMissed
    }
  }
}

extension LawRule.Verdict {
  /// The word for people.
  var word: Word {
    switch self {
    case .law: .verdictLaw
    case .statistics: .verdictStatistics
    case .policy: .policy
    }
  }
}
