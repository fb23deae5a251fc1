import CaseModel
import CaseService
import Interchange
import Testing

@testable import Simulation

/// The social services of Bergen, told of a year that the bureau takes records of, go out without
/// an error, and what goes out is what the log counts.
@Suite struct KostraScenarioTests {
  /// A twentieth of Bergen, told of 2025 and 2026, and the number of the municipality then.
  private static let played = Played.Log { log in
    try Simulator(into: log).record(
      Played.bergen(seed: 7, year: 2026, divisor: Played.bergenDivisor))
  }

  private struct Out {
    let delivery: KostraDelivery
    let records: [KostraRecord]
    let findings: [KostraFinding]
  }

  private static func out(_ type: KostraRecordType, _ year: Int) throws -> Out {
    let layout = try #require(KostraLayout.of(type, year: year))
    let office = try #require(Office("4601"))
    let delivery = try KostraExporter(layout, year: year, office: office)
      .delivery(from: played.played.get())
    let bytes = try #require(delivery.bytes)
    var checker = KostraChecker(layout, year: year, office: office)
    try checker.take(bytes)
    return Out(
      delivery: delivery,
      records: try bytes.split(separator: 10).map {
        try KostraRecord(reading: $0, layout, year: year)
      },
      findings: try checker.finish().withoutContradiction.findings)
  }

  /// The payments of a year that were not taken back whole, with their amounts, person by person.
  private static func paid(
    _ year: Int, _ counts: (Episode) -> Bool
  ) throws -> [Subject: [(month: Int, amount: Int64)]] {
    let log = try played.played.get()
    var paid: [Subject: [(month: Int, amount: Int64)]] = [:]
    try log.forEachSubject(.person) { subject in
      let file = CaseFile(subject: subject, folding: try log.history(of: subject))
      let reversals = file.episodes(.reversal)
      for payment in file.episodes(.payment) where payment.start.year == year && counts(payment) {
        let back = reversals.reduce(Int64(0)) { sum, reversal in
          reversal.given.id(.payment) == payment.id
            ? sum + (reversal.given.number(.amount) ?? 0) : sum
        }
        let left = (payment.given.number(.amount) ?? 0) - back
        if left > 0 { paid[subject, default: []].append((payment.start.month, left)) }
      }
    }
    return paid
  }

  @Test(arguments: [2025, 2026])
  func `financial assistance goes out without an error, and is what was paid`(
    _ year: Int
  ) throws {
    let out = try Self.out(.financialAssistance, year)
    #expect(out.delivery.lacks == [])
    #expect(out.findings.filter { $0.severity >= .error } == [])
    let others: Set<FieldValue> = [
      .text("qualification-benefit"), .text("introduction-benefit"), .text("housing-allowance"),
    ]
    let paid = try Self.paid(year) { payment in
      payment.given[.benefitKind].map { !others.contains($0) } ?? false
    }
    #expect(out.records.count == paid.count)
    #expect(paid.count > 150)
    let months = paid.values.reduce(0) { $0 + Set($1.map(\.month)).count }
    let ticks: [KostraFieldName] = [
      .stmnd1, .stmnd2, .stmnd3, .stmnd4, .stmnd5, .stmnd6, .stmnd7, .stmnd8, .stmnd9, .stmnd10,
      .stmnd11, .stmnd12,
    ]
    let ticked = out.records.reduce(0) { sum, record in
      sum + ticks.count { record[$0] != .blank }
    }
    #expect(ticked == months)
    let kroner = out.records.reduce(Int64(0)) { sum, record in
      [KostraFieldName.bidrag, .laan].reduce(sum) { sum, name in
        if case .integer(let amount) = record[name] { sum + Int64(amount) } else { sum }
      }
    }
    let amount = paid.values.joined().reduce(Int64(0)) { $0 + $1.amount }
    // Grants and loans are rounded apart, to half a krone each.
    #expect(abs(kroner * 100 - amount) <= Int64(paid.count) * 100)
  }

  @Test func `the qualification programme goes out without an error`() throws {
    let out = try Self.out(.qualificationProgramme, 2026)
    #expect(out.delivery.lacks == [])
    #expect(out.findings.filter { $0.severity >= .error } == [])
    #expect(out.records.count > 5)
  }

  @Test func `a scenario that belongs to its year cannot be told of another`() throws {
    #expect(throws: SimulationError.self) {
      try Scenario.drafts(of: [.land2017], seed: 1, movedTo: 2026)
    }
    #expect(throws: SimulationError.self) {
      try Scenario.drafts(of: [.bergen2008], seed: 1, movedTo: 2008)
    }
    #expect(Scenario.bergen2008.movableYears?.contains(2026) == true)
  }
}
