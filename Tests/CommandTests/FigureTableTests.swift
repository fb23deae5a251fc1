import CaseModel
import Projections
import Schemas
import Testing

@testable import sakslogg

typealias Language = sakslogg.Language

/// Tables made by hand, for the tests of tables and charts.
enum Made {
  /// A table: a row's label, and its figures with nil for missing ones.
  static func figures(
    _ columns: [String], _ rows: [(String, [Double?])], unit: String = "reports"
  ) -> Figures {
    Figures(
      columns: columns.map { Figures.Column(id: $0, title: $0) },
      rows: rows.enumerated().map { number, row in
        Figures.Row(
          id: "row-\(number)", label: row.0, names: ["row-\(number)", row.0],
          items: row.1.map { Figures.Item(figure: figure($0), unit: unit) })
      })
  }

  /// A number with one decimal if it needs one.
  static func figure(_ value: Double?) -> CellFigure {
    guard let value else { return .missing(Statistics.Missing.notGiven.rawValue) }
    let tenths = Int64((value * 10).rounded())
    return .number(tenths % 10 == 0 ? Fixed(tenths / 10) : Fixed(tenths, decimals: 1))
  }

  static let frame = FigureFrame(
    title: "Meldinger", scope: ["Kommune 3005", "2017"], source: "report@1, 3 hendelser",
    pictureSource: "Kilde: rapporten report, versjon 1; loggen til og med posisjon 2")

  /// The page of a table.
  static func page(_ figures: Figures, _ language: Language = .nb, width: Int? = nil) -> String {
    FigureTable(figures: figures, frame: frame, language: language, width: width).text
  }
}

