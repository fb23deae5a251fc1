import ArgumentParser
import CaseModel
import CaseService
import Projections

/// `caseload`: who has how much on the table (saksmengde).
struct ShowCaseload: LogCommand {
  static let configuration = CommandConfiguration(
    commandName: "caseload",
    abstract: Word.helpCaseload.asked,
    discussion: "sakslogg caseload --by team --at 2017-12-31")

  @Option(
    help: "By worker, team or office.",
    completion: .list(Caseload.Division.allCases.map(\.rawValue)))
  var by = "worker"

  @OptionGroup var times: Times
  @OptionGroup(title: Word.helpCommon.asked) var global: GlobalOptions

  func run(in session: Session) throws {
    let division: Caseload.Division = try Reading.choice(by)
    let log = try session.openLog()
    let day = try times.day(log, session)
    let loads = try log.caseload(by: division, at: day, knownBefore: try times.knownBefore(log))
    let language = session.labels
    let counts: [(id: String, word: Word, of: KeyPath<Caseload, Int>)] = [
      ("cases", .cases, \.cases), ("reports", .reports, \.reports),
      ("investigations", .investigations, \.investigations), ("measures", .measures, \.measures),
      ("placements", .placements, \.placements), ("overdue", .overdue, \.overdue),
    ]
    var table = Table(
      columns: [
        Column(id: division.rawValue, title: "", audience: .programs),
        Column(id: "holder", title: Word.holder.text(language), audience: .people),
      ] + counts.map { Column(id: $0.id, title: $0.word.text(language), isNumber: true) })
    for (holder, load) in loads {
      table.rows.append(
        [.optional(holder), .text(holder ?? Word.nobody.text(language))]
          + counts.map { .whole(load[keyPath: $0.of]) })
    }
    try session.show(table)
  }
}
