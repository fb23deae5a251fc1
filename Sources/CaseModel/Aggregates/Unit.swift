// The unit itself (enhet): established, changed, merged into another (kommunesammenslåing), its
// opening days (åpningsdager). What units say of each other is judged in `OrganisationRules.swift`.

/// What the rules of units say of an act.
func unitFindings(on proposal: Proposal) -> [Finding] {
  switch proposal.event.type {
  case .unitMerged: intoItselfFindings(on: proposal, .into, rule: "merger-into-itself")
  case .unitEstablished: intoItselfFindings(on: proposal, .parent, rule: "unit-below-itself")
  case .unitChanged:
    (proposal.event.fields.entries.isEmpty ? [.error("unit-change-empty")] : [])
      + intoItselfFindings(on: proposal, .parent, rule: "unit-below-itself")
  default: []
  }
}

/// What a unit points at is a unit, and not itself.
private func intoItselfFindings(
  on proposal: Proposal, _ field: Field, rule: String
) -> [Finding] {
  guard let text = proposal.event.fields.text(field) else { return [] }
  guard let unit = proposal.event.fields.unit(field) else {
    return [.error("unit-expected", field, text)]
  }
  return unit == proposal.event.subject ? [.error(rule, field, text)] : []
}

/// A day of the week is named once.
func openingDayFindings(on proposal: Proposal) -> [Finding] {
  let days = proposal.event.fields.values(.openDays).map(\.plain)
  let twice = days.enumerated().first { days[..<$0.offset].contains($0.element) }
  return twice.map { [.error("opening-day-twice", .openDays, $0.element)] } ?? []
}

/// Where a unit has become part of another, what stands in the way of acts on it.
func mergedFinding(_ file: CaseFile) -> Finding? {
  file.merger.map {
    .error(
      "unit-merged-already", nil, file.subject.description, $0.into.description,
      $0.from.description)
  }
}

extension CaseFile {
  /// What the unit became part of, and the first day of that (sammenslått med); nil if it stands.
  public var merger: (into: Subject, from: Day)? {
    guard let own, let end = own.end, let mark = own.marks(.unitMerged).last,
      let into = mark.fields.unit(.into)
    else { return nil }
    return (into, end)
  }

  /// The unit that this one belongs to on a day (overordnet enhet).
  public func parentUnit(on day: Day) -> Subject? {
    guard case .text(let text)? = own?.value(.parent, on: day) else { return nil }
    return Subject(unit: text)
  }

  /// The municipality that employs the staff of a joint service on a day (vertskommune).
  public func host(on day: Day) -> Office? {
    guard case .text(let text)? = own?.value(.host, on: day) else { return nil }
    return Office(text)
  }

  /// The days of the week on which it is open, Monday 1 to Sunday 7, as said by that day; nil if
  /// nobody has said it.
  public func openWeekdays(on day: Day) -> Set<Int>? {
    guard let said = episodes(.openingDays).last(where: { $0.start <= day }) else { return nil }
    return Set(said.given.numbers(.openDays).map { Int($0) })
  }
}

extension Subject {
  /// Reads a unit as another unit names it: `unit/3005`; nil for anything else.
  public init?(unit text: String) {
    guard let subject = Subject(text), subject.kind == .unit else { return nil }
    self = subject
  }

  /// The municipality that the unit is; nil for a unit within one, or of several.
  public var municipality: Office? { kind == .unit ? Office(key) : nil }
}

extension Fields {
  /// The field as a unit.
  func unit(_ field: Field) -> Subject? { text(field).flatMap { Subject(unit: $0) } }

  /// The field's values as municipalities.
  func offices(_ field: Field) -> [Office] { values(field).compactMap { Office($0.plain) } }

  /// The field's values as codes.
  func codes(_ field: Field) -> [String] { values(field).map(\.plain) }
}