/// A table reads well on any terminal, and a figure that is not there says why.
@Suite struct FigureTableTests {
  private func lines(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  @Test func `decimal signs stand beneath each other, in both languages`() {
    let figures = Made.figures(["2017"], [("a", [97.6]), ("b", [1469]), ("c", [nil]), ("d", [-5])])
    let expected: [(Language, [String])] = [
      (.nb, ["a    97,6", "b  1469", "c    ..¹", "d    −5"]),
      (.en, ["a    97.6", "b  1469", "c    ..¹", "d    −5"]),
    ]
    for (language, rows) in expected {
      #expect(lines(Made.page(figures, language)).dropFirst(5).prefix(4) == rows[...])
    }
  }

  @Test func `four digits are set off where five stand in the column, and only there`() {
    let page = Made.page(Made.figures(["a", "b"], [("x", [1234, 1234]), ("y", [12345, 2])]))
    #expect(page.contains("x   1\u{A0}234  1234"))
    #expect(page.contains("y  12\u{A0}345     2"))
  }

  @Test func `title, offices, time and unit stand above, the source beneath`() {
    let page = lines(Made.page(Made.figures(["2017"], [("x", [1])])))
    #expect(page[0] == "Meldinger")
    #expect(page[1] == "Kommune 3005 · 2017 · Enhet: meldinger")
    #expect(page.dropLast().last == "report@1, 3 hendelser")
  }

  @Test func `rows of several units each say theirs, and rates say it once for their column`() {
    var figures = Made.figures(["Antall", "Pr. 1000"], [("a", [1, 2]), ("b", [3, 4])])
    figures.rows[1].items[0] = Figures.Item(figure: Made.figure(3), unit: "children")
    for row in [0, 1] {
      figures.rows[row].items[1] = Figures.Item(
        figure: Made.figure(4.5), unit: "per-1000-population-0-17")
    }
    let page = lines(Made.page(figures))
    #expect(page[1] == "Kommune 3005 · 2017")
    #expect(page[2] == "Pr. 1000: per 1000 innbyggere 0-17 år")
    #expect(page[4] == "   Enhet      Antall  Pr. 1000")
    #expect(page[6] == "a  meldinger       1       4,5")
    #expect(page[7] == "b  barn            3       4,5")
  }

  @Test func `what is missing or hidden has a sign of its own and a note with the reason`() {
    var figures = Made.figures(["2017", "2018"], [("x", [nil, 0]), ("y", [2, nil])])
    figures.rows[1].items[0] = Figures.Item(figure: .missing("suppressed"), unit: "reports")
    let page = Made.page(figures)
    #expect(page.contains("\nx   ..¹    0\n"))
    #expect(page.contains("\ny    :²   ..¹\n"))
    #expect(page.contains("\n..¹ Mangler: tallet er ikke oppgitt\n"))
    #expect(page.contains("\n:² Skjult: tallet er så lite"))
  }

  @Test func `a cell that the report does not have is blank, and has no note`() {
    var figures = Made.figures(["2017", "2018"], [("x", [1, 2])])
    figures.rows[0].items[1] = nil
    #expect(Made.page(figures).contains("x     1\n"))
    #expect(!Made.page(figures).contains(".."))
  }

  @Test func `a text stands where a number would`() {
    var figures = Made.figures(["2017"], [("x", [1])])
    figures.rows[0].items[0] = Figures.Item(
      figure: .text("ja, fra og med høsten\u{1B}[2J da det ble vedtatt"), unit: "reports")
    let page = Made.page(figures)
    #expect(page.contains("vedtatt") && !page.contains("\u{1B}"))
    #expect(lines(page).allSatisfy { $0.count <= 60 })
  }

  /// A table with long labels, many columns and one of everything.
  static let wide: Figures = {
    let labels = [
      "Helsestasjon/skolehelsetjenesten", "Utvidet", "Ungdomssosialarbeidertjenestekontoret",
      "Tjenester og instanser med ansvar for oppfølging av personers rusproblemer",
    ]
    let columns = (1...9).map { "Antall i Nedre Eiker \(2000 + $0)" }
    return Made.figures(
      columns,
      labels.enumerated().map { row, label in
        (label, columns.indices.map { $0 == row ? nil : Double(1000 * row + 100 + $0) })
      })
  }()

  @Test(arguments: Array(40...130) + [200, 400])
  func `no line is wider than the terminal, and nothing is lost`(_ width: Int) {
    let page = Made.page(Self.wide, width: width)
    for line in lines(page) { #expect(line.displayWidth <= width, "\(line)") }
    let words = Set(page.split { " \n".contains($0) }.map(String.init))
    for row in Self.wide.rows {
      for item in row.items {
        guard let number = item?.figure.number else { continue }
        #expect(words.contains(NumberText.shown(number.description, in: .nb)))
      }
    }
    let letters = page.filter { !" \n-".contains($0) }
    #expect(letters.contains("Ungdomssosialarbeidertjenestekontoret"))
  }

  @Test(arguments: [1, 2, 5, 8, 20, 80])
  func `a broken text keeps every letter and every line its limit`(_ width: Int) {
    for text in ["Helsestasjon/skolehelsetjenesten i 6-12 år", "æøå", "", "a b", "日本語のテキスト"] {
      let lines = WrappedText.lines(text, width: width, indent: 2)
      #expect(!lines.isEmpty)
      #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
      if width > 1 { #expect(lines.allSatisfy { $0.displayWidth <= width }, "\(lines)") }
    }
    let lines = WrappedText.lines("barn 6-12 år", width: 8)
    #expect(lines == ["barn", "6-12 år"])
  }

  @Test func `a file has no edge, so nothing is broken`() {
    let page = lines(Made.page(Self.wide))
    #expect(page.contains { $0.hasPrefix(Self.wide.rows[3].label + " ") })
  }
}

/// What changed from one time to the next, and which rows and columns a table has.
@Suite struct ChangeTests {
  private func changes(_ rows: [(String, [Double?])], unit: String = "reports") throws -> [[String]]
  {
    let changed = try Made.figures(["2016", "2017"], rows, unit: unit).withChange(.nb)
    #expect(changed.columns.map(\.title).suffix(2) == ["Endring 2016–2017", "Endring i %"])
    return changed.rows.map { row in
      row.items.suffix(2).map { item in
        item.map { $0.figure.number?.description ?? $0.figure.reason ?? "" } ?? "none"
      }
    }
  }

  @Test func `the last column is compared with the one before it`() throws {
    let changes = try changes([
      ("a", [200, 250]), ("b", [3, 2]), ("c", [1.5, 1]), ("d", [8, 8]),
    ])
    #expect(changes == [["50", "25.0"], ["-1", "-33.3"], ["-0.5", "-33.3"], ["0", "0.0"]])
  }

  @Test func `a rise has a plus sign, a fall a minus sign, and none neither`() throws {
    let figures = try Made.figures(
      ["2016", "2017"], [("a", [4, 5]), ("b", [5, 4]), ("c", [4, 4])]
    )
    .withChange(.nb)
    let page = Made.page(figures)
    #expect(page.contains("+1") && page.contains("+25,0"))
    #expect(page.contains("−1") && page.contains("−20,0"))
    #expect(page.contains("c     4     4                  0          0,0"))
  }

  @Test func `missing stays missing, and nothing is divided by nought`() throws {
    let missing = "not-given"
    let changes = try changes([("a", [nil, 2]), ("b", [2, nil]), ("c", [0, 2]), ("d", [-2, 2])])
    #expect(
      changes == [[missing, missing], [missing, missing], ["2", "no-base"], ["4", "no-base"]])
  }

  @Test func `a hidden figure hides its change`() throws {
    var figures = Made.figures(["2016", "2017"], [("a", [1, 9])])
    figures.rows[0].items[0] = Figures.Item(figure: .missing("suppressed"), unit: "reports")
    let items = try figures.withChange(.nb).rows[0].items.suffix(2)
    #expect(items.map { $0?.figure.reason } == ["suppressed", "suppressed"])
  }

  @Test func `shares differ by percentage points and by nothing else`() throws {
    let changed = try Made.figures(["2016", "2017"], [("a", [96.4, 97.6])], unit: "percent")
      .withChange(.nb)
    let items = changed.rows[0].items
    #expect(items[2]?.figure == .number(Fixed(12, decimals: 1)))
    #expect(items[2]?.unit == "percentage-points")
    #expect(items[3] == nil)
    #expect(UnitText.shown("percentage-points", .nb) == "prosentpoeng")
  }

  @Test(arguments: [
    ["2017"], ["Drammen", "Svelvik"], ["Flesberg 2006", "Rollag 2006"], ["2017", "2016"],
    ["2016", "2017-01"], ["Antall 2016", "Andel 2017"], ["2017", "2017"],
  ])
  func `what is not the same at two times has no change`(_ columns: [String]) {
    let figures = Made.figures(columns, [("a", columns.map { _ in 1 })])
    #expect(throws: Failure.self) { _ = try figures.withChange(.nb) }
  }

  @Test(arguments: [
    ("2017", ColumnTime.Kind.year, ""), ("2017-03", .month, ""), ("2017-Q1", .quarter, ""),
    ("2017-12-31", .day, ""), ("31.12.16", .day, ""), ("31.12.2016", .day, ""),
    ("Flesberg 2006", .year, "Flesberg"),
  ])
  func `a column's time is found in its label`(
    _ label: String, _ kind: ColumnTime.Kind, _ rest: String
  ) throws {
    let time = try #require(ColumnTime(label))
    #expect(time.kind == kind)
    #expect(time.rest == rest)
  }

  @Test(arguments: ["", "Antall", "Pr.1000 Drammen", "3005", "2016 2017", "31.13.16", "2017-13"])
  func `other labels name no time`(_ label: String) { #expect(ColumnTime(label) == nil) }

  @Test func `rows are chosen by id, by label in either language, or as groups`() throws {
    func cell(_ id: String, _ row: String, _ english: String) -> Figures.Row {
      Figures.Row(id: id, label: row, names: [id, row, english], items: [nil, nil])
    }
    let all = Figures(
      columns: [.init(id: "2016", title: "2016"), .init(id: "2017", title: "2017")],
      rows: [
        cell("reports", "Meldinger", "Reports"), cell("reports.age.0-2", "0–2", "0–2 years"),
        cell("reports.age.3-5", "3–5", "3–5 years"), cell("children", "Barn", "Children"),
      ])
    func kept(_ rows: [String]) throws -> [String] {
      var figures = all
      try figures.keep(rows: rows, columns: [])
      return figures.rows.map(\.id)
    }
    #expect(try kept([]).count == 4)
    #expect(try kept(["Children", "MELDINGER"]) == ["children", "reports"])
    #expect(try kept(["reports.age"]) == ["reports.age.0-2", "reports.age.3-5"])
    #expect(try kept(["reports", "reports"]) == ["reports"])
    #expect(throws: Failure.self) { _ = try kept(["report"]) }
    #expect(throws: Failure.self) { _ = try kept(["reports.ag"]) }
  }

  @Test func `columns are chosen in the order asked, and rows without a cell in them are left out`()
    throws
  {
    var figures = Made.figures(["a", "b", "c"], [("x", [1, 2, 3]), ("y", [4, 5, 6])])
    figures.rows[1].items[0] = nil
    figures.rows[1].items[2] = nil
    try figures.keep(rows: [], columns: ["C", "a"])
    #expect(figures.columns.map(\.id) == ["c", "a"])
    #expect(figures.rows.map(\.label) == ["x"])
    #expect(figures.rows[0].items.map { $0?.figure } == [Made.figure(3), Made.figure(1)])
    #expect(throws: Failure.self) { try figures.keep(rows: [], columns: ["d"]) }
  }
}
