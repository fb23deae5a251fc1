import CaseModel
import CaseService
import Projections
import Schemas

/// `stats NAME --explain ROW COLUMN`: the definition of a figure and the events behind it.
struct CellExplanation {
  let explanation: Explanation
  let events: [UInt64: RecordedEvent]
  let definition: String
  let size: UInt64
  let unitName: String?
  let times: Times

  init(_ found: Explanations, _ explanation: Explanation, _ times: Times) {
    self.explanation = explanation
    events = found.events
    definition = found.definition
    size = found.size
    unitName = found.unitName
    self.times = times
  }

  private var cell: Statistics.Cell { explanation.cell }

  func show(in session: Session) throws {
    switch session.format {
    case .json: try session.out.line(json(session.labels).compact)
    case .csv, .jsonl: try session.show(table(session.labels))
    case .table, .svg: try session.out.show(page(session.language))
    }
  }

  // MARK: For people

  private func page(_ language: Language) -> String {
    let number = cell.value.map { NumberText.shown($0.description, in: language) }
    let verdict = cell.reached.map { ($0 ? Word.yes : Word.no).text(language) }
    let isHidden = cell.missing == .suppressed
    let value = number ?? cell.text ?? verdict ?? (isHidden ? ":" : "-")
    // Yes and no have no unit.
    let unit = verdict == nil ? " (\(unit(language)))" : ""
    var text = "\(rowLabel(language)), \(columnLabel(language)): \(value)\(unit)\n\n"
    let lines = definitionLines(language)
    let width = lines.map(\.title.displayWidth).max() ?? 0
    for line in lines {
      let gap = String(repeating: " ", count: width - line.title.displayWidth)
      text += "\(line.title)\(gap)  \(line.text)".printable + "\n"
    }
    let table = tableForPeople(language)
    text += "\n"
    let none: Word = isHidden ? .hiddenEvents : .noEvents
    text += table.rows.isEmpty ? none.text(language) + "\n" : table.text(.table, language)
    return text + "\n" + Word.tableSource.text(language, definition, String(size)) + "\n"
  }

  private func rowLabel(_ language: Language) -> String {
    language == .nb ? cell.row : cell.rowInEnglish
  }

  private func columnLabel(_ language: Language) -> String {
    language == .nb ? cell.column : cell.columnInEnglish
  }

  private func unit(_ language: Language) -> String {
    UnitText.shown(cell.unit, language)
  }

  /// What the figure means: a title and a text for each line.
  private func definitionLines(_ language: Language) -> [(title: String, text: String)] {
    var lines: [(Word, String)] = []
    let label = Label.indicator(explanation.indicator, language)
    lines.append((.indicator, "\(explanation.indicator.id) (\(label))"))
    lines.append((.counts, counts(explanation.indicator, language)))
    if let source = source { lines.append((.source, source)) }
    if let breakdown = breakdown(language) { lines.append((.brokenDown, breakdown)) }
    if let computed = computed(language) { lines.append((.rounding, computed)) }
    if let unitName { lines.append((.onlyUnit, Word.onlyUnitText.text(language, unitName))) }
    for (role, indicator) in counting {
      let prefix = role == .counted ? "" : "\(role.word.text(language)): "
      if role != .counted { lines.append((.counts, prefix + counts(indicator, language))) }
      lines += indicator.conditions(language).map { (.condition, prefix + $0) }
      lines += indicator.duties.map { (.rule, prefix + $0.text(language)) }
    }
    if let missing = cell.missing { lines.append((.missing, missing.word.text(language))) }
    return lines.map { ($0.0.text(language), $0.1) }
  }

  /// The indicators that count something for the cell.
  private var counting: [(role: Explanation.Role, indicator: Indicator)] {
    explanation.parts.compactMap { part in part.indicator.map { (part.role, $0) } }
  }

  private func counts(_ indicator: Indicator, _ language: Language) -> String {
    Label.of("counts/\(indicator.id)", language) ?? ""
  }

