import CaseModel

// What a breakdown's parts are: rows of a table, or columns.

extension Report.Breakdown {
  /// A code or a group, with what is counted in it.
  struct Part {
    let id: String
    let norwegian: String
    let english: String
    let filter: RowFilter
    /// Whether it is left out where nothing is counted in it.
    var isOptional = false
  }

  /// The field or the dimension, as rows name it.
  var name: String {
    switch self {
    case .codes(let field, _), .values(let field): field.name.description
    case .dimension(let id): id.description
    }
  }

  /// Every code, value or group, and what is unknown.
  func parts(
    _ label: CodeLabel, _ values: [Field: [Statistics.KnownValue]], _ units: UnitRows?
  ) throws(Statistics.Refusal) -> [Part] {
    let known: [Part]
    switch self {
    case .values(let field):
      known = (values[field] ?? []).map { value in
        let name = [value.value, value.name].compactMap(\.self).joined(separator: " ")
        return Part(
          id: value.value, norwegian: name, english: name, filter: .value(field, value.value))
      }
    case .codes(let field, let list):
      known = CodeLists.entries(in: list).map { entry in
        let code = entry.code.description
        let text = label(list, code)
        return Part(
          id: code, norwegian: text.norwegian, english: text.english, filter: .code(field, code))
      }
    case .dimension:
      let dimension = try dimension(units)
      known =
        dimension.units == nil ? groups(of: dimension) : units?.parts(by: dimension) ?? []
    }
    let unknown = try filter(of: "unknown", units)
    return known + [Part(id: "unknown", norwegian: "ukjent", english: "unknown", filter: unknown)]
  }

  /// What is counted in one part: a code or a group by its id, all that is `known`, or what is
  /// `unknown`.
  func filter(of part: String, _ units: UnitRows?) throws(Statistics.Refusal) -> RowFilter {
    switch self {
    case .codes(let field, let list):
      if part == "known" { return .anyCode(field) }
      if part == "unknown" { return .noCode(field) }
      guard CodeLists.entries(in: list).contains(where: { $0.code.description == part }) else {
        throw .indicatorUnknown("\(field.name).\(part)")
      }
      return .code(field, part)
    case .values(let field):
      if part == "known" { return .anyValue(field) }
      return .value(field, part == "unknown" ? nil : part)
    case .dimension:
      let dimension = try dimension(units)
      if part == "known" { return .anyGroup(dimension) }
      if part == "unknown" { return .group(dimension, nil) }
      guard let place = dimension.groups.firstIndex(where: { $0.id.description == part }) else {
        throw .indicatorUnknown("\(dimension.id).\(part)")
      }
      return .group(dimension, place)
    }
  }

  private func groups(of dimension: Dimension) -> [Part] {
    dimension.groups.enumerated().map { place, group in
      Part(
        id: group.id.description, norwegian: group.norwegian.description,
        english: group.english.description, filter: .group(dimension, place))
    }
  }

  private func dimension(_ units: UnitRows?) throws(Statistics.Refusal) -> Dimension {
    guard case .dimension(let id) = self, let dimension = Dimension.named(id.description) else {
      throw .indicatorUnknown(name)
    }
    return units?.settle(dimension) ?? dimension
  }
}

extension UnitRows {
  /// Each unit, called by the name it has at the table's last day.
  fileprivate func parts(by dimension: Dimension) -> [Report.Breakdown.Part] {
    let level = dimension.units?.level ?? .own
    return all.enumerated().map { place, unit in
      let name = name(of: unit)
      return Report.Breakdown.Part(
        id: unit.key, norwegian: name, english: name, filter: .group(dimension, place),
        isOptional: !isUsual(unit, level))
    }
  }
}

extension String {
  /// With a capital first letter, as a heading.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
