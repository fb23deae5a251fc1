import CaseModel
import Projections
import Schemas

/// Duties as a table: one by one, or counted.
enum DeadlineTable {
  /// A row for each duty.
  static func rows(_ found: [Deadline], _ day: Day, _ language: Language) -> Table {
    var table = Table(columns: [
      Column(id: "due", title: Word.due.text(language)),
      Column(id: "daysLeft", title: Word.daysLeft.text(language), isNumber: true),
      Column(id: "status", title: "", audience: .programs),
      Column(id: "statusLabel", title: Word.status.text(language), audience: .people),
      Column(id: "subject", title: Word.subject.text(language)),
      Column(id: "rule", title: "", audience: .programs),
      Column(id: "label", title: "", audience: .programs),
      Column(id: "labelAndDoubt", title: Word.duty.text(language), audience: .people),
      Column(id: "verdict", title: "", audience: .programs),
      Column(id: "verdictLabel", title: Word.verdict.text(language), audience: .people),
      Column(id: "from", title: Word.from.text(language)),
      Column(id: "met", title: Word.met.text(language)),
      Column(id: "extended", title: "", audience: .programs),
      Column(id: "record", title: "", audience: .programs),
      Column(id: "office", title: "", audience: .programs),
      Column(id: "worker", title: Word.worker.text(language)),
      Column(id: "team", title: "", audience: .programs),
      Column(id: "owedBy", title: "", audience: .programs),
      Column(id: "certainty", title: "", audience: .programs),
      Column(id: "approximate", title: "", audience: .programs),
      Column(id: "nextWorkday", title: "", audience: .programs),
      Column(id: "suspendedDays", title: "", audience: .programs),
    ])
    table.rows = found.map { row($0, day, language) }
    return table
  }

  private static func row(_ deadline: Deadline, _ day: Day, _ language: Language) -> [Cell] {
    let (rule, label) = (deadline.rule, Label.rule(deadline.rule, language))
    let isOpen = deadline.status == .due || deadline.status == .overdue
    return [
      .text(deadline.due.description), isOpen ? .whole(deadline.due.days(since: day)) : .missing,
      .text(deadline.status.rawValue), .text(deadline.status.word.text(language)),
      .text(deadline.subject.description), .text(rule.id.description),
      .text(label), .text(label + doubt(rule, language)), .text(rule.verdict.rawValue),
      .text(rule.verdict.word.text(language)), .text(deadline.from.description),
      .optional(deadline.met?.description), .flag(deadline.extended),
      .optional(deadline.record?.description), .optional(deadline.held.office?.description),
      .optional(deadline.held.worker), .optional(deadline.held.team), .text(rule.owner.rawValue),
      .text(rule.certainty.rawValue), .flag(rule.isApproximate),
      .text(deadline.due.nextWorkday.description), .whole(deadline.suspended),
    ]
  }

  /// What people must know before they lean on a rule: ` [inferred]`; nothing if it is certain.
  private static func doubt(_ rule: LawRule, _ language: Language) -> String {
    var words: [Word] = rule.certainty == .established ? [] : [rule.certainty.word]
    if rule.isApproximate { words.append(.byBirthYear) }
    return words.isEmpty ? "" : " [" + words.map { $0.text(language) }.joined(separator: ", ") + "]"
  }

  /// A row for each holder, with a count of each status asked for.
  static func counts(
    _ found: [Deadline], by division: Caseload.Division, _ statuses: [Deadline.Status],
    _ language: Language
  ) -> Table {
    let shown = Deadline.Status.allCases.filter(statuses.contains)
    var table = Table(
      columns: [
        Column(id: division.rawValue, title: "", audience: .programs),
        Column(id: "holder", title: Word.holder.text(language), audience: .people),
      ]
        + shown.map { status in
          Column(id: status.rawValue, title: status.word.text(language), isNumber: true)
        })
    let groups = Dictionary(grouping: found) { $0.held[division] }
      .sorted { ($0.key ?? "\u{10FFFF}") < ($1.key ?? "\u{10FFFF}") }
    for (holder, duties) in groups {
      table.rows.append(
        [.optional(holder), .text(holder ?? Word.nobody.text(language))]
          + shown.map { status in .whole(duties.count { $0.status == status }) })
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
    case .lapsed: .statusLapsed
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

extension LawRule.Certainty {
  /// The word for people.
  var word: Word {
    switch self {
    case .established: .certaintyEstablished
    case .inferred: .certaintyInferred
    case .recalled: .certaintyRecalled
    }
  }
}