  private var source: String? { Label.of("source/\(explanation.indicator.id)", .en) }

  /// The dimension that the row is a group of.
  private var dimension: Dimension? {
    let words = cell.id.split(separator: ".")
    return words.count > 1 ? Dimension.named(String(words[1])) : nil
  }

  /// What the row is a part of: a dimension with what it means, or a field and its code.
  private func breakdown(_ language: Language) -> String? {
    if let dimension {
      let label = Label.of("dimension/\(dimension.id)", language) ?? "\(dimension.id)"
      return label + ". " + (Label.of("note/dimension/\(dimension.id)", language) ?? "")
    }
    let words = cell.id.split(separator: ".")
    guard words.count > 1 else { return nil }
    return Labels.field(String(words[1]), of: "", language) + ": " + rowLabel(language)
  }

  /// How a share or a rate is computed.
  private func computed(_ language: Language) -> String? {
    if let target = explanation.target {
      let goal = explanation.parts.last?.value?.description ?? "-"
      return (target.isAtLeast ? Word.targetAtLeast : .targetAtMost)
        .text(language, Label.indicator(explanation.indicator, language).lowercasedFirst, goal)
    }
    if case .share(let share) = explanation.indicator.measure {
      let (part, whole) = (explanation.parts.first, explanation.parts.last)
      return Word.shareComputed.text(
        language, part?.value?.description ?? "-", whole?.value?.description ?? "-",
        String(share.times), String(share.decimals))
    }
    if let base = explanation.base {
      let whole = explanation.parts.first { $0.role == .whole }?.value?.description ?? "-"
      return Word.partComputed.text(language, whole, String(base.decimals))
    }
    guard let rate = explanation.rate else { return nil }
    let given = explanation.parts.last?.value?.description ?? "-"
    return Word.rateComputed.text(
      language, Label.code(rate.figure.description, .referenceFigure, language).lowercasedFirst,
      given, String(rate.times), String(rate.decimals))
  }

  // MARK: The events

  /// A row for each event of each thing that was counted.
  private func table(_ language: Language) -> Table {
    var table = Table(columns: columns(language))
    for part in explanation.parts {
      for (number, thing) in part.things.enumerated() {
        let mark = Cell.text(part.role.word.text(language))
        table.rows += rows(part.role, number + 1, thing, mark, language)
      }
    }
    return table
  }

  /// The same for people: of a share each thing once, with whether it is in the part.
  private func tableForPeople(_ language: Language) -> Table {
    guard case .share = explanation.indicator.measure, let part = explanation.parts.first,
      let whole = explanation.parts.last
    else { return table(language) }
    var table = Table(columns: columns(language))
    let (inPart, inWhole) = (Set(part.things.map(\.key)), Set(whole.things.map(\.key)))
    let things = whole.things + part.things.filter { !inWhole.contains($0.key) }
    for (number, thing) in things.enumerated() {
      let mark = Cell.flag(inPart.contains(thing.key))
      table.rows += rows(.whole, number + 1, thing, mark, language)
    }
    return table
  }

  private func rows(
    _ role: Explanation.Role, _ number: Int, _ thing: Counted, _ mark: Cell, _ language: Language
  ) -> [[Cell]] {
    thing.positions.compactMap { events[$0] }.map { event in
      [
        .text(definition), .text(cell.id), .text(cell.column), .text(role.rawValue), mark,
        .whole(number), .text(thing.kind.rawValue), .optional(thing.record?.description),
        .optional(thing.value), .whole(event.position),
        .text(event.event.effective.description), .text(event.event.subject.description),
        .text(event.event.type.name), .text(Label.type(event.event.type, language)),
      ]
    }
  }

