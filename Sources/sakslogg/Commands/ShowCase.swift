import ArgumentParser
import CaseModel
import CaseService
import Projections

/// `case`: one subject's file, episode by episode (saksmappe).
struct ShowCase: LogCommand {
  static let configuration = CommandConfiguration(
    commandName: "case",
    abstract: Word.helpCase.asked,
    discussion: """
      sakslogg case 2017-0412 --at 2017-12-31 --known-at 2018-01-15

      Shows every report, investigation, decision, measure, plan, placement and visit with its \
      start, what is due, its end and outcome.
      """)

  @Argument(help: "The case's key, or another subject as order/17-3.")
  var subject: String

  @OptionGroup var times: Times
  @OptionGroup(title: Word.helpCommon.asked) var global: GlobalOptions

  func run(in session: Session) throws {
    let log = try session.openLog()
    let subject = try Reading.subject(subject)
    try session.requireAccess(to: subject, in: log)
    let day = try times.day(log, session)
    guard let file = try log.file(subject, at: day, knownBefore: try times.knownBefore(log)) else {
      throw Failure(.noInput, "subject-not-found", at: "", subject.description)
    }
    if session.format == .table { try session.out.write(heading(file, day, session)) }
    try session.show(table(file, day, session))
  }

  private func heading(_ file: CaseFile, _ day: Day, _ session: Session) -> String {
    let language = session.language
    let facts: [(Word, String?)] = [
      (.office, file.office?.description), (.worker, file.worker), (.team, file.team),
    ]
    let known = facts.compactMap { word, value in value.map { "\(word.text(language)): \($0)" } }
    return "\(file.subject)  " + Word.asOf.text(language, day.description) + "\n"
      + (known.isEmpty ? "" : known.joined(separator: "  ").printable + "\n") + "\n"
  }

  private func table(_ file: CaseFile, _ day: Day, _ session: Session) -> Table {
    let language = session.labels
    let duties = deadlines(of: file, at: day, rules: LawRule.all.filter(\.isOwnByLaw))
      .filter { $0.status != .lapsed }
    var table = Table(columns: [
      Column(id: "kind", title: "", audience: .programs),
      Column(id: "label", title: Word.kind.text(language)),
      Column(id: "start", title: Word.start.text(language)),
      Column(id: "due", title: Word.due.text(language)),
      Column(id: "end", title: Word.end.text(language)),
      Column(id: "outcome", title: "", audience: .programs),
      Column(id: "outcomeLabel", title: Word.outcome.text(language)),
      Column(id: "record", title: Word.record.text(language)),
      Column(id: "facts", title: "", audience: .programs),
    ])
    for episode in file.episodes {
      let due = duties.filter { $0.record == episode.id && $0.rule.episode == episode.kind }
        .filter { $0.met == nil }.map(\.due).min()
      table.rows.append([
        .text(episode.kind.rawValue), .text(Label.episode(episode.kind, language)),
        .text(episode.start.description), .optional(due?.description),
        .optional(episode.end?.description), .optional(episode.outcome),
        .optional(outcome(episode, language)), .optional(episode.id?.description),
        .object(episode.attributes.json),
      ])
      table.notes[table.rows.count - 1] = facts(episode, language)
    }
    return table
  }

  private func outcome(_ episode: Episode, _ language: Language) -> String? {
    guard let code = episode.outcome else { return nil }
    let field = EventType.allCases.lazy.map(\.shape.episode)
      .first { $0.kind == episode.kind && $0.effect == .end }?.outcome
    guard let field, let type = episode.kind.type(giving: field) else { return code }
    return Label.value(.text(code), type.fieldShape(field), language)
  }

  private func facts(_ episode: Episode, _ language: Language) -> [String] {
    let outcome = EventType.allCases.lazy.map(\.shape.episode)
      .first { $0.kind == episode.kind && $0.effect == .end }?.outcome
    return episode.attributes.entries.filter { entry in
      if episode.end != nil, entry.field == outcome { return false }
      if case .id = entry.value { return false }
      if case .list(let values) = entry.value, case .id? = values.first { return false }
      return true
    }.map { episode.kind.shown($0.field, $0.value, language) }
  }
}
