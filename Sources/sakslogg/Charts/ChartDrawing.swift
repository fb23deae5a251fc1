import Projections
import Schemas
import XML

/// A chart as a picture: SVG that stands alone, is read aloud, and needs no colour.
///
/// From the top: title, whom it is of, key, unit, the figures, notes on what is missing, source.
struct ChartDrawing {
  /// What is drawn.
  let chart: Chart
  /// What it is drawn on.
  var canvas = Canvas()
  /// How far down the page is filled.
  var bottom = 12.0

  /// The width of the picture, and the blank at its sides.
  static let width = 760.0
  static let margin = 20.0
  /// How far apart lines of text are.
  static let lineHeight = 16.0

  /// The picture's bytes.
  static func bytes(of chart: Chart) throws -> [UInt8] {
    var drawing = ChartDrawing(chart: chart)
    drawing.write(chart.title, size: 16, isBold: true)
    drawing.write(chart.subtitle)
    switch (chart.form, chart.isUpright) {
    case (.line, _): drawing.drawLines()
    case (.bar, true): drawing.drawUprightBars()
    case (.bar, false): drawing.drawLyingBars()
    }
    drawing.bottom += 8
    for note in chart.notes { drawing.write(note) }
    drawing.write(chart.source, size: 11)
    return try XMLWriter.bytes(of: drawing.root, indentation: .two)
  }

  /// Writes a text across the page.
  private mutating func write(_ text: String, size: Double = 12, isBold: Bool = false) {
    guard !text.isEmpty else { return }
    let room = ChartDrawing.width - 2 * ChartDrawing.margin
    // Bold letters are a little wider.
    let width = isBold ? room / 1.08 : room
    for line in TextWidth.lines(text.printable, width: width, size: size) {
      bottom += size + 4
      canvas.text(line, at: .init(x: ChartDrawing.margin, y: bottom), size: size, isBold: isBold)
    }
  }

  private var root: XMLElement {
    let height = Canvas.number((bottom + 14).rounded(.up))
    let width = Canvas.number(ChartDrawing.width)
    let (title, words) = (chart.report + "-title", chart.report + "-desc")
    let head = [
      XMLElement("title", [XMLAttribute("id", title)], text: chart.title),
      XMLElement("desc", [XMLAttribute("id", words)], text: chart.description.printable),
    ]
    let patterns = ChartPattern.definitions(upTo: chart.series.count, of: chart.report)
    let sheet = XMLElement(
      "rect",
      [XMLAttribute("width", width), XMLAttribute("height", height), XMLAttribute("fill", "#fff")])
    return XMLElement(
      "svg",
      [
        XMLAttribute("xmlns", "http://www.w3.org/2000/svg"), XMLAttribute("width", width),
        XMLAttribute("height", height), XMLAttribute("viewBox", "0 0 \(width) \(height)"),
        XMLAttribute("role", "img"), XMLAttribute("aria-labelledby", title + " " + words),
        XMLAttribute("xml:lang", chart.language.rawValue),
        XMLAttribute("font-family", "sans-serif"), XMLAttribute("font-size", "12"),
      ],
      children: head + (chart.form == .bar ? patterns : []) + [sheet] + canvas.elements)
  }

  // MARK: What several forms have

  /// The sign of a missing figure, where its bar or point would stand.
  mutating func markMissing(_ figure: CellFigure?, at point: Canvas.Point, _ anchor: Canvas.Anchor)
  {
    guard let reason = figure?.reason else { return }
    canvas.text(FigureNotes.sign(reason), at: point, anchor, size: 11)
  }

  /// The patterns of bars with the names of their series, in lines across the page.
  mutating func drawKey() {
    var x = ChartDrawing.margin
    bottom += 22
    for (number, series) in chart.series.enumerated() {
      let width = 22 + TextWidth.of(series.label, size: 12) + 18
      if x > ChartDrawing.margin, x + width > ChartDrawing.width - ChartDrawing.margin {
        x = ChartDrawing.margin
        bottom += ChartDrawing.lineHeight + 2
      }
      canvas.box(
        .init(x: x, y: bottom - 10), width: 16, height: 11,
        fill: ChartPattern.fill(number, of: chart.report))
      canvas.text(series.label, at: .init(x: x + 22, y: bottom))
      x += width
    }
  }

