import Projections
import Schemas

/// A statistics table as people read it: a heading, figures set on the decimal sign, notes on what
/// is missing, and where it all comes from (tabell).
struct FigureTable {
  /// The table.
  let figures: Figures
  /// What stands above and beneath it.
  let frame: FigureFrame
  /// The language.
  let language: Language
  /// How many columns the terminal has; nil if no line is too long.
  let width: Int?

  /// Narrower than this nothing is set: numbers are not broken.
  private static let narrowest = 40
  private static let gap = 2
  /// Units are broken beyond this.
  private static let unitWidth = 16

  private var notes: FigureNotes { FigureNotes(figures) }
  private var limit: Int { max(width ?? .max, FigureTable.narrowest) }

  /// The whole page.
  var text: String {
    let columns = self.columns
    let plan = plan(columns)
    var page = wrapped(heading(hasUnits: plan.hasUnits))
    for block in plan.blocks {
      page.append("")
      page += lines(of: block, columns, plan)
    }
    let notes = notes.lines(language)
    if !notes.isEmpty { page += [""] + wrapped(notes) }
    page += [""] + wrapped([frame.source])
    return page.map { $0 + "\n" }.joined()
  }

  private func wrapped(_ lines: [String]) -> [String] {
    lines.flatMap { WrappedText.lines($0.printable, width: limit, indent: 2) }
  }

  // MARK: Units

  /// The columns with a unit of their own, whatever the row: rates per so many inhabitants,
  /// percentages beside what they are percentages of, and other figures beside the first.
  private var rates: [Int: String] {
    var rates: [Int: String] = [:]
    let unitsOfColumns = figures.columns.indices.map { place in
      unique(figures.rows.compactMap { $0.items[place]?.unit })
    }
    let isByColumn =
      unitsOfColumns.allSatisfy { $0.count == 1 }
      && figures.columns.allSatisfy { !$0.isChange && $0.group == nil }
    for (place, units) in unitsOfColumns.enumerated() {
      let isOwn = { (unit: String) in
        unit.hasPrefix("per-") || isByColumn && unit != unitsOfColumns[0][0]
          || unit == "percent" && !figures.columns[place].isChange
            && figures.columns[place].group == nil
            && figures.units.contains { $0 != unit }
      }
      if units.count == 1, isOwn(units[0]) { rates[place] = units[0] }
    }
    // With nothing beside them they are what the rows count.
    return rates.count == figures.columns.count ? [:] : rates
  }

  /// What each row counts, in words.
  private var rowUnits: [String] {
    let rates = rates
    return figures.rows.map { row in
      let units = row.items.indices.filter { place in
        rates[place] == nil && !figures.columns[place].isChange
      }.compactMap { row.items[$0]?.unit }
      // Yes and no say themselves what they are.
      return unique(units).filter { $0 != UnitText.verdict }.map { UnitText.shown($0, language) }
        .joined(separator: ", ")
    }
  }

  /// Title; offices, time and unit; and the unit of each column that has its own.
  private func heading(hasUnits: Bool) -> [String] {
    let units = unique(rowUnits).filter { !$0.isEmpty }
    let unit = (units.count == 1 ? Word.unit : Word.units).text(language)
    let counted = hasUnits || units.isEmpty ? [] : ["\(unit): " + units.joined(separator: ", ")]
    let rates = rates
    let ofColumns = unique(rates.keys.sorted().compactMap { rates[$0] }).map { unit in
      let titles = figures.columns.indices.filter { rates[$0] == unit }
        .map { figures.columns[$0].title }
      return titles.joined(separator: ", ") + ": " + UnitText.shown(unit, language)
    }
    return [frame.title, (frame.scope + counted).joined(separator: " · ")] + ofColumns
  }

  // MARK: What stands in the columns

  private var columns: [SetColumn] {
    figures.columns.indices.map { place in
      let column = figures.columns[place]
      let items = figures.rows.map { $0.items[place]?.figure }
      let isLarge = items.contains { $0?.number?.isLarge ?? false }
      let cells = items.map { figure -> SetCell in
        switch figure {
        case nil: .blank
        case .text(let text)?: .text(text.printable)
        case .verdict(let reached)?: .text((reached ? Word.yes : Word.no).text(language))
        case .missing(let reason)?:
          .number(whole: FigureNotes.sign(reason), rest: notes.mark(reason))
        case .number(let number)?:
          SetCell(
            number: NumberText.shown(
              number.description, in: language, grouping: isLarge ? .column : .text,
              isSigned: column.isChange), point: NumberText.point(language))
        }
      }
      return SetColumn(title: column.title.printable, cells: cells)
    }
  }

