import Projections

/// Lines from time to time, each with its own dashes and markers, and its name at its end.
extension ChartDrawing {
  /// The dashes of each line.
  private static let dashes = ["", "8,4", "2,3", "12,3,2,3", "5,2", "16,5"]
  private static let endSize = 12.0
  private static let endWidth = 190.0
  /// The piece of a line that stands before its name.
  private static let sample = 30.0

  /// What is written at a line's end.
  private struct End {
    let number: Int
    let lines: [String]
    let point: Canvas.Point
    /// The base line of the first line.
    var y: Double
    var height: Double { Double(lines.count) * ChartDrawing.lineHeight }
  }

  /// Draws the whole field.
  mutating func drawLines() {
    let scale = ChartScale(chart.numbers)
    let names = chart.series.map(endLines)
    let widest = names.joined().map { TextWidth.of($0, size: Self.endSize) }.max() ?? 0
    let right = chart.series.count == 1 ? 0 : 14 + Self.sample + 6 + widest
    let field = drawUprightAxis(scale, height: 300, right: right)
    // Half a label lies outside the first and the last point.
    let labels = [chart.places.first, chart.places.last].compactMap(\.self)
    let inset = max(16, (labels.map { TextWidth.of($0, size: 12) }.max() ?? 0) / 2 - 12)
    let room = field.width - 2 * inset
    let length = Double(max(1, chart.offsets.last ?? 1))
    let middles = chart.offsets.map { field.left + inset + room * Double($0) / length }
    let named = drawPlaces(at: middles, in: field)
    var ends: [End] = []
    for (number, series) in chart.series.enumerated() {
      let points = zip(middles, series.figures).map { x, figure in
        figure?.number.map {
          Canvas.Point(x: x, y: field.bottom - scale.share($0) * field.height)
        }
      }
      drawLine(points, number)
      if let last = points.compactMap(\.self).last {
        ends.append(End(number: number, lines: names[number], point: last, y: last.y + 4))
      }
    }
    if chart.series.count == 1 {
      writeFigures(at: middles, named, scale, field)
    } else {
      write(&ends, field)
    }
  }

  /// The name with the last figure.
  private func endLines(_ series: Chart.Series) -> [String] {
    let last = series.figures.compactMap { $0?.number }.last.map { ": " + chart.shown($0) } ?? ""
    return TextWidth.lines(series.label + last, width: Self.endWidth, size: Self.endSize)
  }

  private static func stroke(_ number: Int) -> Canvas.Stroke {
    Canvas.Stroke(width: 2, dashes: dashes[number % dashes.count])
  }

  /// A line, broken where a figure is missing.
  private mutating func drawLine(_ points: [Canvas.Point?], _ number: Int) {
    let stroke = Self.stroke(number)
    var stretch: [Canvas.Point] = []
    for point in points + [nil] {
      if let point {
        stretch.append(point)
      } else {
        if stretch.count > 1 { canvas.line(stretch, stroke) }
        stretch = []
      }
    }
    // Over many times markers would hide the line; one by itself would be lost without.
    for (place, point) in points.enumerated() {
      guard let point else { continue }
      let isAlone =
        (place == 0 || points[place - 1] == nil)
        && (place + 1 == points.count || points[place + 1] == nil)
      if isAlone || points.count <= 36 { drawMarker(at: point, number) }
    }
  }

  private mutating func drawMarker(at point: Canvas.Point, _ number: Int) {
    let (x, y) = (point.x, point.y)
    func at(_ right: Double, _ down: Double) -> Canvas.Point { .init(x: x + right, y: y + down) }
    switch number {
    case 0: canvas.circle(point, radius: 4, fill: "#000")
    case 1: canvas.shape([at(-4, -4), at(4, -4), at(4, 4), at(-4, 4)], fill: "#fff")
    case 2: canvas.shape([at(0, -5), at(5, 4), at(-5, 4)], fill: "#000")
    case 3: canvas.shape([at(0, -6), at(5, 0), at(0, 6), at(-5, 0)], fill: "#fff")
    case 4: canvas.circle(point, radius: 4, fill: "#fff")
    default: canvas.shape([at(-4, -4), at(4, -4), at(4, 4), at(-4, 4)], fill: "#000")
    }
  }

  /// The figures of a single line above its points, where there is room.
  private mutating func writeFigures(
    at middles: [Double], _ named: [Int], _ scale: ChartScale, _ field: ChartField
  ) {
    let figures = chart.series[0].figures
    let texts = figures.map { $0?.number.map(chart.shown) ?? "" }
    let fitting = Set(Self.fitting(texts, at: middles, size: 11))
    for place in figures.indices {
      let x = middles[place]
      if let number = figures[place]?.number {
        guard fitting.contains(place) || place == figures.count - 1 && fitting.isEmpty else {
          continue
        }
        let y = field.bottom - scale.share(number) * field.height
        canvas.text(texts[place], at: .init(x: x, y: y - 9), .middle, size: 11)
      } else if named.contains(place) {
        markMissing(figures[place], at: .init(x: x, y: field.bottom - 5), .middle)
      }
    }
  }

  /// The names at the lines' ends, moved apart where they would lie over each other.
  private mutating func write(_ ends: inout [End], _ field: ChartField) {
    ends.sort { $0.point.y < $1.point.y }
    for index in ends.indices.dropFirst() {
      ends[index].y = max(ends[index].y, ends[index - 1].y + ends[index - 1].height)
    }
    var lowest = field.bottom + 4
    for index in ends.indices.reversed() {
      let last = ends[index].y + ends[index].height - Self.lineHeight
      if last > lowest { ends[index].y -= last - lowest }
      lowest = ends[index].y - Self.lineHeight
    }
    let x = field.right + 14
    for end in ends {
      canvas.line(
        [.init(x: end.point.x + 6, y: end.point.y), .init(x: x - 3, y: end.y - 4)],
        Canvas.Stroke(colour: "#777", width: 0.8))
      // Where lines meet, the name alone would not tell which is which.
      canvas.line(
        [.init(x: x, y: end.y - 4), .init(x: x + Self.sample, y: end.y - 4)],
        Self.stroke(end.number))
      drawMarker(at: .init(x: x + Self.sample / 2, y: end.y - 4), end.number)
      for (number, line) in end.lines.enumerated() {
        let y = end.y + Double(number) * Self.lineHeight
        canvas.text(line, at: .init(x: x + Self.sample + 6, y: y), size: Self.endSize)
      }
    }
  }
}
