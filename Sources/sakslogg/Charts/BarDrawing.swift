import Projections

/// Bars side by side over times, or lying beneath each other beside the names of what they count.
extension ChartDrawing {
  private static let figureSize = 11.0

  // MARK: Over times

  /// Draws a group of bars for each time.
  mutating func drawUprightBars() {
    if chart.series.count > 1 { drawKey() }
    let scale = ChartScale(chart.numbers)
    let field = drawUprightAxis(scale, height: 300, right: 0)
    let band = field.width / Double(chart.places.count)
    let bar = min(44, band * 0.8 / Double(chart.series.count))
    let group = bar * Double(chart.series.count)
    let middles = chart.places.indices.map { field.left + (Double($0) + 0.5) * band }
    let ground = field.bottom - scale.share(Fixed(0)) * field.height
    let fits = chart.numbers.allSatisfy {
      TextWidth.of(chart.shown($0), size: Self.figureSize) <= bar + 4
    }
    for (number, series) in chart.series.enumerated() {
      for (place, figure) in series.figures.enumerated() {
        let x = middles[place] - group / 2 + Double(number) * bar
        guard let value = figure?.number else {
          markMissing(figure, at: .init(x: x + bar / 2, y: ground - 4), .middle)
          continue
        }
        let y = field.bottom - scale.share(value) * field.height
        canvas.box(
          .init(x: x, y: min(y, ground)), width: bar, height: abs(ground - y),
          fill: ChartPattern.fill(number, of: chart.report))
        if fits {
          canvas.text(
            chart.shown(value),
            at: .init(x: x + bar / 2, y: value.scaled < 0 ? y + 12 : y - 4), .middle,
            size: Self.figureSize)
        }
      }
    }
    _ = drawPlaces(at: middles, in: field)
  }

  // MARK: Beside names

  /// Whether the name of each series stands behind its first bar, and no key is needed.
  private var namesBars: Bool {
    chart.series.count > 1
      && chart.series.allSatisfy { series in
        series.figures.first != .some(nil) && TextWidth.of(series.label, size: 11) <= 150
      }
  }

  /// Draws a group of lying bars for each place.
  mutating func drawLyingBars() {
    if chart.series.count > 1, !namesBars { drawKey() }
    let scale = ChartScale(chart.numbers)
    let names = chart.places.map { TextWidth.lines($0, width: 250, size: 12) }
    let widest = names.joined().map { TextWidth.of($0, size: 12) }.max() ?? 0
    let left = Self.margin + widest + 8
    let behind =
      chart.series.flatMap { series in
        series.figures.enumerated().map { place, figure in
          TextWidth.of(words(figure, of: series, at: place), size: Self.figureSize)
        }
      }.max() ?? 0
    let right = Self.width - Self.margin - behind - 8
    let bar = chart.series.count == 1 ? 16.0 : 13.0
    let top = bottom + 14
    var places: [(top: Double, height: Double)] = []
    bottom = top + 4
    for lines in names {
      let height = max(
        bar * Double(chart.series.count), Double(lines.count) * Self.lineHeight - 4)
      places.append((bottom, height))
      bottom += height + 9
    }
    let field = ChartField(left: left, right: right, top: top, bottom: bottom)
    drawLyingAxis(scale, field)
    for place in places.indices {
      drawName(names[place], places[place], x: left - 8)
      drawGroup(place, places[place], bar: bar, scale, field)
    }
  }

  /// What stands behind a bar: its figure; at the first bars also the series' name.
  private func words(_ figure: CellFigure?, of series: Chart.Series, at place: Int) -> String {
    let value =
      figure?.number.map(chart.shown) ?? figure?.reason.map(FigureNotes.sign) ?? ""
    return namesBars && place == 0 ? value + " – " + series.label : value
  }

  /// The axis of figures beneath lying bars, with a line up for every mark.
  private mutating func drawLyingAxis(_ scale: ChartScale, _ field: ChartField) {
    let middles = scale.marks.map { field.left + scale.share($0) * field.width }
    let labels = scale.marks.map { chart.mark($0, of: scale) }
    for (mark, x) in zip(scale.marks, middles) {
      let stroke = Canvas.Stroke(colour: mark.scaled == 0 ? "#000" : "#bbb")
      canvas.line([.init(x: x, y: field.top), .init(x: x, y: field.bottom)], stroke)
    }
    for place in Self.fitting(labels, at: middles) {
      canvas.text(labels[place], at: .init(x: middles[place], y: field.bottom + 15), .middle)
    }
    bottom = field.bottom + 34
    canvas.text(
      chart.unit.capitalizedFirst.printable,
      at: .init(x: (field.left + field.right) / 2, y: bottom), .middle)
  }

  private mutating func drawName(
    _ lines: [String], _ place: (top: Double, height: Double), x: Double
  ) {
    let height = Double(lines.count - 1) * (Self.lineHeight - 2)
    let first = place.top + (place.height - height) / 2 + 4
    for (number, line) in lines.enumerated() {
      canvas.text(line, at: .init(x: x, y: first + Double(number) * (Self.lineHeight - 2)), .end)
    }
  }

  private mutating func drawGroup(
    _ place: Int, _ box: (top: Double, height: Double), bar: Double, _ scale: ChartScale,
    _ field: ChartField
  ) {
    let ground = field.left + scale.share(Fixed(0)) * field.width
    let top = box.top + (box.height - bar * Double(chart.series.count)) / 2
    for (number, series) in chart.series.enumerated() {
      let figure = series.figures[place]
      let y = top + Double(number) * bar
      var end = ground
      if let value = figure?.number {
        let x = field.left + scale.share(value) * field.width
        canvas.box(
          .init(x: min(x, ground), y: y), width: abs(x - ground), height: bar,
          fill: ChartPattern.fill(number, of: chart.report))
        end = max(x, ground)
      }
      let words = words(figure, of: series, at: place)
      guard !words.isEmpty else { continue }
      canvas.text(words, at: .init(x: end + 5, y: y + bar - 3.5), size: Self.figureSize)
    }
  }
}