  // MARK: What fits beside what

  /// How wide the columns are, and which of them stand side by side.
  private struct Plan {
    var label: Int
    var unit = 0
    var widths: [Int]
    var blocks: [[Int]]
    var hasUnits: Bool { unit > 0 }
  }

  /// Everything side by side if it fits; else with narrower headings, without the column of units,
  /// with broken labels, and last in several blocks beneath each other.
  private func plan(_ columns: [SetColumn]) -> Plan {
    let label = figures.rows.reduce(1) { max($0, $1.label.printable.displayWidth) }
    let widest = rowUnits.reduce(Word.unit.text(language).displayWidth) {
      max($0, $1.displayWidth)
    }
    let unit = unique(rowUnits).count > 1 ? min(widest, FigureTable.unitWidth) : 0
    let all = Array(columns.indices)
    let wide = Plan(label: label, unit: unit, widths: columns.map(\.naturalWidth), blocks: [all])
    if total(wide, all) <= limit { return wide }
    // A label may be broken, but is not squeezed to less than a third of the line.
    let least = min(label, max(24, limit / 3))
    var plan = Plan(label: label, unit: unit, widths: columns.map(\.leastWidth), blocks: [all])
    for unit in [unit, 0] {
      plan.unit = unit
      let room = limit - total(plan, all) + label
      guard room >= least else { continue }
      plan.label = min(label, room)
      return plan
    }
    plan.label = least
    plan.blocks = []
    for group in groups(plan) {
      let block = (plan.blocks.last ?? []) + group
      if plan.blocks.isEmpty || total(plan, block) > limit {
        plan.blocks.append(group)
      } else {
        plan.blocks[plan.blocks.count - 1] = block
      }
    }
    return plan
  }

  /// The columns that stay together: one by one, or all of a time where they fit on a line.
  private func groups(_ plan: Plan) -> [[Int]] {
    var groups: [[Int]] = []
    for place in figures.columns.indices {
      let group = figures.columns[place].group
      let isSame = groups.last.map { figures.columns[$0[0]].group == group } ?? false
      if group != nil, isSame, let last = groups.last, total(plan, last + [place]) <= limit {
        groups[groups.count - 1].append(place)
      } else {
        groups.append([place])
      }
    }
    return groups
  }

  private func total(_ plan: Plan, _ places: [Int]) -> Int {
    let unit = plan.unit > 0 ? plan.unit + FigureTable.gap : 0
    return places.reduce(plan.label + unit) { $0 + FigureTable.gap + plan.widths[$1] }
  }

  // MARK: The lines

  private func lines(of block: [Int], _ columns: [SetColumn], _ plan: Plan) -> [String] {
    let widths = block.map { plan.widths[$0] }
    let titles = block.map { WrappedText.lines(columns[$0].title, width: plan.widths[$0]) }
    var lines = line(label: [""], unit: [Word.unit.text(language)], titles, widths, plan)
    let all = [plan.label] + (plan.hasUnits ? [plan.unit] : []) + widths
    lines.append(all.map { String(repeating: "-", count: $0) }.joined(separator: "  "))
    let units = rowUnits
    for (index, row) in figures.rows.enumerated() {
      // In a table that is cut into blocks a row stands where it has figures.
      let isEmpty = block.allSatisfy { columns[$0].cells[index] == .blank }
      guard !isEmpty || plan.blocks.count == 1 else { continue }
      let cells = block.map { columns[$0].lines(ofRow: index, width: plan.widths[$0]) }
      lines += line(
        label: WrappedText.lines(row.label.printable, width: plan.label, indent: 2),
        unit: WrappedText.lines(units[index], width: max(1, plan.unit)), cells, widths, plan)
    }
    return lines
  }

  /// A row of the page: its parts end on the same line, so that figures stand by the label's end.
  private func line(
    label: [String], unit: [String], _ cells: [[String]], _ widths: [Int], _ plan: Plan
  ) -> [String] {
    let unit = plan.hasUnits ? unit : []
    let height = ([label, unit] + cells).reduce(1) { max($0, $1.count) }
    func part(_ lines: [String], _ number: Int) -> String {
      let place = number - (height - lines.count)
      return place >= 0 ? lines[place] : ""
    }
    return (0..<height).map { number in
      var line = part(label, number).padded(to: plan.label)
      if plan.hasUnits { line += "  " + part(unit, number).padded(to: plan.unit) }
      for (cell, width) in zip(cells, widths) {
        line += "  " + part(cell, number).paddedInFront(to: width)
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}
