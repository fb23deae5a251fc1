import CaseModel
import CaseService
import Testing

@testable import Simulation

/// The tables of a smaller Bergen, against its drafts counted by another way.
@Suite struct `Bergen's tables are what the log says` {
  private func log(_ seed: UInt64) throws -> CaseLog { try Played.log(.bergen2008, seed: seed) }

  private func count(_ seed: UInt64) throws -> BergenCount {
    BergenCount(try Played.drafts(.bergen2008, seed: seed))
  }

  @Test(arguments: Played.seeds)
  func `in persons, months and kroner`(seed: UInt64) throws {
    let cells = try log(seed).cells("bergen-2008-development")
    let count = try count(seed)
    for year in [2007, 2008] {
      let (aid, months) = (count.aid(year), count.months(year))
      let gross =
        count.kroner(aid.values.flatMap(\.self))
        - count.kroner(count.acts(.paymentReversed, year))
      let net = gross - count.kroner(count.acts(.refundReceived, year))
      let sums = ["Gross financial assistance paid": gross, "Net financial assistance paid": net]
      for (row, kroner) in sums {
        #expect(cells["\(row)|\(year)"] == tenths(of: kroner, per: 1_000_000), "\(row) \(year)")
      }
      let all = Int64(months.values.map(\.count).reduce(0, +))
      #expect(
        cells["Average length of support|\(year)"] == tenths(of: all, per: Int64(aid.count)))
    }
    let gender = try log(seed).cells("bergen-2008-recipients-gender")
    #expect(gender["Total|2007 antall"] == String(count.aid(2007).count))
    #expect(gender["Total|2008 antall"] == String(count.aid(2008).count))
  }

  private func tenths(of part: Int64, per whole: Int64) -> String {
    let tenths = (part * 20 + whole) / (whole * 2)
    return "\(tenths / 10).\(tenths % 10)"
  }

  @Test(
    arguments: [
      ("gender", Field.sex), ("citizenship", .citizenship), ("civil-status", .maritalStatus),
    ], Played.seeds)
  func `in margins`(table: (name: String, field: Field), seed: UInt64) throws {
    let cells = try log(seed).cells("bergen-2008-recipients-\(table.name)")
    let count = try count(seed)
    for year in [2007, 2008] {
      let printed = cells.filter {
        $0.key.hasSuffix("|\(year) antall") && !$0.key.hasPrefix("Total")
          && !$0.key.contains("text")
      }
      let counted = count.recipients(year, by: table.field)
      #expect(
        printed.values.compactMap { $0.flatMap { Int($0) } }.filter { $0 > 0 }.sorted()
          == counted.values.sorted())
    }
  }

  @Test(arguments: Played.seeds)
  func `and rows and unknown are the total`(seed: UInt64) throws {
    let cells = try log(seed).cells("bergen-2008-recipients-age")
    for year in [2007, 2008] {
      let column = "|\(year) antall"
      let rows = cells.filter { $0.key.hasSuffix(column) && !$0.key.hasPrefix("Total") }
      let sum = rows.values.compactMap { $0.flatMap { Int($0) } }.reduce(0, +)
      #expect(sum == (try count(seed).aid(year).count))
    }
  }

  @Test(arguments: Played.seeds)
  func `a payment recorded late is of the year, and was not known then`(seed: UInt64) throws {
    let log = try log(seed)
    let late = try #require(
      try Played.drafts(.bergen2008, seed: seed).first { draft in
        draft.type == .paymentMade && draft.effective.year == 2008
          && draft.time.map { $0.dayInOslo.year > 2008 } == true
      })
    let known = try log.knownBefore("2008-12-31")
    let now = try log.cells("bergen-2008-recipients-gender")["Total|2008 antall"]
    let then = try log.cells("bergen-2008-recipients-gender", knownBefore: known)[
      "Total|2008 antall"]
    let recipients = try #require(now.flatMap(\.self).flatMap { Int($0) })
    // It was the only payment of its person.
    #expect(then == String(recipients - 1), "\(late.subject)")
  }

  @Test func `and is played as well in later years, under the law of that time`() throws {
    for (year, divisor) in [(2012, 90), (2024, 45)] {
      let folder = Folder()
      let log = try folder.newLog()
      let drafts = try Played.bergen(seed: 7, year: year, divisor: divisor)
      try Simulator(into: log).record(drafts)
      let count = BergenCount(drafts)
      #expect(count.aid(year - 1).count == 7150 / divisor)
      #expect(count.aid(year).count == 7131 / divisor)
      #expect(try log.size == UInt64(drafts.count))
    }
  }
}
