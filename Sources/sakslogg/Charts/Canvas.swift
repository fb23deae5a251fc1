import XML

/// What a chart is drawn on: lines, boxes and words of SVG, black on white, in pixels.
///
/// No colour, font or style comes from outside. Numbers are written with at most one decimal, so
/// that the same chart gives the same bytes.
struct Canvas {
  /// On which side of its point a text stands.
  enum Anchor: String { case start, middle, end }

  /// How a line is drawn.
  struct Stroke {
    var colour = "#000"
    var width = 1.0
    /// Lengths of dashes and gaps; empty for an unbroken line.
    var dashes = ""
  }

  /// A place.
  struct Point: Hashable {
    var x: Double
    var y: Double
  }

  /// What has been drawn, from the bottom up.
  private(set) var elements: [XMLElement] = []

  /// A line through points.
  mutating func line(_ points: [Point], _ stroke: Stroke = Stroke()) {
    let path = points.map { Canvas.number($0.x) + "," + Canvas.number($0.y) }
    var attributes = [
      XMLAttribute("points", path.joined(separator: " ")), XMLAttribute("fill", "none"),
      XMLAttribute("stroke", stroke.colour),
      XMLAttribute("stroke-width", Canvas.number(stroke.width)),
    ]
    if !stroke.dashes.isEmpty { attributes.append(XMLAttribute("stroke-dasharray", stroke.dashes)) }
    elements.append(XMLElement("polyline", attributes))
  }

  /// A closed shape.
  mutating func shape(_ points: [Point], fill: String) {
    let path = points.map { Canvas.number($0.x) + "," + Canvas.number($0.y) }
    elements.append(
      XMLElement(
        "polygon",
        [
          XMLAttribute("points", path.joined(separator: " ")), XMLAttribute("fill", fill),
          XMLAttribute("stroke", "#000"),
        ]))
  }

  /// A circle.
  mutating func circle(_ centre: Point, radius: Double, fill: String) {
    elements.append(
      XMLElement(
        "circle",
        [
          XMLAttribute("cx", Canvas.number(centre.x)), XMLAttribute("cy", Canvas.number(centre.y)),
          XMLAttribute("r", Canvas.number(radius)), XMLAttribute("fill", fill),
          XMLAttribute("stroke", "#000"),
        ]))
  }

  /// A box.
  mutating func box(_ corner: Point, width: Double, height: Double, fill: String) {
    elements.append(
      XMLElement(
        "rect",
        [
          XMLAttribute("x", Canvas.number(corner.x)), XMLAttribute("y", Canvas.number(corner.y)),
          XMLAttribute("width", Canvas.number(width)),
          XMLAttribute("height", Canvas.number(height)), XMLAttribute("fill", fill),
          XMLAttribute("stroke", "#000"),
        ]))
  }

  /// A text on one line, its base line at the point.
  mutating func text(
    _ text: String, at point: Point, _ anchor: Anchor = .start, size: Double = 12,
    isBold: Bool = false
  ) {
    var attributes = [
      XMLAttribute("x", Canvas.number(point.x)), XMLAttribute("y", Canvas.number(point.y)),
    ]
    if anchor != .start { attributes.append(XMLAttribute("text-anchor", anchor.rawValue)) }
    if size != 12 { attributes.append(XMLAttribute("font-size", Canvas.number(size))) }
    if isBold { attributes.append(XMLAttribute("font-weight", "bold")) }
    elements.append(XMLElement("text", attributes, text: text))
  }

  /// A number with at most one decimal.
  static func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    let sign = tenths < 0 ? "-" : ""
    let rest = tenths.magnitude % 10
    return sign + String(tenths.magnitude / 10) + (rest == 0 ? "" : ".\(rest)")
  }
}

/// How wide texts are, without the font: by kinds of letters, rather too wide than too narrow.
enum TextWidth {
  /// The width of a text on one line.
  static func of(_ text: String, size: Double) -> Double {
    text.unicodeScalars.reduce(0) { $0 + share(of: $1) } * size
  }

  /// The lines of a text, none wider than asked unless a single word is.
  static func lines(_ text: String, width: Double, size: Double) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      let longer = line.isEmpty ? String(word) : line + " " + word
      if line.isEmpty || of(longer, size: size) <= width {
        line = longer
      } else {
        lines.append(line)
        line = String(word)
      }
    }
    return lines + [line]
  }

  /// The width of a letter as a share of the font's size.
  private static func share(of letter: Unicode.Scalar) -> Double {
    switch letter {
    case "i", "j", "l", "I", ".", ",", ":", ";", "'", "|", "!", " ", "\u{A0}": 0.36
    case "f", "r", "t", "(", ")", "-", "/": 0.44
    case "m", "w", "M", "W", "æ", "Æ", "@", "%", "–": 0.98
    case "A"..."Z", "Å", "Ø": 0.76
    default: 0.66
    }
  }
}