  /// The axis of figures at the left of an upright chart, with a line across for every mark.
  ///
  /// - Returns: the field for the figures.
  mutating func drawUprightAxis(_ scale: ChartScale, height: Double, right: Double) -> ChartField {
    let labels = scale.marks.map { chart.mark($0, of: scale) }
    let widest = labels.map { TextWidth.of($0, size: 12) }.max() ?? 0
    let left = ChartDrawing.margin + widest + 8
    bottom += 24
    canvas.text(
      chart.unit.capitalizedFirst.printable, at: .init(x: ChartDrawing.margin, y: bottom))
    bottom += 14
    let field = ChartField(
      left: left, right: ChartDrawing.width - ChartDrawing.margin - right, top: bottom,
      bottom: bottom + height)
    for (mark, label) in zip(scale.marks, labels) {
      let y = field.bottom - scale.share(mark) * height
      let stroke = Canvas.Stroke(colour: mark.scaled == 0 ? "#000" : "#bbb")
      canvas.line([.init(x: field.left, y: y), .init(x: field.right, y: y)], stroke)
      canvas.text(label, at: .init(x: left - 6, y: y + 4), .end)
    }
    bottom = field.bottom
    return field
  }

  /// The names of the places beneath an upright chart, as many as there is room for.
  ///
  /// - Returns: which of the places are named.
  mutating func drawPlaces(at middles: [Double], in field: ChartField) -> [Int] {
    let named = ChartDrawing.fitting(chart.places, at: middles)
    for place in named {
      let x = middles[place]
      canvas.line([.init(x: x, y: field.bottom), .init(x: x, y: field.bottom + 4)])
      canvas.text(chart.places[place], at: .init(x: x, y: field.bottom + 18), .middle)
    }
    bottom = field.bottom + 20
    if let title = chart.placeTitle {
      bottom += 18
      canvas.text(title, at: .init(x: (field.left + field.right) / 2, y: bottom), .middle)
    }
    return named
  }

  /// Every label, or every second, third … of them, so that none lies over the next.
  static func fitting(_ labels: [String], at middles: [Double], size: Double = 12) -> [Int] {
    for step in 1...max(1, labels.count) {
      let shown = Array(stride(from: 0, to: labels.count, by: step))
      let fits = zip(shown, shown.dropFirst()).allSatisfy { one, next in
        let widths = [one, next].map { TextWidth.of(labels[$0], size: size) }
        return abs(middles[next] - middles[one]) >= (widths[0] + widths[1]) / 2 + 4
      }
      if fits { return shown }
    }
    return []
  }
}

/// The part of a picture in which the figures are drawn.
struct ChartField {
  let left: Double
  let right: Double
  let top: Double
  let bottom: Double
  var width: Double { right - left }
  var height: Double { bottom - top }
}

extension Chart {
  /// A mark of the axis, as it is written beside it.
  func mark(_ mark: Fixed, of scale: ChartScale) -> String {
    NumberText.shown(
      mark.description, in: language,
      grouping: scale.marks.contains(where: \.isLarge) ? .column : .text)
  }
}

/// The fillings of bars: told apart without colour.
enum ChartPattern {
  /// The filling of a series.
  static func fill(_ number: Int, of report: String) -> String {
    switch number {
    case 0: "#000"
    case 1: "#fff"
    case 3: "#999"
    default: "url(#\(id(number, of: report)))"
    }
  }

  private static func id(_ number: Int, of report: String) -> String {
    "\(report)-pattern-\(number)"
  }

  /// The patterns that so many series need; nothing if they need none.
  static func definitions(upTo count: Int, of report: String) -> [XMLElement] {
    let strokes: [(number: Int, size: String, path: String)] = [
      (2, "6", "M-1,1 L1,-1 M0,6 L6,0 M5,7 L7,5"), (4, "5", "M1,1 L3,1 L3,3 L1,3 Z"),
      (5, "5", "M0,2 L5,2"),
    ]
    let needed = strokes.filter { $0.number < count }.map { pattern in
      XMLElement(
        "pattern",
        [
          XMLAttribute("id", id(pattern.number, of: report)), XMLAttribute("width", pattern.size),
          XMLAttribute("height", pattern.size), XMLAttribute("patternUnits", "userSpaceOnUse"),
        ],
        children: [
          XMLElement(
            "rect",
            [
              XMLAttribute("width", pattern.size), XMLAttribute("height", pattern.size),
              XMLAttribute("fill", "#fff"),
            ]),
          XMLElement(
            "path",
            [
              XMLAttribute("d", pattern.path),
              XMLAttribute("fill", pattern.number == 4 ? "#000" : "none"),
              XMLAttribute("stroke", pattern.number == 4 ? "none" : "#000"),
              XMLAttribute("stroke-width", "1.2"),
            ]),
        ])
    }
    return needed.isEmpty ? [] : [XMLElement("defs", children: needed)]
  }
}
