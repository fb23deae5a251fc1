import CaseModel
import Projections
import Testing

// What would break: a figure about one child that a reader of the table can find.
@Suite struct SuppressionTests {
  /// Reports about children born in different years: so many of each.
  private func reports(_ counts: [(born: Int64?, Int)], office: String = "3005") throws -> [History]
  {
    var histories: [History] = []
    for (born, count) in counts {
      for _ in 0..<count {
        var history = try History("case/\(office)-\(histories.count)", office: office)
        try history.add(CaseOpened(journal: "1", birthYear: born), "2017-03-01")
        try history.add(ReportReceived(report: .random()), "2017-03-01")
        histories.append(history)
      }
    }
    return histories
  }

  private func table(
    _ rows: [Report.Row], _ histories: [History], below limit: Int,
    columns: Report.Columns = .period(nil)
  ) throws -> [Statistics.Cell] {
    let days = try #require(Day("2016-01-01"))...(try #require(Day("2018-12-31")))
    var statistics = try Statistics(
      Report("test", version: 1, rows: rows, columns: columns),
      Statistics.Question(
        period: columns.isFixed ? nil : AskedPeriod(year: 2017), suppressBelow: limit),
      coverage: Statistics.Coverage(
        offices: ["3005", "3006"].compactMap { Office($0) }, days: days),
      label: { ($1, $1) })
    for history in histories { statistics.add(history.subject, history.events) }
    return statistics.cells
  }

  private func shown(_ cells: [Statistics.Cell]) -> [String?] {
    cells.map { $0.missing == .suppressed ? "hidden" : $0.value?.description }
  }

  private let byAge: [Report.Row] = [
    .init("", "", "reports"), .init("", "", "reports", by: .dimension("age")),
  ]

  @Test func `a small figure is hidden, and the smallest beside it that would give it away`() throws
  {
    // Total, 0-2, 3-5, 6-12, 13-17, 18+, unknown.
    let histories = try reports([(2016, 1), (2013, 4), (2010, 7), (2003, 5)])
    let cells = try table(byAge, histories, below: 3)
    #expect(shown(cells) == ["17", "hidden", "hidden", "7", "5", "0", "0"])
  }

  @Test func `referrals that a unit has got are about one each, however few units there are`()
    throws
  {
    func table(_ count: Int) throws -> [String?] {
      var team = try History("unit/3005-team", office: "3005")
      try team.add(UnitEstablished(name: "Familieteam"), "2016-03-01")
      for _ in 0..<count {
        try team.add(ReferralReceived(referral: .random(), service: "family-team"), "2017-03-01")
      }
      return shown(try self.table([.init("", "", "referrals")], [team], below: 5))
    }
    #expect(try table(4) == ["hidden"])
    #expect(try table(5) == ["5"])
  }

  @Test func `two small figures hide each other`() throws {
    let histories = try reports([(2016, 1), (2013, 2), (2010, 7)])
    let cells = try table(byAge, histories, below: 3)
    #expect(shown(cells) == ["10", "hidden", "hidden", "7", "0", "0", "0"])
  }

