import CaseModel
import CaseService
import Projections
import Testing

@testable import Simulation

// What would break: a card that says yes where its own figures say no, or answers where one of
// them is missing.
@Suite struct `A scorecard agrees with its own figures` {
  private static let items = [
    "recipients", "recipients-young", "recipients-long-term-share", "aid-length", "emergency-aid",
    "benefit-applications", "work-measures", "stays-young",
  ]

  /// Random lives, of a service that gave some targets and not others, near what came of them.
  private func told(_ seed: UInt64) throws -> Telling {
    let drafts = try Played.bergen(seed: seed, divisor: 45)
    let unit = try #require(Subject("unit/1201"))
    let last = try #require(drafts.compactMap(\.time).max())
    var dice = Dice(seed: seed)
    var targets: [Draft] = []
    for item in Self.items {
      for length in ["", ".quarter", ".month"] where dice.number(0...3) > 0 {
        targets.append(
          Draft(
            id: .random(),
            ReferenceFigureSet(
              figure: "target", year: 2008, item: item + length, value: Int64(dice.number(0...40))),
            on: unit, effective: .of(2008, 1, 2), office: Office("1201"), actor: "w01",
            time: Instant(milliseconds: last.milliseconds + Int64(targets.count) + 1)))
      }
    }
    return Telling(drafts + targets)
  }

  @Test(arguments: `Flow and stock reconcile`.lives)
  func `whatever the period`(seed: UInt64) throws {
    let told = try told(seed)
    let report = try #require(Report.named("social-services-scorecard"))
    let goals = Dictionary(
      uniqueKeysWithValues: report.rows.map { ($0.norwegian.description, $0.target) })
    var answers: [Bool?] = []
    for split in [nil, Report.Split.month, .quarter] {
      let question = Statistics.Question(period: AskedPeriod("2008"), by: split)
      let cells = try told.cells(report, question)
      #expect(cells.count % 3 == 0)
      for place in stride(from: 0, to: cells.count, by: 3) {
        let (target, actual, verdict) = (cells[place], cells[place + 1], cells[place + 2])
        #expect([target, actual, verdict].map(\.show) == [.target, .actual, .reached])
        let goal = try #require(goals[actual.row] ?? nil)
        var expected: Bool?
        if let target = target.value, let actual = actual.value {
          let (left, right) = (Double(actual.description), Double(target.description))
          let (figure, goalpost) = (try #require(left), try #require(right))
          expected = goal.isAtLeast ? figure >= goalpost : figure <= goalpost
        }
        #expect(verdict.reached == expected, "\(actual.row) \(actual.column)")
        #expect((verdict.missing == nil) == (expected != nil))
        answers.append(expected)
      }
    }
    #expect(Set(answers) == [true, false, nil])
  }
}