  private func columns(_ language: Language) -> [Column] {
    var isShare = false
    if case .share = explanation.indicator.measure { isShare = true }
    let hasParts = explanation.parts.count > 1
    let values = explanation.parts.contains { $0.things.contains { $0.value != nil } }
    return [
      Column(id: "definition", title: "", audience: .programs),
      Column(id: "row", title: "", audience: .programs),
      Column(id: "column", title: "", audience: .programs),
      Column(id: "part", title: "", audience: .programs),
      Column(
        id: "inPart", title: (isShare ? Word.inPart : Word.kind).text(language),
        audience: hasParts ? .people : .nobody),
      Column(id: "number", title: Word.number.text(language), isNumber: true),
      Column(id: "kind", title: "", audience: .programs),
      Column(id: "record", title: "", audience: .programs),
      Column(
        id: "value", title: Word.value.text(language), audience: values ? .all : .programs),
      Column(id: "position", title: Word.position.text(language), isNumber: true),
      Column(id: "date", title: Word.effective.text(language)),
      Column(id: "subject", title: Word.subject.text(language)),
      Column(id: "type", title: "", audience: .programs),
      Column(id: "label", title: Word.event.text(language)),
    ]
  }

  // MARK: For programs

  private func json(_ language: Language) -> JSONText {
    var members: [(String, JSONText)] = [
      ("definition", .string(definition)), ("events", .number(String(size))),
      ("at", times.at.map(JSONText.string) ?? .null),
      ("knownAt", times.knownAt.map(JSONText.string) ?? .null),
      ("scope", unitName.map(JSONText.string) ?? .null),
      ("row", .string(cell.id)), ("label", .string(rowLabel(language))),
      ("column", .string(cell.column)),
    ]
    members += [
      ("value", cell.value.map { .number($0.description) } ?? .null),
      ("text", cell.text.map(JSONText.string) ?? .null),
      ("unit", .string(cell.unit)),
      ("missing", cell.missing.map { .string($0.rawValue) } ?? .null),
      ("indicator", json(explanation.indicator, language)),
      ("dimension", dimension.map { .string($0.id.description) } ?? .null),
      ("computed", computed(language).map(JSONText.string) ?? .null),
    ]
    if let reached = cell.reached { members.append(("reached", .bool(reached))) }
    members.append(("parts", .array(explanation.parts.map { json($0, language) })))
    return .object(members)
  }

  private func json(_ indicator: Indicator, _ language: Language) -> JSONText {
    .object([
      ("id", .string(indicator.id.description)),
      ("label", .string(Label.indicator(indicator, language))),
      ("counts", .string(counts(indicator, language))),
      ("source", .string(Label.of("source/\(indicator.id)", .en) ?? "")),
      ("conditions", .array(indicator.conditions(language).map(JSONText.string))),
      (
        "duties",
        .array(
          indicator.duties.map { duty in
            .object([
              ("rule", .string(duty.rule.id.description)),
              ("label", .string(duty.text(language))),
              ("status", .array(duty.statuses.map { .string($0.rawValue) })),
            ])
          })
      ),
    ])
  }

  private func json(_ figure: Projections.Figure) -> JSONText {
    switch figure {
    case .number(let number): .number(number.description)
    case .text(let text): .string(text)
    case .verdict(let reached): .bool(reached)
    }
  }

  private func json(_ part: Explanation.Part, _ language: Language) -> JSONText {
    let things: [JSONText] = part.things.map { thing in
      .object([
        ("subject", .string(thing.subject.description)), ("kind", .string(thing.kind.rawValue)),
        ("record", thing.record.map { .string($0.description) } ?? .null),
        ("value", thing.value.map(JSONText.string) ?? .null),
        (
          "events",
          .array(
            thing.positions.compactMap { events[$0] }.map { event in
              .object([
                ("position", .number(String(event.position))),
                ("date", .string(event.event.effective.description)),
                ("type", .string(event.event.type.name)),
                ("label", .string(Label.type(event.event.type, language))),
              ])
            })
        ),
      ])
    }
    return .object([
      ("part", .string(part.role.rawValue)),
      ("indicator", part.indicator.map { json($0, language) } ?? .null),
      ("value", part.value.map(json) ?? .null),
      ("counted", .array(things)),
    ])
  }
}
