import Projections
import Schemas

/// What a chart shows, before it is drawn: series of figures over the same places (diagram).
struct Chart {
  /// How the figures are drawn.
  enum Form: String, CaseIterable {
    /// A line from time to time.
    case line
    /// A bar for each figure.
    case bar
  }

  /// Figures that belong together: a line, or the bars of one pattern.
  struct Series {
    let label: String
    /// A figure for each place; nil where the report has none.
    let figures: [CellFigure?]
  }

  /// The form.
  let form: Form
  /// Whether places lie side by side, as times do; else beneath each other, with room for labels.
  let isUpright: Bool
  /// The title, and beneath it whom and which time it is of.
  let title: String
  let subtitle: String
  /// What the axis of figures counts.
  let unit: String
  /// What the axis of places tells: years, months; nil where the labels tell it.
  let placeTitle: String?
  let places: [String]
  /// Where the places lie along an axis of time, in its own units; they are not equally far apart
  /// where a year is left out.
  let offsets: [Int]
  let series: [Series]
  /// Where the figures come from.
  let source: String
  /// The report's id, from which ids in the drawing are made.
  let report: String
  let language: Language

  /// Patterns, dashes and markers that can be told apart in black and white.
  static let seriesMax = 6
  /// Bars that there is room for.
  static let barsMax = 72
  /// Times that a line can go over: ten years of months.
  static let timesMax = 120

  /// A chart of a table.
  /// - Parameters:
  ///   - form: how it is drawn; nil for lines over three times or more, else bars.
  /// - Throws: what must be narrowed before it can be drawn.
  init(
    _ figures: Figures, _ frame: FigureFrame, report: String, as form: Form?,
    _ language: Language
  ) throws(Failure) {
    let figures = try Chart.drawable(figures, language)
    let times = figures.series
    guard form != .line || times != nil else {
      let all = figures.columns.map(\.title).joined(separator: ", ")
      throw Failure(.usage, "chart-no-series", at: "--chart", all)
    }
    self.form = form ?? ((times?.count ?? 0) > 2 ? .line : .bar)
    isUpright = times != nil
    (self.report, self.language, source) = (report, language, frame.pictureSource)
    unit = UnitText.shown(figures.units[0], language)
    let head = Chart.commonHead(figures.rows.map(\.label))
    let rows = figures.rows.map { row in
      Series(
        label: String(row.label.dropFirst(head.count)).printable,
        figures: row.items.map { $0?.figure })
    }
    offsets = times.map { times in times.map { $0.order - times[0].order } } ?? []
    var parts = frame.scope
    title = Chart.title(frame.title, head, rows)
    if let times {
      if !times[0].rest.isEmpty { parts.insert(times[0].rest, at: 0) }
      (places, series, placeTitle) = (times.map(\.text), rows, times[0].kind.word.text(language))
    } else {
      // A single row, or rows of one column: what differs is named at the axis.
      let isOneRow = rows.count == 1 && figures.columns.count > 1
      if !isOneRow, figures.columns.count == 1 {
        let column = figures.columns[0].title
        // A column that names its time leaves nothing more to say about it.
        if ColumnTime(column) != nil { parts = Array(parts.prefix(1)) }
        parts.append(column)
      }
      places = isOneRow ? figures.columns.map(\.title.printable) : rows.map(\.label)
      series = isOneRow ? rows : Chart.turned(rows, figures.columns.map(\.title.printable))
      placeTitle = nil
    }
    subtitle = unique(parts).joined(separator: " · ").printable
    try checkSize()
  }

  /// The table with rows that have a figure; refuses what cannot share an axis.
  private static func drawable(_ figures: Figures, _ language: Language) throws(Failure) -> Figures
  {
    var figures = figures
    // A text has no place on an axis.
    figures.rows.removeAll { row in
      row.items.contains {
        switch $0?.figure {
        case .text?, .verdict?: true
        case .number?, .missing?, nil: false
        }
      }
    }
    guard figures.items.contains(where: { $0.figure.number != nil }) else {
      let reasons = unique(figures.items.compactMap(\.figure.reason))
        .map { CellFigure.words(ofReason: $0, language) }
      throw Failure(.refused, "chart-empty", at: "", reasons.joined(separator: "; "))
    }
    guard figures.units.count == 1 else {
      let all = figures.units.map { unit in
        let rows = figures.rows.filter { $0.items.contains { $0?.unit == unit } }.map(\.id)
        return UnitText.shown(unit, language) + " (" + unique(rows).joined(separator: ", ") + ")"
      }
      throw Failure(.usage, "chart-units-mixed", at: "", all.joined(separator: "; "))
    }
    return figures
  }