  @Test func `small figures that can only be one each beside their total hide another`() throws {
    let ones: [(born: Int64?, Int)] = [(2016, 1), (2013, 1), (2010, 1)]
    #expect(
      shown(try table(byAge, try reports(ones), below: 3))
        == ["hidden", "hidden", "hidden", "hidden", "0", "0", "0"])
    let more = try reports(ones + [(2003, 7)])
    #expect(
      shown(try table(byAge, more, below: 3))
        == ["10", "hidden", "hidden", "hidden", "hidden", "0", "0"])
    // Two of three could be two: none of them is known.
    let unknown = try reports([(2016, 1), (2013, 1), (2010, 2), (2003, 7)])
    #expect(
      shown(try table(byAge, unknown, below: 3))
        == ["11", "hidden", "hidden", "hidden", "7", "0", "0"])
  }

  @Test func `a total of one group is hidden with it`() throws {
    let cells = try table(byAge, try reports([(2016, 2)]), below: 3)
    #expect(shown(cells) == ["hidden", "hidden", "0", "0", "0", "0", "0"])
  }

  @Test func `a nought and what is large enough are shown, and without a limit everything`() throws
  {
    let histories = try reports([(2016, 3), (2013, 4)])
    #expect(shown(try table(byAge, histories, below: 3)) == ["7", "3", "4", "0", "0", "0", "0"])
    let few = try reports([(2016, 1), (2013, 4)])
    #expect(shown(try table(byAge, few, below: 0)) == ["5", "1", "4", "0", "0", "0", "0"])
  }

  @Test func `one office's small figure hides another's beside their joint figure`() throws {
    let histories = try reports([(2010, 1)]) + reports([(2010, 6)], office: "3006")
    let offices: [Report.Column] = [
      .init("3005", offices: [3005], from: 17167, to: 17531),
      .init("3006", offices: [3006], from: 17167, to: 17531),
      .init("both", offices: [3005, 3006], from: 17167, to: 17531),
    ]
    let cells = try table([.init("", "", "reports")], histories, below: 3, columns: .fixed(offices))
    #expect(shown(cells) == ["hidden", "hidden", "7"])
  }

  /// Four from the year before, five new ones, and one of the four that ended.
  private func investigations() throws -> [History] {
    try (0..<9).map { number in
      try .investigated(
        number, opened: number < 4 ? "2016-12-01" : "2017-02-01",
        ended: number == 0 ? "2017-03-01" : nil)
    }
  }

  private let balanced: [Report.Row] = [
    .init("", "", "investigations-open-before"), .init("", "", "investigations-opened"),
    .init("", "", "investigations-concluded"), .init("", "", "investigations-running"),
  ]

  @Test func `what was there, came and is there does not tell how few went`() throws {
    let histories = try investigations()
    #expect(shown(try table(balanced, histories, below: 3)) == ["hidden", "5", "hidden", "8"])
    let two = Array(balanced[2...])
    #expect(shown(try table(two, histories, below: 3)) == ["hidden", "8"])
  }

  @Test func `what the period before closed with stands for what there was`() throws {
    let quarters: [Report.Column] = [
      .init("2016-Q4", offices: [], from: 17075, to: 17166),
      .init("2017-Q1", offices: [], from: 17167, to: 17256),
    ]
    let cells = shown(
      try table(Array(balanced[1...]), try investigations(), below: 3, columns: .fixed(quarters)))
    // Four came and are there; then five came, one went and eight are left.
    let open = (before: cells[4], after: cells[5])
    #expect(cells[3] == "hidden" && (cells[1] == "hidden" || open != ("4", "8")), "\(cells)")
  }

  /// Persons who were granted and paid assistance, some of them refugees, one of them less after.
  private func persons(_ count: Int, refugees: Int) throws -> [History] {
    try (0..<count).map { number in
      var history = try History("person/\(number)")
      try history.add(PersonOpened(birthYear: 1980), "2017-01-02")
      if number < refugees {
        try history.add(RefugeeStatusSet(refugeeStatus: "refugee"), "2017-01-02")
      }
      let (decision, payment) = (RecordID.random(), RecordID.random())
      try history.add(
        SupportDecided(
          decision: decision, service: "financial-aid", supportOutcome: "granted",
          legalBasis: ["SOTJ-18"], benefitKinds: ["subsistence"]), "2017-02-01")
      try history.add(
        PaymentMade(
          payment: payment, decision: decision, benefitKind: "subsistence", aidForm: "grant",
          amount: 700_000), "2017-02-02")
      if number == 0 {
        try history.add(
          PaymentReversed(reversal: .random(), payment: payment, amount: 100_000), "2017-02-03")
      }
      return history
    }
  }

  @Test func `a difference of a few is hidden, whether its figures are shown or not`() throws {
    let histories = try persons(8, refugees: 6)
    let rows: [Report.Row] = [
      .init("", "", "persons-aid-decided"), .init("", "", "persons-aid-decided-refugees"),
      .init("", "", "persons-aid-decided-without-refugees"),
    ]
    #expect(shown(try table(rows, histories, below: 3)) == ["8", "hidden", "hidden"])
    #expect(shown(try table([rows[2]], histories, below: 3)) == ["hidden"])
    #expect(
      shown(try table(rows, try persons(8, refugees: 5), below: 3)) == ["8", "5", "3"])
  }

  @Test func `what only a sum of several shows hides nothing`() throws {
    let histories = try persons(8, refugees: 0)
    let gross: Report.Row = .init("", "", "aid-gross")
    #expect(shown(try table([gross], histories, below: 3)) == ["55000.00"])
    // Beside what was paid, it would tell what was taken back from one.
    let paid: Report.Row = .init("", "", "aid-paid")
    #expect(shown(try table([paid, gross], histories, below: 3)) == ["56000.00", "hidden"])
  }

  @Test func `what a period closes with does not tell what the next one opens with`() throws {
    let quarters: [Report.Column] = [
      .init("2016-Q4", offices: [], from: 17075, to: 17166),
      .init("2017-Q1", offices: [], from: 17167, to: 17256),
    ]
    let cells = try table(
      balanced, try investigations(), below: 3, columns: .fixed(quarters))
    // One that went is hidden, so what the quarter opened with, so what the one before closed with,
    // so what came in that.
    #expect(
      shown(cells) == ["0", "hidden", "hidden", "5", "0", "hidden", "hidden", "8"])
  }

  @Test func `a hidden count is hidden as a percentage too`() throws {
    let histories = try reports([(2016, 1), (2013, 4), (2010, 7)])
    let columns: [Report.Column] = [
      .init("count", offices: [], from: 17167, to: 17531),
      .init(
        "percent", offices: [], from: 17167, to: 17531, base: .init(knownOnly: false, decimals: 1)),
    ]
    let cells = try table(byAge, histories, below: 3, columns: .fixed(columns))
    let hidden = cells.filter { $0.missing == .suppressed }
    #expect(Set(hidden.map(\.id)) == ["reports.age.0-2", "reports.age.3-5"])
    #expect(hidden.count == 4)
    #expect(
      cells.first { $0.id == "reports.age.6-12" && $0.column == "percent" }?.value
        == Fixed(583, decimals: 1))
  }

  /// A table of two breakdowns: each group is hidden by what its row and its column tell together.
  @Test(arguments: 0..<100)
  func `no hidden figure of a random cross table follows from all its totals together`(
    seed: Int
  ) throws {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 7
    func roll(_ below: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % below
    }
    var histories: [History] = []
    for born in [2016, 2013, 2010, 2003] as [Int64] {
      for sex in ["1", "2", nil] {
        for _ in 0..<roll(6) {
          var history = try History("case/\(histories.count)")
          try history.add(CaseOpened(journal: "1", birthYear: born, sex: sex), "2017-03-01")
          try history.add(ReportReceived(report: .random()), "2017-03-01")
          histories.append(history)
        }
      }
    }
    let cells = try table(
      byAge, histories, below: 3, columns: .groups(.dimension("sex")))
    let columns = cells.filter { $0.id == "reports" }.map(\.columnID)
    let rows = cells.filter { $0.columnID == "total" }.map(\.id)
    func place(_ cell: Statistics.Cell) throws -> [Int] {
      [
        try #require(rows.firstIndex(of: cell.id)),
        try #require(columns.firstIndex(of: cell.columnID)),
      ]
    }
    let hidden = try cells.filter { $0.missing == .suppressed }.map(place)
    #expect(cells.allSatisfy { !($0.value.map { (1...2).contains($0.scaled) } ?? false) })
    let open = try table(byAge, histories, below: 0, columns: .groups(.dimension("sex")))
    let values = Dictionary(
      uniqueKeysWithValues: try open.map { (try place($0), $0.value?.scaled ?? 0) })
    let free = hidden.map { cell in
      Free(row: cell[0], column: cell[1], value: values[cell] ?? 0)
    }
    for cell in free {
      let others = free.filter { $0 != cell }
      #expect(
        canRise(cell, others) || (cell.value > 1 && canFall(cell, others)), "\(cell) \(values)")
    }
  }

  /// A hidden figure of a table whose first row and column are the totals.
  private struct Free: Equatable {
    let row: Int
    let column: Int
    let value: Int64

    /// Turned round in a total of one direction, every row and column adds up to nought.
    var isTurned: Bool { (row == 0) != (column == 0) }
    /// Whether it can be one more in the table so turned, and one less: it stays one at least.
    var canRise: Bool { isTurned ? value > 1 : true }
    var canFall: Bool { isTurned ? true : value > 1 }
  }

  /// Whether a figure could be one more with every shown figure as it is: then others fall and
  /// rise in turn along a closed way through the rows and columns.
  private func canRise(_ cell: Free, _ others: [Free]) -> Bool {
    cell.isTurned ? way(from: cell, falling: false, others) : way(from: cell, falling: true, others)
  }

  private func canFall(_ cell: Free, _ others: [Free]) -> Bool {
    cell.isTurned ? way(from: cell, falling: true, others) : way(from: cell, falling: false, others)
  }

  /// Whether there is such a way from a figure's column to its row, the first figure on it falling
  /// or rising in the turned table.
  private func way(from cell: Free, falling: Bool, _ others: [Free]) -> Bool {
    var (reached, waiting): (Set<String>, [String]) = (["c\(cell.column)"], ["c\(cell.column)"])
    while let at = waiting.popLast() {
      for other in others {
        let (row, column) = ("r\(other.row)", "c\(other.column)")
        if at == column, falling ? other.canFall : other.canRise, reached.insert(row).inserted {
          waiting.append(row)
        }
        if at == row, falling ? other.canRise : other.canFall, reached.insert(column).inserted {
          waiting.append(column)
        }
      }
    }
    return reached.contains("r\(cell.row)")
  }

  @Test(arguments: 0..<40)
  func `no hidden figure of a random table follows from the shown ones`(seed: Int) throws {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
    func roll(_ below: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % below
    }
    let years: [Int64?] = [2016, 2013, 2010, 2003, 1998, nil]
    let cells = try table(byAge, try reports(years.map { ($0, roll(6)) }), below: 3)
    let parts = cells.dropFirst()
    let hidden = parts.filter { $0.missing == .suppressed }
    #expect(cells.allSatisfy { !($0.value.map { (1...2).contains($0.scaled) } ?? false) })
    if let total = cells.first?.value?.scaled {
      #expect(hidden.isEmpty || hidden.count > 1 && total > shownSum(parts) + Int64(hidden.count))
    }
  }

  private func shownSum(_ cells: ArraySlice<Statistics.Cell>) -> Int64 {
    cells.reduce(0) { $0 + ($1.value?.scaled ?? 0) }
  }
}

extension Report.Columns {
  fileprivate var isFixed: Bool { if case .fixed = self { true } else { false } }
}
