import CaseModel
import Projections
import Schemas
import Testing
import XML

@testable import sakslogg

/// A chart that was drawn, read back.
struct Drawn {
  let root: XMLElement
  let bytes: [UInt8]

  init(_ figures: Figures, as form: Chart.Form? = nil, _ language: Language = .nb) throws {
    let chart = try Chart(figures, Made.frame, report: "report", as: form, language)
    bytes = try ChartDrawing.bytes(of: chart)
    root = try XMLReader.read(bytes: bytes)
  }

  /// Every text in the picture.
  var texts: [String] { root.children("text").map(\.text) }

  /// The pieces of the lines of figures; those of axes are thinner.
  var lines: [[(x: Double, y: Double)]] {
    root.children("polyline").filter { $0["stroke-width"] == "2" }.map { line in
      (line["points"] ?? "").split(separator: " ").map { point in
        let parts = point.split(separator: ",").compactMap { Double($0) }
        return (parts[0], parts[1])
      }
    }
  }

  /// The bars; the sheet behind everything has no corner.
  var bars: [XMLElement] { root.children("rect").filter { $0["x"] != nil } }

  func number(_ element: XMLElement, _ name: String) -> Double {
    element[name].flatMap { Double($0) } ?? .nan
  }
}

/// Charts are legible in black and white, stand alone, are read aloud, and invent nothing.
@Suite struct ChartTests {
  private static let years = ["2014", "2015", "2016", "2017"]
  private static let line = Made.figures(
    years, [("Skole", [4, 8, 6, 2]), ("Politi", [1, 2, 3, 4])])
  private static let offices = Made.figures(
    ["Flesberg", "Rollag"], [("Meldinger", [26, 13]), ("Undersøkelser", [22, 10])])

  @Test(arguments: [Chart.Form?.none, .bar])
  func `the picture stands alone and says in words what it shows`(_ form: Chart.Form?) throws {
    let drawn = try Drawn(Self.line, as: form)
    #expect(drawn.root.name == "svg")
    #expect(drawn.root["role"] == "img")
    let ids = try #require(drawn.root["aria-labelledby"]).split(separator: " ").map(String.init)
    #expect(drawn.root.child("title")?["id"] == ids[0])
    #expect(drawn.root.child("desc")?["id"] == ids[1])
    #expect(drawn.root.child("title")?.text == "Meldinger")
    let words = try #require(drawn.root.child("desc")?.text)
    #expect(words.contains("Skole: 2014 4; 2015 8; 2016 6; 2017 2."))
    #expect(drawn.number(drawn.root, "width") <= 800)
    let text = String(decoding: drawn.bytes, as: UTF8.self)
    for outside in ["href", "script", "style", "@font", "<image", "url(h"] {
      #expect(!text.contains(outside))
    }
    #expect(text.components("http") == 2)
  }