  private func checkSize() throws(Failure) {
    let bars = series.count * places.count
    if series.count > Chart.seriesMax {
      let option = isUpright ? "--row" : "--column"
      throw Failure(
        .usage, "chart-too-many-series", at: "", String(series.count), String(Chart.seriesMax),
        option)
    }
    if form == .bar, bars > Chart.barsMax {
      throw Failure(
        .usage, "chart-too-many-bars", at: "", String(bars), String(Chart.barsMax))
    }
    if form == .line, places.count > Chart.timesMax {
      throw Failure(
        .usage, "chart-too-many-times", at: "", String(places.count), String(Chart.timesMax))
    }
  }

  /// The columns as series over the rows.
  private static func turned(_ rows: [Series], _ columns: [String]) -> [Series] {
    columns.indices.map { place in
      Series(label: columns[place], figures: rows.map { $0.figures[place] })
    }
  }

  /// The title; of a single row, and of the groups of one breakdown, with what they count.
  private static func title(_ title: String, _ head: String, _ rows: [Series]) -> String {
    if rows.count == 1 { return (title + ": " + rows[0].label).printable }
    return (head.isEmpty ? title : title + ": " + head.dropLast(2)).printable
  }

  /// What all labels begin with, up to a colon: `Meldinger, barnets kjønn: `.
  private static func commonHead(_ labels: [String]) -> String {
    guard labels.count > 1, let end = labels[0].lastRange(of: ": ") else { return "" }
    let head = String(labels[0][..<end])
    return labels.allSatisfy { $0.hasPrefix(head) } ? head : ""
  }
}

extension Chart {
  /// Every number.
  var numbers: [Fixed] { series.flatMap { $0.figures.compactMap { $0?.number } } }

  /// A number as it is written beside its bar or point.
  func shown(_ number: Fixed) -> String {
    NumberText.shown(
      number.description, in: language,
      grouping: numbers.contains(where: \.isLarge) ? .column : .text)
  }

  /// The whole chart in words, for those who hear it.
  var description: String {
    let form = (form == .line ? Word.chartLine : Word.chartBar).text(language)
    let series = series.map { series in
      let figures = zip(places, series.figures).compactMap { place, figure -> String? in
        figure.map { "\(place) " + words($0) }
      }
      return "\(series.label): " + figures.joined(separator: "; ") + "."
    }
    return ([form + ", " + unit + "."] + series).joined(separator: " ")
  }

  private func words(_ figure: CellFigure) -> String {
    switch figure {
    case .number(let number): shown(number)
    case .text(let text): text
    case .verdict(let reached): String(reached)
    case .missing(let reason): "(" + CellFigure.words(ofReason: reason, language) + ")"
    }
  }

  /// A line for each reason of a missing figure, with where it is missing.
  var notes: [String] {
    var places: [(reason: String, names: [String])] = []
    for series in series {
      for (place, figure) in zip(self.places, series.figures) {
        guard let reason = figure?.reason else { continue }
        let parts = isUpright ? [series.label, place] : [place, series.label]
        let name = self.series.count == 1 ? place : parts.joined(separator: ", ")
        if let known = places.firstIndex(where: { $0.reason == reason }) {
          places[known].names.append(name)
        } else {
          places.append((reason, [name]))
        }
      }
    }
    return places.map { reason, names in
      let head = (reason == CellFigure.suppressed ? Word.hidden : Word.missing).text(language)
      return FigureNotes.sign(reason) + " \(head): " + CellFigure.words(ofReason: reason, language)
        + " (" + names.joined(separator: "; ") + ")"
    }
  }
}

extension ColumnTime.Kind {
  /// The word for people.
  var word: Word {
    switch self {
    case .year: .chartYear
    case .half: .chartHalf
    case .tertial: .chartTertial
    case .quarter: .chartQuarter
    case .month: .chartMonth
    case .day: .chartDay
    }
  }
}

extension String {
  /// The end of the last occurrence of a text; nil if it does not occur.
  fileprivate func lastRange(of text: String) -> String.Index? { ranges(of: text).last?.upperBound }
}