  @Test func `title, offices, unit, axes and source are named`() throws {
    let texts = try Drawn(Self.line).texts
    for text in [
      "Meldinger", "Kommune 3005 · 2017", "2014", "2017", "År", "0", "8", Made.frame.pictureSource,
    ] { #expect(texts.contains(text), "\(text)") }
    #expect(try Drawn(Self.offices).texts.contains("Undersøkelser"))
  }

  @Test func `the same table gives the same bytes`() throws {
    #expect(try Drawn(Self.line).bytes == Drawn(Self.line).bytes)
    #expect(try Drawn(Self.offices).bytes == Drawn(Self.offices).bytes)
  }

  @Test(arguments: [Chart.Form.line, .bar])
  func `nothing is told by colour`(_ form: Chart.Form) throws {
    let rows = (0..<6).map { ("Serie \($0)", [1.0, 2, 3, 4].map { Optional($0) }) }
    let drawn = try Drawn(Made.figures(Self.years, rows), as: form)
    let greys = ["#000", "#fff", "#bbb", "#777", "#999", "none"]
    func check(_ element: XMLElement) {
      for name in ["fill", "stroke"] {
        guard let colour = element[name], !colour.hasPrefix("url(#") else { continue }
        #expect(greys.contains(colour))
      }
      element.children.forEach(check)
    }
    check(drawn.root)
    if form == .bar {
      #expect(Set(drawn.bars.map { $0["fill"] ?? "" }).count == 6)
      let made = drawn.root.child("defs")?.children.compactMap { $0["id"] } ?? []
      for case let fill? in drawn.bars.map({ $0["fill"] }) where fill.hasPrefix("url(#") {
        #expect(made.contains(String(fill.dropFirst(5).dropLast())))
      }
    } else {
      let lines = drawn.root.children("polyline").filter { $0["stroke-width"] == "2" }
      #expect(Set(lines.map { $0["stroke-dasharray"] ?? "" }).count == 6)
    }
    for row in rows { #expect(drawn.texts.contains { $0.hasPrefix(row.0) }) }
  }

  @Test func `a missing figure breaks the line and is never drawn as nought`() throws {
    let drawn = try Drawn(
      Made.figures(
        ["2011", "2012", "2013", "2014", "2015", "2016"], [("Skole", [4, 8, nil, 6, 2, nil])]))
    #expect(drawn.lines.map(\.count) == [2, 2])
    #expect(drawn.root.children("circle").count == 4)
    #expect(drawn.texts.filter { $0 == ".." }.count == 2)
    let note = ".. Mangler: tallet er ikke oppgitt (2013; 2016)"
    #expect(drawn.texts.contains(note))
    #expect(drawn.root.child("desc")?.text.contains("2013 (tallet er ikke oppgitt)") == true)
  }

  @Test func `a figure alone between two missing ones is still seen`() throws {
    let drawn = try Drawn(Made.figures(["2011", "2012", "2013"], [("Skole", [nil, 8, nil])]))
    #expect(drawn.lines.isEmpty)
    #expect(drawn.root.children("circle").count == 1)
  }

  @Test func `a missing bar is a sign, and nought is a bar without length`() throws {
    for figures in [
      Made.figures(["Flesberg"], [("a", [nil]), ("b", [0]), ("c", [5])]),
      Made.figures(["2016", "2017"], [("a", [nil, 0]), ("b", [5, 5])]),
    ] {
      let drawn = try Drawn(figures)
      #expect(drawn.texts.contains(".."))
      #expect(drawn.texts.contains("0"))
      let lengths = drawn.bars.map {
        min(drawn.number($0, "width"), drawn.number($0, "height"))
      }
      #expect(lengths.filter { $0 == 0 }.count == 1)
    }
  }

  @Test func `a hidden figure has its own sign and note`() throws {
    var figures = Made.figures(["Flesberg"], [("a", [1]), ("b", [5])])
    figures.rows[0].items[0] = Figures.Item(figure: .missing("suppressed"), unit: "reports")
    let drawn = try Drawn(figures)
    #expect(drawn.texts.contains(":"))
    #expect(drawn.texts.contains { $0.hasPrefix(": Skjult: ") })
  }

  @Test func `bars are as long as their figures, below nought too`() throws {
    let values = [12.5, -4, 100, 37]
    let lying = try Drawn(
      Made.figures(["Flesberg"], values.enumerated().map { ("r\($0)", [$1]) }))
    let upright = try Drawn(Made.figures(Self.years, [("a", values)]), as: .bar)
    for (drawn, side) in [(lying, "width"), (upright, "height")] {
      let lengths = drawn.bars.map { drawn.number($0, side) }
      #expect(lengths.count == 4)
      let one = lengths[2] / 100
      for (length, value) in zip(lengths, values) {
        #expect(abs(length - abs(value) * one) < 0.11)
      }
    }
    // To the left of nought, and beneath it.
    #expect(lying.number(lying.bars[1], "x") < lying.number(lying.bars[0], "x"))
    #expect(upright.number(upright.bars[1], "y") > upright.number(upright.bars[0], "y"))
  }

  @Test func `points lie as high as their figures, and years left out take their room`() throws {
    let drawn = try Drawn(
      Made.figures(["2005", "2006", "2010"], [("a", [10, 20, 0])]), as: .line)
    let points = try #require(drawn.lines.first)
    #expect(abs((points[2].x - points[1].x) - 4 * (points[1].x - points[0].x)) < 0.3)
    #expect(abs((points[2].y - points[0].y) * 2 - (points[2].y - points[1].y)) < 0.3)
  }

  @Test func `names of lines that end together do not lie over each other`() throws {
    let rows = (0..<6).map { ("Serie \($0)", [1.0, 2, 3, 3].map { Optional($0) }) }
    let drawn = try Drawn(Made.figures(Self.years, rows))
    let names = drawn.root.children("text").filter { $0.text.hasPrefix("Serie") }
    #expect(names.map(\.text).contains("Serie 0: 3"))
    let heights = names.map { drawn.number($0, "y") }.sorted()
    #expect(heights.count == 6)
    for (one, next) in zip(heights, heights.dropFirst()) { #expect(next - one >= 14) }
  }

  @Test(arguments: 0..<40)
  func `nothing lies outside the picture`(_ seed: Int) throws {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
    func next(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(limit))
    }
    let words = ["Barn", "med", "undersøkelse/oppfølging", "i", "omsorgsovertakelse", "31.12."]
    let isTime = seed % 2 == 0
    let columns = (0..<(1 + next(6))).map { isTime ? "\(2005 + $0)" : "Kommune nr. \($0)" }
    let rows = (0..<(1 + next(6))).map { number in
      let label = (0...next(6)).map { _ in words[next(6)] }.joined(separator: " ")
      let size = [10, 1000, 10_000_000][next(3)]
      return (
        "\(number) \(label)",
        columns.map { _ in next(5) == 0 ? Double?.none : Double(next(size) - size / 5) }
      )
    }
    var figures = Made.figures(columns, rows)
    figures.rows[0].items[0] = Figures.Item(figure: Made.figure(3), unit: "reports")
    let drawn = try Drawn(figures, as: isTime && columns.count > 1 && seed % 4 == 0 ? .line : nil)
    let (width, height) = (drawn.number(drawn.root, "width"), drawn.number(drawn.root, "height"))
    let shifts = ["middle": 0.5, "end": 1.0]
    for text in drawn.root.children("text") {
      let size = text["font-size"].flatMap { Double($0) } ?? 12
      let length = TextWidth.of(text.text, size: size)
      let shift = shifts[text["text-anchor"] ?? ""] ?? 0
      let x = drawn.number(text, "x") - shift * length
      #expect(x >= 0 && x + length <= width, "\(text.text)")
      #expect((0...height).contains(drawn.number(text, "y")))
    }
    for bar in drawn.bars {
      #expect(drawn.number(bar, "x") >= 0 && drawn.number(bar, "width") >= 0)
      #expect(drawn.number(bar, "x") + drawn.number(bar, "width") <= width)
      #expect(drawn.number(bar, "y") + drawn.number(bar, "height") <= height)
    }
    for line in drawn.lines { #expect(line.allSatisfy { $0.x <= width && $0.y <= height }) }
  }

  @Test func `numbers are written as the language has them`() throws {
    let figures = Made.figures(["Flesberg"], [("a", [1234567.5]), ("b", [2000])])
    #expect(try Drawn(figures, .nb).texts.contains("1\u{A0}234\u{A0}567,5"))
    #expect(try Drawn(figures, .en).texts.contains("1,234,567.5"))
    #expect(try Drawn(figures, .en).texts.contains("2,000"))
  }

  @Test func `what would steer a reader of the picture is only text`() throws {
    let hostile = "</text><script>&\"'\u{1B}[2J\u{202E}"
    let drawn = try Drawn(Made.figures(["Flesberg"], [(hostile, [1]), ("b", [2])]))
    #expect(drawn.root.children.allSatisfy { ["script"].contains($0.name) == false })
    #expect(drawn.texts.contains { $0.contains("</text><script>&\"'") })
  }

  @Test func `groups of a breakdown share their heading`() throws {
    let drawn = try Drawn(
      Made.figures(["2017"], [("Barn, kjønn: gutt", [1]), ("Barn, kjønn: jente", [2])]))
    #expect(drawn.root.child("title")?.text == "Meldinger: Barn, kjønn")
    #expect(drawn.texts.contains("gutt") && drawn.texts.contains("jente"))
  }
}

/// A table that cannot be drawn is refused, with what to narrow.
@Suite struct ChartRefusalTests {
  private func refusal(_ figures: Figures, as form: Chart.Form? = nil) -> String {
    do {
      _ = try Drawn(figures, as: form)
      return "drawn"
    } catch let failure as Failure {
      let text = failure.shown(in: .en)
      #expect(text != "drawn" && !text.contains("{"))
      if case .text(let id, _) = failure.wording { return id }
      return text
    } catch { return "\(error)" }
  }

  private func rows(_ count: Int, _ columns: Int) -> [(String, [Double?])] {
    (0..<count).map { ("r\($0)", Array(repeating: 1, count: columns)) }
  }

  @Test func `too much is refused at the first that is too much`() {
    let years = ["2016", "2017"]
    #expect(refusal(Made.figures(years, rows(6, 2)), as: .line) == "drawn")
    #expect(refusal(Made.figures(years, rows(7, 2)), as: .line) == "chart-too-many-series")
    #expect(refusal(Made.figures(years, rows(7, 2)), as: .bar) == "chart-too-many-series")
    let offices = (0..<7).map { "Kommune \($0)" }
    #expect(refusal(Made.figures(offices, rows(2, 7))) == "chart-too-many-series")
    #expect(refusal(Made.figures(["a"], rows(72, 1))) == "drawn")
    #expect(refusal(Made.figures(["a"], rows(73, 1))) == "chart-too-many-bars")
    let months = (0..<121).map { number in
      let month = number % 12 + 1
      return "\(2005 + number / 12)-" + (month < 10 ? "0" : "") + "\(month)"
    }
    #expect(refusal(Made.figures(Array(months.dropLast()), rows(1, 120))) == "drawn")
    #expect(refusal(Made.figures(months, rows(1, 121))) == "chart-too-many-times")
  }

  @Test func `a line needs times`() {
    #expect(
      refusal(Made.figures(["Flesberg", "Rollag"], rows(1, 2)), as: .line)
        == "chart-no-series")
    #expect(refusal(Made.figures(["2017"], rows(1, 1)), as: .line) == "chart-no-series")
  }

  @Test func `units do not share an axis, and nothing is not drawn`() {
    var figures = Made.figures(["2016", "2017"], rows(2, 2))
    figures.rows[1].items[0] = Figures.Item(figure: Made.figure(1), unit: "children")
    #expect(refusal(figures) == "chart-units-mixed")
    #expect(refusal(Made.figures(["2017"], [("a", [nil])])) == "chart-empty")
    figures = Made.figures(["2017"], [("a", [1])])
    figures.rows[0].items[0] = Figures.Item(figure: .text("ja"), unit: "reports")
    #expect(refusal(figures) == "chart-empty")
  }
}

extension String {
  /// In how many pieces a text cuts this one.
  fileprivate func components(_ text: String) -> Int { ranges(of: text).count + 1 }
}
